use super::{Shown, shown};
use crate::{
    centre::{PackAdded, PackRefusal, QueryError, explain},
    notices::Failure,
    text::{Words, codes},
    web::{
        clock::now,
        extractors::{Files, FormField, Session},
        problem::Problem,
        state::AppState,
    },
};
use axum::{extract::State, http::StatusCode, response::Response};
use std::sync::Arc;

/// Longest fingerprint that is typed, in bytes.
const LONGEST_FINGERPRINT: usize = 200;

/// What the form holds.
#[derive(Default)]
struct Form {
    bytes: Vec<u8>,
    fingerprint: String,
}

/// `POST /goi-noi-dung`: adds a pack, with the checks of `tramso-central pack add`.
pub async fn upload(State(state): State<Arc<AppState>>, session: Session, form: Files) -> Result<Response, Problem> {
    session.access.administers().map_err(|refused| Problem::from(QueryError::from(refused)))?;
    let words = state.page_words();
    let Form { bytes, fingerprint } = read(form.fields((Files::MOST_BYTES, LONGEST_FINGERPRINT)).await?);
    if bytes.is_empty() {
        return refused(&state, session, Failure::new(codes::centre::NO_PACK_CHOSEN, [])).await;
    }
    let (access, who) = (session.access.clone(), session.who);
    let added = state.run_command(move |centre| {
        let typed = Some(fingerprint.trim()).filter(|typed| !typed.is_empty());
        centre.add_pack(&access, &bytes, typed, who, now())
    });
    match added.await? {
        Ok(added) => {
            let done = Shown { done: Some(done(&added, words)), notice: None };
            shown(&state, session, StatusCode::OK, done).await
        }
        Err(PackRefusal::Ledger(fault)) => Err(Problem::from(fault)),
        Err(refusal) => refused(&state, session, explain::pack(&refusal)).await, // else: nothing was kept of the file
    }
}

async fn refused(state: &AppState, session: Session, failure: Failure) -> Result<Response, Problem> {
    let notice = Some(failure.notice(state.page_words()));
    shown(state, session, StatusCode::UNPROCESSABLE_ENTITY, Shown { done: None, notice }).await
}

/// What became of the pack.
fn done(added: &PackAdded, words: &Words) -> String {
    let key = if added.known { "office-pack-known" } else { "office-pack-added" };
    let first = words.with(key, &[("version", added.version.to_string().into())]);
    let more = [
        (added.judged, "office-pack-judged"),
        (u64::try_from(added.revoked.len()).unwrap_or(u64::MAX), "office-pack-revoked"),
    ];
    let more = more.into_iter().filter(|(n, _)| *n > 0);
    more.fold(first, |text, (n, key)| format!("{text} {}", words.with(key, &[("n", words.number(n).into())])))
}

fn read(fields: Vec<FormField>) -> Form {
    let mut read = Form::default();
    for field in fields {
        match field.name.as_str() {
            "dau" => read.fingerprint = field.text(),
            Files::FILE => read.bytes = field.bytes,
            _ => (), // no field of this form
        }
    }
    read
}
