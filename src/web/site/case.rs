use super::overview::{CaseLine, Places, case_line};
use crate::centre::DecideRefusal;
use crate::{
    centre::LONGEST_REMARK,
    web::{
        answer::page,
        clock::now,
        extractors::Session,
        problem::{Problem, decide_problem},
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
pub struct Chosen {
    /// The decision that was chosen, to be confirmed.
    chon: Option<String>,
}

#[derive(Template)]
#[template(path = "case.html", config = "assets/page/askama.toml")]
struct CasePage {
    case: CaseLine,
    /// The decision that waits for its confirmation: the value of its button and its name.
    chosen: Option<(String, String)>,
    longest: usize,
}

/// `GET /viec/<case>`
pub async fn case(
    State(state): State<Arc<AppState>>,
    Session { access, .. }: Session,
    Path(id): Path<i64>,
    chosen: Result<Query<Chosen>, QueryRejection>,
) -> Result<Response, Problem> {
    let Query(Chosen { chon }) = chosen.unwrap_or_default();
    let found = state.run_query(move |centre| {
        let case = centre.case(&access, id)?;
        Ok::<_, crate::centre::QueryError>((case, centre.stations(&access)?, centre.units()?))
    });
    let (case, stations, units) = found.await??;
    let words = state.page_words();
    let case = case.ok_or_else(|| decide_problem(&DecideRefusal::UnknownCase, id, "", words))?;
    let case = case_line(&case, &Places { stations: &stations, units: &units }, words, now());
    let chosen = chon.and_then(|word| case.decisions.iter().find(|one| one.word == word));
    let chosen = chosen.map(|one| (one.word.clone(), one.name.clone()));
    Ok(page(StatusCode::OK, &CasePage { case, chosen, longest: LONGEST_REMARK }))
}
