//! The pages of a unit as its clerk uses them.

use super::between;
use crate::central::office::{Folder, Reply, Server};
use std::fs;

const OTHER: &str = "mot con meo vang nam tren mai ngoi cu";

fn clerk(folder: &Folder, name: &str, unit: &str) {
    fs::write(folder.path("mk-rieng"), format!("{OTHER}\n")).unwrap();
    let file = folder.path("mk-rieng");
    let args = ["user", "add", name, "--password-file", &file, "--role", "commune", "--unit", unit];
    let done = folder.run(&args);
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}

/// Hands in a roster with the form of the page.
fn upload(server: &Server, cookie: &str, unit: &str, (name, bytes): (&str, &[u8]), day: &str) -> Reply {
    let boundary = "----danh-sach";
    let mut body = Vec::new();
    let mut field = |head: &str, content: &[u8]| {
        body.extend_from_slice(format!("--{boundary}\r\nContent-Disposition: form-data; {head}\r\n\r\n").as_bytes());
        body.extend_from_slice(content);
        body.extend_from_slice(b"\r\n");
    };
    field(&format!("name=\"tep\"; filename=\"{name}\""), bytes);
    field("name=\"muc-dich\"", "theo dõi 100 %".as_bytes());
    field("name=\"ngay\"", day.as_bytes());
    body.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
    let kind = format!("multipart/form-data; boundary={boundary}");
    let origin = format!("http://{}", server.address);
    let headers = [("Origin", origin.as_str()), ("Content-Type", &kind), ("Cookie", cookie)];
    server.send("POST", &format!("/xa/{unit}/co-quan"), &headers, &body)
}

#[test]
fn a_clerk_hands_in_a_roster_with_faults_mends_it_and_prints_the_letter() {
    let folder = Folder::new();
    clerk(&folder, "tan-ky", "11113");
    clerk(&folder, "noi-khac", "11329");
    let server = folder.serve(&["--per-address", "0"]);
    let (own, other) = (server.sign_in_as("tan-ky", OTHER), server.sign_in_as("noi-khac", OTHER));
    let day = crate::days::in_days(20).to_string();
    let wrong = "Họ tên;Năm sinh;Cơ quan\nNguyễn Thị Lan;1850;<b>UBND</b>\n;1980;UBND\n";
    let reply = upload(&server, &own, "11113", ("<i>sai</i>.csv", wrong.as_bytes()), &day);
    let text = reply.text();
    assert_eq!(reply.status, 422, "{text}");
    assert!(text.contains("Dòng 2, cột B") && text.contains("1850") && text.contains("Dòng 3, cột A"), "{text}");
    assert!(!text.contains("<b>UBND") && !text.contains("<i>sai"), "{text}");
    let right = "Họ tên;Năm sinh;Cơ quan\nNguyễn Thị Lan;1985;<b>UBND</b>\nTrần Văn Hòa;1980;Trường\n";
    assert_eq!(upload(&server, &own, "11113", ("x.csv", right.as_bytes()), "hôm nào").status, 422);
    assert_eq!(upload(&server, &other, "11113", ("x.csv", right.as_bytes()), &day).status, 403);
    let reply = upload(&server, &own, "11113", ("danh sach.csv", right.as_bytes()), &day);
    let text = reply.text();
    assert_eq!(reply.status, 200, "{text}");
    assert!(text.contains("<b>2</b> người") && text.contains("Trần Văn Hòa"), "{text}");
    assert!(server.page("/xa/11113/co-quan", &own).text().contains("Chưa có danh sách nào"), "nothing is kept yet");
    let sealed = between(&text, "name=\"danh_sach\" value=\"", "\"").to_owned();
    let kept = server.form("/xa/11113/co-quan/giu", &own, &format!("danh_sach={sealed}"));
    assert_eq!((kept.status, kept.header("location").unwrap()), (303, "/xa/11113/co-quan?xong=giu".to_owned()));
    let page = server.page("/xa/11113/co-quan?xong=giu", &own).text();
    assert!(page.contains("Đã giữ danh sách") && page.contains("&#60;b&#62;UBND"), "{page}");
    let group = between(&page, "<th scope=\"row\"><a href=\"", "\"").to_owned();
    for path in [group.clone(), format!("{group}/chua-tham-gia"), format!("{group}/xac-nhan")] {
        assert_eq!(server.page(&path, &own).status, 200, "{path}");
        assert_eq!(server.page(&path, &other).status, 403, "{path}");
        assert_eq!(server.page(&path.replace("11113", "11329"), &other).status, 404, "{path}");
    }
    let letter = server.page(&format!("{group}/chua-tham-gia"), &own).text();
    assert!(letter.contains("DANH SÁCH CHƯA THAM GIA") && letter.contains("ký, đóng dấu"), "{letter}");
    let id =
        between(&page, "co-quan/xoa\" class=\"words\"><input type=\"hidden\" name=\"id\" value=\"", "\"").to_owned();
    assert_eq!(server.form("/xa/11329/co-quan/xoa", &other, &format!("id={id}")).status, 403, "by id");
    assert_eq!(server.form("/xa/11113/co-quan/xoa", &own, &format!("id={id}")).status, 303);
    assert_eq!(server.form("/xa/11113/co-quan/xoa", &own, &format!("id={id}")).status, 409, "a stale tab");
    let log = folder.log();
    assert!(!log.contains("Lan") && !log.contains("UBND") && !log.contains(&sealed[..20]), "{log}");
}

#[test]
fn a_file_that_is_too_large_is_refused_and_the_template_is_read_back() {
    let folder = Folder::new();
    clerk(&folder, "tan-ky", "11113");
    let server = folder.serve(&["--per-address", "0"]);
    let own = server.sign_in_as("tan-ky", OTHER);
    let day = crate::days::in_days(20).to_string();
    let large = upload(&server, &own, "11113", ("to.csv", &vec![b'a'; (4 << 20) + 10]), &day);
    assert!(large.status == 422 && large.text().contains("lớn hơn 4 MB"), "{}", large.status);
    let huge = upload(&server, &own, "11113", ("to.csv", &vec![b'a'; 9 << 20]), &day);
    assert_eq!(huge.status, 413);
    let template = server.page("/xa/11113/mau/danh-sach.xlsx", &own);
    assert!(template.header("content-disposition").unwrap().contains("danh-sach.xlsx"));
    let empty = upload(&server, &own, "11113", ("danh-sach.xlsx", &template.body), &day);
    assert!(empty.status == 422 && empty.text().contains("chưa có ai"), "{}", empty.text());
    assert_eq!(server.page("/xa/11113/mau/khac.xlsx", &own).status, 404);
}
