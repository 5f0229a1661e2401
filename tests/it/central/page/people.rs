//! Pages of lists of One Touch and of messages, and the public wall, on a real server.

use super::posted;
use crate::central::office::{Folder, Reply, Server, Station, has_number};
use crate::judging::stage;
use tramso::{
    crypto::demo_centre,
    domain::{IdNumber, PersonKey, PersonKeySource},
    record::{Body, person_key},
};

/// A message that a browser would obey, if it arrived as it is written.
const HOSTILE: &str = "Học rất vui <script>alert(1)</script>\n& \"vẫn\" <b id=x onmouseover=alert(1)>";
const PHONE: &str = "Ai chưa biết thì gọi tôi, 0912 345 678 nhé";

fn key(person: u64) -> PersonKey {
    let number = IdNumber::parse(&stage::number(person)).unwrap();
    person_key(demo_centre::person_key_secret().bytes(), &PersonKeySource::Number(&number))
}

/// Two people with messages that may be public.
fn village(server: &Server, number: u8) {
    let station = Station::new(number);
    assert_eq!(server.post("/v1/grants", &station.grant()).status, 204);
    let mut bodies = vec![(None, Body::ShiftOpened { shift: 1, helper: "Mai".to_owned() })];
    for (person, text) in [(5, HOSTILE), (6, PHONE)] {
        let mut told = stage::told(person);
        (told.birth, told.one_touch) = ("1960-01-01".to_owned(), false);
        bodies.push((Some(key(person)), Body::Consent { text_version: 2 }));
        bodies.push((Some(key(person)), Body::Registration { registration: Box::new(told) }));
        let message = Body::Message { text: text.to_owned(), ready: None, dictated: false, publish: true };
        bodies.push((Some(key(person)), message));
    }
    let reply = server.post("/v1/bundles", &station.bundle_of(bodies, &station.key));
    assert_eq!(reply.status, 200, "{}", reply.text());
}

/// The values of hidden fields of the form that leads to `action`, the first one of the page.
fn hidden(page: &str, action: &str) -> String {
    let form = page.split(&format!("action=\"{action}\"")).nth(1).unwrap_or_else(|| panic!("{page}"));
    let form = form.split("</form>").next().unwrap();
    let fields = form.split("type=\"hidden\" name=\"").skip(1).map(|field| {
        let (name, rest) = field.split_once('"').unwrap();
        format!("{name}={}", rest.split("value=\"").nth(1).unwrap().split('"').next().unwrap())
    });
    fields.collect::<Vec<_>>().join("&")
}

fn ok(reply: &Reply) -> String {
    assert_eq!(reply.status, 200, "{}", reply.text());
    reply.text()
}

#[test]
fn a_message_is_approved_with_the_buttons_and_the_wall_shows_it_to_everybody_without_harm() {
    let folder = Folder::new();
    let server = folder.serve(&["--per-address", "0"]);
    let cookie = server.sign_in();
    let empty = server.get("/lan-toa");
    assert!(ok(&empty).contains("Chưa có lời chia sẻ nào"), "{}", empty.text());
    village(&server, 81);
    let waiting = ok(&server.page("/loi-chia-se", &cookie));
    assert_eq!(
        waiting.matches("action=\"/loi-chia-se/duyet\"").count(),
        1,
        "not of the one with a telephone: {waiting}"
    );
    assert!(waiting.contains("số điện thoại") && waiting.contains("mã trang web"), "{waiting}");
    assert!(!waiting.contains(&stage::told(5).name), "moderators read words, not names");
    let form = hidden(&waiting, "/loi-chia-se/duyet");
    assert_eq!(server.form("/loi-chia-se/duyet", &cookie, &form).status, 303);
    assert_eq!(server.form("/loi-chia-se/duyet", &cookie, &form).status, 409, "a second tab");
    let forbidden = hidden(&ok(&server.page("/loi-chia-se", &cookie)), "/loi-chia-se/tu-choi");
    let tried = server.form("/loi-chia-se/duyet", &cookie, &forbidden);
    assert!(tried.status == 422 && tried.text().contains("TS-O15"), "{}", tried.text());
    let wall = server.get("/lan-toa");
    let text = ok(&wall);
    assert!(text.contains("Học rất vui &#60;script&#62;") && text.contains("Một người học ở xã Tân Kỳ"), "{text}");
    assert!(!text.contains("<script") && !text.contains("<b id") && !text.contains("0912"), "{text}");
    assert!(!text.contains(&stage::told(5).name));
    assert_eq!(wall.header("cache-control").as_deref(), Some("public, no-cache"));
    assert!(wall.header("set-cookie").is_none() && wall.header("refresh").is_none());
    let tag = wall.header("etag").unwrap();
    let again = server.send("GET", "/lan-toa", &[("If-None-Match", &tag)], b"");
    assert_eq!((again.status, again.body.len()), (304, 0));
    assert!(
        ok(&server.get("/lan-toa?tu=0.0000000000000000000000000000000000000000000000000000000000000000"))
            .contains("Trang này không còn lời nào")
    );
    let approved = ok(&server.page("/loi-chia-se?o=duyet", &cookie));
    let undone = server.form("/loi-chia-se/rut", &cookie, &hidden(&approved, "/loi-chia-se/rut"));
    assert_eq!(undone.header("location").as_deref(), Some("/loi-chia-se?xong=rut"));
    assert!(!ok(&server.get("/lan-toa")).contains("Học rất vui"), "gone at once");
    assert_eq!(server.send("GET", "/lan-toa", &[("If-None-Match", &tag)], b"").status, 200);
    let refused = server.form("/loi-chia-se/tu-choi", &cookie, &format!("{forbidden}&ly_do=contact"));
    assert_eq!(refused.status, 303);
    assert!(ok(&server.page("/loi-chia-se?o=tu-choi", &cookie)).contains("có số điện thoại, địa chỉ liên hệ"));
    let trail = ok(&server.page("/nhat-ky", &cookie));
    assert!(trail.contains("duyệt một lời chia sẻ") && !trail.contains("vui"), "{trail}");
    assert!(!folder.log().contains("vui"));
}

