use crate::{
    centre::cases::LATER,
    domain::Moment,
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

/// What was decided on the page of a case.
#[derive(Deserialize)]
pub struct Decision {
    word: String,
    /// Remark.
    #[serde(default)]
    ghi: String,
}

/// Note about a case.
#[derive(Deserialize)]
pub struct Note {
    chu: String,
}

/// The decision that is withdrawn.
#[derive(Deserialize)]
pub struct Withdrawal {
    /// When it was made, ms since 1970; none for a case that was put aside.
    luc: Option<i64>,
}

/// `POST /quyet/<case>`
pub async fn decide(
    State(state): State<Arc<AppState>>,
    Session { access, who }: Session,
    Path(case): Path<i64>,
    PageForm(Decision { word, ghi }): PageForm<Decision>,
) -> Result<Response, Problem> {
    let chosen = word.clone();
    let decided =
        state.run_command(move |centre| centre.decide_with_remark(&access, case, (&chosen, &ghi), who, now()));
    decided.await?.map_err(|refusal| decide_problem(&refusal, case, &word, state.page_words()))?;
    let done = if word == LATER { "de-sau" } else { "quyet" };
    Ok(redirect(&format!("/viec/{case}?xong={done}")))
}

/// `POST /viec/<case>/ghi-chu`
pub async fn note(
    State(state): State<Arc<AppState>>,
    Session { access, who }: Session,
    Path(case): Path<i64>,
    PageForm(Note { chu }): PageForm<Note>,
) -> Result<Response, Problem> {
    let noted = state.run_command(move |centre| centre.note_case(&access, case, &chu, (who, now())));
    noted.await?.map_err(|refusal| decide_problem(&refusal, case, "", state.page_words()))?;
    Ok(redirect(&format!("/viec/{case}?xong=ghi")))
}

/// `POST /viec/<case>/nhan`: the person looks after it from now on.
pub async fn take(
    State(state): State<Arc<AppState>>,
    Session { access, who }: Session,
    Path(case): Path<i64>,
) -> Result<Response, Problem> {
    let taken = state.run_command(move |centre| centre.take_case(&access, case, (who, now())));
    taken.await?.map_err(|refusal| decide_problem(&refusal, case, "", state.page_words()))?;
    Ok(redirect(&format!("/viec/{case}?xong=nhan")))
}

/// `POST /viec/<case>/tha`: nobody looks after it any more.
pub async fn release(
    State(state): State<Arc<AppState>>,
    Session { access, who }: Session,
    Path(case): Path<i64>,
) -> Result<Response, Problem> {
    let released = state.run_command(move |centre| centre.release_case(&access, case, (who, now())));
    released.await?.map_err(|refusal| decide_problem(&refusal, case, "", state.page_words()))?;
    Ok(redirect(&format!("/viec/{case}?xong=tha")))
}

/// `POST /hoan/<case>`
pub async fn undo(
    State(state): State<Arc<AppState>>,
    Session { access, who }: Session,
    Path(case): Path<i64>,
    PageForm(Withdrawal { luc }): PageForm<Withdrawal>,
) -> Result<Response, Problem> {
    let undone = state.run_command(move |centre| match luc {
        Some(decided) => centre.undo_decision_of(&access, case, Moment(decided), who, now()),
        None => centre.undo(&access, case, who, now()),
    });
    undone.await?.map_err(|refusal| decide_problem(&refusal, case, "", state.page_words()))?;
    Ok(redirect(&format!("/viec/{case}?xong=hoan")))
}
