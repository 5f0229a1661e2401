//! Rules of the contest: facts about persons, collected from any number of stations in any order, and each person's standing.
//!
//! Promises: a person's standing is a function of the set of facts that is held, so that no order, repetition or
//! division of bundles changes it (docs/THREAT-MODEL.md S13). A paper is drawn again and its answers are scored again: a
//! station's claim is compared, never believed. Nothing that was held is thrown away: what does not count has its reason, and
//! what a person must decide waits.
//! Does not: read a clock or a file, keep anything (`ledger`), or verify signatures (`bundle`).

mod answers;
mod attempts;
pub mod chain;
mod contest_rules;
mod counted;
mod declarations;
mod erasure;
mod fact_collector;
mod facts;
mod judge;
mod outline;
mod reason;
mod reassignments;
pub mod receipt;
mod shifts;
mod signs;
mod source;
mod tally;

pub use attempts::Workspace;
pub use contest_rules::ContestRules;
pub use erasure::erase_requested;
pub use fact_collector::{BundleFacts, FactCollector, place_name};
pub use facts::{Facts, FactsFault};
pub use judge::{Judged, Person, judge};
pub use outline::Outline;
pub use reason::Reason;
pub use shifts::Shifts;
pub use signs::{Anomaly, BundleSigns, EpochSigns, EpochView, epoch_signs, is_pressed_in_turn};
pub use source::{AHEAD_MS, Holds, Source, day, lower};
pub use tally::{Changes, tally_changes};
