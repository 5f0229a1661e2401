//! What there is in a round: stations with their fates, and every file that any of them makes.

use super::{content, noon};
use tramso::{
    bundle::{EpochRef, Start, Written},
    domain::{Moment, PersonKey},
    loadgen::{City, Clock, Draft, Station},
    people::Chance,
};

/// What becomes of a station.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    Plain,
    /// Its laptop was copied, and both go on under one key.
    Cloned,
    /// Its clock shows 1970, and it knows.
    Clock1970,
    /// Its clock shows 2038; it knows or does not.
    Clock2038,
    /// Revoked before its first bundle comes.
    RevokedFirst,
    /// Revoked after everything has come.
    RevokedLast,
    /// It has no place here, and never gets one.
    Unknown,
    /// It gets its place after its bundles came once.
    LetInLate,
}

const FATES: [Fate; 12] = [
    Fate::Plain,
    Fate::Plain,
    Fate::Plain,
    Fate::Plain,
    Fate::Plain,
    Fate::Cloned,
    Fate::Clock1970,
    Fate::Clock2038,
    Fate::RevokedFirst,
    Fate::RevokedLast,
    Fate::Unknown,
    Fate::LetInLate,
];

pub struct Story {
    pub seed: u64,
    pub city: City,
    pub stations: Vec<StationFiles>,
}

/// A station with its files.
#[derive(Clone)]
pub struct StationFiles {
    pub fate: Fate,
    pub of: EpochRef,
    pub grant: Vec<u8>,
    /// All of its bundles; a copy's own come last.
    pub bundles: Vec<Written>,
    /// Bundles by a stranger's key under this station's name.
    pub forged: Written,
}

impl Story {
    pub fn new(seed: u64) -> Self {
        let mut chance = Chance::new(seed, "fates", 0);
        let stations = 2 + chance.place(2);
        let fates: Vec<Fate> = (0..stations).map(|_| *chance.pick(&FATES).unwrap()).collect();
        Self::of(seed, &fates)
    }

    /// A small story with these fates.
    pub fn of(seed: u64, fates: &[Fate]) -> Self {
        let people = fates.len() as u32 * 3;
        Self::sized(seed, fates, people)
    }

    /// Everybody plain, and enough people for every way through the contest.
    pub fn large(seed: u64) -> Self {
        Self::sized(seed, &[Fate::Plain; 4], 320)
    }

    fn sized(seed: u64, fates: &[Fate], people: u32) -> Self {
        let city = City::with(content(), seed, (fates.len() as u32, people), Moment(noon())).unwrap();
        let stations = (0..).zip(fates).map(|(number, fate)| files(&city, number, *fate)).collect();
        Self { seed, city, stations }
    }

    pub fn fates(&self) -> Vec<Fate> {
        self.stations.iter().map(|station| station.fate).collect()
    }

    pub fn without_the_last_bundle(&self) -> Self {
        let city = City::with(content(), self.seed, (self.city.stations, self.city.people), Moment(noon())).unwrap();
        let mut stations = self.stations.clone();
        stations[0].bundles.pop();
        Self { seed: self.seed, city, stations }
    }

    /// Everybody of whom something may arrive.
    pub fn people(&self) -> Vec<PersonKey> {
        let numbers = (0..self.city.stations).flat_map(|station| {
            self.city.home(station).map(move |number| self.city.resident(station, number).unwrap().key)
        });
        let mut keys: Vec<PersonKey> = numbers.collect();
        keys.sort();
        keys.dedup();
        keys
    }
}

fn files(city: &City, number: u32, fate: Fate) -> StationFiles {
    let mut chance = Chance::new(city.seed, "story", number.into());
    let drafts = city.drafts(number);
    let clock = clock(city, fate, drafts.len(), &mut chance);
    let records = 4 + u64::from(chance.below(if city.people > 100 { 200 } else { 24 }));
    let mut station = city.empty_station(number).unwrap();
    station.keep(drafts.clone(), clock);
    let mut bundles = station.bundles(Start::EPOCH, records, city.now).unwrap();
    if fate == Fate::Cloned {
        let copied = copy(city, number, &drafts, clock, &bundles, records);
        bundles.extend(copied);
    }
    let forged = forged(city, number, &station);
    StationFiles { fate, of: station.of.clone(), grant: station.grant(&city.keys).unwrap(), bundles, forged }
}

fn clock(city: &City, fate: Fate, records: usize, chance: &mut Chance) -> Clock {
    let right = city.clock(records);
    match fate {
        Fate::Clock1970 => Clock { start: Moment(3_600_000), suspect: true, ..right },
        Fate::Clock2038 => Clock { start: Moment(2_147_483_648_000), suspect: chance.percent(50), ..right },
        _ => right,
    }
}

/// What the copy of a laptop sends, from some bundle on: it went on without the record that came next at the other.
fn copy(city: &City, number: u32, drafts: &[Draft], clock: Clock, bundles: &[Written], records: u64) -> Vec<Written> {
    let mut chance = Chance::new(city.seed, "copied", number.into());
    let before = chance.place(bundles.len());
    let (start, done) = match before.checked_sub(1) {
        Some(newest) => (bundles[newest].next, bundles[newest].manifest.last as usize),
        None => (Start::EPOCH, 0),
    };
    let mut copy = city.empty_station(number).unwrap();
    copy.keep(drafts[..done].iter().cloned(), clock);
    copy.keep(drafts[done + 1..].iter().cloned(), clock);
    if copy.kept.len() == done {
        return Vec::new();
    }
    copy.bundles(start, records, city.now).unwrap()
}

/// A bundle with the right names and a stranger's signature.
fn forged(city: &City, number: u32, station: &Station) -> Written {
    let mut stranger = city.empty_station(number + 1_000).unwrap();
    stranger.of = station.of.clone();
    stranger.keep(city.drafts(number).into_iter().take(5), city.clock(5));
    stranger.bundles(Start::EPOCH, 5, city.now).unwrap().remove(0)
}
