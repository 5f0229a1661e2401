//! Layers around the handlers: own-origin check, protection headers, limits by sender.

use super::{
    answer::OwnPolicy,
    caller::{Caller, REQUEST_ID},
    clock,
    etag::Shared,
    extractors::{PeerAddress, Sender, SessionLeft},
    guests::Guest,
    lanes::Lane,
    problem::Problem,
    route::ENDED,
    state::{AppState, VIA_PROXY},
};
use crate::centre::network;
use axum::{
    body::Body,
    extract::{MatchedPath, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, Request, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use std::{
    sync::Arc,
    time::{Duration, Instant},
};

/// Protection headers of every answer to a browser (docs/THREAT-MODEL.md S6, S9). `same-origin` rather than `no-referrer`: under
/// the latter a browser hides the origin of its own forms.
const PROTECTION: [(HeaderName, &str); 8] = [
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
    (PERMISSIONS, "camera=(), microphone=(), geolocation=(), payment=(), usb=()"),
];
const PERMISSIONS: HeaderName = HeaderName::from_static("permissions-policy");
/// For a year, browsers that have seen this server encrypted do not use it unencrypted (OWASP ASVS 5.0, 3.4.1).
const TRANSPORT: &str = "max-age=31536000";

/// The same for every other answer: what is not read as a page shall never become one (OWASP ASVS 5.0, 3.4.4 and 3.4.6).
const PROTECTION_OF_ALL: [(HeaderName, &str); 3] = [
    (header::CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
];

/// Guard of all routes for browsers: refuses a change that another site has caused, protects the answer, and lets no page stay on the
/// screen longer than its session.
pub async fn guard(State(state): State<Arc<AppState>>, mut request: Request<Body>, next: Next) -> Response {
    let SessionLeft(left) = request.extensions_mut().get_or_insert_default::<SessionLeft>().clone();
    let headers = request.headers();
    let is_safe = matches!(*request.method(), Method::GET | Method::HEAD);
    let mut answer = if is_safe || is_own_origin(headers, state.scheme(headers)) {
        next.run(request).await
    } else {
        Problem::foreign_origin().into_response()
    };
    protect(answer.headers_mut());
    if answer.extensions().get::<Shared>().is_some() {
        // Asked for again each time: who withdraws is gone from it at once.
        answer.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("public, no-cache"));
    }
    if let Some(own) = answer.extensions().get::<OwnPolicy>().copied() {
        answer.headers_mut().insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(own.content));
        answer.headers_mut().insert(PERMISSIONS, HeaderValue::from_static(own.permissions));
    }
    if let Some(left) = left.get().filter(|_| is_page(&answer)) {
        leave(answer.headers_mut(), *left);
    }
    answer
}

fn is_page(answer: &Response) -> bool {
    let kind = answer.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    kind.is_some_and(|kind| kind.starts_with("text/html"))
}

/// Has the browser replace the page by one that shows nothing, as soon as its session has ended. The pages have no script
/// (docs/decisions/043-pages-without-javascript.md); every browser knows this header.
fn leave(headers: &mut HeaderMap, left: Duration) {
    if let Ok(value) = HeaderValue::from_str(&format!("{}; url={ENDED}", left.as_secs() + 1)) {
        headers.insert(header::REFRESH, value);
    }
}

/// Outermost layer: the request gets its id, the connection counts for the sender of its request, every answer is protected, and one over
/// TLS asks for TLS in future.
pub async fn receive(
    State(state): State<Arc<AppState>>,
    Sender(sender): Sender,
    mut request: Request<Body>,
    next: Next,
) -> Response {
    let caller = Caller::new();
    request.extensions_mut().insert(caller.clone());
    if let Some(guest) = request.extensions().get::<Arc<Guest>>() {
        guest.count_for(sender);
    }
    let is_encrypted = state.is_encrypted(request.headers());
    let mut answer = next.run(request).await;
    for (name, value) in PROTECTION_OF_ALL {
        answer.headers_mut().entry(name).or_insert(HeaderValue::from_static(value));
    }
    if is_encrypted {
        answer.headers_mut().insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static(TRANSPORT));
    }
    if let Ok(id) = HeaderValue::from_str(&caller.request) {
        answer.headers_mut().insert(HeaderName::from_static(REQUEST_ID), id);
    }
    answer.extensions_mut().insert(caller);
    answer
}

