use crate::{
    bundle::{Anchor, BundleFault, claim_front, examine_front},
    centre::{IngestRefusal, explain},
    domain::StationId,
    text::codes,
    web::{problem::Problem, state::AppState},
};

/// After this many bytes the signature of a bundle's front is checked, before more of it is read.
pub const FRONT: usize = 128 << 10;
/// Every manifest with all the certificates that may precede it fits into this many bytes.
pub const LARGEST_FRONT: usize = 512 << 10;
/// Code of a front that is not complete yet.
pub const UNFINISHED: &str = codes::centre::FIRST_PIECE_INCOMPLETE;

/// Id of the enrolled station that has signed the front of a bundle.
///
/// # Errors
/// No enrolled station has signed it, or it is incomplete.
pub async fn check_front(state: &AppState, bytes: &[u8]) -> Result<StationId, Problem> {
    let front = bytes.get(..LARGEST_FRONT.min(bytes.len())).unwrap_or_default();
    let claim = claim_front(front).map_err(|fault| front_problem(&fault))?;
    let station = claim.station.clone();
    let anchor = state.run_query(move |centre| centre.anchor(&claim.station)).await??;
    let Some((of, key)) = anchor else { return Err(IngestRefusal::UnknownStation { station }.into()) };
    examine_front(front, &Anchor { of: &of, key: &key }).map_err(|fault| front_problem(&fault))?;
    Ok(station)
}

fn front_problem(fault: &BundleFault) -> Problem {
    if matches!(fault, BundleFault::Member { found: None, .. }) {
        return Problem::unprocessable(crate::notices::Failure::new(UNFINISHED, []));
    }
    Problem::unprocessable(explain::bundle_fault(fault))
}
