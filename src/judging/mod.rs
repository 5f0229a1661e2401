//! What the centre makes of records: facts about persons, gathered from any number of stations in any order, and where each
//! person stands by the contest's rules.
//!
//! Promises: a person's standing is a function of the set of facts that is held, so that no order, repetition or
//! division of bundles changes it (docs/THREAT-MODEL.md S13). A paper is drawn anew and its answers scored anew: a
//! station's word is compared, never believed. Nothing that was held is thrown away: what does not count says why, and
//! what a person must decide waits.
//! Does not: look at a clock or a file, keep anything (`central::ledger`), or verify signatures (`bundle`).

mod answers;
mod attempts;
mod books;
pub mod chain;
mod facts;
mod gather;
mod judge;
mod moves;
pub mod receipt;
mod signs;
mod source;
mod tally;
mod tolds;

pub use attempts::Desk;
pub use books::Books;
pub use facts::{Facts, FactsFault, Reason};
pub use gather::{Gathered, Gathering, place_name};
pub use judge::{Judged, Person, judge};
pub use signs::{Bundle, Pattern, Sign, is_pressed_in_turn};
pub use source::{AHEAD_MS, Source, day, lower};
pub use tally::{Changes, tally_changes};
