//! What stations and programs ask for: bundles in, receipts and packs out.

use super::{
    body::Taking,
    office::{Office, Peer, ledger_problem, not_allowed, now_ms},
    problem::Problem,
    uploads::Piece,
};
use crate::{
    bundle::{Anchor, BundleFault, MOST_BUNDLE, MOST_GRANT, claim_front, examine_front},
    centre::{Access, AdmitRefusal, Centre, IngestRefusal, Ingested, Outcome, explain},
    crypto::{hex, unhex},
    domain::Moment,
    text::codes,
};
use axum::{
    Extension,
    body::Body,
    extract::{Path, Query, State, rejection::QueryRejection},
    http::{HeaderMap, HeaderValue, Request, Response, StatusCode, header},
};
use serde::Deserialize;
use serde_json::json;
use std::{net::IpAddr, sync::Arc, time::Instant};

pub type Answer = Response<Body>;

/// From so many bytes on it is looked at who sends, before more is taken.
const FRONT: usize = 128 << 10;
/// So many bytes hold every manifest with all the certificates that may stand before it.
const LARGEST_FRONT: usize = 512 << 10;
/// A piece of an upload, and a little.
const MOST_PIECE: usize = (1 << 20) + 4096;

/// `POST /v1/bundles`
pub async fn post_bundle(
    State(office): State<Arc<Office>>,
    Extension(peer): Extension<Peer>,
    headers: HeaderMap,
    request: Request<Body>,
) -> Answer {
    let from = office.sender(peer, &headers);
    let taken = match office.enter(from) {
        Ok(()) => take_whole(&office, request).await,
        Err(problem) => return problem.answer(&headers, &office.words),
    };
    answered(&office, from, &headers, taken)
}

async fn take_whole(office: &Office, request: Request<Body>) -> Result<Ingested, Problem> {
    let mut taking = Taking::begin(request, MOST_BUNDLE, &office.memory)?;
    let mut upto = FRONT;
    while taking.more(upto).await? {
        match front(office, &taking.bytes).await {
            Ok(_) => break,
            Err(problem) if problem.failure.code == UNFINISHED && upto < LARGEST_FRONT => upto = LARGEST_FRONT,
            Err(problem) => {
                office.note_refused(claimed(&taking.bytes), problem.failure.code).await;
                taking.let_go().await;
                return Err(problem);
            }
        }
    }
    take_sent(office, taking.whole().await?).await
}

/// The code of a front that is not whole yet.
const UNFINISHED: &str = codes::centre::FIRST_PIECE_INCOMPLETE;

/// Who signed the front of a bundle: an enrolled station, or nobody.
async fn front(office: &Office, bytes: &[u8]) -> Result<String, Problem> {
    let front = bytes.get(..LARGEST_FRONT.min(bytes.len())).unwrap_or_default();
    let claim = claim_front(front).map_err(|fault| front_problem(&fault))?;
    let kiosk = claim.kiosk.clone();
    let anchor =
        office.look(move |centre| centre.anchor(&claim.kiosk)).await?.map_err(|fault| ledger_problem(&fault))?;
    let Some((of, key)) = anchor else {
        return Err(refusal_problem(&IngestRefusal::UnknownStation { kiosk }));
    };
    examine_front(front, &Anchor { of: &of, key: &key }).map_err(|fault| front_problem(&fault))?;
    Ok(kiosk)
}

fn front_problem(fault: &BundleFault) -> Problem {
    match fault {
        BundleFault::Member { found: None, .. } => Problem::new(StatusCode::UNPROCESSABLE_ENTITY, UNFINISHED, []),
        fault => Problem { failure: explain::bundle_fault(fault), ..unprocessable() },
    }
}

fn unprocessable() -> Problem {
    Problem::new(StatusCode::UNPROCESSABLE_ENTITY, codes::bundle::NOT_A_BUNDLE, [])
}

