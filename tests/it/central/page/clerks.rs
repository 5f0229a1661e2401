//! Accounts on their page: added, disabled, given new passwords and codes by the city, and never the last one lost.

use crate::central::office::{Folder, PASSWORD, Reply, Server, credentials};
use serde_json::Value;
use tramso::{
    centre::{
        Access, AccountPassword, AccountRefusal, Actor, Centre, CodeSecret, FIRST_PASSWORD_MS, Keys, PasswordHash,
        Role, SignIn,
    },
    domain::{AccountName, Moment},
    ledger,
};

const OWN: &str = "mot con meo vang nam tren mai ngoi cu";

/// The password or secret that a page shows once.
fn token(page: &str) -> String {
    let shown = page.split("<code class=\"token\">").nth(1).unwrap_or_else(|| panic!("{page}"));
    shown.split('<').next().unwrap().to_owned()
}

/// The row of an account in the list.
fn row(page: &str, name: &str) -> String {
    let at = page.find(&format!("href=\"/can-bo/{name}\"")).unwrap_or_else(|| panic!("{name}: {page}"));
    page[at..].split("</tr>").next().unwrap().to_owned()
}

fn cookie(reply: &Reply) -> String {
    let cookies = reply.headers("set-cookie");
    cookies.iter().map(|one| one.split(';').next().unwrap()).collect::<Vec<_>>().join("; ")
}

/// Signs in for the first time and chooses a password.
fn begin(server: &Server, name: &str, first: &str) -> (String, Reply) {
    let entered = cookie(&server.form("/vao", "", &credentials(name, first)));
    let form = format!("cu={}&moi={OWN}&lai={OWN}", first).replace(' ', "+");
    let changed = server.form("/mat-khau", &entered, &form);
    assert_eq!(changed.status, 303, "{}", changed.text());
    (cookie(&changed), changed)
}

