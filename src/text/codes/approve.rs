//! Notices of the centre about enrolling and revoking stations.

/// TS-E30: file ‹file› cannot be read.
pub const FILE_UNREADABLE: &str = "TS-E30";

/// TS-E31: the fingerprint was not compared, so nothing was granted.
pub const FINGERPRINT_NOT_COMPARED: &str = "TS-E31";

/// TS-E32: the fingerprint differs: the file has «‹found›».
pub const FINGERPRINT_DIFFERS: &str = "TS-E32";

/// TS-E33: the enrolment key ‹file› does not open.
pub const KEY_NOT_OPENED: &str = "TS-E33";

/// TS-E34: key ‹key› may not grant by the root.
pub const KEY_MAY_NOT_GRANT: &str = "TS-E34";

/// TS-E35: there is no content pack yet.
pub const NO_PACK: &str = "TS-E35";

/// TS-E36: the pack belongs to contest ‹found›; this is ‹wanted›.
pub const OTHER_CONTEST: &str = "TS-E36";

/// TS-E37: there is a file ‹file› already.
pub const FILE_EXISTS: &str = "TS-E37";

/// TS-E38: there is no station ‹kiosk›.
pub const UNKNOWN_STATION: &str = "TS-E38";

/// TS-E39: several stations begin with ‹kiosk›.
pub const STATION_AMBIGUOUS: &str = "TS-E39";

/// TS-E40: station ‹kiosk› was revoked before.
pub const ALREADY_REVOKED: &str = "TS-E40";

/// TS-E41: no root is pinned yet.
pub const NO_ROOT_PINNED: &str = "TS-E41";

/// TS-E42: the grant was made by another centre.
pub const GRANT_OF_ANOTHER_CENTRE: &str = "TS-E42";

/// TS-E43: epoch ‹epoch› of station ‹kiosk› is not known yet.
pub const UNKNOWN_EPOCH: &str = "TS-E43";

/// TS-E44: no such date: ‹value›.
pub const NOT_A_DATE: &str = "TS-E44";

/// TS-E45: there is no unit ‹unit›.
pub const UNKNOWN_UNIT: &str = "TS-E45";

/// TS-E46: pack ‹file› cannot be granted.
pub const PACK_NOT_GRANTABLE: &str = "TS-E46";

/// TS-E47: the key that unseals this pack's questions is not here.
pub const NO_PACK_IDENTITY: &str = "TS-E47";

/// TS-E48: approving a station needs the enrolment key.
pub const NO_ENROLMENT_KEY: &str = "TS-E48";

/// TS-E49: station ‹kiosk› is not revoked; nothing has changed.
pub const NOT_REVOKED: &str = "TS-E49";

/// TS-E50: the last day that counts is ‹date› and has passed: this station can take nobody any more.
pub const LAST_DAY_PASSED: &str = "TS-E50";
