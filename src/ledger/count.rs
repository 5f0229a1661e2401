use super::LedgerError;

/// Unsigned number for a column: databases have signed 64-bit numbers only.
///
/// # Errors
/// `Damaged`: above `i64::MAX`, which no count reaches.
pub(super) fn signed(number: u64) -> Result<i64, LedgerError> {
    i64::try_from(number).map_err(|_| LedgerError::Damaged("number"))
}

/// Unsigned number of a column.
///
/// # Errors
/// `Damaged`: out of the range that this program writes.
pub(super) fn unsigned<N: TryFrom<i64>>(number: i64) -> Result<N, LedgerError> {
    N::try_from(number).map_err(|_| LedgerError::Damaged("number"))
}
