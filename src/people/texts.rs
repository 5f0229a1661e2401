//! Names, villages and messages of invented people: `assets/people/people.txt`, one text a line below its `[section]`.

use std::{collections::BTreeMap, sync::LazyLock};

static TEXTS: LazyLock<BTreeMap<&str, Vec<&str>>> = LazyLock::new(|| {
    let mut texts: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut section = "";
    for line in include_str!("../../assets/people/people.txt").lines() {
        match line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            Some(name) => section = name,
            None => texts.entry(section).or_default().push(line),
        }
    }
    texts
});

/// All texts of a section; none where it does not exist.
pub(super) fn texts(section: &str) -> &'static [&'static str] {
    TEXTS.get(section).map(Vec::as_slice).unwrap_or_default()
}

/// The only text of a section.
pub(super) fn text(section: &str) -> &'static str {
    texts(section).first().copied().unwrap_or_default()
}

/// A section's text with a number in its gap.
pub(super) fn numbered(section: &str, number: u32) -> String {
    text(section).replace("{}", &number.to_string())
}

/// Name of an invented village.
#[must_use]
pub fn village(number: u32) -> String {
    numbered("village", number)
}
