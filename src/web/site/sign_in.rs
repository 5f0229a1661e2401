use crate::{
    centre::PasswordHash,
    notices::Failure,
    text::{Notice, codes},
    web::{
        answer::{page, redirect},
        extractors::{PageForm, Sender},
        problem::Problem,
        route::{HOME, SIGN_IN},
        session,
        state::AppState,
    },
};
use askama::Template;
use axum::{
    body::Body,
    extract::{FromRequest, State},
    http::{HeaderMap, HeaderValue, Request, StatusCode, header},
    response::Response,
};
use serde::Deserialize;
use std::{net::IpAddr, sync::Arc, time::Instant};
use tokio::task::spawn_blocking;
use zeroize::Zeroizing;

#[derive(Template)]
#[template(path = "sign_in.html", config = "assets/page/askama.toml")]
struct SignInPage {
    /// Why the last try failed.
    notice: Option<Notice>,
}

#[derive(Deserialize)]
struct Typed {
    password: String,
}

/// Result of a try to sign in.
enum Attempt {
    /// The password is right; this is its hash.
    Right(PasswordHash),
    /// The password is wrong.
    Wrong,
    /// Too many wrong tries: the next one is after this many seconds.
    TooSoon(u64),
    /// No password was set.
    NoPassword,
}

/// `GET /vao`
pub async fn form(State(state): State<Arc<AppState>>) -> Result<Response, Problem> {
    Ok(match session::password(&state).await? {
        Some(_) => page(StatusCode::OK, &SignInPage { notice: None }),
        None => no_password(&state),
    })
}

/// `POST /vao`
pub async fn sign_in(
    State(state): State<Arc<AppState>>,
    Sender(sender): Sender,
    headers: HeaderMap,
    request: Request<Body>,
) -> Result<Response, Problem> {
    state.gate.enter(sender, Instant::now()).map_err(Problem::too_many_requests)?;
    let PageForm(Typed { password }) = PageForm::from_request(request, &state).await?;
    Ok(match attempt(&state, sender, Zeroizing::new(password)).await? {
        Attempt::Right(hash) => with_cookie(redirect(HOME), session::new_cookie(&state, &headers, &hash)),
        Attempt::Wrong => refused(&state, StatusCode::FORBIDDEN, &Failure::new(codes::centre::PASSWORD_WRONG, [])),
        Attempt::TooSoon(seconds) => too_soon(&state, seconds),
        Attempt::NoPassword => no_password(&state),
    })
}

async fn attempt(state: &AppState, sender: IpAddr, typed: Zeroizing<String>) -> Result<Attempt, Problem> {
    if let Some(seconds) = state.delays.left(sender, Instant::now()) {
        return Ok(Attempt::TooSoon(seconds));
    }
    // One after another: hashing needs memory, and a crowd must not try many at once before the first must wait.
    let turn = state.hashing.acquire().await.map_err(|_| Problem::busy(5))?;
    if let Some(seconds) = state.delays.left(sender, Instant::now()) {
        return Ok(Attempt::TooSoon(seconds));
    }
    let Some(hash) = session::password(state).await? else { return Ok(Attempt::NoPassword) };
    let known = hash.clone();
    let is_right = spawn_blocking(move || known.matches(&typed)).await.unwrap_or(false);
    drop(turn);
    if !is_right {
        state.delays.wrong(sender, Instant::now());
        return Ok(Attempt::Wrong);
    }
    state.delays.right(sender);
    Ok(Attempt::Right(hash))
}

/// `POST /ra`
pub async fn sign_out(State(state): State<Arc<AppState>>, headers: HeaderMap) -> Response {
    with_cookie(redirect(SIGN_IN), session::end_cookie(&state, &headers))
}

fn with_cookie(mut answer: Response, cookie: Option<HeaderValue>) -> Response {
    if let Some(cookie) = cookie {
        answer.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    answer
}

fn too_soon(state: &AppState, seconds: u64) -> Response {
    let failure = Failure::new(codes::centre::PASSWORD_WRONG_TOO_OFTEN, [("seconds", seconds.to_string())]);
    let mut answer = refused(state, StatusCode::TOO_MANY_REQUESTS, &failure);
    answer.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    answer
}

fn no_password(state: &AppState) -> Response {
    refused(state, StatusCode::SERVICE_UNAVAILABLE, &Failure::new(codes::centre::NO_PASSWORD_SET, []))
}

/// The sign-in page again, with why.
fn refused(state: &AppState, status: StatusCode, failure: &Failure) -> Response {
    page(status, &SignInPage { notice: Some(failure.notice(state.page_words())) })
}
