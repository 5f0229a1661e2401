//! The whole street: real stations, the road, a real centre, and the way back.

mod clocks;
pub mod closing;
mod courier;
mod drill;
mod evening;
mod group;
mod histories;
mod kept;
mod rehearsal;
pub mod restored;
mod second_round;
mod slips;
mod there_and_back;
mod worker;

use crate::store::fixture::quick;
use std::{
    fs,
    path::{Path, PathBuf},
    sync::{Arc, mpsc},
};
use tempfile::TempDir;
use tramso::domain::{EpochId, StationId};
use tramso::{
    centre::{Access, Actor, Centre, Keys},
    crypto::Passphrase,
    domain::{PersonKey, Stamp, UnitCode},
    kiosk::{
        enrol::{Source, accept, ask, demo_answer},
        outbox::{self, ReadyBundle, receive::take_receipt},
        worker::{Job, Worker, WorkerConfig},
    },
    ledger::{self, BundleRow, Standing},
    store::{DbKey, Station, Store},
    tui::{Effect, Msg, Secret, StationLine},
};

/// A demo station that was enrolled as a real one is.
pub struct Booth {
    pub temp: TempDir,
    pub dir: PathBuf,
    pub passphrase: Passphrase,
    pub key: DbKey,
}

impl Booth {
    pub fn new(now: Stamp) -> Self {
        let temp = tempfile::tempdir().unwrap();
        let (dir, passphrase) = (temp.path().join("tram"), Passphrase::generate());
        let unit = UnitCode::parse("11824").unwrap();
        let place = (&unit, "thôn Ngọc Lặc");
        let (_, key) = Station::create_unenrolled(&dir, place, ("Cô Mai", &passphrase), &quick()).unwrap();
        let booth = Self { temp, dir, passphrase, key };
        let mut store = booth.open();
        let asked = ask(&mut store, now).unwrap();
        let grant = demo_answer(&asked.bytes, now).unwrap();
        let file = (Path::new(&asked.name), grant.as_slice());
        accept(&mut store, file, &Source::BuiltIn, true, &mut |_| Ok(()), now).unwrap();
        booth
    }

    pub fn open(&self) -> Store {
        Station::find(&self.dir).unwrap().unlock_in(self.key.clone(), &quick(), &mut |_| ()).unwrap()
    }

    /// What does at the laptop what screens ask for, its shift opened at this moment.
    pub fn worker(&self, drives: &[PathBuf], now: Stamp) -> AtDesk {
        self.worker_and_answers(drives, now).0
    }

    /// The same with content from a folder.
    pub fn worker_with_content(&self, content: PathBuf, now: Stamp) -> (AtDesk, Vec<Msg>) {
        self.start(&[], Some(content), now)
    }

    /// The same, and what it answered when the shift was opened.
    pub fn worker_and_answers(&self, drives: &[PathBuf], now: Stamp) -> (AtDesk, Vec<Msg>) {
        self.start(drives, None, now)
    }

    fn start(&self, drives: &[PathBuf], content: Option<PathBuf>, now: Stamp) -> (AtDesk, Vec<Msg>) {
        let station = Station::find(&self.dir).unwrap();
        let slot = station.slots[0].id.0.to_string();
        let config = WorkerConfig {
            station,
            line: StationLine { demo: true, enrolled: true, ..StationLine::default() },
            content,
            drive_roots: drives.to_vec(),
            stop: Arc::default(),
        };
        let mut worker = AtDesk(Worker::new(config, mpsc::channel().0));
        assert!(worker.0.begin(now).iter().all(|msg| !matches!(msg, Msg::Failed(_))));
        let passphrase = Secret::new(self.passphrase.text());
        worker.perform(Effect::Unlock { slot, passphrase }, now);
        let opened = worker.perform(Effect::OpenShift { pin: Secret::new("1234") }, now);
        (worker, opened)
    }
}

/// Worker whose every answer is looked at.
pub struct AtDesk(Worker);

impl AtDesk {
    /// What it answers, whatever that is.
    pub fn answers(&mut self, effect: Effect, now: Stamp) -> Vec<Msg> {
        self.0.perform(&Job { effect, now })
    }

    pub fn perform(&mut self, effect: Effect, now: Stamp) -> Vec<Msg> {
        let answers = self.answers(effect, now);
        for msg in &answers {
            if let Msg::Failed(failure) | Msg::SaveFailed(_, failure) = msg {
                panic!("{failure:?}");
            }
        }
        answers
    }
}

/// The demo's centre over a ledger of its own.
pub struct Hall {
    pub centre: Centre,
    _dir: TempDir,
}

impl Hall {
    pub fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let keys = Keys::demo().unwrap();
        let ledger = ledger::open_sqlite(&dir.path().join("ledger.db"), &keys.ledger_key()).unwrap();
        Self { centre: Centre::open(ledger, keys).unwrap(), _dir: dir }
    }

    pub fn admit(&self, store: &Store, now: Stamp) {
        let grant = store.grant_file().unwrap().unwrap();
        self.centre.admit(&Access::City, &grant.bytes, Actor::CommandLine, now.wall).unwrap();
    }

    /// Takes a station's file, and answers with the receipt.
    pub fn take(&self, one: &ReadyBundle, now: Stamp) -> Vec<u8> {
        self.take_file(&one.path, now)
    }

    /// The same for a file on a stick.
    pub fn take_file(&self, path: &Path, now: Stamp) -> Vec<u8> {
        self.centre.ingest(&Access::City, &fs::read(path).unwrap(), now.wall).unwrap().receipt
    }

    pub fn standing(&self, key: PersonKey) -> Option<Standing> {
        let mut found = None;
        self.centre
            .ledger()
            .read(&mut |tx| {
                found = tx.people(&[key])?.pop().map(|row| row.standing);
                Ok(())
            })
            .unwrap();
        found
    }

    pub fn bundles(&self, station: &StationId, epoch: &EpochId) -> Vec<BundleRow> {
        let mut found = Vec::new();
        self.centre
            .ledger()
            .read(&mut |tx| {
                found = tx.bundles(station, epoch)?;
                Ok(())
            })
            .unwrap();
        found
    }
}

/// Everything that waits goes to the centre, and what it answers comes back.
pub fn hand_in(hall: &Hall, store: &mut Store, now: Stamp) {
    let ready = outbox::prepare(store, now, &mut |_| ()).unwrap();
    outbox::sent(store, &ready.bundles, now).unwrap();
    for one in &ready.bundles {
        take_receipt(store, &hall.take(one, now), now).unwrap();
    }
}
