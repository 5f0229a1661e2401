use super::{
    BundleRow, BundleState, CaseRow, Counts, EpochRow, KioskRow, PersonRow, ReceiptRow, RefusedRow, RejectionRow,
    Scope, TallyKey, TlsFault,
};
use crate::domain::{EpochId, PersonKey, StationId};

/// A database that holds the contest's results. Calls block; they are made where blocking is allowed.
pub trait Ledger: Send + Sync {
    /// Runs `work` in one transaction and commits it when it answers `Ok`. Where the database asks for it (deadlock, failover), it
    /// is run again from the beginning, so that it must not act outside the transaction.
    ///
    /// # Errors
    /// What `work` says, or `Unavailable` when the database was not there: nothing has been kept then.
    fn write(&self, work: &mut Work<'_>) -> Result<(), LedgerError>;

    /// The same for what changes nothing; it waits for no writer.
    ///
    /// # Errors
    /// As `write`.
    fn read(&self, work: &mut Work<'_>) -> Result<(), LedgerError>;
}

impl dyn Ledger + '_ {
    /// As `read`, for work that answers with something.
    ///
    /// # Errors
    /// As `read`.
    pub fn look<T>(&self, mut work: impl FnMut(&mut dyn Tx) -> Result<T, LedgerError>) -> Result<T, LedgerError> {
        let mut found = None;
        self.read(&mut |tx| {
            found = Some(work(tx)?);
            Ok(())
        })?;
        found.ok_or(LedgerError::GivenUp)
    }

    /// As `write`, for work that answers with something, or refuses for a reason of its own: nothing is kept then.
    ///
    /// # Errors
    /// As `write`, or what the work says.
    pub fn change<T, E: From<LedgerError>>(&self, mut work: impl FnMut(&mut dyn Tx) -> Result<T, E>) -> Result<T, E> {
        let mut done = None;
        let run = self.write(&mut |tx| {
            // Whatever an earlier run said is gone with it.
            let answer = done.insert(work(tx));
            if answer.is_ok() { Ok(()) } else { Err(LedgerError::GivenUp) }
        });
        match (run, done) {
            (Ok(()), Some(answer)) => answer,
            (Err(LedgerError::GivenUp), Some(Err(why))) => Err(why),
            (Err(fault), _) => Err(fault.into()),
            (Ok(()), None) => Err(LedgerError::GivenUp.into()),
        }
    }
}

/// What is done within a transaction.
pub type Work<'w> = dyn FnMut(&mut dyn Tx) -> Result<(), LedgerError> + 'w;

/// A content pack as it was published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackRow {
    pub contest: String,
    pub version: u32,
    pub digest: [u8; 32],
    pub bytes: Vec<u8>,
}

/// One transaction. Every list may be empty; what takes a list does it in one go.
pub trait Tx {
    /// The station; within `write` nobody else changes it, its epochs, bundles or receipts before the end.
    fn kiosk(&mut self, kiosk: &StationId) -> Result<Option<KioskRow>, LedgerError>;
    /// In order of commune, village and id.
    fn kiosks(&mut self) -> Result<Vec<KioskRow>, LedgerError>;
    /// Adds or replaces.
    fn put_kiosk(&mut self, row: &KioskRow) -> Result<(), LedgerError>;

    /// Those of a station, by number.
    fn epochs(&mut self, kiosk: &StationId) -> Result<Vec<EpochRow>, LedgerError>;
    /// Adds or replaces.
    fn put_epoch(&mut self, row: &EpochRow) -> Result<(), LedgerError>;

    /// Those of an epoch, by seq and digest.
    fn bundles(&mut self, kiosk: &StationId, epoch: &EpochId) -> Result<Vec<BundleRow>, LedgerError>;
    /// The newest of all stations by time of arrival, at most so many.
    fn newest_bundles(&mut self, most: u32) -> Result<Vec<BundleRow>, LedgerError>;
    /// How many bundles are in each state.
    fn bundle_states(&mut self) -> Result<Vec<(BundleState, u64)>, LedgerError>;
    /// Those of these numbers, in any order.
    fn bundles_by_id(&mut self, ids: &[i64]) -> Result<Vec<BundleRow>, LedgerError>;
    /// Keeps a bundle as it arrived and answers with its number.
    fn add_bundle(&mut self, row: &BundleRow, bytes: &[u8]) -> Result<i64, LedgerError>;
    fn set_bundle_state(&mut self, id: i64, state: BundleState) -> Result<(), LedgerError>;
    /// Bytes of a station's bundles that were kept after that moment, of all its epochs together.
    fn received_bytes(&mut self, kiosk: &StationId, since_ms: i64) -> Result<u64, LedgerError>;
    fn bundle_bytes(&mut self, id: i64) -> Result<Option<Vec<u8>>, LedgerError>;

