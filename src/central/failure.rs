use crate::{
    domain::has_forbidden_sign,
    text::{Notice, Value, Words, notice},
};

/// A refusal, ready to be worded: the notice's code and the values that it names.
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

/// A refusal that stands alone.
pub fn failure<const N: usize>(code: &'static str, args: [(&'static str, String); N]) -> Vec<Failure> {
    vec![Failure::new(code, args)]
}

/// Others' words on one line: signs that a terminal would obey or not show stand as their code points.
#[must_use]
pub fn legible(text: &str) -> String {
    let one = |sign: char| match sign {
        '\n' | '\t' => " ".to_owned(),
        sign if has_forbidden_sign(sign) => format!("U+{:04X}", u32::from(sign)),
        sign => sign.to_string(),
    };
    text.chars().map(one).collect()
}
