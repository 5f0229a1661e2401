use std::{
    collections::HashMap,
    net::{IpAddr, Ipv6Addr},
    sync::{Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

/// How many addresses are remembered; those that have been quiet longest are forgotten.
const MOST_ADDRESSES: usize = 20_000;
/// A sender may save up so many seconds' worth of requests.
const SAVED_SECONDS: f64 = 10.0;
/// What a refused request costs, in requests: who sends only rubbish is slowed down twenty times as much.
const REFUSED: f64 = 20.0;

/// A limit on what one address asks for in a second.
pub struct Gate {
    /// None without a limit.
    a_second: Option<f64>,
    buckets: Mutex<HashMap<IpAddr, Bucket>>,
}

#[derive(Clone, Copy)]
struct Bucket {
    left: f64,
    at: Instant,
}

impl Gate {
    #[must_use]
    pub fn new(a_second: u32) -> Self {
        Self { a_second: (a_second > 0).then(|| f64::from(a_second)), buckets: Mutex::new(HashMap::new()) }
    }

    /// Lets a request in, or says after how many seconds to come again.
    pub fn enter(&self, from: IpAddr, now: Instant) -> Result<(), u64> {
        let Some(a_second) = self.a_second else { return Ok(()) };
        let mut buckets = self.buckets();
        if buckets.len() >= MOST_ADDRESSES {
            let saved = Duration::from_secs_f64(SAVED_SECONDS);
            buckets.retain(|_, bucket| now.saturating_duration_since(bucket.at) < saved);
        }
        let most = a_second * SAVED_SECONDS;
        let bucket = buckets.entry(network(from)).or_insert(Bucket { left: most, at: now });
        let since = now.saturating_duration_since(bucket.at).as_secs_f64();
        *bucket = Bucket { left: (bucket.left + since * a_second).min(most), at: now };
        if bucket.left >= 1.0 {
            bucket.left -= 1.0;
            return Ok(());
        }
        Err(seconds((1.0 - bucket.left) / a_second))
    }

    /// What the address sent was refused.
    pub fn refused(&self, from: IpAddr) {
        let Some(a_second) = self.a_second else { return };
        if let Some(bucket) = self.buckets().get_mut(&network(from)) {
            // Never so deep that it takes longer than the saved time to come up again.
            bucket.left = (bucket.left - REFUSED).max(-a_second * SAVED_SECONDS);
        }
    }

    fn buckets(&self) -> MutexGuard<'_, HashMap<IpAddr, Bucket>> {
        self.buckets.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// How long somebody waits who typed a wrong password: longer each time, and nobody is shut out
/// (docs/THREAT-MODEL.md S4).
#[derive(Default)]
pub struct Delays(Mutex<HashMap<IpAddr, Delay>>);

#[derive(Clone, Copy)]
struct Delay {
    wrong: u32,
    until: Instant,
}

const LONGEST_DELAY: u64 = 60;
/// Who has not tried for so long begins anew.
const FORGIVEN: Duration = Duration::from_secs(1800);

impl Delays {
    /// Seconds that are still to be waited; a try before that is not looked at.
    #[must_use]
    pub fn left(&self, from: IpAddr, now: Instant) -> Option<u64> {
        let delay = self.delays().get(&network(from)).copied()?;
        let left = delay.until.checked_duration_since(now)?;
        Some(seconds(left.as_secs_f64())).filter(|left| *left > 0)
    }

    pub fn wrong(&self, from: IpAddr, now: Instant) {
        let mut delays = self.delays();
        delays.retain(|_, delay| now.saturating_duration_since(delay.until) < FORGIVEN);
        if delays.len() >= MOST_ADDRESSES {
            delays.clear();
        }
        let delay = delays.entry(network(from)).or_insert(Delay { wrong: 0, until: now });
        let wait = (1_u64 << delay.wrong.min(6)).min(LONGEST_DELAY);
        *delay = Delay { wrong: delay.wrong + 1, until: now + Duration::from_secs(wait) };
    }

    pub fn right(&self, from: IpAddr) {
        self.delays().remove(&network(from));
    }

    fn delays(&self) -> MutexGuard<'_, HashMap<IpAddr, Delay>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whoever has one IPv6 address has 2^64 of them.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(address) => IpAddr::V4(address),
        IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() >> 64 << 64)),
    }
}

/// Whole seconds, at least one.
fn seconds(time: f64) -> u64 {
    Duration::try_from_secs_f64(time.max(0.0)).map_or(1, |time| time.as_secs() + 1)
}
