use super::super::{format::plain, frame::Frame};
use crate::{
    domain::{Unit, UnitKind},
    text::{Words, codes},
    web::problem::Problem,
};
use axum::http::StatusCode;

/// Way through the pages of a unit.
pub struct Nav {
    /// Five digits.
    pub code: String,
    /// Kind and name of the unit.
    pub name: String,
    /// Which of the pages this one is, or is below.
    pub here: &'static str,
    /// Whether the role is shown who somebody is.
    pub sees_people: bool,
    /// What surrounds the page.
    pub frame: Frame,
}

impl Nav {
    /// The way through a unit's pages from one of them.
    pub fn new(unit: &Unit, here: &'static str, mut frame: Frame, words: &Words) -> Self {
        let code = plain(unit.code.as_str());
        if frame.is_of_unit {
            frame.menu.mark_of_unit(&code, here);
        }
        Self { code, name: unit_name(unit, words), here, sees_people: frame.sees_people, frame }
    }
}

/// Kind and name of a unit.
pub fn unit_name(unit: &Unit, words: &Words) -> String {
    let key = match unit.kind {
        UnitKind::Commune => "site-unit-commune",
        UnitKind::Ward => "site-unit-ward",
        UnitKind::SpecialZone => "site-unit-zone",
    };
    plain(&words.with(key, &[("name", unit.name.as_str().into())]))
}

/// How much of an unknown unit's code is repeated.
const MOST_SHOWN: usize = 12;

/// No unit has this code.
pub fn unknown(unit: &str) -> Problem {
    let shown = unit.chars().take(MOST_SHOWN).collect();
    Problem::new(StatusCode::NOT_FOUND, codes::approve::UNKNOWN_UNIT, [("unit", shown)])
}
