/// From when until when somebody is signed in, in milliseconds of the server's clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    pub begun_ms: i64,
    pub until_ms: i64,
}

/// The end is moved no more often than this.
const STEP_MS: i64 = 60 * 1000;

impl Term {
    /// Without a request for so long it has ended: somebody has left the page open and gone.
    pub const IDLE_MS: i64 = 30 * 60 * 1000;
    /// The longest that one lasts, whatever is asked meanwhile: a working day.
    pub const LONGEST_MS: i64 = 8 * 3600 * 1000;

    /// Somebody signs in now.
    #[must_use]
    pub fn begin(now_ms: i64) -> Self {
        Self { begun_ms: now_ms, until_ms: now_ms + Self::IDLE_MS }
    }

    /// Whether it holds now. One that ends later than any that begins now was made by another clock.
    #[must_use]
    pub fn holds(self, now_ms: i64) -> bool {
        (now_ms..=now_ms + Self::IDLE_MS).contains(&self.until_ms)
    }

    /// The term after a request now; none where it has ended, or where its end would hardly move.
    #[must_use]
    pub fn renewed(self, now_ms: i64) -> Option<Self> {
        let until_ms = (now_ms + Self::IDLE_MS).min(self.begun_ms + Self::LONGEST_MS);
        let is_worth_it = self.holds(now_ms) && until_ms - self.until_ms >= STEP_MS;
        is_worth_it.then_some(Self { until_ms, ..self })
    }
}
