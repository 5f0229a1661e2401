use crate::text::{Notice, Value, Words, notice};

/// A refusal of the world, ready to be worded: the notice's code (of `text::codes`) and the values that it names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// Notice code, as `TS-B12`.
    pub code: &'static str,
    /// Values that its wording inserts, by name.
    pub args: Vec<(&'static str, String)>,
}

impl Failure {
    /// A failure with a code of `text::codes` and its values.
    #[must_use]
    pub fn new<const N: usize>(code: &'static str, args: [(&'static str, String); N]) -> Self {
        Self { code, args: args.into() }
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
