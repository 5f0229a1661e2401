//! The one place where problems become pages or RFC 9457 JSON.

use super::{
    answer::{json_of, page, redirect},
    middleware::protect,
    problem::Problem,
    route::{ACCOUNT, SIGN_IN},
    state::AppState,
};
use crate::text::{Legible, Notice, Words, codes};
use askama::Template;
use axum::{
    body::Body,
    extract::State,
    http::{HeaderMap, HeaderValue, Request, StatusCode, header},
    middleware::Next,
    response::Response,
};
use serde_json::json;
use std::sync::Arc;

/// Audience of a router, which decides how its problems are rendered.
#[derive(Clone, Copy, Debug)]
pub enum Audience {
    /// Stations and scripts: JSON.
    Program,
    /// People: a page.
    Browser,
    /// Either: a page when the request accepts HTML, else JSON.
    Any,
}

/// Notice code of a problem that was rendered as JSON, for the log.
#[derive(Clone, Copy)]
pub struct Code(pub &'static str);

/// Error chain behind a problem that was rendered, for the log.
#[derive(Clone)]
pub struct Cause(pub Legible);

#[derive(Template)]
#[template(path = "notice.html", config = "assets/page/askama.toml")]
struct NoticePage {
    notice: Notice,
}

/// Layer that renders the problem of an answer. Problems that an inner layer has rendered pass unchanged.
pub async fn render(
    State((state, audience)): State<(Arc<AppState>, Audience)>,
    request: Request<Body>,
    next: Next,
) -> Response {
    let headers = request.headers().clone();
    let mut answer = next.run(request).await;
    let found = answer.extensions_mut().remove::<Problem>().or_else(|| foreign_problem(&answer));
    let Some(problem) = found else { return answer };
    let is_page = match audience {
        Audience::Program => false,
        Audience::Browser => true,
        Audience::Any => accepts_html(&headers),
    };
    let mut rendered =
        if is_page { problem_page(&problem, &state) } else { problem_json(&problem, state.words_for(&headers)) };
    for (name, value) in answer.headers() {
        rendered.headers_mut().entry(name).or_insert_with(|| value.clone()); // what inner layers have set
    }
    if is_page {
        protect(rendered.headers_mut());
    }
    if let Some(cause) = problem.cause {
        rendered.extensions_mut().insert(Cause(cause));
    }
    if let Some(seconds) = problem.after {
        rendered.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    rendered
}

/// Problem in place of a refusal that a library has worded: of a path, a query or a method that it could not read. All answers of ours
/// are JSON, pages or files.
fn foreign_problem(answer: &Response) -> Option<Problem> {
    let status = answer.status();
    let kind = answer.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    let is_ours = kind.is_some_and(|kind| !kind.starts_with("text/plain"));
    if is_ours || !(status.is_client_error() || status.is_server_error()) {
        return None;
    }
    Some(match status {
        StatusCode::NOT_FOUND => Problem::not_found(),
        StatusCode::METHOD_NOT_ALLOWED => Problem::method_not_allowed(),
        StatusCode::PAYLOAD_TOO_LARGE => Problem::too_large(),
        StatusCode::REQUEST_TIMEOUT => Problem::too_slow(),
        status if status.is_server_error() => Problem::busy(5),
        _ => Problem::bad_request(),
    })
}

fn accepts_html(headers: &HeaderMap) -> bool {
    let wanted = headers.get(header::ACCEPT).and_then(|wanted| wanted.to_str().ok());
    wanted.is_some_and(|wanted| wanted.contains("text/html"))
}

fn problem_page(problem: &Problem, state: &AppState) -> Response {
    if problem.status == StatusCode::UNAUTHORIZED {
        return redirect(SIGN_IN);
    }
    if problem.failure.code == codes::account::FIRST_PASSWORD_IN_USE {
        return redirect(ACCOUNT);
    }
    page(problem.status, &NoticePage { notice: problem.failure.notice(state.page_words()) })
}

fn problem_json(problem: &Problem, words: &Words) -> Response {
    let notice = problem.failure.notice(words);
    let body = json!({ "code": notice.code, "title": notice.what(), "now": notice.now(), "retry": problem.retry });
    let mut answer = json_of(problem.status, "application/problem+json", &body);
    answer.extensions_mut().insert(Code(problem.failure.code));
    answer
}
