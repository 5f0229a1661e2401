use crate::web::answer::{clear_cache, page};
use askama::Template;
use axum::{http::StatusCode, response::Response};

#[derive(Template)]
#[template(path = "ended.html", config = "assets/page/askama.toml")]
struct EndedPage;

/// `GET /het-phien`: what a browser shows in place of a page whose session has ended (`middleware::guard`). It asks for no session and
/// ends none: in another window the person may still be at work.
pub async fn ended() -> Response {
    clear_cache(page(StatusCode::OK, &EndedPage))
}
