//! The public wall: approved messages, and nothing of who wrote them but their unit.

use super::place::cut;
use crate::{
    centre::Centre,
    domain::Moment,
    ledger::{LedgerError, StoryFilter, StoryPlace, StoryState},
};

/// Page of the wall.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wall {
    /// Its messages, the newest decision first.
    pub stories: Vec<WallStory>,
    /// Where the next page begins; none where this is the last one.
    pub next: Option<StoryPlace>,
}

/// Message on the wall.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WallStory {
    /// Code of the unit where its writer lives.
    pub unit: String,
    /// The words.
    pub text: String,
}

impl Centre {
    /// A page of the wall, with at most so many messages behind a place: of a unit or of all. Takes no `Access`: it is public. Each
    /// message is looked at again: one that changed, whose writer withdrew or was erased, or that has a sign that forbids it is not
    /// shown, whatever was decided.
    ///
    /// # Errors
    /// The ledger's.
    pub fn wall(
        &self,
        unit: Option<&str>,
        (after, most): (Option<&StoryPlace>, u32),
        now: Moment,
    ) -> Result<Wall, LedgerError> {
        let filter = StoryFilter { state: StoryState::Approved, unit };
        let mut rows = self.ledger().read_tx(|tx| tx.stories(&filter, after, most.saturating_add(1)))?;
        let next = cut(&mut rows, most);
        let mut stories = Vec::new();
        for (row, decided) in rows {
            let Some(line) = self.story_line(&row, decided, now)? else { continue };
            if line.decision.is_some() && line.may_be_shown() {
                stories.push(WallStory { unit: line.unit, text: line.text });
            }
        }
        Ok(Wall { stories, next })
    }
}
