use axum::{
    body::Body,
    http::{HeaderValue, Response, header},
};

const STYLE: &str = include_str!("../../../assets/page/trang.css");

/// `GET /trang.css`
pub async fn style() -> Response<Body> {
    let mut answer = Response::new(Body::from(STYLE));
    answer.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/css; charset=utf-8"));
    answer
}
