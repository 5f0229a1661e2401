//! `tramso-studio import` and `export`, as the content office runs them.

use crate::content::{Folder, fixtures};
use serde_json::Value;
use std::{
    fs::{self, File},
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};
use tempfile::TempDir;

const PAGE: &str = "Chủ đề 1: Một\n\nCâu 1: Gặp tin lạ thì nên làm gì?\nA. Hỏi con cháu\nB. Bấm ngay\nC. Gửi tiền\nD. Chia sẻ\nĐáp án: A\n\n\
    Câu 2: Không có đáp án?\nA. một\nB. hai\n";

struct Place(TempDir);

impl Place {
    fn new() -> Self {
        let place = Self(TempDir::new().unwrap());
        fs::write(place.path("trang.txt"), PAGE).unwrap();
        place
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn campaign(&self) -> PathBuf {
        for (path, bytes) in Folder::open(&fixtures().join("good-content")).0 {
            let file = self.path("nganhang").join(path);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, bytes).unwrap();
        }
        self.path("nganhang")
    }

    fn run(&self, args: &[&str]) -> Output {
        studio(self.0.path()).args(args).output().unwrap()
    }
}

fn studio(at: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tramso-studio"));
    command.current_dir(at).env_remove("LANG");
    command
}

fn said(out: &Output) -> String {
    String::from_utf8_lossy(&out.stdout).into_owned() + &String::from_utf8_lossy(&out.stderr)
}

#[test]
fn a_page_comes_into_a_campaign_and_lint_says_what_is_missing() {
    let place = Place::new();
    place.campaign();
    let out = place.run(&["import", "trang.txt", "--into", "nganhang"]);
    assert_eq!(out.status.code(), Some(1), "one was left out: {}", said(&out));
    assert!(said(&out).contains("Đã nhận 1 câu, để lại 1 câu."), "{}", said(&out));
    assert!(said(&out).contains("✗ câu 2 (dòng 10): "), "{}", said(&out));
    let written = fs::read_to_string(place.path("nganhang/questions/nhap-trang.toml")).unwrap();
    assert!(
        written.contains("id = \"N-001\"") && written.contains("lesson = \"\"") && written.contains("chuyên đề 1"),
        "{written}"
    );
    let lint = said(&place.run(&["lint", "nganhang"]));
    for key in ["level", "fact", "lesson", "why", "source", "checked"] {
        assert!(lint.contains(&format!("«{key}»")), "{key} is not listed: {lint}");
    }
    // Another time: what is there is not written over, and no id is given twice.
    assert!(said(&place.run(&["import", "trang.txt", "--into", "nganhang"])).starts_with("TS-X04"));
    fs::write(place.path("hai.txt"), PAGE.replace("Gặp tin", "Thấy tin")).unwrap();
    place.run(&["import", "hai.txt", "--into", "nganhang"]);
    let second = fs::read_to_string(place.path("nganhang/questions/nhap-hai.toml")).unwrap();
    assert!(second.contains("id = \"N-002\""), "{second}");
}

#[test]
fn a_whole_campaign_goes_out_and_comes_back_through_each_format() {
    let place = Place::new();
    place.campaign();
    for format in ["gift", "aiken", "csv"] {
        let out = place.run(&["export", "nganhang", "--to", format, "--out", "ra.txt", "--force", "--json"]);
        assert!(out.status.success(), "{}", said(&out));
        let back = place.run(&["import", "ra.txt", "--out", "vao.toml", "--force", "--json"]); // the format is recognised by the contents
        assert!(back.status.success(), "{format}: {}", said(&back));
        let told: Value = serde_json::from_slice(&back.stdout).unwrap();
        assert_eq!((&told["taken"], &told["left_out"]), (&8.into(), &0.into()), "{format}");
    }
    // What came back through the sheet is a bank without a fault but the ids.
    let back = fs::read_to_string(place.path("vao.toml")).unwrap_or_default();
    assert!(back.contains("[[question]]"));
    place.run(&["export", "nganhang", "--to", "csv", "--topic", "1", "--out", "mot.csv"]);
    place.run(&["import", "mot.csv", "--out", "mot.toml"]);
    let one = fs::read_to_string(place.path("mot.toml")).unwrap();
    assert!(one.matches("[[question]]").count() < 8 && !one.contains("cần điền"), "{one}");
    // What can only be read is not offered.
    assert_eq!(place.run(&["export", "nganhang", "--to", "docx", "--out", "a"]).status.code(), Some(2));
    let help = said(&place.run(&["export", "--help"]));
    assert!(help.contains("moodle") && !help.contains("docx"), "{help}");
}

