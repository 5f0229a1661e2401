use super::{
    Keys,
    ledger::{Ledger, LedgerError, PackRow},
    taken::{AdmitRefusal, Admitted, DecideRefusal, Decided, Difference, PackRefusal, PackTaken, Refusal, Taken},
};
use crate::{
    bundle::EpochRef,
    crypto::minisig::PublicKey,
    domain::PersonKey,
    intake::{Books, CaseRow},
};
use std::sync::{Arc, RwLock};

/// The centre: a ledger, keys, and the rules between them. Calls block; any number of them may run at once, on any number of
/// machines over one ledger.
pub struct Centre {
    ledger: Box<dyn Ledger>,
    keys: Keys,
    books: RwLock<Arc<Books>>,
}

impl Centre {
    /// Reads the packs that the ledger holds. The demo's centre has the built-in one too.
    ///
    /// # Errors
    /// The ledger's.
    pub fn open(ledger: Box<dyn Ledger>, keys: Keys) -> Result<Self, LedgerError> {
        todo!()
    }

    #[must_use]
    pub fn ledger(&self) -> &dyn Ledger {
        self.ledger.as_ref()
    }

    #[must_use]
    pub fn keys(&self) -> &Keys {
        &self.keys
    }

    /// The contest's dates, topics and rules, by the newest pack; none before there is one.
    #[must_use]
    pub fn books(&self) -> Arc<Books> {
        todo!()
    }

    /// The first epoch and key of a station, by which its bundles are verified; none when it has no place here.
    ///
    /// # Errors
    /// The ledger's.
    pub fn anchor(&self, kiosk: &str) -> Result<Option<(EpochRef, PublicKey)>, LedgerError> {
        todo!()
    }

    /// Takes a bundle: verifies, unseals, judges, and keeps all of it or nothing. What is answered is durable.
    ///
    /// # Errors
    /// Why it is not held.
    pub fn take(&self, bytes: &[u8], now_ms: i64) -> Result<Taken, Refusal> {
        todo!()
    }

    /// The newest cumulative receipt of an epoch, made anew when something has changed since the last one; none for an epoch of
    /// which nothing came.
    ///
    /// # Errors
    /// The ledger's.
    pub fn newest_receipt(&self, kiosk: &str, epoch: &str, now_ms: i64) -> Result<Option<Vec<u8>>, LedgerError> {
        todo!()
    }

    /// Takes a content pack. `fingerprint` is the root's, as it was compared over the telephone; only the first pack needs it.
    ///
    /// # Errors
    /// Why it is not taken.
    pub fn add_pack(
        &self,
        bytes: &[u8],
        fingerprint: Option<&str>,
        who: &str,
        now_ms: i64,
    ) -> Result<PackTaken, PackRefusal> {
        todo!()
    }

    /// The newest pack of a contest with its bytes, as it was published.
    ///
    /// # Errors
    /// The ledger's.
    pub fn newest_pack(&self, contest: &str) -> Result<Option<PackRow>, LedgerError> {
        todo!()
    }

    /// Lets a station in by its grant, which an enrolment key of the pinned root signed.
    ///
    /// # Errors
    /// Why it is not let in.
    pub fn admit(&self, grant: &[u8], who: &str, now_ms: i64) -> Result<Admitted, AdmitRefusal> {
        todo!()
    }

    /// From now on a station's bundles no longer count; those that came before do. Answers whether it has a place here and was
    /// not revoked before.
    ///
    /// # Errors
    /// The ledger's.
    pub fn revoke(&self, kiosk: &str, who: &str, now_ms: i64) -> Result<bool, LedgerError> {
        todo!()
    }

    /// What waits for a person, the oldest first, then what was decided, the newest first.
    ///
    /// # Errors
    /// The ledger's.
    pub fn cases(&self, most: u32) -> Result<Vec<CaseRow>, LedgerError> {
        todo!()
    }

    /// The decisions that there are for a case: words, as `decide` takes them.
    ///
    /// # Errors
    /// The ledger's.
    pub fn words(&self, case: &CaseRow) -> Result<Vec<String>, LedgerError> {
        todo!()
    }

    /// Decides a case; whom it touches is judged anew.
    ///
    /// # Errors
    /// Why nothing was decided.
    pub fn decide(&self, case: i64, word: &str, who: &str, now_ms: i64) -> Result<Decided, DecideRefusal> {
        todo!()
    }

    /// Takes a decision back: everything is as it would be without it.
    ///
    /// # Errors
    /// Why nothing was undone.
    pub fn undo(&self, case: i64, who: &str, now_ms: i64) -> Result<Decided, DecideRefusal> {
        todo!()
    }

    /// Asks a person's stations to erase what they hold of them, in the next receipts. Answers with how many records.
    ///
    /// # Errors
    /// The ledger's.
    pub fn forget(&self, person: &PersonKey, who: &str, now_ms: i64) -> Result<u64, LedgerError> {
        todo!()
    }

    /// Counts everybody anew and compares with the sums that are kept; changes nothing.
    ///
    /// # Errors
    /// The ledger's.
    pub fn recount(&self) -> Result<Vec<Difference>, LedgerError> {
        todo!()
    }
}
