//! Notices of a station about its enrolment.

/// TS-E01: the station is not enrolled by the organiser: practice only, nobody's data are stored.
pub const NOT_ENROLLED: &str = "TS-E01";

/// TS-E02: the grant ‹file› does not answer this station's newest request.
pub const GRANT_OF_ANOTHER_REQUEST: &str = "TS-E02";

/// TS-E03: the fingerprint differs: the root of trust in the file is ‹fingerprint›. Nothing has changed.
pub const FINGERPRINT_DIFFERS: &str = "TS-E03";

/// TS-E04: this is a grant of the demo contest; a real station does not take it.
pub const DEMO_GRANT: &str = "TS-E04";

/// TS-E05: grant number ‹number› is older than number ‹kept›, which is in force. Nothing has changed.
pub const GRANT_OLDER: &str = "TS-E05";

/// TS-E06: the content pack number ‹version› that the grant names is missing.
pub const PACK_MISSING: &str = "TS-E06";

/// TS-E07: the content pack does not hold the root of trust number ‹version› that the grant names. Nothing has changed.
pub const ROOT_NOT_IN_PACK: &str = "TS-E07";

/// TS-E08: the root's fingerprint must be compared with the organiser: ‹fingerprint›. Nothing has changed.
pub const FINGERPRINT_TO_COMPARE: &str = "TS-E08";

/// TS-E09: the fingerprint was not confirmed; the station is as it was.
pub const FINGERPRINT_NOT_CONFIRMED: &str = "TS-E09";

/// TS-E12: this station has no request yet.
pub const NO_REQUEST: &str = "TS-E12";

/// TS-E13: no commune, ward or special zone has the code ‹unit›.
pub const UNKNOWN_UNIT: &str = "TS-E13";

/// TS-E14: the station's place is missing, or the village's name cannot be written.
pub const PLACE_MISSING: &str = "TS-E14";

/// TS-E15: there is no grant (.tsg) at ‹folder›.
pub const NO_GRANT: &str = "TS-E15";

/// TS-E16: no station was founded: the person left before the end. Nothing was written.
pub const NOT_FOUNDED: &str = "TS-E16";
