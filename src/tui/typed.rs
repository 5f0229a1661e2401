use super::Press;
pub use crate::text::unit_name;
use crate::{
    input::{CardFault, Field, Key, Refused, Typing},
    text::{Notice, Words, codes, id_notice, notice},
};

impl Press {
    /// The edit key that this is inside a field; none for keys that move between fields or screens.
    #[must_use]
    pub fn edit_key(self) -> Option<Key> {
        match self {
            Self::Char(ch) => Some(Key::Char(ch)),
            Self::Backspace => Some(Key::Backspace),
            Self::Delete => Some(Key::Delete),
            Self::Left => Some(Key::Left),
            Self::Right => Some(Key::Right),
            Self::WordLeft => Some(Key::WordLeft),
            Self::WordRight => Some(Key::WordRight),
            Self::Home => Some(Key::Home),
            Self::End => Some(Key::End),
            Self::ClearField => Some(Key::Clear),
            Self::TakeBack(count) => Some(Key::TakeBack(count)),
            Self::Enter
            | Self::Esc
            | Self::Up
            | Self::Down
            | Self::PageUp
            | Self::PageDown
            | Self::Tab
            | Self::BackTab
            | Self::F(_) => None,
        }
    }
}

/// Hands a key to a field. What a field does not take changes nothing in it; what it holds is seen on the screen.
pub(in crate::tui) fn type_into(field: &mut Field, press: Press, typing: Typing) {
    if let Some(key) = press.edit_key() {
        let _ = field.key(key, typing);
    }
}

/// Hands pasted text to a field, which takes what it can hold.
pub(in crate::tui) fn paste_into(field: &mut Field, text: &str) {
    let _ = field.paste(text);
}

/// Cursor column of a field, in cells.
pub(in crate::tui) fn cursor_of(field: &Field) -> u16 {
    u16::try_from(field.cursor_column()).unwrap_or(u16::MAX)
}

/// Gives a paste to a field. One that is too long is not taken at all, since its end would be lost unseen; strange signs are
/// left out and reported.
///
/// # Errors
/// What to show about it; what was typed before is kept in any case.
pub fn paste(words: &Words, field: &mut Field, text: &str) -> Result<(), Notice> {
    match field.paste(text) {
        Ok(()) => Ok(()),
        Err(refused) => {
            let is_cut = matches!(refused, Refused::Partly { cut: true, .. });
            if is_cut && !field.is_empty() {
                field.undo();
            }
            Err(refused_notice(words, &refused, text.chars().count(), field.kind().limit()))
        }
    }
}

/// Why a key or a paste of `length` characters was not taken as it came by a field that holds `most`.
#[must_use]
pub fn refused_notice(words: &Words, refused: &Refused, length: usize, most: usize) -> Notice {
    let too_long =
        |length: usize| notice(words, codes::input::TEXT_TOO_LONG, &[("n", length.into()), ("most", most.into())]);
    match refused {
        Refused::Char { ch, .. } => notice(words, codes::input::FIELD_CHARACTER, &[("sign", shown(*ch).into())]),
        Refused::TooLong { limit } => too_long(limit + 1),
        Refused::Partly { cut: true, .. } => too_long(length),
        Refused::Partly { dropped, .. } => {
            notice(words, codes::input::PASTE_CHARACTERS_DROPPED, &[("n", (*dropped).into())])
        }
    }
}

/// Why a scan is no ID card.
#[must_use]
pub fn card_notice(words: &Words, fault: CardFault) -> Notice {
    match fault {
        CardFault::NotACard => notice(words, codes::input::SCAN_NOT_A_CARD, &[]),
        CardFault::HealthInsurance => notice(words, codes::input::SCAN_OF_HEALTH_CARD, &[]),
        CardFault::Url | CardFault::Payment => notice(words, codes::input::SCAN_OF_LINK, &[]),
        CardFault::TooLong => notice(words, codes::input::SCAN_INCOMPLETE, &[]),
        CardFault::Number(fault) => id_notice(words, fault),
        CardFault::Date => notice(words, codes::input::SCAN_BIRTH_DATE, &[]),
    }
}

/// A character as people can read it: itself where it is seen, else its code point.
fn shown(ch: char) -> String {
    if ch.is_alphanumeric() || ch.is_ascii_punctuation() { ch.to_string() } else { format!("U+{:04X}", u32::from(ch)) }
}
