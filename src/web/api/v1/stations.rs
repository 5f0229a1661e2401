use super::{
    list::{Paging, etagged},
    problem::ProblemV1,
    token::Token,
};
use crate::{
    ledger::{StationRow, TokenScope},
    web::{clock::now, problem::Problem, silence::is_silent, state::AppState},
};
use axum::{
    extract::{Query, State, rejection::QueryRejection},
    http::HeaderMap,
    response::Response,
};
use serde::Serialize;
use std::sync::Arc;
use utoipa::ToSchema;

/// A station.
#[derive(Serialize, ToSchema)]
pub struct StationV1 {
    /// 32 hexadecimal digits.
    station: String,
    /// Five digits of the unit where it is.
    unit: String,
    /// Village where it is.
    village: String,
    /// When it was enrolled, in milliseconds since 1970.
    enrolled_ms: i64,
    /// When it was revoked; null where it is not.
    revoked_ms: Option<i64>,
    /// When its newest bundle arrived; null before the first.
    heard_ms: Option<i64>,
    /// How many receipts it has been given.
    receipts: u64,
    /// Version of the pack that its newest bundle names; 0 before the first.
    pack_version: u32,
    /// Whether it is not revoked and has sent nothing for three days.
    silent: bool,
}

/// Page of stations, in order of their ids.
#[derive(Serialize, ToSchema)]
pub struct StationsV1 {
    /// Stations of this page.
    items: Vec<StationV1>,
    /// Cursor of the next page; null where this is the last.
    next: Option<String>,
}

/// Enrolled stations; those of the own unit for a unit's token. Scope `stations`.
#[utoipa::path(
    get, path = "/api/v1/stations", tag = "stations", params(Paging), security(("token" = [])),
    responses((status = 200, body = StationsV1), (status = "default", body = ProblemV1, content_type = "application/problem+json"))
)]
pub async fn stations(
    State(state): State<Arc<AppState>>,
    token: Token,
    headers: HeaderMap,
    paging: Result<Query<Paging>, QueryRejection>,
) -> Result<Response, Problem> {
    let Query(paging) = paging.map_err(|_| Problem::bad_request())?;
    let access = token.access(TokenScope::Stations)?;
    let found = state.run_query(move |centre| centre.stations(&access)).await??;
    let (rows, next) = paging.page(found, |row| row.station.to_string())?;
    let items = rows.into_iter().map(station).collect();
    Ok(etagged(&headers, &StationsV1 { items, next }))
}

fn station(row: StationRow) -> StationV1 {
    StationV1 {
        silent: is_silent(&row, now()),
        station: row.station.to_string(),
        unit: row.commune,
        village: row.village,
        enrolled_ms: row.enrolled.0,
        revoked_ms: row.revoked.map(|at| at.0),
        heard_ms: row.last_seen.map(|at| at.0),
        receipts: row.receipts,
        pack_version: row.pack_version,
    }
}
