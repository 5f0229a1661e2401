//! gzip for pages that hold nothing secret.

use axum::{
    body::{Body, to_bytes},
    http::{HeaderMap, HeaderValue, Request, StatusCode, header},
    middleware::Next,
    response::Response,
};
use flate2::{Compression, write::GzEncoder};
use std::io::Write;

/// Largest page that is compressed: it is held in memory once more.
const MOST: usize = 4 << 20;
/// Answers below this go in one packet anyway.
const LEAST: usize = 1024;

/// Compresses an answer for a browser that takes gzip. Only for routes whose answers hold no person's data, no token and nothing that is
/// secret together with what others typed: the length of a compressed answer shows what repeats in it (BREACH).
pub async fn compress(request: Request<Body>, next: Next) -> Response {
    let is_wanted = takes_gzip(request.headers());
    let answer = next.run(request).await;
    if answer.status() != StatusCode::OK {
        return answer; // a problem, which another layer renders
    }
    let (mut head, body) = answer.into_parts();
    head.headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    let Ok(plain) = to_bytes(body, MOST).await else {
        head.status = StatusCode::INTERNAL_SERVER_ERROR; // no page of ours is so large
        return Response::from_parts(head, Body::empty());
    };
    let packed = if is_wanted && plain.len() >= LEAST { gzip(&plain) } else { None };
    let Some(packed) = packed else { return Response::from_parts(head, Body::from(plain)) };
    head.headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    head.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(head, Body::from(packed))
}

fn gzip(plain: &[u8]) -> Option<Vec<u8>> {
    let mut packed = GzEncoder::new(Vec::with_capacity(plain.len() / 4), Compression::fast());
    packed.write_all(plain).ok()?; // into memory: it does not fail
    packed.finish().ok()
}

/// Whether gzip is among what the browser takes, and not excluded by `q=0`.
pub fn takes_gzip(headers: &HeaderMap) -> bool {
    let lists = headers.get_all(header::ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    lists.flat_map(|list| list.split(',')).any(|one| {
        let mut parts = one.split(';').map(str::trim);
        let is_gzip = parts.next().is_some_and(|name| name.eq_ignore_ascii_case("gzip"));
        let weight = parts.find_map(|part| part.strip_prefix("q=")).map_or(Some(1.0), |q| q.parse::<f64>().ok());
        is_gzip && weight.is_some_and(|weight| weight > 0.0)
    })
}
