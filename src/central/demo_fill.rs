//! What a demo centre shows from the start: invented stations of many communes, whose grants and bundles it takes as it would any.

use super::{demo_one_touch, demo_rosters};
use crate::{
    centre::{Access, AccountPassword, Actor, Centre, PasswordHash, explain},
    crypto::Passphrase,
    domain::{AccountName, Moment, UnitCode},
    ledger::Role,
    loadgen::{City, CityFault, Clock, Each, Made, hand_in},
    notices::{Failure, failure},
    text::{Words, codes},
};
use std::{
    collections::BTreeMap,
    sync::{Mutex, PoisonError},
};

/// Stations: each unit of the city has one, some have two.
pub const STATIONS: u32 = 150;
/// Residents.
pub const PEOPLE: u32 = 3_000;
/// Unlike the load generator's, so that both may be used on one demo.
const SEED: u64 = 202_511;
/// Records of a bundle: most stations hand in twice.
const RECORDS: u64 = 150;
/// Stations that had their evening on the same day, and on how many days there were evenings.
const NEIGHBOURS: u32 = 5;
const EVENINGS: u32 = 5;
const DAY_MS: i64 = 86_400_000;
/// One of so many stations has its place and has not handed in yet.
const SILENT: u32 = 37;
/// Account of a commune's clerk and the code of the commune, the one that the letter comes from.
const CLERK: (&str, &str) = ("xa-tan-ky", "11113");

/// Makes the stations and takes in what they hand in; then keeps the rosters of a few units and a list of One Touch.
///
/// # Errors
/// The demo's keys or stations cannot be made, or the ledger's.
pub fn fill(centre: &Centre, words: &Words, now: Moment) -> Result<(), Vec<Failure>> {
    let unmade = || failure(codes::load::STATIONS_NOT_MADE, []);
    let city = City::new(SEED, STATIONS, PEOPLE, now).map_err(|_| unmade())?;
    take_all(centre, &city, now)?;
    let clerks = UnitCode::parse(CLERK.1).ok_or_else(unmade)?;
    demo_rosters::keep(centre, &city, &clerks, (words, now))?;
    demo_one_touch::keep(centre, &city, now)
}

/// Takes in what each station hands in. Stations are made several at once, and taken in one after another.
fn take_all(centre: &Centre, city: &City, now: Moment) -> Result<(), Vec<Failure>> {
    let unmade = || failure(codes::load::STATIONS_NOT_MADE, []);
    let taken: Mutex<(BTreeMap<usize, Made>, usize)> = Mutex::default();
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    Each::new(STATIONS as usize, threads, |_| ()).run(|at| {
        let station = u32::try_from(at).map_err(|_| unmade())?;
        let made = handed_in(city, station).map_err(|_| unmade())?;
        // In the order of their numbers, so that every demo is the same.
        let mut state = taken.lock().unwrap_or_else(PoisonError::into_inner);
        let (waiting, next) = &mut *state;
        waiting.insert(at, made);
        while let Some(made) = waiting.remove(next) {
            *next += 1;
            take(centre, &made, now)?;
        }
        Ok(())
    })
}

/// What a station brings: its evening was some days ago, and its neighbours', among which people go to and fro, on the same day.
fn handed_in(city: &City, number: u32) -> Result<Made, CityFault> {
    let mut station = city.empty_station(number)?;
    let drafts = city.drafts(number);
    let days = i64::from(number / NEIGHBOURS % EVENINGS);
    let clock = city.clock(drafts.len());
    station.keep(drafts, Clock { start: clock.start.plus_ms(-days * DAY_MS), ..clock });
    let mut made = hand_in(station, city, RECORDS)?;
    if number % SILENT == SILENT - 1 {
        made.bundles.clear();
    }
    Ok(made)
}

fn take(centre: &Centre, made: &Made, now: Moment) -> Result<(), Vec<Failure>> {
    centre.admit_from_station(&made.grant, now).map_err(|refusal| vec![explain::admit(&refusal)])?;
    for bundle in &made.bundles {
        centre.ingest_from_station(&bundle.bytes, now).map_err(|refusal| vec![explain::refusal(&refusal)])?;
    }
    Ok(())
}

/// Adds the account of a commune's clerk; returns its name and password.
///
/// # Errors
/// The ledger's.
pub fn clerk(centre: &Centre, now: Moment) -> Result<(&'static str, Passphrase), Vec<Failure>> {
    let not_made = || failure(codes::centre::KEYS_NOT_MADE, []);
    let (name, unit) = CLERK;
    let account: AccountName = name.parse().map_err(|_| not_made())?;
    let passphrase = Passphrase::generate();
    let password: AccountPassword = passphrase.clone().into();
    let hash = PasswordHash::new(&password).ok_or_else(not_made)?;
    let role = Role::Commune(UnitCode::parse(unit).ok_or_else(not_made)?);
    let added = centre.add_account(&Access::City, (account, &role), &hash, Actor::CommandLine, now);
    added.map_err(|_| not_made())?;
    Ok((name, passphrase))
}
