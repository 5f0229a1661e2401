use crate::domain::is_forbidden_char;

/// Longest text that is shown whole, in characters.
const MOST_SHOWN: usize = 120;

/// Text of others on one line, as tables and sentences show it: without invisible characters and those that turn the line around;
/// of a bounded length.
#[must_use]
pub fn plain(text: &str) -> String {
    let mut plain: String = text.chars().take(MOST_SHOWN).map(visible).collect();
    if text.chars().count() > MOST_SHOWN {
        plain.push('…');
    }
    plain
}

/// A character as pages show it: itself where it is seen, else a sign that something was there.
#[must_use]
pub fn visible(ch: char) -> char {
    if is_forbidden_char(ch) { '\u{fffd}' } else { ch }
}
