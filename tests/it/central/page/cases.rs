//! Cases on a page of their own: pages, filters with true counts, notes, and what a clerk sees of it.

use crate::central::office::{Folder, Server, Station};
use tramso::{
    centre::Keys,
    domain::Moment,
    ledger::{self, CaseKind, CaseRow},
};

const OTHER: &str = "mot con meo vang nam tren mai ngoi cu";

fn clerk(folder: &Folder, name: &str, unit: &str) {
    std::fs::write(folder.path("mk-rieng"), format!("{OTHER}\n")).unwrap();
    let file = folder.path("mk-rieng");
    let done = folder.run(&["user", "add", name, "--password-file", &file, "--role", "commune", "--unit", unit]);
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}

fn case(kind: CaseKind, subject: String, opened: i64) -> CaseRow {
    CaseRow {
        id: 0,
        kind,
        subject,
        detail: String::new(),
        opened: Moment(crate::days::ARRIVED_MS + opened),
        decision: None,
        decided: None,
        decided_by: None,
        aside: None,
        remark: None,
        taken: None,
    }
}

/// Sixty signs of a station, and four people.
fn filled(folder: &Folder) -> (Server, Station) {
    let server = folder.serve(&["--per-address", "0"]);
    let station = Station::new(70);
    assert_eq!(server.post("/v1/grants", &station.grant()).status, 204);
    assert_eq!(server.post("/v1/bundles", &station.bundle(3)).status, 200);
    let ledger = ledger::open_sqlite(&folder.centre().join("so-cai.db"), &Keys::demo().unwrap().ledger_key()).unwrap();
    let (of, epoch) = (station.of.station.to_string(), station.of.epoch.to_string());
    let written = ledger.write(&mut |tx| {
        for at in 0..60 {
            tx.open_case(&case(CaseKind::Anomaly, format!("{of} {epoch} {} burst", at + 1), at))?;
        }
        (0..4).try_for_each(|at| tx.open_case(&case(CaseKind::Contradiction, format!("{at:064x}"), 100 + at)).map(drop))
    });
    written.unwrap();
    (server, station)
}

/// The numbers that the page shows beside each filter: open, put aside, decided; then by kind.
fn counts(page: &str) -> (Vec<String>, Vec<String>) {
    let tabs = page.split("class=\"tabs\"").nth(1).unwrap().split("</nav>").next().unwrap();
    let numbers = tabs.split("<b>").skip(1).map(|rest| rest.split('<').next().unwrap().to_owned()).collect();
    let kinds = page.split("id=\"loai\"").nth(1).unwrap().split("</select>").next().unwrap();
    let kinds = kinds.split(")</option>").filter_map(|rest| Some(rest.rsplit_once('(')?.1.to_owned())).collect();
    (numbers, kinds)
}

fn shown(page: &str) -> usize {
    page.matches("<b>Việc ").count()
}

#[test]
fn cases_are_paged_filtered_and_counted_as_they_are() {
    let folder = Folder::new();
    let (server, station) = filled(&folder);
    let cookie = server.sign_in();
    let page = |query: &str| {
        let page = server.page(&format!("/viec{query}"), &cookie);
        assert_eq!(page.status, 200, "{query}: {}", page.text());
        page.text()
    };
    assert!(server.page("/", &cookie).text().contains("<b>64</b> <a href=\"/viec\">"), "the overview has the number");
    let first = page("");
    assert_eq!((shown(&first), counts(&first).0), (25, ["64", "0", "0"].map(str::to_owned).into()));
    assert_eq!(counts(&first).1, ["4", "0", "0", "0", "0", "60"], "contradictions first, signs last");
    assert!(first.contains("Việc 1–25 trong 64") && first.contains("Tân Kỳ (60)") || first.contains("(60)</option>"));
    assert_eq!(["?trang=2", "?trang=3", "?trang=4"].map(|query| shown(&page(query))), [25, 14, 0]);
    assert_eq!(shown(&page("?loai=contradiction")), 4);
    assert_eq!(counts(&page("?xa=11113")).0, ["60", "0", "0"], "those of people are of no station's unit");
    assert_eq!((shown(&page("?xa=11329")), shown(&page("?xa=%27+OR+1"))), (0, 0));
    assert!(!first.contains("name=\"chon\""), "nothing is decided from the list");

    for (case, word) in [(1, "fine"), (2, "follow"), (3, "later")] {
        let asked = server.page(&format!("/viec/{case}?chon={word}"), &cookie).text();
        assert!(asked.contains("Bạn chọn:") && asked.contains("action=\"/quyet/"), "{asked}");
        assert_eq!(server.form(&format!("/quyet/{case}"), &cookie, &format!("word={word}&ghi=da+goi")).status, 303);
    }
    assert_eq!(counts(&page("")).0, ["61", "1", "2"]);
    let decided = page("?o=xong");
    assert!(decided.contains("Cần kiểm tra tại trạm") && decided.matches("Rút lại").count() == 2, "{decided}");
    assert!(server.page("/viec/3", &cookie).text().contains("da goi"), "why it was put aside is a note");
    assert!(server.page("/viec/1?xong=quyet", &cookie).text().contains("href=\"/viec/4\""), "the way to the next one");
    assert_eq!(server.form("/hoan/2", &cookie, "").status, 303);
    assert_eq!(counts(&page("")).0, ["62", "1", "1"]);
    assert!(page("").contains(&station.of.station[..8]) || page("").contains("Ngọc Lặc"));
}

