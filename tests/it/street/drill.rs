//! The handbook's page about backups as a drill (docs/so-tay-trung-tam/sao-luu-khoi-phuc.md): each command is read from the page and
//! done with the built programs, in the page's order, and what the page states about it is looked at.

use super::there_and_back::Made;
use crate::central::{
    office::{Folder, Server},
    postgres::{Postgres, QUICK},
};
use serde_json::Value;
use std::{
    collections::BTreeSet,
    fs,
    io::{BufRead, BufReader, Write},
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
    thread,
    time::Duration,
};

const PAGE: &str = "docs/so-tay-trung-tam/sao-luu-khoi-phuc.md";

/// The page: its commands one after another, and the codes that it explains.
struct Page {
    text: String,
    commands: Vec<String>,
    next: usize,
}

impl Page {
    fn of(text: String) -> Self {
        let mut commands = Vec::new();
        let mut is_shell = false;
        for line in text.lines().map(str::trim) {
            match line.strip_prefix("```") {
                Some(kind) => is_shell = kind == "sh",
                None if is_shell => commands.push(line.to_owned()),
                None => (),
            }
        }
        Self { text, commands, next: 0 }
    }

    fn read() -> Self {
        Self::of(fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(PAGE)).unwrap())
    }

    /// The next command as it is typed; this one must come next.
    fn next(&mut self, command: &str) -> String {
        let line = self.commands.get(self.next).unwrap_or_else(|| panic!("the page ends before {command}")).clone();
        self.next += 1;
        assert!(line.starts_with(command), "the page has `{line}` where the drill has `{command}`");
        line
    }

    fn codes(&self) -> BTreeSet<String> {
        let starts = self.text.match_indices("TS-").map(|(at, _)| &self.text[at..]);
        let is_sign = |sign: char| sign.is_ascii_alphanumeric() || sign == '-';
        starts.map(|rest| rest[..rest.find(|sign| !is_sign(sign)).unwrap_or(rest.len())].to_owned()).collect()
    }
}

/// Who does what the page asks: the page's names of places, and where they are here.
struct Clerk {
    folder: Folder,
    postgres: Postgres,
    database: String,
    backup: PathBuf,
    server: Option<Server>,
    /// Codes that the programs have shown.
    seen: BTreeSet<String>,
}

impl Clerk {
    fn new(folder: Folder) -> Self {
        let postgres = Postgres::start(QUICK);
        fs::create_dir(folder.dir.path().join("usb")).unwrap();
        let database = postgres.database("tramso");
        Self { folder, postgres, database, backup: PathBuf::new(), server: None, seen: BTreeSet::new() }
    }

    fn place(&self, name: &str) -> PathBuf {
        self.folder.dir.path().join(name)
    }

    fn usb(&self) -> PathBuf {
        self.place("usb")
    }

    /// A word of the page as it is here.
    fn here(&self, word: &str) -> String {
        let address = || self.server.as_ref().map(|server| format!("http://{}", server.address)).unwrap_or_default();
        match word {
            "https://may-chu:8443" => address(),
            "postgres://tramso@may-csdl/tramso" => self.database.clone(),
            "/media/usb" => self.usb().display().to_string(),
            "/media/usb/sao-luu-hoc-so-2026-20261129-170000" => self.backup.display().to_string(),
            place if place.starts_with("trung-tam") => self.place(place).display().to_string(),
            other => other.to_owned(),
        }
    }

    fn command(&self, line: &str, more: &[&str]) -> Command {
        let mut words = line.split_whitespace();
        assert_eq!(words.next(), Some("tramso-central"), "{line}");
        let mut command = Command::new(env!("CARGO_BIN_EXE_tramso-central"));
        command.args(words.map(|word| self.here(word))).args(more).arg("--passphrase-file").arg(self.place("mat-khau"));
        command.env_remove("CREDENTIALS_DIRECTORY").env_remove("TRAMSO_DATABASE").env("LANG", "vi_VN.UTF-8");
        command.stdin(Stdio::null());
        command
    }

