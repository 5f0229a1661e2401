//! Sizes beyond which nothing is looked at, checked before anything is allocated.

/// Largest pack.
pub const MOST_PACK: usize = 64 << 20;
/// Most roots: one a year for longer than anybody plans.
pub(super) const MOST_ROOTS: usize = 32;
/// Most keys of one role.
pub(super) const MOST_KEYS: usize = 8;
pub(super) const MOST_ROOT: usize = 16 << 10;
pub(super) const MOST_SIGNATURE: usize = 1 << 10;
pub(super) const MOST_MANIFEST: usize = 64 << 10;
/// Contest, lessons, units, and one day villages and agencies.
pub(super) const MOST_OPEN: usize = 16 << 20;
/// 20,000 questions of 2 KiB; the seal adds less than one part in a thousand and its head.
pub(super) const MOST_QUESTIONS_FILE: usize = 40 << 20;
pub(super) const MOST_SEALED_FILE: usize = MOST_QUESTIONS_FILE + (64 << 10);
/// How far ahead of the version that is held a pack may be (docs/THREAT-MODEL.md P5): a thief of a pack key must
/// not be able to lock a station out for ever.
pub const MOST_JUMP: u32 = 1000;
/// Days after which a pack counts as stale.
pub(super) const STALE_DAYS: i64 = 30;
/// Longest id of a contest or a station.
pub(super) const LONGEST_ID: usize = 32;
/// Longest paper: nobody answers more in one sitting.
pub(super) const LONGEST_PAPER: usize = 60;
/// Options of a question: a digit marks one.
pub(super) const OPTIONS: std::ops::RangeInclusive<usize> = 2..=9;
