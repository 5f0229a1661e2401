use super::{Damage, Store, StoreError};
use crate::record::{GENESIS, Record, commitment, link};

/// Where the chain does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ChainFault {
    /// This epoch's record of this number is missing; another is in its place.
    #[error("record {number} of epoch {epoch} is missing")]
    Missing {
        /// Number of the epoch at this station.
        epoch: u32,
        /// Number of the record within the epoch.
        number: u64,
    },
    /// The bytes are not those that were committed to.
    #[error("record {number} of epoch {epoch} was changed")]
    Changed {
        /// Number of the epoch at this station.
        epoch: u32,
        /// Number of the record within the epoch.
        number: u64,
    },
    /// The link does not follow from the one before.
    #[error("record {number} of epoch {epoch} does not follow")]
    Broken {
        /// Number of the epoch at this station.
        epoch: u32,
        /// Number of the record within the epoch.
        number: u64,
    },
    /// The bytes are no record in canonical form, or one of another number or contest.
    #[error("record {number} of epoch {epoch} is no record")]
    NoRecord {
        /// Number of the epoch at this station.
        epoch: u32,
        /// Number of the record within the epoch.
        number: u64,
    },
}

impl ChainFault {
    /// The record at which the chain does not hold.
    #[must_use]
    pub fn number(&self) -> u64 {
        match self {
            Self::Missing { number, .. }
            | Self::Changed { number, .. }
            | Self::Broken { number, .. }
            | Self::NoRecord { number, .. } => *number,
        }
    }
}

impl Store {
    /// Follows every epoch's chain from its beginning; what was erased is held together by its commitments. All faults, none
    /// in a sound station.
    ///
    /// # Errors
    /// The database or the disk failed.
    pub fn verify_chain(&self) -> Result<Vec<ChainFault>, StoreError> {
        let mut faults = Vec::new();
        let mut select =
            self.db().prepare("SELECT epoch, n, nonce, bytes, commitment, head FROM record ORDER BY epoch, n")?;
        let mut rows = select.query(())?;
        let (mut epoch, mut number, mut head) = (0, 0_u64, GENESIS);
        while let Some(row) = rows.next()? {
            let found: u32 = row.get(0)?;
            if found != epoch {
                (epoch, number, head) = (found, 0, GENESIS);
            }
            let next = u64::try_from(row.get::<_, i64>(1)?).map_err(|_| StoreError::Damaged(Damage::Values))?;
            if next != number + 1 {
                faults.push(ChainFault::Missing { epoch, number: number + 1 });
            }
            number = next;
            let (committed, linked): ([u8; 32], [u8; 32]) = (row.get(4)?, row.get(5)?);
            let nonce: Option<[u8; 16]> = row.get(2)?;
            let bytes: Option<Vec<u8>> = row.get(3)?;
            if let Some((nonce, bytes)) = nonce.zip(bytes) {
                if commitment(&nonce, &bytes) != committed {
                    faults.push(ChainFault::Changed { epoch, number });
                }
                if !Record::read(&bytes).is_ok_and(|record| record.n == number && record.contest == self.contest()) {
                    faults.push(ChainFault::NoRecord { epoch, number });
                }
            }
            if link(&head, committed).head != linked {
                faults.push(ChainFault::Broken { epoch, number });
            }
            head = linked;
        }
        Ok(faults)
    }
}
