use crate::{domain::Moment, ledger::BundleRow};

/// The earliest that the records of a bundle can have been: an earlier bundle of the epoch had been written by then. That one's
/// claim is believed up to when it arrived.
#[must_use]
pub fn lower(row: &BundleRow, epoch: &[BundleRow], enrolled: Moment) -> Moment {
    let before = epoch.iter().filter(|one| one.seq < row.seq).map(|one| one.floor.min(one.received));
    before.fold(enrolled, Moment::max).min(row.received)
}
