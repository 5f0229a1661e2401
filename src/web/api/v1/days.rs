use super::{
    figures::{CountsV1, unknown_unit},
    list::{Paging, etagged},
    problem::ProblemV1,
    token::Token,
};
use crate::{
    domain::Date,
    ledger::TokenScope,
    web::{problem::Problem, state::AppState},
};
use axum::{
    extract::{Query, State, rejection::QueryRejection},
    http::HeaderMap,
    response::Response,
};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::{IntoParams, ToSchema};

/// Which days are asked for.
#[derive(Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Days {
    /// Five digits of a unit; of the whole city, or of the token's own unit, without it.
    pub unit: Option<String>,
    /// Rows of a page, 1 to 500; 100 where nothing is stated.
    #[param(minimum = 1, maximum = 500)]
    pub limit: Option<usize>,
    /// `next` of the page before; the first page without it.
    pub cursor: Option<String>,
}

/// What was reached on a day.
#[derive(Serialize, ToSchema)]
pub struct DayV1 {
    /// `2026-11-29`, in Vietnam.
    day: String,
    /// Residents who reached it on that day: `registered`, `finished` and `valid`; the others are 0.
    counts: CountsV1,
}

/// Page of days, the first one first. Days on which nobody reached anything are left out.
#[derive(Serialize, ToSchema)]
pub struct DaysV1 {
    /// The unit; null for the whole city.
    unit: Option<String>,
    /// Days of this page.
    items: Vec<DayV1>,
    /// Cursor of the next page; null where this is the last.
    next: Option<String>,
}

/// What was reached on each day, in the city or in one unit. Scope `figures`.
#[utoipa::path(
    get, path = "/api/v1/days", tag = "figures", params(Days), security(("token" = [])),
    responses((status = 200, body = DaysV1), (status = "default", body = ProblemV1, content_type = "application/problem+json"))
)]
pub async fn days(
    State(state): State<Arc<AppState>>,
    token: Token,
    headers: HeaderMap,
    wanted: Result<Query<Days>, QueryRejection>,
) -> Result<Response, Problem> {
    let Query(Days { unit, limit, cursor }) = wanted.map_err(|_| Problem::bad_request())?;
    let (access, unit) = token.access_to(TokenScope::Figures, unit.as_deref())?;
    let asked = unit.clone();
    let found = state.run_query(move |centre| centre.totals_of_days(&access, asked.as_deref())).await??;
    let found = found.ok_or_else(|| unknown_unit(unit.as_deref().unwrap_or_default()))?;
    let day = |days: i32| Date::from_epoch_days(days).map(|day| day.to_string());
    let items = found.into_iter().filter_map(|(at, counts)| Some(DayV1 { day: day(at)?, counts: counts.into() }));
    let (items, next) = Paging { limit, cursor }.page(items.collect(), |day| day.day.clone())?;
    Ok(etagged(&headers, &DaysV1 { unit, items, next }))
}
