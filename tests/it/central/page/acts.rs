//! The buttons of the page, pressed: a case is decided and taken back, and what hangs on it follows.

use crate::central::office::{Folder, Reply, Server, Station};

/// The form of the page that leads to an action: where it goes, and the values of its buttons.
fn forms(page: &str, action: &str) -> Vec<(String, Vec<String>)> {
    let begin = format!("action=\"{action}");
    let forms = page.split("<form ").skip(1).filter_map(|rest| rest.split_once("</form>")).map(|(form, _)| form);
    let value = |rest: &str| rest.split('"').next().unwrap_or_default().to_owned();
    forms
        .filter(|form| form.contains(&begin))
        .map(|form| {
            let to = value(form.split("action=\"").nth(1).unwrap());
            (to, form.split("value=\"").skip(1).map(value).collect())
        })
        .collect()
}

/// How many bundles of the page are in the state that the page names so.
fn bundles(page: &Reply, name: &str) -> usize {
    let text = page.text();
    let rows = text.split("data-label=\"Kết quả\">").skip(1);
    rows.filter(|row| row.split("</td>").next().unwrap().contains(name)).count()
}

/// Presses a button of a case and confirms it on the page that asks.
fn decide(server: &Server, cookie: &str, ask: &str, word: &str, remark: &str) -> Reply {
    let asked = server.page(&format!("{ask}?chon={word}"), cookie);
    assert_eq!(asked.status, 200, "{}", asked.text());
    let [(action, values)] = &forms(&asked.text(), "/quyet/")[..] else { panic!("{}", asked.text()) };
    assert_eq!(values, &[word], "{}", asked.text());
    server.form(action, cookie, &format!("word={word}&ghi={remark}"))
}

fn page(server: &Server, cookie: &str, path: &str) -> Reply {
    let page = server.page(path, cookie);
    assert_eq!(page.status, 200, "{}", page.text());
    page
}

/// Two copies of a station hand in, each its own first bundle.
fn forked(folder: &Folder, number: u8) -> (Server, String, Station) {
    let server = folder.serve(&[]);
    let station = Station::new(number);
    assert_eq!(server.post("/v1/grants", &station.grant()).status, 204);
    for records in [3, 4] {
        let reply = server.post("/v1/bundles", &station.bundle(records));
        assert_eq!(reply.status, 200, "{}", reply.text());
    }
    let cookie = server.sign_in();
    (server, cookie, station)
}

#[test]
fn a_fork_is_decided_and_taken_back_with_the_buttons_of_the_page() {
    let folder = Folder::new();
    let (server, cookie, station) = forked(&folder, 60);
    let newest =
        || station.receipt(&server.get(&format!("/v1/receipts/{}/{}", station.of.station, station.of.epoch)).body);
    let case = || page(&server, &cookie, "/viec/1");
    let held = |name: &str| bundles(&page(&server, &cookie, "/tram"), name);
    assert!(page(&server, &cookie, "/viec").text().contains("href=\"/viec/1\""));
    let before = case();
    let [(ask, words)] = &forms(&before.text(), "/viec/1\"")[..] else { panic!("{}", before.text()) };
    let action = &ask.replace("/viec/", "/quyet/");
    assert_eq!(words.len(), 5, "either copy, both, none, later: {words:?}");
    assert!(forms(&before.text(), "/hoan/").is_empty() && held("hai bản sao") == 2, "{}", before.text());
    assert_eq!((newest().ack_upto, newest().held.len()), (0, 0));

    let strange = server.form(action, &cookie, "word=khong-co-tu-nay");
    assert!(strange.status == 409 && strange.text().contains("TS-M"), "{}", strange.text());
    assert_eq!(server.form(action, &cookie, "").status, 400, "no word at all");
    assert_eq!(forms(&case().text(), "/viec/1\"").len(), 1, "control: still open");
    assert_eq!(forms(&server.page(&format!("{ask}?chon=la"), &cookie).text(), "/quyet/"), [], "nothing to confirm");

    let branch = words.iter().find(|word| !["all", "none", "later"].contains(&word.as_str())).unwrap();
    let done = decide(&server, &cookie, ask, branch, "m%C3%A1y+c%C5%A9+%3Cb%3E");
    assert_eq!((done.status, done.header("location").unwrap()), (303, "/viec/1?xong=quyet".to_owned()));
    let decided = page(&server, &cookie, "/viec?o=xong");
    assert!(forms(&case().text(), "/viec/1\"").is_empty(), "nothing waits: {}", case().text());
    assert!(decided.text().contains("máy cũ &#60;b&#62;"), "the remark is shown: {}", decided.text());
    assert_eq!(["hai bản sao", "không tính theo", "được tính theo"].map(held), [0, 1, 1], "the other copy is out");
    assert_eq!(newest().held.len(), 1);
    let again = server.form(action, &cookie, "word=all");
    assert!(again.status == 409 && again.text().contains("thanh-pho"), "the second sees who: {}", again.text());

    let [(undo, none)] = &forms(&decided.text(), "/hoan/")[..] else { panic!("{}", decided.text()) };
    let [at] = &none[..] else { panic!("the decision is named: {none:?}") };
    assert_eq!(server.form(undo, &cookie, "luc=7").status, 409, "another decision than the one that the page showed");
    assert_eq!(server.form(undo, &cookie, &format!("luc={at}")).header("location").unwrap(), "/viec/1?xong=hoan");
    assert_eq!(
        forms(&case().text(), "/viec/1\""),
        forms(&before.text(), "/viec/1\""),
        "as if nothing had been decided"
    );
    assert_eq!((held("hai bản sao"), newest().held.len()), (2, 0));
    assert_eq!(server.form(undo, &cookie, "").status, 409, "there is nothing to take back");
    let aside = decide(&server, &cookie, ask, "later", "ch%E1%BB%9D+x%C3%A3");
    assert_eq!(aside.header("location").unwrap(), "/viec/1?xong=de-sau");
    let later = page(&server, &cookie, "/viec?o=sau");
    assert!(later.text().contains("Để sau từ hôm nay, thanh-pho"), "{}", later.text());
    assert!(case().text().contains("chờ xã"), "why it was put aside is a note: {}", case().text());
    assert_eq!(forms(&case().text(), "/viec/1\"")[0].1.len(), 4, "still to be decided");
    assert_eq!(server.form(undo, &cookie, "").status, 303, "among the others again");
    let recount = folder.run(&["recount"]);
    assert!(recount.status.success(), "{}", String::from_utf8_lossy(&recount.stderr));
}

#[test]
fn a_case_that_is_not_there_and_a_number_that_is_none_are_told() {
    let folder = Folder::new();
    let (server, cookie, _) = forked(&folder, 61);
    for path in ["/quyet/999", "/hoan/999"] {
        let reply = server.form(path, &cookie, "word=all");
        assert!(reply.status == 409 && reply.text().contains("TS-"), "{path}: {} {}", reply.status, reply.text());
    }
    for path in ["/quyet/x", "/hoan/99999999999999999999999", "/quyet/1/2"] {
        let reply = server.form(path, &cookie, "word=all");
        assert!(matches!(reply.status, 400 | 404), "{path}: {}", reply.status);
    }
}
