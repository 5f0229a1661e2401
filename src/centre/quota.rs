use super::Centre;
use crate::{bundle::claim, ledger::LedgerError};

/// A day, over which it is counted what a station has handed in.
pub const DAY_MS: i64 = 24 * 3600 * 1000;

impl Centre {
    /// Whether this bundle would bring what was kept of its station within the last day above `most` bytes. One that is held
    /// already brings nothing; what is no bundle is refused by others.
    ///
    /// # Errors
    /// The ledger's.
    pub fn is_above(&self, bytes: &[u8], most: u64, now_ms: i64) -> Result<bool, LedgerError> {
        let Ok(claim) = claim(bytes) else { return Ok(false) };
        let kept = self.ledger().look(|tx| tx.received_bytes(&claim.kiosk, now_ms - DAY_MS))?;
        if kept.saturating_add(u64::try_from(bytes.len()).unwrap_or(u64::MAX)) <= most {
            return Ok(false);
        }
        let rows = self.ledger().look(|tx| tx.bundles(&claim.kiosk, &claim.epoch))?;
        Ok(!rows.iter().any(|row| (row.seq, row.digest) == (claim.seq, claim.digest)))
    }
}
