use super::bundles::with_spoken;
use crate::{
    domain::{EpochId, StationId},
    web::{clock::now, lanes::Lane, problem::Problem, state::AppState},
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use std::sync::Arc;

/// `GET /v1/receipts/<station>/<epoch>`
pub async fn newest(
    State(state): State<Arc<AppState>>,
    Path((station, epoch)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let ids = StationId::parse(&station).zip(EpochId::parse(&epoch));
    let (station, epoch) = ids.ok_or_else(Problem::not_found)?;
    let (of, in_epoch) = (station.clone(), epoch.clone());
    let newest = state.run_in(Lane::Stations, move |centre| centre.newest_receipt(&of, &in_epoch, now())).await??;
    let receipt = newest.ok_or_else(Problem::not_found)?;
    with_spoken(&state, station, epoch, receipt.bytes).await
}
