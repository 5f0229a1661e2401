//! Figures as JSON: for scripts with a session, and for programs with a token (`v1`).

mod totals;
pub mod v1;

use super::route::Route;

/// Routes of the API.
pub fn routes() -> Vec<Route> {
    vec![Route::get("/v1/totals", totals::totals)]
}
