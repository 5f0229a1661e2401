use std::time::Duration;

/// How long it is waited, and how often it is tried without coming any further.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Patience {
    /// Attempts in a row without progress before giving up.
    pub tries: u32,
    /// Longest time for a connection to be made.
    pub connect: Duration,
    /// A line on which nothing moves for so long has broken.
    pub stall: Duration,
    /// Longest time for an answer, once the request is sent.
    pub answer: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        let [connect, stall, answer] = [15, 30, 60].map(Duration::from_secs);
        Self { tries: 6, connect, stall, answer }
    }
}
