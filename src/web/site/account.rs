use super::{format::time, frame::Frame};
use crate::{
    centre::{Actor, Centre, Confirmation, FIRST_PASSWORD_MS, LEAST_PASSWORD, OwnRefusal, OwnSession, explain},
    crypto::Passphrase,
    text::Notice,
    web::{
        answer::{page, redirect, with_cookie},
        clock::now,
        extractors::{OwnAccount, PageForm, Sender},
        problem::Problem,
        session,
        state::AppState,
    },
};
use askama::Template;
use axum::{
    extract::State,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::Response,
};
use serde::Deserialize;
use std::{net::IpAddr, sync::Arc};
use zeroize::Zeroizing;

#[derive(Template)]
#[template(path = "account.html", config = "assets/page/askama.toml")]
struct AccountPage {
    frame: Frame,
    account: String,
    /// Whether a password must be chosen before anything else.
    must_change: bool,
    /// Days for which a password for the first sign-in is good.
    first_days: i64,
    /// Why the last try failed.
    notice: Option<Notice>,
    /// Six syllables, for a person to whom nothing occurs.
    suggestion: String,
    least: usize,
    sessions: Vec<SessionLine>,
    has_others: bool,
}

/// Session as the page shows it.
struct SessionLine {
    begun: String,
    is_this: bool,
}

/// What is typed to choose a new password.
#[derive(Deserialize)]
pub struct NewPassword {
    /// The one in use.
    cu: String,
    /// The new one, twice.
    moi: String,
    lai: String,
}

/// What is typed to end other sessions.
#[derive(Deserialize)]
pub struct Confirmed {
    /// The password in use.
    cu: String,
}

/// `GET /tai-khoan`
pub async fn account(State(state): State<Arc<AppState>>, own: OwnAccount) -> Result<Response, Problem> {
    shown(&state, own, StatusCode::OK, None).await
}

/// `POST /mat-khau`
pub async fn change_password(
    State(state): State<Arc<AppState>>,
    own: OwnAccount,
    Sender(sender): Sender,
    headers: HeaderMap,
    PageForm(typed): PageForm<NewPassword>,
) -> Result<Response, Problem> {
    let NewPassword { cu, moi, lai } = typed;
    let (new, again) = (Zeroizing::new(moi), Zeroizing::new(lai));
    let confirmed = confirmation(&state, &own, sender, (&headers, cu));
    let changed = in_turn(&state, confirmed, move |centre, confirmed| {
        centre.change_own_password(confirmed, (&new, &again), now())
    });
    finish(&state, own, &headers, (changed.await?, "/?xong=mat-khau")).await
}

/// `POST /phien`
pub async fn end_sessions(
    State(state): State<Arc<AppState>>,
    own: OwnAccount,
    Sender(sender): Sender,
    headers: HeaderMap,
    PageForm(Confirmed { cu }): PageForm<Confirmed>,
) -> Result<Response, Problem> {
    let confirmed = confirmation(&state, &own, sender, (&headers, cu));
    let ended = in_turn(&state, confirmed, |centre, confirmed| centre.end_own_sessions(confirmed, now()));
    finish(&state, own, &headers, (ended.await?, "/?xong=phien")).await
}

fn confirmation(
    state: &AppState,
    own: &OwnAccount,
    address: IpAddr,
    (headers, typed): (&HeaderMap, String),
) -> Confirmation {
    let devices = session::devices(state, headers);
    Confirmation { account: own.account, password: Zeroizing::new(typed), address, devices }
}

/// Runs what hashes passwords when it is its turn: each hash needs memory. No stranger is in the way of a person with a session.
async fn in_turn<W>(state: &AppState, confirmed: Confirmation, work: W) -> Result<Result<String, OwnRefusal>, Problem>
where
    W: FnOnce(&Centre, &Confirmation) -> Result<String, OwnRefusal> + Send + 'static,
{
    let turn = state.hashing_known.acquire().await.map_err(|_| Problem::busy(5))?;
    let done = state.run_command(move |centre| work(centre, &confirmed)).await;
    drop(turn);
    done
}

/// The new session where it was done, else the page again with why not.
async fn finish(
    state: &AppState,
    own: OwnAccount,
    headers: &HeaderMap,
    (done, then): (Result<String, OwnRefusal>, &'static str),
) -> Result<Response, Problem> {
    let refusal = match done {
        Ok(token) => return Ok(with_cookie(redirect(then), session::session_cookie(state, headers, &token))),
        Err(refusal) => refusal,
    };
    let status = match &refusal {
        OwnRefusal::Ledger(fault) => return Err(Problem::from(fault)),
        OwnRefusal::TooSoon(_) => StatusCode::TOO_MANY_REQUESTS,
        OwnRefusal::Wrong => StatusCode::FORBIDDEN,
        OwnRefusal::Differ | OwnRefusal::Same | OwnRefusal::Fault(_) => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let notice = explain::own(&refusal).notice(state.page_words());
    let mut answer = shown(state, own, status, Some(notice)).await?;
    if let OwnRefusal::TooSoon(seconds) = refusal {
        answer.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    Ok(answer)
}

async fn shown(
    state: &AppState,
    own: OwnAccount,
    status: StatusCode,
    notice: Option<Notice>,
) -> Result<Response, Problem> {
    let OwnAccount { account, access, token, must_change } = own;
    let frame = Frame::new(&access, Actor::Account(account), "/tai-khoan", state.page_words());
    let sessions = state.run_query(move |centre| centre.own_sessions(account, &token, now())).await??;
    let line = |one: &OwnSession| SessionLine { begun: time(one.begun), is_this: one.is_this };
    let shown = AccountPage {
        frame: Frame { has_pages: !must_change, ..frame },
        account: account.to_string(),
        must_change,
        first_days: FIRST_PASSWORD_MS / (24 * 3600 * 1000),
        notice,
        suggestion: Passphrase::generate().text().to_owned(),
        least: LEAST_PASSWORD,
        has_others: sessions.iter().any(|one| !one.is_this),
        sessions: sessions.iter().map(line).collect(),
    };
    Ok(page(status, &shown))
}
