//! Notices of tokens by which programs read the centre.

/// TS-A60: the request has no token, or one that was made up, ended, or is over.
pub const NO_TOKEN: &str = "TS-A60";

/// TS-A61: the token may not read ‹scope›.
pub const WITHOUT_SCOPE: &str = "TS-A61";

/// TS-A62: the token is one unit's, and what is asked for is not.
pub const OTHER_UNIT: &str = "TS-A62";

/// TS-A63: a token needs a name of at most ‹most› characters.
pub const NAME: &str = "TS-A63";

/// TS-A64: nothing was chosen that the token may read.
pub const NO_SCOPE: &str = "TS-A64";

/// TS-A65: a token holds for 1 to ‹most› days.
pub const DAYS: &str = "TS-A65";

/// TS-A66: what was chosen is the whole city's alone, and the token one unit's.
pub const CITY_SCOPE: &str = "TS-A66";
