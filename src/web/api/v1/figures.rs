use super::{
    list::{Paging, etagged},
    problem::ProblemV1,
    token::Token,
};
use crate::{
    centre::Access,
    ledger::{Counts, TokenScope},
    text::codes,
    web::{clock::now, problem::Problem, state::AppState},
};
use axum::{
    extract::{Path, Query, State, rejection::QueryRejection},
    http::{HeaderMap, StatusCode},
    response::Response,
};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::{IntoParams, ToSchema};

/// Which unit is asked for.
#[derive(Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct OfUnit {
    /// Five digits of a unit; of the whole city, or of the token's own unit, without it.
    pub unit: Option<String>,
}

/// How many people.
#[derive(Serialize, ToSchema)]
pub struct CountsV1 {
    /// Registered.
    registered: i64,
    /// Have done all parts by the records.
    finished: i64,
    /// Have done all parts validly.
    valid: i64,
    /// Took part on One Touch, by a list of the city or by their own word.
    one_touch: i64,
    /// Took part on One Touch and are valid here too.
    both: i64,
    /// Have the app on their telephones.
    app: i64,
    /// Are valid by a test that was written on paper.
    on_paper: i64,
    /// Took part on One Touch by a list of the city, whether or not they registered at a station.
    listed: i64,
    /// Took part: valid at a station or on One Touch, each person once.
    took_part: i64,
    /// What people lack who are registered, have no valid entry and are not on One Touch.
    missing: MissingV1,
}

/// How many people lack each part of a valid entry.
#[derive(Serialize, ToSchema)]
pub struct MissingV1 {
    /// The first topic.
    topic_1: i64,
    /// The second topic.
    topic_2: i64,
    /// The third topic.
    topic_3: i64,
    /// The fourth topic.
    topic_4: i64,
    /// The test.
    test: i64,
    /// The message.
    message: i64,
}

/// Totals of the city or of one unit.
#[derive(Serialize, ToSchema)]
pub struct TotalsV1 {
    /// Id of the contest.
    contest: String,
    /// The unit; null for the whole city.
    unit: Option<String>,
    /// Residents, by what they reached.
    counts: CountsV1,
}

/// A unit with its totals.
#[derive(Serialize, ToSchema)]
pub struct UnitV1 {
    /// Five digits.
    code: String,
    /// Its name.
    name: String,
    /// Inhabitants.
    population: u32,
    /// Residents, by what they reached.
    counts: CountsV1,
}

/// Page of units, in order of their codes.
#[derive(Serialize, ToSchema)]
pub struct UnitsV1 {
    /// Units of this page.
    items: Vec<UnitV1>,
    /// Cursor of the next page; null where this is the last.
    next: Option<String>,
}

/// A village with its totals.
#[derive(Serialize, ToSchema)]
pub struct VillageV1 {
    /// Its name, as sums know it; empty where none was declared.
    name: String,
    /// Residents, by what they reached.
    counts: CountsV1,
}

/// Page of a unit's villages, in order of their names' bytes.
#[derive(Serialize, ToSchema)]
pub struct VillagesV1 {
    /// The unit.
    unit: String,
    /// Villages of this page.
    items: Vec<VillageV1>,
    /// Cursor of the next page; null where this is the last.
    next: Option<String>,
}

impl From<Counts> for CountsV1 {
    fn from(of: Counts) -> Self {
        let [topic_1, topic_2, topic_3, topic_4] = of.no_topics();
        let missing = MissingV1 { topic_1, topic_2, topic_3, topic_4, test: of.no_test, message: of.no_message };
        let took_part = of.took_part();
        let Counts { registered, finished, valid, one_touch, both, app, on_paper, listed, .. } = of;
        Self { registered, finished, valid, one_touch, both, app, on_paper, listed, took_part, missing }
    }
}

/// How much of an unknown unit's code is repeated.
const MOST_SHOWN: usize = 12;

