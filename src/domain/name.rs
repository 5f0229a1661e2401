use super::tidy_spaces;
use std::fmt;

/// Longest name accepted, in characters: nothing of the registers comes near it, and it still fits a certificate's line.
pub const LONGEST_NAME: usize = 60;

/// A person's full name: NFC, single spaces, at least one letter in each part, Latin script with Vietnamese marks.
/// `Debug` does not show it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct PersonName(String);

/// Why what was typed cannot be a name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NameFault {
    /// Nothing but spaces.
    #[error("name is empty")]
    Empty,
    /// Longer than allowed; its length in characters.
    #[error("name of {0} characters is too long")]
    TooLong(usize),
    /// A character that no Vietnamese name has: digits, symbols, other scripts, invisible characters.
    #[error("forbidden character in the name")]
    Char(char),
}

impl PersonName {
    /// Reads a name; spaces at the ends and doubled ones do not matter, the spelling is kept to the letter.
    ///
    /// # Errors
    /// The first reason why it cannot be a name.
    pub fn parse(typed: &str) -> Result<Self, NameFault> {
        if let Some(ch) = typed.chars().find(|ch| is_forbidden_char(*ch)) {
            return Err(NameFault::Char(ch));
        }
        let name = tidy_spaces(typed);
        if name.is_empty() {
            return Err(NameFault::Empty);
        }
        if let Some(ch) = name.chars().find(|ch| !is_name_char(*ch)) {
            return Err(NameFault::Char(ch));
        }
        let length = name.chars().count();
        if length > LONGEST_NAME {
            return Err(NameFault::TooLong(length));
        }
        if !name.chars().any(char::is_alphabetic) {
            return Err(NameFault::Empty);
        }
        Ok(Self(name))
    }

    /// The name has one part only: usual among some of the country's peoples and abroad, a slip among others. Worth a second look.
    #[must_use]
    pub fn has_one_part(&self) -> bool {
        self.0.split(' ').filter(|part| part.chars().any(char::is_alphabetic)).count() < 2
    }

    /// No letter of the name has a mark, and its family name is one that is always written with one: it was most likely typed without. Worth
    /// a second look.
    #[must_use]
    pub fn lacks_marks(&self) -> bool {
        let family = self.0.split(' ').next().unwrap_or_default().to_lowercase();
        self.0.is_ascii() && MARKED_FAMILIES.contains(&family.as_str())
    }

    /// The name as it is printed: NFC, single spaces.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// All but the last part's first letter hidden: `Nguyễn Thị H…`, what a confirmation may show before it is sure.
    #[must_use]
    pub fn hinted(&self) -> String {
        let (family, given) = match self.0.rsplit_once(' ') {
            Some((family, given)) => (format!("{family} "), given),
            None => (String::new(), self.0.as_str()),
        };
        let first: String = given.chars().take(1).collect();
        format!("{family}{first}…")
    }
}

/// Family names that are written with a mark, without it. Those that are names as they stand too (Cao, Phan, Mai, Ninh) are left out.
const MARKED_FAMILIES: [&str; 22] = [
    "nguyen", "tran", "pham", "le", "hoang", "huynh", "vu", "vo", "dang", "bui", "do", "ngo", "duong", "dinh", "doan",
    "trinh", "truong", "luong", "dao", "ly", "lam", "dam",
];

impl fmt::Debug for PersonName {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("PersonName(…)")
    }
}

/// Letters of the Latin script, and the few characters between them.
#[must_use]
pub fn is_name_char(ch: char) -> bool {
    matches!(ch, ' ' | '\'' | '’' | '-' | '.') || (ch.is_alphabetic() && is_latin(ch))
}

/// Latin letters: Basic Latin, Latin-1, Extended-A, the ƀ of Ê Đê and the ơ and ư of Extended-B, and Vietnamese in Extended Additional.
/// Look-alikes of other scripts (Cyrillic а) fall outside.
fn is_latin(ch: char) -> bool {
    matches!(u32::from(ch), 0x41..=0x5a | 0x61..=0x7a | 0xc0..=0x180 | 0x1a0..=0x1b0 | 0x243 | 0x1ea0..=0x1ef9)
        && !matches!(ch, '×' | '÷')
}

/// Signs that no text field of the station takes: controls, invisible and direction-changing characters, private use and
/// unassigned planes. Line feeds are for the caller to allow.
#[must_use]
pub fn is_forbidden_char(ch: char) -> bool {
    let code = u32::from(ch);
    // Nearly all of a page: whole pages go through here.
    if matches!(code, 0x20..=0x7e) {
        return false;
    }
    ch.is_control()
        || matches!(code, 0xad | 0x34f | 0x61c | 0x115f | 0x1160 | 0x17b4 | 0x17b5 | 0x180b..=0x180f)
        || matches!(code, 0x200b..=0x200f | 0x2028..=0x202e | 0x2060..=0x206f | 0x3164 | 0xfe00..=0xfe0f | 0xfeff)
        || matches!(code, 0xffa0 | 0xfff0..=0xffff | 0xe000..=0xf8ff | 0x1bca0..=0x1bca3 | 0x1d173..=0x1d17a)
        || code >= 0xe_0000
}
