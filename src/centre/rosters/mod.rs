//! Rosters of agencies and organisations: read, kept for a purpose until a last day, and erased (docs/decisions/052-rosters.md).

mod draft;
pub mod faults;
mod found;
mod group_names;
mod seal;
mod upkeep;
mod view;
mod work_names;

pub use crate::exchange::{
    ListFault, ListedPerson, MOST_LIST_FILE, MOST_LISTED, people_template_csv, people_template_xlsx,
};
pub use crate::judging::RosterState;
pub use draft::{LONGEST_PURPOSE, MOST_ROSTER_DAYS, MOST_ROSTERS, ReadRoster};
pub use found::FoundChoice;
pub use group_names::{group_name, membership_key};
pub use view::{CandidateLine, Doubt, GroupKind, RosterGroup, RosterLine, RosterPage, RosterSummary};
pub use work_names::WorkNames;

use super::access::NotAllowed;
use crate::{domain::Date, ledger::LedgerError};

/// Why a roster was not read, kept, removed or matched. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum RosterRefusal {
    /// The role may not.
    #[error(transparent)]
    NotAllowed(#[from] NotAllowed),
    /// No purpose was given, or a longer text than a purpose is.
    #[error("no purpose")]
    Purpose,
    /// The last day is no day, is over, or is too far away.
    #[error("last day is not between today and {until}")]
    LastDay {
        /// The latest that it may be.
        until: Date,
    },
    /// Everything wrong with the file.
    #[error("{} faults in the file", .0.len())]
    Faults(Vec<ListFault>),
    /// What was confirmed was read too long ago, or for another unit.
    #[error("the draft does not hold any more")]
    Stale,
    /// The unit has as many rosters as it may.
    #[error("{0} rosters already")]
    TooMany(usize),
    /// There is no such roster, line or person in this unit (any more).
    #[error("no such roster")]
    Unknown,
    /// The ledger did not answer.
    #[error("the ledger failed")]
    Ledger(#[from] LedgerError),
}
