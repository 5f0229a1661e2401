//! One round: what arrives, in which order and in what state, and what the centre answers to each.

use super::{
    Ground,
    story::{Fate, StationFiles, Story},
};
use std::collections::{BTreeSet, HashMap};
use tramso::{
    bundle::BundleFault,
    centre::{Access, Actor, IngestRefusal, Outcome},
    domain::Moment,
    people::Chance,
};

/// How the same things come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Play {
    /// Each station's bundles once, whole and in their order.
    InOrder,
    /// In any order, repeated, cut, flipped, forged.
    Rough,
}

/// What happened, so that a round that tried nothing is seen.
#[derive(Clone, Debug, Default)]
pub struct Played {
    pub held: usize,
    pub known: usize,
    pub cut: usize,
    pub flipped: usize,
    pub forged: usize,
    pub unknown: usize,
    pub revoked: usize,
    pub fates: BTreeSet<String>,
    /// Ways in which files were refused.
    pub refusals: BTreeSet<String>,
}

impl Played {
    pub fn add(&mut self, other: &Self) {
        self.held += other.held;
        self.known += other.known;
        self.cut += other.cut;
        self.flipped += other.flipped;
        self.forged += other.forged;
        self.unknown += other.unknown;
        self.revoked += other.revoked;
        self.fates.extend(other.fates.iter().cloned());
        self.refusals.extend(other.refusals.iter().cloned());
    }

    /// Control: enough rounds try everything.
    pub fn did_everything(&self, rounds: usize) {
        if rounds < 50 {
            return;
        }
        let tried = [self.held, self.known, self.cut, self.flipped, self.forged, self.unknown, self.revoked];
        assert!(tried.iter().all(|count| *count > 0), "{self:?}");
        assert_eq!(self.fates.len(), 8, "{:?}", self.fates);
        assert!(self.refusals.len() >= 5, "{:?}", self.refusals);
    }
}

