//! The organiser's pages: behind a password, rendered on the server, without a script but for the one that phones carry results by.
//!
//! Promises: nothing is shown without a session; nothing is changed by a request that another site has caused; what others wrote
//! is shown as text and nothing else. Does not: show a person's data, except where somebody must decide about a contradiction
//! (`case`), looks for people and calls them (`people`), or answers a person's request (`requests`, `person_data`), gives
//! certificates out (`certificates`): to the city and
//! to the clerk of their unit, to nobody else. What is sent
//! compressed (`Route::compressed`) shows no person and repeats nothing that is secret.

mod account;
mod accounts;
mod case;
mod case_line;
mod cases;
mod certificates;
mod check;
mod closing;
mod decide;
mod done;
mod ended;
pub mod format;
mod frame;
mod menu;
mod one_touch;
mod open_data;
mod overview;
mod packs;
mod parts;
mod people;
mod person;
mod person_data;
mod phone;
mod phone_files;
mod phone_keys;
mod place;
mod prizes;
mod questions;
mod receipt;
mod remind_sheets;
mod reports;
mod requests;
mod sheets;
mod sign_in;
mod stations;
mod stories;
mod style;
mod tokens;
mod trail;
mod unit;
mod upload;
mod wall;

use super::route::{ACCOUNT, ENDED, HOME, Route, SIGN_IN};
use crate::web::extractors::{Files, LongForm};
use unit::roster;

/// Path that ends a session.
pub const SIGN_OUT: &str = "/ra";
/// Path of the public wall.
pub const WALL: &str = "/lan-toa";
/// Path of the open data of the closed contest.
pub const OPEN_DATA: &str = "/du-lieu-mo";
/// The same as a table.
pub const OPEN_DATA_CSV: &str = "/du-lieu-mo.csv";
/// The same for programs.
pub const OPEN_DATA_JSON: &str = "/du-lieu-mo.json";
/// Path of the public check of certificates, and of one by what its code holds.
pub const CHECK: &str = "/kiem-tra";
/// As `CHECK`, with the number and the short check.
pub const CHECK_CODE: &str = "/kiem-tra/{code}";
/// Path of the page by which a phone carries results.
pub const PHONE: &str = "/nhan";
/// What that page consists of.
pub const PHONE_FILE: &str = "/nhan/{file}";
/// The keys that it checks by.
pub const PHONE_KEYS: &str = "/nhan/khoa.json";
/// Path of the pages' style sheet.
pub const STYLE: &str = "/trang.css";

/// Routes of what people ask about their own data.
fn request_routes() -> Vec<Route> {
    vec![
        Route::get("/yeu-cau", requests::list),
        Route::post("/yeu-cau", requests::open),
        Route::post("/yeu-cau/nguoi", requests::form),
        Route::get("/yeu-cau/{id}", requests::one),
        Route::post("/yeu-cau/{id}/xong", requests::close),
        Route::post("/yeu-cau/{id}/tu-choi", requests::refuse),
        Route::get("/yeu-cau/{id}/du-lieu", person_data::shown),
        Route::get("/yeu-cau/{id}/du-lieu.json", person_data::file),
    ]
}

/// Routes of lists of One Touch, of messages and their wall, and the file of the overview's figures.
fn people_routes() -> Vec<Route> {
    vec![
        Route::get(WALL, wall::wall).compressed(),
        Route::get("/loi-chia-se", stories::list),
        Route::post("/loi-chia-se/duyet", stories::approve),
        Route::post("/loi-chia-se/tu-choi", stories::refuse),
        Route::post("/loi-chia-se/rut", stories::undo),
        Route::get("/don-vi.csv", overview::units_file).compressed(),
        Route::get("/one-touch", one_touch::lists),
        Route::get("/one-touch/mau.csv", one_touch::template),
        Route::post("/one-touch", one_touch::upload).with_body_limit(one_touch::MOST_UPLOAD),
        Route::post("/one-touch/giu", one_touch::keep).with_body_limit(LongForm::MOST_BYTES),
        Route::post("/one-touch/{import}/rut", one_touch::undo),
    ]
}

/// Routes of reports and their files.
fn report_routes() -> Vec<Route> {
    vec![
        Route::get("/bao-cao", reports::city),
        Route::get("/bao-cao/tep", reports::city_file),
        Route::get("/xa/{unit}/bao-cao", reports::unit),
        Route::get("/xa/{unit}/bao-cao/tep", reports::unit_file),
        Route::post("/xa/{unit}/bao-cao/nguoi", reports::people),
        Route::get("/xa/{unit}/co-quan/{group}/chua-tham-gia.docx", roster::letter_document),
    ]
}

