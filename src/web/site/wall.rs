use super::{WALL, format::lines};
use crate::{
    centre::QueryError,
    domain::Unit,
    text::{Words, shown_block, unit_name, unit_title},
    web::{
        clock::now,
        etag::{Shared, etagged},
        problem::Problem,
        state::AppState,
    },
};
use askama::Template;
use axum::{
    extract::{Query, State, rejection::QueryRejection},
    http::HeaderMap,
    response::Response,
};
use serde::Deserialize;
use std::sync::Arc;

/// Messages of a page.
const MOST: u32 = 20;
/// Pages that are looked at.
const LAST_PAGE: u32 = 10_000;

/// Query of the page.
#[derive(Default, Deserialize)]
pub struct Options {
    /// Page, from 1.
    #[serde(default)]
    trang: u32,
}

#[derive(Template)]
#[template(path = "wall.html", config = "assets/page/askama.toml")]
struct WallPage {
    stories: Vec<StoryCard>,
    page: u32,
    newer: Option<String>,
    older: Option<String>,
}

/// Message as the wall shows it: nothing of who wrote it but where they live, for that is all they agreed to.
struct StoryCard {
    lines: Vec<String>,
    unit: String,
}

/// `GET /lan-toa`: for everybody.
pub async fn wall(
    State(state): State<Arc<AppState>>,
    headers: HeaderMap,
    options: Result<Query<Options>, QueryRejection>,
) -> Result<Response, Problem> {
    let Query(options) = options.map_err(|_| Problem::bad_request())?;
    let at = options.trang.clamp(1, LAST_PAGE);
    let read = state
        .run_query(move |centre| Ok::<_, QueryError>((centre.wall(None, (at - 1, MOST), now())?, centre.units()?)));
    let (found, units) = read.await??;
    let words = state.page_words();
    let card = |story: &crate::centre::stories::WallStory| StoryCard {
        lines: lines(&story.text),
        unit: units
            .iter()
            .find(|unit| unit.code.as_str() == story.unit)
            .map(|unit| unit_name(words, unit))
            .unwrap_or_default(),
    };
    let view = WallPage {
        stories: found.stories.iter().map(card).collect(),
        page: at,
        newer: (at > 1).then(|| format!("{WALL}?trang={}", at - 1)),
        older: found.has_more.then(|| format!("{WALL}?trang={}", at + 1)),
    };
    let text = view.render().unwrap_or_default(); // writing into a text never fails
    let mut answer = etagged(&headers, "text/html; charset=utf-8", shown_block(&text).into_owned());
    answer.extensions_mut().insert(Shared);
    Ok(answer)
}

/// Kind and name of a unit; empty where it is in no list.
pub(super) fn unit_of(units: &[Unit], code: &str, words: &Words) -> String {
    let unit = units.iter().find(|unit| unit.code.as_str() == code);
    unit.map(|unit| unit_title(words, unit)).unwrap_or_default()
}