/// What arrives.
enum Arrival<'a> {
    Whole(&'a [u8]),
    /// Only so much of it.
    Cut(&'a [u8], usize),
    /// With one bit turned.
    Flipped(&'a [u8], usize),
    Forged(&'a [u8]),
    Grant(&'a StationFiles),
}

/// Plays a story at a centre; whatever is answered is checked on the spot.
pub fn play(ground: &Ground, story: &Story, how: Play) -> Played {
    let mut stage = Stage { ground, now: story.city.now, receipts: HashMap::new(), played: Played::default() };
    for station in &story.stations {
        stage.played.fates.insert(format!("{:?}", station.fate));
        if !matches!(station.fate, Fate::Unknown | Fate::LetInLate) || how == Play::InOrder {
            stage.let_in(station);
        }
        if station.fate == Fate::RevokedFirst {
            stage.revoke(station);
        }
    }
    for arrival in arrivals(story, how) {
        stage.arrives(story, arrival);
    }
    for station in story.stations.iter().filter(|station| station.fate == Fate::RevokedLast) {
        stage.revoke(station);
    }
    stage.played
}

fn arrivals(story: &Story, how: Play) -> Vec<(usize, Arrival<'_>)> {
    let mut arrivals = Vec::new();
    let mut chance = Chance::new(story.seed, "arrivals", 0);
    for (number, station) in story.stations.iter().enumerate() {
        let whole: Vec<&[u8]> = station.bundles.iter().map(|bundle| &bundle.bytes[..]).collect();
        if how == Play::InOrder {
            arrivals.extend(whole.into_iter().map(|bytes| (number, Arrival::Whole(bytes))));
            continue;
        }
        for bytes in whole {
            arrivals.push((number, Arrival::Whole(bytes)));
            if chance.percent(30) {
                arrivals.push((number, Arrival::Whole(bytes)));
            }
            if chance.percent(20) {
                arrivals.push((number, Arrival::Cut(bytes, chance.place(bytes.len()))));
            }
            if chance.percent(20) {
                arrivals.push((number, Arrival::Flipped(bytes, chance.place(bytes.len() * 8))));
            }
        }
        if chance.percent(30) {
            arrivals.push((number, Arrival::Forged(&station.forged.bytes)));
        }
    }
    if how == Play::Rough {
        chance.shuffle(&mut arrivals);
        // Everything came once in vain, then the station is let in and sends again what was not acknowledged.
        for (number, station) in story.stations.iter().enumerate().filter(|(_, one)| one.fate == Fate::LetInLate) {
            arrivals.push((number, Arrival::Grant(station)));
            arrivals.extend(station.bundles.iter().rev().map(|bundle| (number, Arrival::Whole(&bundle.bytes[..]))));
        }
    }
    arrivals
}

struct Stage<'a> {
    ground: &'a Ground,
    now: Moment,
    /// The receipt that answered each file.
    receipts: HashMap<Vec<u8>, Vec<u8>>,
    played: Played,
}

impl Stage<'_> {
    fn let_in(&mut self, station: &StationFiles) {
        if station.fate != Fate::Unknown {
            self.ground.centre.admit(&Access::City, &station.grant, Actor::CommandLine, self.now).unwrap();
        }
    }

    fn revoke(&mut self, station: &StationFiles) {
        self.now = self.now.plus_ms(1_000);
        assert!(self.ground.centre.revoke(&Access::City, &station.of.station, Actor::CommandLine, self.now).unwrap());
        self.played.revoked += 1;
    }

    fn arrives(&mut self, story: &Story, (number, arrival): (usize, Arrival<'_>)) {
        self.now = self.now.plus_ms(1_000);
        let station = &story.stations[number];
        match arrival {
            Arrival::Whole(bytes) => self.whole(station, bytes),
            Arrival::Grant(station) => self.let_in(station),
            Arrival::Cut(bytes, at) => {
                self.refused(&bytes[..at]);
                self.played.cut += 1;
            }
            Arrival::Flipped(bytes, bit) => {
                let mut flipped = bytes.to_vec();
                flipped[bit / 8] ^= 1 << (bit % 8);
                self.refused(&flipped);
                self.played.flipped += 1;
            }
            Arrival::Forged(bytes) => {
                self.refused(bytes);
                self.played.forged += 1;
            }
        }
    }

    fn whole(&mut self, station: &StationFiles, bytes: &[u8]) {
        match self.ground.centre.ingest(&Access::City, bytes, self.now) {
            Ok(taken) => {
                assert_eq!((&taken.station, &taken.epoch), (&station.of.station, &station.of.epoch));
                let before = self.receipts.insert(bytes.to_vec(), taken.receipt.clone());
                match before {
                    Some(receipt) => {
                        assert_eq!(taken.outcome, Outcome::Known);
                        assert!(receipt == taken.receipt, "another receipt for the same bundle");
                        self.played.known += 1;
                    }
                    None => {
                        assert_eq!(taken.outcome, Outcome::New);
                        self.played.held += 1;
                    }
                }
            }
            Err(IngestRefusal::UnknownStation { station: unknown }) => {
                assert_eq!(unknown, station.of.station);
                assert!(matches!(station.fate, Fate::Unknown | Fate::LetInLate), "{:?}", station.fate);
                self.played.unknown += 1;
            }
            Err(other) => panic!("{:?}: {other:?}", station.fate),
        }
    }

    /// Nothing that is damaged or forged is ever taken.
    fn refused(&mut self, bytes: &[u8]) {
        let why = match self.ground.centre.ingest(&Access::City, bytes, self.now) {
            Ok(taken) => panic!("accepted: {taken:?}"),
            Err(IngestRefusal::Fault(fault)) => name(&fault),
            Err(IngestRefusal::Newer(fault)) => format!("newer {}", name(&fault)),
            Err(IngestRefusal::UnknownStation { .. }) => String::from("unknown station"),
            Err(IngestRefusal::Contest { .. }) => String::from("contest"),
            Err(other) => panic!("{other:?}"),
        };
        self.played.refusals.insert(why);
    }
}

/// The fault's own name.
fn name(fault: &BundleFault) -> String {
    let text = format!("{fault:?}");
    text.split([' ', '(', '{']).next().unwrap().to_owned()
}
