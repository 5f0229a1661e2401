use super::{
    super::{
        format::{count, plain, time},
        frame::Frame,
        people::born,
    },
    nav::{Nav, unknown},
};
use crate::{
    centre::{
        QueryError,
        cases::actor_name,
        one_touch::{OneTouchDoubt, OneTouchRefusal},
        person::{address_of, person_in},
    },
    domain::PersonKey,
    text::{Words, short_date},
    web::{
        answer::{page, redirect},
        clock::now,
        extractors::{PageForm, Session},
        problem::{Problem, one_touch_problem},
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

/// Pairs that are shown at once.
const MOST: usize = 50;

/// Query of the page.
#[derive(Default, Deserialize)]
pub struct Options {
    /// What has just been done.
    xong: Option<String>,
}

/// Pair that is decided about. It is posted: no address names a person.
#[derive(Deserialize)]
pub struct Pair {
    /// Whom a list has.
    danh_sach: String,
    /// Whom a station has.
    nguoi: String,
    /// `mot` or `hai`: how many people they are.
    #[serde(default)]
    la: String,
}

#[derive(Template)]
#[template(path = "unit_one_touch.html", config = "assets/page/askama.toml")]
struct OneTouchPage {
    nav: Nav,
    at: String,
    done: Option<String>,
    open: Vec<PairLine>,
    /// Pairs that are not shown yet.
    hidden: String,
    is_more: bool,
    decided: Vec<DecidedLine>,
}

struct PairLine {
    listed: String,
    resident: String,
    name: String,
    born: String,
    village: String,
    registered: String,
    day: String,
}

struct DecidedLine {
    pair: PairLine,
    is_same: bool,
    at: String,
    by: String,
}

/// `GET /xa/<unit>/one-touch`
pub async fn one_touch(
    State(state): State<Arc<AppState>>,
    Session { access, who }: Session,
    Path(unit): Path<String>,
    options: Result<Query<Options>, QueryRejection>,
) -> Result<Response, Problem> {
    let Query(options) = options.unwrap_or_default();
    let words = state.page_words();
    let (code, frame) = (unit.clone(), Frame::new(&access, who, "/", words));
    let found = state.run_command(move |centre| centre.one_touch_doubts(&access, &code, (who, now()))).await??;
    let found = found.ok_or_else(|| unknown(&unit))?;
    let hidden = found.open.len().saturating_sub(MOST);
    let decided = found.decided.iter().map(|(pair, is_same, at, who)| DecidedLine {
        pair: line(pair, words),
        is_same: *is_same,
        at: time(*at),
        by: plain(&actor_name(who, words)),
    });
    let view = OneTouchPage {
        at: time(found.at),
        done: done(options.xong.as_deref(), words),
        open: found.open.iter().take(MOST).map(|one| line(one, words)).collect(),
        hidden: count(words, u64::try_from(hidden).unwrap_or(u64::MAX)),
        is_more: hidden > 0,
        decided: decided.collect(),
        nav: Nav::new(&found.unit, "one-touch", frame, words),
    };
    Ok(page(StatusCode::OK, &view))
}

/// `POST /xa/<unit>/one-touch`
pub async fn decide_one_touch(
    State(state): State<Arc<AppState>>,
    Session { access, who }: Session,
    Path(unit): Path<String>,
    PageForm(pair): PageForm<Pair>,
) -> Result<Response, Problem> {
    access.acts_in(&unit).map_err(QueryError::from)?;
    let (is_same, then) = match &*pair.la {
        "mot" => (true, "mot"),
        "hai" => (false, "hai"),
        _ => return Err(Problem::bad_request()), // else: no button of the page sends it
    };
    let code = unit.clone();
    let decided = state.run_command(move |centre| {
        let (listed, resident) = keys(&pair)?;
        centre.decide_one_touch(&access, (&code, listed, resident), is_same, (who, now()))
    });
    decided.await?.map_err(|refusal| one_touch_problem(&refusal))?;
    Ok(redirect(&format!("/xa/{unit}/one-touch?xong={then}")))
}

/// `POST /xa/<unit>/one-touch/rut`
pub async fn undo_one_touch(
    State(state): State<Arc<AppState>>,
    Session { access, who }: Session,
    Path(unit): Path<String>,
    PageForm(pair): PageForm<Pair>,
) -> Result<Response, Problem> {
    access.acts_in(&unit).map_err(QueryError::from)?;
    let code = unit.clone();
    let undone = state.run_command(move |centre| {
        let (listed, resident) = keys(&pair)?;
        centre.undo_one_touch_match(&access, (&code, listed, resident), (who, now()))
    });
    undone.await?.map_err(|refusal| one_touch_problem(&refusal))?;
    Ok(redirect(&format!("/xa/{unit}/one-touch?xong=rut")))
}

fn keys(pair: &Pair) -> Result<(PersonKey, PersonKey), OneTouchRefusal> {
    person_in(&pair.danh_sach).zip(person_in(&pair.nguoi)).ok_or(OneTouchRefusal::Settled)
}

fn line(one: &OneTouchDoubt, words: &Words) -> PairLine {
    PairLine {
        listed: address_of(&one.listed),
        resident: address_of(&one.resident),
        name: plain(&one.name),
        born: born(&one.birth, words),
        village: plain(&one.village),
        registered: one.registered.map(short_date).unwrap_or_default(),
        day: one.day.map(short_date).unwrap_or_default(),
    }
}

fn done(what: Option<&str>, words: &Words) -> Option<String> {
    let key = match what {
        Some("mot") => "onetouch-done-same",
        Some("hai") => "onetouch-done-differ",
        Some("rut") => "onetouch-done-unmatch",
        _ => return None, // else: nothing has just been done
    };
    Some(words.get(key).into_owned())
}
