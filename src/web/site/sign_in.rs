use crate::{
    centre::{Centre, NewSession, SignIn, SignInRefusal, network},
    notices::Failure,
    text::{Notice, codes},
    web::{
        answer::{clear_cache, page, redirect, with_cookie},
        clock::now,
        extractors::{PageForm, Sender},
        lanes::Lane,
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
use zeroize::Zeroizing;

#[derive(Template)]
#[template(path = "sign_in.html", config = "assets/page/askama.toml")]
struct SignInPage {
    /// Why the last try failed.
    notice: Option<Notice>,
}

#[derive(Deserialize)]
struct Typed {
    #[serde(default)]
    account: String,
    password: String,
    #[serde(default)]
    code: String,
}

/// `GET /vao`
pub async fn form(State(state): State<Arc<AppState>>) -> Result<Response, Problem> {
    if !state.run_in(Lane::Strangers, Centre::has_accounts).await?? {
        return Ok(refused(&state, StatusCode::SERVICE_UNAVAILABLE, &Failure::new(codes::centre::NO_PASSWORD_SET, [])));
    }
    Ok(page(StatusCode::OK, &SignInPage { notice: None }))
}

/// `POST /vao`
pub async fn sign_in(
    State(state): State<Arc<AppState>>,
    Sender(sender): Sender,
    headers: HeaderMap,
    request: Request<Body>,
) -> Result<Response, Problem> {
    let devices = session::devices(&state, &headers);
    admit(&state, sender, &devices).map_err(Problem::too_many_requests)?;
    let PageForm(typed) = PageForm::from_request(request, &state).await?;
    match attempt(&state, sender, typed, devices).await? {
        Ok(NewSession { token, device }) => {
            end_sessions(&state, &headers).await?; // what the browser had before
            let device = device.and_then(|device| session::device_cookie(&state, &headers, &device));
            let answer = with_cookie(redirect(HOME), session::session_cookie(&state, &headers, &token));
            Ok(with_cookie(answer, device))
        }
        Err(SignInRefusal::Wrong) => {
            Ok(refused(&state, StatusCode::FORBIDDEN, &Failure::new(codes::centre::PASSWORD_WRONG, [])))
        }
        Err(SignInRefusal::Ended(at)) => {
            let values = [("at", state.page_words().moment(at))];
            Ok(refused(&state, StatusCode::FORBIDDEN, &Failure::new(codes::account::FIRST_PASSWORD_ENDED, values)))
        }
        Err(SignInRefusal::TooSoon(seconds)) => Ok(too_soon(&state, seconds)),
        Err(SignInRefusal::Ledger(fault)) => Err(Problem::from(fault)),
    }
}

/// Anyone who sends too much waits. A browser from which somebody has signed in before is then counted by itself: nobody behind the same
/// address keeps it out.
fn admit(state: &AppState, sender: IpAddr, devices: &[String]) -> Result<(), u64> {
    let at = Instant::now();
    state.gate.enter(network(sender), at).or_else(|seconds| match state.centre.known_device(devices, now()) {
        Some(device) => state.known_gate.enter(device, at),
        None => Err(seconds),
    })
}

async fn attempt(
    state: &AppState,
    address: IpAddr,
    typed: Typed,
    devices: Vec<String>,
) -> Result<Result<NewSession, SignInRefusal>, Problem> {
    let Typed { account, password, code } = typed;
    let password = Zeroizing::new(password);
    // Hashing needs memory: one after another. A browser that is known waits for no stranger.
    let turns =
        if state.centre.knows_device(&account, &devices, now()) { &state.hashing_known } else { &state.hashing };
    let turn = turns.acquire().await.map_err(|_| Problem::busy(5))?;
    let tried = state.run_command(move |centre| {
        let tried = SignIn { account: &account, password, code: &code, address, devices };
        centre.sign_in(&tried, now())
    });
    let answer = tried.await;
    drop(turn);
    answer
}

/// `POST /ra`
pub async fn sign_out(State(state): State<Arc<AppState>>, headers: HeaderMap) -> Result<Response, Problem> {
    end_sessions(&state, &headers).await?;
    Ok(clear_cache(with_cookie(redirect(SIGN_IN), session::end_cookie(&state, &headers))))
}

/// Ends the sessions whose tokens the request brings.
async fn end_sessions(state: &AppState, headers: &HeaderMap) -> Result<(), Problem> {
    for token in session::tokens(state, headers) {
        state.run_command(move |centre| centre.end_session(&token, now())).await??;
    }
    Ok(())
}

fn too_soon(state: &AppState, seconds: u64) -> Response {
    let failure = Failure::new(codes::centre::PASSWORD_WRONG_TOO_OFTEN, [("seconds", seconds.to_string())]);
    let mut answer = refused(state, StatusCode::TOO_MANY_REQUESTS, &failure);
    answer.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    answer
}

/// The sign-in page again, with why.
fn refused(state: &AppState, status: StatusCode, failure: &Failure) -> Response {
    page(status, &SignInPage { notice: Some(failure.notice(state.page_words())) })
}
