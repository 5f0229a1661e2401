use std::{
    collections::HashMap,
    time::{Duration, Instant},
};

/// Refusal throttle: limits how often refusals are recorded. The page shows that a sender is refused, not how often it tries.
#[derive(Default)]
pub struct RefusalThrottle {
    newest: HashMap<(String, &'static str), Instant>,
    last: Option<Instant>,
}

/// Least time between two records of one station and code.
const SAME_AGAIN: Duration = Duration::from_secs(10);
/// Least time between any two records.
const ANY_AGAIN: Duration = Duration::from_millis(200);
const MOST_KEYS: usize = 1000;

impl RefusalThrottle {
    /// Whether this refusal is to be recorded now.
    pub fn is_due(&mut self, station: &str, code: &'static str, now: Instant) -> bool {
        let since = |then: &Instant| now.saturating_duration_since(*then);
        if self.newest.len() >= MOST_KEYS {
            self.newest.retain(|_, then| since(then) < SAME_AGAIN);
        }
        let key = (station.to_owned(), code);
        let is_due = self.newest.get(&key).is_none_or(|then| since(then) >= SAME_AGAIN)
            && self.last.as_ref().is_none_or(|then| since(then) >= ANY_AGAIN)
            && self.newest.len() < MOST_KEYS;
        if is_due {
            self.newest.insert(key, now);
            self.last = Some(now);
        }
        is_due
    }
}
