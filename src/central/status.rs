use super::{enrol::unit_of, location::CentreLocation, open};
use crate::{
    centre::{Access, Missing, Overview, StationOverview, Term, explain},
    cli::{CommandResult, Console},
};
use serde_json::{Map, Value as Json, json};
use std::process::ExitCode;

/// Prints how the contest is: sums, stations, bundles and those that are missing, cases that wait.
pub fn run(location: &CentreLocation, console: &Console) -> CommandResult {
    let centre = open::centre(location, console)?;
    let doubt = open::now(&centre).err();
    if let Some(doubt) = &doubt {
        console.failures(doubt);
    }
    let overview = centre.overview(&Access::City, open::clock()).map_err(|fault| vec![explain::query(&fault)])?;
    let Overview { total, waiting, .. } = overview;
    let stations = centre.station_overview(&Access::City, overview.at).map_err(|fault| vec![explain::query(&fault)])?;
    let held: u64 = stations.states.iter().map(|(_, n)| n).sum();
    let missing: u64 = stations.missing.iter().map(Missing::count).sum();
    let words = console.words();
    let count = |n: i64| words.number(n.unsigned_abs());
    let names = [("centre", overview.centre.as_str().into()), ("contest", overview.contest.as_str().into())];
    console.message("centre-status", &names);
    let sums = [
        ("registered", count(total.registered).into()),
        ("finished", count(total.finished).into()),
        ("valid", count(total.valid).into()),
    ];
    console.message("centre-status-people", &sums);
    let numbers = [
        ("stations", words.number(u64::try_from(stations.stations.len()).unwrap_or(0)).into()),
        ("bundles", words.number(held).into()),
        ("waiting", words.number(waiting).into()),
    ];
    console.message("centre-status-bundles", &numbers);
    if doubt.is_none() {
        print_term(&overview, console); // nobody is reminded by a clock that is not believed
    }
    print_missing(&stations, missing, console);
    let states: Map<String, Json> =
        stations.states.iter().map(|(state, n)| (state.as_str().to_owned(), (*n).into())).collect();
    let gaps = stations.missing.iter().map(|lacks| {
        json!({ "kiosk": lacks.station, "epoch": lacks.epoch, "numbers": lacks.ranges, "missing": lacks.count() })
    });
    console.json(&json!({
        "contest": overview.contest, "at_ms": overview.at.0, "generation": centre.generation(),
        "registered": total.registered, "finished": total.finished, "valid": total.valid,
        "stations": stations.stations.len(), "bundles": held, "states": states, "cases": waiting,
        "kept_until": overview.term.map(|term| term.last_day.to_string()),
        "ended_ms": overview.term.and_then(|term| term.ended).map(|at| at.0),
        "missing": missing, "gaps": gaps.collect::<Vec<_>>(),
    }));
    Ok(ExitCode::SUCCESS)
}

/// How long what is known of people is kept: what the organiser has to think of.
fn print_term(overview: &Overview, console: &Console) {
    let Some(Term { last_day, ended }) = overview.term.filter(|_| !overview.is_demo) else { return };
    let (key, date) = match ended {
        Some(at) => ("centre-status-term-ended", at.date()),
        None if overview.at.date() > last_day => ("centre-status-term-over", last_day),
        None => ("centre-status-term", last_day),
    };
    console.message(key, &[("date", console.words().date(date).into())]);
}

fn print_missing(stations: &StationOverview, missing: u64, console: &Console) {
    if missing == 0 {
        return console.message("centre-status-none-missing", &[]);
    }
    console.message("centre-status-missing", &[("n", console.words().number(missing).into())]);
    for lacks in &stations.missing {
        let Some(row) = stations.stations.iter().find(|row| row.station == lacks.station) else { continue };
        let values = [
            ("kiosk", row.station.short().into()),
            ("unit", unit_of(&row.commune, &stations.units, console).into()),
            ("village", row.village.as_str().into()),
            ("epoch", lacks.epoch.as_str().into()),
            ("numbers", lacks.numbers().into()),
        ];
        console.message("centre-status-missing-row", &values);
    }
    console.message("centre-status-missing-then", &[]);
}
