use super::{
    bundles::receipt,
    front::{check_front, read_front},
};
use crate::{
    bundle::MOST_BUNDLE,
    crypto::unhex,
    notices::Failure,
    text::codes,
    web::{
        answer::json, extractors::BodyReader, ingest::ingest_from_station, problem::Problem, state::AppState,
        uploads::Appended,
    },
};
use axum::{
    RequestPartsExt,
    extract::{FromRequestParts, Path, Query, State},
    http::{StatusCode, request::Parts},
    response::Response,
};
use serde::Deserialize;
use serde_json::json;
use std::{sync::Arc, time::Instant};

/// Largest part of an upload: a MiB, and a little.
const MOST_PART: usize = (1 << 20) + 4096;

type PartReader = BodyReader<MOST_PART>;

/// Upload that a request names.
pub struct UploadId {
    /// SHA-256 of the whole bundle.
    digest: [u8; 32],
    /// Its bytes.
    len: usize,
    /// Where the part begins.
    at: Option<usize>,
}

#[derive(Deserialize)]
struct Place {
    len: usize,
    at: Option<usize>,
}

impl FromRequestParts<Arc<AppState>> for UploadId {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &Arc<AppState>) -> Result<Self, Problem> {
        let Path(digest) = parts.extract::<Path<String>>().await.map_err(|_| Problem::bad_request())?;
        let digest = unhex::<32>(&digest).ok_or_else(Problem::bad_request)?;
        let Query(Place { len, at }) = parts.extract().await.map_err(|_| Problem::bad_request())?;
        Ok(Self { digest, len, at })
    }
}

/// Part of an upload that a request brings: it begins within the bundle.
pub struct UploadPart {
    digest: [u8; 32],
    len: usize,
    at: usize,
}

impl FromRequestParts<Arc<AppState>> for UploadPart {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &Arc<AppState>) -> Result<Self, Problem> {
        let UploadId { digest, len, at } = UploadId::from_request_parts(parts, state).await?;
        let at = at.ok_or_else(Problem::bad_request)?;
        if len > MOST_BUNDLE {
            return Err(Problem::too_large());
        }
        if len == 0 || at > len {
            return Err(Problem::bad_request());
        }
        Ok(Self { digest, len, at })
    }
}

/// `GET /v1/uploads/<sha256>?len=`
pub async fn state(State(state): State<Arc<AppState>>, upload: UploadId) -> Response {
    have(StatusCode::OK, state.uploads.have(&upload.digest, upload.len))
}

/// `PUT /v1/uploads/<sha256>?at=&len=`
pub async fn put(State(state): State<Arc<AppState>>, part: UploadPart, body: PartReader) -> Result<Response, Problem> {
    match append(&state, &part, body).await? {
        Appended::Have(bytes) => Ok(have(StatusCode::ACCEPTED, bytes)),
        Appended::Elsewhere(bytes) => Ok(have(StatusCode::CONFLICT, bytes)),
        Appended::OtherDigest => {
            let problem = Problem::unprocessable(Failure::new(codes::centre::DIGEST_DIFFERS, []));
            Err(Problem { retry: true, ..problem })
        }
        Appended::Whole(bytes) => {
            let ingested = ingest_from_station(&state, bytes).await;
            if ingested.as_ref().is_err_and(is_final) {
                state.uploads.forget(&part.digest);
            }
            receipt(&state, ingested?).await
        }
    }
}

async fn append(state: &AppState, part: &UploadPart, body: PartReader) -> Result<Appended, Problem> {
    let UploadPart { digest, len, at } = *part;
    let is_begun = state.uploads.have(&digest, len) > 0;
    if at > 0 && !is_begun {
        body.discard().await; // a later part of what nobody has begun
        return Ok(Appended::Elsewhere(0));
    }
    let (body, signed) = if is_begun {
        body.guest().become_known(); // a known station has signed the front of just this file
        (body, None)
    } else {
        read_front(state, body).await?
    };
    let bytes = body.read_all().await?;
    if bytes.len() > len - at {
        return Err(Problem::bad_request());
    }
    if is_begun {
        return Ok(state.uploads.append(&digest, len, at, &bytes, Instant::now()));
    }
    let station = match signed {
        Some(station) => station,
        None => check_front(state, &bytes).await?,
    };
    Ok(state.uploads.begin(digest, &station, len, &bytes, Instant::now()))
}

/// Whether an upload need not be kept: the same bytes would be refused again, or not before tomorrow.
fn is_final(problem: &Problem) -> bool {
    !problem.retry || problem.status == StatusCode::TOO_MANY_REQUESTS
}

fn have(status: StatusCode, bytes: usize) -> Response {
    json(status, &json!({ "have": bytes }))
}
