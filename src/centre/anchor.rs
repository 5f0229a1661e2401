use crate::{bundle::EpochRef, crypto::minisig::PublicKey, ledger::EpochRow};

/// First epoch of a station and its key: what its bundles are verified by.
pub(super) fn anchor(epochs: &[EpochRow], contest: &str) -> Option<(EpochRef, PublicKey)> {
    let first = epochs.iter().min_by_key(|row| row.number)?;
    let (station, epoch) = (first.station.clone(), first.epoch.clone());
    Some((EpochRef { contest: contest.to_owned(), station, epoch }, PublicKey::of_point(&first.key)?))
}
