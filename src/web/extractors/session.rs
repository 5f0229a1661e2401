use crate::{
    centre::{Access, Actor},
    domain::AccountName,
    web::{guests::Guest, problem::Problem, session::is_signed_in, state::AppState},
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

impl FromRequestParts<Arc<AppState>> for Session {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &Arc<AppState>) -> Result<Self, Problem> {
        if is_signed_in(state, &parts.headers).await? {
            if let Some(guest) = parts.extensions.get::<Arc<Guest>>() {
                guest.become_known();
            }
            return Ok(Self { access: Access::City, who: Actor::Account(AccountName::CITY) });
        }
        Err(Problem::not_signed_in())
    }
}
