use super::{FieldKind, Key, Refused, Typing, lines::Lines, loose, writer::Writer};
use crate::domain;
use std::fmt;

/// A field of one line.
///
/// Telex and VNI work at the word before the cursor, wherever that is. Once a letter with a mark has come in as a key, a
/// system input method is assumed to be at work, and keys go in as they are until the field is empty. `Debug` shows nothing
/// that was typed, and the buffers are overwritten when the field is dropped.
pub struct Field {
    writer: Writer,
}

impl Field {
    /// An empty field of this kind.
    #[must_use]
    pub fn new(kind: FieldKind) -> Self {
        Self { writer: Writer::new(kind, Lines::One) }
    }

    /// A field with as much of `text` as it can hold, the cursor at its end and nothing to undo.
    #[must_use]
    pub fn with_text(kind: FieldKind, text: &str) -> Self {
        Self { writer: Writer::with_text(kind, Lines::One, text) }
    }

    /// Kind of the field.
    #[must_use]
    pub fn kind(&self) -> FieldKind {
        self.writer.kind()
    }

    /// Current text, NFC.
    #[must_use]
    pub fn text(&self) -> &str {
        self.writer.sheet.text()
    }

    /// Whether nothing is typed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text().is_empty()
    }

    /// Visible characters before the cursor.
    #[must_use]
    pub fn cursor(&self) -> usize {
        self.writer.sheet.cursor_place()
    }

    /// Terminal cells before the cursor.
    #[must_use]
    pub fn cursor_column(&self) -> usize {
        self.writer.sheet.cursor_column()
    }

    /// Takes a key.
    ///
    /// # Errors
    /// Why the key was not taken; text and cursor are as before.
    pub fn key(&mut self, key: Key, typing: Typing) -> Result<(), Refused> {
        self.writer.key(key, typing)
    }

    /// Takes a pasted text, composed to NFC, past the input method. Line ends and tabs become spaces, and nothing between
    /// digits; what the field cannot hold is left out, and what is too long is cut.
    ///
    /// # Errors
    /// `Refused::Partly` when anything was left out or cut; the rest is in the field.
    pub fn paste(&mut self, text: &str) -> Result<(), Refused> {
        self.writer.paste(text)
    }

    /// Swaps the tone style of the word at the cursor, hòa to hoà and back; returns whether it has two.
    pub fn toggle_tone_style(&mut self) -> bool {
        self.writer.turn_word(domain::toggle_tone_style)
    }

    /// Reads the keys of the word at the cursor as marks, whether that makes a syllable or not (`Eenxuool` is Êñuôl), or gives a
    /// word with marks back as its keys; returns whether anything changed.
    pub fn force_marks(&mut self, typing: Typing) -> bool {
        self.writer.turn_word(|word| loose::forced(word, typing).to_string())
    }

    /// Goes back to the text before the last change, a word or a paste at a time; returns whether there was one. Secrets have
    /// no way back.
    pub fn undo(&mut self) -> bool {
        self.writer.undo()
    }

    /// Empties the field and overwrites what stood there, the way back too.
    pub fn clear(&mut self) {
        self.writer.clear();
    }

    /// The field is left or entered: the input method starts the word at the cursor again.
    pub fn leave(&mut self) {
        self.writer.travel(|_| ());
    }
}

impl fmt::Debug for Field {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Field({:?}, …)", self.writer.kind())
    }
}
