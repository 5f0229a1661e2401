use std::time::{Duration, Instant};

/// Least pace of a transfer. Only the time that the other side keeps us waiting counts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LeastPace {
    /// This much waiting is free; longer silence ends the transfer.
    pub patience: Duration,
    /// Bytes that must have come for each further second.
    pub bytes_a_second: f64,
}

/// Of what strangers send. A front of 16 KiB with its signature gets through at 2 KiB/s (docs/THREAT-MODEL.md S16).
pub const STRANGE: LeastPace = LeastPace { patience: Duration::from_secs(5), bytes_a_second: 4096.0 };
/// Of what known stations and people send, and of what anybody receives: a poor network of a village is ten times as fast.
pub const KNOWN: LeastPace = LeastPace { patience: Duration::from_secs(20), bytes_a_second: 1024.0 };

/// Measure of a transfer's pace.
#[derive(Clone, Copy, Debug, Default)]
pub struct Pace {
    waited: Duration,
    since: Option<Instant>,
    bytes: f64,
}

impl Pace {
    /// The other side keeps us waiting. Returns whether that begins now.
    pub fn wait(&mut self, now: Instant) -> bool {
        let begins = self.since.is_none();
        self.since.get_or_insert(now);
        begins
    }

    /// So many bytes have come or gone.
    pub fn moved(&mut self, bytes: usize, now: Instant) {
        if let Some(since) = self.since.take() {
            self.waited += now.saturating_duration_since(since);
        }
        self.bytes += f64::from(u32::try_from(bytes).unwrap_or(u32::MAX));
    }

    /// Whether fewer bytes have moved than must have.
    pub fn is_below(&self, least: LeastPace) -> bool {
        let beyond = self.waited.saturating_sub(least.patience);
        self.bytes < beyond.as_secs_f64() * least.bytes_a_second
    }
}
