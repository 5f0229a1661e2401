//! Guesses at passwords: how many are looked at, whatever the sender claims about itself.

use crate::central::office::{Folder, PASSWORD, Server, credentials};
use crate::durability::scale::report;
use std::{
    fs,
    net::{IpAddr, Ipv4Addr, TcpListener},
    process::{Child, Command, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};
use tramso::{
    centre::{Access, AccountPassword, Actor, Centre, Keys, PasswordHash, SignIn, SignInRefusal},
    domain::Moment,
    ledger,
};

const NOW: i64 = 1_800_000_000_000;
const WRONG: &str = "khong phai mat khau nay dau";

fn centre(folder: &std::path::Path) -> Centre {
    let keys = Keys::demo().unwrap();
    let ledger = ledger::open_sqlite(&folder.join("so-cai.db"), &keys.ledger_key()).unwrap();
    Centre::open(ledger, keys).unwrap()
}

fn with_account(folder: &std::path::Path) -> Centre {
    let centre = centre(folder);
    let password = AccountPassword::choose(PASSWORD, "thanh-pho".parse().unwrap()).unwrap();
    let hash = PasswordHash::new(&password).unwrap();
    centre.set_page_password(&Access::City, &hash, Actor::CommandLine, Moment(NOW)).unwrap();
    centre
}

fn tried<'t>(password: &str, address: u32, devices: &[String]) -> SignIn<'t> {
    let address = IpAddr::V4(Ipv4Addr::from_bits(address));
    let password = password.to_owned().into();
    SignIn { account: "thanh-pho", password, code: "", address, devices: devices.to_vec() }
}

/// Ten thousand guesses at one account within an hour, each from an address of its own, at two servers in turn.
#[test]
fn of_ten_thousand_guesses_in_an_hour_thirty_are_looked_at() {
    let folder = tempfile::tempdir().unwrap();
    let servers = [with_account(folder.path()), centre(folder.path())];
    let device = servers[0].sign_in(&tried(PASSWORD, 1, &[]), Moment(NOW)).unwrap().device.unwrap();
    let known = [device];
    let (mut looked_at, mut in_hour) = (0, Vec::new());
    for nth in 0..10_000_u32 {
        let now = Moment(NOW + 1000 + i64::from(nth) * 360);
        match servers[nth as usize % 2].sign_in(&tried(WRONG, 0x0a00_0000 + nth, &[]), now) {
            Err(SignInRefusal::Wrong) => {
                looked_at += 1;
                in_hour.push(nth * 360 / 1000);
            }
            Err(SignInRefusal::TooSoon(seconds)) => assert!((1..=300).contains(&seconds), "{seconds}"),
            other => panic!("{other:?}"),
        }
        if nth % 2500 == 2000 {
            servers[1].sign_in(&tried(PASSWORD, 7, &known), now).expect("a browser that signed in before is let in");
        }
    }
    assert!(looked_at <= 30, "{looked_at} were looked at, at seconds {in_hour:?}");
    assert!(looked_at >= 10, "control: some were ({looked_at})");
    let stranger = servers[0].sign_in(&tried(PASSWORD, 9, &[]), Moment(NOW + 3_600_000));
    assert!(matches!(stranger, Err(SignInRefusal::TooSoon(_))), "control: a strange browser waits: {stranger:?}");
    let stranger = servers[0].sign_in(&tried(PASSWORD, 9, &[]), Moment(NOW + 3_600_000 + 301_000));
    assert!(stranger.is_ok(), "and is never locked out: {stranger:?}");
}

/// A crowd at the same moment, at two servers: one guess is looked at.
#[test]
fn guesses_at_once_are_no_more_than_guesses_in_turn() {
    let folder = tempfile::tempdir().unwrap();
    let servers = [with_account(folder.path()), centre(folder.path())];
    let answers: Vec<bool> = std::thread::scope(|scope| {
        let guess = |nth: u32| {
            let server = &servers[nth as usize % 2];
            scope.spawn(move || {
                matches!(server.sign_in(&tried(WRONG, nth, &[]), Moment(NOW)), Err(SignInRefusal::Wrong))
            })
        };
        let guesses: Vec<_> = (0..16).map(guess).collect();
        guesses.into_iter().map(|guess| guess.join().unwrap()).collect()
    });
    assert_eq!(answers.into_iter().filter(|looked_at| *looked_at).count(), 1);
}

/// A stolen or forged device cookie opens nothing, and slows its own guesses.
#[test]
fn a_device_cookie_is_good_for_its_account_and_for_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let centre = with_account(folder.path());
    let device = centre.sign_in(&tried(PASSWORD, 1, &[]), Moment(NOW)).unwrap().device.unwrap();
    let other = device.replace("thanh-pho", "thanh-phu");
    let later = {
        let mut parts: Vec<&str> = device.split('/').collect();
        parts[2] = "1999999999999";
        parts.join("/")
    };
    let now = Moment(NOW + 5000);
    for forged in [&other, &later, &device[1..].to_owned(), &String::new()] {
        assert!(!centre.knows_device("thanh-pho", std::slice::from_ref(forged), now), "{forged}");
        assert!(!centre.knows_device("thanh-phu", std::slice::from_ref(forged), now), "{forged}");
    }
    assert!(centre.knows_device(" Thanh-Pho ", std::slice::from_ref(&device), now), "control");
    assert!(
        !centre.knows_device("thanh-pho", std::slice::from_ref(&device), Moment(NOW + 181 * 86_400_000)),
        "it runs out"
    );
    let stolen = [device];
    let looked_at = (0..10_000_i64).filter(|nth| {
        let answer = centre.sign_in(&tried(WRONG, 1, &stolen), Moment(NOW + 10_000 + nth * 360));
        matches!(answer, Err(SignInRefusal::Wrong))
    });
    assert!(looked_at.count() <= 30, "who has the cookie guesses no faster");
}

