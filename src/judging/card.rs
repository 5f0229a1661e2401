//! What lists show of a person, apart from the standing: short, so that a commune's thousands are read at once.

use super::{
    counted::Counted,
    declarations::Declarations,
    facts::{FactsFault, What, read_kept},
    particulars::{SexCode, Story, memberships},
    source::Window,
};
use crate::domain::{Membership, Sex};
use serde::{Deserialize, Serialize};

/// What lists, letters and certificates show of somebody, by the declaration that holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    /// Full name.
    pub name: String,
    /// `yyyy-mm-dd`, or `yyyy` where the papers have no more.
    pub birth: String,
    /// Digits, where a telephone was given.
    pub phone: Option<String>,
    /// Name of the guardian who agreed.
    pub guardian: Option<String>,
    /// The newest message.
    pub story: Option<Story>,
    /// Number of the newest slip.
    pub slip: Option<String>,
    sex: Option<SexCode>,
    members: u16,
}

/// The version of the form in which cards are kept.
const VERSION: u8 = 1;

impl Card {
    /// The card that follows from what counts, in order.
    pub(super) fn of(counted: &[Counted<'_>], declarations: &Declarations<'_>) -> Option<Self> {
        let form = declarations.holds()?;
        let more = form.particulars.cloned().unwrap_or_default();
        let mut card = Self {
            name: form.declaration.name.clone(),
            birth: form.declaration.birth.clone(),
            phone: more.phone,
            guardian: more.guardian,
            story: None,
            slip: None,
            sex: more.sex,
            members: more.members,
        };
        for one in counted {
            match &one.fact.what {
                What::Story(story) if one.when.window == Window::Open => card.story = Some((**story).clone()),
                What::Slip(number) => card.slip = Some(number.clone()),
                _ => (), // else: a card has nothing of it
            }
        }
        Some(card)
    }

    /// The card of somebody of whom nothing but a list of One Touch is known.
    #[must_use]
    pub fn listed(name: &str, birth: &str) -> Self {
        Self {
            name: name.to_owned(),
            birth: birth.to_owned(),
            phone: None,
            guardian: None,
            story: None,
            slip: None,
            sex: None,
            members: 0,
        }
    }

    /// Sex, where it is known.
    #[must_use]
    pub fn sex(&self) -> Option<Sex> {
        self.sex.map(|code| match code {
            SexCode::Male => Sex::Male,
            SexCode::Female => Sex::Female,
        })
    }

    /// Organisations that the person declared to be a member of, in the order of the form.
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
