//! Where a page of messages begins, as links and programs hand it back.

use crate::{
    crypto::{hex, unhex},
    domain::{Moment, PersonKey},
    ledger::{ResidentRow, StoryPlace, StoryRow, StoryState},
};

/// Longest text of a place: a number or a unit, and 32 bytes.
const LONGEST: usize = 100;

impl StoryPlace {
    /// Reads what `text` wrote, for a list of this state.
    #[must_use]
    pub fn parse(state: StoryState, text: &str) -> Option<Self> {
        let (first, id) = text.split_once('.').filter(|_| text.len() <= LONGEST)?;
        let id = unhex(id)?;
        match state {
            StoryState::Waiting => Some(Self::Waiting(first.to_owned(), PersonKey(id))),
            StoryState::Approved | StoryState::Refused => Some(Self::Decided(Moment(first.parse().ok()?), id)),
        }
    }

    /// The place as a part of a link. It names no person where the message is decided, as on the public wall.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::Waiting(unit, key) => format!("{unit}.{}", hex(&key.0)),
            Self::Decided(at, digest) => format!("{}.{}", at.0, hex(digest)),
        }
    }

    /// Of a message of a list.
    pub(super) fn of(row: &ResidentRow, decided: Option<&StoryRow>) -> Self {
        match decided {
            Some(decided) => Self::Decided(decided.decided, decided.digest),
            None => Self::Waiting(row.standing.unit.clone().unwrap_or_default(), row.key),
        }
    }
}

/// Keeps so many messages of a list, and returns the place of the last one where more follow.
pub(super) fn cut(rows: &mut Vec<(ResidentRow, Option<StoryRow>)>, most: u32) -> Option<StoryPlace> {
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    if rows.len() <= most {
        return None;
    }
    rows.truncate(most);
    rows.last().map(|(row, decided)| StoryPlace::of(row, decided.as_ref()))
}