/// Takes what a station has sent, unless it has sent enough for a day. What the office brings itself is not measured.
async fn take_sent(office: &Office, bytes: Vec<u8>) -> Result<Ingested, Problem> {
    let Some(most) = office.day_bytes else { return take(office, None, bytes).await };
    let (above, bytes) = office.look(move |centre| (centre.is_above(&bytes, most, Moment(now_ms())), bytes)).await?;
    if !above.map_err(|fault| ledger_problem(&fault))? {
        return take(office, None, bytes).await;
    }
    let problem = Problem::enough();
    office.note_refused(claimed(&bytes), problem.failure.code).await;
    Err(problem)
}

/// Ingests a whole bundle, and records a refusal that is not the server's own. A station needs no access.
///
/// # Errors
/// Why it is not held.
pub async fn take(office: &Office, access: Option<Access>, bytes: Vec<u8>) -> Result<Ingested, Problem> {
    let claimed = claimed(&bytes);
    let taken = office.work(move |centre| match access {
        Some(access) => centre.ingest(&access, &bytes, Moment(now_ms())),
        None => centre.ingest_from_station(&bytes, Moment(now_ms())),
    });
    let taken = taken.await?;
    match taken {
        Ok(taken) => Ok(taken),
        Err(refusal) => {
            let problem = refusal_problem(&refusal);
            if problem.status.is_client_error() {
                office.note_refused(claimed, problem.failure.code).await;
            }
            Err(problem)
        }
    }
}

/// Whom it claims to be from.
fn claimed(bytes: &[u8]) -> Option<String> {
    claim_front(bytes).ok().map(|claim| claim.kiosk)
}

/// A refusal as HTTP says it.
fn refusal_problem(refusal: &IngestRefusal) -> Problem {
    let status = match refusal {
        IngestRefusal::Ledger(fault) => return ledger_problem(fault),
        IngestRefusal::NotAllowed(_) => return not_allowed(),
        IngestRefusal::UnknownStation { .. } => StatusCode::FORBIDDEN,
        IngestRefusal::EpochTaken { .. } => StatusCode::CONFLICT,
        IngestRefusal::Fault(_) | IngestRefusal::Newer(_) | IngestRefusal::Contest { .. } => {
            StatusCode::UNPROCESSABLE_ENTITY
        }
    };
    Problem {
        failure: explain::refusal(refusal),
        retry: explain::is_worth_a_try(refusal),
        ..Problem::new(status, codes::bundle::NOT_A_BUNDLE, [])
    }
}

/// The receipt, or the refusal.
fn answered(office: &Office, from: IpAddr, headers: &HeaderMap, taken: Result<Ingested, Problem>) -> Answer {
    match taken {
        Ok(taken) => {
            let outcome = match taken.outcome {
                Outcome::New => "new",
                Outcome::Known => "known",
            };
            let mut answer = receipt_answer(taken.receipt);
            answer.headers_mut().insert("tramso-outcome", HeaderValue::from_static(outcome));
            answer
        }
        Err(problem) => refused(office, from, headers, &problem),
    }
}

fn receipt_answer(bytes: Vec<u8>) -> Answer {
    let mut answer = Response::new(Body::from(bytes));
    answer.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/vnd.tramso.receipt"));
    answer
}

/// A refusal that its sender is to feel; what was the server's fault is not.
fn refused(office: &Office, from: IpAddr, headers: &HeaderMap, problem: &Problem) -> Answer {
    if problem.status.is_client_error() && !problem.retry {
        office.gate.refused(from);
    }
    problem.answer(headers, &office.words)
}

#[derive(Deserialize)]
pub struct Upload {
    len: usize,
    at: Option<usize>,
}

/// `GET /v1/uploads/<sha256>?len=`
pub async fn upload_state(
    State(office): State<Arc<Office>>,
    Extension(peer): Extension<Peer>,
    headers: HeaderMap,
    Path(digest): Path<String>,
    query: Result<Query<Upload>, QueryRejection>,
) -> Answer {
    let from = office.sender(peer, &headers);
    let known = office.enter(from).and_then(|()| {
        let digest = unhex::<32>(&digest).ok_or_else(Problem::bad_request)?;
        let Ok(Query(upload)) = query else { return Err(Problem::bad_request()) };
        Ok(office.uploads.have(&digest, upload.len))
    });
    match known {
        Ok(have) => have_answer(StatusCode::OK, have),
        Err(problem) => refused(&office, from, &headers, &problem),
    }
}