#[test]
fn a_clerk_sees_and_notes_what_is_of_the_own_stations_and_of_nobody_else() {
    let folder = Folder::new();
    clerk(&folder, "tan-ky", "11113");
    clerk(&folder, "noi-khac", "11329");
    let (server, _) = filled(&folder);
    let (own, other) = (server.sign_in_as("tan-ky", OTHER), server.sign_in_as("noi-khac", OTHER));
    let list = server.page("/viec?xa=11329", &own).text();
    assert_eq!((shown(&list), counts(&list).0), (25, ["60", "0", "0"].map(str::to_owned).into()), "{list}");
    let people = server.page("/viec?loai=contradiction", &own).text();
    assert_eq!((shown(&people), counts(&people).1[0].as_str()), (0, "0"), "{people}");
    let nothing = server.page("/viec?xa=11113", &other).text();
    assert_eq!((shown(&nothing), counts(&nothing).0), (0, ["0", "0", "0"].map(str::to_owned).into()));
    assert_eq!(server.form("/viec/1/ghi-chu", &own, "chu=%C4%91%C3%A3+g%E1%BB%8Di+%3Cb%3E").status, 303);
    for case in [1, 61] {
        assert_eq!(server.form(&format!("/viec/{case}/ghi-chu"), &other, "chu=x").status, 403);
    }
    assert_eq!(server.form("/viec/61/ghi-chu", &own, "chu=x").status, 403, "a case about a person");
    let city = server.sign_in();
    let case = server.page("/viec/1", &city).text();
    assert!(case.contains("đã gọi &#60;b&#62;") && case.contains("tan-ky"), "{case}");
    let trail = server.page("/nhat-ky?loai=case-note", &city).text();
    assert!(trail.contains("ghi chú một việc") && trail.contains("href=\"/viec/1\"") && !trail.contains("đã gọi"));
    let bytes = std::fs::read(folder.centre().join("so-cai.db")).unwrap();
    assert!(!bytes.windows(8).any(|eight| eight == "đã gọi".as_bytes()), "the ledger's file is encrypted");
}

#[test]
fn who_takes_a_case_is_named_in_the_list_and_finds_it_again() {
    let folder = Folder::new();
    clerk(&folder, "tan-ky", "11113");
    clerk(&folder, "noi-khac", "11329");
    let (server, _) = filled(&folder);
    let (city, own) = (server.sign_in(), server.sign_in_as("tan-ky", OTHER));
    assert_eq!(server.form("/viec/7/nhan", &city, "").header("location").as_deref(), Some("/viec/7?xong=nhan"));
    assert_eq!(server.form("/viec/61/nhan", &city, "").status, 303, "one about a person");
    assert_eq!(server.form("/viec/9/nhan", &own, "").status, 303);
    let late = server.form("/viec/7/nhan", &own, "");
    assert!(late.status == 409 && late.text().contains("TS-M212") && late.text().contains("thanh-pho"));
    assert!(server.page("/viec?trang=1", &own).text().contains("thanh-pho nhận từ hôm nay"), "others see it");
    let mine = server.page("/viec?nhan=toi", &city).text();
    assert_eq!((shown(&mine), counts(&mine).0), (2, ["2", "0", "0"].map(str::to_owned).into()), "{mine}");
    assert!(mine.contains("Của tôi (2)") && mine.contains("selected>Của tôi"), "{mine}");
    let of_clerk = server.page("/viec?nhan=toi", &own).text();
    assert_eq!((shown(&of_clerk), counts(&of_clerk).0[0].as_str()), (1, "1"), "{of_clerk}");
    assert_eq!(server.form("/viec/7/tha", &own, "").status, 403, "nobody gives back what another has");
    assert_eq!(server.form("/viec/9/tha", &city, "").status, 303, "but the city");
    assert_eq!(server.form("/viec/7/tha", &city, "").status, 303);
    let free = server.page("/viec/7", &own).text();
    assert!(free.contains("Tôi nhận việc này") && !free.contains("nhận từ"), "{free}");
    let decided = server.form("/quyet/61", &city, "word=two");
    assert!([303, 409].contains(&decided.status), "{}", decided.text());
    let trail = server.page("/nhat-ky?loai=case-release", &city).text();
    assert!(trail.contains("thôi nhận một việc") && trail.contains("href=\"/viec/9\""), "{trail}");
    let cases = folder.run(&["cases"]);
    let cases = String::from_utf8_lossy(&cases.stdout).into_owned();
    assert!(cases.contains("fine (Đã xem, không có gì lạ)") && cases.contains("thanh-pho nhận từ"), "{cases}");
    let wrong = folder.run(&["decide", "1", "khong"]);
    let wrong = String::from_utf8_lossy(&wrong.stderr).into_owned();
    assert!(wrong.contains("TS-M39") && wrong.contains("follow (Cần kiểm tra tại trạm)"), "{wrong}");
}
