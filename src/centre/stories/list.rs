//! What moderators read: the words and where they come from, without the name of who wrote them.

use super::{
    place::cut,
    signs::{StorySign, story_signs},
};
use crate::{
    centre::{Access, Actor, Centre, access::NotAllowed, outcome::QueryError},
    crypto::hmac_sha256,
    domain::{Birth, Date, GUARDED_BELOW, Moment, PersonKey, date_entry},
    judging::{Card, Story},
    ledger::{LedgerError, RecordedActor, ResidentRow, StoryFilter, StoryPlace, StoryReason, StoryRow, StoryState},
};

/// Messages of a page.
#[derive(Clone, Debug)]
pub struct StoryPage {
    /// How many wait, are approved, are refused.
    pub counts: [u64; 3],
    /// The messages of this page.
    pub lines: Vec<StoryLine>,
    /// Where the next page begins; none where this is the last one.
    pub next: Option<StoryPlace>,
    /// Whether the role decides.
    pub may_decide: bool,
}

/// Message that may be public.
#[derive(Clone, Debug)]
pub struct StoryLine {
    /// Whose it is.
    pub key: PersonKey,
    /// Unit of residence.
    pub unit: String,
    /// The words.
    pub text: String,
    /// What they show.
    pub signs: Vec<StorySign>,
    /// Keyed value of the words, by which a decision names them.
    pub digest: [u8; 32],
    /// What was decided about these words.
    pub decision: Option<(StoryState, Option<StoryReason>, Moment, RecordedActor)>,
}

impl StoryLine {
    /// Whether it can be approved.
    #[must_use]
    pub fn may_be_shown(&self) -> bool {
        !self.signs.iter().any(|sign| sign.forbids())
    }
}

impl Centre {
    /// Messages that may be public: of the whole city or a unit, in one state, at most so many behind a place. A clerk reads those of the own unit. The trail records
    /// what the city reads of them.
    ///
    /// # Errors
    /// The role is shown no persons, or not this unit's; or the ledger's.
    pub fn stories(
        &self,
        access: &Access,
        (state, unit): (StoryState, Option<&str>),
        (after, most): (Option<&StoryPlace>, u32),
        (who, now): (Actor, Moment),
    ) -> Result<StoryPage, QueryError> {
        if !access.sees_people() {
            return Err(NotAllowed.into());
        }
        if let Some(unit) = unit {
            access.acts_in(unit)?;
        }
        let unit = access.unit().map(|own| own.as_str()).or(unit);
        if *access == Access::City {
            let note = format!("story-view {} {}", state.as_str(), unit.unwrap_or("city"));
            self.ledger().write_tx(|tx| tx.note(now, who, &note))?;
        }
        let (counts, mut rows) = self.ledger().read_tx(|tx| {
            let rows = tx.stories(&StoryFilter { state, unit }, after, most.saturating_add(1))?;
            Ok((tx.count_stories(unit)?, rows))
        })?;
        let next = cut(&mut rows, most);
        let lines = rows.into_iter().filter_map(|(row, decided)| self.story_line(&row, decided, now).transpose());
        let lines = lines.collect::<Result<Vec<StoryLine>, LedgerError>>()?;
        Ok(StoryPage { counts, lines, next, may_decide: access.administers().is_ok() })
    }

    /// A message with its signs; none where there is none that may be public. What was decided about other words is no decision.
    pub(super) fn story_line(
        &self,
        row: &ResidentRow,
        decided: Option<StoryRow>,
        now: Moment,
    ) -> Result<Option<StoryLine>, LedgerError> {
        if row.card.is_empty() || row.standing.withdrawn {
            return Ok(None);
        }
        let card = Card::read(&row.card).map_err(|_| LedgerError::Damaged("card"))?;
        let Some(Story { text, ready: None, may_be_public: true }) = &card.story else { return Ok(None) };
        let mut signs = story_signs(text);
        if card.guardian.is_some() || is_child(&card.birth, now.date()) {
            signs.push(StorySign::Child);
        }
        let digest = self.story_digest(&row.key, text);
        let decision = decided
            .filter(|decided| decided.digest == digest)
            .map(|decided| (decided.state, decided.reason, decided.decided, decided.decided_by));
        let unit = row.standing.unit.clone().unwrap_or_default();
        Ok(Some(StoryLine { key: row.key, unit, text: text.clone(), signs, digest, decision }))
    }

    fn story_digest(&self, key: &PersonKey, text: &str) -> [u8; 32] {
        hmac_sha256(self.keys().story_key().bytes(), &[b"tramso-story1", &key.0, text.as_bytes()])
    }
}

/// A child's words are never public. Who states no birth that can be read is taken for one.
fn is_child(birth: &str, today: Date) -> bool {
    date_entry::read(birth).map_or(true, |birth: Birth| birth.age(today) < GUARDED_BELOW)
}
