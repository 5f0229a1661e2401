//! The end of the contest: who gets a prize, what is still open, and the set of figures that is frozen and signed
//! (docs/decisions/064-prizes-and-the-frozen-set.md).
//!
//! Promises: a set is read at one moment of the ledger and is never changed; the page, the command and every file show the same values of
//! it; nobody ranks whose entry waits for something. Does not: sign a set, or decide between equal results.

mod check_line;
mod checklist;
mod file_kind;
mod files;
mod freeze;
mod later;
mod minutes;
mod parts;
mod prizes;
mod refusals;
mod seal;
mod set;
mod signed;
mod wording;
mod words;

pub use check_line::{CheckLine, CheckWeight, line_shown, set_line_shown};
pub use checklist::{Checked, Checklist};
pub use file_kind::SetFileKind;
pub use files::SetFile;
pub use freeze::Frozen;
pub use later::{LaterStation, LaterThanSet, LaterUnit};
pub use parts::{SetPart, parts};
pub use prizes::Prizes;
pub use refusals::{ClosingRefusal, explain};
pub use set::{
    CommunePlace, FrozenSet, OpenLine, PersonPlace, PrizeRule, SetAward, SetFault, SetFigures, StationMark, UnitFigures,
};
pub use signed::{SignatureRefusal, comment, explain as explain_signature, verify};
pub use wording::{duration, medium, name, places, rule_sentences, signs};
pub use words::{FinalWord, LONGEST_WORD};
