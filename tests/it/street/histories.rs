//! Random histories of a centre and its stations: results handed in, backups, restores, old copies put in place, moves between the
//! engines, a write-ahead log that was left behind, a copied station, erasures. When every station has called once more, the ledger
//! holds what the stations have, once, nobody is back from erasure, and no station is stuck.

use super::Booth;
use crate::{
    central::postgres::{Postgres, QUICK},
    durability::scale::{report, scaled},
    outbox::place::{at, finish, register},
    store::fixture::quick,
};
use std::{
    collections::{BTreeMap, BTreeSet, HashSet},
    fs,
    io::Cursor,
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
};
use tramso::{
    centre::{
        Access, Actor, Centre, ErasedHash, ErasureList, IngestRefusal, Keys,
        backup::{self, accept_loss, restore},
    },
    domain::{PersonKey, Stamp},
    kiosk::outbox::{self, receive::take_receipt},
    ledger::{self, Ledger, LedgerError},
    store::{Fate, Station, Store},
};

/// Histories on each push, and before a release; one of so many is played with PostgreSQL too.
const HISTORIES: (usize, usize) = (6, 300);
const WITH_POSTGRES: usize = 6;
/// What happens in one history.
const EVENTS: u64 = 14;

/// The list of erasures, which outlives every ledger.
#[derive(Clone, Default)]
struct Listed(Arc<Mutex<HashSet<ErasedHash>>>);

impl ErasureList for Listed {
    fn add(&self, person: &ErasedHash) -> Result<(), LedgerError> {
        self.0.lock().unwrap().insert(*person);
        Ok(())
    }

    fn contains(&self, person: &ErasedHash) -> bool {
        self.0.lock().unwrap().contains(person)
    }

    fn is_empty(&self) -> bool {
        self.0.lock().unwrap().is_empty()
    }
}

/// Where the ledger is now.
#[derive(Clone)]
enum Seat {
    File(PathBuf),
    Database(String),
}

/// A centre that loses its ledger again and again.
struct Office<'p> {
    dir: tempfile::TempDir,
    postgres: Option<(&'p Postgres, usize)>,
    seat: Seat,
    seats: usize,
    centre: Option<Centre>,
    erasures: Listed,
    /// The greatest generation, as the mark beside the keys has it.
    known: u64,
    backups: Vec<Vec<u8>>,
    /// Copies of the ledger's file.
    copies: Vec<PathBuf>,
    /// Whether an old copy gets another generation before it is used.
    raises: bool,
}

