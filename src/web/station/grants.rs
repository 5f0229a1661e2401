use crate::{
    bundle::MOST_GRANT,
    web::{clock::now, extractors::BodyReader, problem::Problem, state::AppState},
};
use axum::{extract::State, http::StatusCode};
use std::sync::Arc;

/// `POST /v1/grants`
pub async fn post(State(state): State<Arc<AppState>>, body: BodyReader<MOST_GRANT>) -> Result<StatusCode, Problem> {
    let bytes = body.read_all().await?;
    state.run_command(move |centre| centre.admit_from_station(&bytes, now())).await??;
    Ok(StatusCode::NO_CONTENT)
}
