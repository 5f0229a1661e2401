use crate::{
    notices::Failure,
    text::{Language, Words, codes},
};
use axum::{
    body::Body,
    http::{HeaderMap, HeaderValue, Response, StatusCode, header},
};
use serde_json::json;

/// The notice's code of a refusal, for the log.
#[derive(Clone, Copy)]
pub struct Code(pub &'static str);

/// A refusal as HTTP says it (RFC 9457).
#[derive(Clone, Debug)]
pub struct Problem {
    pub status: StatusCode,
    pub failure: Failure,
    /// Whether the same may be sent again as it is.
    pub retry: bool,
    /// After so many seconds, where the server asks for it.
    pub after: Option<u64>,
}

impl Problem {
    #[must_use]
    pub fn new<const N: usize>(status: StatusCode, code: &'static str, args: [(&'static str, String); N]) -> Self {
        Self { status, failure: Failure::new(code, args), retry: false, after: None }
    }

    #[must_use]
    pub fn too_large() -> Self {
        Self::new(StatusCode::PAYLOAD_TOO_LARGE, codes::centre::REQUEST_TOO_LARGE, [])
    }

    #[must_use]
    pub fn busy(seconds: u64) -> Self {
        let busy =
            Self::new(StatusCode::SERVICE_UNAVAILABLE, codes::centre::SERVER_BUSY, [("seconds", seconds.to_string())]);
        Self { retry: true, after: Some(seconds), ..busy }
    }

    #[must_use]
    pub fn too_many(seconds: u64) -> Self {
        let many = Self::new(
            StatusCode::TOO_MANY_REQUESTS,
            codes::centre::TOO_MANY_REQUESTS,
            [("seconds", seconds.to_string())],
        );
        Self { retry: true, after: Some(seconds), ..many }
    }

    /// Enough for a day: all of it is well a day later, however it was spread.
    #[must_use]
    pub fn enough() -> Self {
        let enough = Self::new(StatusCode::TOO_MANY_REQUESTS, codes::centre::DAILY_QUOTA_REACHED, []);
        Self { retry: true, after: Some(24 * 3600), ..enough }
    }

    #[must_use]
    pub fn slow() -> Self {
        Self { retry: true, ..Self::new(StatusCode::REQUEST_TIMEOUT, codes::centre::REQUEST_TOO_SLOW, []) }
    }

    #[must_use]
    pub fn nothing_here() -> Self {
        Self::new(StatusCode::NOT_FOUND, codes::centre::NOT_FOUND, [])
    }

    #[must_use]
    pub fn bad_request() -> Self {
        Self::new(StatusCode::BAD_REQUEST, codes::centre::REQUEST_MALFORMED, [])
    }

    /// The answer, in the language that was asked for.
    #[must_use]
    pub fn answer(&self, asked: &HeaderMap, words: &[Words; 2]) -> Response<Body> {
        let notice = self.failure.notice(of(asked, words));
        let body = json!({ "code": notice.code, "title": notice.what, "now": notice.now, "retry": self.retry });
        let mut answer = Response::new(Body::from(body.to_string()));
        *answer.status_mut() = self.status;
        answer.extensions_mut().insert(Code(self.failure.code));
        let headers = answer.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        if let Some(seconds) = self.after {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        answer
    }
}

/// Vietnamese, unless English is asked for first.
fn of<'w>(asked: &HeaderMap, [vietnamese, english]: &'w [Words; 2]) -> &'w Words {
    let first = asked.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    if first.is_some_and(|first| first.trim_start().starts_with("en")) { english } else { vietnamese }
}

/// Both languages in the order that `answer` takes.
#[must_use]
pub fn both() -> [Words; 2] {
    [Words::new(Language::Vietnamese), Words::new(Language::English)]
}