impl<'p> Office<'p> {
    fn new(postgres: Option<(&'p Postgres, usize)>, raises: bool) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let seat = Seat::File(dir.path().join("so-cai-0.db"));
        let mut office = Self {
            dir,
            postgres,
            seat,
            seats: 0,
            centre: None,
            erasures: Listed::default(),
            known: 1,
            backups: Vec::new(),
            copies: Vec::new(),
            raises,
        };
        office.open();
        office
    }

    fn ledger(&self) -> Box<dyn Ledger> {
        let keys = Keys::demo().unwrap();
        match &self.seat {
            Seat::File(path) => ledger::open_sqlite(path, &keys.ledger_key()).unwrap(),
            Seat::Database(url) => ledger::open_postgres(url, &keys.ledger_key()).unwrap(),
        }
    }

    fn open(&mut self) {
        let centre = Centre::open(self.ledger(), Keys::demo().unwrap()).unwrap();
        self.centre = Some(centre.with_erasures(Box::new(self.erasures.clone())));
    }

    fn centre(&self) -> &Centre {
        self.centre.as_ref().unwrap()
    }

    fn next_seat(&mut self, in_database: bool) {
        self.seats += 1;
        self.seat = match (&self.postgres, in_database) {
            (Some((server, history)), true) => Seat::Database(server.database(&format!("h{history}_{}", self.seats))),
            _ => Seat::File(self.dir.path().join(format!("so-cai-{}.db", self.seats))),
        };
    }

    fn back_up(&mut self, now: Stamp) {
        let mut sealed = Vec::new();
        let keys = Keys::demo().unwrap();
        backup::write(self.centre().ledger(), &keys, now.wall, &mut sealed, &mut |_, _| ()).unwrap();
        self.backups.push(sealed);
    }

    /// Restores a backup into a new ledger, of either engine.
    fn restore(&mut self, which: u64, in_database: bool, now: Stamp) {
        let Some(sealed) = pick(&self.backups, which).cloned() else { return };
        self.centre = None;
        self.next_seat(in_database);
        let ledger = self.ledger();
        let (list, keys) = (self.erasures.clone(), Keys::demo().unwrap());
        let source = || Ok(Cursor::new(sealed.clone()));
        let (_, restored) =
            restore(ledger.as_ref(), &keys, (&list, self.known), &source, now.wall, &mut |_, _| ()).unwrap();
        assert!(restored.generation > self.known);
        self.known = restored.generation;
        drop(ledger);
        self.open();
    }

    fn move_to(&mut self, in_database: bool, now: Stamp) {
        self.back_up(now);
        self.restore(u64::MAX, in_database, now);
    }

    /// Copies the file of the ledger, with its log or without it.
    fn copy(&mut self, with_log: bool) {
        let Seat::File(path) = self.seat.clone() else { return };
        let to = self.dir.path().join(format!("ban-sao-{}.db", self.copies.len()));
        if with_log {
            self.centre = None; // the log is brought home when the last connection ends
            fs::copy(&path, &to).unwrap();
            self.open();
        } else {
            fs::copy(&path, &to).unwrap();
        }
        self.copies.push(to);
    }

    /// Puts an old copy of the file in the ledger's place, as somebody does who knows no better; then accepts what it lacks.
    fn put_back(&mut self, which: u64, now: Stamp) {
        let Some(copy) = pick(&self.copies, which).cloned() else { return };
        self.centre = None;
        self.next_seat(false);
        let Seat::File(path) = &self.seat else { return };
        fs::copy(copy, path).unwrap();
        if self.raises {
            let ledger = self.ledger();
            let keys = Keys::demo().unwrap();
            let restored = accept_loss(ledger.as_ref(), &keys, (&self.erasures, self.known), now.wall).unwrap();
            self.known = restored.generation;
        }
        self.open();
    }
}

/// One of a list: the last for the greatest number.
fn pick<T>(list: &[T], which: u64) -> Option<&T> {
    let count = u64::try_from(list.len()).unwrap();
    if which == u64::MAX { list.last() } else { list.get(usize::try_from(which.checked_rem(count)?).unwrap()) }
}

/// A station's whole call, as `send` makes it: the newest receipts, and whatever the centre lacks by them.
fn call(office: &Office<'_>, store: &mut Store, now: Stamp) {
    for _ in 0..3 {
        let mut unknown = BTreeSet::new();
        for epoch in store.epochs().unwrap() {
            match office.centre().newest_receipt(store.station_id(), &epoch.id, now.wall).unwrap() {
                Some(file) => drop(take_receipt(store, &file.bytes, now)),
                None => drop(unknown.insert(epoch.number)),
            }
        }
        let ready = outbox::prepare(store, now, &mut |_| ()).unwrap();
        let lines = store.bundles().unwrap();
        let waiting: BTreeSet<&str> = ready.bundles.iter().map(|one| one.name.as_str()).collect();
        let names: Vec<String> = lines
            .iter()
            .filter(|line| waiting.contains(line.name.as_str()) || line.spooled && unknown.contains(&line.epoch))
            .map(|line| line.name.clone())
            .collect();
        if names.is_empty() {
            return;
        }
        for name in names {
            let bytes = fs::read(store.spooled(&name)).unwrap();
            let mut answered = office.centre().ingest_from_station(&bytes, now.wall);
            if matches!(answered, Err(IngestRefusal::UnknownStation { .. })) {
                let grant = store.grant_file().unwrap().unwrap();
                office.centre().admit_from_station(&grant.bytes, now.wall).unwrap();
                answered = office.centre().ingest_from_station(&bytes, now.wall);
            }
            let _ = take_receipt(store, &answered.unwrap().receipt, now);
        }
    }
}

/// What was wrong in the end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Found {
    lost: usize,
    doubled: usize,
    back: usize,
    stuck: usize,
    /// Sums that differ from a new count.
    sums: usize,
}

/// How often each thing happened.
type Happened = BTreeMap<&'static str, usize>;

struct Street {
    booths: Vec<Booth>,
    stores: Vec<Store>,
    people: usize,
    /// Who was erased.
    erased: BTreeSet<PersonKey>,
    seconds: i64,
}

impl Street {
    fn new() -> Self {
        let booths: Vec<Booth> = (0..2).map(|_| Booth::new(at(0))).collect();
        let stores = booths.iter().map(Booth::open).collect();
        Self { booths, stores, people: 0, erased: BTreeSet::new(), seconds: 10 }
    }

    fn now(&mut self) -> Stamp {
        self.seconds += 20;
        at(self.seconds)
    }

    fn work(&mut self, which: u64) {
        let now = self.now();
        let seconds = (now.wall.0 - at(0).wall.0) / 1000;
        let n = self.people;
        self.people += 1;
        let count = u64::try_from(self.stores.len()).unwrap();
        let store = &mut self.stores[usize::try_from(which % count).unwrap()];
        if which.is_multiple_of(3) {
            register(store, n, seconds);
        } else {
            finish(store, n, seconds);
        }
        outbox::prepare(store, now, &mut |_| ()).unwrap();
    }

    /// The folder of a station is copied, and both go on.
    fn clone_one(&mut self) {
        if self.stores.len() > self.booths.len() {
            return;
        }
        self.stores.remove(0).close().unwrap();
        let booth = &self.booths[0];
        let folder = booth.temp.path().join("ban-sao");
        copy_folder(&booth.dir, &folder);
        self.stores.insert(0, booth.open());
        let copy = Station::find(&folder).unwrap();
        self.stores.push(copy.unlock_in(booth.key.clone(), &quick(), &mut |_| ()).unwrap());
    }

