//! Rules of the contest: facts about persons, collected from any number of stations in any order, and each person's standing.
//!
//! Promises: a person's standing is a function of the set of facts that is held, so that no order, repetition or
//! division of bundles changes it (docs/THREAT-MODEL.md S13). A paper is drawn again and its answers are scored again: a
//! station's claim is compared, never believed. Nothing that was held is thrown away: what does not count has its reason, and
//! what a person must decide waits.
//! Does not: read a clock or a file, keep anything (`ledger`), or verify signatures (`bundle`).

mod answered;
mod answers;
mod attempts;
mod basis;
mod bounds;
mod card;
pub mod chain;
mod contest_rules;
mod counted;
mod declarations;
mod epoch_view;
mod erasure;
mod evening;
mod evening_outline;
mod evening_signs;
mod fact_collector;
mod facts;
mod history;
mod judge;
mod listed;
mod outline;
mod paper_facts;
mod particulars;
mod pressed;
mod reason;
mod reassignments;
pub mod receipt;
mod refill;
mod roster_card;
mod roster_match;
mod sheet;
mod shifts;
mod signs;
mod sitting;
mod source;
mod tally;
mod two_people;
mod wholeness;

pub use answered::Answered;
pub use attempts::Workspace;
pub use basis::Earlier;
pub use bounds::lower;
pub use card::Card;
pub use contest_rules::ContestRules;
pub use epoch_view::EpochView;
pub use erasure::erase_requested;
pub use evening::has_papers;
pub use fact_collector::{BundleFacts, FactCollector, place_name};
pub use facts::{Facts, FactsFault};
pub use history::{HistoryLine, HistoryWhat};
pub use judge::{Judged, Person, judge};
pub use listed::{ListedCard, ListedDraft, ListedLine};
pub use outline::Outline;
pub use particulars::Story;
pub use pressed::is_pressed_in_turn;
pub use reason::Reason;
pub use roster_card::{RosterCard, RosterDraft};
pub use roster_match::{Candidate, Candidates, Match, RosterState};
pub use sheet::sheet_letters;
pub use shifts::Shifts;
pub use signs::{Anomaly, BundleSigns, EpochSigns, epoch_signs};
pub use source::{AHEAD_MS, Holds, Source, day};
pub use tally::{Changes, tally_changes};