#[test]
fn what_cannot_be_read_writes_nothing() {
    let place = Place::new();
    let refused = |args: &[&str], code: &str| {
        let out = place.run(args);
        assert_eq!(out.status.code(), Some(1), "{}", said(&out));
        assert!(said(&out).contains(code), "{code}: {}", said(&out));
        assert!(!place.path("ra.toml").exists());
    };
    fs::write(place.path("rac.gift"), [0x89, 0xff, 0, 3]).unwrap();
    File::create(place.path("to.gift")).unwrap().set_len(2 << 30).unwrap(); // 2 GB that take no room
    refused(&["import", "rac.gift", "--out", "ra.toml"], "TS-X03");
    refused(&["import", "to.gift", "--out", "ra.toml"], "TS-X02");
    refused(&["import", "khong-co.gift", "--out", "ra.toml"], "TS-X01");
    refused(&["import", "trang.txt", "--lesson", "hai", "--out", "ra.toml"], "TS-X06");
    refused(&["import", "trang.txt", "--out", "khong-co/ra.toml"], "TS-S48");
    refused(&["export", ".", "--to", "csv", "--out", "ra.toml"], "TS-X09");
    assert_eq!(place.run(&["import", "trang.txt"]).status.code(), Some(2), "where to is not said");
}

#[test]
fn standard_input_is_read_too() {
    let place = Place::new();
    let mut child = studio(place.0.path())
        .args(["import", "-", "--lesson", "2.1", "--out", "ra.toml"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all("Hỏi gì? {=a ~b}\n".as_bytes()).unwrap();
    assert!(child.wait().unwrap().success());
    assert!(fs::read_to_string(place.path("ra.toml")).unwrap().contains("lesson = \"2.1\""));
}

#[test]
fn an_edited_sheet_does_not_double_questions_unsaid() {
    let place = Place::new();
    place.campaign();
    place.run(&["export", "nganhang", "--to", "csv", "--out", "ra.csv"]);
    let sheet = fs::read_to_string(place.path("ra.csv")).unwrap();
    fs::write(place.path("sua.csv"), sheet.replacen("lần thứ 1 ", "lần thứ nhất ", 1)).unwrap();
    for force in ["--json", "--force"] {
        // A second time over the first, whose own questions are then no others.
        let out = said(&place.run(&["import", "sua.csv", "--into", "nganhang", force]));
        if force == "--force" {
            assert!(out.contains("Câu T-100 đã có trong nội dung; nhận thành N-001."), "{out}");
            assert!(
                out.contains("7 câu đã có y nguyên trong nội dung") && out.contains("Đã nhận 1 câu, để lại 7 câu.")
            );
        }
    }
    let written = fs::read_to_string(place.path("nganhang/questions/nhap-sua.toml")).unwrap();
    assert_eq!(written.matches("[[question]]").count(), 1, "{written}");
    assert!(written.contains("id = \"N-001\""), "{written}");
    // The control: beside a campaign nothing is compared.
    assert!(said(&place.run(&["import", "sua.csv", "--out", "rieng.toml"])).contains("Đã nhận 8 câu, để lại 0 câu."));
}

#[test]
fn topics_and_lessons_that_are_not_there_are_refused() {
    let place = Place::new();
    place.campaign();
    let refused = |args: &[&str], code: &str| {
        let out = place.run(args);
        assert_eq!(out.status.code(), Some(1), "{}", said(&out));
        assert!(said(&out).starts_with(code), "{code}: {}", said(&out));
    };
    refused(&["export", "nganhang", "--to", "csv", "--topic", "9", "--out", "ra.csv"], "TS-X10");
    refused(&["import", "trang.txt", "--into", "nganhang", "--topic", "9"], "TS-X10");
    refused(&["import", "trang.txt", "--into", "nganhang", "--lesson", "9.9"], "TS-X11");
    assert!(!place.path("ra.csv").exists() && !place.path("nganhang/questions/nhap-trang.toml").exists());
    let both = place.run(&["import", "trang.txt", "--into", "nganhang", "--out", "ra.toml"]);
    assert_eq!(both.status.code(), Some(2), "{}", said(&both));
    let none = said(&place.run(&["import", "trang.txt"]));
    assert!(none.contains("--into") && none.contains("--out"), "{none}");
    // The control: those that are there.
    let there = ["import", "trang.txt", "--into", "nganhang", "--topic", "2", "--lesson", "2.1"];
    assert!(said(&place.run(&there)).contains("Đã nhận 1 câu"));
}

#[test]
fn a_reading_is_shown_before_anything_is_written() {
    let place = Place::new();
    place.campaign();
    let out = place.run(&["import", "trang.txt", "--report", "doc.html"]);
    let page = fs::read_to_string(place.path("doc.html")).unwrap();
    assert!(page.contains("✓ Đáp án: Hỏi con cháu") && page.contains("Không biết đáp án nào đúng."), "{page}");
    assert!(!place.path("nganhang/questions/nhap-trang.toml").exists(), "{}", said(&out));
    // Hostile text is text on the page.
    fs::write(place.path("la.txt"), PAGE.replace("Gặp tin lạ", "<script>alert(1)</script>")).unwrap();
    place.run(&["import", "la.txt", "--report", "la.html"]);
    let page = fs::read_to_string(place.path("la.html")).unwrap();
    assert!(page.contains("&lt;script&gt;") && !page.contains("<script"), "{page}");
}

#[test]
fn questions_are_taken_mended_or_skipped_and_an_import_is_undone() {
    let place = Place::new();
    let two = PAGE.replace("B. hai\n", "B. hai\nĐáp án: B\n");
    fs::write(place.path("hai.txt"), two).unwrap();
    let answer = |typed: &str, more: &[&str]| {
        let mut child = studio(place.0.path());
        let child = child.args(["import", "hai.txt", "--out", "hai.toml", "--review"]).args(more);
        let mut child = child.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(typed.as_bytes()).unwrap();
        child.wait_with_output().unwrap()
    };
    let out = answer("q\n", &[]);
    assert!(said(&out).contains("TS-X17") && !place.path("hai.toml").exists(), "{}", said(&out));
    let out = answer("", &[]);
    assert!(said(&out).contains("TS-X17"), "the input ended: {}", said(&out));
    // The first one's stem and key are mended, the second one is skipped.
    let out = answer("s\n0\nNên làm gì?\nd\n2\n\n\nb\n", &[]);
    let written = fs::read_to_string(place.path("hai.toml")).unwrap();
    assert!(
        written.contains("stem = \"Nên làm gì?\"") && written.contains("right = \"Bấm ngay\""),
        "{written}\n{}",
        said(&out)
    );
    assert!(!written.contains("Không có đáp án?"), "{written}");
    let undo = |place: &Place| place.run(&["import", "hai.txt", "--out", "hai.toml", "--undo"]);
    fs::write(place.path("hai.toml"), written.replace("Nên", "Phải")).unwrap();
    assert!(said(&undo(&place)).contains("TS-X15"));
    fs::write(place.path("hai.toml"), written).unwrap();
    assert!(undo(&place).status.success());
    assert!(!place.path("hai.toml").exists());
    assert!(said(&undo(&place)).contains("TS-X16"));
}

#[test]
fn a_folder_above_or_below_is_answered_by_the_one_that_was_meant() {
    let place = Place::new();
    place.campaign();
    for folder in [".", "nganhang/questions"] {
        let out = said(&place.run(&["lint", folder]));
        assert!(out.contains("TS-C26") && out.contains("nganhang"), "{out}");
    }
    assert!(!said(&place.run(&["lint", "nganhang"])).contains("TS-C26"), "the control");
}
