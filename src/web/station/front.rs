use crate::{
    bundle::{Anchor, BundleFault, claim_front, examine_front},
    centre::{IngestRefusal, explain},
    crypto::parcel,
    domain::StationId,
    text::codes,
    web::{extractors::BodyReader, ingest::claimed, lanes::Lane, problem::Problem, state::AppState},
};

/// After this many bytes it can be seen whether an upload is a parcel at all: one block of it.
pub const FIRST: usize = 512;
/// Uploads at once whose signature is not known yet.
pub const MOST_STRANGE_UPLOADS: usize = 64;
/// After this many bytes the signature of a bundle's front is looked for, and again after each doubling.
const FRONT: usize = 16 << 10;
/// Every manifest with all the certificates that may precede it fits into this many bytes.
const LARGEST_FRONT: usize = 512 << 10;
/// Code of a front that is not complete yet.
const UNFINISHED: &str = codes::centre::FIRST_PIECE_INCOMPLETE;

/// Reads the front of a bundle, until the station that has signed it is known, and returns that station; none when the body ended
/// before. The first block is looked at before the upload gets a place; what no enrolled station has signed is discarded.
///
/// # Errors
/// No enrolled station has signed it, or it came too slowly.
pub async fn read_front<const MOST: usize>(
    state: &AppState,
    mut body: BodyReader<MOST>,
) -> Result<(BodyReader<MOST>, Option<StationId>), Problem> {
    if !body.read(FIRST).await? {
        return Ok((body, None));
    }
    if let Err(problem) = begins_as_parcel(&body.bytes) {
        return refuse(state, body, problem).await;
    }
    let guest = body.guest();
    let _place = state.guests.begin_upload(&guest, MOST_STRANGE_UPLOADS);
    let mut upto = FRONT;
    while body.read(upto).await? {
        match check_front(state, &body.bytes).await {
            Ok(station) => {
                guest.become_known();
                return Ok((body, Some(station)));
            }
            Err(problem) if problem.failure.code == UNFINISHED && upto < LARGEST_FRONT => upto *= 2,
            Err(problem) => return refuse(state, body, problem).await,
        }
    }
    Ok((body, None))
}

async fn refuse<const MOST: usize, T>(
    state: &AppState,
    body: BodyReader<MOST>,
    problem: Problem,
) -> Result<T, Problem> {
    state.note_refused(claimed(&body.bytes), problem.failure.code).await;
    body.discard().await;
    Err(problem)
}

/// Whether these bytes begin as a parcel does.
///
/// # Errors
/// They do not.
pub fn begins_as_parcel(bytes: &[u8]) -> Result<(), Problem> {
    let first = bytes.get(..FIRST).unwrap_or(bytes);
    parcel::read_front(first, 1).map(|_| ()).map_err(|fault| front_problem(&BundleFault::Parcel(fault)))
}

/// Id of the enrolled station that has signed the front of a bundle.
///
/// # Errors
/// No enrolled station has signed it, or it is incomplete.
pub async fn check_front(state: &AppState, bytes: &[u8]) -> Result<StationId, Problem> {
    let front = bytes.get(..LARGEST_FRONT.min(bytes.len())).unwrap_or_default();
    let claim = claim_front(front).map_err(|fault| front_problem(&fault))?;
    claim.is_for(&state.centre.keys().contest).map_err(|fault| front_problem(&fault))?;
    let station = claim.station.clone();
    let anchor = state.run_in(Lane::Strangers, move |centre| centre.anchor(&claim.station)).await??;
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
