use crate::{
    notices::Failure,
    platform::{columns, wants_english},
    text::{Language, Value, Words, fitted, legible, shown_block, shown_json},
};
use serde_json::{Value as Json, json};
use std::{
    fmt::Display,
    io::{IsTerminal, Write, stderr, stdin, stdout},
};
#[cfg(any(feature = "central", feature = "studio"))]
use zeroize::Zeroizing;

/// Console of a command: the result on standard output, as text for people or as JSON for programs; notices, progress and questions
/// on standard error. A reader that closed its end (`| head`) is no error.
pub struct Console {
    words: Words,
    is_json: bool,
    failures: FailureFormat,
}

/// Where and how failures are printed.
#[derive(Clone, Copy)]
enum FailureFormat {
    /// As text on standard error.
    Text,
    /// As one JSON object a line on standard output.
    Json,
}

impl Console {
    /// A console in the language of the environment. With `is_json` it prints JSON results only; failures stay text.
    #[must_use]
    pub fn new(is_json: bool) -> Self {
        let language = if wants_english() { Language::English } else { Language::Vietnamese };
        Self { words: Words::new(language), is_json, failures: FailureFormat::Text }
    }

    /// As `new`; in JSON mode failures are JSON objects on standard output too.
    #[must_use]
    pub fn with_json_failures(is_json: bool) -> Self {
        let failures = if is_json { FailureFormat::Json } else { FailureFormat::Text };
        Self { failures, ..Self::new(is_json) }
    }

    /// Wording in the console's language.
    #[must_use]
    pub fn words(&self) -> &Words {
        &self.words
    }

    /// Whether results are JSON.
    #[must_use]
    pub fn is_json(&self) -> bool {
        self.is_json
    }

    /// Text for people, wrapped at spaces where standard output is a terminal; nothing in JSON mode.
    pub fn paragraph(&self, text: &str) {
        self.verbatim(fitted(&shown_block(text), columns(&stdout())));
    }

    /// The paragraph of a text key; nothing in JSON mode.
    pub fn message(&self, key: &str, values: &[(&str, Value<'_>)]) {
        self.paragraph(&self.words.with(key, values));
    }

    /// JSON of a command that has a mode of its own for it, as programs read it.
    pub fn json_line(&self, shape: impl Display) {
        let _ = writeln!(stdout(), "{}", shown_json(&shape.to_string()));
    }

    /// A line for people, not wrapped; nothing in JSON mode.
    pub fn verbatim(&self, text: impl Display) {
        self.drawn(shown_block(&text.to_string()));
    }

    /// A line exactly as it is: frames and codes that the program draws itself, never words of others; nothing in JSON mode.
    pub fn drawn(&self, text: impl Display) {
        if !self.is_json {
            let _ = writeln!(stdout(), "{text}");
        }
    }

    /// The result for programs, one line of JSON; nothing in text mode.
    pub fn json(&self, result: &Json) {
        if self.is_json {
            let _ = writeln!(stdout(), "{}", shown_json(&result.to_string()));
        }
    }

    /// Something that a self-check has found, as a line for people; returns its shape for programs. What is grave is seen to before going on.
    #[must_use]
    pub fn finding(&self, failure: &Failure, is_grave: bool) -> Json {
        let notice = failure.notice(self.words());
        self.paragraph(&format!("{} {notice}", if is_grave { "✗" } else { "▲" }));
        json!({ "code": notice.code, "grave": is_grave, "what": notice.what(), "now": notice.now() })
    }

    /// A line on standard error, wrapped where that is a terminal.
    pub fn note(&self, text: impl Display) {
        let _ = writeln!(stderr(), "{}", wrapped_for_stderr(&text.to_string()));
    }

    /// A question or prompt on standard error; the cursor stays behind it.
    pub fn prompt(&self, text: &str) {
        let _ = write!(stderr(), "{} ", wrapped_for_stderr(text));
    }

    /// Progress in place of the line before; only where standard error is a terminal and people read the result.
    pub fn progress(&self, text: &str) {
        if !self.is_json && stderr().is_terminal() {
            let _ = write!(stderr(), "\r{}\x1b[K", legible(text));
            let _ = stderr().flush();
        }
    }

    /// All failures of a command.
    pub fn failures(&self, failures: &[Failure]) {
        for failure in failures {
            let notice = failure.notice(&self.words);
            match self.failures {
                FailureFormat::Json => {
                    let shape = json!({ "code": notice.code, "what": notice.what(), "now": notice.now() });
                    let _ = writeln!(stdout(), "{}", shown_json(&shape.to_string()));
                }
                FailureFormat::Text => self.note(notice),
            }
        }
    }

    /// Whether the person at the keyboard answers yes to the question of this key; no where standard input is no terminal.
    #[must_use]
    pub fn confirms(&self, key: &str, values: &[(&str, Value<'_>)]) -> bool {
        if !stdin().is_terminal() {
            return false;
        }
        self.answer(&self.words.with(key, values)).is_some_and(|typed| self.is_yes(&typed))
    }

    /// What the person at the keyboard answers to a question; none where standard input is no terminal, or has ended.
    #[must_use]
    pub fn answer(&self, question: &str) -> Option<String> {
        if !stdin().is_terminal() {
            return None;
        }
        self.prompt(question);
        let mut typed = String::new();
        let read = stdin().read_line(&mut typed).ok().filter(|read| *read > 0);
        read.map(|_| typed.trim().to_owned())
    }

    /// Whether a typed answer is a yes, in either language and in any case.
    #[must_use]
    pub fn is_yes(&self, typed: &str) -> bool {
        let yes = self.words.get("cli-yes");
        let typed = typed.to_lowercase();
        yes.split(' ').any(|word| word == typed)
    }

    /// Whether the person at the keyboard answers anything but yes; where standard input is no terminal the command itself is the
    /// answer.
    #[must_use]
    pub fn declines(&self, key: &str, values: &[(&str, Value<'_>)]) -> bool {
        stdin().is_terminal() && !self.confirms(key, values)
    }

    /// A secret typed without echo; none where standard input is no terminal.
    #[cfg(any(feature = "central", feature = "studio"))]
    #[must_use]
    pub fn secret(&self, key: &str, values: &[(&str, Value<'_>)]) -> Option<Zeroizing<String>> {
        let question = format!("{} ", self.words.with(key, values));
        let typed = stdin().is_terminal().then(|| rpassword::prompt_password(question));
        typed.and_then(Result::ok).map(Zeroizing::new)
    }
}

fn wrapped_for_stderr(text: &str) -> String {
    fitted(&shown_block(text), columns(&stderr()))
}
