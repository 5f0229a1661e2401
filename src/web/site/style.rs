use crate::web::answer::answer;
use axum::{http::StatusCode, response::Response};

/// The pages' style sheet.
pub const STYLE: &str = include_str!("../../../assets/page/style.css");

/// `GET /trang.css`
pub async fn style() -> Response {
    answer(StatusCode::OK, "text/css; charset=utf-8", STYLE)
}
