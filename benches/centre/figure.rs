use serde_json::json;
use std::{fmt::Debug, hint::black_box, time::Instant};

/// Why a measurement could not be made.
pub struct Stop(pub String);

impl<E: Debug> From<E> for Stop {
    fn from(fault: E) -> Self {
        Self(format!("{fault:?}"))
    }
}

#[derive(Clone, Copy)]
pub enum Goal {
    /// The measured value, or where it is a ratio the ratio.
    AtMost(f64),
    AtLeast(f64),
    RatioAtLeast(f64),
    RatioAtMost(f64),
    None,
}

/// One line of the table.
pub struct Figure {
    pub name: &'static str,
    pub unit: &'static str,
    pub ours: Vec<f64>,
    /// The bare limit's name and values, one for each of ours.
    pub bare: Option<(&'static str, Vec<f64>)>,
    pub goal: Goal,
}

impl Figure {
    pub fn row(&self) -> String {
        let told = |values: &[f64]| {
            let (median, least, most) = spread(values.to_vec());
            format!("{} ({}-{})", short(median), short(least), short(most))
        };
        let bare = self.bare.as_ref().map_or("-".to_owned(), |(name, values)| format!("{name}: {}", told(values)));
        let ratios = if self.bare.is_some() { told(&self.ratios()) } else { "-".to_owned() };
        let (goal, met) = match self.goal {
            Goal::AtMost(most) => (format!("<= {most}"), self.word()),
            Goal::AtLeast(least) => (format!(">= {least}"), self.word()),
            Goal::RatioAtLeast(least) => (format!(">= {least} x bare"), self.word()),
            Goal::RatioAtMost(most) => (format!("<= {most} x bare"), self.word()),
            Goal::None => ("-".to_owned(), "-"),
        };
        format!("| {}, {} | {} | {bare} | {ratios} | {goal} | {met} |", self.name, self.unit, told(&self.ours))
    }

    pub fn json(&self) -> serde_json::Value {
        let (median, least, most) = spread(self.ours.clone());
        let (ratio, ..) = spread(self.ratios());
        json!({ "figure": self.name, "unit": self.unit, "median": median, "least": least, "most": most, "ratio": ratio, "met": self.is_met() })
    }

    pub fn is_met(&self) -> bool {
        let (median, ..) = spread(self.ours.clone());
        let (ratio, ..) = spread(self.ratios());
        match self.goal {
            Goal::AtMost(most) => median <= most,
            Goal::AtLeast(least) => median >= least,
            Goal::RatioAtLeast(least) => ratio >= least,
            Goal::RatioAtMost(most) => ratio <= most,
            Goal::None => true,
        }
    }

    fn word(&self) -> &'static str {
        if self.is_met() { "met" } else { "**missed**" }
    }

    fn ratios(&self) -> Vec<f64> {
        let bare = self.bare.iter().flat_map(|(_, values)| values);
        self.ours.iter().zip(bare).map(|(ours, bare)| ours / bare).collect()
    }
}

fn short(value: f64) -> String {
    match value.abs() {
        100.0.. => format!("{value:.0}"),
        1.0.. => format!("{value:.2}"),
        _ => format!("{value:.4}"),
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

fn clock() -> f64 {
    let mut time = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    // SAFETY: the clock fills the structure that it is given.
    unsafe { libc::clock_gettime(libc::CLOCK_THREAD_CPUTIME_ID, &raw mut time) };
    time.tv_sec as f64 + time.tv_nsec as f64 / 1e9
}
