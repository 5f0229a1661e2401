use crate::{
    bundle::{Anchor, EpochRef, Examined, examine},
    crypto::minisig::PublicKey,
    ledger::{EpochRow, LedgerError},
};

/// First epoch of a station and its key: what its bundles are verified by.
pub(super) fn anchor(epochs: &[EpochRow], contest: &str) -> Option<(EpochRef, PublicKey)> {
    let first = epochs.iter().min_by_key(|row| row.number)?;
    let (station, epoch) = (first.station.clone(), first.epoch.clone());
    Some((EpochRef { contest: contest.to_owned(), station, epoch }, PublicKey::of_point(&first.key)?))
}

/// A bundle that the ledger has kept, verified again by the epochs of its station; none where the station has none.
pub(super) fn examine_kept<'b>(
    bytes: &'b [u8],
    epochs: &[EpochRow],
    contest: &str,
) -> Result<Option<Examined<'b>>, LedgerError> {
    let Some((of, key)) = anchor(epochs, contest) else { return Ok(None) };
    examine(bytes, &Anchor { of: &of, key: &key }).map(Some).map_err(|_| LedgerError::Damaged("bundle"))
}