#[test]
fn an_account_lives_on_its_page_from_its_first_password_to_its_end() {
    let folder = Folder::new();
    let server = folder.serve(&["--per-address", "0"]);
    let city = server.sign_in();
    let list = server.page("/can-bo", &city).text();
    assert!(row(&list, "thanh-pho").contains("Văn phòng thành phố") && list.contains("(bạn)"), "{list}");
    let added = server.form("/can-bo", &city, "ten=Tan-Ky&vai=commune&xa=11113");
    assert!(added.status == 200 && added.text().contains("Đã thêm tài khoản tan-ky: Cán bộ xã Tân Kỳ"));
    let first = token(&added.text());
    let waiting = row(&server.page("/can-bo", &city).text(), "tan-ky");
    assert!(waiting.contains("mật khẩu tạm, dùng được đến") && waiting.contains("chưa lần nào"), "{waiting}");
    assert!(!server.page("/can-bo/tan-ky", &city).text().contains(&first), "it is shown once");

    let (clerk, changed) = begin(&server, "tan-ky", &first);
    let home = changed.header("location").unwrap();
    let then = server.page(&home, &clerk).header("location").unwrap();
    assert_eq!(then, "/xa/11113?xong=mat-khau", "the message goes with the clerk");
    assert!(server.page(&then, &clerk).text().contains("Đã đổi mật khẩu"), "{then}");
    assert!(!server.page("/xa/11113?xong=gi-do", &clerk).text().contains("class=\"done\""), "control");
    let known = row(&server.page("/can-bo", &city).text(), "tan-ky");
    assert!(known.contains("người ấy tự đặt") && !known.contains("chưa lần nào"), "{known}");

    let disabled = server.form("/can-bo/tan-ky/khoa", &city, "");
    assert_eq!(disabled.header("location").as_deref(), Some("/can-bo/tan-ky?xong=khoa"));
    assert_eq!(server.page("/xa/11113", &clerk).status, 303, "the clerk is out");
    assert!(row(&server.page("/can-bo", &city).text(), "tan-ky").contains("đã khóa"));
    assert_eq!(server.form("/vao", "", &credentials("tan-ky", OWN)).status, 403);
    assert_eq!(server.form("/can-bo/tan-ky/mo", &city, "").status, 303);

    let renewed = server.form("/can-bo/tan-ky/mat-khau", &city, "");
    let second = token(&renewed.text());
    assert!(renewed.status == 200 && second != first);
    std::thread::sleep(std::time::Duration::from_secs(2)); // the wrong password before
    let (clerk, _) = begin(&server, "tan-ky", &second);
    let coded = server.form("/can-bo/tan-ky/ma-sau-so", &city, "");
    let secret = CodeSecret::read(&token(&coded.text()).replace(' ', "")).unwrap();
    assert_eq!(server.page("/xa/11113", &clerk).status, 303, "a new code ends the sessions");
    let now = Moment(i64::try_from(std::time::UNIX_EPOCH.elapsed().unwrap().as_millis()).unwrap());
    let with_code = format!("{}&code={}", credentials("tan-ky", OWN), secret.code(now).unwrap());
    assert_eq!(server.form("/vao", "", &with_code).status, 303, "with the code of the secret that was shown");
    assert!(row(&server.page("/can-bo", &city).text(), "tan-ky").contains("có mã sáu số"));
    assert_eq!(server.form("/can-bo/tan-ky/ma-sau-so/tat", &city, "").status, 303);

    let trail = folder.run(&["trail", "--account", "thanh-pho", "--json"]);
    let trail: Value = serde_json::from_slice(&trail.stdout).unwrap();
    let lines: Vec<&str> = trail["lines"].as_array().unwrap().iter().map(|one| one["what"].as_str().unwrap()).collect();
    let verbs = ["account-totp-off", "account-totp", "account-password", "account-enable", "account-disable"];
    let expected: Vec<String> = verbs.iter().map(|verb| format!("{verb} tan-ky")).collect();
    assert_eq!(lines[..5], expected, "every act is in the trail under who did it: {lines:?}");
    assert_eq!(lines[5], "account-add tan-ky commune 11113");
    assert!(!folder.log().contains(&first) && !folder.log().contains("tan-ky"), "the log has neither");
    let listed = folder.run(&["user", "list", "--json"]);
    let listed: Value = serde_json::from_slice(&listed.stdout).unwrap();
    let clerk = listed["accounts"].as_array().unwrap().iter().find(|one| one["account"] == "tan-ky").unwrap();
    assert!(clerk["signed_in_ms"].is_i64() && clerk["totp"] == false, "the command has the same: {clerk}");
}

#[test]
fn what_is_no_account_is_refused_and_what_was_typed_stays() {
    let folder = Folder::new();
    let server = folder.serve(&["--per-address", "0"]);
    let city = server.sign_in();
    let before = server.page("/can-bo", &city).text().matches("href=\"/can-bo/").count();
    let cases = [
        ("ten=L%C3%A0n&vai=viewer", "TS-A10"),
        ("ten=a&vai=viewer", "TS-A10"),
        ("ten=%3Cscript%3E&vai=viewer", "TS-A10"),
        ("ten=thanh-pho&vai=city", "TS-A09"),
        ("ten=lan", "TS-A37"),
        ("ten=lan&vai=root", "TS-A37"),
        ("ten=lan&vai=commune", "TS-A37"),
        ("ten=lan&vai=viewer&xa=11113", "TS-A37"),
        ("ten=lan&vai=commune&xa=99999", "TS-E45"),
    ];
    for (form, code) in cases {
        let reply = server.form("/can-bo", &city, form);
        assert!(reply.status == 422 && reply.text().contains(code), "{form}: {} {}", reply.status, reply.text());
        assert!(!reply.text().contains("<script"), "{form}");
    }
    let kept = server.form("/can-bo", &city, "ten=lan-anh&vai=commune").text();
    assert!(kept.contains("value=\"lan-anh\"") && kept.contains("value=\"commune\" required checked"), "{kept}");
    assert_eq!(server.page("/can-bo", &city).text().matches("href=\"/can-bo/").count(), before, "nothing was added");
    for path in ["/can-bo/khong-co", "/can-bo/..%2F..", "/can-bo/%00"] {
        assert_eq!(server.page(path, &city).status, 404, "{path}");
        assert_eq!(server.form(&format!("{path}/khoa"), &city, "").status, 404, "{path}");
    }
}

