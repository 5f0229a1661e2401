//! Lists of people who took part on One Touch: read, shown, kept whole and taken back whole (docs/decisions/059-one-touch.md).

mod draft;
pub mod faults;
mod keep;
mod overview;
mod same;
mod seal;
mod sorting;

pub use crate::exchange::{
    MOST_ONE_TOUCH, MOST_ONE_TOUCH_FILE, OneTouchColumn, OneTouchFault, OneTouchLine, one_touch_template,
};
pub use draft::ReadOneTouch;
pub use keep::KeptOneTouch;
pub use overview::{OneTouchImport, OneTouchPage};
pub use same::{OneTouchDoubt, OneTouchDoubts};
pub use sorting::OneTouchSums;

use super::access::NotAllowed;
use crate::{domain::Moment, ledger::LedgerError};

/// Why a list of One Touch was not read, kept or taken back. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum OneTouchRefusal {
    /// The role may not.
    #[error(transparent)]
    NotAllowed(#[from] NotAllowed),
    /// Everything wrong with the file.
    #[error("{} faults in the file", .0.len())]
    Faults(Vec<OneTouchFault>),
    /// What was confirmed was read too long ago.
    #[error("the draft does not hold any more")]
    Stale,
    /// There is no such import (any more).
    #[error("no such import")]
    Unknown,
    /// These two people are not, or not any more, to be decided about, or nothing was decided about them.
    #[error("nothing to decide about these two")]
    Settled,
    /// The organiser's term is over: nothing of a person is kept any more.
    #[error("the term is over since {at:?}")]
    TermOver {
        /// Since when.
        at: Moment,
    },
    /// The ledger did not answer.
    #[error("the ledger failed")]
    Ledger(#[from] LedgerError),
}
