//! How a page notes what is written on it.

use super::{Page, Sentence};
use ratatui::{layout::Rect, style::Style, text::Line};

impl Page<'_, '_> {
    /// Notes a text whose cells begin here, as it is read aloud.
    pub(super) fn note(&mut self, x: u16, y: u16, text: &str) {
        if self.readable.is_on && text.chars().any(char::is_alphanumeric) {
            self.readable.line(x, y, text.to_owned());
        }
    }

    /// What is drawn meanwhile is one text, whatever lines it has.
    pub fn as_one<T>(&mut self, draw: impl FnOnce(&mut Self) -> T) -> T {
        self.readable.begin();
        self.readable.joined += 1;
        let drawn = draw(self);
        self.readable.joined -= 1;
        drawn
    }

    /// What is drawn meanwhile is never read aloud.
    pub fn unsaid<T>(&mut self, draw: impl FnOnce(&mut Self) -> T) -> T {
        self.readable.silent += 1;
        let drawn = draw(self);
        self.readable.silent -= 1;
        drawn
    }

    /// What is drawn meanwhile is being typed.
    pub fn typed<T>(&mut self, draw: impl FnOnce(&mut Self) -> T) -> T {
        self.readable.typing += 1;
        let drawn = draw(self);
        self.readable.typing -= 1;
        drawn
    }

    /// One line of a field. Of what somebody types in digits nothing is read aloud, not even its beginning: it may become a number or a
    /// telephone.
    pub fn value_at(&mut self, x: u16, y: u16, width: u16, line: &Line<'_>) {
        let has_digits = line.to_string().chars().any(char::is_numeric);
        self.typed(|page| match has_digits {
            true => page.unsaid(|page| page.line_at(x, y, width, line)),
            false => page.line_at(x, y, width, line),
        });
    }

    /// Whatever was drawn before is behind a window.
    pub(super) fn forget_readable(&mut self) {
        self.readable.clear();
    }

    /// What can be read aloud, in the order in which it is read.
    pub fn sentences(&self) -> Vec<Sentence> {
        self.readable.sentences()
    }

    /// Marks the sentence that is being read: underlined, and in the colours of what is at work.
    pub fn mark_read(&mut self, text: &str, style: Style) {
        let places = self.sentences().into_iter().filter(|sentence| sentence.text == text);
        let places: Vec<Rect> = places.flat_map(|sentence| sentence.places).collect();
        let whole = self.buffer().area;
        for place in places {
            self.buffer().set_style(place.intersection(whole), style);
        }
    }
}
