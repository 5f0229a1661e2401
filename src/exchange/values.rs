use super::{Item, RemarkKind, tidy::tidy};
use crate::domain::{Date, Level, fold};

/// A level as teachers write it; none where nothing is written.
///
/// # Errors
/// Something else is written.
pub(super) fn level(stated: &str) -> Result<Option<Level>, ()> {
    let plain: String = stated.chars().map(|ch| if ch.is_alphanumeric() { ch } else { ' ' }).collect();
    let folded = fold(&plain);
    let name = ["muc do ", "muc ", "cap do ", "level ", "m"]
        .iter()
        .find_map(|before| folded.strip_prefix(before).filter(|rest| rest.bytes().all(|byte| byte.is_ascii_digit())))
        .unwrap_or(&folded);
    match name {
        "" => Ok(None),
        "1" | "nhan biet" | "nb" | "biet" | "de" | "easy" => Ok(Some(Level::Easy)),
        "2" | "thong hieu" | "th" | "hieu" | "trung binh" | "tb" | "medium" => Ok(Some(Level::Middle)),
        "3" | "van dung" | "vd" | "van dung thap" | "vdt" | "van dung cao" | "vdc" | "kho" | "hard" => {
            Ok(Some(Level::Hard))
        }
        _ => Err(()),
    }
}

/// The word that `level` reads back.
pub(super) fn level_word(level: Option<Level>) -> &'static str {
    match level {
        None => "",
        Some(Level::Easy) => "Nhận biết",
        Some(Level::Middle) => "Thông hiểu",
        Some(Level::Hard) => "Vận dụng",
    }
}

/// A day, year first or day first; none where nothing is written.
///
/// # Errors
/// No day of the calendar.
pub(super) fn day(stated: &str) -> Result<Option<Date>, ()> {
    let stated = tidy(stated);
    if stated.is_empty() {
        return Ok(None);
    }
    // A spreadsheet may add midnight to a day.
    let stated = stated.strip_suffix(" 00:00:00").unwrap_or(&stated);
    let parts: Vec<&str> = stated.split(['-', '/', '.']).map(str::trim).collect();
    let [first, month, last] = parts.as_slice() else { return Err(()) };
    let (year, day) = if first.len() == 4 { (first, last) } else { (last, first) };
    let number =
        |text: &str| text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse::<u32>().ok()).flatten();
    let (Some(year), Some(month), Some(day)) = (number(year).filter(|_| year.len() == 4), number(month), number(day))
    else {
        return Err(());
    };
    i32::try_from(year).ok().and_then(|year| Date::from_ymd_opt(year, month, day)).map(Some).ok_or(())
}

/// Yes or no; nothing written is no.
///
/// # Errors
/// Something else is written.
pub(super) fn flag(stated: &str) -> Result<bool, ()> {
    match fold(stated).as_str() {
        "x" | "co" | "1" | "true" | "yes" | "dung" | "v" | "✓" => Ok(true),
        "" | "khong" | "0" | "false" | "no" | "sai" => Ok(false),
        _ => Err(()),
    }
}

