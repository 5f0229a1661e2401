//! Sessions of signed-in people. The server keeps nothing of them but the password's hash: a cookie states from when until when it
//! is valid, under a key derived from the centre's key and that hash, so that a new password ends every session. Requests prolong
//! it, within a day.

mod lifetime;
mod token;

pub use lifetime::SessionLifetime;

use super::{clock::now, problem::Problem, state::AppState};
use crate::centre::PasswordHash;
use axum::http::{HeaderMap, HeaderValue, header};
use token::Token;

/// Browsers accept `__Host-` cookies over TLS only.
const ENCRYPTED_NAME: &str = "__Host-tramso";
const OPEN_NAME: &str = "tramso";

/// Whether the request belongs to a session.
///
/// # Errors
/// The ledger's.
pub async fn is_signed_in(state: &AppState, headers: &HeaderMap) -> Result<bool, Problem> {
    let tokens = tokens(state, headers);
    if tokens.is_empty() {
        return Ok(false);
    }
    let Some(hash) = password(state).await? else { return Ok(false) };
    let key = state.centre.keys().session_key();
    Ok(tokens.iter().any(|token| token.is_valid(&key, &hash, now())))
}

/// Cookie of a session that this request has prolonged, to be sent with the answer.
pub async fn prolonged(state: &AppState, headers: &HeaderMap) -> Option<HeaderValue> {
    let now = now();
    let due: Vec<_> =
        tokens(state, headers).into_iter().filter_map(|token| Some((token.lifetime.prolonged(now)?, token))).collect();
    if due.is_empty() {
        return None; // mostly: the ledger is not asked for it
    }
    let hash = password(state).await.ok()??;
    let key = state.centre.keys().session_key();
    let (lifetime, _) = due.into_iter().find(|(_, token)| token.is_valid(&key, &hash, now))?;
    let left_s = (lifetime.until.0 - now.0) / 1000;
    cookie(state, headers, &Token::new(&key, &hash, lifetime).to_string(), left_s)
}

/// Cookie of a session that begins now.
pub fn new_cookie(state: &AppState, headers: &HeaderMap, hash: &PasswordHash) -> Option<HeaderValue> {
    let key = state.centre.keys().session_key();
    let token = Token::new(&key, hash, SessionLifetime::new(now()));
    cookie(state, headers, &token.to_string(), SessionLifetime::IDLE_MS / 1000)
}

/// Cookie that ends the session.
pub fn end_cookie(state: &AppState, headers: &HeaderMap) -> Option<HeaderValue> {
    cookie(state, headers, "", 0)
}

/// Hash of the page's password, where one is set.
///
/// # Errors
/// The ledger's.
pub async fn password(state: &AppState) -> Result<Option<PasswordHash>, Problem> {
    Ok(state.run_query(|centre| centre.page_password()).await??)
}

/// Cookie with this token, valid for `left_s` seconds.
fn cookie(state: &AppState, headers: &HeaderMap, token: &str, left_s: i64) -> Option<HeaderValue> {
    let secure = if state.is_encrypted(headers) { "; Secure" } else { "" };
    let name = cookie_name(state, headers);
    HeaderValue::from_str(&format!("{name}={token}; Path=/; HttpOnly; SameSite=Strict; Max-Age={left_s}{secure}")).ok()
}

fn cookie_name(state: &AppState, headers: &HeaderMap) -> &'static str {
    if state.is_encrypted(headers) { ENCRYPTED_NAME } else { OPEN_NAME }
}

/// Tokens that the request brings, genuine or not.
fn tokens(state: &AppState, headers: &HeaderMap) -> Vec<Token> {
    let name = cookie_name(state, headers);
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let pairs = cookies.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.filter(|(named, _)| *named == name).filter_map(|(_, token)| Token::parse(token)).collect()
}
