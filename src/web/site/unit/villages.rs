use super::{
    super::{
        format::{ago, number, plain, rate, time},
        frame::Frame,
    },
    merging::{Free, Joined, MOST_FREE},
    nav::{Nav, unknown},
};
use crate::{
    centre::{VillageLine, VillageList},
    domain::Moment,
    text::Words,
    web::{answer::page, clock::now, extractors::Session, problem::Problem, state::AppState},
};
use askama::Template;
use axum::{
    extract::{Path, Query, State, rejection::QueryRejection},
    http::StatusCode,
    response::Response,
};
use serde::Deserialize;
use std::{cmp::Reverse, sync::Arc};

/// Query of the page.
#[derive(Default, Deserialize)]
pub struct Options {
    /// What has just been done.
    xong: Option<String>,
}

#[derive(Template)]
#[template(path = "unit_villages.html", config = "assets/page/askama.toml")]
struct VillagesPage {
    nav: Nav,
    at: String,
    done: Option<String>,
    lines: Vec<Line>,
    /// Names that the unit has not listed, to be merged; all names where it has listed none.
    free: Vec<Free>,
    /// More of them, which follow when these are merged.
    hidden: usize,
    /// What they may be merged into.
    targets: Vec<String>,
    is_listed: bool,
    merged: Vec<Joined>,
    may_merge: bool,
}

/// Village as the page shows it.
struct Line {
    name: String,
    /// Whether nobody has written the village down.
    is_nameless: bool,
    is_free: bool,
    heads: String,
    registered: String,
    finished: String,
    valid: String,
    rate: String,
    app: String,
    newest: String,
    /// CSS class.
    class: &'static str,
}

/// `GET /xa/<unit>/thon`
pub async fn villages(
    State(state): State<Arc<AppState>>,
    Session { access, who }: Session,
    Path(unit): Path<String>,
    options: Result<Query<Options>, QueryRejection>,
) -> Result<Response, Problem> {
    let Query(options) = options.unwrap_or_default();
    let code = unit.clone();
    let frame = Frame::new(&access, who, "/", state.page_words());
    let found = state.run_query(move |centre| centre.villages(&access, &code, now())).await??;
    let list = found.ok_or_else(|| unknown(&unit))?;
    let words = state.page_words();
    let nav = Nav::new(&list.unit, "villages", frame, words);
    Ok(page(StatusCode::OK, &VillagesPage::new(nav, &list, done(options.xong.as_deref(), words), words)))
}

impl VillagesPage {
    fn new(nav: Nav, list: &VillageList, done: Option<String>, words: &Words) -> Self {
        let named = |line: &&VillageLine| !line.name.is_empty();
        let is_free = |line: &&VillageLine| !line.is_listed && line.counts.registered > 0;
        let mut free: Vec<&VillageLine> = list.lines.iter().filter(named).filter(is_free).collect();
        free.sort_by_key(|line| Reverse(line.counts.registered));
        let hidden = free.len().saturating_sub(MOST_FREE);
        free.truncate(MOST_FREE);
        Self {
            nav,
            at: time(list.at),
            done,
            lines: list.lines.iter().map(|one| line(one, list, words)).collect(),
            hidden,
            free: free.into_iter().map(|line| Free::new(&line.name, line.counts.registered, words)).collect(),
            targets: list.lines.iter().filter(named).map(|line| line.name.clone()).collect(),
            is_listed: list.is_listed,
            merged: list.names.merged.iter().map(|row| Joined::new(row, list.at, words)).collect(),
            may_merge: list.may_merge,
        }
    }
}

fn line(one: &VillageLine, list: &VillageList, words: &Words) -> Line {
    let is_open = one.is_open();
    let figure = |figure: i64| match is_open {
        true => words.get("site-unknown-figure").into_owned(),
        false => number(words, figure),
    };
    let newest = match (one.newest, one.stations) {
        (Some(at), _) => ago(words, at, list.at),
        (None, 0) => words.get("site-fresh-no-station").into_owned(),
        (None, _) => words.get("commune-never").into_owned(),
    };
    Line {
        name: plain(&one.name),
        is_nameless: one.name.is_empty(),
        is_free: list.is_listed && !one.is_listed && !one.name.is_empty(),
        heads: one.heads.map_or_else(|| "–".to_owned(), |heads| number(words, heads.into())),
        registered: figure(one.counts.registered),
        finished: figure(one.counts.finished),
        valid: figure(one.counts.valid),
        rate: match one.heads.filter(|_| !is_open) {
            Some(heads) => rate(one.counts.valid, heads.into()),
            None => "–".to_owned(),
        },
        app: figure(one.counts.app),
        class: class(one, list.at),
        newest,
    }
}

fn class(one: &VillageLine, now: Moment) -> &'static str {
    match one.newest {
        Some(at) if (now.date() - at.date()).num_days() <= 3 => "fresh",
        Some(_) => "late",
        None if one.stations > 0 => "never",
        None => "none",
    }
}

fn done(what: Option<&str>, words: &Words) -> Option<String> {
    let key = match what {
        Some("gop") => "commune-merged",
        Some("tach") => "commune-split",
        _ => return None,
    };
    Some(words.get(key).into_owned())
}
