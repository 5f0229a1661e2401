use super::LedgerError;
use crate::domain::{AccountName, Moment};

/// Queries about sessions.
pub trait Sessions {
    /// Adds a session.
    fn add_session(&mut self, row: &SessionRow) -> Result<(), LedgerError>;
    /// The session of that digest, whether it has run out or not.
    fn session(&mut self, digest: &[u8; 32]) -> Result<Option<SessionRow>, LedgerError>;
    /// Sessions of an account, whether they have run out or not, the newest first.
    fn sessions_of(&mut self, account: AccountName) -> Result<Vec<SessionRow>, LedgerError>;
    /// Moves the end of a session; nothing where it has been ended meanwhile.
    fn prolong_session(&mut self, digest: &[u8; 32], until: Moment) -> Result<(), LedgerError>;
    /// Ends one session.
    fn end_session(&mut self, digest: &[u8; 32]) -> Result<(), LedgerError>;
    /// Ends every session of an account.
    fn end_sessions(&mut self, account: AccountName) -> Result<(), LedgerError>;
    /// How many sessions have not run out at this moment.
    fn count_sessions(&mut self, now: Moment) -> Result<u64, LedgerError>;
    /// Removes the sessions that ran out before this moment.
    fn clear_sessions(&mut self, before: Moment) -> Result<(), LedgerError>;
}

/// Session of a person who has signed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SessionRow {
    /// SHA-256 of the token, which the browser alone has.
    pub digest: [u8; 32],
    /// Whose it is.
    pub account: AccountName,
    /// When the person signed in.
    pub begun: Moment,
    /// After this it has ended.
    pub until: Moment,
}
