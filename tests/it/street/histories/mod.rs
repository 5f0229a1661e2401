//! Random histories of a centre and its stations: results handed in, backups, restores, old copies put in place, moves between the
//! engines, a write-ahead log that was left behind, a copied station, erasures. When every station has called once more, the ledger
//! holds what the stations have, once, nobody is back from erasure, and no station is stuck.

mod office;

use super::{Booth, Hall, restored::copy_folder};
use crate::{
    central::postgres::{Postgres, QUICK},
    durability::scale::{report, scaled},
    outbox::place::{at, finish, register},
    store::fixture::quick,
};
use office::{Office, pick};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
};
use tramso::{
    centre::{Access, Actor, Centre, IngestRefusal},
    domain::{PersonKey, Stamp},
    judging::Facts,
    kiosk::outbox::{self, receive::take_receipt},
    ledger::Standing,
    store::{Fate, Station, Store},
};

/// Histories on each push, and before a release; one of so many is played with PostgreSQL too.
const HISTORIES: (usize, usize) = (6, 300);
const WITH_POSTGRES: usize = 2;
/// What happens in one history.
const EVENTS: u64 = 20;

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
    /// People who are not what the union of all bundles makes of them.
    union: usize,
}

/// How often each thing happened in one history.
type Happened = BTreeMap<&'static str, usize>;
/// How often each thing happened in all, and in how many histories.
type Totals = BTreeMap<&'static str, (usize, usize)>;

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

    /// The folder of a station is copied, and both go on; false where that has happened.
    fn clone_one(&mut self) -> bool {
        if self.stores.len() > self.booths.len() {
            return false;
        }
        self.stores.remove(0).close().unwrap();
        let booth = &self.booths[0];
        let folder = booth.temp.path().join("ban-sao");
        copy_folder(&booth.dir, &folder);
        self.stores.insert(0, booth.open());
        let copy = Station::find(&folder).unwrap();
        self.stores.push(copy.unlock_in(booth.key.clone(), &quick(), &mut |_| ()).unwrap());
        true
    }

    /// Somebody asks for erasure; false where the centre knows nobody of that name.
    fn erase(&mut self, office: &Office<'_>, which: u64) -> bool {
        let now = self.now();
        let keys: Vec<PersonKey> =
            self.stores.iter().flat_map(|store| store.everybody().unwrap()).map(|line| line.key).collect();
        let Some(key) = pick(&keys, which % 1_000_000) else { return false };
        let is_known = office.centre().forget_person(&Access::City, key, Actor::CommandLine, now.wall).unwrap() > 0;
        is_known && self.erased.insert(*key)
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

/// One thing that happens at random; none where it could not happen yet.
fn happen(office: &mut Office<'_>, street: &mut Street, (event, which): (u64, u64)) -> Option<&'static str> {
    let now = street.now();
    let did = |done: bool, name: &'static str| done.then_some(name);
    match event {
        0..=3 => {
            street.work(which);
            Some("results")
        }
        4..=6 => {
            let at = usize::try_from(which).unwrap() % street.stores.len();
            call(office, &mut street.stores[at], now);
            Some("calls")
        }
        7 | 8 => {
            office.back_up(now);
            Some("backups")
        }
        9 | 10 => did(office.restore(which, which.is_multiple_of(2), now), "restores"),
        11 if which.is_multiple_of(2) => did(office.copy(true), "copies of the file"),
        11 => did(office.copy(false), "copies of the file without its log"),
        12 => did(office.put_back(which, now), "old copies put in place"),
        13 => {
            office.move_to(!which.is_multiple_of(3), now);
            Some(if office.is_in_database() { "moves to PostgreSQL" } else { "moves to a file" })
        }
        14 => did(street.clone_one(), "copied stations"),
        _ => did(street.erase(office, which), "erasures"),
    }
}

fn play(seed: u64, postgres: Option<(&Postgres, usize)>, raises: bool, totals: &mut Totals) -> Found {
    let mut chance = Chance(seed);
    let mut office = Office::new(postgres, raises);
    let mut street = Street::new();
    let mut own = Happened::new();
    for _ in 0..EVENTS {
        let before = office.held();
        let Some(name) = happen(&mut office, &mut street, (chance.next() % 16, chance.next())) else { continue };
        *own.entry(name).or_default() += 1;
        let after: BTreeSet<[u8; 32]> = office.held().into_iter().collect();
        if before.iter().any(|digest| !after.contains(digest)) {
            *own.entry("times that the ledger lost bundles").or_default() += 1;
        }
    }
    for _ in 0..2 {
        for at in 0..street.stores.len() {
            let now = street.now();
            call(&office, &mut street.stores[at], now);
        }
    }
    let found = judge(&office, &street, &mut own);
    for (name, times) in own {
        let all = totals.entry(name).or_default();
        *all = (all.0 + times, all.1 + 1);
    }
    found
}

fn judge(office: &Office<'_>, street: &Street, own: &mut Happened) -> Found {
    let mut found = Found::default();
    let held = office.held();
    let once: BTreeSet<[u8; 32]> = held.iter().copied().collect();
    found.doubled = held.len() - once.len();
    for store in &street.stores {
        let lines = store.bundles().unwrap();
        let lacking: Vec<_> = lines.iter().filter(|line| !once.contains(&line.digest)).collect();
        // A bundle that left the spool with somebody's erasure, and that a restored ledger lacks, is with nobody.
        let gone = lacking.iter().filter(|line| !line.spooled).count();
        if gone > 0 {
            *own.entry("bundles that went with an erasure").or_default() += gone;
        }
        found.lost += lacking.len() - gone;
        found.stuck += lines.iter().filter(|line| line.spooled && line.fate == Fate::Unknown).count();
    }
    let known = standings(office.centre(), &BTreeSet::new());
    let here = street.stores.iter().flat_map(|store| store.everybody().unwrap()).map(|line| line.key);
    let others = here.filter(|key| !known.contains_key(key)).collect::<BTreeSet<_>>().len();
    if others > 0 {
        *own.entry("people who went with somebody's erasure").or_default() += others;
    }
    found.back = back(office.centre(), street);
    found.sums = office.centre().recount(&Access::City).unwrap().len();
    found.union = differing(office.centre(), street);
    found
}

/// How many of those who were erased are in the ledger as if they were not.
fn back(centre: &Centre, street: &Street) -> usize {
    let is_back = |key: &&PersonKey| {
        let row = centre.ledger().read_tx(|tx| tx.people(&[**key])).unwrap().pop();
        row.is_some_and(|row| !Facts::read(&row.facts).is_ok_and(|facts| facts.is_forgotten()))
    };
    street.erased.iter().filter(is_back).count()
}

/// How many people, but for those who were erased, are not what they are in a new ledger to which each bundle that is held came once.
fn differing(centre: &Centre, street: &Street) -> usize {
    let anew = Hall::new();
    let now = at(100_000);
    street.stores.iter().for_each(|store| anew.admit(store, now));
    let rows = centre.ledger().read_tx(|tx| tx.newest_bundles(1_000_000)).unwrap();
    for row in rows {
        let bytes = centre.ledger().read_tx(|tx| tx.bundle_bytes(row.id)).unwrap().unwrap();
        anew.centre.ingest_from_station(&bytes, now.wall).unwrap();
    }
    let [own, other] = [centre, &anew.centre].map(|centre| standings(centre, &street.erased));
    let keys: BTreeSet<_> = own.keys().chain(other.keys()).collect();
    keys.into_iter().filter(|key| own.get(*key) != other.get(*key)).count()
}

fn standings(centre: &Centre, but: &BTreeSet<PersonKey>) -> BTreeMap<PersonKey, Standing> {
    let rows = centre.ledger().read_tx(|tx| tx.everybody(None, 1_000_000)).unwrap();
    rows.into_iter().filter(|row| !but.contains(&row.key)).map(|row| (row.key, row.standing)).collect()
}

#[test]
fn whatever_a_centre_loses_its_stations_bring_back() {
    let histories = scaled(HISTORIES.0, HISTORIES.1);
    let server = Postgres::start(QUICK);
    let mut happened = Totals::new();
    // In the last one a restored centre knows only the copy of a station.
    for seed in (0..histories).chain([119]) {
        let postgres = (seed % WITH_POSTGRES == 0).then_some((&server, seed));
        let found = play(seed as u64, postgres, true, &mut happened);
        assert_eq!(found, Found::default(), "history {seed}");
    }
    report(&format!(
        "histories: {histories}, nothing lost, doubled, back from erasure or stuck; how often each happened, and in how many:"
    ));
    for (what, (times, among)) in &happened {
        report(&format!("  {what}: {times}, in {among}"));
    }
    let some = ["restores", "old copies put in place", "moves to PostgreSQL", "copied stations", "erasures"];
    for what in some.into_iter().chain(["times that the ledger lost bundles"]) {
        let (times, _) = happened.get(what).copied().unwrap_or_default();
        assert!(times * 10 >= histories || histories < HISTORIES.1, "control: {what} happened {times} times alone");
    }
}

/// Results, a copy of the ledger's file, more results, and the old copy in place of the file.
fn rolled_back(raises: bool) -> Found {
    let (mut office, mut street) = (Office::new(None, raises), Street::new());
    street.work(1);
    let now = street.now();
    call(&office, &mut street.stores[1], now);
    assert!(office.copy(true));
    street.work(1);
    let now = street.now();
    call(&office, &mut street.stores[1], now);
    assert!(office.put_back(0, now));
    let now = street.now();
    call(&office, &mut street.stores[1], now);
    judge(&office, &street, &mut Happened::new())
}

#[test]
fn control_without_another_generation_results_are_lost() {
    assert_eq!(rolled_back(false), Found { lost: 1, ..Found::default() }, "an old copy that is used as it is");
    assert_eq!(rolled_back(true), Found::default());
}

#[test]
fn who_came_back_from_erasure_is_erased_before_anybody_is_counted() {
    let (mut office, mut street) = (Office::new(None, false), Street::new());
    street.work(1);
    let now = street.now();
    call(&office, &mut street.stores[1], now);
    assert!(office.copy(true));
    assert!(street.erase(&office, 0), "somebody is known");
    assert_eq!(back(office.centre(), &street), 0);
    let now = street.now();
    assert!(office.put_back(0, now));
    assert_eq!(back(office.centre(), &street), 1, "control: the old copy knows of no erasure");
    let erased = office.centre().erase_again(&Access::City).unwrap();
    assert_eq!((erased, back(office.centre(), &street)), (1, 0));
    assert_eq!(office.centre().erase_again(&Access::City).unwrap(), 0, "once is enough");
    assert!(office.put_back(0, now));
    assert_eq!(back(office.centre(), &street), 1);
    assert!(office.centre().recount(&Access::City).unwrap().is_empty());
    assert_eq!(back(office.centre(), &street), 0, "a recount begins with it");
}
