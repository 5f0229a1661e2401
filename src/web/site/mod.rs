//! The page of the centre's office: one page behind a password, drawn on the server, without a script.
//!
//! Promises: nothing is shown to who has not signed in; nothing is changed by a request that another site has caused; what others
//! wrote is shown as text and nothing else. Does not: show a person's data, but for what was told of one whom stations contradict
//! each other about: somebody must decide.

mod acts;
mod cases;
mod guard;
mod hand_in;
mod look;
mod overview;
mod show;
mod term;
mod totals;
mod units;
mod visitor;

pub use term::Term;

use super::{Answer, Office, Problem};
use axum::{
    Router,
    extract::DefaultBodyLimit,
    http::{HeaderMap, header},
    middleware,
    routing::{get, post},
};
use std::sync::Arc;

/// All answers of the page.
pub fn routes(office: &Arc<Office>) -> Router<Arc<Office>> {
    Router::new()
        .route("/", get(overview::overview))
        .route("/vao", get(visitor::door).post(visitor::sign_in))
        .route("/ra", post(visitor::sign_out))
        .route("/nop", post(hand_in::hand_in).layer(DefaultBodyLimit::max(hand_in::MOST_BYTES)))
        .route("/quyet/{case}", post(acts::decide))
        .route("/hoan/{case}", post(acts::undo))
        .route("/bien-nhan/{kiosk}/{number}", get(hand_in::receipt))
        .route("/v1/totals", get(totals::totals))
        .route("/trang.css", get(look::style))
        .layer(middleware::from_fn_with_state(office.clone(), guard::guard))
}

/// A refusal as who asked can read it: a browser is shown a page, a program gets the problem.
#[must_use]
pub fn refused(office: &Office, asked: &HeaderMap, problem: &Problem) -> Answer {
    let wanted = asked.get(header::ACCEPT).and_then(|wanted| wanted.to_str().ok());
    if !wanted.is_some_and(|wanted| wanted.contains("text/html")) {
        return problem.answer(asked, &office.words);
    }
    let mut answer = visitor::shown(office, problem);
    guard::told(&mut answer, office.is_sealed(asked));
    answer
}
