//! Tokens of programs that read the API: made and ended by the city.

use super::{
    format::{plain, time},
    frame::Frame,
};
use crate::{
    centre::{Actor, LONGEST_TOKEN_NAME, MOST_TOKEN_DAYS, QueryError, WantedToken, explain, trail::scope_name},
    domain::Moment,
    ledger::{TokenRow, TokenScope},
    text::{Notice, Words},
    web::{
        answer::{page, redirect},
        clock::now,
        extractors::{PageForm, Session},
        problem::Problem,
        state::AppState,
    },
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use serde::Deserialize;
use std::sync::Arc;

/// Path of the page.
const TOKENS: &str = "/ma-truy-cap";
/// Days for which a token can be made.
const DAYS: [i64; 3] = [30, 90, 365];

/// Form of a new token: a scope is chosen by its name.
#[derive(Default, Deserialize)]
pub struct NewToken {
    #[serde(default)]
    ten: String,
    /// Code of the unit; empty for the whole city.
    #[serde(default)]
    xa: String,
    #[serde(default)]
    ngay: i64,
    #[serde(default)]
    figures: Option<String>,
    #[serde(default)]
    stations: Option<String>,
    #[serde(default)]
    cases: Option<String>,
    #[serde(default)]
    questions: Option<String>,
    #[serde(default)]
    metrics: Option<String>,
}

#[derive(Template)]
#[template(path = "tokens.html", config = "assets/page/askama.toml")]
struct TokensPage {
    frame: Frame,
    /// The token that was just made: it is shown this once.
    made: Option<String>,
    notice: Option<Notice>,
    name: String,
    longest: usize,
    scopes: Vec<Choice>,
    units: Vec<Choice>,
    days: Vec<Choice>,
    tokens: Vec<TokenLine>,
}

struct Choice {
    value: String,
    name: String,
    chosen: bool,
}

/// Token as the page shows it.
struct TokenLine {
    id: i64,
    name: String,
    scopes: String,
    unit: String,
    made: String,
    by: String,
    until: String,
    used: String,
    /// Whether it holds; else why not.
    holds: bool,
    over: String,
}

/// `GET /ma-truy-cap`
pub async fn tokens(State(state): State<Arc<AppState>>, session: Session) -> Result<Response, Problem> {
    shown(&state, session, StatusCode::OK, &NewToken { ngay: 90, ..NewToken::default() }, Shown::Form).await
}

/// `POST /ma-truy-cap`
pub async fn add(
    State(state): State<Arc<AppState>>,
    session: Session,
    PageForm(typed): PageForm<NewToken>,
) -> Result<Response, Problem> {
    session.access.administers().map_err(|refused| Problem::from(QueryError::from(refused)))?;
    let Actor::Account(account) = session.who else { return Err(Problem::not_signed_in()) };
    let wanted = wanted(&typed);
    let access = session.access.clone();
    let made = state.run_command(move |centre| centre.add_token(&access, &wanted, account, now())).await?;
    match made {
        Ok(token) => {
            let empty = NewToken { ngay: 90, ..NewToken::default() };
            shown(&state, session, StatusCode::OK, &empty, Shown::Made(token)).await
        }
        Err(refusal) => {
            let notice = explain::token(&refusal).notice(state.page_words());
            shown(&state, session, StatusCode::UNPROCESSABLE_ENTITY, &typed, Shown::Refused(notice)).await
        }
    }
}

/// `POST /ma-truy-cap/<token>`: ends it.
pub async fn end(
    State(state): State<Arc<AppState>>,
    Session { access, who }: Session,
    Path(id): Path<i64>,
) -> Result<Response, Problem> {
    // One that was ended meanwhile is ended.
    state.run_command(move |centre| centre.end_token(&access, id, who, now())).await??;
    Ok(redirect(TOKENS))
}

/// What the page shows above its form.
enum Shown {
    Form,
    Made(String),
    Refused(Notice),
}

async fn shown(
    state: &AppState,
    session: Session,
    status: StatusCode,
    typed: &NewToken,
    what: Shown,
) -> Result<Response, Problem> {
    let frame = Frame::new(&session.access, session.who, "/ma-truy-cap", state.page_words());
    let access = session.access;
    let read = state.run_query(move |centre| Ok::<_, QueryError>((centre.tokens(&access)?, centre.units()?)));
    let (rows, units) = read.await??;
    let words = state.page_words();
    let chosen = wanted(typed).scopes;
    let scope = |scope: TokenScope| Choice {
        value: scope.as_str().to_owned(),
        name: scope_name(scope, words),
        chosen: chosen.contains(&scope),
    };
    let unit =
        |code: &str, name: &str| Choice { value: code.to_owned(), name: name.to_owned(), chosen: typed.xa == code };
    let days = DAYS.map(|days| Choice {
        value: days.to_string(),
        name: words.with("site-token-days", &[("n", days.to_string().into())]),
        chosen: typed.ngay == days,
    });
    let (made, notice) = match what {
        Shown::Form => (None, None),
        Shown::Made(token) => (Some(token), None),
        Shown::Refused(notice) => (None, Some(notice)),
    };
    let view = TokensPage {
        frame,
        made,
        notice,
        name: plain(&typed.ten),
        longest: LONGEST_TOKEN_NAME,
        scopes: TokenScope::ALL.map(scope).into(),
        units: units.iter().map(|one| unit(one.code.as_str(), &one.name)).collect(),
        days: days.into(),
        tokens: rows.iter().map(|row| line(row, words, now())).collect(),
    };
    Ok(page(status, &view))
}

fn wanted(typed: &NewToken) -> WantedToken {
    let scopes = [
        (&typed.figures, TokenScope::Figures),
        (&typed.stations, TokenScope::Stations),
        (&typed.cases, TokenScope::Cases),
        (&typed.questions, TokenScope::Questions),
        (&typed.metrics, TokenScope::Metrics),
    ];
    WantedToken {
        name: typed.ten.clone(),
        scopes: scopes.into_iter().filter(|(is, _)| is.is_some()).map(|(_, scope)| scope).collect(),
        unit: typed.xa.clone(),
        days: typed.ngay.min(MOST_TOKEN_DAYS + 1),
    }
}

fn line(row: &TokenRow, words: &Words, now: Moment) -> TokenLine {
    let scopes: Vec<String> = row.scopes.iter().map(|scope| scope_name(*scope, words)).collect();
    let whole = || words.get("site-token-city").into_owned();
    let of_unit = |code: &str| words.with("site-trail-unit", &[("code", code.into())]);
    let over = match row.ended {
        Some(at) => words.with("site-token-ended", &[("at", time(at).into())]),
        None => words.get("site-token-over").into_owned(),
    };
    TokenLine {
        id: row.id,
        name: plain(&row.name),
        scopes: scopes.join(", "),
        unit: row.unit.as_ref().map_or_else(whole, |unit| of_unit(unit.as_str())),
        made: time(row.made),
        by: plain(&row.made_by.to_string()),
        until: time(row.until),
        used: row.used.map_or_else(|| words.get("site-token-unused").into_owned(), time),
        holds: row.holds(now),
        over,
    }
}