    /// Adds those who are not there yet, and answers with the keys of those who are, in order; they are not changed.
    fn add_people(&mut self, rows: &[PersonRow]) -> Result<Vec<PersonKey>, LedgerError>;
    /// Those of these keys who are there, in order of keys; within `write` nobody else changes them before the end.
    fn people(&mut self, keys: &[PersonKey]) -> Result<Vec<PersonRow>, LedgerError>;
    /// Replaces people who are there.
    fn set_people(&mut self, rows: &[PersonRow]) -> Result<(), LedgerError>;
    /// Keys of those whose standing has one of these bits among its waits, in order, behind `after`, at most so many.
    fn people_who_wait(
        &mut self,
        bits: u32,
        after: Option<PersonKey>,
        most: u32,
    ) -> Result<Vec<PersonKey>, LedgerError>;
    /// Everybody in order of keys, behind `after`, at most so many: to count anew.
    fn everybody(&mut self, after: Option<PersonKey>, most: u32) -> Result<Vec<PersonRow>, LedgerError>;

    /// Adds the changes to the sums.
    fn add_tallies(&mut self, changes: &[(TallyKey, Counts)]) -> Result<(), LedgerError>;
    /// The sums of a scope, of one unit or of all, in order of their keys; sums of nobody are left out.
    fn tallies(&mut self, scope: Scope, unit: Option<&str>) -> Result<Vec<(TallyKey, Counts)>, LedgerError>;

    /// Keeps what is not there yet.
    fn add_rejections(&mut self, rows: &[RejectionRow]) -> Result<(), LedgerError>;
    /// Takes those of these records (bundle, number) away that are there: something was decided, or came.
    fn remove_rejections(&mut self, records: &[(i64, u64)]) -> Result<(), LedgerError>;
    /// Those of an epoch's bundles, by bundle and number.
    fn rejections(&mut self, kiosk: &StationId, epoch: &EpochId) -> Result<Vec<RejectionRow>, LedgerError>;

    fn add_receipt(&mut self, row: &ReceiptRow) -> Result<(), LedgerError>;
    fn receipt(&mut self, kiosk: &StationId, number: u64) -> Result<Option<ReceiptRow>, LedgerError>;
    fn newest_receipt(&mut self, kiosk: &StationId, epoch: &EpochId) -> Result<Option<ReceiptRow>, LedgerError>;

    /// Records that are to be erased at their station (bundle, number): keeps what is not there yet.
    fn add_erasures(&mut self, records: &[(i64, u64)]) -> Result<(), LedgerError>;
    /// Those of an epoch's bundles that are to be erased, by bundle and number.
    fn erasures(&mut self, kiosk: &StationId, epoch: &EpochId) -> Result<Vec<(i64, u64)>, LedgerError>;

    /// Opens a case unless there is one of that kind and subject; answers with its number.
    fn open_case(&mut self, row: &CaseRow) -> Result<i64, LedgerError>;
    /// Open ones first, the oldest first; then decided ones, the newest first; at most so many.
    fn cases(&mut self, most: u32) -> Result<Vec<CaseRow>, LedgerError>;
    fn case(&mut self, id: i64) -> Result<Option<CaseRow>, LedgerError>;
    fn case_about(&mut self, kind: crate::ledger::CaseKind, subject: &str) -> Result<Option<CaseRow>, LedgerError>;
    /// Writes what was decided, or that it is open again.
    fn set_case(&mut self, row: &CaseRow) -> Result<(), LedgerError>;

    /// A line of the audit trail: when, who, what. It is never changed.
    fn note(&mut self, at_ms: i64, who: &str, what: &str) -> Result<(), LedgerError>;
    /// The newest lines first, at most so many.
    fn notes(&mut self, most: u32) -> Result<Vec<(i64, String, String)>, LedgerError>;

    /// Keeps a pack unless it is there.
    fn add_pack(&mut self, row: &PackRow) -> Result<(), LedgerError>;
    /// All packs without their bytes, by contest and version.
    fn packs(&mut self) -> Result<Vec<PackRow>, LedgerError>;
    fn pack_bytes(&mut self, digest: &[u8; 32]) -> Result<Option<Vec<u8>>, LedgerError>;

    /// Counts a refusal; at most some hundred different ones are kept, the oldest are forgotten.
    fn note_refused(&mut self, kiosk: &str, code: &str, at_ms: i64) -> Result<(), LedgerError>;
    fn refused(&mut self, most: u32) -> Result<Vec<RefusedRow>, LedgerError>;

    /// A value by its name: pinned root, password's hash and the like. Within `write` nobody else changes one that is there and was
    /// read, before the end; many may read it at once.
    fn setting(&mut self, name: &str) -> Result<Option<Vec<u8>>, LedgerError>;
    fn set_setting(&mut self, name: &str, value: &[u8]) -> Result<(), LedgerError>;
}

/// Why the ledger did not do what it was asked. Nothing has been changed then.
#[derive(Debug)]
pub enum LedgerError {
    /// The database is not there, or went away: worth another try.
    Unavailable(String),
    /// The database says that something is wrong with what is in it or with what it was asked.
    Database(String),
    /// The database lets nobody in under this address; what its server says of it.
    Login(Login, String),
    /// What is there cannot be read as it was written.
    Damaged(&'static str),
    /// Written by a later version of the program.
    Newer,
    /// The wrong key.
    Key,
    /// The way to the database is not sealed as its address asks for; nothing was said on it.
    Tls(TlsFault),
    /// What ran in the transaction gave up, for its own reason.
    GivenUp,
}

/// Why a database lets nobody in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Login {
    /// There is no database of that name.
    NoDatabase,
    Password,
    /// No such user, or none that may come from here.
    User,
}
