use crate::domain::is_forbidden_char;
use std::{borrow::Cow, fmt};

/// Longest value of a notice, in characters. Longer ones lose their middle: a path shows where it begins and what it ends in.
const MOST: usize = 300;

/// A character as people can read it: itself where it is seen, else its code point.
#[must_use]
pub fn shown(ch: char) -> String {
    if ch.is_alphanumeric() || ch.is_ascii_punctuation() { ch.to_string() } else { format!("U+{:04X}", u32::from(ch)) }
}

/// Foreign words on one line, as every value of a notice is shown: characters that a terminal obeys or nobody sees become their code
/// points, and what is too long loses its middle.
#[must_use]
pub fn legible(text: &str) -> Cow<'_, str> {
    match shown_block(text) {
        Cow::Borrowed(text) if !text.contains('\n') => cut(Cow::Borrowed(text)),
        text => cut(Cow::Owned(text.replace('\n', " "))),
    }
}

/// Foreign words on one line, made legible: the type has no other way in, so that what it holds may be printed, logged and shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Legible(String);

impl Legible {
    /// The words.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for Legible {
    fn from(text: &str) -> Self {
        Self(legible(text).into_owned())
    }
}

impl From<String> for Legible {
    fn from(text: String) -> Self {
        Self::from(text.as_str())
    }
}

impl fmt::Display for Legible {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// Foreign words of several lines, as a wording or an output shows them: as `legible`, but lines and length stay.
#[must_use]
pub fn shown_block(text: &str) -> Cow<'_, str> {
    let is_plain = |ch: char| ch == '\n' || !is_forbidden_char(ch);
    if text.chars().all(is_plain) {
        return Cow::Borrowed(text);
    }
    let mut written = String::with_capacity(text.len());
    for ch in text.chars() {
        match ch {
            '\t' => written.push(' '),
            ch if is_plain(ch) => written.push(ch),
            ch => written.push_str(&shown(ch)),
        }
    }
    Cow::Owned(written)
}

/// JSON as programs read it, with characters that a terminal obeys or nobody sees written as `\u` and four digits: the values are the same.
#[must_use]
pub fn shown_json(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_forbidden_char) {
        return Cow::Borrowed(text);
    }
    let one = |ch: char| {
        if !is_forbidden_char(ch) {
            return ch.to_string();
        }
        let mut halves = [0_u16; 2];
        ch.encode_utf16(&mut halves).iter().map(|half| format!("\\u{half:04x}")).collect()
    };
    Cow::Owned(text.chars().map(one).collect())
}

fn cut(text: Cow<'_, str>) -> Cow<'_, str> {
    let length = text.chars().count();
    if length <= MOST {
        return text;
    }
    let (head, tail) = (MOST / 2, MOST - MOST / 2 - 1);
    let middle: String = text.chars().take(head).chain(['…']).chain(text.chars().skip(length - tail)).collect();
    Cow::Owned(middle)
}
