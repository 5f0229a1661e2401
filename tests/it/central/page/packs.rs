//! Packs on their page: what is in each, who added it, and the same checks as the command.

use crate::central::{
    cli::pack,
    office::{Folder, Reply, Server},
};
use tramso::crypto::demo_centre::{CENTRE_IDENTITY, CENTRE_RECIPIENT};

/// A form with a file, and the fingerprint where it is given.
fn sent(server: &Server, cookie: &str, file: &[u8], fingerprint: &str) -> Reply {
    let boundary = "----rieng";
    let mut body = format!(
        "--{boundary}\r\nContent-Disposition: form-data; name=\"dau\"\r\n\r\n{fingerprint}\r\n\
         --{boundary}\r\nContent-Disposition: form-data; name=\"tep\"; filename=\"<script>.tsp\"\r\n\
         Content-Type: application/octet-stream\r\n\r\n"
    )
    .into_bytes();
    body.extend_from_slice(file);
    body.extend_from_slice(format!("\r\n--{boundary}--\r\n").as_bytes());
    let kind = format!("multipart/form-data; boundary={boundary}");
    let origin = format!("http://{}", server.address);
    let headers = [("Origin", origin.as_str()), ("Content-Type", &kind), ("Cookie", cookie)];
    server.send("POST", "/goi-noi-dung", &headers, &body)
}

#[test]
fn the_city_adds_a_pack_on_the_page_as_by_the_command() {
    let folder = Folder::empty();
    let init = ["init", "--contest", "hoc-so-2025", "--name", "Sở Khoa học và Công nghệ"];
    let done = folder.run(&[&init[..], &["--page-passphrase-file", &folder.path("trang")]].concat());
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let (sealed, fingerprint) = pack(&folder, "hoc-so-2025", Some(CENTRE_RECIPIENT));
    let (open, _) = pack(&folder, "hoc-so-2025", None);
    let (other, of_other) = pack(&folder, "cuoc-thi-khac", Some(CENTRE_RECIPIENT));
    let refusals = |server: &Server, city: &str, list: &[(&[u8], &str, &str)]| {
        for (file, fingerprint, code) in list {
            let reply = sent(server, city, file, fingerprint);
            assert!(reply.status == 422 && reply.text().contains(code), "{code}: {} {}", reply.status, reply.text());
            assert!(reply.text().contains("Chưa nạp gói nào"), "{code}: nothing is kept");
        }
    };
    {
        let server = folder.serve(&["--per-address", "0"]);
        let city = server.sign_in();
        let empty = server.page("/goi-noi-dung", &city).text();
        assert!(empty.contains("Chưa nạp gói nào") && empty.contains("name=\"dau\""), "{empty}");
        let mut torn = sealed.clone();
        torn.truncate(sealed.len() / 2);
        let mut flipped = sealed.clone();
        flipped[sealed.len() / 2] ^= 1;
        let hostile: [(&[u8], &str, &str); 8] = [
            (b"", "", "TS-M211"),
            (b"khong phai goi", "", "TS-P"),
            (&torn, &fingerprint, "TS-P"),
            (&flipped, &fingerprint, "TS-P"),
            (&sealed, "", "TS-M45"),
            (&sealed, "ba be bi bo bu ca ce co", "TS-M46"),
            (&other, &of_other, "TS-P"),
            (&sealed, &fingerprint, "TS-M210"),
        ];
        refusals(&server, &city, &hostile);
    }
    // The command keeps the key before it looks at the pack, so that the page can open what is sealed to it.
    std::fs::write(folder.path("de-thi.age"), CENTRE_IDENTITY).unwrap();
    std::fs::write(folder.path("goi.tsp"), &sealed).unwrap();
    let (file, identity) = (folder.path("goi.tsp"), folder.path("de-thi.age"));
    let wrong = "ba be bi bo bu ca ce co";
    folder.run(&["pack", "add", &file, "--identity", &identity, "--root-fingerprint", wrong]);
    let server = folder.serve(&["--per-address", "0"]);
    let city = server.sign_in();
    refusals(&server, &city, &[(&open, &fingerprint, "TS-M104")]);
    let added = sent(&server, &city, &sealed, &fingerprint.to_uppercase());
    assert!(added.status == 200 && added.text().contains("Đã nạp gói bản 1"), "{}", added.text());
    let again = sent(&server, &city, &sealed, "");
    assert!(again.text().contains("đã có từ trước"), "{}", again.text());
    let page = server.page("/goi-noi-dung", &city).text();
    for part in ["Bản 1", "mới nhất", "thanh-pho", "Mỗi đề lấy", "Chưa trạm nào nộp kết quả bằng bản này"]
    {
        assert!(page.contains(part), "{part}: {page}");
    }
    assert!(!page.contains("name=\"dau\"") && !page.contains("câu hỏi không niêm phong"), "{page}");
    let topics = page.matches("data-label=\"Số câu hỏi\"").count();
    assert!(topics == 4 && !page.contains("data-label=\"Số câu hỏi\">0<"), "questions of every topic: {page}");
    let trail = server.page("/nhat-ky?loai=pack", &city).text();
    assert!(trail.contains("hoc-so-2025 1") && trail.contains("thanh-pho"), "{trail}");
    let served = server.get("/v1/packs/hoc-so-2025/newest");
    assert_eq!(served.body, sealed, "stations fetch it at once");
}
