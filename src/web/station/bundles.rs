use super::front::read_front;
use crate::{
    bundle::MOST_BUNDLE,
    centre::{Centre, Ingested, Outcome},
    domain::{EpochId, StationId},
    web::{
        answer::{RECEIPT, answer},
        extractors::BodyReader,
        ingest::ingest_from_station,
        lanes::Lane,
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
    receipt(&state, ingest_from_station(&state, bytes).await?).await
}

/// Answer to a bundle that is held: its receipt, whether the bundle was new, and the receipt by mouth.
pub async fn receipt(state: &Arc<AppState>, ingested: Ingested) -> Result<Response, Problem> {
    let outcome = match ingested.outcome {
        Outcome::New => "new",
        Outcome::Known => "known",
    };
    let Ingested { station, epoch, receipt, .. } = ingested;
    let mut answer = with_spoken(state, station, epoch, receipt).await?;
    answer.headers_mut().insert("tramso-outcome", HeaderValue::from_static(outcome));
    Ok(answer)
}

/// A receipt, and in a header the five syllables that state the same to its station (docs/FORMATS.md 20), where there are some.
pub async fn with_spoken(
    state: &Arc<AppState>,
    station: StationId,
    epoch: EpochId,
    receipt: Vec<u8>,
) -> Result<Response, Problem> {
    let spoken = move |centre: &Centre| (centre.by_mouth(&station, &epoch, &receipt), receipt);
    let (spoken, receipt) = state.run_in(Lane::Stations, spoken).await?;
    let mut answer = answer(StatusCode::OK, RECEIPT, receipt);
    if let Some(value) = spoken.and_then(|spoken| HeaderValue::from_str(&spoken).ok()) {
        answer.headers_mut().insert("tramso-spoken", value);
    }
    Ok(answer)
}
