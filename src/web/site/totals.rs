use super::visitor::is_signed_in;
use crate::{
    domain::Unit,
    ledger::{Counts, LedgerError, Scope, TallyKey},
    text::codes,
    web::{Answer, Office, Problem, json_answer, ledger_problem, now_ms},
};
use axum::{
    extract::{Query, State, rejection::QueryRejection},
    http::{HeaderMap, StatusCode},
};
use serde::Deserialize;
use serde_json::{Value, json};
use std::{collections::HashMap, sync::Arc};

#[derive(Deserialize)]
pub struct Asked {
    /// Five digits: this unit with its villages, agencies and days. All units without it.
    unit: Option<String>,
}

/// How much is repeated of a code that is none.
const MOST_SHOWN: usize = 12;

type Sums = Vec<(TallyKey, Counts)>;

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
    match read.await.map(|read| read.map_err(|fault| ledger_problem(&fault))) {
        Ok(Ok(Some(totals))) => json_answer(StatusCode::OK, &totals),
        Ok(Ok(None)) => {
            let unit = unit.unwrap_or_default().chars().take(MOST_SHOWN).collect();
            Problem::new(StatusCode::NOT_FOUND, codes::approve::UNKNOWN_UNIT, [("unit", unit)])
                .answer(&headers, &office.words)
        }
        Ok(Err(problem)) | Err(problem) => problem.answer(&headers, &office.words),
    }
}

fn of_all(office: &Office) -> Result<Value, LedgerError> {
    let units = office.units()?;
    let [sums] = sums(office, [Scope::Unit], None)?;
    let known: HashMap<&str, &Counts> = sums.iter().map(|(key, counts)| (key.unit.as_str(), counts)).collect();
    let row = |unit: &Unit| {
        let counts = known.get(unit.code.as_str()).copied().copied().unwrap_or_default();
        let mut row = shape(&counts);
        insert(&mut row, "code", json!(unit.code.as_str()));
        insert(&mut row, "name", json!(unit.name));
        insert(&mut row, "population", json!(unit.population));
        row
    };
    Ok(json!({
        "v": 1, "contest": office.centre.keys().contest, "at_ms": now_ms(), "city": shape(&total(&sums)),
        "units": units.iter().map(row).collect::<Vec<_>>(),
    }))
}

/// A unit's; nothing where no unit has this code: sums of nought would say that nobody took part there.
fn of_one(office: &Office, unit: &str) -> Result<Option<Value>, LedgerError> {
    if !office.units()?.iter().any(|known| known.code.as_str() == unit) {
        return Ok(None);
    }
    let [of_unit, villages, agencies, days] =
        sums(office, [Scope::Unit, Scope::Village, Scope::Agency, Scope::Day], Some(unit))?;
    let named = |sums: &Sums| -> Vec<Value> {
        let row = |(key, counts): &(TallyKey, Counts)| {
            let mut row = shape(counts);
            insert(&mut row, "name", json!(key.name));
            row
        };
        sums.iter().map(row).collect()
    };
    let dated = days.iter().map(|(key, counts)| {
        let mut row = shape(counts);
        insert(&mut row, "day", json!(key.day));
        row
    });
    Ok(Some(json!({
        "v": 1, "contest": office.centre.keys().contest, "at_ms": now_ms(), "unit": unit,
        "total": shape(&total(&of_unit)), "villages": named(&villages), "agencies": named(&agencies),
        "days": dated.collect::<Vec<_>>(),
    })))
}

/// Sums of one moment.
fn sums<const N: usize>(office: &Office, scopes: [Scope; N], unit: Option<&str>) -> Result<[Sums; N], LedgerError> {
    office.centre.ledger().look(|tx| {
        let mut read = [const { Vec::new() }; N];
        for (sums, scope) in read.iter_mut().zip(scopes) {
            *sums = tx.tallies(scope, unit)?;
        }
        Ok(read)
    })
}

/// All of them together.
pub fn total(sums: &[(TallyKey, Counts)]) -> Counts {
    sums.iter().fold(Counts::default(), |all, (_, one)| Counts {
        registered: all.registered + one.registered,
        finished: all.finished + one.finished,
        valid: all.valid + one.valid,
        one_touch: all.one_touch + one.one_touch,
        both: all.both + one.both,
        app: all.app + one.app,
    })
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
