use super::{Value, Words};
use std::fmt;

/// Notice: what went wrong and what to do, in words that can be read aloud over the phone. `notice` alone makes one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// `TS-K02`: unique, listed in docs/ERRORS.md.
    pub code: &'static str,
    /// What happened.
    what: String,
    /// What to do now.
    now: String,
}

impl Notice {
    /// What happened. Values in it are legible.
    #[must_use]
    pub fn what(&self) -> &str {
        &self.what
    }

    /// What to do now.
    #[must_use]
    pub fn now(&self) -> &str {
        &self.now
    }

    /// On one line for a page: words first, since people read them, and the code last, for whom they call:
    /// `USB bị rút ra khi đang ghi. Cắm lại USB, chờ 5 giây rồi làm lại việc này. (TS-K02)`
    #[must_use]
    pub fn on_page(&self) -> String {
        format!("{} {} ({})", self.what, self.now, self.code)
    }
}

/// The notice of a code: the only way to one. Its values are shown as `legible` shows them. Its wording is the message `ts-k02`
/// of `notices.ftl` and that message's attribute `.now`.
#[must_use]
pub fn notice(words: &Words, code: &'static str, variables: &[(&str, Value<'_>)]) -> Notice {
    let key = code.to_ascii_lowercase();
    let shown: Vec<(&str, Value<'_>)> = variables.iter().map(|(name, value)| (*name, value.in_notice())).collect();
    let part = |attribute| words.format(&key, attribute, &shown).unwrap_or_else(|| format!("⟦{key}⟧"));
    Notice { code, what: part(None), now: part(Some("now")) }
}

/// On one line, as it is read aloud: `TS-K02. USB bị rút ra khi đang ghi. Cắm lại USB, chờ 5 giây rồi làm lại việc này.`
impl fmt::Display for Notice {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}. {} {}", self.code, self.what, self.now)
    }
}
