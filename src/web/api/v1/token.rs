use crate::{
    centre::{Access, Bearer},
    ledger::TokenScope,
    text::codes,
    web::{caller::Caller, clock::now, guests::Guest, problem::Problem, state::AppState},
};
use axum::{
    extract::FromRequestParts,
    http::{StatusCode, header, request::Parts},
};
use std::sync::Arc;

/// Token of a request, `Authorization: Bearer …`. What needs a scope asks for it before anything else.
pub struct Token(Bearer);

impl Token {
    /// As whom the token reads, where it has this scope.
    ///
    /// # Errors
    /// 403: it has not.
    pub fn access(self, scope: TokenScope) -> Result<Access, Problem> {
        if self.0.has(scope) {
            return Ok(self.0.access);
        }
        let scope = scope.as_str().to_owned();
        Err(Problem::new(StatusCode::FORBIDDEN, codes::token::WITHOUT_SCOPE, [("scope", scope)]))
    }

    /// The same of one unit: of the one that is asked for, or else of the token's own.
    ///
    /// # Errors
    /// 403: it has not the scope, or is another unit's.
    pub fn access_to(self, scope: TokenScope, asked: Option<&str>) -> Result<(Access, Option<String>), Problem> {
        let access = self.access(scope)?;
        let own = access.unit().map(|unit| unit.as_str().to_owned());
        match (own, asked) {
            (Some(own), Some(asked)) if own != asked => {
                Err(Problem::new(StatusCode::FORBIDDEN, codes::token::OTHER_UNIT, []))
            }
            (own, asked) => Ok((access, asked.map(str::to_owned).or(own))),
        }
    }
}

impl FromRequestParts<Arc<AppState>> for Token {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &Arc<AppState>) -> Result<Self, Problem> {
        let given = parts.headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
        let given = given.and_then(|value| value.split_once(' '));
        let given = given.filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer")).map(|(_, token)| token.trim());
        let given = given.ok_or_else(Problem::no_token)?.to_owned();
        let bearer = state.run_query(move |centre| centre.bearer(&given, now())).await??;
        let bearer = bearer.ok_or_else(Problem::no_token)?;
        if let Some(guest) = parts.extensions.get::<Arc<Guest>>() {
            guest.become_known();
        }
        if let Some(caller) = parts.extensions.get::<Caller>() {
            caller.is_token(bearer.id);
        }
        if bearer.is_due {
            let id = bearer.id;
            // A use that could not be noted is noted at the next one.
            let _ = state.run_command(move |centre| centre.note_token_used(id, now())).await;
        }
        Ok(Self(bearer))
    }
}
