//! Cookies of sessions and of devices. What they are worth is in the ledger (`centre`).

use super::state::AppState;
use crate::centre::{DEVICE_MS, SessionLifetime};
use axum::http::{HeaderMap, HeaderValue, header};

/// Name of a cookie over TLS, for which browsers keep `__Host-` names, and without.
struct CookieName {
    encrypted: &'static str,
    open: &'static str,
}

const SESSION: CookieName = CookieName { encrypted: "__Host-tramso", open: "tramso" };
const DEVICE: CookieName = CookieName { encrypted: "__Host-tramso-may", open: "tramso-may" };

/// The longest that a session lasts, in seconds; the ledger ends it earlier.
const SESSION_S: i64 = SessionLifetime::LONGEST_MS / 1000;
/// How long a browser keeps its device cookie.
const DEVICE_S: i64 = DEVICE_MS / 1000;
/// Most cookies of one name that are looked at.
const MOST: usize = 8;

/// Tokens that a server of this centre has made, whether their sessions hold or not. Made-up ones cost the ledger nothing.
pub fn tokens(state: &AppState, headers: &HeaderMap) -> Vec<String> {
    let mut tokens = values(state, headers, &SESSION);
    tokens.retain(|token| state.centre.has_made_token(token));
    tokens
}

/// Device cookies that the request brings, genuine or not.
pub fn devices(state: &AppState, headers: &HeaderMap) -> Vec<String> {
    values(state, headers, &DEVICE)
}

/// Cookie of a session.
pub fn session_cookie(state: &AppState, headers: &HeaderMap, token: &str) -> Option<HeaderValue> {
    cookie(state, headers, &SESSION, (token, SESSION_S))
}

/// Cookie that ends the session in the browser.
pub fn end_cookie(state: &AppState, headers: &HeaderMap) -> Option<HeaderValue> {
    cookie(state, headers, &SESSION, ("", 0))
}

/// Cookie by which a browser is known again.
pub fn device_cookie(state: &AppState, headers: &HeaderMap, device: &str) -> Option<HeaderValue> {
    cookie(state, headers, &DEVICE, (device, DEVICE_S))
}

/// Cookie with this value, kept for so many seconds.
fn cookie(
    state: &AppState,
    headers: &HeaderMap,
    name: &CookieName,
    (value, left_s): (&str, i64),
) -> Option<HeaderValue> {
    let secure = if state.is_encrypted(headers) { "; Secure" } else { "" };
    let name = name_of(state, headers, name);
    HeaderValue::from_str(&format!("{name}={value}; Path=/; HttpOnly; SameSite=Strict; Max-Age={left_s}{secure}")).ok()
}

fn name_of(state: &AppState, headers: &HeaderMap, name: &CookieName) -> &'static str {
    if state.is_encrypted(headers) { name.encrypted } else { name.open }
}

fn values(state: &AppState, headers: &HeaderMap, name: &CookieName) -> Vec<String> {
    let name = name_of(state, headers, name);
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let pairs = cookies.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    let values = pairs.filter(|(named, value)| *named == name && !value.is_empty());
    values.take(MOST).map(|(_, value)| value.to_owned()).collect()
}
