use crate::{
    centre::rosters::FoundChoice,
    web::{
        answer::redirect,
        clock::now,
        extractors::{LongForm, PageForm, Session},
        problem::{Problem, roster_problem},
        state::AppState,
    },
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use serde::Deserialize;
use std::sync::Arc;

/// Roster that was read and is confirmed.
#[derive(Deserialize)]
pub struct Confirmed {
    /// As the page before has it.
    danh_sach: String,
}

/// Roster that is removed.
#[derive(Deserialize)]
pub struct Removed {
    id: String,
}

/// Whom a line means.
#[derive(Deserialize)]
pub struct Found {
    id: String,
    dong: u32,
    /// The person's token; `khong` for nobody, `rut` to take back.
    ai: String,
}

/// `POST /xa/<unit>/co-quan/giu`
pub async fn keep(
    State(state): State<Arc<AppState>>,
    Session { access, who }: Session,
    Path(unit): Path<String>,
    LongForm(Confirmed { danh_sach }): LongForm<Confirmed>,
) -> Result<Response, Problem> {
    let code = unit.clone();
    let kept = state.run_command(move |centre| centre.keep_roster(&access, &code, &danh_sach, (who, now())));
    kept.await?.map_err(|refusal| roster_problem(&refusal))?;
    Ok(redirect(&format!("/xa/{unit}/co-quan?xong=giu")))
}

/// `POST /xa/<unit>/co-quan/xoa`
pub async fn remove(
    State(state): State<Arc<AppState>>,
    Session { access, who }: Session,
    Path(unit): Path<String>,
    PageForm(Removed { id }): PageForm<Removed>,
) -> Result<Response, Problem> {
    let code = unit.clone();
    let removed = state.run_command(move |centre| centre.remove_roster(&access, &code, &id, (who, now())));
    removed.await?.map_err(|refusal| roster_problem(&refusal))?;
    Ok(redirect(&format!("/xa/{unit}/co-quan?xong=xoa")))
}

/// `POST /xa/<unit>/co-quan/xac-nhan`
pub async fn find(
    State(state): State<Arc<AppState>>,
    Session { access, who }: Session,
    Path(unit): Path<String>,
    PageForm(Found { id, dong, ai }): PageForm<Found>,
) -> Result<Response, Problem> {
    let choice = match ai.as_str() {
        "khong" => FoundChoice::Nobody,
        "rut" => FoundChoice::Undo,
        token => FoundChoice::Person(token.to_owned()),
    };
    let done = if choice == FoundChoice::Undo { "rut" } else { "xac-nhan" };
    let code = unit.clone();
    let found =
        state.run_command(move |centre| centre.find_for_roster(&access, &code, (&id, dong, &choice), (who, now())));
    found.await?.map_err(|refusal| roster_problem(&refusal))?;
    Ok(redirect(&format!("/xa/{unit}/co-quan?xong={done}")))
}
