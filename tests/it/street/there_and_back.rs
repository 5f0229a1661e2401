//! From an empty folder to an empty spool: the programs make, simulate, hand in, take the answers, and let go.

use super::Hall;
use crate::{
    central::office::Folder,
    days::{fake_clock, now},
};
use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};
use tempfile::TempDir;
use tramso::{
    centre::{Access, Actor},
    crypto::Passphrase,
    domain::{Date, Moment, Stamp},
    kiosk::outbox::{self, INBOX, receive::take, stick},
    store::{PersonLine, Station, Store},
};

const DAY_MS: i64 = 86_400_000;
const PASSPHRASE: &str = "một câu đủ dài để thử trạm";

/// A station that the program made.
pub struct Made {
    pub temp: TempDir,
}

impl Made {
    pub fn new(people: &str) -> Self {
        let made = Self { temp: tempfile::tempdir().unwrap() };
        fs::write(made.temp.path().join("mat-khau"), format!("{PASSPHRASE}\n")).unwrap();
        made.run(&["init", "--demo", "--volunteer", "Cô Mai"]);
        made.run(&["simulate", "--people", people, "--seed", "5"]);
        made
    }

    fn dir(&self) -> PathBuf {
        self.temp.path().join("tram")
    }

    /// Runs `tramso`.
    pub fn output(&self, args: &[&str]) -> Output {
        self.command(args).output().unwrap()
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tramso"));
        command.args(args).arg("--json").arg("--dir").arg(self.dir());
        command.arg("--passphrase-file").arg(self.temp.path().join("mat-khau")).env("LANG", "vi_VN.UTF-8");
        command
    }

    /// Runs `tramso`, which must succeed; returns its output for machines.
    pub fn run(&self, args: &[&str]) -> serde_json::Value {
        let output = self.output(args);
        assert!(output.status.success(), "{args:?} {}", String::from_utf8_lossy(&output.stderr));
        let text = String::from_utf8(output.stdout).unwrap();
        text.lines().last().and_then(|line| serde_json::from_str(line).ok()).unwrap_or_default()
    }

    pub fn open(&self) -> Store {
        let station = Station::find(&self.dir()).unwrap();
        let slot = station.slots[0].id;
        station.unlock(slot, &Passphrase::read(PASSPHRASE).unwrap()).unwrap()
    }
}

fn has_finished(line: &PersonLine) -> bool {
    line.progress.topics.len() >= 4 && line.progress.tested.is_some() && line.progress.message.is_some()
}

/// The stick goes to the centre, which lays its answers beside what it took.
fn courier(hall: &Hall, stick: &Path) -> usize {
    let inbox = stick.join(INBOX);
    fs::create_dir(&inbox).unwrap();
    let mut files: Vec<PathBuf> =
        fs::read_dir(stick.join(stick::FOLDER)).unwrap().map(|one| one.unwrap().path()).collect();
    files.sort();
    let ends = |path: &Path, end: &str| path.extension().is_some_and(|found| found == end);
    for grant in files.iter().filter(|path| ends(path, "tsg")) {
        hall.centre.admit(&Access::City, &fs::read(grant).unwrap(), Actor::CommandLine, now().wall).unwrap();
    }
    let bundles: Vec<_> = files.iter().filter(|path| ends(path, "tsb")).collect();
    for (n, bundle) in bundles.iter().enumerate() {
        let taken = hall.centre.ingest(&Access::City, &fs::read(bundle).unwrap(), now().wall).unwrap();
        fs::write(inbox.join(format!("{n}.tsr")), taken.receipt).unwrap();
    }
    bundles.len()
}

#[test]
fn on_a_stick_and_back() {
    let made = Made::new("25");
    let usb = tempfile::tempdir().unwrap();
    made.run(&["export", usb.path().to_str().unwrap()]);
    let before = made.run(&["status"]);
    assert_eq!(before["outbox"]["waiting"], 0, "{before}");
    let hall = Hall::new();
    assert_eq!(courier(&hall, usb.path()), 1);
    let mut store = made.open();
    let received = take(&mut store, &outbox::inbox(&[usb.path().to_owned()]), now()).unwrap();
    assert!(received.refused.is_empty(), "{:?}", received.refused);
    let status = outbox::status(&store).unwrap();
    let all = before["records"]["sent"].as_u64().unwrap();
    assert_eq!((status.confirmed, status.waiting, status.sent), (all, 0, 0));

    // What the station calls finished is what the centre calls valid.
    let people = store.everybody().unwrap();
    let finished: Vec<_> = people.iter().filter(|line| has_finished(line)).collect();
    assert!(!finished.is_empty() && finished.len() < people.len());
    for line in &people {
        let standing = hall.standing(line.key).unwrap();
        assert_eq!(standing.valid.is_some(), has_finished(line), "{standing:?}");
    }

    let today = now();
    let closes: Date = today.wall.date() + chrono::Days::new(30);
    let in_days = |days: i64| Stamp { wall: Moment(today.wall.0 + days * DAY_MS), ..today };
    assert_eq!(outbox::retire(&mut store, (4, closes), 500, in_days(6)).unwrap().people, 0);
    let retired = outbox::retire(&mut store, (4, closes), 500, in_days(8)).unwrap();
    assert_eq!((retired.people, retired.files), (finished.len(), 0), "the sealed bundle stays");
    for line in store.everybody().unwrap() {
        assert_eq!(line.name.is_empty(), has_finished(&line), "who has finished is gone, and nobody else");
    }
    assert_eq!(outbox::retire(&mut store, (4, closes), 500, in_days(30 + 32)).unwrap().files, 1);
    assert!(store.verify_chain().unwrap().is_empty());
}

#[test]
fn over_http_and_back() {
    let made = Made::new("12");
    let folder = Folder::new();
    let server = folder.serve(&[]);
    let address = format!("http://{}", server.address);
    let all = made.run(&["status"])["records"]["waiting"].as_u64().unwrap();
    assert!(all > 50, "{all}");
    made.run(&["send", &address]);
    let status = made.run(&["status"]);
    assert_eq!((&status["records"]["confirmed"], &status["records"]["waiting"]), (&all.into(), &0.into()), "{status}");
    // The next day's go behind them.
    made.run(&["simulate", "--people", "3", "--seed", "6"]);
    made.run(&["send", &address]);
    let status = made.run(&["status"]);
    assert_eq!((&status["records"]["waiting"], &status["records"]["sent"]), (&0.into(), &0.into()), "{status}");
    assert!(status["records"]["confirmed"].as_u64().unwrap() > all);
}

#[test]
fn invented_people_come_on_days_of_the_contest_alone_and_who_asks_is_told_why() {
    let made = Made::new("1");
    let status = made.run(&["status"]);
    assert_eq!(
        (&status["demo"], &status["rehearsal"], &status["registered"]),
        (&true.into(), &false.into(), &1.into())
    );
    let mut late = made.command(&["simulate", "--people", "2", "--seed", "7"]);
    let output = late.envs(fake_clock("+4000d")).output().unwrap();
    assert!(!output.status.success() && String::from_utf8_lossy(&output.stdout).contains("TS-T04"), "{output:?}");
    assert_eq!(made.run(&["status"])["registered"], 1);
}
