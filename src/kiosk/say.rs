use crate::{
    platform::{columns, wants_english},
    text::{Language, Words, fitted},
    tui::Failure,
};
use serde_json::json;
use std::io::{IsTerminal, Write, stderr, stdout};

/// What commands print: lines for people, or JSON where a program reads. A reader that has gone away is no fault.
pub struct Say {
    json: bool,
    words: Words,
}

impl Say {
    #[must_use]
    pub fn new(json: bool) -> Self {
        let english = wants_english();
        let language = if english { Language::English } else { Language::Vietnamese };
        Self { json, words: Words::new(language) }
    }

    #[must_use]
    pub fn words(&self) -> &Words {
        &self.words
    }

    /// A line for people, broken at spaces where a terminal shows it; nothing in JSON mode.
    pub fn line(&self, text: &str) {
        self.drawn(&fitted(text, columns(&stdout())));
    }

    /// A line that is a picture, as it is; nothing in JSON mode.
    pub fn drawn(&self, text: &str) {
        if !self.json {
            let _ = writeln!(stdout(), "{text}");
        }
    }

    /// The result for programs; nothing in the other mode.
    pub fn value(&self, value: &serde_json::Value) {
        if self.json {
            let _ = writeln!(stdout(), "{value}");
        }
    }

    /// Progress, where it disturbs no reader.
    pub fn progress(&self, text: &str) {
        if !self.json && stderr().is_terminal() {
            let _ = write!(stderr(), "\r{text}\x1b[K");
            let _ = stderr().flush();
        }
    }

    pub fn refused(&self, failures: &[Failure]) {
        for failure in failures {
            let notice = failure.notice(&self.words);
            if self.json {
                let told = json!({ "code": notice.code, "what": notice.what, "now": notice.now });
                let _ = writeln!(stdout(), "{told}");
            } else {
                let _ = writeln!(stderr(), "{}", beside(&notice.to_string()));
            }
        }
    }
}

/// What is told beside the result, as its terminal shows it; elsewhere it stays one line.
pub fn beside(text: &str) -> String {
    fitted(text, columns(&stderr()))
}
