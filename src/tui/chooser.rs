use super::draw::{Choices, Marker, Page};
use crate::domain::{Meant, find_names, meant};
use ratatui::layout::Rect;

/// As many names are shown as there are digits.
const MOST: usize = 9;

/// A list of names below a field, narrowed by the few letters that are typed in it: villages, agencies, schools, organisations.
///
/// The screen keeps the field and the names; the chooser knows which name the arrows are at. A key goes to `step` (arrows) or, as a
/// digit, to `found`; Enter to `enter`. What no name answers to may still be kept: the screen then asks once whether it is right
/// (`Chosen::Free`), and what a name answers to is written as that name (`Chosen::Listed`), so that one place has one spelling.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Chooser {
    at: Option<usize>,
}

/// What Enter means at a chooser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chosen {
    /// This name, as its place in the list.
    Listed(usize),
    /// A name that is not in the list.
    Free,
    /// Several names answer: one has to be chosen.
    Unclear,
}

impl Chooser {
    /// The names to show, best first, as their places in the list; at most nine.
    #[must_use]
    pub fn finds(names: &[String], typed: &str) -> Vec<usize> {
        let mut found = find_names(names, typed);
        found.truncate(MOST);
        found
    }

    /// The name of a digit, counted from 0, as its place in the list.
    #[must_use]
    pub fn found(names: &[String], typed: &str, at: usize) -> Option<usize> {
        Self::finds(names, typed).get(at).copied()
    }

    /// One name up or down among `count`; false where that leaves the list, and the arrow means what it means outside.
    pub fn step(&mut self, by: isize, count: usize) -> bool {
        let next = match self.at {
            None if by > 0 && count > 0 => Some(0),
            None => return false,
            Some(at) => at.checked_add_signed(by).filter(|at| *at < count),
        };
        let stays = next.is_some() || (by < 0 && self.at.is_some());
        self.at = if stays { next } else { self.at };
        stays
    }

    /// The name that the arrows are at, counted from 0 among those shown.
    #[must_use]
    pub fn at(self) -> Option<usize> {
        self.at
    }

    /// Something was typed: the list is another one.
    pub fn leave(&mut self) {
        self.at = None;
    }

    /// What Enter means: the name that the arrows are at, the name that is spelled as what was typed, or the only one found.
    #[must_use]
    pub fn enter(self, names: &[String], typed: &str) -> Chosen {
        let found = Self::finds(names, typed);
        if let Some(place) = self.at.and_then(|at| found.get(at)) {
            return Chosen::Listed(*place);
        }
        match (meant(names, typed), found.as_slice()) {
            (Meant::Listed(place), _) => Chosen::Listed(place),
            (Meant::Free, [only]) if !typed.trim().is_empty() => Chosen::Listed(*only),
            (Meant::Free, []) => Chosen::Free,
            (Meant::Free | Meant::Unclear, _) => Chosen::Unclear,
        }
    }

    /// Draws the names that are found with their digits, `chosen` marked; returns the rows taken.
    pub fn draw(self, page: &mut Page<'_, '_>, area: Rect, names: &[String], typed: &str, chosen: Option<&str>) -> u16 {
        let found = Self::finds(names, typed);
        let shown: Vec<String> = found.iter().filter_map(|place| names.get(*place)).cloned().collect();
        if shown.is_empty() || area.height == 0 {
            return 0;
        }
        let mark = |(at, name): (usize, &String)| match (self.at == Some(at), chosen == Some(name.as_str())) {
            (true, _) => Marker::Focused,
            (false, true) => Marker::Chosen,
            (false, false) => Marker::None,
        };
        let markers: Vec<Marker> = shown.iter().enumerate().map(mark).collect();
        Choices { options: &shown, markers: &markers, first: 1 }.draw_lines(page, area)
    }
}
