use crate::{
    notices::Failure,
    platform::{columns, wants_english},
    text::{Language, Value, Words, fitted},
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
        let english = wants_english();
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

    /// A line of the result that is broken at spaces where a terminal shows it; elsewhere it stays one line, for programs.
    pub fn prose(&self, text: &str) {
        self.line(fitted(text, columns(&stdout())));
    }

    /// A line of the result, worded.
    pub fn told(&self, key: &str, values: &[(&str, Value<'_>)]) {
        self.prose(&self.words.with(key, values));
    }

    /// A line beside the result.
    pub fn aside(&self, text: impl Display) {
        let _ = writeln!(stderr(), "{}", fitted(&text.to_string(), columns(&stderr())));
    }

    pub fn refused(&self, failures: &[Failure]) {
        for failure in failures {
            self.aside(failure.notice(&self.words));
        }
    }
}
