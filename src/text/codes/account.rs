//! Notices of the accounts that sign in to the centre's pages.

/// TS-A08: there is no account ‹account›.
pub const UNKNOWN_ACCOUNT: &str = "TS-A08";

/// TS-A09: there is an account ‹account› already.
pub const ACCOUNT_EXISTS: &str = "TS-A09";

/// TS-A10: «‹account›» is no account's name.
pub const NOT_AN_ACCOUNT_NAME: &str = "TS-A10";

/// TS-A11: the password is too short, or longer than any.
pub const PASSWORD_LENGTH: &str = "TS-A11";

/// TS-A12: the two passwords that were typed differ.
pub const PASSWORDS_DIFFER: &str = "TS-A12";

/// TS-A13: a unit belongs to the role commune, and to no other.
pub const ROLE_WITH_UNIT: &str = "TS-A13";

/// TS-A30: the two new passwords that were typed differ.
pub const NEW_PASSWORDS_DIFFER: &str = "TS-A30";

/// TS-A31: the password in use was typed wrongly; nothing was changed.
pub const OWN_PASSWORD_WRONG: &str = "TS-A31";

/// TS-A32: the new password is the one in use.
pub const PASSWORD_IS_THE_OLD_ONE: &str = "TS-A32";

/// TS-A33: the password for the first sign-in ended at ‹at›.
pub const FIRST_PASSWORD_ENDED: &str = "TS-A33";

/// TS-A34: the account still has the password for the first sign-in.
pub const FIRST_PASSWORD_IN_USE: &str = "TS-A34";

/// TS-A35: ‹account› is the last account of the city's office with which anybody can sign in.
pub const LAST_CITY_ACCOUNT: &str = "TS-A35";

/// TS-A36: the own account is changed on its own page alone.
pub const OWN_ACCOUNT: &str = "TS-A36";

/// TS-A37: no role was chosen, or a unit for a role that has none.
pub const NO_ROLE: &str = "TS-A37";
