//! What every text of a campaign must be, whatever it says (I19): the readers let none in without it.

use super::FaultKind;
use crate::domain::{is_forbidden_char, old_tone_style};
use unicode_normalization::is_nfc;
use unicode_width::UnicodeWidthChar;

/// All faults of a text: one line in NFC, of signs that every terminal here draws one column wide, single spaces, none at the
/// ends, words in the traditional tone style.
#[must_use]
pub fn hygiene(text: &str) -> Vec<FaultKind> {
    let mut faults = Vec::new();
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        // printable ASCII: nothing of the kind
    } else if let Some(sign) = text.chars().find(|sign| is_forbidden_char(*sign)) {
        faults.push(FaultKind::Sign(sign));
    } else if !is_nfc(text) {
        faults.push(FaultKind::NotComposed);
    } else if let Some(sign) = text.chars().find(|sign| sign.width() != Some(1)) {
        faults.push(FaultKind::Sign(sign)); // double width and none: emoji, scripts of other countries, loose marks
    }
    if text.trim() != text || text.contains("  ") || text.contains('\u{a0}') {
        faults.push(FaultKind::Spaces);
    }
    faults.extend(tone_faults(text));
    faults
}

/// The words in the other tone style. Only `o` or `u` with a marked vowel at a word's end can be one, so that nothing else is
/// looked at closely.
fn tone_faults(text: &str) -> Vec<FaultKind> {
    let mut found = Vec::new();
    let mut before = ' ';
    let mut signs = text.char_indices().peekable();
    while let Some((at, sign)) = signs.next() {
        let two_vowels = !sign.is_ascii() && matches!(before, 'o' | 'O' | 'u' | 'U');
        before = sign;
        if two_vowels && signs.peek().is_none_or(|(_, next)| !next.is_alphabetic()) {
            found.extend(text.get(..at + sign.len_utf8()).and_then(tone_fault));
        }
    }
    found
}

/// The fault of the word that a text ends with.
fn tone_fault(text: &str) -> Option<FaultKind> {
    let word = text.rsplit(|sign: char| !sign.is_alphabetic()).next()?;
    let wanted = old_tone_style(word);
    (wanted != word).then(|| FaultKind::ToneStyle { found: word.to_owned(), wanted })
}
