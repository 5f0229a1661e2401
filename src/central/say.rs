use crate::{
    notices::Failure,
    platform::{columns, wants_english},
    text::{Language, Value, Words, fitted},
};
use serde_json::Value as Json;
use std::{
    fmt::Display,
    io::{IsTerminal, Write, stderr, stdin, stdout},
};
use zeroize::Zeroizing;

/// What commands print and ask. A reader that has gone away (`| head`) is no fault.
pub struct Say {
    words: Words,
    /// Programs read the result: it is one line of JSON, and what is told on the way goes beside it.
    json: bool,
}

impl Say {
    #[must_use]
    pub fn new(json: bool) -> Self {
        let english = wants_english();
        Self { words: Words::new(if english { Language::English } else { Language::Vietnamese }), json }
    }

    #[must_use]
    pub fn words(&self) -> &Words {
        &self.words
    }

    #[must_use]
    pub fn is_json(&self) -> bool {
        self.json
    }

    /// A line of the result for people; nothing where a program reads.
    pub fn told(&self, key: &str, values: &[(&str, Value<'_>)]) {
        if !self.json {
            self.line(fitted(&self.words.with(key, values), columns(&stdout())));
        }
    }

    /// The result for programs; nothing where people read.
    pub fn result(&self, result: &Json) {
        if self.json {
            self.line(result);
        }
    }

    pub fn line(&self, text: impl Display) {
        let _ = writeln!(stdout(), "{text}");
    }

    /// A line beside the result.
    pub fn aside(&self, text: impl Display) {
        let _ = writeln!(stderr(), "{}", beside(&text.to_string()));
    }

    pub fn refused(&self, failures: &[Failure]) {
        for failure in failures {
            self.aside(failure.notice(&self.words));
        }
    }

    /// Whether somebody at the keyboard says yes to the question of this key; nobody there says no.
    #[must_use]
    pub fn agreed(&self, key: &str, values: &[(&str, Value<'_>)]) -> bool {
        if !stdin().is_terminal() {
            return false;
        }
        let _ = write!(stderr(), "{} ", beside(&self.words.with(key, values)));
        let mut typed = String::new();
        let read = stdin().read_line(&mut typed);
        read.is_ok() && matches!(typed.trim().to_lowercase().as_str(), "y" | "yes" | "c" | "có" | "co")
    }

    /// Whether somebody at the keyboard does not say yes to the question of this key; with nobody there the command was the answer.
    #[must_use]
    pub fn objected(&self, key: &str, values: &[(&str, Value<'_>)]) -> bool {
        stdin().is_terminal() && !self.agreed(key, values)
    }

    /// What is typed without being shown; none where nobody sits at the keyboard.
    #[must_use]
    pub fn secret(&self, key: &str, values: &[(&str, Value<'_>)]) -> Option<Zeroizing<String>> {
        let asked = format!("{} ", self.words.with(key, values));
        let typed = stdin().is_terminal().then(|| rpassword::prompt_password(asked));
        typed.and_then(Result::ok).map(Zeroizing::new)
    }
}

/// As the terminal beside the result shows it; elsewhere it stays one line.
fn beside(text: &str) -> String {
    fitted(text, columns(&stderr()))
}
