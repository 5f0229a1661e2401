use super::Location;
use std::ops::Range;

/// A line of a text or a paragraph of a document, as the reader of pasted questions takes it.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    /// Its place in the file.
    pub place: Location,
    /// Its text, marks aside.
    pub text: String,
    /// What is bold, underlined or in another colour, in bytes of `text`: it may mark the key.
    pub marked: Vec<Range<usize>>,
    /// What is underlined or highlighted, where that is known apart: looked at when all letters are bold anyway.
    pub underlined: Vec<Range<usize>>,
    /// Pictures, formulas: what is in the line and cannot be imported. Its question is left out.
    pub media: Option<String>,
}
