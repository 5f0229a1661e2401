use super::LedgerError;

/// Queries about settings: pinned root, the password's hash and the like.
pub trait Settings {
    /// The value of that name. Within `write` nobody else changes an existing one that was read before the end; many may read it at
    /// once.
    fn setting(&mut self, name: &str) -> Result<Option<Vec<u8>>, LedgerError>;
    /// Adds or replaces a value.
    fn set_setting(&mut self, name: &str, value: &[u8]) -> Result<(), LedgerError>;
}
