use super::{
    format::{count, plain, short},
    frame::Frame,
    place::Places,
};
use crate::{
    bundle::MOST_BUNDLE,
    centre::{Access, Actor, BundleStanding, Ingested, NotAllowed, Outcome, QueryError},
    crypto::parcel,
    domain::StationId,
    text::{Notice, Words},
    web::{
        answer::page,
        clock::now,
        extractors::{Files, Session, broken},
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
use std::{collections::BTreeSet, sync::Arc};

const MOST_FILES: usize = 200;

#[derive(Template)]
#[template(path = "hand_in.html", config = "assets/page/askama.toml")]
struct HandInPage {
    frame: Frame,
    /// Limits of a file, in MiB, of files and of all together.
    file_mb: usize,
    most_files: usize,
    form_mb: usize,
}

#[derive(Template)]
#[template(path = "upload.html", config = "assets/page/askama.toml")]
struct UploadPage {
    frame: Frame,
    /// How many files are held, and how many were not accepted.
    held: usize,
    refused: usize,
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
    /// What was understood of it, line by line.
    understood: Vec<String>,
    /// Whether a person has to decide about it.
    waits: bool,
    /// Whether the form ended in it.
    is_cut: bool,
}

struct ReceiptLink {
    href: String,
    name: String,
}

/// `GET /nop`
pub async fn form(State(state): State<Arc<AppState>>, Session { access, who }: Session) -> Result<Response, Problem> {
    if access == Access::Viewer {
        return Err(QueryError::from(NotAllowed).into());
    }
    let frame = Frame::new(&access, who, "/nop", state.page_words());
    let view =
        HandInPage { frame, file_mb: MOST_BUNDLE >> 20, most_files: MOST_FILES, form_mb: Files::MOST_BYTES >> 20 };
    Ok(page(StatusCode::OK, &view))
}

/// `POST /nop`
pub async fn upload(
    State(state): State<Arc<AppState>>,
    Session { access, who }: Session,
    Files(mut form): Files,
) -> Result<Response, Problem> {
    let words = state.page_words();
    let frame = Frame::new(&access, who, "/nop", words);
    let mut files = Vec::new();
    loop {
        match form.next_field().await {
            Ok(Some(field)) if files.len() < MOST_FILES => files.extend(file(&state, (&access, who), field).await),
            Ok(_) => break,
            Err(fault) if files.is_empty() => return Err(broken(&fault)),
            Err(fault) => {
                // The file in which the form ended has its own line already.
                if files.last().is_some_and(|last| !last.is_cut) {
                    files.push(refused(words, String::new(), &broken(&fault)));
                }
                break;
            }
        }
    }
    let refused = files.iter().filter(|file| file.notice.is_some()).count();
    let held = files.len() - refused;
    let has_receipt = files.iter().any(|file| file.receipt.is_some());
    Ok(page(StatusCode::OK, &UploadPage { frame, held, refused, files, has_receipt }))
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
            Err(fault) => return Some(FileLine { is_cut: true, ..refused(words, name, &broken(&fault)) }),
        }
    }
    if name.is_empty() && bytes.is_empty() {
        return None;
    }
    Some(match is_grant(&bytes) {
        true => grant(state, by, name, bytes).await,
        false => bundle(state, by.0, name, bytes).await,
    })
}

/// The content decides, not the name.
fn is_grant(bytes: &[u8]) -> bool {
    parcel::read_front(bytes, 1).is_ok_and(|members| members.iter().any(|member| member.name == "grant.json"))
}

async fn bundle(state: &AppState, access: &Access, name: String, bytes: Vec<u8>) -> FileLine {
    let words = state.page_words();
    let ingested = match ingest_brought(state, access.clone(), bytes).await {
        Ok(ingested) => ingested,
        Err(problem) => return refused(words, name, &problem),
    };
    let place = place(state, access, &ingested.station).await;
    held(words, name, &ingested, place.as_deref())
}

async fn grant(state: &AppState, (access, who): (&Access, Actor), name: String, bytes: Vec<u8>) -> FileLine {
    let (words, own) = (state.page_words(), access.clone());
    let admitted = state.run_command(move |centre| centre.admit(&own, &bytes, who, now())).await;
    let admitted = match admitted.and_then(|admitted| admitted.map_err(Problem::from)) {
        Ok(admitted) => admitted,
        Err(problem) => return refused(words, name, &problem),
    };
    let key = if admitted.known { "site-understood-grant-known" } else { "site-understood-grant" };
    let place = place(state, access, &admitted.station).await;
    let values = [("place", place.unwrap_or_else(|| short(&admitted.station)).into())];
    FileLine {
        name,
        outcome: words.get("site-outcome-grant").into_owned(),
        class: "good",
        notice: None,
        receipt: None,
        understood: vec![words.with(key, &values)],
        waits: false,
        is_cut: false,
    }
}

/// Unit and village of a station; none where the ledger does not answer now: what was handed in is held all the same.
async fn place(state: &AppState, access: &Access, station: &StationId) -> Option<String> {
    let (access, station) = (access.clone(), station.clone());
    let read = state.run_query(move |centre| {
        let stations = centre.stations_of(&access, &BTreeSet::from([station.clone()]))?;
        let units = centre.units()?;
        Ok::<_, QueryError>(Places { stations: &stations, units: &units }.place(&station))
    });
    read.await.ok()?.ok()
}

fn held(words: &Words, name: String, ingested: &Ingested, place: Option<&str>) -> FileLine {
    let (key, class) = match (ingested.standing, ingested.outcome) {
        (BundleStanding::Waits, _) => ("site-outcome-waits", "warn"),
        (BundleStanding::LeftOut, _) => ("site-outcome-left-out", "warn"),
        (BundleStanding::Counts, Outcome::New) => ("site-outcome-new", "good"),
        (BundleStanding::Counts, Outcome::Known) => ("site-outcome-known", "good"),
    };
    let href = format!("/bien-nhan/{}/{}", ingested.station, ingested.receipt_number);
    let receipt = Some(ReceiptLink { href, name: ingested.receipt_name() });
    FileLine {
        name,
        outcome: words.get(key).into_owned(),
        class,
        notice: None,
        receipt,
        understood: understood(words, ingested, place),
        waits: ingested.standing == BundleStanding::Waits,
        is_cut: false,
    }
}

/// What a bundle brought, in words: whose it is, how much is in it, what of it is new.
fn understood(words: &Words, ingested: &Ingested, place: Option<&str>) -> Vec<String> {
    let place = place.map_or_else(|| short(&ingested.station), str::to_owned);
    let people = u64::from(ingested.people);
    let values = [
        ("place", place.into()),
        ("seq", ingested.seq.to_string().into()),
        ("records", count(words, ingested.records).into()),
        ("people", count(words, people).into()),
    ];
    let bundle = words.with("site-understood-bundle", &values);
    let news = match ingested.new_people {
        None => words.get("site-understood-before").into_owned(),
        Some(new) => {
            let new = u64::try_from(new).unwrap_or(u64::MAX);
            let values =
                [("new", count(words, new).into()), ("known", count(words, people.saturating_sub(new)).into())];
            words.with("site-understood-people", &values)
        }
    };
    vec![bundle, news]
}

fn refused(words: &Words, name: String, problem: &Problem) -> FileLine {
    FileLine {
        name,
        outcome: words.get("site-outcome-refused").into_owned(),
        class: "bad",
        notice: Some(problem.failure.notice(words)),
        receipt: None,
        understood: Vec::new(),
        waits: false,
        is_cut: false,
    }
}
