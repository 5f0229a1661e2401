//! Figures as JSON, for scripts with a session.

mod totals;

use super::route::Route;

/// Routes of the API.
pub fn routes() -> Vec<Route> {
    vec![Route::get("/v1/totals", totals::totals)]
}
