use super::wrap::wrapped;
use crate::{
    notices::Failure,
    platform::{terminal_columns, wants_english},
    text::{Language, Value, Words},
};
use std::{
    fmt::Display,
    io::{IsTerminal, Write, stderr, stdout},
};

const USUAL_COLUMNS: usize = 80;
/// A narrower terminal would show a word a line.
const LEAST_COLUMNS: usize = 20;

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
        if stdout().is_terminal() { self.line(wrapped(text, columns())) } else { self.line(text) }
    }

    /// A line of the result, worded.
    pub fn told(&self, key: &str, values: &[(&str, Value<'_>)]) {
        self.prose(&self.words.with(key, values));
    }

    /// A line beside the result.
    pub fn aside(&self, text: impl Display) {
        let text = text.to_string();
        let text = if stderr().is_terminal() { wrapped(&text, columns()) } else { text };
        let _ = writeln!(stderr(), "{text}");
    }

    pub fn refused(&self, failures: &[Failure]) {
        for failure in failures {
            self.aside(failure.notice(&self.words));
        }
    }
}

/// Of the terminal; where it does not say, what it told its shell, or what every terminal has.
fn columns() -> usize {
    let told = || std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    terminal_columns().or_else(told).filter(|columns| *columns >= LEAST_COLUMNS).unwrap_or(USUAL_COLUMNS)
}
