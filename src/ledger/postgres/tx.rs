use super::link::Link;
use crate::{crypto::Secret, ledger::Tx};

/// Transaction of the database.
pub(super) struct PostgresTx<'t, 'r> {
    pub(super) link: &'t mut Link<'r>,
    /// Key of the sealed columns.
    pub(super) seal: &'t Secret<32>,
    /// Whether rows are locked when they are read, because they may be changed later in the transaction.
    pub(super) locks: bool,
}

impl Tx for PostgresTx<'_, '_> {}

impl PostgresTx<'_, '_> {
    /// `lock` at the end of a query, where the transaction locks what it reads.
    pub(super) fn locked(&self, lock: &'static str) -> &'static str {
        if self.locks { lock } else { "" }
    }
}
