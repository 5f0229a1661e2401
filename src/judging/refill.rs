//! Facts that an earlier program kept with less than their records: read alike, and completed from their bundles.

use super::{
    Facts,
    facts::{Declaration, Fact, What},
    particulars::Particulars,
};

/// A registration or correction.
#[derive(Clone, Copy)]
pub(super) struct Form<'f> {
    pub declaration: &'f Declaration,
    /// None where the bundle was taken in before facts had them.
    pub particulars: Option<&'f Particulars>,
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
    /// Takes over what its bundles have of the records that are held, where those were read by a program that kept less. Nothing is added
    /// that is not held: what was erased stays erased. Returns whether something changed.
    pub fn refill(&mut self, found: &Facts) -> bool {
        let mut changed = false;
        for fact in &found.list {
            let Some(bundle) = found.bundles.get(usize::from(fact.bundle)).and_then(|id| self.place(*id)) else {
                continue;
            };
            let key = (bundle, fact.number, fact.key().2);
            let Ok(at) = self.list.binary_search_by_key(&key, Fact::key) else { continue };
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
