//! Notices of the station's folder and database.

/// TS-S01: the passphrase is wrong.
pub const PASSPHRASE_WRONG: &str = "TS-S01";

/// TS-S02: too many wrong tries; wait ‹seconds› seconds.
pub const TOO_MANY_TRIES: &str = "TS-S02";

/// TS-S03: the station's data were written by a newer program (version ‹found›, this one reads up to ‹known›).
pub const NEWER_PROGRAM: &str = "TS-S03";

/// TS-S04: the station's data file is damaged.
pub const DATABASE_DAMAGED: &str = "TS-S04";

/// TS-S05: these data belong to the contest ‹found›, not to ‹expected›.
pub const OTHER_CONTEST: &str = "TS-S05";

/// TS-S06: the station is already open in another window of this machine.
pub const ALREADY_OPEN: &str = "TS-S06";

/// TS-S07: the machine's disk is full and the last step is not saved.
pub const DISK_FULL: &str = "TS-S07";

/// TS-S08: the disk reported an error while writing and the last step is not saved.
pub const WRITE_FAILED: &str = "TS-S08";

/// TS-S09: there is no station in the folder ‹folder›.
pub const NO_STATION: &str = "TS-S09";

/// TS-S10: there already is a station in the folder ‹folder›.
pub const STATION_EXISTS: &str = "TS-S10";

/// TS-S11: the folder ‹folder› may not be read or written.
pub const FOLDER_FORBIDDEN: &str = "TS-S11";

/// TS-S12: the key file of ‹volunteer› is lost or damaged in both places.
pub const VOLUNTEER_KEY_LOST: &str = "TS-S12";

/// TS-S13: the station sees that its data were copied or restored from another machine.
pub const DATA_WERE_COPIED: &str = "TS-S13";

/// TS-S14: the passphrase is too short: it needs at least ‹least› characters.
pub const PASSPHRASE_TOO_SHORT: &str = "TS-S14";

/// TS-S15: the passphrase file ‹file› cannot be read.
pub const PASSPHRASE_FILE_UNREADABLE: &str = "TS-S15";

/// TS-S16: the disk reported an error while reading the station's data.
pub const READ_FAILED: &str = "TS-S16";

/// TS-S17: the machine's disk is nearly full: ‹megabytes› MB are left.
pub const DISK_NEARLY_FULL: &str = "TS-S17";

/// TS-S19: this is the station's last volunteer and cannot be removed.
pub const LAST_VOLUNTEER: &str = "TS-S19";

/// TS-S23: the station has no volunteer named ‹volunteer›.
pub const UNKNOWN_VOLUNTEER: &str = "TS-S23";

/// TS-S25: the folder ‹folder› holds a database that is not a study station's.
pub const FOREIGN_DATABASE: &str = "TS-S25";

/// TS-S26: the database in ‹folder› belongs to another station.
pub const DATABASE_OF_ANOTHER_STATION: &str = "TS-S26";

/// TS-S27: the station's key files are damaged in both places.
pub const KEY_FILES_DAMAGED: &str = "TS-S27";

/// TS-S28: the recovery key does not open this station.
pub const RECOVERY_KEY_WRONG: &str = "TS-S28";

/// TS-S29: this person is not found at the station.
pub const UNKNOWN_PERSON: &str = "TS-S29";

/// TS-S30: this person is registered here already.
pub const ALREADY_REGISTERED: &str = "TS-S30";

/// TS-S31: no shift is open, or another one is.
pub const NO_SHIFT_OPEN: &str = "TS-S31";

/// TS-S32: this build lacks the encryption and opens no data.
pub const NO_ENCRYPTION: &str = "TS-S32";

/// TS-S33: a file in ‹folder› cannot be read or written.
pub const FILE_FAULT: &str = "TS-S33";

/// TS-S34: the database reports error ‹code›.
pub const DATABASE_FAULT: &str = "TS-S34";

/// TS-S35: ‹n› key files were made alike again.
pub const KEY_FILES_MENDED: &str = "TS-S35";

/// TS-S37: there is no keyboard to ask for the passphrase.
pub const NO_KEYBOARD: &str = "TS-S37";

/// TS-S38: the machine kept the station's key though no shift is open here; it has been forgotten.
pub const KEY_WITHOUT_SHIFT: &str = "TS-S38";

/// TS-S39: the machine keeps keys for ‹n› other folders that hold this station.
pub const KEY_OF_ANOTHER_FOLDER: &str = "TS-S39";

/// TS-S40: ‹n› other programs run under the station's user ‹user›, which can read the key of an open shift.
pub const USER_IS_SHARED: &str = "TS-S40";

/// TS-S49: the passphrase is right, but this volunteer was removed.
pub const SLOT_WAS_REMOVED: &str = "TS-S49";

/// TS-S50: a volunteer was removed; the station's key changes once ‹volunteers› have opened a shift.
pub const KEY_CHANGE_WAITS: &str = "TS-S50";

/// TS-S51: a volunteer was removed; the station's key changes once ‹megabytes› MB are free.
pub const NO_ROOM_FOR_NEW_KEY: &str = "TS-S51";

/// TS-S52: a volunteer was removed and the station's key has changed.
pub const KEY_CHANGED: &str = "TS-S52";

/// TS-S53: the same; the ‹n› backups ‹backups› still open with the old passphrase.
pub const BACKUPS_STILL_OPEN: &str = "TS-S53";

/// TS-S54: the key files do not open the data file: one of the two is of another time or station.
pub const KEYS_OF_ANOTHER_TIME: &str = "TS-S54";
