//! How the benches take time and what they make of several tries.

use std::{fmt::Debug, hint::black_box, time::Instant};

/// Why a measurement could not be made.
pub struct Stop(pub String);

impl<E: Debug> From<E> for Stop {
    fn from(fault: E) -> Self {
        Self(format!("{fault:?}"))
    }
}

/// Median, least and most.
pub fn spread(mut values: Vec<f64>) -> (f64, f64, f64) {
    values.sort_by(f64::total_cmp);
    let at = |part: usize| values.get(values.len().saturating_sub(1) * part / 2).copied().unwrap_or(0.0);
    (at(1), at(0), at(2))
}

/// Seconds on the wall.
pub fn timed<T>(work: impl FnOnce() -> Result<T, Stop>) -> Result<(f64, T), Stop> {
    let start = Instant::now();
    let done = black_box(work()?);
    Ok((start.elapsed().as_secs_f64(), done))
}

/// Seconds of this thread's work: what others do on the machine meanwhile does not count.
pub fn worked<T>(work: impl FnOnce() -> Result<T, Stop>) -> Result<f64, Stop> {
    let start = clock();
    black_box(work()?);
    Ok(clock() - start)
}

/// Seconds that this thread worked so far.
pub fn clock() -> f64 {
    let mut time = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    // SAFETY: the clock fills the structure that it is given.
    unsafe { libc::clock_gettime(libc::CLOCK_THREAD_CPUTIME_ID, &raw mut time) };
    time.tv_sec as f64 + time.tv_nsec as f64 / 1e9
}
