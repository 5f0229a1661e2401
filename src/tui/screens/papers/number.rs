use crate::{
    domain::{PaperCode, PaperNumber, PaperNumberFault},
    tui::{BatchLine, PaperStep},
};

/// Which paper was meant by what was typed or scanned: nine digits, its code, or the last three digits (serial and check digit) where only
/// one paper that waits to be keyed in has them.
///
/// # Errors
/// The key of the words for why it is none, with what they need.
pub(super) fn find(typed: &str, batches: &[BatchLine]) -> Result<PaperNumber, (&'static str, usize)> {
    if let Some(code) = PaperCode::parse(typed.trim()) {
        return Ok(code.number);
    }
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    if digits.len() == LAST && typed.chars().all(|ch| ch.is_ascii_digit() || ch == '-' || ch == ' ') {
        return last_digits(&digits, batches);
    }
    PaperNumber::parse(typed).map_err(|fault| match fault {
        PaperNumberFault::Empty => ("papers-number-empty", 0),
        PaperNumberFault::NotDigits => ("papers-number-signs", 0),
        PaperNumberFault::Length(length) => ("papers-number-length", length),
        PaperNumberFault::Check | PaperNumberFault::Serial(_) => ("papers-number-check", 0),
    })
}

/// Digits of a serial and the check digit.
const LAST: usize = 3;

/// The paper that waits to be keyed in and ends with these three digits, where no number that the station knows begins with them: then
/// nothing else can be meant.
pub(super) fn by_last_digits(typed: &str, batches: &[BatchLine]) -> Option<PaperNumber> {
    if typed.len() != LAST || !typed.bytes().all(|ch| ch.is_ascii_digit()) {
        return None;
    }
    let mut all = batches.iter().flat_map(|batch| &batch.papers);
    let begins = all.any(|paper| paper.number.digits().starts_with(typed));
    last_digits(typed, batches).ok().filter(|_| !begins)
}

fn last_digits(digits: &str, batches: &[BatchLine]) -> Result<PaperNumber, (&'static str, usize)> {
    let waits = |step| matches!(step, PaperStep::Collected | PaperStep::KeyedOnce);
    let all = batches.iter().flat_map(|batch| &batch.papers);
    let mut found = all.filter(|paper| waits(paper.step) && paper.number.digits().ends_with(digits));
    match (found.next(), found.next()) {
        (Some(one), None) => Ok(one.number),
        (Some(_), Some(_)) => Err(("papers-number-several", 0)),
        (None, _) => Err(("papers-number-none", 0)),
    }
}
