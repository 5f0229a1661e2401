//! Notices of a station about bundles handed in and files received.

/// TS-B01: the station is not enrolled, so there is nothing to hand in.
pub const STATION_NOT_ENROLLED: &str = "TS-B01";

/// TS-B02: a bundle could not be made.
pub const BUNDLE_NOT_MADE: &str = "TS-B02";

/// TS-B05: the file ‹file› is nothing that is sent to a station.
pub const NOT_FOR_STATIONS: &str = "TS-B05";

/// TS-B06: the file ‹file› is damaged or was changed. Nothing has changed.
pub const FILE_DAMAGED: &str = "TS-B06";

/// TS-B07: the file ‹file› is signed with the key ‹key›, which this station does not trust. Nothing has changed.
pub const KEY_NOT_TRUSTED: &str = "TS-B07";

/// TS-B08: the signature of ‹file› does not hold: the file was changed. Nothing has changed.
pub const SIGNATURE_WRONG: &str = "TS-B08";

/// TS-B09: the file ‹file› belongs to another station (‹kiosk›).
pub const FOR_ANOTHER_STATION: &str = "TS-B09";

/// TS-B10: the file ‹file› belongs to another contest (‹contest›).
pub const FOR_ANOTHER_CONTEST: &str = "TS-B10";

/// TS-B11: the receipt is about the epoch ‹epoch›, which this station never had.
pub const RECEIPT_OF_UNKNOWN_EPOCH: &str = "TS-B11";

/// TS-B12: the file ‹file› is of a newer form than this program.
pub const NEWER_FORM: &str = "TS-B12";

/// TS-B13: the receipt is about another chain of records at record ‹n›, not this station's. Nothing has changed.
pub const RECEIPT_OF_ANOTHER_CHAIN: &str = "TS-B13";

/// TS-B15: the organiser holds ‹n› bundles of which a person must decide. The station erases nothing of them.
pub const BUNDLES_AWAIT_DECISION: &str = "TS-B15";

/// TS-B16: the organiser has revoked this station: entries made from now on do not count.
pub const STATION_REVOKED: &str = "TS-B16";

/// TS-B17: the organiser has a newer content pack, number ‹version›.
pub const NEWER_PACK_AVAILABLE: &str = "TS-B17";

/// TS-B18: the sealed part of ‹file› does not open with this station's key.
pub const SEALED_FOR_ANOTHER_KEY: &str = "TS-B18";

/// TS-B19: the data of ‹n› people were erased at their request.
pub const PEOPLE_ERASED: &str = "TS-B19";

/// TS-B20: there is no file of the organiser there (.tsr, .tsp, .tsg).
pub const NO_FILES_FOUND: &str = "TS-B20";

/// TS-B21: the file ‹file› is too large to be one of ours.
pub const FILE_TOO_LARGE: &str = "TS-B21";

/// TS-B22: this is no public key of minisign (56 signs that begin with RW).
pub const NOT_A_MINISIGN_KEY: &str = "TS-B22";

/// TS-B23: the grant ‹file› can only be verified at the station that asked for it.
pub const GRANT_OF_ANOTHER_STATION: &str = "TS-B23";

/// TS-B24: a copy of this station is handing in too, and the organiser follows the copy. Only this station's own
/// bundles were marked.
pub const COPY_IS_FOLLOWED: &str = "TS-B24";

/// TS-B30: the bundle ‹name› is gone or damaged, so that it cannot be handed in.
pub const BUNDLE_LOST: &str = "TS-B30";

/// TS-B31: stopped half-way; files that were not finished do not count as handed in.
pub const HANDOVER_STOPPED: &str = "TS-B31";

/// TS-B32: there is no folder ‹folder›.
pub const NO_FOLDER: &str = "TS-B32";
