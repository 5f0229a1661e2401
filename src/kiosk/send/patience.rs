use std::{
    sync::atomic::{AtomicBool, Ordering},
    thread,
    time::Duration,
};

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

/// How soon a wish to stop is noticed while it is waited.
const BLINK: Duration = Duration::from_millis(100);

/// Waits for so long, or until it is to stop; whether it goes on.
pub fn wait_unless(stop: &AtomicBool, time: Duration) -> bool {
    let mut left = time;
    while !left.is_zero() && !stop.load(Ordering::Relaxed) {
        let nap = left.min(BLINK);
        thread::sleep(nap);
        left = left.saturating_sub(nap);
    }
    !stop.load(Ordering::Relaxed)
}
