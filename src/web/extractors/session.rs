use crate::{
    centre::{Access, Actor, SignedIn},
    domain::AccountName,
    web::{caller::Caller, clock::now, guests::Guest, problem::Problem, session::tokens, state::AppState},
};
use axum::{extract::FromRequestParts, http::request::Parts};
use std::{
    sync::{Arc, OnceLock},
    time::Duration,
};

/// Session of a signed-in person. Use cases ask for its role, so that a page cannot do without one; a request that has none is
/// answered with the problem `not_signed_in`, and one of an account that must choose its password first with `first_password`.
pub struct Session {
    /// What the person may see and do.
    pub access: Access,
    /// Under which name the trail keeps what the person does.
    pub who: Actor,
}

/// Session of a signed-in person who may still have the password for the first sign-in: for the page of the own account alone.
pub struct OwnAccount {
    /// The account.
    pub account: AccountName,
    /// What the person may see and do once the password is their own.
    pub access: Access,
    /// Token of the session.
    pub token: String,
    /// Whether a password must be chosen before anything else.
    pub must_change: bool,
}

/// How long the session of a request still holds, for the layer that lets the page go with it.
#[derive(Clone, Default)]
pub struct SessionLeft(pub Arc<OnceLock<Duration>>);

impl FromRequestParts<Arc<AppState>> for Session {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &Arc<AppState>) -> Result<Self, Problem> {
        let (person, _) = signed_in(parts, state).await?;
        if person.must_change {
            return Err(Problem::first_password());
        }
        Ok(Self { access: person.access, who: Actor::Account(person.account) })
    }
}

impl FromRequestParts<Arc<AppState>> for OwnAccount {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &Arc<AppState>) -> Result<Self, Problem> {
        let (person, token) = signed_in(parts, state).await?;
        Ok(Self { account: person.account, access: person.access, token, must_change: person.must_change })
    }
}

/// The person of a request, with the token. Asks the ledger each time: a session that was ended at another server has ended here.
async fn signed_in(parts: &Parts, state: &AppState) -> Result<(SignedIn, String), Problem> {
    for token in tokens(state, &parts.headers) {
        let asked = token.clone();
        let Some(person) = state.run_query(move |centre| centre.session(&asked, now())).await?? else { continue };
        if let Some(guest) = parts.extensions.get::<Arc<Guest>>() {
            guest.become_known();
        }
        if let Some(caller) = parts.extensions.get::<Caller>() {
            caller.is_account(&state.centre.log_id(person.account));
        }
        if let Some(until) = person.prolonged {
            let asked = token.clone();
            // A session that could not be prolonged ends a little earlier.
            let _ = state.run_command(move |centre| centre.prolong_session(&asked, until)).await;
        }
        if let Some(SessionLeft(left)) = parts.extensions.get::<SessionLeft>() {
            let ms = u64::try_from(person.until.0.saturating_sub(now().0)).unwrap_or(0);
            let _ = left.set(Duration::from_millis(ms)); // a request has one session
        }
        return Ok((person, token));
    }
    Err(Problem::not_signed_in())
}
