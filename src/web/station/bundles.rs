use super::front::read_front;
use crate::{
    bundle::MOST_BUNDLE,
    centre::{Ingested, Outcome},
    web::{
        answer::{RECEIPT, answer},
        extractors::BodyReader,
        ingest::ingest_from_station,
        problem::Problem,
        state::AppState,
    },
};
use axum::{
    extract::State,
    http::{HeaderValue, StatusCode},
    response::Response,
};
use std::sync::Arc;

type BundleReader = BodyReader<MOST_BUNDLE>;

/// `POST /v1/bundles`
pub async fn post(State(state): State<Arc<AppState>>, body: BundleReader) -> Result<Response, Problem> {
    let (body, _) = read_front(&state, body).await?;
    let bytes = body.read_all().await?;
    Ok(receipt(ingest_from_station(&state, bytes).await?))
}

/// Answer to a bundle that is held: its receipt, and whether the bundle was new.
pub fn receipt(ingested: Ingested) -> Response {
    let outcome = match ingested.outcome {
        Outcome::New => "new",
        Outcome::Known => "known",
    };
    let mut answer = answer(StatusCode::OK, RECEIPT, ingested.receipt);
    answer.headers_mut().insert("tramso-outcome", HeaderValue::from_static(outcome));
    answer
}
