//! How long a text is, as readers and screens count.

use unicode_width::UnicodeWidthStr;

/// Syllables (tiếng): runs between spaces that contain a letter or digit.
pub(super) fn syllables(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count()
}

/// The sentences of a text, for who shows one a line: they end in `.`, `?`, `!` or `…` before a space and no small letter, and at the text's end.
#[must_use]
pub fn sentences(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, _) in text.match_indices(' ') {
        let (Some(before), Some(after)) = (text.get(start..at), text.get(at + 1..)) else { continue };
        let ends = before.trim_end_matches(['”', '"', ')']).ends_with(['.', '?', '!', '…']);
        if ends && !after.starts_with(char::is_lowercase) {
            found.push(before);
            start = at + 1;
        }
    }
    found.extend(text.get(start..).filter(|rest| !rest.trim().is_empty()));
    found
}

/// Lines that a text takes when words are wrapped at so many columns.
pub(super) fn wrapped_lines(text: &str, columns: usize) -> usize {
    let mut lines = 1;
    let mut used = 0;
    for word in text.split(' ') {
        let width = word.width();
        let fits = if used == 0 { width <= columns } else { used + 1 + width <= columns };
        if fits {
            used += width + usize::from(used > 0);
        } else {
            lines += usize::from(used > 0) + width.saturating_sub(1) / columns;
            used = width.saturating_sub(1) % columns + 1;
        }
    }
    lines
}
