use super::LedgerError;
use crate::domain::Moment;

/// Queries about wrong passwords.
pub trait Guesses {
    /// What is kept about these subjects, in order of their hashes. Within `write` nobody else reads or changes it before the end,
    /// also where nothing was kept before: that is a row of no wrong passwords.
    fn guesses(&mut self, subjects: &[[u8; 32]]) -> Result<Vec<GuessRow>, LedgerError>;
    /// Replaces what is kept about a subject.
    fn set_guess(&mut self, row: &GuessRow) -> Result<(), LedgerError>;
    /// Removes what ended before this moment.
    fn clear_guesses(&mut self, before: Moment) -> Result<(), LedgerError>;
}

/// Wrong passwords about one subject: an account, an address, or a browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GuessRow {
    /// Keyed hash of what it is about.
    pub subject: [u8; 32],
    /// How many wrong passwords in turn.
    pub wrong: u32,
    /// No password is looked at before this moment.
    pub until: Moment,
}
