use crate::{
    domain::{EpochId, StationId},
    web::{
        answer::{RECEIPT, answer},
        clock::now,
        lanes::Lane,
        problem::Problem,
        state::AppState,
    },
};
use axum::{
    extract::{Path, State},
    http::StatusCode,
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
    let newest = state.run_in(Lane::Stations, move |centre| centre.newest_receipt(&station, &epoch, now())).await??;
    let receipt = newest.ok_or_else(Problem::not_found)?;
    Ok(answer(StatusCode::OK, RECEIPT, receipt.bytes))
}