/// Which option a key names, counted from 0: its letter, its number or its text.
pub(super) fn key_place(stated: &str, options: &[String]) -> Result<usize, RemarkKind> {
    if stated.is_empty() {
        return Err(RemarkKind::NoRight);
    }
    let same = |option: &String| option == stated || fold(option) == fold(stated);
    let as_text = options.iter().position(|option| option == stated).or_else(|| options.iter().position(same));
    let bare = fold(stated);
    let words = ["dap an dung ", "dap an:", "dap an ", "phuong an ", "lua chon ", "cau "];
    let bare =
        words.iter().find_map(|before| bare.strip_prefix(before)).unwrap_or(&bare).trim_start_matches([':', ' ']);
    let bare = bare.strip_suffix(".0").unwrap_or(bare); // a number as programs write it
    let quotes = ['"', '“', '”', '\'', '‘', '’', '«', '»', '(', '[', ']'];
    let bare = bare.trim_matches(quotes).trim_end_matches(['.', ')', ':']);
    let stated = stated.trim_matches(quotes);
    let is_plain = stated.trim_end_matches(['.', ')', ':']).ends_with(|ch: char| ch.is_ascii()); // a lone Đ is no D
    let unusable = || RemarkKind::KeyUnusable(stated.chars().take(60).collect());
    if let Some(place) = letter_place(bare).filter(|_| is_plain) {
        // «Ả» is no «A».
        return match as_text.filter(|at| options.get(*at).is_some_and(|option| option.eq_ignore_ascii_case(stated))) {
            // «A» where the third option is the text «A».
            Some(other) if place < options.len() && other != place => Err(RemarkKind::KeyConflict),
            Some(other) => Ok(other),
            None if place < options.len() => Ok(place),
            None => Err(unusable()),
        };
    }
    if let Some((place, text)) = letter_and_text(bare) {
        // «B. 114»: both state the same, or nobody can know.
        let is_it =
            options.get(place).is_some_and(|option| fold(option).trim_end_matches('.') == text.trim_end_matches('.'));
        match as_text {
            Some(other) if !is_it || other == place => return Ok(other), // the option itself is written so
            _ if is_it => return Ok(place),
            None if place < options.len() => return Err(RemarkKind::KeyConflict),
            _ => (),
        }
    }
    let as_number =
        bare.parse::<usize>().ok().and_then(|number| number.checked_sub(1)).filter(|place| *place < options.len());
    match (as_number, as_text) {
        (Some(number), Some(text)) if number != text => Err(RemarkKind::KeyConflict),
        (Some(place), _) | (None, Some(place)) => Ok(place),
        (None, None) if are_several(bare) => Err(RemarkKind::SeveralRight),
        (None, None) => Err(unusable()),
    }
}

/// `b. 114`: a letter with its sign, and the text behind it.
fn letter_and_text(bare: &str) -> Option<(usize, &str)> {
    let (letter, rest) = bare.split_at_checked(1)?;
    let text = rest.trim_start().strip_prefix(['.', ')', ':', '-', '–'])?.trim();
    // «A, C», «A. C» name several.
    (text.chars().count() > 1 && !are_several(bare)).then_some((letter_place(letter)?, text))
}

/// `a` is 0, `j` is 9.
pub(super) fn letter_place(text: &str) -> Option<usize> {
    match text.as_bytes() {
        [letter] if letter.is_ascii_alphabetic() => Some(usize::from(letter.to_ascii_lowercase() - b'a')),
        _ => None,
    }
}

/// `a,c`, `a va c`, `ac`, `1 3`.
fn are_several(bare: &str) -> bool {
    let parts: Vec<&str> =
        bare.split([',', ';', '/', '&', '+', ' ', '.', ')']).filter(|part| !part.is_empty() && *part != "va").collect();
    let is_one = |part: &&str| {
        part.len() == 1 && part.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'j').contains(&byte))
    };
    match parts.as_slice() {
        [run] => (2..=4).contains(&run.len()) && run.bytes().all(|byte| (b'a'..=b'f').contains(&byte)),
        parts => parts.len() > 1 && parts.iter().all(is_one),
    }
}

/// The right option's letter and the options in the order in which they are written: the position of the right one follows from
/// the stem alone, so that a printed file does not hold a key of A's, and is the same each time.
pub(super) fn key_letter(item: &Item) -> (char, Vec<String>) {
    let sum = item.stem.bytes().fold(17_usize, |sum, byte| sum.wrapping_mul(31).wrapping_add(usize::from(byte)));
    let mut options = item.options.clone();
    let place = (sum >> 3).checked_rem(options.len()).unwrap_or(0);
    if let Some(first) = options.get_mut(..=place) {
        first.rotate_left(1);
    }
    let letter = u8::try_from(place).map_or('A', |place| char::from(b'A'.saturating_add(place.min(25))));
    (letter, options)
}
