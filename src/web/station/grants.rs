use super::front::{FIRST, MOST_STRANGE_UPLOADS, begins_as_parcel};
use crate::{
    bundle::MOST_GRANT,
    web::{clock::now, extractors::BodyReader, lanes::Lane, problem::Problem, state::AppState},
};
use axum::{extract::State, http::StatusCode};
use std::sync::Arc;

/// `POST /v1/grants`
pub async fn post(State(state): State<Arc<AppState>>, mut body: BodyReader<MOST_GRANT>) -> Result<StatusCode, Problem> {
    if body.read(FIRST).await?
        && let Err(problem) = begins_as_parcel(&body.bytes)
    {
        body.discard().await;
        return Err(problem);
    }
    let guest = body.guest();
    let place = state.guests.begin_upload(&guest, MOST_STRANGE_UPLOADS);
    let bytes = body.read_all().await?;
    drop(place);
    state.run_in(Lane::Stations, move |centre| centre.admit_from_station(&bytes, now())).await??;
    state.changes.add();
    guest.become_known();
    Ok(StatusCode::NO_CONTENT)
}