#[test]
fn a_list_of_one_touch_is_read_kept_and_taken_back_and_every_page_has_one_figure() {
    let folder = Folder::new();
    let server = folder.serve(&["--per-address", "0"]);
    let cookie = server.sign_in();
    village(&server, 82);
    let day = ok(&server.page("/one-touch", &cookie)).split("lúc ").nth(1).unwrap()[..10].to_owned();
    let file = |rows: &[&str]| {
        let mut text = "Số định danh,Họ và tên,Ngày sinh,Mã đơn vị,Ngày thi,Kết quả\n".to_owned();
        rows.iter().for_each(|row| text += &format!("{row},11113,{day},hợp lệ\n"));
        text.into_bytes()
    };
    let upload = |bytes: &[u8]| posted(&server, &cookie, ("/one-touch", "tep"), &[("<b>.csv", bytes)]);
    let wrong = upload(&file(&["=1,<script>alert(1)</script>,1/1/1980", "12,Lê Thị Hoa,32/1/1980"]));
    let text = wrong.text();
    assert!(wrong.status == 422 && text.contains("Dòng 2") && text.contains("Dòng 3"), "{text}");
    assert!(!text.contains("<script") && !text.contains("<b>.csv"), "{text}");
    let one = format!("{},{},01/01/1960", stage::number(5), stage::told(5).name);
    let list = file(&[&one, ",Bùi Thị Mới,01/02/1985"]);
    let read = ok(&upload(&list));
    assert!(read.contains("<b>1</b> người mới") && read.contains("<b>1</b> người đã đăng ký ở trạm"), "{read}");
    assert!(!read.contains(&stage::number(5)), "a number is masked");
    assert!(ok(&server.page("/one-touch", &cookie)).contains("Chưa nhận danh sách nào"), "nothing is kept yet");
    let form = hidden(&read, "/one-touch/giu");
    let keep = |to: &str| {
        let kept = server.form("/one-touch/giu", &cookie, &form);
        assert_eq!(kept.header("location").as_deref(), Some(to), "{}", kept.text());
    };
    keep("/one-touch?xong=giu");
    keep("/one-touch?xong=da-co");
    let shows = |took_part: &str| {
        for path in ["/", "/xa/11113", "/one-touch"] {
            let page = ok(&server.page(path, &cookie));
            let figure = page.split("đã tham gia").next().unwrap().rsplit("class=\"figure\">").next().unwrap();
            assert!(figure.starts_with(&format!("{took_part}<")), "{path}: {figure:.80}");
        }
        let csv = ok(&server.page("/don-vi.csv", &cookie));
        let head: Vec<&str> = csv.lines().next().unwrap().split(',').collect();
        let row: Vec<&str> = csv.lines().find(|line| line.starts_with("11113,")).unwrap().split(',').collect();
        let at = head.iter().position(|name| *name == "Đã tham gia").unwrap();
        assert_eq!((row[at], row.len()), (took_part, head.len()), "{csv:.400}");
        let totals = server.page("/v1/totals", &cookie).json();
        let of = |name: &str| totals["city"][name].as_i64().unwrap();
        assert_eq!((of("valid") + of("one_touch") - of("both")).to_string(), took_part, "{totals}");
        let missing = ok(&server.page("/xa/11113", &cookie));
        let lacking = missing.split("id=\"thieu-phan\"").nth(1).unwrap();
        let test = head.iter().position(|name| *name == "Thiếu bài thi").unwrap();
        assert!(lacking.contains(&format!("data-label=\"Số người còn thiếu\">{}<", row[test])), "{lacking:.900}");
        assert_eq!(of("no_test").to_string(), row[test]);
    };
    shows("2");
    let kept = ok(&server.page("/one-touch", &cookie));
    let undo = kept.split("action=\"").find(|part| part.contains("/rut\"")).unwrap().split('"').next().unwrap();
    assert_eq!(server.form(undo, &cookie, "").status, 303);
    assert_eq!(server.form(undo, &cookie, "").status, 409);
    shows("0");
    let trail = ok(&server.page("/nhat-ky", &cookie));
    assert!(trail.contains("nhận danh sách One Touch") && trail.contains("rút lại danh sách One Touch"), "{trail}");
    let recount = folder.run(&["recount"]);
    assert!(recount.status.success(), "{}", String::from_utf8_lossy(&recount.stderr));
    for word in ["Bùi", "Mới"] {
        assert!(!folder.log().contains(word), "{word}");
    }
    assert!(!has_number(&folder.log(), "1985"), "nobody's year");
}
