//! Messages that their writers allow to be public: who reads them, what the city decides, and the wall that everybody sees
//! (docs/decisions/060-stories.md).

mod decide;
mod list;
mod place;
mod signs;
mod wall;

pub use crate::ledger::{StoryPlace, StoryReason, StoryState};
pub use decide::StoryDecision;
pub use list::{StoryLine, StoryPage};
pub use signs::{StorySign, story_signs};
pub use wall::{Wall, WallStory};

use super::access::NotAllowed;
use crate::ledger::LedgerError;

/// Why nothing was decided about a message.
#[derive(Debug, thiserror::Error)]
pub enum StoryRefusal {
    /// The role may not.
    #[error(transparent)]
    NotAllowed(#[from] NotAllowed),
    /// Nobody of this key has a message that may be public (any more).
    #[error("no such message")]
    Unknown,
    /// Its words are not those that the page showed.
    #[error("the message is another one now")]
    Stale,
    /// Somebody has decided; undo first.
    #[error("already decided")]
    Decided,
    /// There is nothing to take back, or it is another decision than the page showed.
    #[error("not decided")]
    Open,
    /// It has a telephone number or an address, or a child wrote it: it is never public.
    #[error("the message is never public")]
    Forbidden,
    /// The ledger did not answer.
    #[error("the ledger failed")]
    Ledger(#[from] LedgerError),
}

/// Text key of what became of a message.
#[must_use]
pub fn state_key(state: StoryState) -> &'static str {
    match state {
        StoryState::Waiting => "wall-waiting",
        StoryState::Approved => "wall-approved",
        StoryState::Refused => "wall-refused",
    }
}

/// Text key of why a message is not shown.
#[must_use]
pub fn reason_key(reason: StoryReason) -> &'static str {
    match reason {
        StoryReason::Contact => "wall-reason-contact",
        StoryReason::Names => "wall-reason-names",
        StoryReason::Abuse => "wall-reason-abuse",
        StoryReason::Advert => "wall-reason-advert",
        StoryReason::OffTopic => "wall-reason-off-topic",
    }
}
