/// A line about a scan or the voice that the screen did not ask for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aside {
    /// Its words.
    pub wording: String,
    /// It goes at this time of the steady clock, in milliseconds, or with the next key.
    pub until_ms: u64,
    /// It is about the voice, which does not read it.
    pub is_quiet: bool,
}
