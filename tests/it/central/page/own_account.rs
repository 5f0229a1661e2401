//! The page of the own account: a new password, the first one, the end of other sessions.

use crate::central::office::{Folder, PASSWORD, Reply, Server, credentials};
use tramso::{
    centre::{
        Access, AccountPassword, Actor, Centre, FIRST_PASSWORD_MS, Keys, PasswordHash, Role, SignIn, SignInRefusal,
    },
    domain::{AccountName, Moment},
    ledger,
    web::{PUBLIC, guarded_routes},
};

const NEW: &str = "chin con trau den tam duoi ao sen";
/// What an account may open that still has its first password, beside the public routes.
const OF_THE_FIRST: [&str; 3] = ["/tai-khoan", "/mat-khau", "/phien"];

/// The form for a new password, filled in.
fn change(server: &Server, cookies: &str, old: &str, new: [&str; 2]) -> Reply {
    let [old, new, again] = [old, new[0], new[1]].map(|text| text.replace(' ', "+"));
    server.form("/mat-khau", cookies, &format!("cu={old}&moi={new}&lai={again}"))
}

/// Signs in; the cookies of the session and of the device.
fn cookies(server: &Server, account: &str, password: &str) -> String {
    let reply = server.form("/vao", "", &credentials(account, password));
    assert_eq!(reply.status, 303, "{}", reply.text());
    all_cookies(&reply)
}

fn all_cookies(reply: &Reply) -> String {
    let pairs = reply.headers("set-cookie").into_iter().map(|line| line.split(';').next().unwrap().to_owned());
    pairs.collect::<Vec<_>>().join("; ")
}

fn trail(folder: &Folder) -> Vec<String> {
    let done = folder.run(&["trail", "--json"]);
    let read: serde_json::Value = serde_json::from_slice(&done.stdout).unwrap();
    let lines = read["lines"].as_array().unwrap_or_else(|| panic!("{read}")).clone();
    lines.iter().map(|line| format!("{} {}", line["who"].as_str().unwrap(), line["what"].as_str().unwrap())).collect()
}

#[test]
fn a_person_replaces_the_own_password_and_other_browsers_are_out() {
    let folder = Folder::new();
    let server = folder.serve(&["--per-address", "0"]);
    let (here, there) = (cookies(&server, "thanh-pho", PASSWORD), cookies(&server, "thanh-pho", PASSWORD));
    let page = server.page("/tai-khoan", &here);
    assert_eq!((page.status, server.page("/", &there).status), (200, 200));
    for part in ["name=\"cu\"", "name=\"moi\"", "name=\"lai\"", "new-password", "current-password"] {
        assert!(page.text().contains(part), "{part}: {}", page.text());
    }
    assert!(page.text().matches("<li>Từ ").count() == 2 && page.text().contains("action=\"/phien\""));
    let refusals: [([&str; 2], &str); 5] = [
        ([NEW, "chin con trau den tam duoi ao sau"], "TS-A30"),
        ([PASSWORD, PASSWORD], "TS-A32"),
        (["ngan qua", "ngan qua"], "TS-A11"),
        (["aaaaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaaaa"], "TS-M99"),
        (["abcdefghijklmnopqr", "abcdefghijklmnopqr"], "TS-M100"),
    ];
    for (new, code) in refusals {
        let reply = change(&server, &here, PASSWORD, new);
        assert!(reply.status == 422 && reply.text().contains(code), "{code}: {}", reply.text());
        assert!(reply.header("set-cookie").is_none());
    }
    let done = change(&server, &here, PASSWORD, [NEW, NEW]);
    assert_eq!((done.status, done.header("location").unwrap()), (303, "/?xong=mat-khau".to_owned()), "{}", done.text());
    let renewed = all_cookies(&done);
    assert!(server.page("/?xong=mat-khau", &renewed).text().contains("Đã đổi mật khẩu"));
    assert_eq!([&here, &there].map(|old| server.page("/", old).status), [303, 303], "every token of before is dead");
    assert_eq!(server.form("/vao", "", &credentials("thanh-pho", PASSWORD)).status, 403);
    std::thread::sleep(std::time::Duration::from_secs(2));
    cookies(&server, "thanh-pho", NEW);
    let lines = trail(&folder);
    assert!(lines.iter().any(|line| line.contains("own-password")), "{lines:?}");
    assert!(!folder.log().contains("trau"), "no password in the log");
}

#[test]
fn a_wrong_password_on_that_page_counts_as_a_guess() {
    let folder = Folder::new();
    let server = folder.serve(&["--per-address", "0"]);
    let here = cookies(&server, "thanh-pho", PASSWORD);
    let form = format!("cu=khong+phai+no&moi={0}&lai={0}", NEW.replace(' ', "+"));
    // Each guess doubles the wait: it is made long enough to be met by a slow machine too.
    let mut guesses = 0;
    while guesses < 5 {
        match server.form("/mat-khau", &here, &form).status {
            403 => guesses += 1,
            429 => std::thread::sleep(std::time::Duration::from_millis(100)),
            other => panic!("{other}"),
        }
    }
    let right = change(&server, &here, PASSWORD, [NEW, NEW]);
    assert!(right.status == 429 && right.header("retry-after").is_some(), "the right one waits too: {}", right.text());
    let other = server.form("/phien", &here, &format!("cu={}", PASSWORD.replace(' ', "+")));
    assert_eq!(other.status, 429, "and so does the other form");
    assert!(trail(&folder).iter().any(|line| line.contains("own-password-wrong")));
    assert_eq!(server.page("/", &here).status, 200, "nobody is thrown out by it");
}

