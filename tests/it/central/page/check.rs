//! The public page of the check: files that are none of ours are refused before they are looked into, and a made-up one is answered.

use super::posted;
use crate::central::{
    certificate::of_the_demo,
    office::{Folder, Server, read_reply},
};
use std::{
    io::Write as _,
    time::{Duration, Instant},
};
use tramso::{
    certificate::{drawn, page_of},
    report::{FinalCertificate, Fonts, final_pdf},
    text::{Language, Words},
};

fn checked(server: &Server, bytes: &[u8]) -> (u16, String) {
    let reply = posted(server, "", ("/kiem-tra", "tep"), &[("giay.pdf", bytes)]);
    (reply.status, reply.text())
}

#[test]
fn what_no_certificate_is_is_refused_before_it_is_looked_into() {
    let folder = Folder::new();
    let server = folder.serve(&[]);
    let pdf = |rest: &[u8]| [b"%PDF-1.7\n".as_slice(), rest].concat();
    let attached = b"<</Type /EmbeddedFile>>\n".repeat(1_000);
    for (what, bytes, code) in [
        ("encrypted", pdf(b"trailer <</Encrypt 9 0 R>>"), "TS-V19"),
        ("a thousand attachments", pdf(&attached), "TS-V20"),
        ("5 MB", pdf(&vec![b' '; 5 << 20]), "TS-V18"),
        ("a cut picture", b"\x89PNG\r\n".to_vec(), "TS-V23"),
    ] {
        let (status, text) = checked(&server, &bytes);
        assert!(status == 422 && text.contains(code), "{what}: {status} {text}");
    }
    let (status, text) = checked(&server, &pdf(b"nothing of ours"));
    assert!(status == 200 && text.contains("Chưa có trong sổ"), "the control: {text}");
    // A gigabyte is refused by its length, before it has come.
    let mut stream = server.connect();
    let head = format!(
        "POST /kiem-tra HTTP/1.1\r\nHost: {0}\r\nOrigin: http://{0}\r\nConnection: close\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: {1}\r\n\r\n",
        server.address,
        1_u64 << 30
    );
    let begun = Instant::now();
    stream.write_all(head.as_bytes()).unwrap();
    let reply = read_reply(&mut stream);
    assert_eq!(reply.status, 413, "{}", reply.text());
    assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
}

#[test]
fn an_edited_file_is_answered_with_the_field_that_differs_and_what_was_signed() {
    let folder = Folder::new();
    let server = folder.serve(&[]);
    let (statement, signed, picture) = of_the_demo();
    let fonts = Fonts::embedded().unwrap();
    let honest = drawn(&statement, &signed, &picture, &fonts).unwrap();
    let (status, text) = checked(&server, &honest);
    assert!(status == 200 && text.contains("đúng từng byte") && text.contains("Nguyễn Thị Hòa"), "{text}");
    let forged = FinalCertificate { name: "Lê <b>Văn</b> Khác".to_owned(), ..page_of(&statement, &signed) };
    let forged = final_pdf(&forged, &picture, &Words::new(Language::Vietnamese), &fonts).unwrap();
    let (_, text) = checked(&server, &forged);
    assert!(text.contains("Không thấy đúng như bản kê: Họ và tên."), "{text}");
    assert!(text.contains("Nguyễn Thị Hòa"), "what was signed is shown: {text}");
    assert!(!text.contains("Văn") && !text.contains("Khác"), "nothing of the edited file is: {text}");
}
