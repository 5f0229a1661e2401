use crate::{
    centre::Actor,
    web::{
        answer::redirect,
        clock::now,
        extractors::{PageForm, Session},
        problem::{Problem, decide_problem},
        state::AppState,
    },
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use serde::Deserialize;
use std::sync::Arc;

/// Button that was pressed.
#[derive(Deserialize)]
pub struct Decision {
    word: String,
}

/// `POST /quyet/<case>`
pub async fn decide(
    State(state): State<Arc<AppState>>,
    Session { access }: Session,
    Path(case): Path<i64>,
    PageForm(Decision { word }): PageForm<Decision>,
) -> Result<Response, Problem> {
    let chosen = word.clone();
    let decided = state.run_command(move |centre| centre.decide(&access, case, &chosen, Actor::Account, now())).await?;
    decided.map_err(|refusal| decide_problem(&refusal, case, &word))?;
    Ok(redirect("/?xong=quyet#quyet-dinh"))
}

/// `POST /hoan/<case>`
pub async fn undo(
    State(state): State<Arc<AppState>>,
    Session { access }: Session,
    Path(case): Path<i64>,
) -> Result<Response, Problem> {
    let undone = state.run_command(move |centre| centre.undo(&access, case, Actor::Account, now())).await?;
    undone.map_err(|refusal| decide_problem(&refusal, case, ""))?;
    Ok(redirect("/?xong=hoan#quyet-dinh"))
}
