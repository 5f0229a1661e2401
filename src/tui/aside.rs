/// A line about a scan that the screen did not ask for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aside {
    /// Its words.
    pub wording: String,
    /// It goes at this time of the steady clock, in milliseconds, or with the next key.
    pub until_ms: u64,
}
