use super::{MOST_SIGNATURE, PAGE};
use crate::{
    centre::{
        QueryError,
        closing::{CheckLine, ClosingRefusal, SignatureRefusal},
    },
    web::{
        answer::redirect,
        clock::now,
        extractors::{Files, PageForm, Session},
        problem::{Problem, closing_problem, signature_problem},
        state::AppState,
    },
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use serde::Deserialize;
use std::sync::Arc;

/// Word about a line.
#[derive(Deserialize)]
pub struct Stated {
    /// Line.
    dong: String,
    /// Its figure, as the page showed it.
    so: u64,
    /// The word.
    loi: String,
}

/// Set that is to be frozen.
#[derive(Deserialize)]
pub struct Wanted {
    /// Its number, as the page showed it.
    lan: u32,
}

/// `POST /chot/loi`
pub async fn state(
    State(state): State<Arc<AppState>>,
    Session { access, who }: Session,
    PageForm(form): PageForm<Stated>,
) -> Result<Response, Problem> {
    access.administers().map_err(QueryError::from)?;
    let line = CheckLine::parse(&form.dong).ok_or_else(Problem::bad_request)?;
    let kept =
        state.run_command(move |centre| centre.state_final_word(&access, (line, form.so), &form.loi, (who, now())));
    let words = state.page_words();
    kept.await?.map_err(|refusal: ClosingRefusal| closing_problem(&refusal, words))?;
    Ok(redirect(&format!("{PAGE}?xong=loi")))
}

/// `POST /chot`
pub async fn freeze(
    State(state): State<Arc<AppState>>,
    Session { access, who }: Session,
    PageForm(Wanted { lan }): PageForm<Wanted>,
) -> Result<Response, Problem> {
    let frozen = state.run_command(move |centre| centre.freeze(&access, lan, (who, now())).map(drop));
    let words = state.page_words();
    frozen.await?.map_err(|refusal| closing_problem(&refusal, words))?;
    Ok(redirect(&format!("{PAGE}?xong=chot")))
}

/// `POST /chot/<number>/chu-ky`
pub async fn sign(
    State(state): State<Arc<AppState>>,
    Session { access, who }: Session,
    Path(number): Path<u32>,
    form: Files,
) -> Result<Response, Problem> {
    access.administers().map_err(QueryError::from)?;
    let fields = form.fields((MOST_SIGNATURE, 0)).await?;
    let bytes = fields.into_iter().find(|field| field.name == Files::FILE).map(|field| field.bytes).unwrap_or_default();
    let kept = state.run_command(move |centre| {
        let text = String::from_utf8(bytes).map_err(|_| SignatureRefusal::Form)?;
        centre.sign_set(&access, number, &text, (who, now()))
    });
    kept.await?.map_err(|refusal| signature_problem(&refusal))?;
    Ok(redirect(&format!("{PAGE}/{number}?xong=ky")))
}
