//! Answers that are sent once: who has them already is sent nothing.

use super::answer::answer;
use crate::crypto::{hex, sha256};
use axum::{
    body::Body,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::Response,
};

/// Mark of an answer that anybody may keep, and has to ask for again: it shows nothing that is not public.
#[derive(Clone, Copy)]
pub struct Shared;

/// A body with an `ETag`; 304 without it where the request has it already.
pub fn etagged(headers: &HeaderMap, kind: &'static str, body: impl Into<Vec<u8>>) -> Response {
    let body: Vec<u8> = body.into();
    let digest = sha256(&[body.as_slice()]);
    let tag = format!("\"{}\"", hex(digest.first_chunk::<16>().map_or(&[], |first| first.as_slice())));
    let mut found = if has(headers, &tag) {
        let mut found = Response::new(Body::empty());
        *found.status_mut() = StatusCode::NOT_MODIFIED;
        found
    } else {
        answer(StatusCode::OK, kind, body)
    };
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        found.headers_mut().insert(header::ETAG, tag);
    }
    found
}

/// Whether the request names this tag among those that it has. A weak one of the same value is as good.
pub fn has(headers: &HeaderMap, tag: &str) -> bool {
    let lines = headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    let mut tags = lines.flat_map(|line| line.split(',')).map(str::trim);
    tags.any(|one| one == "*" || one.strip_prefix("W/").unwrap_or(one) == tag)
}
