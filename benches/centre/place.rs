//! What is measured with: a made-up city whose every resident finishes, and a station's store filled with them.

use super::Stop;
use std::path::Path;
use tempfile::TempDir;
use tramso::{
    bundle::{EpochRef, Start, Written},
    centre::{Access, Actor, Centre, Keys},
    crypto::{Passphrase, minisig::PublicKey},
    domain::{Moment, Stamp},
    ledger::{Ledger, open_sqlite},
    loadgen::{City, Station, demo_grant, visit},
    people::{Journey, Meeting},
    platform,
    record::{Event, HelpMode},
    store::{Act, Grant, Setup, Station as Kiosk, Store, Surroundings},
};

/// Entries of one bundle.
pub const ENTRIES: u32 = 500;

/// The folder for everything that is measured: on the disk, beside what was built.
pub fn scratch() -> Result<TempDir, Stop> {
    Ok(TempDir::new_in(env!("CARGO_TARGET_TMPDIR"))?)
}

/// A city of stations with 500 residents each, all of whom finish at the first try: nobody's entry is smaller than another's.
pub fn city(seed: u64, stations: u32) -> Result<City, Stop> {
    let mut city = City::new(seed, stations, stations * ENTRIES, Moment(platform::now().wall_ms))?;
    city.only = Some(Journey::Finishes);
    Ok(city)
}

/// Each station's only bundle, and its grant.
pub fn bundles(city: &City) -> Result<Vec<(Vec<u8>, Written)>, Stop> {
    (0..city.stations).map(|number| bundle(city, number)).collect()
}

/// One station's only bundle, and its grant.
pub fn bundle(city: &City, number: u32) -> Result<(Vec<u8>, Written), Stop> {
    let station: Station = city.station(number)?;
    let written = station.bundles(Start::EPOCH, 20_000, city.now)?;
    let whole = written.into_iter().next().ok_or_else(|| Stop("no bundle".to_owned()))?;
    Ok((station.grant(&city.keys)?, whole))
}

/// A demo centre over this ledger, with these stations let in.
pub fn centre(ledger: Box<dyn Ledger>, grants: &[(Vec<u8>, Written)], now: Moment) -> Result<Centre, Stop> {
    let centre = Centre::open(ledger, keys()?)?;
    for (grant, _) in grants {
        centre.admit(&Access::City, grant, Actor::CommandLine, now)?;
    }
    Ok(centre)
}

pub fn keys() -> Result<Keys, Stop> {
    Keys::demo().ok_or_else(|| Stop("no keys".to_owned()))
}

pub fn embedded(folder: &Path) -> Result<Box<dyn Ledger>, Stop> {
    Ok(open_sqlite(&folder.join("so-cai.db"), &keys()?.ledger_key())?)
}

/// A station's own store with so many entries, as its session makes them.
pub struct Filled {
    pub store: Store,
    /// By which the centre lets the station in.
    pub grant: Vec<u8>,
    _folder: TempDir,
}

impl Filled {
    pub fn new(seed: u64, people: u32) -> Result<Self, Stop> {
        let mut city = City::new(seed, 1, people, Moment(platform::now().wall_ms))?;
        city.only = Some(Journey::Finishes);
        let place = city.place(0).ok_or_else(|| Stop("no place".to_owned()))?;
        let folder = scratch()?;
        let setup = Setup {
            contest: city.keys.contest.clone(),
            unit: place.commune,
            village: place.village,
            grant: Grant::demo(),
        };
        let quick = Surroundings { log2_n: 1, ..Surroundings::default() };
        let passphrase = Passphrase::generate();
        let station = Kiosk::create_in(&folder.path().join("tram"), &setup, ("Mai", &passphrase), &quick)?;
        let slot = station.slots.first().ok_or_else(|| Stop("no slot".to_owned()))?.id;
        let mut store = station.unlock_in(station.key(slot, &passphrase)?, &quick, &mut |_| ())?;
        for number in city.home(0) {
            let Some(resident) = city.resident(0, number) else { continue };
            let events: Vec<Event> = visit(city.papers(), &resident, Meeting::First, seed)
                .into_iter()
                .map(|(_, body)| Event::Record(body))
                .collect();
            store.new_person(resident.key, &act(city.now), &events)?;
        }
        store.checkpoint()?;
        let first = store.epochs()?.into_iter().next().ok_or_else(|| Stop("no epoch".to_owned()))?;
        let key = PublicKey::of_point(&first.public_key).ok_or_else(|| Stop("no key".to_owned()))?;
        let of =
            EpochRef { contest: city.keys.contest.clone(), station: store.station_id().to_owned(), epoch: first.id };
        let place = city.place(0).ok_or_else(|| Stop("no place".to_owned()))?;
        let grant = demo_grant((&of, &key), &place, &city.keys, city.pack_ref(), city.enrolled())?;
        Ok(Self { store, grant, _folder: folder })
    }
}

pub fn now() -> Stamp {
    let now = platform::now();
    Stamp { wall: Moment(now.wall_ms), mono_ms: now.mono_ms, boot: now.boot, suspect: false }
}

fn act(wall: Moment) -> Act {
    let at = Stamp { wall, mono_ms: 1, boot: 1, suspect: false };
    Act { at, shift: 0, helper: "bench".to_owned(), mode: HelpMode::Alone }
}
