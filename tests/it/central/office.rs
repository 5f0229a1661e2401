//! A real server in its own process, stations that it knows, and the bare HTTP that speaks with it.

use crate::days;
use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
    time::Duration,
};
use tempfile::TempDir;
use tramso::{
    bundle::{
        Caps, Chained, Content, EpochRef, PackRef, Plan, Start,
        enrol::{Grant, Request, RootRef, Secrets, grant, request::station_of},
        write,
    },
    content::pack::demo_pinned,
    crypto::{
        Passphrase, Secret,
        demo_centre::{self, CENTRE_RECIPIENT, ENROL_KEY, RECOVERY_RECIPIENT},
        hex,
        minisig::SigningKey,
        sha256, slot,
    },
    domain::{Moment, PersonKey, UnitCode},
    record::{Body, GENESIS, HelpMode, Record, StampV1, VERSION},
};

pub const PASSPHRASE: &str = "mot cau dai hon hai muoi chu";
pub const PASSWORD: &str = "mat khau cua trang xem ket qua";

/// The demo centre in a folder of its own.
pub struct Folder {
    pub dir: TempDir,
}

impl Folder {
    pub fn new() -> Self {
        let folder = Self::empty();
        let done = folder.run(&["init", "--demo", "--page-passphrase-file", &folder.path("trang")]);
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        folder
    }

    /// A folder with nothing but the files of the passphrases.
    pub fn empty() -> Self {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("mat-khau"), format!("{PASSPHRASE}\n")).unwrap();
        fs::write(dir.path().join("trang"), format!("{PASSWORD}\n")).unwrap();
        Self { dir }
    }

    pub fn path(&self, name: &str) -> String {
        self.dir.path().join(name).display().to_string()
    }

    pub fn centre(&self) -> PathBuf {
        self.dir.path().join("trung-tam")
    }

    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tramso-central"));
        command.args(args).arg("--dir").arg(self.centre()).arg("--passphrase-file").arg(self.path("mat-khau"));
        command.env_remove("CREDENTIALS_DIRECTORY").env_remove("TRAMSO_DATABASE").env("LANG", "vi_VN.UTF-8");
        command.stdin(Stdio::null());
        command
    }

    pub fn run(&self, args: &[&str]) -> Output {
        let done = self.command(args).output().unwrap();
        if args.first() == Some(&"init") && done.status.success() {
            self.spare_work();
        }
        done
    }

    /// Seals the key file again with almost no work: half of what a command took was the work of opening it.
    fn spare_work(&self) {
        let (file, passphrase) = (self.centre().join("keys.age"), Passphrase::read(PASSPHRASE).unwrap());
        let Ok(sealed) = fs::read(&file) else { return };
        if let Ok(content) = slot::open(&passphrase, &sealed) {
            fs::write(file, slot::seal(&passphrase, content.bytes(), 1).unwrap()).unwrap();
        }
    }

    /// A server over this folder.
    pub fn serve(&self, more: &[&str]) -> Server {
        let args = [&["serve", "--listen", "127.0.0.1:0", "--json"], more].concat();
        self.begin(self.command(&args))
    }

    /// A server whose clock is read from a file.
    pub fn serve_by_clock(&self, file: &Path) -> Server {
        let mut command = self.command(&["serve", "--listen", "127.0.0.1:0", "--json"]);
        set_clock_by(&mut command, file);
        self.begin(command)
    }

    pub fn begin(&self, mut command: Command) -> Server {
        // The log begins with the newest server; where several write it at once, each adds its lines at the end.
        fs::write(self.path("nhat-ky"), "").unwrap();
        let log = fs::OpenOptions::new().append(true).open(self.path("nhat-ky")).unwrap();
        let mut child = command.stdout(Stdio::piped()).stderr(log).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let printed: serde_json::Value =
            serde_json::from_str(&line).unwrap_or_else(|_| panic!("{line} {}", self.log()));
        let address = printed["url"].as_str().unwrap().split_once("://").unwrap().1.to_owned();
        Server { child, address }
    }

    pub fn log(&self) -> String {
        fs::read_to_string(self.path("nhat-ky")).unwrap_or_default()
    }
}

/// Whether a text has these digits as a number of its own: within a longer number, a moment or a digest they are there by chance.
pub fn has_number(text: &str, digits: &str) -> bool {
    text.match_indices(digits).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let behind = text[at + digits.len()..].chars().next();
        !before.into_iter().chain(behind).any(|sign| sign.is_ascii_hexdigit())
    })
}

#[test]
fn a_number_is_found_and_what_is_there_by_chance_is_not() {
    for text in ["1985", "năm 1985.", "{\"year\":1985}", "01/02/1985", "19851 1985", "sinh1985", "1985ổ"] {
        assert!(has_number(text, "1985"), "{text}");
    }
    for text in ["", "\"ms\":1796119850012", "a1985f", "1985b"] {
        assert!(!has_number(text, "1985"), "{text}");
    }
}

