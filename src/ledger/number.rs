//! Databases know signed numbers only.

use super::LedgerError;

/// A count as it is kept.
///
/// # Errors
/// `Damaged`: above what a database holds, which no count reaches.
pub(super) fn kept(number: u64) -> Result<i64, LedgerError> {
    i64::try_from(number).map_err(|_| LedgerError::Damaged("number"))
}

/// A count as it was kept.
///
/// # Errors
/// `Damaged`: below or above what this program writes.
pub(super) fn read<N: TryFrom<i64>>(number: i64) -> Result<N, LedgerError> {
    N::try_from(number).map_err(|_| LedgerError::Damaged("number"))
}
