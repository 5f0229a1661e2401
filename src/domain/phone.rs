use std::fmt;

/// Whether this is a number to be called as people read it: digits and spaces, from the three of an emergency call on.
#[must_use]
pub fn is_hotline(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    text.bytes().all(|byte| byte.is_ascii_digit() || byte == b' ') && (3..=12).contains(&digits)
}

/// A Vietnamese telephone number in its national form, digits only. `Debug` does not show it.
#[derive(Clone, PartialEq, Eq)]
pub struct Phone(String);

/// Why what was typed cannot be a Vietnamese telephone number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PhoneFault {
    /// Characters other than digits and separators.
    #[error("telephone number is not digits")]
    NotDigits,
    /// A mobile number of eleven digits, as they were before the change of 2018.
    #[error("telephone number from before 2018")]
    Before2018,
    /// Neither ten digits, as mobile numbers have, nor eleven, as landlines have; how many there are.
    #[error("telephone number of {0} digits")]
    Length(usize),
    /// No known Vietnamese prefix.
    #[error("unknown telephone prefix")]
    Unknown,
}

impl Phone {
    /// Reads a number with or without spaces, dots, dashes and the country code 84.
    ///
    /// # Errors
    /// Why no Vietnamese network has such a number (ranges as in google/libphonenumber, region VN).
    pub fn parse(typed: &str) -> Result<Self, PhoneFault> {
        let chars: String = typed.chars().filter(|ch| !matches!(ch, ' ' | '.' | '-' | '(' | ')' | '\u{a0}')).collect();
        let digits = chars.strip_prefix('+').unwrap_or(&chars);
        if digits.is_empty() || !digits.bytes().all(|ch| ch.is_ascii_digit()) {
            return Err(PhoneFault::NotDigits);
        }
        let national = match digits.strip_prefix("84") {
            Some(rest) if digits.len() >= 11 => format!("0{}", rest.strip_prefix('0').unwrap_or(rest)), // (+84) 09… too
            _ => digits.to_owned(),
        };
        let bytes: Vec<u8> = national.bytes().map(|digit| digit - b'0').collect();
        match bytes.as_slice() {
            [0, a, b, c, _, _, _, _, _, _] if is_mobile(*a, *b, *c) => Ok(Self(national)),
            [0, 2, _, _, rest @ ..] if rest.len() == 7 => Ok(Self(national)),
            [0, 1, 2 | 6 | 8 | 9, ..] if bytes.len() == 11 => Err(PhoneFault::Before2018),
            _ if !matches!(bytes.len(), 10 | 11) => Err(PhoneFault::Length(bytes.len())),
            _ => Err(PhoneFault::Unknown),
        }
    }

    /// Digits alone, beginning with 0.
    #[must_use]
    pub fn digits(&self) -> &str {
        &self.0
    }
}

/// The ranges that mobile networks have, by the three digits behind the zero.
fn is_mobile(a: u8, b: u8, c: u8) -> bool {
    match (a, b) {
        (3, _) | (7, 0 | 6..=9) | (8, 1..=8) | (9, 0..=8) => true,
        (5, 1 | 6 | 8 | 9) => true,
        (5, 2) => matches!(c, 2 | 3 | 8),
        (5, 5) => c == 9,
        (8, 9) => c >= 6,
        (9, 9) => matches!(c, 0 | 1 | 3..=9),
        _ => false,
    }
}

impl fmt::Debug for Phone {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Phone(…)")
    }
}
