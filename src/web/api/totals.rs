use crate::{
    centre::{Access, CityTotals, Sums, UnitTotals},
    domain::Unit,
    ledger::{Counts, TallyKey},
    text::codes,
    web::{answer::json, clock::now, extractors::Session, problem::Problem, state::AppState},
};
use axum::{
    extract::{Query, State, rejection::QueryRejection},
    http::StatusCode,
    response::Response,
};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::sync::Arc;

/// Query of the totals.
#[derive(Deserialize)]
pub struct Filter {
    /// Five digits: this unit with its villages, agencies and days. All units if absent.
    unit: Option<String>,
}

/// How much of an unknown unit's code is repeated.
const MOST_SHOWN: usize = 12;

/// `GET /v1/totals`
pub async fn totals(
    State(state): State<Arc<AppState>>,
    Session { access }: Session,
    filter: Result<Query<Filter>, QueryRejection>,
) -> Result<Response, Problem> {
    let Query(Filter { unit }) = filter.map_err(|_| Problem::bad_request())?;
    let totals = match unit {
        None => city(state.run_query(move |centre| centre.city_totals(&access, now())).await??),
        Some(unit) => of_unit(&state, access, unit).await?,
    };
    Ok(json(StatusCode::OK, &totals))
}

/// Totals of one unit. An unknown one is an error: zeros would state that nobody took part there.
async fn of_unit(state: &AppState, access: Access, unit: String) -> Result<Value, Problem> {
    let code = unit.clone();
    let totals = state.run_query(move |centre| centre.unit_totals(&access, &code, now())).await??;
    let unknown = || {
        let shown = unit.chars().take(MOST_SHOWN).collect();
        Problem::new(StatusCode::NOT_FOUND, codes::approve::UNKNOWN_UNIT, [("unit", shown)])
    };
    totals.map(|totals| one_unit(&unit, &totals)).ok_or_else(unknown)
}

/// Sums as programs read them.
#[derive(Serialize)]
struct CountsJson {
    registered: i64,
    finished: i64,
    valid: i64,
    one_touch: i64,
    both: i64,
    app: i64,
}

impl From<&Counts> for CountsJson {
    fn from(counts: &Counts) -> Self {
        let Counts { registered, finished, valid, one_touch, both, app, .. } = *counts;
        Self { registered, finished, valid, one_touch, both, app }
    }
}

/// Sums of a unit of the list.
#[derive(Serialize)]
struct UnitJson<'a> {
    code: &'a str,
    name: &'a str,
    population: u32,
    #[serde(flatten)]
    counts: CountsJson,
}

/// Sums of a village or agency.
#[derive(Serialize)]
struct NamedJson<'a> {
    name: &'a str,
    #[serde(flatten)]
    counts: CountsJson,
}

/// Sums of what was reached on a day.
#[derive(Serialize)]
struct DayJson {
    day: i32,
    #[serde(flatten)]
    counts: CountsJson,
}

fn city(totals: CityTotals) -> Value {
    let row = |(unit, counts): &(Unit, Counts)| {
        json!(UnitJson {
            code: unit.code.as_str(),
            name: &unit.name,
            population: unit.population,
            counts: counts.into(),
        })
    };
    json!({
        "v": 1, "contest": totals.contest, "at_ms": totals.at.0, "city": CountsJson::from(&totals.total),
        "units": totals.units.iter().map(row).collect::<Vec<_>>(),
    })
}

fn one_unit(unit: &str, totals: &UnitTotals) -> Value {
    let named = |sums: &Sums| -> Vec<Value> {
        let row = |(key, counts): &(TallyKey, Counts)| json!(NamedJson { name: &key.name, counts: counts.into() });
        sums.iter().map(row).collect()
    };
    let dated = totals.days.iter().map(|(key, counts)| json!(DayJson { day: key.day, counts: counts.into() }));
    json!({
        "v": 1, "contest": totals.contest, "at_ms": totals.at.0, "unit": unit,
        "total": CountsJson::from(&totals.total), "villages": named(&totals.villages),
        "agencies": named(&totals.agencies), "days": dated.collect::<Vec<_>>(),
    })
}
