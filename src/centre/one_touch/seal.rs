//! A list that waits for the city's yes is sealed: it is in the browser, and in no table.

use crate::{
    centre::Centre,
    crypto::{open_row, seal_row},
    judging::ListedDraft,
    ledger::LedgerError,
};

impl Centre {
    pub(super) fn sealed_listed_draft(&self, draft: &ListedDraft) -> Result<Vec<u8>, LedgerError> {
        let sealed = seal_row(&self.keys().one_touch_key(), b"draft", &draft.write());
        sealed.map_err(|_| LedgerError::Damaged("list of One Touch"))
    }

    /// The draft that this server, or another one of the centre, has sealed; none for anything else.
    pub(super) fn open_listed_draft(&self, sealed: &[u8]) -> Option<ListedDraft> {
        let plain = open_row(&self.keys().one_touch_key(), b"draft", sealed).ok()?;
        ListedDraft::read(&plain).ok()
    }
}
