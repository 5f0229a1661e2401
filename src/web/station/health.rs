use crate::web::{answer::json, lanes::Lane, middleware::believe, problem::Problem, state::AppState};
use axum::{extract::State, http::StatusCode, response::Response};
use serde_json::json;
use std::sync::Arc;

/// `GET /v1/health`
pub async fn health(State(state): State<Arc<AppState>>) -> Result<Response, Problem> {
    state.run_in(Lane::Health, |centre| centre.health()).await??;
    believe(&state).await?;
    Ok(json(StatusCode::OK, &json!({ "ok": true })))
}
