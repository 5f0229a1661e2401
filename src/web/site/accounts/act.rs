use super::{
    ACCOUNTS,
    one::{Shown, named, shown},
};
use crate::{
    centre::{Access, AccountPassword, AccountRefusal, Actor, Centre, CodeSecret, PasswordHash},
    domain::AccountName,
    web::{
        answer::redirect,
        clock::now,
        extractors::Session,
        problem::{Problem, account_problem},
        state::AppState,
    },
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use std::sync::Arc;

/// `POST /can-bo/<account>/mat-khau`: makes a password for the first sign-in, which the answer shows.
pub async fn renew(
    State(state): State<Arc<AppState>>,
    session: Session,
    Path(name): Path<String>,
) -> Result<Response, Problem> {
    let name = named(&session, &name)?;
    let password = AccountPassword::generate();
    let given = password.clone();
    let turn = state.hashing_known.acquire().await.map_err(|_| Problem::busy(5))?;
    let hash = state.run_command(move |_| PasswordHash::new(&given)).await;
    drop(turn);
    let hash = hash?.ok_or_else(|| Problem::busy(5))?;
    let change = move |centre: &Centre, access: &Access, who: Actor| {
        centre.set_account_password(access, name, &hash, who, now())
    };
    changed(&state, &session, change).await?;
    let done = state.page_words().with("office-account-password", &[("account", name.as_str().into())]);
    shown(&state, session, name, Shown { done: Some(done), password: Some(password), secret: None }).await
}

/// `POST /can-bo/<account>/khoa`
pub async fn disable(
    State(state): State<Arc<AppState>>,
    session: Session,
    Path(name): Path<String>,
) -> Result<Response, Problem> {
    let name = named(&session, &name)?;
    set_enabled(&state, &session, (name, false)).await?;
    Ok(redirect(&format!("{ACCOUNTS}/{name}?xong=khoa")))
}

/// `POST /can-bo/<account>/mo`
pub async fn enable(
    State(state): State<Arc<AppState>>,
    session: Session,
    Path(name): Path<String>,
) -> Result<Response, Problem> {
    let name = named(&session, &name)?;
    set_enabled(&state, &session, (name, true)).await?;
    Ok(redirect(&format!("{ACCOUNTS}/{name}?xong=mo")))
}

/// `POST /can-bo/<account>/ma-sau-so`: makes another secret of one-time codes, which the answer shows.
pub async fn start_codes(
    State(state): State<Arc<AppState>>,
    session: Session,
    Path(name): Path<String>,
) -> Result<Response, Problem> {
    let name = named(&session, &name)?;
    let secret = Arc::new(CodeSecret::generate());
    set_codes(&state, &session, (name, Some(secret.clone()))).await?;
    let done = state.page_words().with("office-account-codes", &[("account", name.as_str().into())]);
    let secret = Arc::into_inner(secret);
    shown(&state, session, name, Shown { done: Some(done), password: None, secret }).await
}

/// `POST /can-bo/<account>/ma-sau-so/tat`
pub async fn stop_codes(
    State(state): State<Arc<AppState>>,
    session: Session,
    Path(name): Path<String>,
) -> Result<Response, Problem> {
    let name = named(&session, &name)?;
    set_codes(&state, &session, (name, None)).await?;
    Ok(redirect(&format!("{ACCOUNTS}/{name}?xong=tat-ma")))
}

async fn set_enabled(
    state: &AppState,
    session: &Session,
    (name, is_enabled): (AccountName, bool),
) -> Result<(), Problem> {
    let change = move |centre: &Centre, access: &Access, who: Actor| {
        centre.set_account_enabled(access, name, is_enabled, who, now())
    };
    changed(state, session, change).await
}

async fn set_codes(
    state: &AppState,
    session: &Session,
    (name, secret): (AccountName, Option<Arc<CodeSecret>>),
) -> Result<(), Problem> {
    let change = move |centre: &Centre, access: &Access, who: Actor| {
        centre.set_account_codes(access, name, secret.as_deref(), who, now())
    };
    changed(state, session, change).await
}

/// Runs a change for the person of a session.
async fn changed<C>(state: &AppState, session: &Session, change: C) -> Result<(), Problem>
where
    C: FnOnce(&Centre, &Access, Actor) -> Result<(), AccountRefusal> + Send + 'static,
{
    let (access, who) = (session.access.clone(), session.who);
    let done = state.run_command(move |centre| change(centre, &access, who)).await?;
    done.map_err(|refusal| account_problem(&refusal))
}