/// Sets the protection headers.
pub fn protect(headers: &mut HeaderMap) {
    for (name, value) in PROTECTION {
        headers.insert(name, HeaderValue::from_static(value));
    }
}

/// Whether a page of this server, whose addresses begin with `scheme`, has caused the request. Browsers state it in one of two ways;
/// a client that uses neither is no browser of ours.
fn is_own_origin(headers: &HeaderMap, scheme: &str) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = text("sec-fetch-site") {
        return site == "same-origin";
    }
    match (text("origin").and_then(|origin| origin.split_once("://")), text("host")) {
        (Some((of, origin)), Some(host)) => of.eq_ignore_ascii_case(scheme) && origin.eq_ignore_ascii_case(host),
        _ => false,
    }
}

/// Headers by which a server in front names its client.
const FORWARDED: [&str; 4] = ["x-forwarded-for", "x-forwarded-proto", "forwarded", VIA_PROXY];

/// Removes what only a server in front may state from the requests of everybody else.
pub async fn trust(State(state): State<Arc<AppState>>, mut request: Request<Body>, next: Next) -> Response {
    let peer = request.extensions().get::<PeerAddress>().copied();
    if peer.is_some_and(|PeerAddress(peer)| state.is_proxy(peer)) {
        request.headers_mut().insert(VIA_PROXY, HeaderValue::from_static("1"));
    } else {
        for name in FORWARDED {
            request.headers_mut().remove(name);
        }
    }
    next.run(request).await
}

/// Path of the route that a request came to, without its parameters, for the log. Any other path may hold anything.
#[derive(Clone)]
pub struct RoutePath(pub String);

/// Leaves the path of the request's route on the answer; none when no route has the path.
pub async fn name_route(request: Request<Body>, next: Next) -> Response {
    let route = request.extensions().get::<MatchedPath>().cloned();
    let mut answer = next.run(request).await;
    if let Some(route) = route {
        let path = route.as_str();
        let path = path.split_once("/{").map_or(path, |(before, _)| before);
        answer.extensions_mut().insert(RoutePath(path.to_owned()));
    }
    answer
}

/// Refuses every request while the machine's clock contradicts what the centre has done.
pub async fn check_clock(State(state): State<Arc<AppState>>, request: Request<Body>, next: Next) -> Response {
    match believe(&state).await {
        Ok(()) => next.run(request).await,
        Err(problem) => problem.into_response(),
    }
}

/// Waits for the ledger only where the clock did not go on as before.
///
/// # Errors
/// 503 where the clock is not believed.
pub async fn believe(state: &AppState) -> Result<(), Problem> {
    let reading = clock::reading();
    if state.centre.goes_on(reading) {
        return Ok(());
    }
    state.run_in(Lane::Health, move |centre| centre.present(reading)).await??;
    Ok(())
}

/// Rate limit by sender.
pub async fn limit(
    State(state): State<Arc<AppState>>,
    Sender(sender): Sender,
    request: Request<Body>,
    next: Next,
) -> Response {
    match state.gate.enter(network(sender), Instant::now()) {
        Ok(()) => next.run(request).await,
        Err(seconds) => Problem::too_many_requests(seconds).into_response(),
    }
}

/// Charges a sender for a request that was refused by its own fault, so that it is slowed down.
pub async fn charge(
    State(state): State<Arc<AppState>>,
    Sender(sender): Sender,
    request: Request<Body>,
    next: Next,
) -> Response {
    let answer = next.run(request).await;
    if answer.extensions().get::<Problem>().is_some_and(Problem::is_fault_of_sender) {
        state.gate.refused(&network(sender));
    }
    answer
}
