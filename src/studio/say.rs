use crate::{
    text::{Language, Value, Words, notice},
    tui::Failure,
};
use std::{
    fmt::Display,
    io::{Write, stderr, stdout},
};

/// What commands print. A reader that has gone away (`| head`) is no fault.
pub struct Say {
    words: Words,
}

impl Say {
    #[must_use]
    pub fn new() -> Self {
        let english = std::env::var("LANG").is_ok_and(|lang| lang.starts_with("en"));
        Self { words: Words::new(if english { Language::English } else { Language::Vietnamese }) }
    }

    #[must_use]
    pub fn words(&self) -> &Words {
        &self.words
    }

    /// A line of the result.
    pub fn line(&self, text: impl Display) {
        let _ = writeln!(stdout(), "{text}");
    }

    /// A line of the result, worded.
    pub fn told(&self, key: &str, values: &[(&str, Value<'_>)]) {
        self.line(self.words.with(key, values));
    }

    /// A line beside the result.
    pub fn aside(&self, text: impl Display) {
        let _ = writeln!(stderr(), "{text}");
    }

    pub fn refused(&self, failures: &[Failure]) {
        for failure in failures {
            let values: Vec<(&str, Value<'_>)> =
                failure.args.iter().map(|(name, value)| (*name, Value::from(value.as_str()))).collect();
            self.aside(notice(&self.words, failure.code, &values));
        }
    }
}
