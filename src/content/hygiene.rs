//! What every text of a campaign must be, whatever it says (I19): the readers let none in without it.

use super::FaultKind;
use crate::domain::{has_forbidden_sign, old_tone_style};
use unicode_normalization::is_nfc;
use unicode_width::UnicodeWidthChar;

/// All faults of a text: one line in NFC, of signs that every terminal here draws one column wide, single spaces, none at the
/// ends, words in the traditional tone style.
pub(super) fn hygiene(text: &str) -> Vec<FaultKind> {
    let mut faults = Vec::new();
    if let Some(sign) = text.chars().find(|sign| has_forbidden_sign(*sign)) {
        faults.push(FaultKind::Sign(sign));
    } else if !is_nfc(text) {
        faults.push(FaultKind::NotComposed);
    } else if let Some(sign) = text.chars().find(|sign| sign.width() != Some(1)) {
        faults.push(FaultKind::Sign(sign)); // double width and none: emoji, scripts of other countries, loose marks
    }
    if text.trim() != text || text.contains("  ") || text.contains('\u{a0}') {
        faults.push(FaultKind::Spaces);
    }
    faults.extend(text.split(|sign: char| !sign.is_alphabetic()).filter_map(tone_fault));
    faults
}

/// Only words that end in `o` or `u` and a marked vowel can be in the other style; the rest need no closer look.
fn tone_fault(word: &str) -> Option<FaultKind> {
    let mut ending = word.chars().rev();
    let (last, before) = (ending.next()?, ending.next()?);
    if last.is_ascii() || !matches!(before, 'o' | 'O' | 'u' | 'U') {
        return None;
    }
    let wanted = old_tone_style(word);
    (wanted != word).then(|| FaultKind::ToneStyle { found: word.to_owned(), wanted })
}
