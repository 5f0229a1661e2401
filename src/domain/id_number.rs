use super::{Birth, Sex};
use std::fmt;

/// A 12-digit personal identification number: `PPP G YY RRRRRR` (Nghị định 137/2015/NĐ-CP Điều 13, Thông tư 07/2016/TT-BCA
/// Điều 7): place where the birth was registered, century and sex, year of birth, six digits without meaning. It has no
/// check digit. `Debug` shows it masked.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IdNumber(String);

/// Why what was typed cannot be a personal identification number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IdFault {
    /// Nothing was typed.
    #[error("no identity number")]
    Empty,
    /// Something else than digits, spaces and dots.
    #[error("identity number is not digits")]
    NotDigits,
    /// Nine digits: the old identity card, no longer valid since 31/12/2024 (Luật Căn cước 2023 Điều 46).
    #[error("identity number of the old card")]
    OldCard,
    /// So many digits, not twelve.
    #[error("identity number of {0} digits")]
    Length(usize),
    /// The first three digits are 000.
    #[error("identity number without a place")]
    NoPlace,
}

/// What deserves a second look but may be right: registries err, and people are naturalised or change sex.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdDoubt {
    /// The first three digits are no code of a province or country of the lists of 2016.
    Place,
    /// The number encodes another year of birth.
    BirthYear {
        /// Year of birth that the number encodes.
        number: i32,
        /// Year of birth that was declared.
        declared: i32,
    },
    /// The number encodes the other sex.
    Sex {
        /// Sex that the number encodes.
        number: Sex,
    },
}

/// Where the birth was registered, by the first three digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A province or a city.
    Province,
    /// A country other than Vietnam.
    Abroad,
    /// Digits that no list has.
    Unknown,
}

/// The 63 province codes of Thông tư 07/2016/TT-BCA, annex 1 (the mergers of 2025 changed no number).
const PROVINCES: [u16; 63] = [
    1, 2, 4, 6, 8, 10, 11, 12, 14, 15, 17, 19, 20, 22, 24, 25, 26, 27, 30, 31, 33, 34, 35, 36, 37, 38, 40, 42, 44, 45,
    46, 48, 49, 51, 52, 54, 56, 58, 60, 62, 64, 66, 67, 68, 70, 72, 74, 75, 77, 79, 80, 82, 83, 84, 86, 87, 89, 91, 92,
    93, 94, 95, 96,
];

impl IdNumber {
    /// Reads a number as typed or scanned; spaces and dots between digits do not matter.
    ///
    /// # Errors
    /// The first reason why it is impossible.
    pub fn parse(typed: &str) -> Result<Self, IdFault> {
        let digits: String = typed.chars().filter(|ch| !matches!(ch, ' ' | '.' | '\u{a0}')).collect();
        if digits.is_empty() {
            return Err(IdFault::Empty);
        }
        if !digits.bytes().all(|ch| ch.is_ascii_digit()) {
            return Err(IdFault::NotDigits);
        }
        match digits.len() {
            12 if digits.starts_with("000") => Err(IdFault::NoPlace),
            12 => Ok(Self(digits)),
            9 => Err(IdFault::OldCard),
            other => Err(IdFault::Length(other)),
        }
    }

    /// All twelve digits.
    #[must_use]
    pub fn digits(&self) -> &str {
        &self.0
    }

    /// `031•••••0123`: enough to recognise one's own, too little to use another's.
    #[must_use]
    pub fn masked(&self) -> String {
        let head: String = self.0.chars().take(3).collect();
        let tail: String = self.0.chars().skip(8).collect();
        format!("{head}•••••{tail}")
    }

    /// Year of birth by the fourth to sixth digit.
    #[must_use]
    pub fn birth_year(&self) -> i32 {
        1900 + 100 * (self.number(3, 1) / 2) + self.number(4, 2)
    }

    /// The sex that the fourth digit encodes.
    #[must_use]
    pub fn sex(&self) -> Sex {
        if self.number(3, 1) % 2 == 0 { Sex::Male } else { Sex::Female }
    }

    /// Where the birth was registered: a province (001-096), abroad (101-295) or neither.
    #[must_use]
    pub fn origin(&self) -> Origin {
        match u16::try_from(self.number(0, 3)) {
            Ok(code) if PROVINCES.contains(&code) => Origin::Province,
            Ok(101..=295) => Origin::Abroad,
            _ => Origin::Unknown,
        }
    }

    /// Everything in which the number and the declaration disagree.
    #[must_use]
    pub fn doubts(&self, birth: Birth, sex: Sex) -> Vec<IdDoubt> {
        let mut doubts = Vec::new();
        if self.origin() == Origin::Unknown {
            doubts.push(IdDoubt::Place);
        }
        if self.birth_year() != birth.year() {
            doubts.push(IdDoubt::BirthYear { number: self.birth_year(), declared: birth.year() });
        }
        if self.sex() != sex {
            doubts.push(IdDoubt::Sex { number: self.sex() });
        }
        doubts
    }

    fn number(&self, from: usize, len: usize) -> i32 {
        self.0.bytes().skip(from).take(len).fold(0, |sum, digit| sum * 10 + i32::from(digit.saturating_sub(b'0')))
    }
}

impl fmt::Debug for IdNumber {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("IdNumber(…)")
    }
}
