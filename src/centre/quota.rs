use super::Centre;
use crate::{bundle::claim, domain::Moment, ledger::LedgerError};

/// Window of the quota, in milliseconds.
const DAY_MS: i64 = 24 * 3600 * 1000;

impl Centre {
    /// Quota check: whether this bundle would raise what was kept of its station within the last day above `most` bytes. One that is
    /// held already adds nothing; what is no bundle passes, since ingest refuses it.
    ///
    /// # Errors
    /// The ledger's.
    pub fn is_above(&self, bytes: &[u8], most: u64, now: Moment) -> Result<bool, LedgerError> {
        let Ok(claim) = claim(bytes) else { return Ok(false) };
        let kept = self.ledger().read_tx(|tx| tx.received_bytes(&claim.station, now.plus_ms(-DAY_MS)))?;
        if kept.saturating_add(u64::try_from(bytes.len()).unwrap_or(u64::MAX)) <= most {
            return Ok(false);
        }
        let rows = self.ledger().read_tx(|tx| tx.bundles(&claim.station, &claim.epoch))?;
        Ok(!rows.iter().any(|row| (row.seq, row.digest) == (claim.seq, claim.digest)))
    }
}
