//! Open data of the closed contest: figures of the newest signed set by unit, for everybody. Nobody's name, key, village or score is in
//! them, and no figure of less than a unit: a village of few people would show who they are.

use super::format::{number, plain, rate, time};
use crate::{
    centre::{
        closing::{FrozenSet, SetFigures, UnitFigures},
        reports::{TableCell, csv_rows},
    },
    crypto::hex,
    domain::Moment,
    text::{Words, people_date, shown_block},
    web::{
        answer::attached,
        etag::{Shared, etagged},
        problem::Problem,
        state::AppState,
    },
};
use askama::Template;
use axum::{extract::State, http::HeaderMap, response::Response};
use serde::Serialize;
use std::sync::Arc;

/// Heads of the table, which are names of fields in the JSON too.
const HEADS: [&str; 12] = [
    "code",
    "name",
    "population",
    "registered",
    "finished",
    "valid",
    "on_paper",
    "one_touch",
    "listed",
    "both",
    "took_part",
    "app",
];

#[derive(Template)]
#[template(path = "open_data.html", config = "assets/page/askama.toml")]
struct OpenDataPage {
    set: Option<OpenView>,
}

/// Set as everybody sees it.
struct OpenView {
    title: String,
    centre: String,
    is_rehearsal: bool,
    number: u32,
    at: String,
    digest: String,
    days: String,
    units: Vec<[String; 6]>,
    total: [String; 6],
}

/// The same for programs.
#[derive(Serialize)]
struct OpenSet<'s> {
    v: u32,
    contest: &'s str,
    title: &'s str,
    centre: &'s str,
    rehearsal: bool,
    opens: &'s str,
    closes: &'s str,
    number: u32,
    at_ms: i64,
    /// SHA-256 of the signed set that the figures are from.
    sha256: String,
    total: SetFigures,
    units: Vec<OpenUnit<'s>>,
}

#[derive(Serialize)]
struct OpenUnit<'s> {
    code: &'s str,
    name: &'s str,
    population: u32,
    #[serde(flatten)]
    figures: SetFigures,
}

impl<'s> OpenUnit<'s> {
    fn new(unit: &'s UnitFigures) -> Self {
        Self { code: &unit.code, name: &unit.name, population: unit.population, figures: unit.figures }
    }
}

/// `GET /du-lieu-mo`
pub async fn shown(State(state): State<Arc<AppState>>, headers: HeaderMap) -> Result<Response, Problem> {
    let found = state.run_query(|centre| centre.published_set()).await??;
    let words = state.page_words();
    let view = OpenDataPage { set: found.as_ref().map(|frozen| view(&frozen.set, &frozen.row.digest, words)) };
    let text = view.render().unwrap_or_default(); // writing into a text never fails
    Ok(shared(&headers, "text/html; charset=utf-8", shown_block(&text).into_owned(), None))
}

/// `GET /du-lieu-mo.csv`
pub async fn csv(State(state): State<Arc<AppState>>, headers: HeaderMap) -> Result<Response, Problem> {
    let found = state.run_query(|centre| centre.published_set()).await??.ok_or_else(Problem::not_found)?;
    let set = &found.set;
    let text = |text: &str| TableCell::Text(text.to_owned());
    let mut rows = vec![HEADS.map(text).to_vec()];
    for unit in &set.units {
        let own = [text(&unit.code), text(&unit.name), TableCell::Count(unit.population.into())];
        rows.push(own.into_iter().chain(figures(unit.figures).map(TableCell::Count)).collect());
    }
    Ok(shared(
        &headers,
        "text/csv; charset=utf-8",
        csv_rows(&rows),
        Some(&format!("{}-theo-don-vi.csv", set.file_stem())),
    ))
}

/// `GET /du-lieu-mo.json`
pub async fn json(State(state): State<Arc<AppState>>, headers: HeaderMap) -> Result<Response, Problem> {
    let found = state.run_query(|centre| centre.published_set()).await??.ok_or_else(Problem::not_found)?;
    let set = &found.set;
    let open = OpenSet {
        v: 1,
        contest: &set.contest,
        title: &set.title,
        centre: &set.centre,
        rehearsal: set.rehearsal,
        opens: &set.opens,
        closes: &set.closes,
        number: set.number,
        at_ms: set.at_ms,
        sha256: hex(&found.row.digest),
        total: set.total,
        units: set.units.iter().map(OpenUnit::new).collect(),
    };
    let text = serde_json::to_string(&open).unwrap_or_default(); // texts and numbers can always be written
    Ok(shared(&headers, "application/json", text, Some(&format!("{}-theo-don-vi.json", set.file_stem()))))
}

/// An answer that anybody may keep; a file where it has a name, which has plain letters alone.
fn shared(headers: &HeaderMap, media: &'static str, text: impl Into<Vec<u8>>, name: Option<&str>) -> Response {
    let mut answer = etagged(headers, media, text);
    answer.extensions_mut().insert(Shared);
    match name {
        Some(name) => attached(answer, name),
        None => answer,
    }
}

/// In the order of the heads.
fn figures(of: SetFigures) -> [i64; 9] {
    let SetFigures { registered, finished, valid, on_paper, one_touch, listed, both, took_part, app } = of;
    [registered, finished, valid, on_paper, one_touch, listed, both, took_part, app]
}

fn view(set: &FrozenSet, digest: &[u8; 32], words: &Words) -> OpenView {
    let cells = |name: String, population: u64, of: SetFigures| {
        [
            name,
            words.number(population),
            number(words, of.registered),
            number(words, of.valid),
            number(words, of.took_part),
            rate(of.valid, population),
        ]
    };
    let people: u64 = set.units.iter().map(|unit| u64::from(unit.population)).sum();
    OpenView {
        title: plain(&set.title),
        centre: plain(&set.centre),
        is_rehearsal: set.rehearsal,
        number: set.number,
        at: time(Moment(set.at_ms)),
        digest: hex(digest),
        days: format!("{} – {}", people_date(&set.opens), people_date(&set.closes)),
        units: set.units.iter().map(|one| cells(plain(&one.name), u64::from(one.population), one.figures)).collect(),
        total: cells(words.get("site-file-total").into_owned(), people, set.total),
    }
}
