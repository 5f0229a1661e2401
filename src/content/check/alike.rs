//! When two options are the same to a reader (I03).

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Whether two texts differ in nothing but case, marks, characters and spaces; texts of characters alone must differ in those.
pub(super) fn are_alike(a: &str, b: &str) -> bool {
    letters(a).eq(letters(b)) && (a == b || letters(a).next().is_some())
}

/// As `domain::fold` has them, but one by one: most options differ in the first.
fn letters(text: &str) -> impl Iterator<Item = char> {
    text.nfd()
        .filter(|ch| !is_combining_mark(*ch))
        .flat_map(char::to_lowercase)
        .map(|ch| if ch == 'đ' { 'd' } else { ch })
        .filter(|ch| ch.is_alphanumeric())
}
