//! Notices of the end of the contest: the checklist, frozen sets and their signatures.

/// TS-O31: there is no pack, so nobody knows the contest's days and rules.
pub const NO_PACK: &str = "TS-O31";

/// TS-O32: ‹lines› keep anything from being frozen.
pub const BLOCKED: &str = "TS-O32";

/// TS-O33: nobody has stated a word about ‹lines›.
pub const UNSTATED: &str = "TS-O33";

/// TS-O34: ‹lines› has another figure than the one that was seen.
pub const CHANGED: &str = "TS-O34";

/// TS-O35: a word about a line has 1 to 200 characters.
pub const WORD: &str = "TS-O35";

/// TS-O36: set ‹number› was frozen by ‹who› at ‹at›.
pub const TAKEN: &str = "TS-O36";

/// TS-O37: no set has this number, or these bytes.
pub const NO_SUCH_SET: &str = "TS-O37";

/// TS-O38: the set is signed.
pub const SIGNED: &str = "TS-O38";

/// TS-O39: the file is no signature of minisign.
pub const SIGNATURE_FORM: &str = "TS-O39";

/// TS-O40: the root names no key that signs frozen sets.
pub const NO_CLOSING_KEY: &str = "TS-O40";

/// TS-O41: key ‹key› may not sign frozen sets.
pub const SIGNATURE_OTHER_KEY: &str = "TS-O41";

/// TS-O42: the signature is over another file.
pub const SIGNATURE_WRONG: &str = "TS-O42";

/// TS-O43: the signature was made for another contest, set or purpose.
pub const SIGNATURE_PURPOSE: &str = "TS-O43";

/// TS-O44: the file is no frozen set.
pub const NOT_A_SET: &str = "TS-O44";

/// TS-O45: the closing key ‹file› was not opened.
pub const KEY_NOT_OPENED: &str = "TS-O45";

/// TS-O46: file ‹file› cannot be read, or is larger than it may be.
pub const FILE_UNREADABLE: &str = "TS-O46";

/// TS-O47: ‹word› is no `line=word` of the checklist.
pub const NOT_A_LINE: &str = "TS-O47";

/// TS-O48: file ‹file› is there; nothing is written over it.
pub const FILE_EXISTS: &str = "TS-O48";

/// TS-O49: the public key ‹file› cannot be read.
pub const PUBLIC_KEY: &str = "TS-O49";
