use super::{ACCOUNTS, account_line::AccountLine};
use crate::{
    centre::{AccountPassword, AccountRefusal, CodeSecret, FIRST_PASSWORD_MS, QueryError},
    domain::AccountName,
    text::Words,
    web::{
        answer::page,
        clock::now,
        extractors::Session,
        problem::{Problem, account_problem},
        site::{format::time, frame::Frame},
        state::AppState,
    },
};
use askama::Template;
use axum::{
    extract::{Path, Query, State, rejection::QueryRejection},
    http::StatusCode,
    response::Response,
};
use serde::Deserialize;
use std::sync::Arc;

/// Query of the page.
#[derive(Default, Deserialize)]
pub struct Done {
    /// What has just been done.
    xong: Option<String>,
}

/// What the page shows above the account. A password and a secret are shown this once.
#[derive(Default)]
pub struct Shown {
    /// What has just been done, in words.
    pub done: Option<String>,
    /// Password that was made for the first sign-in.
    pub password: Option<AccountPassword>,
    /// Secret of one-time codes that was made.
    pub secret: Option<CodeSecret>,
}

#[derive(Template)]
#[template(path = "account_one.html", config = "assets/page/askama.toml")]
struct OnePage {
    frame: Frame,
    account: AccountLine,
    done: Option<String>,
    /// Password for the first sign-in, and until when it is good.
    password: Option<(String, String)>,
    /// Secret in groups of four, and the address that an app reads.
    secret: Option<(String, String)>,
}

/// `GET /can-bo/<account>`
pub async fn one(
    State(state): State<Arc<AppState>>,
    session: Session,
    Path(name): Path<String>,
    done: Result<Query<Done>, QueryRejection>,
) -> Result<Response, Problem> {
    let Query(Done { xong }) = done.unwrap_or_default();
    let name = named(&session, &name)?;
    let done = done_text(xong.as_deref(), name, state.page_words());
    shown(&state, session, name, Shown { done, ..Shown::default() }).await
}

/// The account of an address. What is no name names nobody.
pub fn named(session: &Session, name: &str) -> Result<AccountName, Problem> {
    session.access.administers().map_err(|refused| Problem::from(QueryError::from(refused)))?;
    name.parse().map_err(|_| Problem::not_found())
}

/// The page of an account.
pub async fn shown(state: &AppState, session: Session, name: AccountName, shown: Shown) -> Result<Response, Problem> {
    let words = state.page_words();
    let frame = Frame::new(&session.access, session.who, ACCOUNTS, words);
    let (access, own) = (session.access, session.who);
    let read = state.run_query(move |centre| Ok::<_, QueryError>((centre.accounts(&access)?, centre.units()?)));
    let (rows, units) = read.await??;
    let found = rows.iter().find(|row| row.name == name);
    let row = found.ok_or_else(|| account_problem(&AccountRefusal::Unknown(name)))?;
    let until = row.first_until.unwrap_or_else(|| now().plus_ms(FIRST_PASSWORD_MS));
    let view = OnePage {
        frame,
        account: AccountLine::new(row, own, &units, words, now()),
        done: shown.done,
        password: shown.password.map(|password| (password.text().to_owned(), time(until))),
        secret: shown.secret.map(|secret| (in_fours(&secret.base32()), secret.address(name))),
    };
    Ok(page(StatusCode::OK, &view))
}

/// A secret as it is typed into a telephone.
fn in_fours(text: &str) -> String {
    let groups = text.as_bytes().chunks(4).filter_map(|four| std::str::from_utf8(four).ok());
    groups.collect::<Vec<_>>().join(" ")
}

fn done_text(what: Option<&str>, name: AccountName, words: &Words) -> Option<String> {
    let key = match what {
        Some("khoa") => "office-account-disabled",
        Some("mo") => "office-account-enabled",
        Some("tat-ma") => "office-account-no-codes",
        _ => return None,
    };
    Some(words.with(key, &[("account", name.as_str().into())]))
}
