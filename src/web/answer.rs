//! Kinds of answers: JSON, pages, files, redirects.

use crate::text::{shown_block, shown_json};
use askama::Template;
use axum::{
    body::Body,
    http::{HeaderName, HeaderValue, StatusCode, header},
    response::Response,
};
use serde_json::Value;

/// Media type of receipts.
pub const RECEIPT: &str = "application/vnd.tramso.receipt";
/// Media type of content packs.
pub const PACK: &str = "application/vnd.tramso.pack";

/// Answer of this media type.
pub fn answer(status: StatusCode, kind: &'static str, body: impl Into<Body>) -> Response {
    let mut answer = Response::new(body.into());
    *answer.status_mut() = status;
    answer.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    answer
}

/// Answer that the browser keeps as a file of this name, which is one of ours.
pub fn attached(mut answer: Response, name: &str) -> Response {
    // A name of ours has nothing in it that a header could not have.
    if let Ok(value) = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")) {
        answer.headers_mut().insert(header::CONTENT_DISPOSITION, value);
    }
    answer
}

/// JSON document. Characters that nobody sees, or that a terminal obeys, are escaped; the values are the same.
pub fn json(status: StatusCode, json: &Value) -> Response {
    json_of(status, "application/json", json)
}

/// The same of another media type.
pub fn json_of(status: StatusCode, kind: &'static str, json: &Value) -> Response {
    answer(status, kind, shown_json(&json.to_string()).into_owned())
}

/// Page of a template, which escapes the texts in it. Characters that nobody sees, or that turn a line around, become their code points.
pub fn page<T: Template>(status: StatusCode, template: &T) -> Response {
    let (status, text) = match template.render() {
        Ok(text) => (status, shown_block(&text).into_owned()),
        Err(_) => (StatusCode::INTERNAL_SERVER_ERROR, String::new()), // writing into a text never fails
    };
    answer(status, "text/html; charset=utf-8", text)
}

/// Asks the browser to forget the pages that it has kept. Not its cookies: that of the device shall stay. Nor its storage, which none of
/// these pages uses: what a phone carries for stations is there (docs/decisions/084-results-by-light-the-receiver.md).
pub fn clear_cache(mut answer: Response) -> Response {
    let name = HeaderName::from_static("clear-site-data");
    answer.headers_mut().insert(name, HeaderValue::from_static("\"cache\""));
    answer
}

/// What a page with a script of its own may do, in place of what `middleware::protect` allows all others.
#[derive(Clone, Copy)]
pub struct OwnPolicy {
    /// `Content-Security-Policy`.
    pub content: &'static str,
    /// `Permissions-Policy`.
    pub permissions: &'static str,
}

/// Answer with a cookie, where there is one.
pub fn with_cookie(mut answer: Response, cookie: Option<HeaderValue>) -> Response {
    if let Some(cookie) = cookie {
        answer.headers_mut().append(header::SET_COOKIE, cookie);
    }
    answer
}

/// Redirect with 303 See Other: the browser follows it with GET.
pub fn redirect(path: &str) -> Response {
    let mut answer = Response::new(Body::empty());
    *answer.status_mut() = StatusCode::SEE_OTHER;
    // A path of this program has nothing in it that a header could not have.
    if let Ok(path) = HeaderValue::from_str(path) {
        answer.headers_mut().insert(header::LOCATION, path);
    }
    answer
}
