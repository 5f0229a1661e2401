use super::{
    Facts,
    facts::DISK_PATIENCE,
    problem::{Problem, amber, plain, red, unknown},
};
use crate::{
    domain::{Date, Moment},
    platform::{FileFault, HardwareClock, SyncAnswer, SyncTimes, WriteCache},
    text::{Value, Words, codes::doctor, codes::machine as codes, short_date},
};

/// This program is not older: what is before this day is a clock without a battery.
const NOT_BEFORE: Option<Date> = Date::from_ymd_opt(2026, 1, 1);
/// Files that are newer than the clock by more than this were written when it showed a later time.
const DAY_MS: i64 = 86_400_000;
/// Seconds by which the two clocks may differ.
const CLOCK_SLACK_S: u64 = 300;
/// Where another system shares the machine, the hardware's clock keeps Vietnam's time.
const VIETNAM_S: i64 = 7 * 3600;
/// Microseconds of a turn of the fastest disk that turns, 15,000 a minute: a write to the same place takes a turn.
const LEAST_TURN_US: u32 = 4_000;
/// Microseconds below which no sync can have left the processor's side of the wire.
const NO_DEVICE_US: u32 = 10;
/// Microseconds that a flash disk needs at least to empty a memory of its own that forgets.
const LEAST_FLUSH_US: u32 = 100;
/// A person notices a wait of this many microseconds behind an answer.
const SLOW_US: u32 = 250_000;
/// Free megabytes below which the station may stop, and below which somebody should look.
const SPACE_MB: (u64, u64) = (50, 500);

pub(super) fn clock(facts: &Facts, words: &Words) -> (String, Problem) {
    let value = words.moment(facts.wall);
    let date = facts.wall.date();
    let is_early = NOT_BEFORE.is_some_and(|first| date < first);
    let is_behind = facts.newest_file.is_some_and(|Moment(newest)| newest.saturating_sub(facts.wall.0) > DAY_MS);
    if is_early || is_behind {
        return (value, red(codes::CLOCK_WRONG, [("shown", short_date(date))]));
    }
    let problem = match facts.hardware_clock {
        HardwareClock::Off(seconds) => {
            let off = seconds.unsigned_abs().min((seconds - VIETNAM_S).unsigned_abs());
            let minutes = [("minutes", (off / 60).to_string())];
            if off > CLOCK_SLACK_S { amber(codes::BATTERY_CLOCK_OFF, minutes) } else { None }
        }
        HardwareClock::None => None,
    };
    (value, problem)
}

pub(super) fn disk(facts: &Facts, words: &Words) -> (String, Problem) {
    match &facts.syncs {
        SyncAnswer::Times(times) => {
            let ms = |us: u32| words.decimal(f64::from(us.div_ceil(10)) / 100.0, 2);
            let (middle, least) = (ms(times.middle_us), ms(times.least_us));
            let values: [(&str, Value<'_>); 3] =
                [("ms", middle.as_str().into()), ("n", times.count.into()), ("least", least.as_str().into())];
            (words.with("machine-is-answer", &values), of_times(facts, *times))
        }
        SyncAnswer::Refused(FileFault::Full) => (plain(words, "machine-is-refused"), space(Some(0), words).1),
        SyncAnswer::Refused(_) => (plain(words, "machine-is-refused"), red(codes::FOLDER_READ_ONLY, [])),
        SyncAnswer::TooSlow => {
            let seconds = [("seconds", DISK_PATIENCE.as_secs().to_string())];
            (plain(words, "machine-is-silent"), red(codes::DISK_SILENT, seconds))
        }
    }
}

fn of_times(facts: &Facts, times: SyncTimes) -> Problem {
    match honesty(facts, times) {
        Honesty::InMemory => red(codes::DATA_IN_MEMORY, []),
        Honesty::Impossible => amber(codes::DISK_TOO_FAST, []),
        Honesty::NotKnown => amber(codes::DISK_NOT_KNOWN, []),
        Honesty::Plausible if times.middle_us > SLOW_US => {
            amber(codes::DISK_SLOW, [("ms", (times.middle_us / 1000).to_string())])
        }
        Honesty::Plausible => None,
    }
}

/// What can be known from beside a disk about whether its syncs are true. Only cutting the power proves it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Honesty {
    /// There is no disk.
    InMemory,
    /// Faster than such a disk can write, or mounted so that syncs do not reach it.
    Impossible,
    /// The time proves nothing: another machine, a network or the disk's own claim is between.
    NotKnown,
    /// The time that writing takes.
    Plausible,
}

fn honesty(facts: &Facts, times: SyncTimes) -> Honesty {
    let disk = &facts.disk;
    let turns = disk.is_rotating == Some(true) && !facts.is_virtual;
    match disk.write_cache {
        _ if disk.is_memory => Honesty::InMemory,
        _ if disk.without_barriers || times.middle_us < NO_DEVICE_US => Honesty::Impossible,
        _ if turns && times.middle_us < LEAST_TURN_US => Honesty::Impossible,
        _ if facts.is_virtual => Honesty::NotKnown,
        _ if turns => Honesty::Plausible,
        // Without a memory of its own the kernel asks the disk for nothing, and believes it.
        Some(WriteCache::Through) | None => Honesty::NotKnown,
        Some(WriteCache::Back) if times.middle_us < LEAST_FLUSH_US => Honesty::NotKnown,
        Some(WriteCache::Back) => Honesty::Plausible,
    }
}

pub(super) fn space(free: Option<u64>, words: &Words) -> (String, Problem) {
    let Some(free) = free else { return unknown(words) };
    let mb = free / 1_000_000;
    let args = |needed: u64| [("megabytes", mb.to_string()), ("needed", needed.to_string())];
    let problem = match () {
        () if mb < SPACE_MB.0 => red(doctor::DISK_NEARLY_FULL, args(SPACE_MB.0)),
        () if mb < SPACE_MB.1 => amber(doctor::DISK_NEARLY_FULL, args(SPACE_MB.1)),
        () => None,
    };
    (words.with("machine-is-space", &[("mb", mb.into())]), problem)
}