/// HAProxy in front of two servers, as it is usually set up: it adds a line of its own to whatever the client claims.
struct Proxy {
    child: Child,
    address: String,
    _folder: tempfile::TempDir,
}

impl Drop for Proxy {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn proxy(servers: &[&Server]) -> Proxy {
    let folder = tempfile::tempdir().unwrap();
    let free = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = free.local_addr().unwrap().to_string();
    drop(free);
    let mut lines = format!(
        "defaults\n mode http\n timeout connect 5s\n timeout client 60s\n timeout server 60s\n\
         frontend f\n bind {address}\n option forwardfor\n http-request set-header X-Forwarded-Proto http\n default_backend b\nbackend b\n balance roundrobin\n"
    );
    for (nth, server) in servers.iter().enumerate() {
        lines.push_str(&format!(" server s{nth} {}\n", server.address));
    }
    let file = folder.path().join("haproxy.cfg");
    fs::write(&file, lines).unwrap();
    let child = Command::new("/usr/sbin/haproxy").arg("-db").arg("-f").arg(&file).stderr(Stdio::null()).spawn();
    let child = child.expect("HAProxy is needed: apt-get install haproxy");
    let began = Instant::now();
    while std::net::TcpStream::connect(&address).is_err() {
        assert!(began.elapsed() < Duration::from_secs(20), "HAProxy does not listen");
        sleep(Duration::from_millis(50));
    }
    Proxy { child, address, _folder: folder }
}

/// A guess through the proxy from a client that forges where it comes from.
fn guess(through: &Server, password: &str, nth: u32, cookie: &str) -> u16 {
    let forged = format!("203.0.113.{}, 198.51.100.{}", nth % 250, nth / 250);
    let origin = format!("http://{}", through.address);
    let headers = [
        ("X-Forwarded-For", forged.as_str()),
        ("X-Forwarded-For", "192.0.2.1"),
        ("Origin", &origin),
        ("Content-Type", "application/x-www-form-urlencoded"),
        ("Cookie", cookie),
    ];
    through.send("POST", "/vao", &headers, credentials("thanh-pho", password).as_bytes()).status
}

#[test]
fn forged_headers_through_a_proxy_buy_no_guess() {
    let folder = Folder::new();
    let servers = [(); 2].map(|()| folder.serve(&["--behind-proxy", "--per-address", "0"]));
    let mut proxy = proxy(&[&servers[0], &servers[1]]);
    let child = std::mem::replace(&mut proxy.child, Command::new("true").spawn().unwrap());
    let through = Server { child, address: proxy.address.clone() };
    let reply = through.form("/vao", "", &credentials("thanh-pho", PASSWORD));
    assert_eq!(reply.status, 303, "{}", reply.text());
    let cookies = reply.headers("set-cookie");
    let device = cookies.iter().find(|cookie| cookie.starts_with("tramso-may=")).unwrap().split(';').next().unwrap();
    let began = Instant::now();
    let looked_at = (0..300).filter(|nth| guess(&through, WRONG, *nth, "") == 403).count();
    let took = began.elapsed().as_secs();
    // One at once, then after 1, 2, 4, 8 … seconds.
    let most = 2 + (took + 1).ilog2() as usize;
    assert!((1..=most).contains(&looked_at), "{looked_at} of 300 were looked at in {took} s");
    assert_eq!(guess(&through, PASSWORD, 301, ""), 429, "a strange browser waits");
    assert_eq!(guess(&through, PASSWORD, 302, device), 303, "one that signed in before does not");
    report(&format!("{looked_at} of 300 guesses through HAProxy were looked at in {took} s"));
}

/// What nobody but a server in front may state is not believed of others.
#[test]
fn only_configured_proxies_are_believed() {
    let folder = Folder::new();
    let own = credentials("thanh-pho", PASSWORD);
    for (options, is_believed) in
        [(&[][..], false), (&["--proxy", "192.0.2.7"], false), (&["--proxy", "127.0.0.1"], true)]
    {
        let server = folder.serve(options);
        let kind = ("Content-Type", "application/x-www-form-urlencoded");
        let headers = [("X-Forwarded-Proto", "https"), ("Sec-Fetch-Site", "same-origin"), kind];
        let reply = server.send("POST", "/vao", &headers, own.as_bytes());
        let cookie = reply.header("set-cookie").unwrap();
        assert_eq!(cookie.starts_with("__Host-tramso="), is_believed, "{options:?}: {cookie}");
        assert_eq!(reply.header("strict-transport-security").is_some(), is_believed);
    }
}
