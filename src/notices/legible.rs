use crate::{domain::is_forbidden_char, text::shown};

/// Others' words, or a file's name, on one line: characters that a terminal would obey or not show become their code points.
#[must_use]
pub fn legible(text: &str) -> String {
    let one = |ch| match ch {
        '\n' | '\t' => " ".to_owned(),
        ch if is_forbidden_char(ch) => shown(ch),
        ch => ch.to_string(),
    };
    text.chars().map(one).collect()
}