#[test]
fn a_person_sees_and_ends_the_other_sessions() {
    let folder = Folder::new();
    let server = folder.serve(&["--per-address", "0"]);
    let (here, there) = (cookies(&server, "thanh-pho", PASSWORD), cookies(&server, "thanh-pho", PASSWORD));
    assert!(server.page("/tai-khoan", &here).text().matches("máy này").count() == 1);
    let wrong = server.form("/phien", &here, "cu=khong+phai+no");
    assert_eq!((wrong.status, server.page("/", &there).status), (403, 200), "control: not without the password");
    std::thread::sleep(std::time::Duration::from_millis(1100));
    let done = server.form("/phien", &here, &format!("cu={}", PASSWORD.replace(' ', "+")));
    assert_eq!(done.status, 303, "{}", done.text());
    let renewed = all_cookies(&done);
    assert_eq!([&there, &here, &renewed].map(|one| server.page("/", one).status), [303, 303, 200]);
    assert!(!server.page("/tai-khoan", &renewed).text().contains("action=\"/phien\""), "nobody else is left");
}

/// The table of routes is walked, so that a new page is covered by itself.
#[test]
fn with_the_first_password_nothing_is_open_but_the_page_that_replaces_it() {
    let folder = Folder::new();
    let added = folder.run(&["user", "add", "lan", "--role", "city", "--json"]);
    let added: serde_json::Value = serde_json::from_slice(&added.stdout).unwrap();
    let first = added["password"].as_str().unwrap().to_owned();
    assert!(added["first_until_ms"].is_i64(), "{added}");
    let server = folder.serve(&["--per-address", "0"]);
    let lan = cookies(&server, "lan", &first);
    for (method, path) in guarded_routes().into_iter().filter(|(_, path)| !PUBLIC.contains(path)) {
        let to = path.replace("{case}", "1").replace("{station}", "1").replace("{number}", "1");
        let reply = match method {
            "GET" => server.page(&to, &lan),
            _ => server.form(&to, &lan, "cu=x&moi=y&lai=z"),
        };
        let is_refused = match path.starts_with("/v1/") {
            true => reply.status == 403 && reply.code() == "TS-A34",
            false => reply.header("location").as_deref() == Some("/tai-khoan") && reply.body.is_empty(),
        };
        assert_eq!(is_refused, !OF_THE_FIRST.contains(&path), "{method} {path}: {} {}", reply.head, reply.text());
    }
    assert!(server.page("/tai-khoan", &lan).text().contains("Lần đầu đăng nhập"));
    std::thread::sleep(std::time::Duration::from_millis(1100)); // the wrong password of the walk
    let done = change(&server, &lan, &first, [NEW, NEW]);
    assert_eq!(done.status, 303, "{}", done.text());
    assert_eq!(server.page("/", &all_cookies(&done)).status, 200, "control: with a password of her own she is in");
    let reset = folder.run(&["user", "password", "lan", "--json"]);
    let reset: serde_json::Value = serde_json::from_slice(&reset.stdout).unwrap();
    let again = cookies(&server, "lan", reset["password"].as_str().unwrap());
    assert_eq!(server.page("/", &again).header("location").as_deref(), Some("/tai-khoan"), "a reset is a first one");
    let list = String::from_utf8(folder.run(&["user", "list"]).stdout).unwrap();
    assert!(list.lines().any(|line| line.contains("lan") && line.contains("MẬT KHẨU LẦN ĐẦU")), "{list}");
}

#[test]
fn the_first_password_ends_after_seven_days() {
    let folder = tempfile::tempdir().unwrap();
    let keys = Keys::demo().unwrap();
    let ledger = ledger::open_sqlite(&folder.path().join("so-cai.db"), &keys.ledger_key()).unwrap();
    let centre = Centre::open(ledger, keys).unwrap();
    let made = Moment(1_800_000_000_000);
    let first = AccountPassword::generate();
    let own = AccountPassword::choose(NEW, "mai".parse().unwrap()).unwrap();
    for (name, password) in [("lan", &first), ("mai", &own)] {
        let (name, hash) = (name.parse::<AccountName>().unwrap(), PasswordHash::new(password).unwrap());
        centre.add_account(&Access::City, (name, &Role::Viewer), &hash, Actor::CommandLine, made).unwrap();
    }
    let sign_in = |account, password: &AccountPassword, at| {
        let address = std::net::Ipv4Addr::LOCALHOST.into();
        let password = password.text().to_owned().into();
        centre.sign_in(&SignIn { account, password, code: "", address, devices: Vec::new() }, at)
    };
    let (last, after) = (made.plus_ms(FIRST_PASSWORD_MS), made.plus_ms(FIRST_PASSWORD_MS + 1));
    assert!(sign_in("lan", &first, last).is_ok(), "on the last day it is good");
    assert!(matches!(sign_in("lan", &first, after), Err(SignInRefusal::Ended(at)) if at == last));
    assert!(
        matches!(sign_in("lan", &own, after), Err(SignInRefusal::Wrong)),
        "that it ended is shown to its owner alone"
    );
    let later = after.plus_ms(3_600_000);
    assert!(sign_in("mai", &own, later).is_ok(), "control: one that a person chose stays");
}
