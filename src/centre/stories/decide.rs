//! The city approves a message, refuses it with a reason, and takes either back.

use super::{StoryRefusal, list::StoryLine};
use crate::{
    centre::{Access, Actor, Centre},
    crypto::hex,
    domain::{Moment, PersonKey},
    ledger::{Residents, StoryReason, StoryRow, StoryState, Tx},
};

/// What is decided about a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StoryDecision {
    /// It is shown on the wall.
    Approve,
    /// It is not, for this reason.
    Refuse(StoryReason),
}

impl Centre {
    /// Decides about a message whose words have this digest, as the page showed them.
    ///
    /// # Errors
    /// Why nothing was decided.
    pub fn decide_story(
        &self,
        access: &Access,
        (key, digest): (&PersonKey, &[u8; 32]),
        decision: StoryDecision,
        (who, now): (Actor, Moment),
    ) -> Result<(), StoryRefusal> {
        access.administers()?;
        self.ledger().write_tx(|tx| {
            let line = self.story_of(tx, key, now)?;
            if line.digest != *digest {
                return Err(StoryRefusal::Stale);
            }
            if line.decision.is_some() {
                return Err(StoryRefusal::Decided);
            }
            let (state, reason, note) = match decision {
                StoryDecision::Approve if !line.may_be_shown() => return Err(StoryRefusal::Forbidden),
                StoryDecision::Approve => (StoryState::Approved, None, format!("story-approve {}", short(key))),
                StoryDecision::Refuse(reason) => {
                    let note = format!("story-refuse {} {}", short(key), reason.as_str());
                    (StoryState::Refused, Some(reason), note)
                }
            };
            let row = StoryRow { resident: *key, state, digest: *digest, reason, decided: now, decided_by: who.into() };
            tx.put_story(&row)?;
            Ok(tx.note(now, who, &note)?)
        })
    }

    /// Takes back what was decided at this time: the message waits again, and is not on the wall.
    ///
    /// # Errors
    /// Why nothing was taken back.
    pub fn undo_story(
        &self,
        access: &Access,
        (key, at): (&PersonKey, Moment),
        (who, now): (Actor, Moment),
    ) -> Result<(), StoryRefusal> {
        access.administers()?;
        self.ledger().write_tx(|tx| {
            tx.story(key)?.filter(|row| row.decided == at).ok_or(StoryRefusal::Open)?;
            tx.remove_stories(&[*key])?;
            Ok(tx.note(now, who, &format!("story-undo {}", short(key)))?)
        })
    }

    fn story_of(&self, tx: &mut dyn Tx, key: &PersonKey, now: Moment) -> Result<StoryLine, StoryRefusal> {
        let decided = tx.story(key)?;
        let row = tx.residents(&Residents::Key(*key))?.pop().ok_or(StoryRefusal::Unknown)?;
        self.story_line(&row, decided, now)?.ok_or(StoryRefusal::Unknown)
    }
}

/// Beginning of a person's key, as the trail names them.
fn short(key: &PersonKey) -> String {
    hex(&key.0).chars().take(12).collect()
}
