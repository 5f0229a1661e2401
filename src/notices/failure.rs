use crate::text::{Legible, Notice, Value, Words, notice};

/// A refusal of the world, ready to be worded: the notice's code (of `text::codes`) and the values that it names. Whatever a value
/// is made of, it is legible from here on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// Notice code, as `TS-B12`.
    pub code: &'static str,
    /// Values that its wording inserts, by name.
    args: Vec<(&'static str, Legible)>,
}

impl Failure {
    /// A failure with a code of `text::codes` and its values.
    #[must_use]
    pub fn new<const N: usize>(code: &'static str, args: [(&'static str, String); N]) -> Self {
        Self::with(code, args)
    }

    /// The same with any number of values.
    #[must_use]
    pub fn with(code: &'static str, args: impl IntoIterator<Item = (&'static str, String)>) -> Self {
        Self { code, args: args.into_iter().map(|(name, value)| (name, Legible::from(value))).collect() }
    }

    /// The value of that name, as it is shown; none where the notice has no such value.
    #[must_use]
    pub fn value(&self, name: &str) -> Option<&str> {
        self.args.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
    }

    /// The same values under another notice's code.
    #[must_use]
    pub fn under(self, code: &'static str) -> Self {
        Self { code, ..self }
    }

    /// The notice of this refusal.
    #[must_use]
    pub fn notice(&self, words: &Words) -> Notice {
        let args: Vec<(&str, Value<'_>)> =
            self.args.iter().map(|(name, value)| (*name, Value::from(value.as_str()))).collect();
        notice(words, self.code, &args)
    }
}

/// A single refusal, where several could occur.
#[must_use]
pub fn failure<const N: usize>(code: &'static str, args: [(&'static str, String); N]) -> Vec<Failure> {
    vec![Failure::new(code, args)]
}
