use crate::{
    domain::{Known, Moment, Now, Stamp},
    platform,
    store::Store,
};
use std::sync::OnceLock;

/// A wall clock that was moved by more than this while the program ran is in doubt (docs/THREAT-MODEL.md C1).
const SLACK_MS: i64 = 120_000;

/// The clocks, before anything is known to judge them by: no store is open.
#[must_use]
pub fn stamp_now() -> Stamp {
    stamp(&Known::default())
}

/// The present, before anything is known to judge it by.
#[must_use]
pub fn unjudged() -> Now {
    stamp_now().into()
}

/// The present by what an open station knows.
#[must_use]
pub fn now(store: &Store) -> Now {
    let known = store.known();
    known.now(stamp(&known))
}

/// The clocks. The wall clock is in doubt when it contradicts what is known, or was moved while the program ran.
#[must_use]
pub fn stamp(known: &Known) -> Stamp {
    static START: OnceLock<platform::Reading> = OnceLock::new();
    let now = platform::now();
    let start = START.get_or_init(|| now);
    let ran_ms = i64::try_from(now.mono_ms.saturating_sub(start.mono_ms)).unwrap_or(0);
    let moved = now.wall_ms.saturating_sub(start.wall_ms).saturating_sub(ran_ms);
    let plain = Stamp { wall: Moment(now.wall_ms), mono_ms: now.mono_ms, boot: now.boot, suspect: false };
    known.judge(Stamp { suspect: moved.abs() > SLACK_MS, ..plain })
}
