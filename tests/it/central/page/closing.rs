//! The pages of prizes, of the closing and of open data, by a browser's requests.

use super::posted;
use crate::central::office::{Folder, Server, has_number};
use tramso::{
    centre::{
        Keys,
        closing::{FrozenSet, comment},
    },
    crypto::{demo_centre, minisig::SigningKey},
    domain::PersonKey,
    judging::Card,
    ledger::{self, Counts, PersonIndex, PersonRow, Scope, Standing, TallyKey},
};

const HOSTILE: &str = "<script>alert(1)</script> \u{202e}=1+1";
const VILLAGE: &str = "Thôn <b>Đông</b>";

/// People and a commune of the demo's ledger.
fn fill(folder: &Folder) {
    let keys = Keys::demo().unwrap();
    let ledger = ledger::open_sqlite(&folder.centre().join("so-cai.db"), &keys.ledger_key()).unwrap();
    let entry = |number: u8| {
        let standing = Standing {
            unit: Some("11113".to_owned()),
            village: Some(VILLAGE.to_owned()),
            valid: Some(20_400),
            ranked: true,
            attempts: 1,
            stations: 1,
            score: Some(20 - number / 10),
            seconds: Some(300 + u32::from(number / 3)),
            anomalies: 1,
            ..Standing::default()
        };
        let name = if number == 0 { HOSTILE.to_owned() } else { format!("Người Số {number}") };
        let card = Card::listed(&name, "1961").write();
        let (facts, answers, index) = (Vec::new(), Vec::new(), PersonIndex::default());
        PersonRow { key: PersonKey([number; 32]), standing, facts, card, index, answers }
    };
    let people: Vec<PersonRow> = (0..30).map(entry).collect();
    let key = TallyKey { scope: Scope::Unit, unit: "11113".to_owned(), name: String::new(), day: 0 };
    let counts = Counts { registered: 40, finished: 30, valid: 30, ..Counts::default() };
    ledger
        .write(&mut |tx| {
            tx.add_people(&people)?;
            tx.add_tallies(&[(key.clone(), counts)])
        })
        .unwrap();
}

/// What somebody types to close: a word for each line that asks for one, then the button.
fn close(server: &Server, cookie: &str, number: u32) {
    let page = server.page("/chot", cookie).text();
    let forms = page.split("action=\"/chot/loi\"").skip(1);
    let value = |form: &str, name: &str| {
        let rest = form.split_once(&format!("name=\"{name}\" value=\"")).unwrap().1;
        rest.split('"').next().unwrap().to_owned()
    };
    let mut stated = 0;
    for form in forms {
        let sent = format!("dong={}&so={}&loi=Da+xem", value(form, "dong"), value(form, "so"));
        assert_eq!(server.form("/chot/loi", cookie, &sent).status, 303, "{sent}");
        stated += 1;
    }
    assert!(stated > 0, "the demo's contest never ends");
    assert!(server.page("/chot", cookie).text().contains(&format!("Chốt số liệu lần {number}")));
    let frozen = server.form("/chot", cookie, &format!("lan={number}"));
    assert_eq!(frozen.status, 303, "{}", frozen.text());
}

