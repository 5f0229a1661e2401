use super::visitor::renewed;
use crate::{
    text::codes,
    web::{Answer, Office, Problem},
};
use axum::{
    body::Body,
    extract::State,
    http::{HeaderMap, HeaderName, HeaderValue, Method, Request, StatusCode, header},
    middleware::Next,
};
use std::sync::Arc;

/// What every answer of the page says to the browser (docs/THREAT-MODEL.md S6, S9). `same-origin` rather than
/// `no-referrer`: under the latter a browser hides the origin of its own forms.
const SAID: [(HeaderName, &str); 7] = [
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'",
    ),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::REFERRER_POLICY, "same-origin"),
    (header::CACHE_CONTROL, "no-store"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
];
/// Browsers that have seen this page sealed do not come without for so long: half a year.
const SEALED: &str = "max-age=15552000";

/// Refuses what another site has caused, and says to the browser what it must know.
pub async fn guard(State(office): State<Arc<Office>>, request: Request<Body>, next: Next) -> Answer {
    let headers = request.headers();
    let is_sealed = office.is_sealed(headers);
    let is_safe = matches!(*request.method(), Method::GET | Method::HEAD);
    let mut answer = if is_safe || is_own(headers) {
        let renewed = renewed(&office, headers).await;
        let mut answer = next.run(request).await;
        if let Some(cookie) = renewed {
            answer.headers_mut().entry(header::SET_COOKIE).or_insert(cookie); // unless one signs in or out
        }
        answer
    } else {
        Problem::new(StatusCode::FORBIDDEN, codes::centre::FOREIGN_ORIGIN, []).answer(headers, &office.words)
    };
    told(&mut answer, is_sealed);
    answer
}

/// Says to the browser what it must know.
pub fn told(answer: &mut Answer, is_sealed: bool) {
    let said = answer.headers_mut();
    for (name, value) in SAID {
        said.insert(name, HeaderValue::from_static(value));
    }
    if is_sealed {
        said.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static(SEALED));
    }
}

/// Whether a page of this server has caused the request: the browser says so in one of two ways. Who says neither is no browser
/// of ours.
fn is_own(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = text("sec-fetch-site") {
        return site == "same-origin";
    }
    let origin = text("origin").and_then(|origin| origin.split_once("://")).map(|(_, host)| host);
    match (origin, text("host")) {
        (Some(origin), Some(host)) => origin.eq_ignore_ascii_case(host),
        _ => false,
    }
}