/// A test that fails prints what the servers have logged.
impl Drop for Folder {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("the servers' log:\n{}", self.log());
        }
    }
}

/// Gives a program a wall clock of its own: `@2038-01-12 10:00:00`, or `+900d` from this machine's.
pub fn set_clock(command: &mut Command, clock: &str) {
    command.envs(days::fake_clock(clock));
}

/// The same by a file, which may be replaced while the program runs.
pub fn set_clock_by(command: &mut Command, file: &Path) {
    set_clock(command, "+0");
    command.env_remove("FAKETIME").env("FAKETIME_TIMESTAMP_FILE", file).env("FAKETIME_NO_CACHE", "1");
}

pub struct Server {
    pub child: Child,
    pub address: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What came back.
#[derive(Clone, Debug)]
pub struct Reply {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
}

impl Reply {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|_| panic!("{}\n{}", self.head, self.text()))
    }

    pub fn code(&self) -> String {
        self.json()["code"].as_str().unwrap_or_default().to_owned()
    }

    pub fn header(&self, name: &str) -> Option<String> {
        self.headers(name).into_iter().next()
    }

    pub fn headers(&self, name: &str) -> Vec<String> {
        let lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.filter(|(found, _)| found.eq_ignore_ascii_case(name)).map(|(_, value)| value.to_owned()).collect()
    }
}

impl Server {
    pub fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        stream
    }

    pub fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Reply {
        let mut stream = self.connect();
        let mut head = format!("{method} {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n", self.address);
        if method != "GET" {
            head.push_str(&format!("Content-Length: {}\r\n", body.len()));
        }
        for (name, value) in headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        head.push_str("\r\n");
        let _ = stream.write_all(head.as_bytes());
        let _ = stream.write_all(body); // who refuses early may not listen to the end
        read_reply(&mut stream)
    }

    pub fn get(&self, path: &str) -> Reply {
        self.send("GET", path, &[], &[])
    }

    pub fn post(&self, path: &str, body: &[u8]) -> Reply {
        self.send("POST", path, &[], body)
    }

    /// The cookie of who has signed in.
    pub fn sign_in(&self) -> String {
        self.sign_in_as("thanh-pho", PASSWORD)
    }

    /// The cookie of a person who has signed in with this account.
    pub fn sign_in_as(&self, account: &str, password: &str) -> String {
        let reply = self.form("/vao", "", &credentials(account, password));
        assert_eq!(reply.status, 303, "{}", reply.text());
        let cookie = reply.header("set-cookie").unwrap();
        cookie.split(';').next().unwrap().to_owned()
    }

    /// A form of the server's own page.
    pub fn form(&self, path: &str, cookie: &str, form: &str) -> Reply {
        let origin = format!("http://{}", self.address);
        let kind = "application/x-www-form-urlencoded";
        self.send("POST", path, &[("Origin", &origin), ("Content-Type", kind), ("Cookie", cookie)], form.as_bytes())
    }

    pub fn page(&self, path: &str, cookie: &str) -> Reply {
        self.send("GET", path, &[("Cookie", cookie)], &[])
    }
}

/// The form of the sign-in page, filled in.
pub fn credentials(account: &str, password: &str) -> String {
    format!("account={account}&password={}", password.replace(' ', "+"))
}

pub fn read_reply(stream: &mut TcpStream) -> Reply {
    let mut bytes = Vec::new();
    let _ = stream.read_to_end(&mut bytes);
    let at = bytes.windows(4).position(|four| four == b"\r\n\r\n").unwrap_or_else(|| panic!("no answer: {bytes:?}"));
    let head = String::from_utf8_lossy(&bytes[..at]).into_owned();
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    let mut body = bytes[at + 4..].to_vec();
    if head.to_ascii_lowercase().contains("transfer-encoding: chunked") {
        body = unchunked(&body);
    }
    Reply { status, head, body }
}

fn unchunked(mut rest: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    while let Some(at) = rest.windows(2).position(|two| two == b"\r\n") {
        let size = usize::from_str_radix(std::str::from_utf8(&rest[..at]).unwrap(), 16).unwrap();
        body.extend_from_slice(&rest[at + 2..at + 2 + size]);
        rest = &rest[(at + 4 + size).min(rest.len())..];
    }
    body
}

/// Yesterday at noon: when its records are made.
fn worked_ms() -> i64 {
    Moment::start_of(days::in_days(-1)).0 + 12 * 3_600_000
}

/// A station of the demo centre, made of a number.
pub struct Station {
    pub key: SigningKey,
    pub of: EpochRef,
    pub asked: Request,
}

