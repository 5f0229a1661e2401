use super::{LedgerError, RecordedActor, ResidentRow, names::names, people::COLUMNS};
use crate::domain::{Moment, PersonKey};
use std::sync::LazyLock;

/// Columns of what was decided.
const DECISION: &str = "resident, state, digest, reason, decided_ms, decided_by";
/// Query of one decision; an engine adds its condition.
pub(super) static SELECT: LazyLock<String> = LazyLock::new(|| format!("SELECT {DECISION} FROM story_decision"));

/// Query of people with what was decided about their stories; an engine adds condition and order.
pub(super) static SELECT_STORIES: LazyLock<String> = LazyLock::new(|| {
    let columns: Vec<&str> = COLUMNS.0.into_iter().filter(|name| !matches!(*name, "facts" | "answers")).collect();
    format!("SELECT {}, {DECISION} FROM person LEFT JOIN story_decision ON resident = key", columns.join(", "))
});

/// Queries about messages that may be public, and what the city decided about them.
pub trait Stories {
    /// At most `most` messages that may be public, behind `after`, a place of the same list: those that wait by unit and key, the others
    /// with the newest decision first, then by digest.
    fn stories(
        &mut self,
        filter: &StoryFilter<'_>,
        after: Option<&StoryPlace>,
        most: u32,
    ) -> Result<Vec<(ResidentRow, Option<StoryRow>)>, LedgerError>;
    /// How many messages that may be public wait, are approved, are refused: of a unit or of all.
    fn count_stories(&mut self, unit: Option<&str>) -> Result<[u64; 3], LedgerError>;
    /// What was decided about somebody's message. Within `write` nobody else changes it before the end.
    fn story(&mut self, resident: &PersonKey) -> Result<Option<StoryRow>, LedgerError>;
    /// Keeps what was decided, in place of what was decided before.
    fn put_story(&mut self, row: &StoryRow) -> Result<(), LedgerError>;
    /// Removes what was decided about messages of these people.
    fn remove_stories(&mut self, residents: &[PersonKey]) -> Result<(), LedgerError>;
}

/// Which messages are meant.
#[derive(Clone, Copy, Debug)]
pub struct StoryFilter<'q> {
    /// Where they are on their way.
    pub state: StoryState,
    /// Unit of residence; none for all.
    pub unit: Option<&'q str>,
}

/// Message behind which a page begins, by what its list is in order of. It needs not be in the list any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StoryPlace {
    /// Of those that wait: unit and person.
    Waiting(String, PersonKey),
    /// Of those that are decided: when, and `StoryRow::digest`.
    Decided(Moment, [u8; 32]),
}

/// Where a message that may be public is on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StoryState {
    /// Nobody has decided.
    Waiting,
    /// It is on the wall.
    Approved,
    /// It is not.
    Refused,
}

impl StoryState {
    /// The condition of its list and the list's order.
    pub(super) fn list(self) -> (&'static str, &'static str) {
        match self {
            Self::Waiting => ("resident IS NULL", "unit, key"),
            Self::Approved => ("state = 'approved'", "decided_ms DESC, digest"),
            Self::Refused => ("state = 'refused'", "decided_ms DESC, digest"),
        }
    }
}

names! { StoryState, "state of a story":
    Waiting = "waiting",
    Approved = "approved",
    Refused = "refused",
}

/// Why a message is not shown. There is no free text: it would name people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StoryReason {
    /// It has a telephone, an address of the net or the like.
    Contact,
    /// It names people, or reveals something about somebody.
    Names,
    /// It insults.
    Abuse,
    /// It advertises.
    Advert,
    /// It is about something else, or cannot be understood.
    OffTopic,
}

impl StoryReason {
    /// Every reason, in the order of forms.
    pub const ALL: [Self; 5] = [Self::Contact, Self::Names, Self::Abuse, Self::Advert, Self::OffTopic];
}

names! { StoryReason, "reason of a refused story":
    Contact = "contact",
    Names = "names",
    Abuse = "abuse",
    Advert = "advert",
    OffTopic = "off-topic",
}

/// What was decided about somebody's message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoryRow {
    /// Whose message.
    pub resident: PersonKey,
    /// `Approved` or `Refused`.
    pub state: StoryState,
    /// Keyed value of the words that it was decided about.
    pub digest: [u8; 32],
    /// Why it is refused.
    pub reason: Option<StoryReason>,
    /// When it was decided.
    pub decided: Moment,
    /// By whom.
    pub decided_by: RecordedActor,
}
