use crate::web::answer::answer;
use axum::{http::StatusCode, response::Response};

const STYLE: &str = include_str!("../../../assets/page/style.css");

/// `GET /trang.css`
pub async fn style() -> Response {
    answer(StatusCode::OK, "text/css; charset=utf-8", STYLE)
}
