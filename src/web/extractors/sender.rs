use crate::web::{problem::Problem, state::AppState};
use axum::{extract::FromRequestParts, http::request::Parts};
use std::{net::IpAddr, sync::Arc};

/// Address at the other end of the connection, as an extension of every request.
#[derive(Clone, Copy, Debug)]
pub struct PeerAddress(pub IpAddr);

/// Address that a request counts for: the peer, or the one that the server in front names.
pub struct Sender(pub IpAddr);

impl FromRequestParts<Arc<AppState>> for Sender {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &Arc<AppState>) -> Result<Self, Problem> {
        let PeerAddress(peer) = parts.extensions.get().copied().ok_or_else(Problem::bad_request)?;
        Ok(Self(state.sender(peer, &parts.headers)))
    }
}