#[test]
fn nobody_changes_the_own_account_here_and_the_last_of_the_city_stays() {
    let folder = Folder::new();
    let server = folder.serve(&["--per-address", "0"]);
    let city = server.sign_in();
    for act in ["khoa", "mat-khau", "ma-sau-so", "ma-sau-so/tat"] {
        let reply = server.form(&format!("/can-bo/thanh-pho/{act}"), &city, "");
        assert!(reply.status == 409 && reply.text().contains("TS-A36"), "{act}: {}", reply.text());
    }
    assert!(!server.page("/can-bo/thanh-pho", &city).text().contains("/can-bo/thanh-pho/khoa"), "no button either");
    assert_eq!(server.page("/can-bo", &city).status, 200, "the session goes on");
    let alone = folder.run(&["user", "disable", "thanh-pho"]);
    assert!(String::from_utf8_lossy(&alone.stderr).contains("TS-A35"), "the command has the same rule");
    std::fs::write(folder.path("mk-rieng"), format!("{OWN}\n")).unwrap();
    let file = folder.path("mk-rieng");
    assert!(folder.run(&["user", "add", "lan", "--role", "city", "--password-file", &file]).status.success());
    let lan = server.sign_in_as("lan", OWN);
    assert_eq!(server.form("/can-bo/thanh-pho/khoa", &lan, "").status, 303, "control: another may be disabled");
    assert_eq!(server.page("/", &city).status, 303);
    assert_eq!(server.form("/vao", "", &credentials("thanh-pho", PASSWORD)).status, 403);
    let last = folder.run(&["user", "disable", "lan"]);
    assert!(String::from_utf8_lossy(&last.stderr).contains("TS-A35"));
}

fn open(folder: &tempfile::TempDir) -> Centre {
    let keys = Keys::demo().unwrap();
    let ledger = ledger::open_sqlite(&folder.path().join("so-cai.db"), &keys.ledger_key()).unwrap();
    Centre::open(ledger, keys).unwrap()
}

#[test]
fn an_account_that_nobody_can_enter_any_more_saves_no_city() {
    let folder = tempfile::tempdir().unwrap();
    let centre = open(&folder);
    let made = Moment(1_800_000_000_000);
    let [lan, mai]: [AccountName; 2] = ["lan", "mai"].map(|name| name.parse().unwrap());
    let chosen = PasswordHash::new(&AccountPassword::choose(OWN, lan).unwrap()).unwrap();
    let first = PasswordHash::new(&AccountPassword::generate()).unwrap();
    for (name, hash) in [(lan, &chosen), (mai, &first)] {
        centre.add_account(&Access::City, (name, &Role::City), hash, Actor::CommandLine, made).unwrap();
    }
    let disable = |at| centre.set_account_enabled(&Access::City, lan, false, Actor::CommandLine, at);
    let late = made.plus_ms(FIRST_PASSWORD_MS + 1);
    assert!(matches!(disable(late), Err(AccountRefusal::LastCity(name)) if name == lan), "mai's password has ended");
    assert!(disable(made.plus_ms(1)).is_ok(), "control: mai may still sign in");
    let tried = SignIn {
        account: "lan",
        password: OWN.to_owned().into(),
        code: "",
        address: std::net::Ipv4Addr::LOCALHOST.into(),
        devices: Vec::new(),
    };
    assert!(centre.sign_in(&tried, made.plus_ms(2)).is_err());
}
