use crate::domain::Moment;

/// Reading of the machine's clocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClockReading {
    /// What the wall clock claims.
    pub wall: Moment,
    /// Milliseconds by a clock that only runs forwards.
    pub steady_ms: u64,
}

impl ClockReading {
    /// What the wall clock would claim now, had nobody moved it since `self`.
    pub(super) fn expected_at(self, steady_ms: u64) -> Moment {
        self.wall.plus_ms(i64::try_from(steady_ms.saturating_sub(self.steady_ms)).unwrap_or(0))
    }
}
