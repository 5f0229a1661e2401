//! The pages, their files, programs and the command: one figure everywhere, in the running program.

use super::{
    read::{part, word},
    *,
};
use crate::central::office::{Folder, Reply, Server};
use std::process::Output;

const OTHER: &str = "mot con meo vang nam tren mai ngoi cu";

fn clerk(folder: &Folder, name: &str, unit: &str) {
    fs::write(folder.path("mk-rieng"), format!("{OTHER}\n")).unwrap();
    let file = folder.path("mk-rieng");
    let args = ["user", "add", name, "--password-file", &file, "--role", "commune", "--unit", unit];
    let done = folder.run(&args);
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}

/// Sums as judging would have them, of days that are over by the machine's clock.
fn stocked() -> Folder {
    let folder = Folder::new();
    let path = folder.centre().join("so-cai.db");
    let ledger = ledger::open_sqlite(&path, &Keys::demo().unwrap().ledger_key()).unwrap();
    let today = tramso::domain::day_of(crate::days::in_days(0));
    let moved = sums().into_iter().map(|(known, counts)| {
        let before = day(0) - known.day;
        let at = if known.scope == Scope::Day { today - before } else { 0 };
        (TallyKey { day: at, ..known }, counts)
    });
    ledger.write(&mut |tx| tx.add_tallies(&moved.clone().collect::<Vec<_>>())).unwrap();
    folder
}

fn text(done: &Output) -> String {
    String::from_utf8_lossy(&done.stdout).into_owned() + &String::from_utf8_lossy(&done.stderr)
}

/// Cells of a page's row that begins with this text.
fn row(page: &str, name: &str) -> Vec<String> {
    let begin = format!("<th scope=\"row\">{name}</th>");
    let rest = page.split(&begin).nth(1).unwrap_or_else(|| panic!("{name}: {page}"));
    let row = rest.split("</tr>").next().unwrap();
    row.split("</td>").filter_map(|cell| cell.rsplit('>').next()).map(str::to_owned).filter(|c| !c.is_empty()).collect()
}

fn file(server: &Server, cookie: &str, path: &str, kind: &str) -> Reply {
    let reply = server.page(&format!("{path}/tep?tu=&den=&loai={kind}"), cookie);
    assert_eq!(reply.status, 200, "{kind}: {}", reply.text());
    let name = reply.header("content-disposition").unwrap();
    assert!(name.starts_with("attachment; filename=\"") && name.is_ascii(), "{name}");
    reply
}

#[test]
fn page_files_programs_and_command_have_the_same_figures() {
    let folder = stocked();
    clerk(&folder, "tan-ky", UNIT);
    let server = folder.serve(&["--per-address", "0"]);
    let (own, city) = (server.sign_in_as("tan-ky", OTHER), server.sign_in());
    let unit = format!("/xa/{UNIT}/bao-cao");
    let page = server.page(&unit, &own).text();
    let totals = server.page(&format!("/v1/totals?unit={UNIT}"), &own).json();
    for (name, shown, field) in [
        ("Đã đăng ký ở trạm", "1.234", "registered"),
        ("Đã làm đủ các phần", "700", "finished"),
        ("Hợp lệ", "650", "valid"),
        ("Có ứng dụng trên điện thoại", "800", "app"),
    ] {
        let figure = shown.replace('.', "");
        assert_eq!(row(&page, name)[0], shown, "{name} on the page");
        assert_eq!(totals["total"][field].to_string(), figure, "{field} for programs: {totals}");
        let lines = word(&file(&server, &own, &unit, "docx").body);
        let line = lines.iter().find(|line| line.starts_with(&format!("{name}|"))).unwrap();
        assert_eq!(line.split('|').nth(1).unwrap(), shown, "{line}");
        let sheet = part(&file(&server, &own, &unit, "xlsx").body, "xl/worksheets/sheet1.xml");
        assert!(sheet.contains(&format!("<v>{figure}</v>")), "{figure}: {sheet}");
        let table = file(&server, &own, &unit, "csv").text();
        let line = table.lines().nth(1).unwrap();
        assert!(line.split(',').any(|cell| cell == figure), "{figure}: {line}");
        let out = folder.path(&format!("{field}.csv"));
        let done = folder.run(&["report", UNIT, "--kind", "csv", "--out", &out]);
        assert!(done.status.success(), "{}", text(&done));
        let written = fs::read_to_string(out).unwrap();
        assert_eq!(written.lines().nth(1), Some(line), "the command writes the same line");
    }
    for kind in ["loa", "zalo", "cong"] {
        let spoken = file(&server, &own, &unit, kind).text();
        let printed = folder.run(&["report", UNIT, "--kind", kind]);
        assert!(printed.status.success() && spoken.contains("1.234") && spoken.contains("650"), "{spoken}");
        let same = |text: &str| text.lines().filter(|line| !line.contains("úc ") && !line.contains(':')).count();
        assert_eq!(same(&text(&printed)), same(&spoken), "{spoken}");
    }
    // The city: units, and all together with residents of no listed unit.
    let page = server.page("/bao-cao", &city).text();
    let all = server.page("/v1/totals", &city).json();
    assert_eq!(row(&page, "Toàn thành phố")[..3], ["1.282", "747", "695"]);
    assert_eq!(all["city"]["registered"].to_string(), "1282");
    assert_eq!(row(&page, "Xã Tân Kỳ")[..3], ["1.234", "700", "650"]);
    let table = file(&server, &city, "/bao-cao", "csv").text();
    let units = server.page("/don-vi.csv", &city).text();
    let line = |table: &str, begin: &str| table.lines().find(|line| line.contains(begin)).unwrap().to_owned();
    let (of_report, of_units) = (line(&table, "11113,"), line(&units, "11113,"));
    let figures = |line: &str| line.split_once("Tân Kỳ,").unwrap().1.to_owned();
    assert_eq!(figures(&of_report), figures(&of_units));
    assert_eq!(table.lines().filter(|line| line.starts_with("Đơn vị,")).count(), 115);
}