impl Station {
    pub fn new(number: u8) -> Self {
        let key = SigningKey::from_seed(&Secret::from_bytes(&mut [number; 32])).unwrap();
        let station = station_of(key.public());
        let of = EpochRef {
            contest: demo_centre::CONTEST.to_owned(),
            station,
            epoch: format!("{number:08x}").parse().unwrap(),
        };
        let asked = Request {
            station: of.station.clone(),
            epoch: of.epoch.clone(),
            key: key.public().clone(),
            recipient: CENTRE_RECIPIENT.to_owned(),
            commune: commune(),
            village: "thôn Ngọc Lặc".to_owned(),
            app: "tramso 0.1.0".to_owned(),
            wall: Moment(worked_ms()),
            check: None,
        };
        Self { key, of, asked }
    }

    pub fn grant(&self) -> Vec<u8> {
        self.grant_by(&SigningKey::from_open_file(ENROL_KEY).unwrap())
    }

    pub fn grant_by(&self, key: &SigningKey) -> Vec<u8> {
        let pinned = demo_pinned();
        let granted = Grant {
            of: self.of.clone(),
            key: self.asked.key.clone(),
            request: self.asked.digest(),
            number: 1,
            commune: commune(),
            village: self.asked.village.clone(),
            centre: demo_centre::NAME.to_owned(),
            centre_recipient: CENTRE_RECIPIENT.to_owned(),
            recovery_recipient: RECOVERY_RECIPIENT.to_owned(),
            root: RootRef { version: pinned.version, digest: pinned.digest },
            pack: PackRef { contest: demo_centre::CONTEST.to_owned(), version: 1, digest: [3; 32] },
            valid_from: days::in_days(-300),
            valid_to: days::in_days(300),
            max_per_day: 200,
            time: Moment(worked_ms()),
        };
        let secrets = Secrets {
            draw_key: demo_centre::draw_key("", ""),
            person_key: demo_centre::person_key_secret(),
            pack_identity: None,
        };
        grant::write(&granted, &secrets, &self.asked, key).unwrap()
    }

    /// Its first bundle: a shift, and so many more records.
    pub fn bundle(&self, records: u64) -> Vec<u8> {
        self.bundle_signed(records, &self.key)
    }

    /// The same, signed by somebody else.
    pub fn bundle_signed(&self, records: u64, key: &SigningKey) -> Vec<u8> {
        let shift = |n: u64| (None, Body::ShiftOpened { shift: n, helper: "co-mai".to_owned() });
        self.bundle_of((1..=records).map(shift).collect(), key)
    }

    /// Its first bundle, with these bodies of records, each of a person or of the station.
    pub fn bundle_of(&self, bodies: Vec<(Option<PersonKey>, Body)>, key: &SigningKey) -> Vec<u8> {
        let record = |(n, (person, body)): (u64, (Option<PersonKey>, Body))| Record {
            v: VERSION,
            n,
            contest: self.of.contest.clone(),
            person: person.map(|key| hex(&key.0)),
            at: StampV1 {
                wall_ms: worked_ms() + i64::try_from(n).unwrap() * 1000,
                mono_ms: n * 1000,
                boot: 7,
                suspect: false,
            },
            shift: if person.is_none() { n } else { 1 },
            helper: "co-mai".to_owned(),
            mode: HelpMode::Alone,
            body,
        };
        let lines: Vec<Vec<u8>> = (1..).zip(bodies).map(|one| record(one).bytes()).collect();
        let mut head = GENESIS;
        let links: Vec<Chained<'_>> = (1..)
            .zip(&lines)
            .map(|(number, bytes)| {
                let digest = sha256(&[b"nonce", &u64::to_be_bytes(number)]);
                let content = Content::Record { nonce: digest[..16].try_into().unwrap(), bytes };
                head = content.link(&head).head;
                Chained { number, content, head }
            })
            .collect();
        let plan = Plan {
            of: &self.of,
            commune: &commune(),
            start: Start::EPOCH,
            recipients: [CENTRE_RECIPIENT, RECOVERY_RECIPIENT],
            certificates: &[],
            packs: &[],
            app: "tramso 0.1.0",
            clock: StampV1 { wall_ms: worked_ms() + 3_600_000, mono_ms: 3_600_000, boot: 7, suspect: false },
            floor: Moment(worked_ms()),
            hardware: None,
            caps: Caps::default(),
        };
        write(&plan, key, &mut links.into_iter().peekable()).unwrap().bytes
    }

    /// What the centre's receipts report to it.
    pub fn receipt(&self, bytes: &[u8]) -> tramso::bundle::receipt::Receipt {
        let key = SigningKey::from_open_file(demo_centre::RECEIPT_KEY).unwrap();
        tramso::bundle::receipt::open(bytes, &[key.public().clone()], std::slice::from_ref(&self.of)).unwrap()
    }
}

pub fn commune() -> UnitCode {
    UnitCode::parse("11113").unwrap()
}

/// How many bytes lie in a folder.
pub fn size_of(folder: &Path) -> u64 {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    entries
        .map(|entry| if entry.path().is_dir() { size_of(&entry.path()) } else { entry.metadata().unwrap().len() })
        .sum()
}
