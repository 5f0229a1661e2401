use super::GroupKind;
use crate::{
    domain::Membership,
    text::{Words, plain},
};

/// What a group is called.
#[must_use]
pub fn group_name(kind: &GroupKind, words: &Words) -> String {
    match kind {
        GroupKind::Agency(name) => plain(name),
        GroupKind::Members(membership) => {
            words.with("commune-members", &[("name", words.get(membership_key(*membership)).into())])
        }
    }
}

/// Text key of an organisation.
#[must_use]
pub fn membership_key(membership: Membership) -> &'static str {
    match membership {
        Membership::Party => "register-group-party",
        Membership::YouthUnion => "register-group-youth",
        Membership::WomensUnion => "register-group-women",
        Membership::FarmersUnion => "register-group-farmers",
        Membership::Veterans => "register-group-veterans",
        Membership::TradeUnion => "register-group-trade-union",
        Membership::ElderlyAssociation => "register-group-elderly",
    }
}