    fn see(&mut self, output: &Output) {
        for text in [&output.stdout, &output.stderr] {
            self.seen.extend(Page::of(String::from_utf8_lossy(text).into_owned()).codes());
        }
    }

    /// Runs a line of the page, which must succeed; returns its output for machines.
    fn does(&mut self, line: &str) -> Value {
        self.does_with(line, &[])
    }

    fn does_with(&mut self, line: &str, more: &[&str]) -> Value {
        let output = self.command(line, &[more, &["--json"]].concat()).output().unwrap();
        self.see(&output);
        assert!(output.status.success(), "{line}: {}", String::from_utf8_lossy(&output.stderr));
        serde_json::from_slice(&output.stdout).unwrap()
    }

    /// Runs a line that must be refused with this code.
    fn is_refused(&mut self, line: &str, code: &str) {
        let output = self.command(line, &[]).output().unwrap();
        self.see(&output);
        let printed = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.code() == Some(1) && printed.contains(code), "{line}: {printed}");
    }

    /// Opens the server as a line of the page does, at a free port; the one before is stopped.
    fn serves(&mut self, line: &str) {
        self.server = None;
        let mut command = self.command(line, &["--listen", "127.0.0.1:0", "--per-address", "0", "--json"]);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::inherit()).spawn().unwrap();
        let mut printed = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut printed).unwrap();
        let shape: Value = serde_json::from_str(&printed).unwrap_or_else(|_| panic!("{line}: {printed}"));
        let address = shape["url"].as_str().unwrap().split_once("://").unwrap().1.to_owned();
        self.server = Some(Server { child, address });
    }

    /// A station sends as a line of the page does.
    fn station_sends(&mut self, station: &Made, line: &str) -> (Value, i32) {
        let words: Vec<String> = line.split_whitespace().skip(1).map(|word| self.here(word)).collect();
        let output = station.output(&words.iter().map(String::as_str).collect::<Vec<_>>());
        self.see(&output);
        let text = String::from_utf8(output.stdout).unwrap();
        (serde_json::from_str(text.lines().next().unwrap()).unwrap(), output.status.code().unwrap())
    }

    /// Somebody who was at the second station alone asks to be erased.
    fn forgets_somebody(&mut self, [other, station]: &[Made; 2]) {
        let elsewhere: BTreeSet<_> = other.open().everybody().unwrap().into_iter().map(|line| line.key).collect();
        let number = {
            let store = station.open();
            let mut people = store.everybody().unwrap();
            people.retain(|line| !elsewhere.contains(&line.key));
            let told =
                people.iter().filter_map(|line| store.registration(store.find_by_key(&line.key).unwrap()?).unwrap());
            told.filter_map(|one| one.id_number).next().unwrap()
        };
        let mut command = self.command("tramso-central forget --dir trung-tam", &["--json"]);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(number.as_bytes()).unwrap();
        assert!(child.wait_with_output().unwrap().status.success());
    }
}

fn number(value: &Value) -> u64 {
    value.as_u64().unwrap_or_else(|| panic!("{value}"))
}

/// How many bundles the stations have made.
fn made(stations: &[Made; 2]) -> u64 {
    stations.iter().map(|station| u64::try_from(station.open().bundles().unwrap().len()).unwrap()).sum()
}

