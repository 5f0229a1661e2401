//! Whether the server lives, and whether it may be sent requests. Anybody may ask: neither states more than that.

use super::{answer::json, lanes::Lane, middleware::believe, problem::Problem, state::AppState};
use axum::{Router, extract::State, http::StatusCode, response::Response, routing::get};
use serde_json::json;
use std::sync::Arc;

/// Routes of health. They have a lane of their own and no limit, so that a crowd does not make the server seem dead.
pub fn routes() -> Router<Arc<AppState>> {
    Router::new().route("/health/live", get(live)).route("/health/ready", get(ready))
}

/// `GET /health/live`: the process answers. It asks the ledger nothing: a database that is away is no reason to start the program again.
async fn live() -> Response {
    json(StatusCode::OK, &json!({ "live": true }))
}

/// `GET /health/ready`: the keys are open, as they are in every process that serves; the ledger answers, its schema is this program's, and the
/// clock is believed.
async fn ready(State(state): State<Arc<AppState>>) -> Result<Response, Problem> {
    let ready = state.run_in(Lane::Health, |centre| centre.ready()).await?;
    ready.map_err(|fault| Problem { status: StatusCode::SERVICE_UNAVAILABLE, ..Problem::from(&fault) })?;
    believe(&state).await?;
    Ok(json(StatusCode::OK, &json!({ "ready": true })))
}
