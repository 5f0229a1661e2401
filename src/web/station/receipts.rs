use crate::web::{
    answer::{RECEIPT, answer},
    clock::now,
    problem::Problem,
    state::AppState,
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
    if !is_hex(&station, 32) || !is_hex(&epoch, 8) {
        return Err(Problem::not_found());
    }
    let newest = state.run_command(move |centre| centre.newest_receipt(&station, &epoch, now())).await??;
    let receipt = newest.ok_or_else(Problem::not_found)?;
    Ok(answer(StatusCode::OK, RECEIPT, receipt.bytes))
}

fn is_hex(text: &str, digits: usize) -> bool {
    text.len() == digits && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}
