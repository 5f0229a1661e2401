use super::{City, Finding, Server, ServerFault};
use serde::Deserialize;
use std::collections::BTreeMap;

/// The office's sums of each unit: registered, finished, valid.
pub type UnitSums = BTreeMap<String, [i64; 3]>;

/// What the server counts now.
///
/// # Errors
/// `Away`; `Strange` for what is not a centre's answer.
pub fn sums(server: &Server, cookie: &str) -> Result<UnitSums, ServerFault> {
    let body = server.totals(cookie)?;
    let totals: Totals = serde_json::from_slice(&body).map_err(|_| ServerFault::Strange(200))?;
    Ok(totals.units.into_iter().map(|unit| (unit.code, [unit.registered, unit.finished, unit.valid])).collect())
}

/// Units whose sums did not grow by exactly the people who were sent.
#[must_use]
pub fn grown(city: &City, before: &UnitSums, after: &UnitSums) -> Vec<Finding> {
    let mut wanted = before.clone();
    for (unit, counts) in city.sums() {
        let sum = wanted.entry(unit).or_default();
        for (at, more) in sum.iter_mut().zip([counts.registered, counts.finished, counts.valid]) {
            *at += more;
        }
    }
    let units: std::collections::BTreeSet<&String> = wanted.keys().chain(after.keys()).collect();
    let sum = |sums: &UnitSums, unit: &String| sums.get(unit).copied().unwrap_or_default();
    let other = units.into_iter().filter(|unit| sum(&wanted, unit) != sum(after, unit));
    other
        .map(|unit| Finding::OtherSum { unit: unit.clone(), wanted: sum(&wanted, unit), found: sum(after, unit) })
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
