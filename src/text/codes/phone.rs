//! Notices of the page by which a phone carries results.

/// TS-C27: the browser does not let the page use the camera.
pub const CAMERA_REFUSED: &str = "TS-C27";

/// TS-C28: the phone has no camera that the page can use.
pub const NO_CAMERA: &str = "TS-C28";

/// TS-C29: no room to keep what was filmed.
pub const NO_ROOM: &str = "TS-C29";

/// TS-C30: the browser is too old, or keeps no files.
pub const BROWSER_TOO_OLD: &str = "TS-C30";

/// TS-C31: what was filmed is no parcel of results.
pub const NOT_A_PARCEL: &str = "TS-C31";

/// TS-C32: a bundle is not signed by the station that it names.
pub const NOT_ITS_STATIONS: &str = "TS-C32";

/// TS-C33: a bundle of another contest.
pub const OTHER_CONTEST: &str = "TS-C33";

/// TS-C34: the centre does not take the bundle ‹name›.
pub const REFUSED_BY_CENTRE: &str = "TS-C34";

/// TS-C35: the answer is no receipt of the centre.
pub const NO_RECEIPT: &str = "TS-C35";

/// TS-C36: the page is not kept on the phone for use without a network.
pub const NOT_READY_OFFLINE: &str = "TS-C36";

/// TS-C37: codes that contradict each other.
pub const CONTRADICTING: &str = "TS-C37";

/// TS-C38: the phone's clock differs from the centre's.
pub const CLOCK_APART: &str = "TS-C38";
