//! Backups of the ledger: one sealed file, the same for every engine, so that one engine's restores into the other.
//!
//! Promises: a backup shows the ledger at one moment, while it goes on being used; nothing is restored from a file that was cut short,
//! changed, or not made with the centre's own keys; a restored ledger has a generation that no receipt of the centre has had.
//! Does not: hold sessions or wrong passwords, which end with the ledger that they are in, or know where files are.

mod file;
mod restore;

pub use file::{BackupFault, BackupInfo, read, write};
pub use restore::{Restored, accept_loss, is_empty, restore, state};