/// `PUT /v1/uploads/<sha256>?at=&len=`
pub async fn put_piece(
    State(office): State<Arc<Office>>,
    Extension(peer): Extension<Peer>,
    headers: HeaderMap,
    Path(digest): Path<String>,
    query: Result<Query<Upload>, QueryRejection>,
    request: Request<Body>,
) -> Answer {
    let from = office.sender(peer, &headers);
    if let Err(problem) = office.enter(from) {
        return problem.answer(&headers, &office.words);
    }
    match piece(&office, &digest, query, request).await {
        Ok(Piece::Have(have)) => have_answer(StatusCode::ACCEPTED, have),
        Ok(Piece::Elsewhere(have)) => have_answer(StatusCode::CONFLICT, have),
        Ok(Piece::OtherDigest) => {
            let problem = Problem::new(StatusCode::UNPROCESSABLE_ENTITY, codes::centre::DIGEST_DIFFERS, []);
            refused(&office, from, &headers, &Problem { retry: true, ..problem })
        }
        Ok(Piece::Whole(bytes)) => {
            let taken = take_sent(&office, bytes).await;
            if let (Err(problem), Some(digest)) = (&taken, unhex::<32>(&digest))
                && (!problem.retry || problem.status == StatusCode::TOO_MANY_REQUESTS)
            {
                office.uploads.forget(&digest);
            }
            answered(&office, from, &headers, taken)
        }
        Err(problem) => refused(&office, from, &headers, &problem),
    }
}

async fn piece(
    office: &Office,
    digest: &str,
    query: Result<Query<Upload>, QueryRejection>,
    request: Request<Body>,
) -> Result<Piece, Problem> {
    let digest = unhex::<32>(digest).ok_or_else(Problem::bad_request)?;
    let Ok(Query(Upload { len, at: Some(at) })) = query else { return Err(Problem::bad_request()) };
    if len > MOST_BUNDLE {
        return Err(Problem::too_large());
    }
    if len == 0 || at > len {
        return Err(Problem::bad_request());
    }
    let bytes = Taking::begin(request, MOST_PIECE, &office.memory)?.whole().await?;
    if bytes.len() > len - at {
        return Err(Problem::bad_request());
    }
    if at > 0 || office.uploads.have(&digest, len) > 0 {
        return Ok(office.uploads.append(&digest, len, at, &bytes, Instant::now()));
    }
    let kiosk = front(office, &bytes).await?;
    Ok(office.uploads.begin(digest, &kiosk, len, &bytes, Instant::now()))
}

fn have_answer(status: StatusCode, have: usize) -> Answer {
    json_answer(status, &json!({ "have": have }))
}

/// JSON as an answer.
#[must_use]
pub fn json_answer(status: StatusCode, json: &serde_json::Value) -> Answer {
    let mut answer = Response::new(Body::from(json.to_string()));
    *answer.status_mut() = status;
    answer.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    answer
}

/// `GET /v1/receipts/<kiosk>/<epoch>`
pub async fn receipt(
    State(office): State<Arc<Office>>,
    Extension(peer): Extension<Peer>,
    headers: HeaderMap,
    Path((kiosk, epoch)): Path<(String, String)>,
) -> Answer {
    let from = office.sender(peer, &headers);
    let newest = match office.enter(from) {
        Ok(()) => newest_receipt(&office, kiosk, epoch).await,
        Err(problem) => Err(problem),
    };
    match newest {
        Ok(bytes) => receipt_answer(bytes),
        Err(problem) => problem.answer(&headers, &office.words),
    }
}

