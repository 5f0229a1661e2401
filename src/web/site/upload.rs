use super::format::plain;
use crate::{
    bundle::MOST_BUNDLE,
    centre::{Access, Actor, BundleStanding, Ingested, Outcome},
    crypto::parcel,
    text::{Notice, Words},
    web::{
        answer::page,
        clock::now,
        extractors::{Files, Session},
        ingest::ingest_brought,
        problem::Problem,
        state::AppState,
    },
};
use askama::Template;
use axum::{
    extract::{State, multipart::Field},
    http::StatusCode,
    response::Response,
};
use std::sync::Arc;

const MOST_FILES: usize = 200;

#[derive(Template)]
#[template(path = "upload.html", config = "assets/page/askama.toml")]
struct UploadPage {
    files: Vec<FileLine>,
    /// Whether there is anything to carry back to a station.
    has_receipt: bool,
}

/// What became of a file.
struct FileLine {
    name: String,
    outcome: String,
    /// CSS class.
    class: &'static str,
    /// Why it was refused.
    notice: Option<Notice>,
    receipt: Option<ReceiptLink>,
}

struct ReceiptLink {
    href: String,
    name: String,
}

/// `POST /nop`
pub async fn upload(
    State(state): State<Arc<AppState>>,
    Session { access, who }: Session,
    Files(mut form): Files,
) -> Result<Response, Problem> {
    let words = state.page_words();
    let mut files = Vec::new();
    loop {
        match form.next_field().await {
            Ok(Some(field)) if files.len() < MOST_FILES => files.extend(file(&state, (&access, who), field).await),
            Ok(_) => break,
            Err(fault) => {
                let is_too_large = fault.status() == StatusCode::PAYLOAD_TOO_LARGE;
                let problem = if is_too_large { Problem::too_large() } else { Problem::bad_request() };
                files.push(refused(words, String::new(), &problem));
                break;
            }
        }
    }
    let has_receipt = files.iter().any(|file| file.receipt.is_some());
    Ok(page(StatusCode::OK, &UploadPage { files, has_receipt }))
}

/// Ingests one file; none for a field in which no file was chosen.
async fn file(state: &AppState, by: (&Access, Actor), mut field: Field<'_>) -> Option<FileLine> {
    let words = state.page_words();
    let name = plain(field.file_name()?);
    let mut bytes = Vec::new();
    loop {
        match field.chunk().await {
            Ok(Some(chunk)) if bytes.len() + chunk.len() <= MOST_BUNDLE => bytes.extend_from_slice(&chunk),
            Ok(Some(_)) => return Some(refused(words, name, &Problem::too_large())),
            Ok(None) => break,
            Err(_) => return Some(refused(words, name, &Problem::too_slow())),
        }
    }
    if name.is_empty() && bytes.is_empty() {
        return None;
    }
    Some(if is_grant(&bytes) { grant(state, by, name, bytes).await } else { bundle(state, by.0, name, bytes).await })
}

/// The content decides, not the name.
fn is_grant(bytes: &[u8]) -> bool {
    parcel::read_front(bytes, 1).is_ok_and(|members| members.iter().any(|member| member.name == "grant.json"))
}

async fn bundle(state: &AppState, access: &Access, name: String, bytes: Vec<u8>) -> FileLine {
    let words = state.page_words();
    match ingest_brought(state, access.clone(), bytes).await {
        Ok(ingested) => held(words, name, &ingested),
        Err(problem) => refused(words, name, &problem),
    }
}

async fn grant(state: &AppState, (access, who): (&Access, Actor), name: String, bytes: Vec<u8>) -> FileLine {
    let (words, access) = (state.page_words(), access.clone());
    let admitted = state.run_command(move |centre| centre.admit(&access, &bytes, who, now())).await;
    match admitted.and_then(|admitted| admitted.map_err(Problem::from)) {
        Ok(_) => {
            let outcome = words.get("site-outcome-grant").into_owned();
            FileLine { name, outcome, class: "good", notice: None, receipt: None }
        }
        Err(problem) => refused(words, name, &problem),
    }
}

fn held(words: &Words, name: String, ingested: &Ingested) -> FileLine {
    let (key, class) = match (ingested.standing, ingested.outcome) {
        (BundleStanding::Waits, _) => ("site-outcome-waits", "warn"),
        (BundleStanding::LeftOut, _) => ("site-outcome-left-out", "warn"),
        (BundleStanding::Counts, Outcome::New) => ("site-outcome-new", "good"),
        (BundleStanding::Counts, Outcome::Known) => ("site-outcome-known", "good"),
    };
    let href = format!("/bien-nhan/{}/{}", ingested.station, ingested.receipt_number);
    let receipt = Some(ReceiptLink { href, name: ingested.receipt_name() });
    FileLine { name, outcome: words.get(key).into_owned(), class, notice: None, receipt }
}

fn refused(words: &Words, name: String, problem: &Problem) -> FileLine {
    let notice = Some(problem.failure.notice(words));
    FileLine { name, outcome: words.get("site-outcome-refused").into_owned(), class: "bad", notice, receipt: None }
}
