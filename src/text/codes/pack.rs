//! Notices of a content pack that is opened.

/// TS-P01: the pack is larger than the ‹most› allowed.
pub const TOO_LARGE: &str = "TS-P01";

/// TS-P02: the pack is cut short.
pub const CUT_SHORT: &str = "TS-P02";

/// TS-P03: the pack holds a file name that is not allowed: ‹name›.
pub const FILE_NAME_FORBIDDEN: &str = "TS-P03";

/// TS-P04: the pack holds two files named ‹name›.
pub const FILE_TWICE: &str = "TS-P04";

/// TS-P05: file ‹name› claims ‹stated› bytes, but only ‹left› are left.
pub const FILE_SIZE_CLAIMED: &str = "TS-P05";

/// TS-P06: this is not a content pack in its proper form.
pub const NOT_A_PACK: &str = "TS-P06";

/// TS-P07: the pack has ‹bytes› bytes too many at its end.
pub const TRAILING_BYTES: &str = "TS-P07";

/// TS-P08: the pack lacks a file or has another: wanted ‹wanted›, found ‹found›.
pub const FILE_MISSING: &str = "TS-P08";

/// TS-P09: file ‹file› in the pack is larger than ‹most›.
pub const FILE_TOO_LARGE: &str = "TS-P09";

/// TS-P10: signature ‹file› has the wrong form.
pub const SIGNATURE_FORM: &str = "TS-P10";

/// TS-P11: signature ‹file› is of the old kind, which is not accepted.
pub const LEGACY_SIGNATURE: &str = "TS-P11";

/// TS-P12: ‹file›: signed with key ‹key›, which may not sign this.
pub const KEY_MAY_NOT_SIGN: &str = "TS-P12";

/// TS-P13: signature ‹file› does not match: the content was changed or damaged.
pub const SIGNATURE_WRONG: &str = "TS-P13";

/// TS-P14: signature ‹file› is for something else: wanted ‹wanted›, found ‹found›.
pub const SIGNATURE_OF_ANOTHER_PURPOSE: &str = "TS-P14";

/// TS-P15: cannot read ‹file› (at ‹place›).
pub const FILE_UNREADABLE: &str = "TS-P15";

/// TS-P16: file ‹file› is of a newer version than this program.
pub const FILE_NEWER_VERSION: &str = "TS-P16";

/// TS-P17: file ‹file› is not written in its one form.
pub const NOT_CANONICAL: &str = "TS-P17";

/// TS-P18: ‹file› contradicts itself or another file at ‹field›.
pub const CONTRADICTION: &str = "TS-P18";

/// TS-P19: root ‹version›: the list of ‹role› keys is not valid.
pub const ROOT_KEYS_INVALID: &str = "TS-P19";

/// TS-P20: root ‹version› has ‹found› of ‹wanted› signatures by root ‹by›.
pub const ROOT_SIGNATURES_MISSING: &str = "TS-P20";

/// TS-P21: the pack follows root ‹carried›; the station knows root ‹pinned›.
pub const ROOT_OLDER: &str = "TS-P21";

/// TS-P22: root ‹version› in the pack is not the organiser's that this station trusts.
pub const ROOT_OF_ANOTHER_ORGANISER: &str = "TS-P22";

/// TS-P23: the pack is for contest ‹found›, not ‹wanted›.
pub const OTHER_CONTEST: &str = "TS-P23";

/// TS-P24: the pack needs program version ‹wanted›; this one is ‹app›.
pub const PROGRAM_TOO_OLD: &str = "TS-P24";

/// TS-P25: pack version ‹version› is older than version ‹held› in use.
pub const VERSION_OLDER: &str = "TS-P25";

/// TS-P26: the station already has this very pack, version ‹version›.
pub const VERSION_HELD: &str = "TS-P26";

/// TS-P27: there is already another pack with version ‹version›.
pub const VERSION_TWICE: &str = "TS-P27";

/// TS-P28: pack version ‹version› is more than ‹most› ahead of version ‹held› in use.
pub const VERSION_TOO_FAR_AHEAD: &str = "TS-P28";

/// TS-P29: file ‹file› has ‹found› bytes, ‹stated› by the manifest.
pub const FILE_LENGTH: &str = "TS-P29";

/// TS-P30: file ‹file› does not match the manifest: replaced or damaged.
pub const FILE_DIGEST: &str = "TS-P30";

/// TS-P31: this is not the pack that the station had recorded.
pub const OTHER_PACK: &str = "TS-P31";

/// TS-P32: the questions in the pack are sealed and there is no key.
pub const SEALED_WITHOUT_KEY: &str = "TS-P32";

/// TS-P33: the station's key does not open the questions in the pack.
pub const SEALED_FOR_ANOTHER_KEY: &str = "TS-P33";

/// TS-P34: the sealed questions are damaged.
pub const SEALED_PART_DAMAGED: &str = "TS-P34";

/// TS-P35: what was sealed does not have the ‹stated› bytes of the manifest.
pub const UNSEALED_LENGTH: &str = "TS-P35";

/// TS-P36: the pack's content cannot be used.
pub const CONTENT_UNSOUND: &str = "TS-P36";

/// TS-P37: could not sign: the machine gives no randomness.
pub const NOT_SIGNED: &str = "TS-P37";

/// TS-P38: the pack has more than ‹most› files.
pub const TOO_MANY_FILES: &str = "TS-P38";

/// TS-P39: topic ‹topic› has only ‹available› questions, a paper needs ‹wanted›.
pub const TOO_FEW_QUESTIONS: &str = "TS-P39";

/// TS-P40: the pack expired on ‹date›.
pub const EXPIRED: &str = "TS-P40";

/// TS-P41: the pack was issued ‹days› days ago.
pub const STALE: &str = "TS-P41";

/// TS-P42: the pack was issued on ‹date›, after this machine's date.
pub const ISSUED_IN_FUTURE: &str = "TS-P42";

/// TS-P43: the root expired on ‹date›.
pub const ROOT_EXPIRED: &str = "TS-P43";

/// TS-P44: the install code for ‹platform› is not from the official printed code.
pub const INSTALL_CODE_NOT_OFFICIAL: &str = "TS-P44";

/// TS-P45: the pack's install code for ‹platform› is not the official printed one.
pub const INSTALL_LINK_NOT_OFFICIAL: &str = "TS-P45";