async fn newest_receipt(office: &Office, kiosk: String, epoch: String) -> Result<Vec<u8>, Problem> {
    let is_hex = |text: &str, digits: usize| {
        text.len() == digits && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
    };
    if !is_hex(&kiosk, 32) || !is_hex(&epoch, 8) {
        return Err(Problem::nothing_here());
    }
    let newest = office.work(move |centre| centre.newest_receipt(&kiosk, &epoch, Moment(now_ms()))).await?;
    let file = newest.map_err(|fault| ledger_problem(&fault))?.ok_or_else(Problem::nothing_here)?;
    Ok(file.bytes)
}

/// `POST /v1/grants`
pub async fn post_grant(
    State(office): State<Arc<Office>>,
    Extension(peer): Extension<Peer>,
    headers: HeaderMap,
    request: Request<Body>,
) -> Answer {
    let from = office.sender(peer, &headers);
    let admitted = match office.enter(from) {
        Ok(()) => admit(&office, request).await,
        Err(problem) => return problem.answer(&headers, &office.words),
    };
    match admitted {
        Ok(()) => {
            let mut answer = Response::new(Body::empty());
            *answer.status_mut() = StatusCode::NO_CONTENT;
            answer
        }
        Err(problem) => refused(&office, from, &headers, &problem),
    }
}

async fn admit(office: &Office, request: Request<Body>) -> Result<(), Problem> {
    let bytes = Taking::begin(request, MOST_GRANT, &office.memory)?.whole().await?;
    let admitted = office.work(move |centre: &Centre| centre.admit_from_station(&bytes, Moment(now_ms()))).await?;
    admitted.map(|_| ()).map_err(|refusal| match &refusal {
        AdmitRefusal::Ledger(fault) => ledger_problem(fault),
        AdmitRefusal::NotAllowed(_) => not_allowed(),
        AdmitRefusal::NotPinned | AdmitRefusal::UnknownEpoch { .. } => {
            Problem { failure: explain::admit(&refusal), retry: true, ..unprocessable() }
        }
        AdmitRefusal::Fault(_) | AdmitRefusal::Contest { .. } | AdmitRefusal::OtherCentre => {
            Problem { failure: explain::admit(&refusal), ..unprocessable() }
        }
    })
}

/// `GET /v1/packs/<contest>/newest`
pub async fn newest_pack(
    State(office): State<Arc<Office>>,
    Extension(peer): Extension<Peer>,
    headers: HeaderMap,
    Path(contest): Path<String>,
) -> Answer {
    let from = office.sender(peer, &headers);
    if let Err(problem) = office.enter(from) {
        return problem.answer(&headers, &office.words);
    }
    let newest = office.look(move |centre| centre.newest_pack(&contest)).await;
    let row = match newest.map(|newest| newest.map_err(|fault| ledger_problem(&fault))) {
        Ok(Ok(Some(row))) => row,
        Ok(Ok(None)) => return Problem::nothing_here().answer(&headers, &office.words),
        Ok(Err(problem)) | Err(problem) => return problem.answer(&headers, &office.words),
    };
    let tag = format!("\"{}\"", hex(&row.digest));
    let known = headers.get(header::IF_NONE_MATCH).is_some_and(|value| value.as_bytes() == tag.as_bytes());
    let mut answer = Response::new(if known { Body::empty() } else { Body::from(row.bytes) });
    if known {
        *answer.status_mut() = StatusCode::NOT_MODIFIED;
    }
    let of_answer = answer.headers_mut();
    of_answer.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/vnd.tramso.pack"));
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        of_answer.insert(header::ETAG, tag);
    }
    answer
}

/// `GET /v1/health`
pub async fn health(State(office): State<Arc<Office>>, headers: HeaderMap) -> Answer {
    let asked = office.look(|centre| centre.health()).await;
    match asked.map(|asked| asked.map_err(|fault| ledger_problem(&fault))) {
        Ok(Ok(())) => json_answer(StatusCode::OK, &json!({ "ok": true })),
        Ok(Err(problem)) | Err(problem) => problem.answer(&headers, &office.words),
    }
}