/// Routes of certificates, and of their check by anybody.
fn certificate_routes() -> Vec<Route> {
    vec![
        Route::get(CHECK, check::form),
        Route::post(CHECK, check::check).with_body_limit(check::MOST_UPLOAD),
        Route::get(CHECK_CODE, check::code),
        Route::get("/chung-nhan", certificates::city),
        Route::post("/chung-nhan/cap", certificates::issue_all),
        Route::get("/chung-nhan/{number}/tep", certificates::file),
        Route::get("/chung-nhan/{number}/thu-hoi", certificates::ask),
        Route::post("/chung-nhan/{number}/thu-hoi", certificates::withdraw),
        Route::get("/xa/{unit}/chung-nhan", certificates::unit),
        Route::post("/xa/{unit}/chung-nhan", certificates::issue),
        Route::get("/xa/{unit}/chung-nhan/{part}", certificates::part),
    ]
}

/// Routes of the city's office: accounts, packs, and who looks after a case.
fn office_routes() -> Vec<Route> {
    vec![
        Route::get("/can-bo", accounts::accounts),
        Route::post("/can-bo", accounts::add),
        Route::get("/can-bo/{account}", accounts::one),
        Route::post("/can-bo/{account}/mat-khau", accounts::renew),
        Route::post("/can-bo/{account}/khoa", accounts::disable),
        Route::post("/can-bo/{account}/mo", accounts::enable),
        Route::post("/can-bo/{account}/ma-sau-so", accounts::start_codes),
        Route::post("/can-bo/{account}/ma-sau-so/tat", accounts::stop_codes),
        Route::post("/viec/{case}/nhan", decide::take),
        Route::post("/viec/{case}/tha", decide::release),
        Route::get("/goi-noi-dung", packs::packs),
        Route::post("/goi-noi-dung", packs::upload).with_body_limit(Files::MOST_BYTES),
    ]
}

/// Routes of prizes, the closing and its open data.
fn closing_routes() -> Vec<Route> {
    vec![
        Route::get(prizes::PAGE, prizes::prizes),
        Route::get(closing::PAGE, closing::list),
        Route::post(closing::PAGE, closing::freeze),
        Route::post("/chot/loi", closing::state),
        Route::get("/chot/{number}", closing::one),
        Route::get("/chot/{number}/{file}", closing::file),
        Route::post("/chot/{number}/chu-ky", closing::sign).with_body_limit(2 * closing::MOST_SIGNATURE),
        Route::get(OPEN_DATA, open_data::shown).compressed(),
        Route::get(OPEN_DATA_CSV, open_data::csv).compressed(),
        Route::get(OPEN_DATA_JSON, open_data::json).compressed(),
    ]
}

/// Routes of the page for phones, the only one with a script (docs/decisions/084-results-by-light-the-receiver.md).
fn phone_routes() -> Vec<Route> {
    vec![
        Route::get(PHONE, phone::page).compressed(),
        Route::get(PHONE_FILE, phone::file),
        Route::get(PHONE_KEYS, phone_keys::keys).compressed(),
    ]
}

/// Routes of a unit's villages, agencies and organisations.
fn unit_routes() -> Vec<Route> {
    vec![
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
        Route::get("/xa/{unit}/one-touch", unit::one_touch),
        Route::post("/xa/{unit}/one-touch", unit::decide_one_touch),
        Route::post("/xa/{unit}/one-touch/rut", unit::undo_one_touch),
    ]
}

/// Routes of the pages.
pub fn routes() -> Vec<Route> {
    let mut routes = request_routes();
    routes.extend(people_routes());
    routes.extend(office_routes());
    routes.extend(closing_routes());
    routes.extend(report_routes());
    routes.extend(certificate_routes());
    routes.extend(unit_routes());
    routes.extend(phone_routes());
    routes.extend([
        Route::get(HOME, overview::overview).compressed(),
        Route::get(SIGN_IN, sign_in::form),
        Route::post(SIGN_IN, sign_in::sign_in),
        Route::post(SIGN_OUT, sign_in::sign_out),
        Route::get("/viec", cases::cases).compressed(),
        Route::post("/viec/{case}/ghi-chu", decide::note),
        Route::get("/tram", stations::stations).compressed(),
        Route::get("/tram/{station}", stations::detail).compressed(),
        Route::post("/tram/{station}/thu-hoi", stations::revoke),
        Route::get("/nguoi/{person}", person::ask),
        Route::post("/nguoi/{person}", person::look),
        Route::get("/nop", upload::form),
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
        Route::get(ACCOUNT, account::account),
        Route::post("/mat-khau", account::change_password),
        Route::post("/phien", account::end_sessions),
        Route::get(ENDED, ended::ended),
        Route::get(STYLE, style::style).compressed(),
        Route::get("/cau-hoi", questions::questions),
        Route::get("/cau-hoi/{question}", questions::question),
        Route::get("/thong-ke-cau-hoi.json", questions::file),
        Route::get("/ma-truy-cap", tokens::tokens),
        Route::post("/ma-truy-cap", tokens::add),
        Route::post("/ma-truy-cap/{token}", tokens::end),
    ]);
    routes
}