#[test]
fn days_are_chosen_on_the_page_and_what_cannot_be_is_refused_in_words() {
    let folder = stocked();
    clerk(&folder, "tan-ky", UNIT);
    clerk(&folder, "noi-khac", "11329");
    let server = folder.serve(&["--per-address", "0"]);
    let (own, other) = (server.sign_in_as("tan-ky", OTHER), server.sign_in_as("noi-khac", OTHER));
    let path = format!("/xa/{UNIT}/bao-cao");
    let (from, to) = (crate::days::in_days(-2), crate::days::in_days(-1));
    let page = server.page(&format!("{path}?tu={from}&den={to}"), &own).text();
    assert_eq!(row(&page, "Đã đăng ký ở trạm")[0], "1.234");
    assert_eq!(row(&page, "Đã đăng ký ở trạm")[2], "200", "in the chosen days");
    assert!(page.contains(&format!("name=\"tu\" type=\"date\" value=\"{from}\"")), "{page}");
    let reversed = server.page(&format!("{path}?tu={to}&den={from}"), &own);
    assert!(reversed.status == 422 && reversed.text().contains("TS-M240"), "{}", reversed.text());
    for query in ["tu=hom-qua", "den=2026-02-31", "tep?loai=exe", "tep", "tep?loai=docx&tu=x"] {
        let query = if query.starts_with("tep") { format!("/{query}") } else { format!("?{query}") };
        assert_eq!(server.page(&format!("{path}{query}"), &own).status, 400, "{query}");
    }
    for kind in ["docx", "xlsx", "csv", "loa"] {
        let by_id = format!("{path}/tep?loai={kind}");
        assert_eq!(server.page(&by_id, &other).status, 403, "{kind}");
        assert_eq!(server.page(&format!("/bao-cao/tep?loai={kind}"), &own).status, 403, "{kind}");
    }
    let list = format!("{path}/nguoi");
    assert_eq!(server.form(&list, &other, "muc_dich=remind").status, 403);
    assert_eq!(server.form(&list, &own, "muc_dich=vi+toi+muon").status, 400);
    let list = server.form(&list, &own, "muc_dich=remind");
    assert_eq!(list.status, 200);
    assert!(list.header("content-disposition").unwrap().contains("danh-sach-11113-"));
    let trail = server.page("/nhat-ky", &server.sign_in()).text();
    assert!(trail.contains("tải danh sách người của đơn vị") && trail.contains("nhắc người chưa làm đủ"), "{trail}");
}

#[test]
fn the_command_never_writes_over_what_is_there_and_names_what_is_wrong() {
    let folder = stocked();
    let out = folder.path("bao-cao.docx");
    fs::write(&out, "của ai").unwrap();
    let write = |more: &[&str]| folder.run(&[&["report", UNIT, "--kind", "docx", "--out", &out], more].concat());
    let refused = write(&[]);
    assert!(!refused.status.success() && text(&refused).contains("TS-M241"), "{}", text(&refused));
    assert_eq!(fs::read_to_string(&out).unwrap(), "của ai", "nothing was touched");
    let done = write(&["--force", "--json"]);
    assert!(done.status.success(), "{}", text(&done));
    let printed: serde_json::Value = serde_json::from_slice(&done.stdout).unwrap();
    assert_eq!(printed["bytes"], fs::read(&out).unwrap().len());
    assert!(word(&fs::read(&out).unwrap()).contains(&"BÁO CÁO".to_owned()));
    for (args, code) in [
        (&["report", "99999", "--kind", "csv"][..], "99999"),
        (&["report", "--kind", "csv", "--from", "hôm qua"][..], "hôm qua"),
        (&["report", "--kind", "csv", "--from", "2026-02-02", "--to", "2026-02-01"][..], "TS-M240"),
        (&["report", "--kind", "csv", "--out", "khong/co/"][..], "khong/co"),
    ] {
        let refused = folder.run(args);
        assert!(!refused.status.success() && text(&refused).contains(code), "{args:?}: {}", text(&refused));
    }
    assert_eq!(folder.run(&["report", "--kind", "exe"]).status.code(), Some(2));
    let work = folder.path("cho");
    fs::create_dir(&work).unwrap();
    let named = folder.run(&["report", "--kind", "xlsx", "--from", "2026-01-02", "--to", "2026-01-03", "--out", &work]);
    assert!(named.status.success(), "{}", text(&named));
    assert!(Path::new(&work).join("bao-cao-thanh-pho-20260102-20260103.xlsx").is_file());
}
