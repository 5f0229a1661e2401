use crate::{
    centre::{Access, Actor},
    web::{clock::now, guests::Guest, problem::Problem, session::tokens, state::AppState},
};
use axum::{extract::FromRequestParts, http::request::Parts};
use std::sync::Arc;

/// Session of a signed-in person. Use cases ask for its role, so that a page cannot do without one; a request that has none is
/// answered with the problem `not_signed_in`.
pub struct Session {
    /// What the person may see and do.
    pub access: Access,
    /// Under which name the trail keeps what the person does.
    pub who: Actor,
}

/// Asks the ledger each time: a session that was ended at another server has ended here.
impl FromRequestParts<Arc<AppState>> for Session {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &Arc<AppState>) -> Result<Self, Problem> {
        for token in tokens(state, &parts.headers) {
            let asked = token.clone();
            let Some(person) = state.run_query(move |centre| centre.session(&asked, now())).await?? else { continue };
            if let Some(guest) = parts.extensions.get::<Arc<Guest>>() {
                guest.become_known();
            }
            if let Some(until) = person.prolonged {
                // A session that could not be prolonged ends a little earlier.
                let _ = state.run_command(move |centre| centre.prolong_session(&token, until)).await;
            }
            return Ok(Self { access: person.access, who: Actor::Account(person.account) });
        }
        Err(Problem::not_signed_in())
    }
}
