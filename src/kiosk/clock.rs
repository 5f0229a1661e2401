use crate::{
    domain::{Moment, Stamp},
    platform,
};
use std::sync::OnceLock;

/// A wall clock further from what is known than this is in doubt (docs/THREAT-MODEL.md C1).
const SLACK_MS: i64 = 120_000;
/// Nothing the station knows is older than this when a shift is held.
const LONGEST_MS: i64 = 400 * 86_400_000;

/// Current time, with nothing known to judge the clocks by.
#[must_use]
pub fn stamp_now() -> Stamp {
    stamp(Moment::default())
}

/// Current time. The wall clock is in doubt when it is earlier than something that surely happened, absurdly later, or
/// when it was moved while the program ran.
#[must_use]
pub fn stamp(floor: Moment) -> Stamp {
    static START: OnceLock<platform::Reading> = OnceLock::new();
    let now = platform::now();
    let start = START.get_or_init(|| now);
    let ran_ms = i64::try_from(now.mono_ms.saturating_sub(start.mono_ms)).unwrap_or(0);
    let moved = now.wall_ms.saturating_sub(start.wall_ms).saturating_sub(ran_ms);
    let suspect = now.wall_ms < floor.0.saturating_sub(SLACK_MS)
        || (floor.0 > 0 && now.wall_ms > floor.0.saturating_add(LONGEST_MS))
        || moved.abs() > SLACK_MS;
    Stamp { wall: Moment(now.wall_ms), mono_ms: now.mono_ms, boot: now.boot, suspect }
}
