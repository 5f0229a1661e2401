use super::visitor::is_signed_in;
use crate::{
    centre::{Access, CityTotals, QueryError, Sums},
    domain::{Moment, Unit},
    ledger::{Counts, TallyKey},
    text::codes,
    web::{Answer, Office, Problem, json_answer, now_ms, query_problem},
};
use axum::{
    extract::{Query, State, rejection::QueryRejection},
    http::{HeaderMap, StatusCode},
};
use serde::Deserialize;
use serde_json::{Value, json};
use std::sync::Arc;

#[derive(Deserialize)]
pub struct Asked {
    /// Five digits: this unit with its villages, agencies and days. All units without it.
    unit: Option<String>,
}

/// How much is repeated of a code that is none.
const MOST_SHOWN: usize = 12;

/// `GET /v1/totals`
pub async fn totals(
    State(office): State<Arc<Office>>,
    headers: HeaderMap,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Answer {
    match is_signed_in(&office, &headers).await {
        Ok(true) => (),
        Ok(false) => {
            return Problem::new(StatusCode::UNAUTHORIZED, codes::centre::NOT_SIGNED_IN, [])
                .answer(&headers, &office.words);
        }
        Err(problem) => return problem.answer(&headers, &office.words),
    }
    let Ok(Query(Asked { unit })) = asked else { return Problem::bad_request().answer(&headers, &office.words) };
    let (shared, wanted) = (office.clone(), unit.clone());
    let read = office.look(move |_| match wanted {
        None => of_all(&shared).map(Some),
        Some(unit) => of_one(&shared, &unit),
    });
    match read.await.map(|read| read.map_err(|fault| query_problem(&fault))) {
        Ok(Ok(Some(totals))) => json_answer(StatusCode::OK, &totals),
        Ok(Ok(None)) => {
            let unit = unit.unwrap_or_default().chars().take(MOST_SHOWN).collect();
            Problem::new(StatusCode::NOT_FOUND, codes::approve::UNKNOWN_UNIT, [("unit", unit)])
                .answer(&headers, &office.words)
        }
        Ok(Err(problem)) | Err(problem) => problem.answer(&headers, &office.words),
    }
}

fn of_all(office: &Office) -> Result<Value, QueryError> {
    let CityTotals { contest, at, total, units } = office.centre.city_totals(&Access::City, Moment(now_ms()))?;
    let row = |(unit, counts): &(Unit, Counts)| {
        let mut row = shape(counts);
        insert(&mut row, "code", json!(unit.code.as_str()));
        insert(&mut row, "name", json!(unit.name));
        insert(&mut row, "population", json!(unit.population));
        row
    };
    let units = units.iter().map(row).collect::<Vec<_>>();
    Ok(json!({ "v": 1, "contest": contest, "at_ms": at.0, "city": shape(&total), "units": units }))
}

/// A unit's; nothing where no unit has this code.
fn of_one(office: &Office, unit: &str) -> Result<Option<Value>, QueryError> {
    let Some(totals) = office.centre.unit_totals(&Access::City, unit, Moment(now_ms()))? else { return Ok(None) };
    let named = |sums: &Sums| -> Vec<Value> {
        let row = |(key, counts): &(TallyKey, Counts)| {
            let mut row = shape(counts);
            insert(&mut row, "name", json!(key.name));
            row
        };
        sums.iter().map(row).collect()
    };
    let dated = totals.days.iter().map(|(key, counts)| {
        let mut row = shape(counts);
        insert(&mut row, "day", json!(key.day));
        row
    });
    Ok(Some(json!({
        "v": 1, "contest": totals.contest, "at_ms": totals.at.0, "unit": unit, "total": shape(&totals.total),
        "villages": named(&totals.villages), "agencies": named(&totals.agencies), "days": dated.collect::<Vec<_>>(),
    })))
}

fn shape(counts: &Counts) -> Value {
    json!({
        "registered": counts.registered, "finished": counts.finished, "valid": counts.valid,
        "one_touch": counts.one_touch, "both": counts.both, "app": counts.app,
    })
}

fn insert(row: &mut Value, name: &str, value: Value) {
    if let Some(row) = row.as_object_mut() {
        row.insert(name.to_owned(), value);
    }
}
