use crate::text;

/// Others' words, or a file's name, on one line: characters that a terminal would obey or not show become their code points.
#[must_use]
pub fn legible(text: &str) -> String {
    text::legible(text).into_owned()
}
