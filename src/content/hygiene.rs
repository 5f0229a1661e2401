//! Text hygiene, which every text of a campaign must pass (I19); the parsers check it.

use super::{FaultKind, QuestionFault, damage::damage};
use crate::domain::{is_forbidden_char, old_tone_style};
use unicode_normalization::is_nfc;
use unicode_width::UnicodeWidthChar;

/// All faults of a text: one line in NFC, of characters that every terminal here draws one column wide, single spaces, none at the
/// ends, words in the traditional tone style.
#[must_use]
pub fn hygiene(text: &str) -> Vec<FaultKind> {
    let mut faults = Vec::new();
    if let Some(damage) = damage(text) {
        faults.push(FaultKind::Question(QuestionFault::Damaged(damage)));
        return faults; // what else is odd follows from it
    }
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        // printable ASCII: nothing of the kind
    } else if let Some(ch) = text.chars().find(|ch| is_forbidden_char(*ch)) {
        faults.push(FaultKind::Question(QuestionFault::Character(ch)));
    } else if !is_nfc(text) {
        faults.push(FaultKind::Question(QuestionFault::NotComposed));
    } else if let Some(ch) = text.chars().find(|ch| ch.width() != Some(1)) {
        faults.push(FaultKind::Question(QuestionFault::Character(ch))); // double width and none: emoji, scripts of other countries, loose marks
    }
    if text.trim() != text || text.contains("  ") || text.contains('\u{a0}') {
        faults.push(FaultKind::Question(QuestionFault::Spaces));
    }
    faults.extend(tone_faults(text));
    faults
}

/// The words in the other tone style. Only `o` or `u` with a marked vowel at a word's end can be one, so that nothing else is
/// looked at closely.
fn tone_faults(text: &str) -> Vec<FaultKind> {
    let mut found = Vec::new();
    let mut before = ' ';
    let mut chars = text.char_indices().peekable();
    while let Some((at, ch)) = chars.next() {
        let two_vowels = !ch.is_ascii() && matches!(before, 'o' | 'O' | 'u' | 'U');
        before = ch;
        if two_vowels && chars.peek().is_none_or(|(_, next)| !next.is_alphabetic()) {
            found.extend(text.get(..at + ch.len_utf8()).and_then(tone_fault));
        }
    }
    found
}

/// The fault of the word that a text ends with.
fn tone_fault(text: &str) -> Option<FaultKind> {
    let word = text.rsplit(|ch: char| !ch.is_alphabetic()).next()?;
    let wanted = old_tone_style(word);
    (wanted != word).then(|| FaultKind::Question(QuestionFault::ToneStyle { found: word.to_owned(), wanted }))
}
