use crate::{
    centre::rosters::{GroupKind, RosterState},
    domain::{Date, Membership},
    text::Words,
    web::site::format::plain,
};
use chrono::Datelike;

/// Text key of a state.
pub fn state_key(state: RosterState) -> &'static str {
    match state {
        RosterState::Done => "commune-state-done",
        RosterState::OneTouch => "commune-state-one-touch",
        RosterState::OneTouchByWord => "commune-state-one-touch-by-word",
        RosterState::HalfWay => "commune-state-half-way",
        RosterState::NotYet => "commune-state-not-yet",
        RosterState::Doubtful => "commune-state-doubtful",
    }
}

/// What a group is called.
pub fn group_name(kind: &GroupKind, words: &Words) -> String {
    match kind {
        GroupKind::Agency(name) => plain(name),
        GroupKind::Members(membership) => {
            words.with("commune-members", &[("name", words.get(membership_key(*membership)).into())])
        }
    }
}

/// Text key of an organisation.
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

/// A year of birth in a sentence.
pub fn born_in(year: Option<i32>, words: &Words) -> String {
    match year {
        Some(year) => words.with("commune-born", &[("year", year.to_string().into())]),
        None => words.get("commune-no-year").into_owned(),
    }
}

/// The place and day at the top of a paper.
pub fn paper_date(place: &str, date: Date, words: &Words) -> String {
    words.with(
        "commune-paper-date",
        &[
            ("place", place.into()),
            ("day", format!("{:02}", date.day()).into()),
            ("month", format!("{:02}", date.month()).into()),
            ("year", date.year().to_string().into()),
        ],
    )
}

/// A year of birth; a dash where it is not known.
pub fn born(year: Option<i32>) -> String {
    year.map_or_else(|| "–".to_owned(), |year| year.to_string())
}
