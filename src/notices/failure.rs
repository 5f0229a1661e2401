use crate::text::{Notice, Value, Words, notice};

/// A refusal of the world, ready to be worded: the notice's code (of `text::codes`) and the values that it names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    pub code: &'static str,
    pub args: Vec<(&'static str, String)>,
}

impl Failure {
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

/// A refusal that stands alone, where several could.
#[must_use]
pub fn failure<const N: usize>(code: &'static str, args: [(&'static str, String); N]) -> Vec<Failure> {
    vec![Failure::new(code, args)]
}
