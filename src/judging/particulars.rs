//! What a person declared and wrote beside what judging needs: for reminders, rosters, stories and certificates.

use super::{
    Facts,
    facts::{Declaration, What},
};
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

/// A registration or correction.
#[derive(Clone, Copy)]
pub(super) struct Form<'f> {
    pub declaration: &'f Declaration,
    /// None where the bundle was taken in before facts had them.
    pub particulars: Option<&'f Particulars>,
}

const MEMBERSHIPS: [Membership; 7] = [
    Membership::Party,
    Membership::YouthUnion,
    Membership::WomensUnion,
    Membership::FarmersUnion,
    Membership::Veterans,
    Membership::TradeUnion,
    Membership::ElderlyAssociation,
];

/// The bit of an organisation among those that somebody is a member of.
fn membership_bit(membership: Membership) -> u16 {
    MEMBERSHIPS.iter().position(|one| *one == membership).map_or(0, |at| 1 << at)
}

/// The organisations whose bits these are.
pub(super) fn memberships(bits: u16) -> impl Iterator<Item = Membership> {
    MEMBERSHIPS.into_iter().filter(move |one| bits & membership_bit(*one) != 0)
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

impl What {
    /// What was declared, in a registration or correction.
    pub(super) fn form(&self) -> Option<Form<'_>> {
        match self {
            Self::Declared(declaration) => Some(Form { declaration, particulars: None }),
            Self::Registered(declaration, particulars) => Some(Form { declaration, particulars: Some(particulars) }),
            _ => None, // else: it is no declaration
        }
    }

    /// Whether programs from before there were particulars cannot read it.
    pub(super) fn is_of_particulars(&self) -> bool {
        matches!(self, Self::Registered(..) | Self::Story(_) | Self::Slip(_))
    }

    /// Whether the other is the same record, read with more of what is in it.
    fn is_less_than(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Declared(known), Self::Registered(found, _)) => known == found,
            (Self::Message, Self::Story(_)) | (Self::Certificate, Self::Slip(_)) => true,
            _ => false, // else: nothing else was ever kept with less than its record
        }
    }
}

impl Facts {
    /// Takes over what its bundles say of the records that are held, where those were read by a program that kept less. Nothing is added
    /// that is not held: what was erased stays erased. Returns whether something changed.
    pub fn refill(&mut self, found: &Facts) -> bool {
        let mut changed = false;
        for fact in &found.list {
            let Some(bundle) = found.bundles.get(usize::from(fact.bundle)).and_then(|id| self.place(*id)) else {
                continue;
            };
            let key = (bundle, fact.number, fact.key().2);
            let Ok(at) = self.list.binary_search_by_key(&key, super::facts::Fact::key) else { continue };
            if let Some(known) = self.list.get_mut(at)
                && known.what.is_less_than(&fact.what)
            {
                known.what = fact.what.clone();
                changed = true;
            }
        }
        changed
    }
}