fn names(folder: &Path) -> BTreeSet<String> {
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

const STATUS: &str = "tramso-central status --dir trung-tam";

#[test]
fn the_handbooks_page_of_backups_is_done_line_by_line() {
    let mut page = Page::read();
    let mut clerk = Clerk::new(Folder::new());
    let stations = [Made::new("4"), Made::new("3")];
    stations[1].run(&["simulate", "--people", "3", "--seed", "31"]);
    backup_and_verify(&mut page, &mut clerk, &stations);
    restore_elsewhere(&mut page, &mut clerk, &stations);
    accept_a_loss(&mut page, &mut clerk, &stations);
    move_there_and_back(&mut page, &mut clerk, &stations);
    assert_eq!(page.next, page.commands.len(), "no command of the page is left");
    let explained = page.codes();
    assert!(explained.is_subset(&clerk.seen), "{explained:?} are on the page, {:?} were shown", clerk.seen);
}

const SEND: &str = "tramso send https://may-chu:8443";

fn backup_and_verify(page: &mut Page, clerk: &mut Clerk, stations: &[Made; 2]) {
    clerk.serves("tramso-central serve --dir trung-tam");
    for station in stations {
        let (sent, _) = clerk.station_sends(station, SEND);
        assert_eq!(number(&sent["arrived"]), 1, "{sent}");
    }
    // What an old copy of the ledger is, later on.
    fs::create_dir(clerk.place("cu")).unwrap();
    let line = page.next("tramso-central backup");
    let lock = fs::File::create(clerk.place("trung-tam/so-cai.tsk.khoa")).unwrap();
    lock.lock().unwrap();
    clerk.is_refused(&line, "TS-M150");
    lock.unlock().unwrap();
    let made = clerk.does(&line);
    assert_eq!(number(&made["bundles"]), 2, "while the server runs");
    clerk.backup = PathBuf::from(made["backup"].as_str().unwrap());
    for name in names(&clerk.backup) {
        assert!(page.text.contains(&format!("`{name}`")), "the page does not explain {name}");
    }
    let line = page.next("tramso-central verify");
    assert_eq!(number(&clerk.does(&line)["bundles"]), 2);
    let (whole, damaged) = (clerk.backup.clone(), clerk.usb().join("sao-luu-hong"));
    fs::create_dir(&damaged).unwrap();
    let mut bytes = fs::read(whole.join("so-cai.tsk")).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(damaged.join("so-cai.tsk"), bytes).unwrap();
    clerk.backup = damaged;
    clerk.is_refused(&line, "TS-M123");
    clerk.backup = whole;
}

fn restore_elsewhere(page: &mut Page, clerk: &mut Clerk, stations: &[Made; 2]) {
    // After the backup: more results, and somebody is erased.
    let copy = |clerk: &Clerk, from: &str, to: &str| {
        for name in ["so-cai.db", "so-cai.db-wal", "so-cai.db-shm"] {
            let _ = fs::remove_file(clerk.place(to).join(name));
            if clerk.place(from).join(name).exists() {
                fs::copy(clerk.place(from).join(name), clerk.place(to).join(name)).unwrap();
            }
        }
    };
    let cookie = clerk.server.as_ref().unwrap().sign_in();
    clerk.server = None;
    copy(clerk, "trung-tam", "cu");
    clerk.serves("tramso-central serve --dir trung-tam");
    stations[0].run(&["simulate", "--people", "2", "--seed", "6"]);
    clerk.station_sends(&stations[0], SEND);
    clerk.forgets_somebody(stations);
    clerk.server = None;
    let line = page.next("tramso-central restore");
    assert!(page.text.contains("`--erased`"));
    let list = clerk.place("trung-tam/da-xoa.txt").display().to_string();
    let restored = clerk.does_with(&line, &["--erased", &list]);
    assert_eq!((number(&restored["bundles"]), number(&restored["erased"])), (2, 1), "{restored}");
    let line = page.next("tramso-central serve");
    clerk.serves(&line);
    assert_eq!(clerk.server.as_ref().unwrap().page("/", &cookie).status, 303, "everybody signs in again");
    let line = page.next("tramso send");
    let (sent, status) = clerk.station_sends(&stations[0], &line);
    assert_eq!((number(&sent["arrived"]), status), (1, 0), "{sent}");
    assert!(sent["notices"].as_array().unwrap().contains(&"TS-N17".into()), "{sent}");
    // The second station erases somebody, and reports it the next time.
    let (sent, _) = clerk.station_sends(&stations[1], &line);
    assert!(sent["notices"].as_array().unwrap().contains(&"TS-B19".into()), "{sent}");
    clerk.station_sends(&stations[1], &line);
    let line = page.next("tramso-central status");
    let figures = clerk.does(&line);
    assert_eq!((number(&figures["bundles"]), number(&figures["missing"])), (made(stations), 0), "{figures}");
    let line = page.next("tramso-central recount");
    let counted = clerk.does(&line);
    assert_eq!((counted["differences"].as_array().unwrap().len(), number(&counted["erased"])), (0, 0), "{counted}");
    // The old machine is switched on by mistake.
    clerk.serves("tramso-central serve --dir trung-tam");
    stations[0].run(&["simulate", "--people", "1", "--seed", "7"]);
    let (sent, status) = clerk.station_sends(&stations[0], SEND);
    assert_eq!((number(&sent["arrived"]), status), (0, 1), "TS-N18: {sent}");
    clerk.server = None;
    copy(clerk, "cu", "trung-tam");
}

fn accept_a_loss(page: &mut Page, clerk: &mut Clerk, stations: &[Made; 2]) {
    clerk.is_refused(STATUS, "TS-M120");
    // The mark was left behind when the folder was copied.
    let (mark, elsewhere) = (clerk.place("trung-tam/so-cai.moc"), clerk.place("moc-de-quen"));
    fs::rename(&mark, &elsewhere).unwrap();
    clerk.is_refused(STATUS, "TS-M130");
    fs::rename(&elsewhere, &mark).unwrap();
    thread::sleep(Duration::from_millis(1100)); // a generation is a second at least
    let line = page.next("tramso-central restore --accept-loss");
    assert_eq!(number(&clerk.does(&line)["erased"]), 1, "the list is beside the ledger");
    assert_eq!(number(&clerk.does(STATUS)["bundles"]), 2);
    // The list of erased people was left behind.
    let list = clerk.place("trung-tam/da-xoa.txt");
    fs::rename(&list, &elsewhere).unwrap();
    clerk.is_refused(STATUS, "TS-M134");
    fs::rename(&elsewhere, &list).unwrap();
    clerk.serves("tramso-central serve --dir trung-tam");
    let (sent, _) = clerk.station_sends(&stations[0], SEND);
    assert_eq!(number(&sent["arrived"]), 2, "what the old copy lacks, and what is new: {sent}");
    let (sent, status) = clerk.station_sends(&stations[1], SEND);
    assert_eq!((number(&sent["arrived"]), status), (1, 0), "the record of the erasure: {sent}");
    assert_eq!(number(&clerk.does(STATUS)["bundles"]), made(stations));
    clerk.server = None;
}

fn move_there_and_back(page: &mut Page, clerk: &mut Clerk, stations: &[Made; 2]) {
    thread::sleep(Duration::from_millis(1100));
    let line = page.next("tramso-central move");
    assert_eq!(number(&clerk.does(&line)["bundles"]), made(stations));
    clerk.is_refused(STATUS, "TS-M120");
    let line = page.next("tramso-central serve");
    clerk.serves(&line);
    stations[1].run(&["simulate", "--people", "1", "--seed", "8"]);
    let (sent, status) = clerk.station_sends(&stations[1], SEND);
    assert_eq!((number(&sent["arrived"]), status), (1, 0), "{sent}");
    let all = made(stations);
    let line = page.next("tramso-central backup");
    let backup = clerk.does(&line);
    assert_eq!(number(&backup["bundles"]), all);
    let place = PathBuf::from(backup["backup"].as_str().unwrap());
    assert!(names(&place).contains("da-xoa.txt"), "somebody is on the list");
    // A backup of one kind is restored into the other.
    let whole = std::mem::replace(&mut clerk.backup, place);
    let into_file = "tramso-central restore /media/usb/sao-luu-hoc-so-2026-20261129-170000 --dir trung-tam-ba";
    assert_eq!(number(&clerk.does(into_file)["bundles"]), all);
    let other = clerk.postgres.database("khac");
    let moved = std::mem::replace(&mut clerk.database, other);
    clerk.backup = whole;
    let into_database = "tramso-central restore /media/usb/sao-luu-hoc-so-2026-20261129-170000 --dir trung-tam-tu --database postgres://tramso@may-csdl/tramso";
    assert_eq!(number(&clerk.does(into_database)["bundles"]), 2);
    clerk.database = moved;
    clerk.server = None;
    let rename = page.next("mv");
    let line = page.next("tramso-central move");
    clerk.is_refused(&line, "TS-M127");
    let [from, to] = [1, 2].map(|at| clerk.here(rename.split_whitespace().nth(at).unwrap()));
    fs::rename(from, to).unwrap();
    thread::sleep(Duration::from_millis(1100));
    assert_eq!(number(&clerk.does(&line)["bundles"]), all);
    let line = page.next("tramso-central serve");
    clerk.serves(&line);
    let (sent, status) = clerk.station_sends(&stations[1], SEND);
    assert_eq!((number(&sent["bundles"]), status), (0, 0), "{sent}");
    let figures = clerk.does(STATUS);
    assert_eq!((number(&figures["bundles"]), number(&figures["missing"])), (all, 0), "{figures}");
}

/// The stations of the drill are of the demo's contest, whose keys are in no file; a contest of its own has more files.
#[test]
fn the_page_is_right_for_a_contest_of_its_own() {
    let (mut page, mut clerk) = (Page::read(), Clerk::new(Folder::empty()));
    clerk.does("tramso-central init --dir trung-tam --contest hoc-so-2026 --name Sở");
    let line = page.next("tramso-central backup");
    clerk.backup = PathBuf::from(clerk.does(&line)["backup"].as_str().unwrap());
    let shown = page.commands[1].split_whitespace().nth(2).unwrap();
    let named = |path: &Path| path.file_name().unwrap().to_str().unwrap().rsplit_once('-').unwrap().0.len();
    assert_eq!(named(&clerk.backup), named(Path::new(shown)), "{shown}");
    let of = |text: &str| text.split_inclusive("sao-luu-hoc-so-2026-").count();
    assert_eq!((of(shown), of(clerk.backup.to_str().unwrap())), (2, 2));
    let listed = ["bien-nhan.pub", "cap-phep.pub", "keys.age", "so-cai.moc", "so-cai.tsk"];
    assert_eq!(names(&clerk.backup), listed.map(str::to_owned).into());
    assert!(listed.iter().all(|name| page.text.contains(&format!("`{name}`"))));
    for command in ["tramso-central verify", "tramso-central restore"] {
        let line = page.next(command);
        assert_eq!(number(&clerk.does(&line)["bundles"]), 0);
    }
    let restored = names(&clerk.place("trung-tam-moi"));
    assert!(listed[..4].iter().all(|name| restored.contains(*name)), "{restored:?}");
}

#[test]
fn control_a_page_that_differs_from_the_program_is_found() {
    let text = Page::read().text;
    let mut page = Page::of(text.replace("backup /media/usb --dir", "backup /media/usb --folder"));
    let clerk = Clerk::new(Folder::new());
    let line = page.next("tramso-central backup");
    assert_eq!(clerk.command(&line, &[]).output().unwrap().status.code(), Some(2), "an option that is none");
    let lacking = Page::of(text.replacen("tramso-central verify", "#", 1));
    assert_ne!(lacking.commands[1], Page::of(text).next_after("tramso-central backup"));
}

impl Page {
    /// The command after this one.
    fn next_after(mut self, command: &str) -> String {
        self.next(command);
        self.commands[self.next].clone()
    }
}
