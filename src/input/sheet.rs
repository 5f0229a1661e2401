use super::layout::cells;
use unicode_normalization::{UnicodeNormalization, is_nfc};
use unicode_segmentation::UnicodeSegmentation;
use zeroize::Zeroizing;

/// A sheet that is written on: a text and a cursor in it, NFC, the cursor between two graphemes, old buffers overwritten.
#[derive(Clone, Default)]
pub(super) struct Sheet {
    text: Zeroizing<String>,
    /// In bytes.
    cursor: usize,
}

impl Sheet {
    /// Whole text, NFC.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// In characters of the NFC text, as limits count.
    pub fn length(&self) -> usize {
        self.text.chars().count()
    }

    /// In bytes.
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// In graphemes.
    pub fn cursor_place(&self) -> usize {
        self.before().graphemes(true).count()
    }

    /// In terminal cells.
    pub fn cursor_column(&self) -> usize {
        cells(self.before())
    }

    /// Text before the cursor.
    pub fn before(&self) -> &str {
        self.text.get(..self.cursor).unwrap_or("")
    }

    /// Text after the cursor.
    pub fn after(&self) -> &str {
        self.text.get(self.cursor..).unwrap_or("")
    }

    /// The letters that end at the cursor.
    pub fn word_before(&self) -> &str {
        let before = self.before();
        let start = before.char_indices().rev().take_while(|(_, ch)| ch.is_alphabetic()).last();
        start.and_then(|(at, _)| before.get(at..)).unwrap_or("")
    }

    /// The letters that begin at the cursor.
    pub fn word_after(&self) -> &str {
        let after = self.after();
        let end = after.find(|ch: char| !ch.is_alphabetic()).unwrap_or(after.len());
        after.get(..end).unwrap_or("")
    }

    /// How many characters the text would have with the bytes `start..end` replaced.
    pub fn length_with(&self, start: usize, end: usize, new: &str) -> usize {
        let old = self.text.get(start..end).map_or(0, |old| old.chars().count());
        (self.length() + new.chars().count()).saturating_sub(old)
    }

    /// Puts `new` in the place of the bytes `start..end` and the cursor behind it. Bytes that are no characters' bounds
    /// change nothing.
    pub fn replace(&mut self, start: usize, end: usize, new: &str) {
        let (Some(head), Some(tail)) = (self.text.get(..start), self.text.get(end..)) else { return };
        let mut text = Zeroizing::new(String::with_capacity(head.len() + new.len() + tail.len()));
        text.push_str(head);
        text.push_str(new);
        let mut cursor = text.len();
        text.push_str(tail);
        if !is_nfc(&text) {
            cursor = compose(text.get(..cursor).unwrap_or("")).len();
            text = compose(&text);
        }
        self.text = text;
        self.go(cursor);
    }

    /// Puts the cursor at this byte, or at the next bound of a grapheme.
    pub fn go(&mut self, at: usize) {
        let bounds = self.text.grapheme_indices(true).map(|(at, _)| at);
        self.cursor = bounds.into_iter().find(|bound| *bound >= at).unwrap_or(self.text.len());
    }

    /// Puts the cursor so many bytes back from the end.
    pub fn go_before_end(&mut self, bytes: usize) {
        self.go(self.text.len().saturating_sub(bytes));
    }

    /// Moves the cursor one character left.
    pub fn left(&mut self) {
        let step = self.before().graphemes(true).next_back().map_or(0, str::len);
        self.go(self.cursor.saturating_sub(step));
    }

    /// Moves the cursor one character right.
    pub fn right(&mut self) {
        let step = self.after().graphemes(true).next().map_or(0, str::len);
        self.go(self.cursor + step);
    }

    /// To the beginning of the word before the cursor.
    pub fn word_left(&mut self) {
        let kept = self.before().trim_end().char_indices().rev().find(|(_, ch)| ch.is_whitespace());
        self.go(kept.map_or(0, |(at, ch)| at + ch.len_utf8()));
    }

    /// To the beginning of the next word.
    pub fn word_right(&mut self) {
        let after = self.after();
        let rest = after.trim_start_matches(|ch: char| !ch.is_whitespace()).trim_start();
        self.go_before_end(rest.len());
    }

    /// Byte bounds of the cursor's line, without its line end.
    pub fn line(&self) -> (usize, usize) {
        let start = self.before().rfind('\n').map_or(0, |at| at + 1);
        let end = self.after().find('\n').map_or(self.text.len(), |at| self.cursor + at);
        (start, end)
    }

    /// Takes the grapheme before the cursor away.
    pub fn erase_left(&mut self) {
        let step = self.before().graphemes(true).next_back().map_or(0, str::len);
        self.replace(self.cursor.saturating_sub(step), self.cursor, "");
    }

    /// Takes the grapheme behind the cursor away.
    pub fn erase_right(&mut self) {
        let step = self.after().graphemes(true).next().map_or(0, str::len);
        self.replace(self.cursor, self.cursor + step, "");
    }

    /// Puts `new` in the place of the letters behind the cursor, which stays where it is.
    pub fn replace_after(&mut self, old_len: usize, new: &str) {
        let cursor = self.cursor;
        self.replace(cursor, cursor + old_len, new);
        self.go(cursor);
    }
}

/// The NFC of a text, in a buffer that need not grow while it is filled.
pub(super) fn compose(text: &str) -> Zeroizing<String> {
    let mut composed = Zeroizing::new(String::with_capacity(text.len() * 3)); // NFC is at most three times as long in UTF-8
    composed.extend(text.nfc());
    composed
}
