//! One person whole, for the city's office, with a reason.

use super::{Access, Actor, Centre, Resident, outcome::QueryError};
use crate::{
    crypto::{hex, unhex},
    domain::{Moment, PersonKey},
    ledger::Residents,
};

/// Why somebody of the city's office looks at a person whole. There is no free text: it would name people in the trail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LookReason {
    /// To call them about what is missing.
    Call,
    /// About a slip or a certificate.
    Slip,
    /// About a complaint.
    Complaint,
    /// About a case that waits for a decision.
    Case,
    /// The person asked what is kept of them.
    Request,
}

impl LookReason {
    /// All of them, in the order of the form.
    pub const ALL: [Self; 5] = [Self::Call, Self::Slip, Self::Complaint, Self::Case, Self::Request];

    /// Stable name, as the trail keeps it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Call => "call",
            Self::Slip => "slip",
            Self::Complaint => "complaint",
            Self::Case => "case",
            Self::Request => "request",
        }
    }

    /// Text key of its name.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Call => "site-reason-call",
            Self::Slip => "site-reason-slip",
            Self::Complaint => "site-reason-complaint",
            Self::Case => "site-reason-case",
            Self::Request => "site-reason-request",
        }
    }

    /// The reason of a form or of the trail.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.as_str() == name)
    }
}

/// The person that an address, a form or a case names.
#[must_use]
pub fn person_in(address: &str) -> Option<PersonKey> {
    unhex(address).map(PersonKey)
}

/// How they name a person.
#[must_use]
pub fn address_of(key: &PersonKey) -> String {
    hex(&key.0)
}

impl Centre {
    /// Shows a person whole; none where nobody has this key, or nothing is known of them any more. The trail has who looked, at whom by
    /// the beginning of the key, and why, before anything is read.
    ///
    /// # Errors
    /// The role may not, or the ledger's.
    pub fn look_at(
        &self,
        access: &Access,
        key: PersonKey,
        reason: LookReason,
        (who, now): (Actor, Moment),
    ) -> Result<Option<Resident>, QueryError> {
        access.administers()?;
        let named: String = address_of(&key).chars().take(12).collect();
        self.ledger().write_tx(|tx| tx.note(now, who, &format!("person {named} {}", reason.as_str())))?;
        let rows = self.ledger().read_tx(|tx| tx.residents(&Residents::Key(key)))?;
        Ok(self.list(rows)?.people.pop())
    }
}
