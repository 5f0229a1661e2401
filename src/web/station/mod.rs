//! The stations' protocol `/v1` (docs/FORMATS.md): bundles and grants in, receipts and packs out. It is frozen: stations in the
//! villages are not updated at once.

mod bundles;
mod front;
mod grants;
mod health;
mod packs;
mod receipts;
mod uploads;

use super::{middleware, state::AppState};
use axum::{
    Router,
    middleware::from_fn_with_state,
    routing::{get, post, put},
};
use std::sync::Arc;

/// Routes of the protocol, with their limits by sender.
pub fn routes(state: &Arc<AppState>) -> Router<Arc<AppState>> {
    let charged = Router::new()
        .route("/v1/bundles", post(bundles::post))
        .route("/v1/uploads/{digest}", get(uploads::state))
        .route("/v1/uploads/{digest}", put(uploads::put))
        .route("/v1/grants", post(grants::post))
        .layer(from_fn_with_state(state.clone(), middleware::charge));
    let limited = Router::new()
        .route("/v1/receipts/{station}/{epoch}", get(receipts::newest))
        .route("/v1/packs/{contest}/newest", get(packs::newest))
        .merge(charged)
        .layer(from_fn_with_state(state.clone(), middleware::check_clock))
        .layer(from_fn_with_state(state.clone(), middleware::limit));
    Router::new().route("/v1/health", get(health::health)).merge(limited)
}
