//! What a person declared and wrote beside what judging needs: for reminders, rosters, stories and certificates.

use crate::domain::{Membership, Registration, Sex};
use serde::{Deserialize, Serialize};

/// What a registration states beside the declaration.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Particulars {
    /// Digits, where a telephone was given.
    pub phone: Option<String>,
    pub sex: Option<SexCode>,
    /// Name of the guardian who agreed.
    pub guardian: Option<String>,
    /// One bit an organisation (`membership_bit`).
    pub members: u16,
}

/// Sex as facts keep it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum SexCode {
    Male,
    Female,
}

/// Message that somebody wrote about what they learnt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Story {
    /// The message, trimmed.
    pub text: String,
    /// Number of the ready sentence, from 1; none for own words.
    pub ready: Option<u8>,
    /// Whether its writer agreed that it may be shown on the public wall.
    pub may_be_public: bool,
}

/// The bit of an organisation among those that somebody is a member of.
pub(super) fn membership_bit(membership: Membership) -> u16 {
    Membership::ALL.iter().position(|one| *one == membership).map_or(0, |at| 1 << at)
}

/// The organisations whose bits these are.
pub(super) fn memberships(bits: u16) -> impl Iterator<Item = Membership> {
    Membership::ALL.into_iter().filter(move |one| bits & membership_bit(*one) != 0)
}

impl Particulars {
    /// Those of a registration that is sound.
    pub fn of(registration: &Registration) -> Self {
        Self {
            phone: registration.phone.as_ref().map(|phone| phone.digits().to_owned()),
            sex: Some(match registration.sex {
                Sex::Male => SexCode::Male,
                Sex::Female => SexCode::Female,
            }),
            guardian: registration.guardian.as_ref().filter(|one| one.consents).map(|one| one.name.as_str().to_owned()),
            members: registration.memberships.iter().fold(0, |all, one| all | membership_bit(*one)),
        }
    }
}
