//! What is kept of a person on a roster, and of a roster that waits for its clerk's yes.

use super::{
    facts::{FactsFault, read_kept},
    particulars::{membership_bit, memberships},
};
use crate::domain::Membership;
use serde::{Deserialize, Serialize};

/// Person of a roster of an agency or organisation.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RosterCard {
    /// Full name.
    pub name: String,
    /// Year of birth; none where the roster has none.
    pub birth_year: Option<i32>,
    /// Agency or organisation, as the roster writes it.
    pub agency: String,
    members: u16,
}

/// Roster that was read and is not kept yet: it is on its way through its clerk's browser, sealed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RosterDraft {
    /// Id under which it will be kept.
    pub id: String,
    /// Unit whose clerk handed it in.
    pub unit: String,
    /// When it was read, ms since 1970.
    pub read_ms: i64,
    /// What it is for.
    pub purpose: String,
    /// Last day on which it is kept, in days since 1970-01-01 in Vietnam.
    pub last_day: i32,
    /// Its people with the rows of the file.
    pub people: Vec<(u32, RosterCard)>,
}

/// The version of the form in which both are kept.
const VERSION: u8 = 1;

impl std::fmt::Debug for RosterCard {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("RosterCard(…)")
    }
}

impl std::fmt::Debug for RosterDraft {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "RosterDraft({}, {})", self.unit, self.people.len())
    }
}

impl RosterCard {
    /// Card of a person who is a member of these organisations.
    #[must_use]
    pub fn new(name: &str, birth_year: Option<i32>, agency: &str, members: impl Iterator<Item = Membership>) -> Self {
        let members = members.fold(0, |all, one| all | membership_bit(one));
        Self { name: name.to_owned(), birth_year, agency: agency.to_owned(), members }
    }

    /// Organisations that the person is a member of, by the roster.
    pub fn memberships(&self) -> impl Iterator<Item = Membership> {
        memberships(self.members)
    }

    /// Reads what `write` wrote.
    ///
    /// # Errors
    /// Of a later version, or no card.
    pub fn read(bytes: &[u8]) -> Result<Self, FactsFault> {
        read_kept(VERSION, bytes)
    }

    /// The bytes that are kept.
    #[must_use]
    pub fn write(&self) -> Vec<u8> {
        postcard::to_extend(self, vec![VERSION]).unwrap_or_default() // into memory, nothing of it can fail
    }
}

impl RosterDraft {
    /// Reads what `write` wrote.
    ///
    /// # Errors
    /// Of a later version, or no draft.
    pub fn read(bytes: &[u8]) -> Result<Self, FactsFault> {
        read_kept(VERSION, bytes)
    }

    /// The bytes that are sealed.
    #[must_use]
    pub fn write(&self) -> Vec<u8> {
        postcard::to_extend(self, vec![VERSION]).unwrap_or_default() // into memory, nothing of it can fail
    }
}
