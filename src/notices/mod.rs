//! What went wrong, on its way to its words: the code of a notice with the values that it names, and which code a pack's fault
//! has, and the faults of a content folder as sentences. Stations, the centre and the office name the same fault in the same words.
//!
//! Promises: what others wrote is in a value on one line, without characters that a terminal would obey.
//! Does not: contain wording (`text` has it), or know where something happened.

mod failure;
mod fault_message;
mod faults;
mod legible;
mod packs;
mod passphrase;
mod place_faults;
mod question_faults;
mod rules;
mod size;

pub use failure::{Failure, failure};
pub use faults::{FaultText, fault_text, link_fault_text};
pub use legible::legible;
pub use packs::{pack_failure, pack_warnings};
pub use passphrase::weak_passphrase;
pub use rules::rule_text;
pub use size::byte_limit;