#[test]
fn a_contest_is_closed_on_the_pages_and_others_words_do_no_harm() {
    let folder = Folder::new();
    fill(&folder);
    let server = folder.serve(&[]);
    let cookie = server.sign_in();
    let prizes = server.page("/giai-thuong", &cookie);
    let text = prizes.text();
    assert_eq!(prizes.status, 200);
    for part in
        ["Người Số 1", "&#60;script&#62;", "Hội đồng quyết định", "5 phút 00 giây", "Tân Kỳ", "bài nộp sát nhau"]
    {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(!text.contains("<script") && !text.contains('\u{202e}') && !text.contains("<b>Đông"), "{text}");
    let early = server.form("/chot", &cookie, "lan=1");
    assert!(early.status == 409 && early.text().contains("TS-O33"), "{}", early.text());
    close(&server, &cookie, 1);
    let again = server.form("/chot", &cookie, "lan=1");
    assert!(again.status == 409 && again.text().contains("TS-O36") && again.text().contains("thanh-pho"));
    let file = server.page("/chot/1/json", &cookie);
    let name = file.header("content-disposition").unwrap();
    assert_eq!(name, "attachment; filename=\"so-lieu-chot-demo-1.json\"");
    let set = FrozenSet::read(&file.body).unwrap();
    assert_eq!((set.total.valid, set.by.as_str(), set.persons[0].name.as_str()), (30, "thanh-pho", HOSTILE));
    let page = server.page("/chot/1", &cookie).text();
    assert!(page.contains("chưa ký") && page.contains("Không có gì đến sau") && !page.contains("<script"), "{page}");
    // One figure, one place: the page, the file and the program's totals.
    let totals = server.page("/v1/totals", &cookie).json();
    assert_eq!(totals["city"]["valid"], set.total.valid);
    assert_eq!(server.page("/chot/1/exe", &cookie).status, 404);
    assert_eq!(server.page("/chot/1/minisig", &cookie).status, 404, "it is not signed");
    assert_eq!(server.page("/chot/2", &cookie).status, 404);
    let log = folder.log();
    assert!(!log.contains("Người") && !log.contains("so-lieu-chot"), "{log}");
    let trail = server.page("/nhat-ky", &cookie).text();
    for part in ["chốt số liệu", "ghi một lời khi kiểm", "tải số liệu chốt", "lần 1, tệp json", "xem danh sách giải"]
    {
        assert!(trail.contains(part), "{part}: {trail}");
    }
}

#[test]
fn open_data_are_the_signed_sets_figures_and_nobody() {
    let folder = Folder::new();
    fill(&folder);
    let server = folder.serve(&[]);
    let cookie = server.sign_in();
    close(&server, &cookie, 1);
    let public = || ["/du-lieu-mo", "/du-lieu-mo.csv", "/du-lieu-mo.json"].map(|path| server.get(path));
    assert_eq!(public().map(|reply| reply.status), [200, 404, 404], "nothing before it is signed");
    let bytes = server.page("/chot/1/json", &cookie).body;
    let key = SigningKey::from_seed(&demo_centre::closing_seed()).unwrap();
    let signature = key.sign(&bytes, &comment("demo", 1)).unwrap();
    let sign = |text: &str| posted(&server, &cookie, ("/chot/1/chu-ky", "tep"), &[("a.minisig", text.as_bytes())]);
    let wrong = sign(&key.sign(b"other", &comment("demo", 1)).unwrap());
    assert!(wrong.status == 422 && wrong.text().contains("TS-O42"), "{}", wrong.text());
    assert_eq!(sign(&"x".repeat(40_000)).status, 413);
    assert_eq!(sign(&signature).status, 303);
    assert!(sign(&signature).text().contains("TS-O38"));
    assert!(server.page("/chot/1", &cookie).text().contains("đã ký"));
    assert_eq!(server.page("/chot/1/minisig", &cookie).text(), signature);
    let [page, csv, json] = public();
    assert_eq!([page.status, csv.status, json.status], [200; 3]);
    for reply in [&page, &csv, &json] {
        let text = reply.text();
        for secret in ["Người Số", "script", "Thôn", "persons", "score"] {
            assert!(!text.contains(secret), "{secret}: {text}");
        }
        assert!(!has_number(&text, "1961"), "nobody's year: {text}");
        let tag = reply.header("etag").unwrap();
        assert_eq!(
            server.send("GET", "/du-lieu-mo.csv", &[("If-None-Match", &tag)], b"").status == 304,
            std::ptr::eq(reply, &csv)
        );
    }
    let set = FrozenSet::read(&bytes).unwrap();
    let found = json.json();
    assert_eq!(found["units"].as_array().unwrap().len(), set.units.len());
    let unit = found["units"].as_array().unwrap().iter().find(|unit| unit["code"] == "11113").unwrap();
    assert_eq!((&unit["valid"], &unit["registered"]), (&30.into(), &40.into()));
    let lines: Vec<String> = csv.text().lines().map(str::to_owned).collect();
    let line = lines.iter().find(|line| line.starts_with("11113,")).unwrap();
    assert!(line.ends_with(",40,30,30,0,0,0,0,30,0"), "{line}");
    assert_eq!(lines.len(), set.units.len() + 1);
}