/// That the contest has no such unit: zeros would state that nobody took part there.
pub fn unknown_unit(unit: &str) -> Problem {
    let shown = unit.chars().take(MOST_SHOWN).collect();
    Problem::new(StatusCode::NOT_FOUND, codes::approve::UNKNOWN_UNIT, [("unit", shown)])
}

/// Totals of the whole city, or of one unit. Scope `figures`.
#[utoipa::path(
    get, path = "/api/v1/totals", tag = "figures", params(OfUnit), security(("token" = [])),
    responses((status = 200, body = TotalsV1), (status = "default", body = ProblemV1, content_type = "application/problem+json"))
)]
pub async fn totals(
    State(state): State<Arc<AppState>>,
    token: Token,
    headers: HeaderMap,
    of: Result<Query<OfUnit>, QueryRejection>,
) -> Result<Response, Problem> {
    let Query(of) = of.map_err(|_| Problem::bad_request())?;
    let (access, unit) = token.access_to(TokenScope::Figures, of.unit.as_deref())?;
    let Some(unit) = unit else {
        let found = state.run_query(move |centre| centre.city_totals(&access, now())).await??;
        return Ok(etagged(&headers, &TotalsV1 { contest: found.contest, unit: None, counts: found.total.into() }));
    };
    let asked = unit.clone();
    let found = state.run_query(move |centre| centre.unit_totals(&access, &asked, now())).await??;
    let found = found.ok_or_else(|| unknown_unit(&unit))?;
    Ok(etagged(&headers, &TotalsV1 { contest: found.contest, unit: Some(unit), counts: found.total.into() }))
}

/// All units with their totals; the own one for a unit's token. Scope `figures`.
#[utoipa::path(
    get, path = "/api/v1/units", tag = "figures", params(Paging), security(("token" = [])),
    responses((status = 200, body = UnitsV1), (status = "default", body = ProblemV1, content_type = "application/problem+json"))
)]
pub async fn units(
    State(state): State<Arc<AppState>>,
    token: Token,
    headers: HeaderMap,
    paging: Result<Query<Paging>, QueryRejection>,
) -> Result<Response, Problem> {
    let Query(paging) = paging.map_err(|_| Problem::bad_request())?;
    let access = token.access(TokenScope::Figures)?;
    let found = state.run_query(move |centre| centre.totals_of_units(&access)).await??;
    let items = found.into_iter().map(|(unit, counts)| UnitV1 {
        code: unit.code.as_str().to_owned(),
        name: unit.name,
        population: unit.population,
        counts: counts.into(),
    });
    let (items, next) = paging.page(items.collect(), |unit| unit.code.clone())?;
    Ok(etagged(&headers, &UnitsV1 { items, next }))
}

/// The villages of a unit with their totals. Scope `figures`.
#[utoipa::path(
    get, path = "/api/v1/units/{unit}/villages", tag = "figures", security(("token" = [])),
    params(("unit" = String, Path, description = "Five digits."), Paging),
    responses((status = 200, body = VillagesV1), (status = "default", body = ProblemV1, content_type = "application/problem+json"))
)]
pub async fn villages(
    State(state): State<Arc<AppState>>,
    token: Token,
    headers: HeaderMap,
    Path(unit): Path<String>,
    paging: Result<Query<Paging>, QueryRejection>,
) -> Result<Response, Problem> {
    let Query(paging) = paging.map_err(|_| Problem::bad_request())?;
    let (access, _): (Access, _) = token.access_to(TokenScope::Figures, Some(&unit))?;
    let asked = unit.clone();
    let found = state.run_query(move |centre| centre.unit_totals(&access, &asked, now())).await??;
    let found = found.ok_or_else(|| unknown_unit(&unit))?;
    let items = found.villages.into_iter().map(|(key, counts)| VillageV1 { name: key.name, counts: counts.into() });
    let (items, next) = paging.page(items.collect(), |village| village.name.clone())?;
    Ok(etagged(&headers, &VillagesV1 { unit, items, next }))
}
