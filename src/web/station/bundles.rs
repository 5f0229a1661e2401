use super::front::{FRONT, LARGEST_FRONT, UNFINISHED, check_front};
use crate::{
    bundle::MOST_BUNDLE,
    centre::{Ingested, Outcome},
    web::{
        answer::{RECEIPT, answer},
        extractors::BodyReader,
        ingest::{claimed, ingest_from_station},
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
    let bytes = read_checked(&state, body).await?;
    Ok(receipt(ingest_from_station(&state, bytes).await?))
}

/// Reads a bundle; one that no enrolled station has signed is refused before all of it is in memory.
async fn read_checked(state: &AppState, mut body: BundleReader) -> Result<Vec<u8>, Problem> {
    let mut upto = FRONT;
    while body.read(upto).await? {
        match check_front(state, &body.bytes).await {
            Ok(_) => break,
            Err(problem) if problem.failure.code == UNFINISHED && upto < LARGEST_FRONT => upto = LARGEST_FRONT,
            Err(problem) => {
                state.note_refused(claimed(&body.bytes), problem.failure.code).await;
                body.discard().await;
                return Err(problem);
            }
        }
    }
    body.read_all().await
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
