use super::legible::{legible, shown_block};
use fluent_bundle::FluentValue;
use std::borrow::Cow;

/// Value of a message's variable.
///
/// A text may come from anywhere: it is never inserted as it is, but as `legible` (notices) or `shown_block` (everything else) shows it.
///
/// Only unsigned whole numbers become counts, which are grouped (`1.234`) and choose an English plural. A year, a date or
/// anything else that must not be grouped is handed in as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value<'a> {
    /// A text, of ours or of others.
    Text(Cow<'a, str>),
    /// A count, with the separators of the language.
    Count(u64),
}

impl<'a> Value<'a> {
    /// The value as a notice shows it: a text on one line and of a bounded length.
    pub(super) fn in_notice(&self) -> Value<'_> {
        match self {
            Self::Text(text) => Value::Text(legible(text)),
            Self::Count(count) => Value::Count(*count),
        }
    }

    pub(super) fn to_fluent(&self) -> FluentValue<'_> {
        match self {
            Self::Text(text) => FluentValue::String(shown_block(text)),
            Self::Count(count) => FluentValue::from(*count),
        }
    }
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl<'a> From<&'a String> for Value<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

impl<'a> From<Cow<'a, str>> for Value<'a> {
    fn from(text: Cow<'a, str>) -> Self {
        Self::Text(text)
    }
}

impl From<u8> for Value<'_> {
    fn from(count: u8) -> Self {
        Self::Count(count.into())
    }
}

impl From<u16> for Value<'_> {
    fn from(count: u16) -> Self {
        Self::Count(count.into())
    }
}

impl From<u32> for Value<'_> {
    fn from(count: u32) -> Self {
        Self::Count(count.into())
    }
}

impl From<u64> for Value<'_> {
    fn from(count: u64) -> Self {
        Self::Count(count)
    }
}

impl From<usize> for Value<'_> {
    fn from(count: usize) -> Self {
        Self::Count(u64::try_from(count).unwrap_or(u64::MAX))
    }
}
