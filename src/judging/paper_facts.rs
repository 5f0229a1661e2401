//! Facts of group lessons and numbered papers among a person's others.

use super::{
    Facts,
    facts::{Fact, Learnt, What},
};
use crate::ledger::RecordId;
use std::collections::BTreeSet;

impl Facts {
    /// Whether this record is a numbered paper of theirs.
    #[must_use]
    pub fn has_paper(&self, record: RecordId) -> bool {
        self.fact(record).is_some_and(|fact| matches!(fact.what, What::Paper { .. }))
    }

    /// The records that are numbered papers of theirs.
    #[must_use]
    pub fn papers(&self) -> BTreeSet<RecordId> {
        let papers = self.list.iter().filter(|fact| matches!(fact.what, What::Paper { .. }));
        let record = |fact: &Fact| {
            let bundle = *self.bundles.get(usize::from(fact.bundle))?;
            Some(RecordId { bundle, number: fact.number })
        };
        papers.filter_map(record).collect()
    }

    /// The fact that a record states of its own person.
    pub(super) fn fact(&self, record: RecordId) -> Option<&Fact> {
        let place = self.place(record.bundle)?;
        self.list.iter().find(|fact| fact.key() == (place, record.number, false))
    }
}

impl What {
    /// The pack that it names, by its place among the facts'.
    pub(super) fn pack_mut(&mut self) -> Option<&mut u16> {
        match self {
            Self::Topic { pack, .. } | Self::Opened { pack, .. } | Self::Paper { pack, .. } => Some(pack),
            Self::Consent
            | Self::Withdrawal
            | Self::Declared(_)
            | Self::Handed { .. }
            | Self::Message
            | Self::Certificate
            | Self::App(_)
            | Self::Away { .. }
            | Self::Here { .. }
            | Self::Erased
            | Self::ErasedOnRequest
            | Self::Spent { .. }
            | Self::Registered(..)
            | Self::Story(_)
            | Self::Slip(_) => None,
        }
    }

    /// Whether programs from before group lessons and numbered papers cannot read it.
    pub(super) fn is_of_evening(&self) -> bool {
        matches!(self, Self::Topic { learnt: Learnt::Group, .. } | Self::Paper { .. })
    }
}
