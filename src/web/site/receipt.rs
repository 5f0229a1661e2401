use crate::web::{
    answer::{RECEIPT, answer, attached},
    extractors::Session,
    problem::Problem,
    state::AppState,
};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use std::sync::Arc;

/// `GET /bien-nhan/<station>/<number>`
pub async fn download(
    State(state): State<Arc<AppState>>,
    Session { access, .. }: Session,
    Path((station, number)): Path<(String, u64)>,
) -> Result<Response, Problem> {
    let found = state.run_query(move |centre| centre.receipt(&access, &station, number)).await??;
    let receipt = found.ok_or_else(Problem::not_found)?;
    Ok(attached(answer(StatusCode::OK, RECEIPT, receipt.bytes), &receipt.name))
}
