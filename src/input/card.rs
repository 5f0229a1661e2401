//! The text in the QR code of an ID card.
//!
//! Seven fields between `|`: number, number of the old card (may be empty), name, birth `ddMMyyyy`, sex, residence, date of
//! issue; a variant lacks the old number, the card of 2024 may carry more fields behind (content/cccd.md 2). The residence
//! names units as they were before the mergers of 2025. The raw text is not kept.

use crate::domain::{Birth, IdFault, IdNumber, PersonName, Sex, is_forbidden_char, tidy_spaces};
use std::fmt;
use zeroize::Zeroizing;

/// Bytes of the longest text that is looked at: a card has about 250.
const LONGEST: usize = 1024;
/// Fewest fields of a card.
const FIELDS: usize = 6;
/// Digits of an identity number.
const NUMBER: usize = 12;
/// Characters of an address that are kept.
const LONGEST_ADDRESS: usize = 200;

/// Identity card data. `Debug` shows none of it.
#[derive(Clone, PartialEq, Eq)]
pub struct Card {
    /// Identity number of the card.
    pub number: IdNumber,
    /// The name to the letter as the card spells it; none when it cannot be a name.
    pub name: Option<PersonName>,
    /// There is a name, but it arrived in no readable form: keyboard-wedge scanners have no keys for Vietnamese letters.
    pub name_damaged: bool,
    /// None when the card leaves the date empty.
    pub birth: Option<Birth>,
    /// Sex printed on the card; none where it is not readable.
    pub sex: Option<Sex>,
    /// Residence as printed, with the names of units before 2025: to search by, never to take over.
    pub address: String,
}

/// Why a scanned text is not taken as a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CardFault {
    /// A health insurance card (thẻ BHYT).
    #[error("health insurance card")]
    HealthInsurance,
    /// A web address, not a card.
    #[error("web address")]
    Url,
    /// A code to pay by (VietQR).
    #[error("payment code")]
    Payment,
    /// Longer than any card's text.
    #[error("longer than a card")]
    TooLong,
    /// Not the text of an identity card.
    #[error("not an identity card")]
    NotACard,
    /// It has a card's fields, but its number is impossible.
    #[error("identity number of the card is invalid")]
    Number(#[source] IdFault),
    /// It has a card's fields, but its birth date is impossible.
    #[error("birth date of the card is invalid")]
    Date,
}

impl Card {
    /// What may be believed of a scan that came as keys: number and birth alone
    /// (docs/decisions/018-identity-at-the-keyboard.md).
    #[must_use]
    pub fn ascii_only(self) -> Self {
        Self { name: None, sex: None, address: String::new(), ..self }
    }
}

impl fmt::Debug for Card {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Card(…)")
    }
}

/// Reads the text of a card's QR code.
///
/// # Errors
/// What it is instead, or which field is impossible.
pub fn read(scan: &str) -> Result<Card, CardFault> {
    let line = without_prefix(scan.trim_matches(|ch: char| ch.is_whitespace() || ch == '\u{feff}'));
    if line.len() > LONGEST {
        return Err(CardFault::TooLong);
    }
    let fields: Vec<Zeroizing<String>> = line.split('|').map(|field| Zeroizing::new(tidy_spaces(field))).collect();
    let field = |at: usize| fields.get(at).map_or("", |field| field.as_str());
    if let Some(other) = other_code(line, field(0), field(1)) {
        return Err(other);
    }
    if fields.len() < FIELDS || field(0).is_empty() || !is_digits(field(0)) {
        return Err(CardFault::NotACard);
    }
    let number = IdNumber::parse(field(0)).map_err(CardFault::Number)?;
    let has_old_number = matches!(field(1).len(), 0 | 9 | 12) && is_digits(field(1));
    let name_at = if has_old_number { 2 } else { 1 };
    let name = PersonName::parse(field(name_at)).ok();
    Ok(Card {
        number,
        name_damaged: name.is_none() && !field(name_at).is_empty(),
        name,
        birth: birth(field(name_at + 1))?,
        sex: sex(field(name_at + 2)),
        address: field(name_at + 3).chars().filter(|ch| !is_forbidden_char(*ch)).take(LONGEST_ADDRESS).collect(),
    })
}

/// The text without what a scanner puts before it: an AIM prefix (`]Q1`), or up to four characters that begin with a sign.
fn without_prefix(line: &str) -> &str {
    let number_at = line.find('|').and_then(|end| end.checked_sub(NUMBER)).filter(|at| line.is_char_boundary(*at));
    let Some((prefix, rest)) = number_at.map(|at| line.split_at(at)) else { return line };
    let is_prefix = prefix.chars().count() <= 4 && prefix.starts_with(|ch: char| !ch.is_alphanumeric());
    let begins_with_number = rest.get(..NUMBER).is_some_and(is_digits);
    if is_prefix && begins_with_number { rest } else { line }
}

/// Codes that people hold under the scanner by mistake.
fn other_code(line: &str, first: &str, second: &str) -> Option<CardFault> {
    let lower = line.get(..8).unwrap_or(line).to_ascii_lowercase();
    if line.contains("://") || lower.starts_with("www.") {
        return Some(CardFault::Url);
    }
    // EMV codes begin with tag 00, length 02, version 01
    if line.starts_with("000201") && !line.contains('|') {
        return Some(CardFault::Payment);
    }
    let is_letters_code = first.len() == 15
        && first.chars().take(2).all(|ch| ch.is_ascii_alphabetic())
        && first.chars().skip(2).all(|ch| ch.is_ascii_digit());
    let is_short_code = first.len() == 10 && is_digits(first) && is_hex(second);
    (line.contains('|') && (is_letters_code || is_short_code)).then_some(CardFault::HealthInsurance)
}

/// `ddMMyyyy`, also with separators; day or month 00 leaves the year alone, as for people whose papers know no more.
fn birth(field: &str) -> Result<Option<Birth>, CardFault> {
    if field.is_empty() {
        return Ok(None);
    }
    crate::domain::date_entry::read(field).map(Some).map_err(|_| CardFault::Date)
}

fn sex(field: &str) -> Option<Sex> {
    match field.to_lowercase().as_str() {
        "nam" => Some(Sex::Male),
        "nữ" | "nu" => Some(Sex::Female),
        _ => None,
    }
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|ch| ch.is_ascii_digit())
}

fn is_hex(text: &str) -> bool {
    text.len() >= 4 && text.len().is_multiple_of(2) && text.bytes().all(|ch| ch.is_ascii_hexdigit())
}
