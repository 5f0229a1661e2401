use crate::{
    centre::{PackRefusal, explain},
    crypto::hex,
    ledger::PackRow,
    notices::Failure,
    text::codes,
    web::{
        answer::{PACK, answer},
        lanes::Lane,
        problem::Problem,
        state::AppState,
    },
};
use axum::{
    body::{Body, Bytes},
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::Response,
};
use std::sync::Arc;

/// `GET /v1/packs/<contest>/newest`
pub async fn newest(
    State(state): State<Arc<AppState>>,
    headers: HeaderMap,
    Path(contest): Path<String>,
) -> Result<Response, Problem> {
    let newest = state.run_in(Lane::Stations, move |centre| centre.published_pack(&contest)).await?;
    let pack = newest.map_err(unpublished)?.ok_or_else(Problem::not_found)?;
    let tag = format!("\"{}\"", hex(&pack.digest));
    let is_known = headers.get(header::IF_NONE_MATCH).is_some_and(|value| value.as_bytes() == tag.as_bytes());
    let mut answer = match is_known {
        true => answer(StatusCode::NOT_MODIFIED, PACK, Body::empty()),
        false => answer(StatusCode::OK, PACK, Bytes::from_owner(Shared(pack))),
    };
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        answer.headers_mut().insert(header::ETAG, tag);
    }
    Ok(answer)
}

/// Bytes of a pack that all who fetch it share.
struct Shared(Arc<PackRow>);

impl AsRef<[u8]> for Shared {
    fn as_ref(&self) -> &[u8] {
        &self.0.bytes
    }
}

/// For stations there is none; who reads the answer learns why.
fn unpublished(refusal: PackRefusal) -> Problem {
    let failure = match refusal {
        PackRefusal::Ledger(fault) => return Problem::from(fault),
        PackRefusal::NotSealed => Failure::new(codes::centre::HELD_PACK_NOT_SEALED, []),
        other => explain::pack(&other), // else: the pack cannot be read
    };
    Problem::from_failure(StatusCode::NOT_FOUND, failure)
}
