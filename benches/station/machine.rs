//! The machine: what it is, and how much of it others use meanwhile.

use std::{fs, time::Instant};

/// Above this share of other people's work timings mean little (docs/BENCHMARKS.md).
const QUIET: f64 = 0.25;
/// The kernel counts in hundredths of a second.
const TICKS: f64 = 100.0;

/// Watches the machine from a moment on.
pub struct Watch {
    since: Instant,
    busy: f64,
    total: f64,
    own: f64,
}

impl Watch {
    pub fn start() -> Self {
        let (busy, total) = all_cores();
        Self { since: Instant::now(), busy, total, own: own() }
    }

    /// The share of all cores, 0 to 1, that others than this process and its ended children have used since.
    pub fn others(&self) -> f64 {
        let (busy, total) = all_cores();
        let theirs = (busy - self.busy) - (own() - self.own);
        (theirs / (total - self.total).max(0.01)).clamp(0.0, 1.0)
    }

    pub fn seconds(&self) -> f64 {
        self.since.elapsed().as_secs_f64()
    }
}

/// Whether the run was quiet enough to be believed.
pub fn verdict(others: f64, seconds: f64) -> String {
    let word = if others < QUIET { "quiet" } else { "BUSY: timings say little, counts hold" };
    format!("Run of {seconds:.0} s; others used {:.0} % of the machine: {word}.", others * 100.0)
}

/// One line about the machine.
pub fn described() -> String {
    let read = |path: &str| fs::read_to_string(path).unwrap_or_default();
    let value = |text: &str, name: &str| {
        let line = text.lines().find(|line| line.starts_with(name)).unwrap_or_default();
        line.split_once([':', '=']).map_or("?".to_owned(), |(_, value)| value.trim().trim_matches('"').to_owned())
    };
    let processor = read("/proc/cpuinfo");
    let cores = processor.lines().filter(|line| line.starts_with("processor")).count();
    let memory = value(&read("/proc/meminfo"), "MemTotal");
    let gibibytes = memory.split(' ').next().and_then(|number| number.parse::<f64>().ok()).unwrap_or(0.0) / 1048576.0;
    let name = value(&processor, "model name");
    let system = value(&read("/etc/os-release"), "PRETTY_NAME");
    let kernel = read("/proc/sys/kernel/osrelease");
    format!("Machine: {cores} x {name}, {gibibytes:.0} GiB, {system}, Linux {}, {}", kernel.trim(), disk())
}

/// The file system and device under the measured station.
fn disk() -> String {
    let mounts = fs::read_to_string("/proc/mounts").unwrap_or_default();
    let here = super::place::scratch();
    let under = mounts.lines().filter_map(|line| {
        let mut words = line.split(' ');
        let (device, point, kind) = (words.next()?, words.next()?, words.next()?);
        here.starts_with(point).then(|| (point.len(), format!("{kind} on {device}")))
    });
    under.max_by_key(|(length, _)| *length).map_or("?".to_owned(), |(_, text)| text)
}

/// Busy and total CPU seconds of all cores since the machine was started.
fn all_cores() -> (f64, f64) {
    let text = fs::read_to_string("/proc/stat").unwrap_or_default();
    let first = text.lines().next().unwrap_or_default();
    // user nice system idle iowait irq softirq steal
    let times: Vec<f64> = first.split_whitespace().skip(1).take(8).filter_map(|word| word.parse().ok()).collect();
    let total: f64 = times.iter().sum();
    let idle: f64 = times.iter().skip(3).take(2).sum();
    ((total - idle) / TICKS, total / TICKS)
}

/// CPU seconds of this process and its ended children.
fn own() -> f64 {
    [libc::RUSAGE_SELF, libc::RUSAGE_CHILDREN]
        .into_iter()
        .map(|who| {
            // SAFETY: an all-zero rusage is valid, and getrusage fills it.
            let usage = unsafe {
                let mut usage: libc::rusage = std::mem::zeroed();
                libc::getrusage(who, &raw mut usage);
                usage
            };
            [usage.ru_utime, usage.ru_stime]
                .iter()
                .map(|time| time.tv_sec as f64 + time.tv_usec as f64 / 1e6)
                .sum::<f64>()
        })
        .sum()
}
