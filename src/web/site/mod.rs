//! The organiser's pages: behind a password, rendered on the server, without a script.
//!
//! Promises: nothing is shown without a session; nothing is changed by a request that another site has caused; what others wrote
//! is shown as text and nothing else. Does not: show a person's data, except where somebody must decide about a contradiction
//! (`case`), or looks for people and calls them (`people`): to the city and to the clerk of their unit, to nobody else.

mod account;
mod case;
mod decide;
mod ended;
pub mod format;
mod overview;
mod people;
mod receipt;
mod remind_sheets;
mod sheets;
mod sign_in;
mod style;
mod trail;
mod unit;
mod upload;

use super::route::{ACCOUNT, ENDED, HOME, Route, SIGN_IN};
use crate::web::extractors::{Files, LongForm};
use unit::roster;

/// Path that ends a session.
pub const SIGN_OUT: &str = "/ra";
/// Path of the pages' style sheet.
pub const STYLE: &str = "/trang.css";

/// Routes of the pages.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get(HOME, overview::overview),
        Route::get(SIGN_IN, sign_in::form),
        Route::post(SIGN_IN, sign_in::sign_in),
        Route::post(SIGN_OUT, sign_in::sign_out),
        Route::post("/nop", upload::upload).with_body_limit(Files::MOST_BYTES),
        Route::get("/viec/{case}", case::case),
        Route::post("/quyet/{case}", decide::decide),
        Route::post("/hoan/{case}", decide::undo),
        Route::get("/phieu", sheets::sheets),
        Route::post("/phieu/{sheet}", sheets::note),
        Route::get("/bien-nhan/{station}/{number}", receipt::download),
        Route::get("/can-nhac", people::remind),
        Route::get("/tim", people::form),
        Route::post("/tim", people::search),
        Route::get("/nhat-ky", trail::trail),
        Route::get("/can-nhac/in", remind_sheets::sheets),
        Route::get("/xa/{unit}", unit::today),
        Route::get("/xa/{unit}/thon", unit::villages),
        Route::post("/xa/{unit}/thon/gop", unit::merge_village),
        Route::post("/xa/{unit}/thon/tach", unit::split_village),
        Route::get("/xa/{unit}/co-quan", roster::rosters),
        Route::post("/xa/{unit}/co-quan", roster::upload).with_body_limit(roster::MOST_UPLOAD),
        Route::post("/xa/{unit}/co-quan/giu", roster::keep).with_body_limit(LongForm::MOST_BYTES),
        Route::post("/xa/{unit}/co-quan/xoa", roster::remove),
        Route::post("/xa/{unit}/co-quan/xac-nhan", roster::find),
        Route::post("/xa/{unit}/co-quan/gop", unit::merge_agency),
        Route::post("/xa/{unit}/co-quan/tach", unit::split_agency),
        Route::get("/xa/{unit}/co-quan/{group}", roster::group),
        Route::get("/xa/{unit}/co-quan/{group}/chua-tham-gia", roster::letter),
        Route::get("/xa/{unit}/co-quan/{group}/xac-nhan", roster::confirmation),
        Route::get("/xa/{unit}/mau/{file}", roster::template),
        Route::get(ACCOUNT, account::account),
        Route::post("/mat-khau", account::change_password),
        Route::post("/phien", account::end_sessions),
        Route::get(ENDED, ended::ended),
        Route::get(STYLE, style::style),
    ]
}
