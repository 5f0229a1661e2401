//! Notices of backups of the centre, and of a ledger that has lost something.

/// TS-M120: the ledger lacks what it once held: ‹once› bundles, now ‹now›.
pub const LEDGER_BEHIND: &str = "TS-M120";

/// TS-M121: the backup cannot be written: ‹file›.
pub const NOT_WRITTEN: &str = "TS-M121";

/// TS-M122: no backup can be read at ‹file›.
pub const UNREADABLE: &str = "TS-M122";

/// TS-M123: ‹file› is no whole backup of this centre: it was cut short, changed, or made by somebody else.
pub const DAMAGED: &str = "TS-M123";

/// TS-M124: the keys here do not open the backup ‹file›.
pub const OTHER_KEYS: &str = "TS-M124";

/// TS-M125: the backup ‹file› is of the contest ‹found›.
pub const OTHER_CONTEST: &str = "TS-M125";

/// TS-M126: the backup ‹file› was made by a later version of the program.
pub const LATER_VERSION: &str = "TS-M126";

/// TS-M127: the ledger that would be restored into is not empty; nothing was changed.
pub const LEDGER_NOT_EMPTY: &str = "TS-M127";

/// TS-M128: the ledger's mark ‹file› cannot be written.
pub const MARK_NOT_WRITTEN: &str = "TS-M128";

/// TS-M129: the list of people who were erased, ‹file›, cannot be read or written.
pub const ERASURES_DAMAGED: &str = "TS-M129";

/// TS-M130: there is no mark ‹file› of this ledger, or it is damaged: nobody knows whether the ledger is whole.
pub const MARK_MISSING: &str = "TS-M130";

/// TS-M131: the keys to carry away are still in ‹folder›, on the server.
pub const KEYS_TO_CARRY_AWAY: &str = "TS-M131";

/// TS-M132: other users of the machine may read ‹file›.
pub const KEY_FILE_IS_OPEN: &str = "TS-M132";

/// TS-M133: there is no pack of the contest yet.
pub const NO_PACK_YET: &str = "TS-M133";

/// TS-M134: the list of people who were erased, ‹file›, once had ‹once› people and has ‹now›.
pub const ERASURES_SHORT: &str = "TS-M134";

/// TS-M150: another backup or move of this centre is running; nothing was changed.
pub const BACKUP_IS_RUNNING: &str = "TS-M150";
