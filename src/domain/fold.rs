use std::borrow::Cow;
use unicode_normalization::{IsNormalized, UnicodeNormalization, char::is_combining_mark, is_nfc_quick};

/// Letters without case, marks and doubled spaces, `đ` as `d`: what search and comparison look at.
///
/// `fold("  Hoà  BÌNH ") == fold("hòa bình") == "hoa binh"`.
#[must_use]
pub fn fold(text: &str) -> String {
    let plain: String = text
        .nfd()
        .filter(|ch| !is_combining_mark(*ch))
        .flat_map(char::to_lowercase)
        .map(|ch| if ch == 'đ' { 'd' } else { ch })
        .collect();
    tidy_spaces(&plain)
}

/// NFC, without spaces at the ends and with single spaces between words.
#[must_use]
pub fn tidy_spaces(text: &str) -> String {
    // Nearly all texts are composed already, and are looked at by the hundred thousand.
    let composed: Cow<'_, str> = match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => text.into(),
        IsNormalized::No | IsNormalized::Maybe => text.nfc().collect(),
    };
    let mut tidy = String::with_capacity(composed.len());
    for word in composed.split_whitespace() {
        if !tidy.is_empty() {
            tidy.push(' ');
        }
        tidy.push_str(word);
    }
    tidy
}

/// The open syllables whose tone mark is on the first vowel in the traditional style and on the second in the new one.
const PAIRS: [(&str, &str); 15] = [
    ("òa", "oà"),
    ("óa", "oá"),
    ("ỏa", "oả"),
    ("õa", "oã"),
    ("ọa", "oạ"),
    ("òe", "oè"),
    ("óe", "oé"),
    ("ỏe", "oẻ"),
    ("õe", "oẽ"),
    ("ọe", "oẹ"),
    ("ùy", "uỳ"),
    ("úy", "uý"),
    ("ủy", "uỷ"),
    ("ũy", "uỹ"),
    ("ụy", "uỵ"),
];

/// Writes each word in the traditional tone style (hòa, thủy); `qu` keeps its tone on the y (quý), as both styles do.
#[must_use]
pub fn old_tone_style(text: &str) -> String {
    each_word(&tidy_spaces(text), |word| swap(word, |(old, new)| (*new, *old)))
}

/// Swaps the tone style of the last word where it has two (hòa to hoà and back), and leaves the rest alone.
#[must_use]
pub fn toggle_tone_style(text: &str) -> String {
    let (head, last) = match text.rfind(' ') {
        Some(at) => text.split_at(at + 1),
        None => ("", text),
    };
    let old = swap(last, |(old, new)| (*new, *old));
    let turned = if old == last { swap(last, |(old, new)| (*old, *new)) } else { old };
    format!("{head}{turned}")
}

fn each_word(text: &str, turn: impl Fn(&str) -> String) -> String {
    text.split(' ').map(turn).collect::<Vec<_>>().join(" ")
}

/// Replaces the ending of `word` by its partner, keeping upper case letter by letter.
fn swap(word: &str, order: impl Fn(&(&'static str, &'static str)) -> (&'static str, &'static str)) -> String {
    let chars: Vec<char> = word.chars().collect();
    let Some(at) = chars.len().checked_sub(2) else { return word.to_owned() };
    let tail: String = chars.iter().skip(at).flat_map(|ch| ch.to_lowercase()).collect();
    let before = at.checked_sub(1).and_then(|i| chars.get(i)).map(|ch| ch.to_ascii_lowercase());
    let found = PAIRS.iter().map(order).find(|(from, _)| *from == tail);
    let Some((_, to)) =
        found.filter(|(from, _)| !(from.ends_with(['y', 'ỳ', 'ý', 'ỷ', 'ỹ', 'ỵ']) && before == Some('q')))
    else {
        return word.to_owned();
    };
    let turned = to
        .chars()
        .zip(chars.iter().skip(at))
        .map(|(new, was)| if was.is_uppercase() { new.to_uppercase().next().unwrap_or(new) } else { new });
    chars.iter().take(at).copied().chain(turned).collect()
}
