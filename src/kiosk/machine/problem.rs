use crate::{
    domain::Light,
    notices::Failure,
    text::{Words, codes::machine as codes},
};

/// What is wrong with a part: its light, with the code and its values.
pub(super) type Problem = Option<(Light, Failure)>;

/// Worth a look.
pub(super) fn amber<const N: usize>(code: &'static str, args: [(&'static str, String); N]) -> Problem {
    Some((Light::Amber, Failure::new(code, args)))
}

/// To be seen to first.
pub(super) fn red<const N: usize>(code: &'static str, args: [(&'static str, String); N]) -> Problem {
    Some((Light::Red, Failure::new(code, args)))
}

/// A value without variables.
pub(super) fn plain(words: &Words, key: &str) -> String {
    words.get(key).into_owned()
}

/// What this system does not report.
pub(super) fn unknown(words: &Words) -> (String, Problem) {
    (plain(words, "machine-is-unknown"), amber(codes::NOT_REPORTED, []))
}
