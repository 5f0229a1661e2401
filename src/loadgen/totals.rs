use super::{City, Finding, Server, ServerFault};
use crate::ledger::Counts;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The office's sums of each unit, with those figures alone that follow from a journey (`Known`).
pub type UnitSums = BTreeMap<String, Counts>;

/// Reads the office's sums of each unit.
///
/// # Errors
/// `Away`; `Strange` for what is not a centre's answer.
pub fn sums(server: &Server, cookie: &str) -> Result<UnitSums, ServerFault> {
    let body = server.totals(cookie)?;
    let totals: Totals = serde_json::from_slice(&body).map_err(|_| ServerFault::Strange(200))?;
    let counts = |unit: &UnitTotals| Counts {
        registered: unit.registered,
        finished: unit.finished,
        valid: unit.valid,
        ..Counts::default()
    };
    Ok(totals.units.into_iter().map(|unit| (unit.code.clone(), counts(&unit))).collect())
}

/// Findings for the units whose sums did not grow by exactly the people who were sent.
#[must_use]
pub fn grown(city: &City, before: &UnitSums, after: &UnitSums) -> Vec<Finding> {
    let mut wanted = before.clone();
    for (unit, counts) in city.sums() {
        *wanted.entry(unit).or_default() += counts;
    }
    let units: std::collections::BTreeSet<&String> = wanted.keys().chain(after.keys()).collect();
    let sum = |sums: &UnitSums, unit: &String| sums.get(unit).copied().unwrap_or_default();
    let shown = |counts: Counts| [counts.registered, counts.finished, counts.valid];
    let other = units.into_iter().filter(|unit| sum(&wanted, unit) != sum(after, unit));
    other
        .map(|unit| Finding::OtherSum {
            unit: unit.clone(),
            wanted: shown(sum(&wanted, unit)),
            found: shown(sum(after, unit)),
        })
        .collect()
}

#[derive(Deserialize)]
struct Totals {
    units: Vec<UnitTotals>,
}

#[derive(Deserialize)]
struct UnitTotals {
    code: String,
    registered: i64,
    finished: i64,
    valid: i64,
}
