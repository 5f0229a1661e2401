//! Mending a question: its text, its options, which of them is right.

use crate::{
    domain::tidy_spaces,
    exchange::Item,
    input::{Field, FieldKind, Key, Typing},
};
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// Longest text of a part, in characters.
const LONGEST: usize = 2000;

/// A question while it is mended.
pub struct Mend {
    /// As mended so far.
    pub item: Item,
    /// The part under the cursor: 0 is the question, from 1 on its options.
    pub part: usize,
    /// The part's text while it is written.
    pub field: Option<Field>,
}

impl Mend {
    pub fn new(item: Item) -> Self {
        Self { item, part: 0, field: None }
    }

    /// Takes a key; whether the mending goes on.
    pub fn press(&mut self, key: KeyEvent) -> bool {
        if self.field.is_some() {
            self.write(key);
            return true;
        }
        match key.code {
            KeyCode::Up => self.part = self.part.saturating_sub(1),
            KeyCode::Down => self.part = (self.part + 1).min(self.item.options.len()),
            KeyCode::Enter => {
                let text = self.text().map(|text| tidy_spaces(text)).unwrap_or_default();
                self.field = Some(Field::with_text(FieldKind::Text { limit: LONGEST }, &text));
            }
            KeyCode::Char('d' | 'D') if self.part > 0 => {
                if let Some(first) = self.item.options.get_mut(..self.part) {
                    first.rotate_right(1);
                    self.part = 1;
                }
            }
            KeyCode::Esc => return false,
            _ => (), // else: other keys mean nothing here
        }
        true
    }

    fn text(&mut self) -> Option<&mut String> {
        match self.part.checked_sub(1) {
            None => Some(&mut self.item.stem),
            Some(at) => self.item.options.get_mut(at),
        }
    }

    fn write(&mut self, key: KeyEvent) {
        let Some(field) = &mut self.field else { return };
        let has_control = key.modifiers.contains(KeyModifiers::CONTROL);
        let typed = match key.code {
            KeyCode::Esc => {
                self.field = None;
                return;
            }
            KeyCode::Enter => {
                let new = tidy_spaces(field.text());
                self.field = None;
                // A part without text is none: the old one stays.
                if let Some(text) = self.text().filter(|_| !new.is_empty()) {
                    *text = new;
                }
                return;
            }
            KeyCode::Char('u') if has_control => Key::Clear,
            KeyCode::Char(_) if has_control => return,
            KeyCode::Char(sign) => Key::Char(sign),
            KeyCode::Backspace => Key::Backspace,
            KeyCode::Delete => Key::Delete,
            KeyCode::Left if has_control => Key::WordLeft,
            KeyCode::Right if has_control => Key::WordRight,
            KeyCode::Left => Key::Left,
            KeyCode::Right => Key::Right,
            KeyCode::Home => Key::Home,
            KeyCode::End => Key::End,
            _ => return, // else: other keys write nothing
        };
        // A key that the field refuses changes nothing; marks are made by the system's own keyboard.
        let _ = field.key(typed, Typing::Off);
    }

    pub fn paste(&mut self, text: &str) {
        if let Some(field) = &mut self.field {
            let _ = field.paste(text); // what does not fit is left out
        }
    }
}
