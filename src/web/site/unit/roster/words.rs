pub use crate::centre::{
    reports::paper_date,
    rosters::{group_name, membership_key},
};
use crate::{centre::rosters::RosterState, text::Words};

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

/// A year of birth in a sentence.
pub fn born_in(year: Option<i32>, words: &Words) -> String {
    match year {
        Some(year) => words.with("commune-born", &[("year", year.to_string().into())]),
        None => words.get("commune-no-year").into_owned(),
    }
}

/// A year of birth; a dash where it is not known.
pub fn born(year: Option<i32>) -> String {
    year.map_or_else(|| "–".to_owned(), |year| year.to_string())
}
