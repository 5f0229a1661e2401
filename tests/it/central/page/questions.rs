//! The pages of questions, the file that is handed back, and the office's program that reads it.

use crate::central::office::{Folder, Server};
use crate::studio::{campaign, out, studio, told};
use serde_json::Value;
use std::{fs, process::Command};

/// A server with so many people of a made-up city.
fn filled(folder: &Folder, people: &str) -> Server {
    let server = folder.serve(&["--per-address", "0"]);
    let mut command = Command::new(env!("CARGO_BIN_EXE_tramso-central"));
    let url = format!("http://{}", server.address);
    let args = ["loadgen", &url, "--stations", "2", "--people", people, "--seed", "11", "--threads", "1"];
    let done = command.args(args).env("LANG", "vi_VN.UTF-8").output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    server
}

fn file(server: &Server) -> (Vec<u8>, Value) {
    let answer = server.page("/thong-ke-cau-hoi.json", &server.sign_in());
    assert_eq!(answer.status, 200);
    let name = answer.header("content-disposition").unwrap();
    assert_eq!(name, "attachment; filename=\"thong-ke-cau-hoi-demo.json\"");
    (answer.body.clone(), answer.json())
}

#[test]
fn with_nobody_the_page_states_that_nothing_is_known() {
    let folder = Folder::new();
    let server = folder.serve(&[]);
    let page = server.page("/cau-hoi", &server.sign_in());
    assert_eq!(page.status, 200);
    assert!(page.text().contains("Chưa có bài thi nào được tính"), "{}", page.text());
    assert_eq!(file(&server).1["items"], serde_json::json!([]));
}

#[test]
fn page_file_command_and_office_show_the_same_figures() {
    let folder = Folder::new();
    let server = filled(&folder, "400");
    let (bytes, file) = file(&server);
    let cookie = server.sign_in();
    let items = file["items"].as_array().unwrap();
    assert!(items.len() > 60 && file["unread"] == 0 && file["tests"][0]["size"] == 20, "{file}");
    let printed = folder.run(&["questions", "--json", "--out", &folder.path("tra-ve.json")]);
    assert!(printed.status.success(), "{}", String::from_utf8_lossy(&printed.stderr));
    let mut by_command: Value = serde_json::from_slice(&fs::read(folder.path("tra-ve.json")).unwrap()).unwrap();
    by_command["at_ms"] = file["at_ms"].clone();
    assert_eq!(by_command, file, "page and command");
    let twice = folder.run(&["questions", "--out", &folder.path("tra-ve.json")]);
    assert!(!twice.status.success(), "a file that is there is left alone");

    let ids = |page: &str| -> Vec<String> {
        page.split("href=\"/cau-hoi/").skip(1).map(|rest| rest.split_once('"').unwrap().0.to_owned()).collect()
    };
    let by_id = server.page("/cau-hoi", &cookie).text();
    let shown = ids(&by_id);
    assert_eq!(shown.len(), items.len().min(100));
    assert!(shown.is_sorted());
    let hardest = server.page("/cau-hoi?xep=dung", &cookie).text();
    let facility = |item: &&Value| item["facility"].as_f64().unwrap();
    let least = items.iter().min_by(|a, b| facility(a).total_cmp(&facility(b))).unwrap();
    let first = ids(&hardest)[0].clone();
    let of_first = items.iter().find(|item| item["question"] == first.as_str()).unwrap();
    assert_eq!(facility(&of_first), facility(&least), "the hardest is first");
    let dubious = items.iter().filter(|item| !item["remarks"].as_array().unwrap().is_empty()).count();
    assert!(by_id.contains(&format!("{dubious} câu cần xem lại")), "{by_id}");
    assert_eq!(ids(&server.page("/cau-hoi?loc=can-xem", &cookie).text()).len(), dubious.min(100));

    let asked = items.iter().max_by_key(|item| item["asked"].as_u64()).unwrap();
    let id = asked["question"].as_str().unwrap();
    let one = server.page(&format!("/cau-hoi/{id}"), &cookie).text();
    assert!(one.contains(&format!("{} lượt", asked["asked"])) && one.contains("Đáp án đúng"), "{one}");
    for chosen in asked["chosen"].as_array().unwrap() {
        assert!(one.contains(&format!("data-label=\"Số lượt chọn\">{chosen}<")), "{chosen}: {one}");
    }
    office(&folder, &bytes, items, id);
}

/// The office's own program puts the figures beside its questions.
fn office(folder: &Folder, bytes: &[u8], items: &[Value], asked: &str) {
    let content = folder.dir.path().join("nganhang");
    campaign(&content);
    fs::write(folder.path("thong-ke.json"), bytes).unwrap();
    let args = ["stats", content.to_str().unwrap(), "--results", &folder.path("thong-ke.json")];
    let read = studio(args);
    assert!(read.status.success(), "{}", told(&read));
    let text = out(&read);
    assert!(text.contains(asked) && text.contains("câu có số liệu"), "{text}");
    let shown: Value = serde_json::from_str(&out(&studio(args.iter().chain(&["--json"])))).unwrap();
    assert_eq!(shown["items"].as_array().unwrap().len() + shown["other"].as_array().unwrap().len(), items.len());
    for item in shown["items"].as_array().unwrap() {
        let wanted = items.iter().find(|one| one["question"] == item["question"]).unwrap();
        for figure in ["asked", "chosen", "discrimination", "efficiency", "remarks"] {
            assert_eq!(item[figure], wanted[figure], "{item}");
        }
    }
    let covered = studio(["coverage", content.to_str().unwrap(), "--items", &folder.path("thong-ke.json")]);
    assert!(out(&covered).contains("người được hỏi"), "{}", told(&covered));
    for bad in ["{}", "{\"v\":3}", "{\"v\":2,\"items\":[{\"question\":\"A-001\"}]}", "[]", "không phải"] {
        fs::write(folder.path("sai.json"), bad).unwrap();
        let refused = studio(["stats", content.to_str().unwrap(), "--results", &folder.path("sai.json")]);
        assert!(!refused.status.success() && told(&refused).contains("TS-C22"), "{bad}: {}", told(&refused));
    }
}
