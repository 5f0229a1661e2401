//! Interface for programs, `/api/v1`: figures, stations, cases and statistics, each behind a token with its scope.
//!
//! Promises: nothing of a person is in any answer but words that the public wall has; a token of one unit reads nothing of another; every answer is what `openapi.json` has.
//! Does not: change anything.

mod cases;
mod days;
mod figures;
mod list;
mod openapi;
mod problem;
mod questions;
mod stations;
mod stories;
mod token;

pub use token::Token;

use crate::web::route::Route;

/// Path of the description of all others: it is public.
pub const OPENAPI: &str = "/api/v1/openapi.json";

/// Routes that a token opens, and their description.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/api/v1/totals", figures::totals),
        Route::get("/api/v1/units", figures::units),
        Route::get("/api/v1/units/{unit}/villages", figures::villages),
        Route::get("/api/v1/days", days::days),
        Route::get("/api/v1/stations", stations::stations),
        Route::get("/api/v1/cases", cases::cases),
        Route::get("/api/v1/questions", questions::questions),
        Route::get("/api/v1/stories", stories::stories),
        Route::get(OPENAPI, openapi::openapi),
    ]
}
