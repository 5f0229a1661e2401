use super::{
    PAGE, done,
    list::{SetLine, set_line},
};
use crate::{
    centre::{
        QueryError,
        closing::{Frozen, LaterThanSet, OpenLine, SetFileKind, set_line_shown},
    },
    crypto::hex,
    text::Words,
    web::{
        answer::{answer, attached, page},
        clock::now,
        extractors::Session,
        problem::Problem,
        site::{
            format::{number, plain, time},
            frame::Frame,
            prizes::PrizeTables,
        },
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
pub struct Options {
    /// What has just been done.
    xong: Option<String>,
}

#[derive(Template)]
#[template(path = "closing_set.html", config = "assets/page/askama.toml")]
struct SetPage {
    frame: Frame,
    done: Option<String>,
    set: SetLine,
    title: String,
    is_rehearsal: bool,
    digest: String,
    stem: String,
    /// Registered, valid, on paper, took part.
    totals: [String; 4],
    open: Vec<OpenView>,
    tables: PrizeTables,
    later: Option<LaterView>,
}

/// Line that was not closed.
struct OpenView {
    name: String,
    figure: String,
    word: String,
}

/// What came later.
struct LaterView {
    stations: Vec<(String, String, String)>,
    units: Vec<(String, String, String)>,
    communes: bool,
    persons: bool,
}

/// `GET /chot/<number>`
pub async fn one(
    State(state): State<Arc<AppState>>,
    Session { access, who }: Session,
    Path(wanted): Path<u32>,
    options: Result<Query<Options>, QueryRejection>,
) -> Result<Response, Problem> {
    let Query(options) = options.map_err(|_| Problem::bad_request())?;
    let words = state.page_words();
    let frame = Frame::new(&access, who, PAGE, words);
    let read = state.run_query(move |centre| {
        let Some(frozen) = centre.frozen_set(&access, wanted)? else { return Ok(None) };
        let later = centre.later_than(&access, &frozen, now())?;
        Ok::<_, QueryError>(Some((frozen, later)))
    });
    let (frozen, later) = read.await??.ok_or_else(Problem::not_found)?;
    let set = &frozen.set;
    let view = SetPage {
        frame,
        done: done(options.xong.as_deref(), words),
        set: set_line(&frozen.row, words),
        title: plain(&set.title),
        is_rehearsal: set.rehearsal,
        digest: hex(&frozen.row.digest),
        stem: set.file_stem(),
        totals: [set.total.registered, set.total.valid, set.total.on_paper, set.total.took_part]
            .map(|figure| number(words, figure)),
        open: open(&frozen, words),
        tables: PrizeTables::new(Some(&set.rule), (&set.communes, &set.persons), set.more_equal, words),
        later: later_view(&frozen, &later, words),
    };
    Ok(page(StatusCode::OK, &view))
}

/// `GET /chot/<number>/<kind of file>`
pub async fn file(
    State(state): State<Arc<AppState>>,
    Session { access, who }: Session,
    Path((wanted, kind)): Path<(u32, String)>,
) -> Result<Response, Problem> {
    access.administers().map_err(QueryError::from)?;
    let kind = SetFileKind::parse(&kind).ok_or_else(Problem::not_found)?;
    let words = Words::new(state.page_words().language());
    let read = state.run_command(move |centre| {
        let frozen = centre.frozen_set_for_file(&access, (wanted, kind), (who, now()))?;
        Ok::<_, QueryError>(frozen.and_then(|frozen| frozen.file(kind, &words)))
    });
    let file = read.await??.ok_or_else(Problem::not_found)?;
    Ok(attached(answer(StatusCode::OK, file.media, file.bytes), &file.name))
}

fn open(frozen: &Frozen, words: &Words) -> Vec<OpenView> {
    let view = |one: &OpenLine| {
        let (name, figure) = set_line_shown(&one.line, one.figure, &frozen.set.contest, words);
        let figure = figure.map(|figure| words.number(figure)).unwrap_or_default();
        OpenView { name, figure, word: one.word.clone() }
    };
    frozen.set.open.iter().map(view).collect()
}

fn later_view(frozen: &Frozen, later: &LaterThanSet, words: &Words) -> Option<LaterView> {
    if later.is_nothing() {
        return None;
    }
    let place = |unit: &str, village: &str| {
        let known = frozen.set.units.iter().find(|one| one.code == unit);
        let unit = known.map_or(unit, |one| one.name.as_str());
        let parts = [village, unit].into_iter().filter(|part| !part.is_empty()).map(plain);
        parts.collect::<Vec<_>>().join(", ")
    };
    let pair = |(valid, took_part): (i64, i64)| format!("{} / {}", number(words, valid), number(words, took_part));
    let stations =
        later.stations.iter().map(|one| (place(&one.unit, &one.village), words.number(one.bundles), time(one.newest)));
    let units = later.units.iter().map(|one| (plain(&one.name), pair(one.before), pair(one.now)));
    Some(LaterView {
        stations: stations.collect(),
        units: units.collect(),
        communes: later.communes.is_some(),
        persons: later.persons.is_some(),
    })
}
