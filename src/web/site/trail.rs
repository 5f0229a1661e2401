use super::{
    format::{plain, time},
    frame::Frame,
};
use crate::{
    centre::{
        Actor, QueryError,
        cases::actor_name,
        trail::{line, verb_name, verbs},
    },
    domain::Date,
    ledger::NoteFilter,
    web::{answer::page, extractors::Session, problem::Problem, state::AppState},
};
use askama::Template;
use axum::{
    extract::{Query, State, rejection::QueryRejection},
    http::StatusCode,
    response::Response,
};
use serde::Deserialize;
use std::sync::Arc;

/// Lines of a page.
const LINES: u32 = 50;

/// Query of the page.
#[derive(Clone, Default, Deserialize)]
pub struct Wanted {
    /// Lines older than this one.
    #[serde(default)]
    truoc: Option<i64>,
    /// Of this actor, as the ledger names it.
    #[serde(default)]
    ai: String,
    /// Of this kind.
    #[serde(default)]
    loai: String,
    /// Of this day, `2026-11-22`.
    #[serde(default)]
    ngay: String,
}

#[derive(Template)]
#[template(path = "trail.html", config = "assets/page/askama.toml")]
struct TrailView {
    frame: Frame,
    actors: Vec<Choice>,
    kinds: Vec<Choice>,
    day: String,
    lines: Vec<Line>,
    /// Link to the next page.
    older: Option<String>,
    is_first: bool,
    is_filtered: bool,
}

/// Choice of a filter.
struct Choice {
    value: String,
    name: String,
    chosen: bool,
}

/// Line as the page shows it.
struct Line {
    at: String,
    who: String,
    what: String,
    case: Option<i64>,
    detail: String,
}

/// `GET /nhat-ky`
pub async fn trail(
    State(state): State<Arc<AppState>>,
    Session { access, who }: Session,
    wanted: Result<Query<Wanted>, QueryRejection>,
) -> Result<Response, Problem> {
    let Query(wanted) = wanted.map_err(|_| Problem::bad_request())?;
    let filter = filter(&wanted)?;
    let frame = Frame::new(&access, who, "/nhat-ky", state.page_words());
    let read = state.run_query(move |centre| {
        let accounts = centre.accounts(&access)?;
        Ok::<_, QueryError>((centre.trail(&access, &filter, LINES)?, accounts))
    });
    let (found, accounts) = read.await??;
    let words = state.page_words();
    let own = ["command-line", "station"].map(str::to_owned);
    let named = accounts.iter().map(|row| Actor::Account(row.name).to_string());
    let actors = own.into_iter().chain(named).map(|value| {
        let name = value.parse::<Actor>().map(|actor| actor_name(&actor.into(), words));
        Choice { name: plain(&name.unwrap_or_default()), chosen: value == wanted.ai, value }
    });
    let kinds = verbs().map(|verb| Choice {
        value: verb.to_owned(),
        name: verb_name(verb, words).unwrap_or_default(),
        chosen: verb == wanted.loai,
    });
    let shown = |row| {
        let line = line(row, words);
        let (what, detail) = (plain(&line.what), plain(&line.detail));
        Line { at: time(row.at), who: plain(&actor_name(&row.who, words)), what, case: line.case, detail }
    };
    let view = TrailView {
        frame,
        actors: actors.collect(),
        kinds: kinds.collect(),
        day: plain(&wanted.ngay),
        lines: found.lines.iter().map(shown).collect(),
        older: found.older.map(|id| link(&wanted, id)),
        is_first: wanted.truoc.is_none(),
        is_filtered: [&wanted.ai, &wanted.loai, &wanted.ngay].iter().any(|part| !part.is_empty()),
    };
    Ok(page(StatusCode::OK, &view))
}

/// What the query asks for. A day runs from midnight to midnight in Vietnam.
fn filter(wanted: &Wanted) -> Result<NoteFilter, Problem> {
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let is_known = wanted.loai.is_empty() || verbs().any(|verb| verb == wanted.loai);
    let day = some(&wanted.ngay).map(|day| day.parse::<Date>().map_err(|_| Problem::bad_request())).transpose()?;
    if !is_known {
        return Err(Problem::bad_request());
    }
    let who = some(&wanted.ai).map(|who| who.parse::<Actor>().map_err(|_| Problem::bad_request())).transpose()?;
    Ok(NoteFilter {
        before: wanted.truoc,
        who: who.map(|who| who.to_string()),
        verb: some(&wanted.loai),
        ..NoteFilter::on(day)
    })
}

/// Link to the page that begins before a line, with the same filter. Its parts are names of accounts, verbs and days, which need no
/// escape.
fn link(wanted: &Wanted, before: i64) -> String {
    let Wanted { ai, loai, ngay, .. } = wanted;
    format!("/nhat-ky?truoc={before}&ai={ai}&loai={loai}&ngay={ngay}")
}
