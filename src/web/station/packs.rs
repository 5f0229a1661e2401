use crate::{
    crypto::hex,
    web::{
        answer::{PACK, answer},
        problem::Problem,
        state::AppState,
    },
};
use axum::{
    body::Body,
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
    let newest = state.run_query(move |centre| centre.newest_pack(&contest)).await??;
    let pack = newest.ok_or_else(Problem::not_found)?;
    let tag = format!("\"{}\"", hex(&pack.digest));
    let is_known = headers.get(header::IF_NONE_MATCH).is_some_and(|value| value.as_bytes() == tag.as_bytes());
    let mut answer = match is_known {
        true => answer(StatusCode::NOT_MODIFIED, PACK, Body::empty()),
        false => answer(StatusCode::OK, PACK, pack.bytes),
    };
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        answer.headers_mut().insert(header::ETAG, tag);
    }
    Ok(answer)
}
