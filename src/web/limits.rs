use std::{
    collections::HashMap,
    hash::Hash,
    sync::{Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

/// Number of senders that are remembered; those that have been quiet longest are forgotten.
const MOST_SENDERS: usize = 20_000;
/// A sender may save up the requests of this many seconds.
const SAVED_SECONDS: f64 = 10.0;
/// Cost of a refused request, in requests: a sender of nothing else is slowed down twenty times as much.
const REFUSED: f64 = 20.0;

/// Rate limit: requests of one sender in a second. A sender is a network, or a browser that is known.
pub struct Gate<S> {
    /// None without a limit.
    a_second: Option<f64>,
    buckets: Mutex<HashMap<S, Bucket>>,
}

#[derive(Clone, Copy)]
struct Bucket {
    left: f64,
    at: Instant,
}

impl<S: Eq + Hash> Gate<S> {
    /// Limit of this many requests in a second; 0 without a limit.
    pub fn new(a_second: u32) -> Self {
        Self { a_second: (a_second > 0).then(|| f64::from(a_second)), buckets: Mutex::new(HashMap::new()) }
    }

    /// Admits a request.
    ///
    /// # Errors
    /// After how many seconds to send it again.
    pub fn enter(&self, from: S, now: Instant) -> Result<(), u64> {
        let Some(a_second) = self.a_second else { return Ok(()) };
        let mut buckets = self.buckets();
        if buckets.len() >= MOST_SENDERS {
            let saved = Duration::from_secs_f64(SAVED_SECONDS);
            buckets.retain(|_, bucket| now.saturating_duration_since(bucket.at) < saved);
        }
        let most = a_second * SAVED_SECONDS;
        let bucket = buckets.entry(from).or_insert(Bucket { left: most, at: now });
        let since = now.saturating_duration_since(bucket.at).as_secs_f64();
        *bucket = Bucket { left: (bucket.left + since * a_second).min(most), at: now };
        if bucket.left >= 1.0 {
            bucket.left -= 1.0;
            return Ok(());
        }
        Err(seconds((1.0 - bucket.left) / a_second))
    }

    /// Charges a sender whose request was refused.
    pub fn refused(&self, from: &S) {
        let Some(a_second) = self.a_second else { return };
        if let Some(bucket) = self.buckets().get_mut(from) {
            // Never deeper than the saved time can refill.
            bucket.left = (bucket.left - REFUSED).max(-a_second * SAVED_SECONDS);
        }
    }

    fn buckets(&self) -> MutexGuard<'_, HashMap<S, Bucket>> {
        self.buckets.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whole seconds, at least one.
fn seconds(time: f64) -> u64 {
    Duration::try_from_secs_f64(time.max(0.0)).map_or(1, |time| time.as_secs() + 1)
}
