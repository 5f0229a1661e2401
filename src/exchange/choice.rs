/// An option of a question while its lines are read, with what may mark it.
#[derive(Clone, Debug, Default)]
pub(super) struct Choice {
    pub text: String,
    /// Counted from 0.
    pub letter: usize,
    /// A star beside it, or words that it is right.
    pub is_starred: bool,
    /// Its box or circle, where it has one, is filled.
    pub ticked: Option<bool>,
    /// Bold: its letter, its text.
    pub bold: (bool, bool),
    /// The same of underlining and coloured grounds.
    pub underlined: (bool, bool),
    /// The colour that its letter has, and its text, where it is not the usual one.
    pub tints: (Option<String>, Option<String>),
    /// Its text is in italics.
    pub is_slanted: bool,
}
