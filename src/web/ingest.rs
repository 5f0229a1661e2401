use super::{clock::now, lanes::Lane, problem::Problem, state::AppState};
use crate::{
    bundle::claim_front,
    centre::{Access, Centre, IngestRefusal, Ingested},
    domain::StationId,
};

/// Ingests what a station has sent, unless it has reached its quota of a day.
///
/// # Errors
/// Why the bundle is not held.
pub async fn ingest_from_station(state: &AppState, bytes: Vec<u8>) -> Result<Ingested, Problem> {
    let Some(most) = state.day_bytes else { return ingest_sent(state, bytes).await };
    let (above, bytes) =
        state.run_in(Lane::Bundles, move |centre| (centre.is_above(&bytes, most, now()), bytes)).await?;
    if !above? {
        return ingest_sent(state, bytes).await;
    }
    let problem = Problem::quota_reached();
    state.note_refused(claimed(&bytes), problem.failure.code).await;
    Err(problem)
}

async fn ingest_sent(state: &AppState, bytes: Vec<u8>) -> Result<Ingested, Problem> {
    ingest(state, bytes, |centre, bytes| centre.ingest_from_station(bytes, now())).await
}

/// Ingests a bundle that somebody brings. No quota applies.
///
/// # Errors
/// Why the bundle is not held.
pub async fn ingest_brought(state: &AppState, access: Access, bytes: Vec<u8>) -> Result<Ingested, Problem> {
    ingest(state, bytes, move |centre, bytes| centre.ingest(&access, bytes, now())).await
}

/// Runs the use case and records a refusal that is not the server's own fault.
async fn ingest<F>(state: &AppState, bytes: Vec<u8>, use_case: F) -> Result<Ingested, Problem>
where
    F: FnOnce(&Centre, &[u8]) -> Result<Ingested, IngestRefusal> + Send + 'static,
{
    let claimed = claimed(&bytes);
    let ingested = state.run_in(Lane::Bundles, move |centre| use_case(centre, &bytes)).await?;
    match ingested.map_err(Problem::from) {
        Ok(ingested) => Ok(ingested),
        Err(problem) => {
            if problem.status.is_client_error() {
                state.note_refused(claimed, problem.failure.code).await;
            }
            Err(problem)
        }
    }
}

/// The station that a bundle claims to be from.
pub fn claimed(bytes: &[u8]) -> Option<StationId> {
    claim_front(bytes).ok().map(|claim| claim.station)
}
