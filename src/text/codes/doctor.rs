//! Notices of the station's self-check.

/// TS-D02: the disk has ‹megabytes› MB left; at least ‹needed› MB are needed.
pub const DISK_NEARLY_FULL: &str = "TS-D02";

/// TS-D03: the two copies of the key files differ.
pub const KEY_COPIES_DIFFER: &str = "TS-D03";

/// TS-D04: the chain of records breaks at record ‹event›.
pub const CHAIN_BROKEN: &str = "TS-D04";

/// TS-D09: the machine has no voice.
pub const NO_VOICE: &str = "TS-D09";

/// TS-D13: the recovery file for the organiser is missing.
pub const NO_RECOVERY_FILE: &str = "TS-D13";

/// TS-D14: only one helper can open this station.
pub const SINGLE_VOLUNTEER: &str = "TS-D14";

/// TS-D15: the space kept for a full drive has been used up.
pub const RESERVE_USED_UP: &str = "TS-D15";

/// TS-D16: lists differed from the records for ‹n› people; they were rebuilt.
pub const PROJECTIONS_REBUILT: &str = "TS-D16";

/// TS-D17: the station's epoch ‹epoch› is not confirmed by the organiser.
pub const EPOCH_NOT_CONFIRMED: &str = "TS-D17";

/// TS-D18: the station stopped suddenly last time; the data were checked and are whole.
pub const STOPPED_SUDDENLY: &str = "TS-D18";

/// TS-D19: the machine shows ‹machine›, and ‹date› has passed already.
pub const CLOCK_BEHIND: &str = "TS-D19";

/// TS-S61: the machine shows ‹machine›, after the contest's end, and nothing that was signed is later than ‹date›.
pub const CLOCK_AHEAD: &str = "TS-S61";

/// TS-D20: ‹n› things must be seen to before going on.
pub const CHECKS_FAILED: &str = "TS-D20";
