use super::{FieldKind, Key, Refused, Typing, layout, lines::Lines, writer::Writer};
use crate::domain;
use std::fmt;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// A text of several lines, typed as in a `Field` of kind `Text`. Rows are made for the width at which it is drawn.
pub struct TextArea {
    writer: Writer,
    /// The column that Up and Down make for, kept while they follow each other.
    goal: Option<usize>,
}

impl TextArea {
    /// An empty text of at most `limit` characters, line ends included.
    #[must_use]
    pub fn new(limit: usize) -> Self {
        Self { writer: Writer::new(FieldKind::Text { limit }, Lines::Several), goal: None }
    }

    /// As much of `text` as the limit allows, the cursor at its end and nothing to undo.
    #[must_use]
    pub fn with_text(limit: usize, text: &str) -> Self {
        Self { writer: Writer::with_text(FieldKind::Text { limit }, Lines::Several, text), goal: None }
    }

    /// Text without a word's pending state.
    #[must_use]
    pub fn text(&self) -> &str {
        self.writer.sheet.text()
    }

    /// Whether nothing is typed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text().is_empty()
    }

    /// In characters of the NFC text, as the limit counts.
    #[must_use]
    pub fn length(&self) -> usize {
        self.writer.sheet.length()
    }

    /// Longest text, in characters.
    #[must_use]
    pub fn limit(&self) -> usize {
        self.writer.kind().limit()
    }

    /// Takes a key; `Home`, `End` and `Clear` mean the line, not the row. `Char('\n')` is `enter`.
    ///
    /// # Errors
    /// Why the key was not taken; text and cursor are as before.
    pub fn key(&mut self, key: Key, typing: Typing) -> Result<(), Refused> {
        self.goal = None;
        self.writer.key(key, typing)
    }

    /// Begins a new line.
    ///
    /// # Errors
    /// The text is full.
    pub fn enter(&mut self) -> Result<(), Refused> {
        self.key(Key::Char('\n'), Typing::Off)
    }

    /// As `Field::paste`, but line ends stay line ends.
    ///
    /// # Errors
    /// `Refused::Partly` when anything was left out or cut; the rest is in the text.
    pub fn paste(&mut self, text: &str) -> Result<(), Refused> {
        self.goal = None;
        self.writer.paste(text)
    }

    /// One row up, in the same column where it reaches so far; in the first row to its beginning.
    pub fn up(&mut self, width: usize) {
        let (column, row) = self.cursor(width);
        match row.checked_sub(1) {
            Some(above) => self.go_to(column, above, width),
            None => self.writer.travel(|sheet| sheet.go(0)),
        }
    }

    /// One row down, in the same column where it reaches so far; in the last row to its end.
    pub fn down(&mut self, width: usize) {
        let (column, row) = self.cursor(width);
        let rows = layout::rows(self.text(), width).len();
        match row + 1 < rows {
            true => self.go_to(column, row + 1, width),
            false => self.writer.travel(|sheet| sheet.go_before_end(0)),
        }
    }

    /// The text broken into rows of at most `width` cells. Where the text fills its last row, an empty one follows for the
    /// cursor.
    #[must_use]
    pub fn rows(&self, width: usize) -> Vec<String> {
        let text = self.text();
        layout::rows(text, width).iter().map(|row| layout::drawn(text, row, width).to_owned()).collect()
    }

    /// Column (in cells) and row of the cursor in `rows(width)`, both from 0.
    #[must_use]
    pub fn cursor(&self, width: usize) -> (usize, usize) {
        let at = self.writer.sheet.cursor();
        let rows = layout::rows(self.text(), width);
        let row = layout::row_of(&rows, at);
        let start = rows.get(row).map_or(0, |row| row.start);
        let column = self.text().get(start..at).map_or(0, layout::cells);
        (column.min(width.saturating_sub(1)), row)
    }

    /// As `Field::toggle_tone_style`.
    pub fn toggle_tone_style(&mut self) -> bool {
        self.writer.turn_word(domain::toggle_tone_style)
    }

    /// As `Field::undo`.
    pub fn undo(&mut self) -> bool {
        self.goal = None;
        self.writer.undo()
    }

    /// As `Field::clear`.
    pub fn clear(&mut self) {
        self.goal = None;
        self.writer.clear();
    }

    /// As `Field::leave`.
    pub fn leave(&mut self) {
        self.goal = None;
        self.writer.travel(|_| ());
    }

    fn go_to(&mut self, column: usize, row: usize, width: usize) {
        let goal = *self.goal.get_or_insert(column);
        let rows = layout::rows(self.text(), width);
        let Some(wanted) = rows.get(row) else { return };
        let line = self.text().get(wanted.start..wanted.end).unwrap_or("");
        let is_broken = rows.get(row + 1).is_some_and(|next| next.start == wanted.end);
        let mut at = wanted.start;
        let mut cells = 0;
        for (_, grapheme) in line.grapheme_indices(true) {
            cells += grapheme.width();
            // behind the last character of a broken row is already the next row
            if cells > goal || (is_broken && at + grapheme.len() == wanted.end) {
                break;
            }
            at += grapheme.len();
        }
        self.writer.travel(|sheet| sheet.go(at));
    }
}

impl fmt::Debug for TextArea {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "TextArea({:?}, …)", self.writer.kind())
    }
}
