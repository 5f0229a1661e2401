use super::{list::etagged, problem::ProblemV1, token::Token};
use crate::{
    centre::stories::{StoryPlace, StoryState},
    ledger::TokenScope,
    web::{clock::now, problem::Problem, state::AppState},
};
use axum::{
    extract::{Query, State, rejection::QueryRejection},
    http::HeaderMap,
    response::Response,
};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::{IntoParams, ToSchema};

/// Messages of a page where nothing else is asked for, and at most.
const USUAL: u32 = 50;
const MOST: u32 = 100;

/// Which page of the wall is wanted.
#[derive(Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct WallPaging {
    /// Messages of a page, 1 to 100; 50 where nothing is stated.
    #[param(minimum = 1, maximum = 100)]
    pub limit: Option<u32>,
    /// `next` of the page before; the first page without it.
    pub cursor: Option<String>,
}

/// A message that is on the public wall.
#[derive(Serialize, ToSchema)]
pub struct StoryV1 {
    /// Five digits of the unit where its writer lives; empty where it is not known.
    unit: String,
    /// The words as they were written: they may hold anything, and are to be shown as text.
    text: String,
}

/// Page of the public wall, the newest decision first.
#[derive(Serialize, ToSchema)]
pub struct StoriesV1 {
    /// Messages of this page.
    items: Vec<StoryV1>,
    /// Cursor of the next page; null where this is the last.
    next: Option<String>,
}

/// Messages that are on the public wall; the own unit's for a unit's token. Scope `figures`.
#[utoipa::path(
    get, path = "/api/v1/stories", tag = "figures", params(WallPaging), security(("token" = [])),
    responses((status = 200, body = StoriesV1), (status = "default", body = ProblemV1, content_type = "application/problem+json"))
)]
pub async fn stories(
    State(state): State<Arc<AppState>>,
    token: Token,
    headers: HeaderMap,
    paging: Result<Query<WallPaging>, QueryRejection>,
) -> Result<Response, Problem> {
    let Query(paging) = paging.map_err(|_| Problem::bad_request())?;
    let access = token.access(TokenScope::Figures)?;
    let most = paging.limit.unwrap_or(USUAL);
    let place = |text: &str| StoryPlace::parse(StoryState::Approved, text).ok_or_else(Problem::bad_request);
    let after = paging.cursor.as_deref().map(place).transpose()?;
    if !(1..=MOST).contains(&most) {
        return Err(Problem::bad_request());
    }
    let read = state
        .run_query(move |centre| centre.wall(access.unit().map(|own| own.as_str()), (after.as_ref(), most), now()));
    let found = read.await??;
    let items = found.stories.into_iter().map(|story| StoryV1 { unit: story.unit, text: story.text });
    let next = found.next.map(|next| next.text());
    Ok(etagged(&headers, &StoriesV1 { items: items.collect(), next }))
}