    /// Somebody whom the centre knows asks for erasure.
    fn erase(&mut self, office: &Office<'_>, which: u64) {
        let now = self.now();
        let keys: Vec<PersonKey> =
            self.stores.iter().flat_map(|store| store.everybody().unwrap()).map(|line| line.key).collect();
        let Some(key) = pick(&keys, which % 1_000_000) else { return };
        if office.centre().forget_person(&Access::City, key, Actor::CommandLine, now.wall).unwrap() > 0 {
            self.erased.insert(*key);
        }
    }
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let there = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy_folder(&entry.path(), &there);
        } else {
            fs::copy(entry.path(), there).unwrap();
        }
    }
}

/// Splitmix64: the same history for the same seed.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % 1_000_000_007
    }
}

fn play(seed: u64, postgres: Option<(&Postgres, usize)>, raises: bool, happened: &mut Happened) -> Found {
    let mut chance = Chance(seed);
    let mut office = Office::new(postgres, raises);
    let mut street = Street::new();
    for _ in 0..EVENTS {
        let (event, which) = (chance.next() % 16, chance.next());
        let now = street.now();
        let name = match event {
            0..=3 => {
                street.work(which);
                "results"
            }
            4..=7 => {
                let at = usize::try_from(which).unwrap() % street.stores.len();
                call(&office, &mut street.stores[at], now);
                "calls"
            }
            8 => {
                office.back_up(now);
                "backups"
            }
            9 | 10 => {
                office.restore(which, which % 2 == 0, now);
                "restores"
            }
            11 => {
                office.copy(which % 2 == 0);
                "copies of the file, with its log or without"
            }
            12 => {
                office.put_back(which, now);
                "old copies put in place"
            }
            13 => {
                office.move_to(which % 3 > 0, now);
                "moves"
            }
            14 => {
                street.clone_one();
                "copied stations"
            }
            _ => {
                street.erase(&office, which);
                "erasures"
            }
        };
        *happened.entry(name).or_default() += 1;
    }
    for _ in 0..2 {
        for at in 0..street.stores.len() {
            let now = street.now();
            call(&office, &mut street.stores[at], now);
        }
    }
    judge(&office, &street, happened)
}

fn judge(office: &Office<'_>, street: &Street, happened: &mut Happened) -> Found {
    let mut found = Found::default();
    let ledger = office.centre().ledger();
    let mut held: Vec<[u8; 32]> = Vec::new();
    ledger
        .read(&mut |tx| {
            held = tx.newest_bundles(1_000_000)?.into_iter().map(|row| row.digest).collect();
            Ok(())
        })
        .unwrap();
    let once: BTreeSet<[u8; 32]> = held.iter().copied().collect();
    found.doubled = held.len() - once.len();
    for store in &street.stores {
        let lines = store.bundles().unwrap();
        let lacking: Vec<_> = lines.iter().filter(|line| !once.contains(&line.digest)).collect();
        // A bundle that left the spool with somebody's erasure, and that a restored ledger lacks, is with nobody.
        let gone = lacking.iter().filter(|line| !line.spooled).count();
        *happened.entry("bundles that went with an erasure").or_default() += gone;
        found.lost += lacking.len() - gone;
        found.stuck += lines.iter().filter(|line| line.spooled && line.fate == Fate::Unknown).count();
    }
    for key in &street.erased {
        let row = ledger.read_tx(|tx| tx.people(&[*key])).unwrap().pop();
        let is_erased =
            row.is_none_or(|row| tramso::judging::Facts::read(&row.facts).is_ok_and(|facts| facts.is_forgotten()));
        found.back += usize::from(!is_erased);
    }
    found.sums = office.centre().recount(&Access::City).unwrap().len();
    found
}

#[test]
fn whatever_a_centre_loses_its_stations_bring_back() {
    let histories = scaled(HISTORIES.0, HISTORIES.1);
    let server = Postgres::start(QUICK);
    let mut happened = Happened::new();
    // In the last one a restored centre knows only the copy of a station.
    for seed in (0..histories).chain([119]) {
        let postgres = (seed % WITH_POSTGRES == 0).then_some((&server, seed));
        let found = play(seed as u64, postgres, true, &mut happened);
        assert_eq!(found, Found::default(), "history {seed}");
    }
    report(&format!("histories: {histories}, nothing lost, doubled, back from erasure or stuck; {happened:?}"));
}

/// Results, a copy of the ledger's file, more results, and the old copy in place of the file.
fn rolled_back(raises: bool) -> Found {
    let (mut office, mut street) = (Office::new(None, raises), Street::new());
    street.work(1);
    let now = street.now();
    call(&office, &mut street.stores[1], now);
    office.copy(true);
    street.work(1);
    let now = street.now();
    call(&office, &mut street.stores[1], now);
    office.put_back(0, now);
    let now = street.now();
    call(&office, &mut street.stores[1], now);
    judge(&office, &street, &mut Happened::new())
}

#[test]
fn control_without_another_generation_results_are_lost() {
    assert_eq!(rolled_back(false), Found { lost: 1, ..Found::default() }, "an old copy that is used as it is");
    assert_eq!(rolled_back(true), Found::default());
}
