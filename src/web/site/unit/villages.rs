use super::{
    super::format::{ago, number, plain, rate, time},
    nav::{Nav, unknown},
};
use crate::{
    centre::{NamedPlace, VillageLine, VillageList, cases::actor_name},
    domain::Moment,
    ledger::SpellingRow,
    text::Words,
    web::{
        answer::{page, redirect_to},
        clock::now,
        extractors::{PageForm, Session},
        problem::{Problem, spelling_problem},
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
use std::{cmp::Reverse, sync::Arc};

/// Names that are offered for merging at once.
const MOST_FREE: usize = 30;

/// Query of the page.
#[derive(Default, Deserialize)]
pub struct Options {
    /// What has just been done.
    xong: Option<String>,
}

/// Names that are merged, as figures have them.
#[derive(Deserialize)]
pub struct Merged {
    /// The name that people wrote.
    ten: String,
    /// What it means.
    vao: String,
}

/// Name that is taken apart again.
#[derive(Deserialize)]
pub struct Split {
    ten: String,
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

struct Free {
    name: String,
    shown: String,
    registered: String,
}

/// Name that was merged.
struct Joined {
    name: String,
    shown: String,
    into: String,
    at: String,
    by: String,
}

/// `GET /xa/<unit>/thon`
pub async fn villages(
    State(state): State<Arc<AppState>>,
    Session { access, .. }: Session,
    Path(unit): Path<String>,
    options: Result<Query<Options>, QueryRejection>,
) -> Result<Response, Problem> {
    let Query(options) = options.unwrap_or_default();
    let (code, sees_people) = (unit.clone(), access.sees_people());
    let found = state.run_query(move |centre| centre.villages(&access, &code, now())).await??;
    let list = found.ok_or_else(|| unknown(&unit))?;
    let words = state.page_words();
    let nav = Nav::new(&list.unit, "villages", sees_people, words);
    Ok(page(StatusCode::OK, &VillagesPage::new(nav, &list, done(options.xong.as_deref(), words), words)))
}

/// `POST /xa/<unit>/thon/gop`
pub async fn merge(
    State(state): State<Arc<AppState>>,
    Session { access, who }: Session,
    Path(unit): Path<String>,
    PageForm(Merged { ten, vao }): PageForm<Merged>,
) -> Result<Response, Problem> {
    let code = unit.clone();
    let merged = state.run_command(move |centre| {
        centre.merge_spelling(&access, (&code, NamedPlace::Village), (&ten, &vao), (who, now()))
    });
    merged.await?.map_err(|refusal| spelling_problem(&refusal))?;
    Ok(redirect_to(&format!("/xa/{unit}/thon?xong=gop")))
}

/// `POST /xa/<unit>/thon/tach`
pub async fn split(
    State(state): State<Arc<AppState>>,
    Session { access, who }: Session,
    Path(unit): Path<String>,
    PageForm(Split { ten }): PageForm<Split>,
) -> Result<Response, Problem> {
    let code = unit.clone();
    let split = state
        .run_command(move |centre| centre.split_spelling(&access, (&code, NamedPlace::Village), &ten, (who, now())));
    split.await?.map_err(|refusal| spelling_problem(&refusal))?;
    Ok(redirect_to(&format!("/xa/{unit}/thon?xong=tach")))
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
            free: free
                .into_iter()
                .map(|line| Free {
                    shown: plain(&line.name),
                    registered: number(words, line.counts.registered),
                    name: line.name.clone(),
                })
                .collect(),
            targets: list.lines.iter().filter(named).map(|line| line.name.clone()).collect(),
            is_listed: list.is_listed,
            merged: list.names.merged.iter().map(|row| joined(row, list, words)).collect(),
            may_merge: list.may_merge,
        }
    }
}

fn line(one: &VillageLine, list: &VillageList, words: &Words) -> Line {
    // Before the village's station has reported anything, a zero would state that nobody took part.
    let is_open = one.counts.registered == 0 && one.newest.is_none();
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

fn joined(row: &SpellingRow, list: &VillageList, words: &Words) -> Joined {
    Joined {
        shown: plain(&row.written),
        into: plain(&row.meant),
        at: ago(words, row.merged, list.at),
        by: plain(&actor_name(&row.merged_by, words)),
        name: row.written.clone(),
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
