use super::super::format::{ago, number, plain};
use crate::{
    centre::{Access, Actor, NamedPlace, cases::actor_name},
    domain::Moment,
    ledger::SpellingRow,
    text::Words,
    web::{
        answer::redirect,
        clock::now,
        extractors::{PageForm, Session},
        problem::{Problem, spelling_problem},
        state::AppState,
    },
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use serde::Deserialize;
use std::sync::Arc;

/// Names that are offered for merging at once.
pub const MOST_FREE: usize = 30;

/// Name that may be merged into another one.
pub struct Free {
    /// As figures have it.
    pub name: String,
    /// As people read it.
    pub shown: String,
    /// How many are registered so.
    pub registered: String,
}

/// Name that was merged.
pub struct Joined {
    /// As figures have it.
    pub name: String,
    /// As people read it.
    pub shown: String,
    /// What it was merged into.
    pub into: String,
    /// When.
    pub at: String,
    /// By whom.
    pub by: String,
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

impl Free {
    /// A name under which so many are registered.
    pub fn new(name: &str, registered: i64, words: &Words) -> Self {
        Self { name: name.to_owned(), shown: plain(name), registered: number(words, registered) }
    }
}

impl Joined {
    /// A name that was merged.
    pub fn new(row: &SpellingRow, now: Moment, words: &Words) -> Self {
        Self {
            shown: plain(&row.written),
            into: plain(&row.meant),
            at: ago(words, row.merged, now),
            by: plain(&actor_name(&row.merged_by, words)),
            name: row.written.clone(),
        }
    }
}

/// `POST /xa/<unit>/thon/gop`
pub async fn merge_village(
    State(state): State<Arc<AppState>>,
    Session { access, who }: Session,
    Path(unit): Path<String>,
    PageForm(merged): PageForm<Merged>,
) -> Result<Response, Problem> {
    merge(&state, (access, who), (&unit, NamedPlace::Village), merged).await?;
    Ok(redirect(&format!("/xa/{unit}/thon?xong=gop")))
}

/// `POST /xa/<unit>/co-quan/gop`
pub async fn merge_agency(
    State(state): State<Arc<AppState>>,
    Session { access, who }: Session,
    Path(unit): Path<String>,
    PageForm(merged): PageForm<Merged>,
) -> Result<Response, Problem> {
    merge(&state, (access, who), (&unit, NamedPlace::Agency), merged).await?;
    Ok(redirect(&format!("/xa/{unit}/co-quan?xong=gop")))
}

/// `POST /xa/<unit>/thon/tach`
pub async fn split_village(
    State(state): State<Arc<AppState>>,
    Session { access, who }: Session,
    Path(unit): Path<String>,
    PageForm(split_one): PageForm<Split>,
) -> Result<Response, Problem> {
    split(&state, (access, who), (&unit, NamedPlace::Village), split_one).await?;
    Ok(redirect(&format!("/xa/{unit}/thon?xong=tach")))
}

/// `POST /xa/<unit>/co-quan/tach`
pub async fn split_agency(
    State(state): State<Arc<AppState>>,
    Session { access, who }: Session,
    Path(unit): Path<String>,
    PageForm(split_one): PageForm<Split>,
) -> Result<Response, Problem> {
    split(&state, (access, who), (&unit, NamedPlace::Agency), split_one).await?;
    Ok(redirect(&format!("/xa/{unit}/co-quan?xong=tach")))
}

async fn merge(
    state: &AppState,
    (access, who): (Access, Actor),
    (unit, place): (&str, NamedPlace),
    Merged { ten, vao }: Merged,
) -> Result<(), Problem> {
    let code = unit.to_owned();
    let merged =
        state.run_command(move |centre| centre.merge_spelling(&access, (&code, place), (&ten, &vao), (who, now())));
    merged.await?.map_err(|refusal| spelling_problem(&refusal))
}

async fn split(
    state: &AppState,
    (access, who): (Access, Actor),
    (unit, place): (&str, NamedPlace),
    Split { ten }: Split,
) -> Result<(), Problem> {
    let code = unit.to_owned();
    let split = state.run_command(move |centre| centre.split_spelling(&access, (&code, place), &ten, (who, now())));
    split.await?.map_err(|refusal| spelling_problem(&refusal))
}
