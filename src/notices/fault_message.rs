use super::legible::legible;
use crate::text::Value;

/// A message and its variables.
pub struct Message<'a> {
    /// Key of the wording.
    pub key: &'static str,
    /// What it names.
    pub values: Vec<(&'static str, Value<'a>)>,
}

/// A message of this key.
#[must_use]
pub fn message<'a, const N: usize>(key: &'static str, values: [(&'static str, Value<'a>); N]) -> Message<'a> {
    Message { key, values: values.into() }
}

/// Longest quotation, in characters.
const LONGEST_QUOTE: usize = 80;

/// A quotation from the folder, fit for a line of a terminal.
#[must_use]
pub fn quote(text: &str) -> Value<'static> {
    let mut chars = text.chars();
    let mut quoted = legible(&chars.by_ref().take(LONGEST_QUOTE).collect::<String>());
    if chars.next().is_some() {
        quoted.push('…');
    }
    quoted.into()
}
