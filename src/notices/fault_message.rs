use super::legible;
use crate::text::Value;

/// A message and its variables.
pub(super) struct Message<'a> {
    pub key: &'static str,
    pub values: Vec<(&'static str, Value<'a>)>,
}

pub(super) fn message<'a, const N: usize>(key: &'static str, values: [(&'static str, Value<'a>); N]) -> Message<'a> {
    Message { key, values: values.into() }
}

/// Longest quotation, in characters.
const LONGEST_QUOTE: usize = 80;

/// A quotation from the folder, fit for a line of a terminal.
pub(super) fn quote(text: &str) -> Value<'static> {
    let mut chars = text.chars();
    let mut quoted = legible(&chars.by_ref().take(LONGEST_QUOTE).collect::<String>());
    if chars.next().is_some() {
        quoted.push('…');
    }
    quoted.into()
}
