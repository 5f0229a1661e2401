//! What went wrong, on its way to its words: the code of a notice with the values that it names, and which code a pack's fault
//! has. Stations, the centre and the office name the same fault in the same words.
//!
//! Promises: what others wrote is in a value on one line, without characters that a terminal would obey.
//! Does not: contain wording (`text` has it), or know where something happened.

mod failure;
mod legible;
mod packs;
mod passphrase;

pub use failure::{Failure, failure};
pub use legible::legible;
pub use packs::{pack_failure, pack_warnings};
pub use passphrase::weak_passphrase;
