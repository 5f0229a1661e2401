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
use serde::{Deserialize, Serialize, Serializer};
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
    Session { access, .. }: Session,
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

/// Sums as programs read them: each figure by its name.
struct CountsJson<'a>(&'a Counts);

impl Serialize for CountsJson<'_> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.collect_map(Counts::NAMES.into_iter().zip(self.0.values()))
    }
}

/// Sums of a unit of the list.
#[derive(Serialize)]
struct UnitJson<'a> {
    code: &'a str,
    name: &'a str,
    population: u32,
    #[serde(flatten)]
    counts: CountsJson<'a>,
}

/// Sums of a village or agency.
#[derive(Serialize)]
struct NamedJson<'a> {
    name: &'a str,
    #[serde(flatten)]
    counts: CountsJson<'a>,
}

/// Sums of what was reached on a day.
#[derive(Serialize)]
struct DayJson<'a> {
    day: i32,
    #[serde(flatten)]
    counts: CountsJson<'a>,
}

fn city(totals: CityTotals) -> Value {
    let row = |(unit, counts): &(Unit, Counts)| {
        json!(UnitJson {
            code: unit.code.as_str(),
            name: &unit.name,
            population: unit.population,
            counts: CountsJson(counts),
        })
    };
    json!({
        "v": 1, "contest": totals.contest, "at_ms": totals.at.0, "city": CountsJson(&totals.total),
        "units": totals.units.iter().map(row).collect::<Vec<_>>(),
    })
}

fn one_unit(unit: &str, totals: &UnitTotals) -> Value {
    let named = |sums: &Sums| -> Vec<Value> {
        let row = |(key, counts): &(TallyKey, Counts)| json!(NamedJson { name: &key.name, counts: CountsJson(counts) });
        sums.iter().map(row).collect()
    };
    let dated = totals.days.iter().map(|(key, counts)| json!(DayJson { day: key.day, counts: CountsJson(counts) }));
    json!({
        "v": 1, "contest": totals.contest, "at_ms": totals.at.0, "unit": unit,
        "total": CountsJson(&totals.total), "villages": named(&totals.villages),
        "agencies": named(&totals.agencies), "days": dated.collect::<Vec<_>>(),
    })
}
