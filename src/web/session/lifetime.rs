use crate::domain::Moment;

/// Lifetime of a session, by the server's clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SessionLifetime {
    /// When the person signed in.
    pub begun: Moment,
    /// After this the session has ended, unless a request prolongs it before.
    pub until: Moment,
}

/// The end is moved no more often than this.
const STEP_MS: i64 = 60 * 1000;

impl SessionLifetime {
    /// A session ends this long after its last request: somebody has left the page open and gone.
    pub const IDLE_MS: i64 = 30 * 60 * 1000;
    /// The longest that a session lasts, however busy: a working day.
    pub const LONGEST_MS: i64 = 8 * 3600 * 1000;

    /// Lifetime of a session that begins now.
    #[must_use]
    pub fn new(now: Moment) -> Self {
        Self { begun: now, until: Moment(now.0 + Self::IDLE_MS) }
    }

    /// Whether it is valid now. One that ends later than any that begins now was made by another clock.
    #[must_use]
    pub fn is_valid(self, now: Moment) -> bool {
        (now.0..=now.0 + Self::IDLE_MS).contains(&self.until.0)
    }

    /// The lifetime after a request now; none if it has ended, or if its end would hardly move.
    #[must_use]
    pub fn prolonged(self, now: Moment) -> Option<Self> {
        let until_ms = (now.0 + Self::IDLE_MS).min(self.begun.0 + Self::LONGEST_MS);
        let is_due = self.is_valid(now) && until_ms - self.until.0 >= STEP_MS;
        is_due.then_some(Self { until: Moment(until_ms), ..self })
    }
}
