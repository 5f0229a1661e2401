//! Rosters of the demo centre: agencies of a few units, with invented residents of their stations, and others who have not come.

use crate::{
    centre::{Access, Actor, Centre, explain, rosters::RosterRefusal},
    domain::{Moment, UnitCode},
    loadgen::City,
    notices::Failure,
    text::Words,
};
use std::{collections::BTreeSet, ops::Range};

/// Stations whose units have a roster, beside the clerk's.
const STATIONS: Range<u32> = 0..4;
/// People of a roster who have come to no station, for each station of the unit.
const ABSENT: u32 = 6;
/// One of so many has no year of birth in the roster, so that the clerk has somebody to confirm.
const WITHOUT_YEAR: usize = 9;
/// The rosters are kept for so long.
const KEPT_MS: i64 = 60 * 86_400_000;
/// Heads of the columns, as a clerk may write them too.
const HEADS: &str = "name,birth year,agency";

/// Keeps the rosters, one a unit.
///
/// # Errors
/// The ledger's.
pub fn keep(
    centre: &Centre,
    city: &City,
    clerks: &UnitCode,
    (words, now): (&Words, Moment),
) -> Result<(), Vec<Failure>> {
    let refused = |refusal: RosterRefusal| vec![explain::roster(&refusal)];
    let (purpose, office) = (words.get("centre-demo-purpose"), words.get("centre-demo-office"));
    let last_day = now.plus_ms(KEPT_MS).date().format("%Y-%m-%d").to_string();
    let units: BTreeSet<UnitCode> = STATIONS.filter_map(|station| Some(city.place(station)?.commune)).collect();
    for unit in units.iter().chain([clerks]).collect::<BTreeSet<_>>() {
        let list = list(city, unit, &office);
        let typed = (list.as_bytes(), &*purpose, last_day.as_str());
        let read = centre.read_roster(&Access::City, unit.as_str(), typed, now).map_err(refused)?;
        let who = (Actor::CommandLine, now);
        centre.keep_roster(&Access::City, unit.as_str(), &read.sealed, who).map_err(refused)?;
    }
    Ok(())
}

/// Who works where, in a table as clerks hand it in. Who has registered no workplace is on the unit's own office, every second one.
fn list(city: &City, unit: &UnitCode, office: &str) -> String {
    let is_here = |station: &u32| city.place(*station).is_some_and(|place| place.commune == *unit);
    let mut lines = vec![HEADS.to_owned()];
    for station in (0..city.stations).filter(is_here) {
        let absent = city.people + station * ABSENT;
        for number in city.home(station).chain(absent..absent + ABSENT) {
            let Some(one) = city.resident(station, number).map(|resident| resident.registration) else { continue };
            let agency = match &one.workplace {
                Some(work) => work.name.as_str(),
                None if number % 2 == 0 => office,
                None => continue,
            };
            if one.guardian.is_some() {
                continue;
            }
            let year = if lines.len() % WITHOUT_YEAR == 0 { String::new() } else { one.birth.year().to_string() };
            lines.push(format!("{},{year},{agency}", one.name.as_str()));
        }
    }
    lines.join("\r\n")
}
