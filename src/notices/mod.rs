//! What went wrong, on its way to its words: the code of a notice with the values that it names, and which code a pack's fault
//! has. Stations, the centre and the office name the same fault in the same words.
//!
//! Promises: what others wrote is in a value on one line, without characters that a terminal would obey.
//! Does not: contain wording (`text` has it), or know where something happened.

mod failure;
mod fault_message;
mod legible;
mod packs;
mod passphrase;
mod place_faults;
mod question_faults;

pub use failure::{Failure, failure};
pub use fault_message::{Message, message, quote};
pub use legible::legible;
pub use packs::{pack_failure, pack_warnings};
pub use passphrase::weak_passphrase;
pub use place_faults::place_message;
pub use question_faults::question_message;
