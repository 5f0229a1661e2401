use super::{WALL, format::lines};
use crate::{
    centre::{
        QueryError,
        stories::{StoryPlace, StoryState},
    },
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

/// Query of the page.
#[derive(Default, Deserialize)]
pub struct Options {
    /// Message behind which the page begins; the newest are on the first page.
    tu: Option<String>,
}

#[derive(Template)]
#[template(path = "wall.html", config = "assets/page/askama.toml")]
struct WallPage {
    stories: Vec<StoryCard>,
    is_first: bool,
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
    let place = |text: &str| StoryPlace::parse(StoryState::Approved, text).ok_or_else(Problem::bad_request);
    let after = options.tu.as_deref().map(place).transpose()?;
    let is_first = after.is_none();
    let read = state.run_query(move |centre| {
        Ok::<_, QueryError>((centre.wall(None, (after.as_ref(), MOST), now())?, centre.units()?))
    });
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
        is_first,
        older: found.next.map(|next| format!("{WALL}?tu={}", next.text())),
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
