use super::{
    Accounts, Bundles, Cases, Certificates, Copies, Epochs, Erasures, FinalSets, Guesses, LedgerError, OneTouch,
    Outlines, Packs, People, Receipts, Refusals, Rejections, Requests, Rosters, Sessions, Settings, Sheets, Spellings,
    Stations, Stories, Tallies, Tokens, Trail,
};

/// Database with the contest's results. Calls block; they are made where blocking is allowed.
pub trait Ledger: Send + Sync {
    /// Runs `work` in one transaction and commits it when it returns `Ok`. Where the database asks for it (deadlock, failover),
    /// `work` is run again from the beginning, so it must not act outside the transaction.
    ///
    /// # Errors
    /// The first failed statement's, or else the error that `work` returns; `Unavailable` when the database was not there. Nothing
    /// has been kept then.
    fn write(&self, work: &mut Work<'_>) -> Result<(), LedgerError>;

    /// Runs `work` in one transaction that changes nothing. It waits for no writer and sees one moment.
    ///
    /// # Errors
    /// As `write`.
    fn read(&self, work: &mut Work<'_>) -> Result<(), LedgerError>;

    /// Whether what goes to the database is unencrypted on its way although nobody asked for that: its server offered no TLS, and
    /// the address leaves the choice to it (`sslmode=prefer`, or none).
    fn is_fallback(&self) -> bool {
        false
    }
}

impl dyn Ledger + '_ {
    /// As `read`, for work that returns a value.
    ///
    /// # Errors
    /// As `read`.
    pub fn read_tx<T>(&self, mut work: impl FnMut(&mut dyn Tx) -> Result<T, LedgerError>) -> Result<T, LedgerError> {
        let mut found = None;
        self.read(&mut |tx| {
            found = Some(work(tx)?);
            Ok(())
        })?;
        found.ok_or(LedgerError::GivenUp)
    }

    /// As `write`, for work that returns a value, or refuses for a reason of its own: nothing is kept then.
    ///
    /// # Errors
    /// As `write`, or the work's own.
    pub fn write_tx<T, E: From<LedgerError>>(&self, mut work: impl FnMut(&mut dyn Tx) -> Result<T, E>) -> Result<T, E> {
        let mut done = None;
        let run = self.write(&mut |tx| {
            // A repeated run replaces what the one before returned.
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

/// Work of one transaction.
pub type Work<'w> = dyn FnMut(&mut dyn Tx) -> Result<(), LedgerError> + 'w;

/// Ledger transaction: the queries of every noun. A list argument may be empty; it is handled in one go.
pub trait Tx:
    Stations
    + Epochs
    + Bundles
    + Outlines
    + People
    + Tallies
    + Rejections
    + Receipts
    + Erasures
    + Cases
    + Trail
    + Packs
    + Refusals
    + Settings
    + Sheets
    + Requests
    + Spellings
    + Rosters
    + Accounts
    + Sessions
    + Guesses
    + Copies
    + Tokens
    + OneTouch
    + Stories
    + FinalSets
    + Certificates
{
}
