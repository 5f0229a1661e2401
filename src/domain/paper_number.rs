//! Numbers of printed papers (docs/FORMATS.md section 19).

use super::StationId;
use std::fmt;

/// Digits of a batch.
const BATCH_DIGITS: usize = 6;

/// What a code of a paper begins with.
const CODE_TAG: &str = "TS2:";

/// The quasigroup of order 10 of H. M. Damm (Total anti-symmetrische Quasigruppen, 2004): row by the digit so far, column by the next.
const DAMM: [[u8; 10]; 10] = [
    [0, 3, 1, 7, 5, 9, 8, 6, 4, 2],
    [7, 0, 9, 2, 1, 5, 4, 8, 6, 3],
    [4, 2, 0, 6, 8, 7, 1, 3, 5, 9],
    [1, 7, 5, 0, 9, 8, 3, 4, 2, 6],
    [6, 1, 2, 3, 0, 4, 5, 9, 7, 8],
    [3, 6, 7, 4, 2, 0, 9, 5, 8, 1],
    [5, 8, 6, 9, 7, 2, 0, 1, 3, 4],
    [8, 9, 4, 5, 3, 6, 2, 0, 1, 7],
    [9, 4, 3, 8, 6, 1, 7, 2, 0, 5],
    [2, 5, 8, 1, 4, 3, 6, 7, 9, 0],
];

/// Six digits, drawn by chance when papers are printed: they enter the seeds, so that a station that was put back never prints the same
/// papers again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PaperBatch(u32);

/// Number of a printed paper: batch and serial.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PaperNumber {
    batch: PaperBatch,
    serial: u8,
}

/// What a paper's printed code holds: the station that printed it, and its number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaperCode {
    /// The first eight digits of the station's id.
    pub station: String,
    /// Number of the paper.
    pub number: PaperNumber,
}

/// Why what was typed is no number of a paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PaperNumberFault {
    /// Nothing was typed.
    #[error("no paper number")]
    Empty,
    /// Something else than digits, spaces, dots and hyphens.
    #[error("paper number is not digits")]
    NotDigits,
    /// So many digits, not nine.
    #[error("paper number of {0} digits")]
    Length(usize),
    /// The check digit is another one: a digit is wrong, or two neighbours were swapped.
    #[error("paper number with a wrong check digit")]
    Check,
    /// No batch has this serial.
    #[error("paper number with a serial of {0}")]
    Serial(u8),
}

impl PaperBatch {
    /// How many batches there are: a chance below it makes one.
    pub const COUNT: u32 = 1_000_000;

    /// The batch of a number below `COUNT`; `None` for others.
    #[must_use]
    pub fn new(number: u32) -> Option<Self> {
        (number < Self::COUNT).then_some(Self(number))
    }

    /// The number, below `COUNT`.
    #[must_use]
    pub fn number(self) -> u32 {
        self.0
    }

    /// Reads exactly six digits, as records have them.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let is_digits = text.len() == BATCH_DIGITS && text.bytes().all(|byte| byte.is_ascii_digit());
        is_digits.then(|| text.parse().ok().map(Self)).flatten()
    }
}

/// Six digits.
impl fmt::Display for PaperBatch {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:06}", self.0)
    }
}

impl PaperNumber {
    /// Papers of a batch at most; serials count from 1.
    pub const MOST: u8 = 60;
    /// Minutes from printing to collection within which nobody can have written them.
    pub const LEAST_MINUTES: u8 = 10;

    /// The paper of this batch and serial; `None` where no batch has the serial.
    #[must_use]
    pub fn new(batch: PaperBatch, serial: u8) -> Option<Self> {
        (1..=Self::MOST).contains(&serial).then_some(Self { batch, serial })
    }

    /// Reads a number as typed: nine digits; spaces, dots and hyphens anywhere do not matter.
    ///
    /// # Errors
    /// The first reason why it is none.
    pub fn parse(typed: &str) -> Result<Self, PaperNumberFault> {
        let kept = typed.chars().filter(|ch| !matches!(ch, ' ' | '\u{a0}' | '.' | '-' | '\u{2010}'..='\u{2013}'));
        let digits: Vec<u8> = kept.map(digit).collect::<Option<_>>().ok_or(PaperNumberFault::NotDigits)?;
        let (batch, serial) = match digits.as_slice() {
            [] => return Err(PaperNumberFault::Empty),
            [batch @ .., tens, ones, _] if batch.len() == BATCH_DIGITS => (batch, tens * 10 + ones),
            other => return Err(PaperNumberFault::Length(other.len())),
        };
        if damm(&digits) != 0 {
            return Err(PaperNumberFault::Check);
        }
        let batch = PaperBatch(batch.iter().fold(0, |sum, digit| sum * 10 + u32::from(*digit)));
        Self::new(batch, serial).ok_or(PaperNumberFault::Serial(serial))
    }

    /// Batch of the paper.
    #[must_use]
    pub fn batch(self) -> PaperBatch {
        self.batch
    }

    /// Serial within the batch, from 1 to `MOST`.
    #[must_use]
    pub fn serial(self) -> u8 {
        self.serial
    }

    /// Nine digits: batch, serial in two digits, check digit.
    #[must_use]
    pub fn digits(self) -> String {
        let eight = format!("{}{:02}", self.batch, self.serial);
        let check = damm(&eight.chars().filter_map(digit).collect::<Vec<_>>());
        format!("{eight}{check}")
    }
}

/// As it is printed: `048 192 17-0`.
impl fmt::Display for PaperNumber {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, digit) in self.digits().chars().enumerate() {
            match at {
                3 | 6 => out.write_str(" ")?,
                8 => out.write_str("-")?,
                _ => {}
            }
            write!(out, "{digit}")?;
        }
        Ok(())
    }
}

impl PaperCode {
    /// Code of a paper that this station printed.
    #[must_use]
    pub fn new(station: &StationId, number: PaperNumber) -> Self {
        Self { station: station.short().to_owned(), number }
    }

    /// Reads a code as a scanner types it, capitals or not; `None` where it is none.
    #[must_use]
    pub fn parse(scanned: &str) -> Option<Self> {
        let scanned = scanned.trim();
        let (tag, rest) = scanned.split_at_checked(CODE_TAG.len())?;
        let (station, number) = rest.split_once(':')?;
        let station = station.to_ascii_lowercase();
        let is_station = station.len() == 8 && station.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        let number = PaperNumber::parse(number).ok()?;
        (tag.eq_ignore_ascii_case(CODE_TAG) && is_station).then_some(Self { station, number })
    }
}

/// `TS2:4f1c22d0:048192170`.
impl fmt::Display for PaperCode {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{CODE_TAG}{}:{}", self.station, self.number.digits())
    }
}

fn digit(ch: char) -> Option<u8> {
    ch.to_digit(10).and_then(|digit| u8::try_from(digit).ok())
}

/// The check digit of these digits; 0 where the last of them is the right one.
fn damm(digits: &[u8]) -> u8 {
    let next = |so_far: u8, digit: &u8| DAMM.get(usize::from(so_far)).and_then(|row| row.get(usize::from(*digit)));
    digits.iter().fold(0, |so_far, digit| next(so_far, digit).copied().unwrap_or_default())
}
