//! Figures that the overview, a unit's page and the page of One Touch show alike.

use super::format::number;
use crate::{
    centre::Lacking,
    ledger::Counts,
    text::{Words, missing_part},
};

/// Part of an entry with how many lack it.
pub struct LackingLine {
    /// The part in words.
    pub part: String,
    /// How many people.
    pub people: String,
}

/// Where people took part, each once.
pub struct OneTouchFigures {
    /// Whether anybody took part on One Touch.
    pub is_any: bool,
    /// Valid at a station, and not on One Touch.
    pub station: String,
    /// On One Touch by a list of the city.
    pub listed: String,
    /// On One Touch by nothing but their own word.
    pub by_word: String,
    /// Of these on One Touch, valid at a station too.
    pub both: String,
}

impl LackingLine {
    /// In words.
    pub fn new(of: &Lacking, words: &Words) -> Self {
        Self { part: missing_part(words, &of.part), people: number(words, of.people) }
    }
}

impl OneTouchFigures {
    /// Of a unit, or of the whole city.
    pub fn new(of: &Counts, words: &Words) -> Self {
        Self {
            is_any: of.one_touch != 0,
            station: number(words, of.valid - of.both),
            listed: number(words, of.listed),
            by_word: number(words, of.by_own_word()),
            both: number(words, of.both),
        }
    }
}
