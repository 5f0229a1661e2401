//! Accounts of everybody who signs in to the pages: seen, added and changed by the city.

mod account_line;
mod act;
mod one;

pub use act::{disable, enable, renew, start_codes, stop_codes};
pub use one::one;

use super::{format::plain, frame::Frame};
use crate::{
    centre::{AccountPassword, FIRST_PASSWORD_MS, PasswordHash, QueryError, Role, explain},
    domain::{AccountName, UnitCode, dictionary_key},
    notices::{Failure, legible},
    text::{Notice, codes, unit_title},
    web::{
        answer::page,
        clock::now,
        extractors::{PageForm, Session},
        problem::{Problem, account_problem},
        state::AppState,
    },
};
use account_line::{AccountLine, role_name};
use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use serde::Deserialize;
use std::sync::Arc;

/// Path of the page.
const ACCOUNTS: &str = "/can-bo";
/// Longest name of an account that is typed.
const LONGEST_NAME: usize = 32;

/// Form of a new account.
#[derive(Default, Deserialize)]
pub struct NewAccount {
    #[serde(default)]
    ten: String,
    /// Role, as the ledger names it.
    #[serde(default)]
    vai: String,
    /// Code of the unit; empty for another role than a clerk's.
    #[serde(default)]
    xa: String,
}

#[derive(Template)]
#[template(path = "accounts.html", config = "assets/page/askama.toml")]
struct AccountsPage {
    frame: Frame,
    accounts: Vec<AccountLine>,
    /// Whether somebody waits for a password, because the one for the first sign-in has ended.
    has_ended: bool,
    notice: Option<Notice>,
    typed: NewAccount,
    longest: usize,
    units: Vec<Choice>,
    first_days: i64,
}

struct Choice {
    value: String,
    name: String,
    chosen: bool,
}

/// `GET /can-bo`
pub async fn accounts(State(state): State<Arc<AppState>>, session: Session) -> Result<Response, Problem> {
    shown(&state, session, NewAccount::default(), None).await
}

/// `POST /can-bo`
pub async fn add(
    State(state): State<Arc<AppState>>,
    session: Session,
    PageForm(typed): PageForm<NewAccount>,
) -> Result<Response, Problem> {
    session.access.administers().map_err(|refused| Problem::from(QueryError::from(refused)))?;
    let (name, role) = match wanted(&typed) {
        Ok(wanted) => wanted,
        Err(failure) => return shown(&state, session, typed, Some(failure)).await,
    };
    let password = AccountPassword::generate();
    let (access, who, chosen, given) = (session.access.clone(), session.who, role.clone(), password.clone());
    let turn = state.hashing_known.acquire().await.map_err(|_| Problem::busy(5))?;
    let added = state.run_command(move |centre| {
        let hash = PasswordHash::new(&given)?;
        Some(centre.add_account(&access, (name, &chosen), &hash, who, now()))
    });
    let added = added.await;
    drop(turn);
    match added?.ok_or_else(|| Problem::busy(5))? {
        Ok(()) => {
            let units = state.run_query(|centre| centre.units()).await??;
            let words = state.page_words();
            let values = [("account", name.as_str().into()), ("role", role_name(&role, &units, words).into())];
            let done = words.with("office-account-added", &values);
            one::shown(&state, session, name, one::Shown { done: Some(done), password: Some(password), secret: None })
                .await
        }
        Err(refusal) => {
            let problem = account_problem(&refusal);
            if problem.status == StatusCode::CONFLICT || problem.status == StatusCode::UNPROCESSABLE_ENTITY {
                return shown(&state, session, typed, Some(explain::account(&refusal))).await;
            }
            Err(problem)
        }
    }
}

/// What was typed, as an account.
fn wanted(typed: &NewAccount) -> Result<(AccountName, Role), Failure> {
    let name = typed.ten.trim().to_lowercase();
    let not_a_name = || Failure::new(codes::account::NOT_AN_ACCOUNT_NAME, [("account", legible(&typed.ten))]);
    let name = name.parse::<AccountName>().map_err(|_| not_a_name())?;
    let role = match (typed.vai.as_str(), typed.xa.as_str()) {
        ("city", "") => Role::City,
        ("viewer", "") => Role::Viewer,
        ("commune", code) if !code.is_empty() => {
            let unknown = || Failure::new(codes::approve::UNKNOWN_UNIT, [("unit", legible(code))]);
            Role::Commune(UnitCode::parse(code).ok_or_else(unknown)?)
        }
        // No role, one that there is not, or a unit where none belongs.
        _ => return Err(Failure::new(codes::account::NO_ROLE, [])),
    };
    Ok((name, role))
}

async fn shown(
    state: &AppState,
    session: Session,
    typed: NewAccount,
    refused: Option<Failure>,
) -> Result<Response, Problem> {
    let words = state.page_words();
    let frame = Frame::new(&session.access, session.who, ACCOUNTS, words);
    let (access, own) = (session.access, session.who);
    let read = state.run_query(move |centre| Ok::<_, QueryError>((centre.accounts(&access)?, centre.units()?)));
    let (rows, units) = read.await??;
    let mut choices: Vec<_> = units.iter().map(|one| (dictionary_key(&one.name), one)).collect();
    choices.sort_by(|(one, _), (other, _)| one.cmp(other));
    let choice = |one: &crate::domain::Unit| Choice {
        value: plain(one.code.as_str()),
        name: plain(&unit_title(words, one)),
        chosen: typed.xa == one.code.as_str(),
    };
    let accounts: Vec<AccountLine> = rows.iter().map(|row| AccountLine::new(row, own, &units, words, now())).collect();
    let status = if refused.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let view = AccountsPage {
        frame,
        has_ended: accounts.iter().any(|one| one.has_ended),
        accounts,
        notice: refused.map(|failure| failure.notice(words)),
        units: choices.into_iter().map(|(_, one)| choice(one)).collect(),
        typed: NewAccount { ten: plain(&typed.ten), ..typed },
        longest: LONGEST_NAME,
        first_days: FIRST_PASSWORD_MS / (24 * 3600 * 1000),
    };
    Ok(page(status, &view))
}
