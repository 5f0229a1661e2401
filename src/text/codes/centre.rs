//! Notices of the centre: its keys, ledger, server and pages.

/// TS-M01: there is no centre's key file ‹file›.
pub const NO_KEY_FILE: &str = "TS-M01";

/// TS-M02: the passphrase does not open ‹file›.
pub const PASSPHRASE_WRONG: &str = "TS-M02";

/// TS-M03: a passphrase is needed and nobody is at the keyboard.
pub const NO_KEYBOARD: &str = "TS-M03";

/// TS-M04: the key file ‹file› is damaged.
pub const KEY_FILE_DAMAGED: &str = "TS-M04";

/// TS-M05: this machine could not make keys.
pub const KEYS_NOT_MADE: &str = "TS-M05";

/// TS-M06: the key file ‹file› is of a later version.
pub const KEY_FILE_LATER_VERSION: &str = "TS-M06";

/// TS-M07: the passphrase is too short.
pub const PASSPHRASE_TOO_SHORT: &str = "TS-M07";

/// TS-M08: file ‹file› cannot be read.
pub const FILE_UNREADABLE: &str = "TS-M08";

/// TS-M09: ‹file› cannot be written.
pub const FILE_NOT_WRITTEN: &str = "TS-M09";

/// TS-M10: there is ‹file› already; nothing was written.
pub const FILE_EXISTS: &str = "TS-M10";

/// TS-M11: «‹contest›» is no contest's id.
pub const NOT_A_CONTEST_ID: &str = "TS-M11";

/// TS-M12: the ledger is not there just now.
pub const LEDGER_UNAVAILABLE: &str = "TS-M12";

/// TS-M13: the ledger's database reports a fault; nothing has been changed.
pub const LEDGER_DATABASE_FAULT: &str = "TS-M13";

/// TS-M14: the ledger is damaged.
pub const LEDGER_DAMAGED: &str = "TS-M14";

/// TS-M15: the ledger is of a later version.
pub const LEDGER_LATER_VERSION: &str = "TS-M15";

/// TS-M16: the keys do not open the ledger.
pub const LEDGER_KEYS_WRONG: &str = "TS-M16";

/// TS-M17: cannot listen at ‹address›.
pub const CANNOT_LISTEN: &str = "TS-M17";

/// TS-M18: the TLS certificate at ‹file› cannot be used.
pub const TLS_CERTIFICATE_UNUSABLE: &str = "TS-M18";

/// TS-M19: address ‹address› is open to others without TLS.
pub const OPEN_ADDRESS_WITHOUT_TLS: &str = "TS-M19";

/// TS-M20: what was sent is larger than allowed.
pub const REQUEST_TOO_LARGE: &str = "TS-M20";

/// TS-M21: the request does not state its length.
pub const REQUEST_WITHOUT_LENGTH: &str = "TS-M21";

/// TS-M22: too many requests at once.
pub const TOO_MANY_REQUESTS: &str = "TS-M22";

/// TS-M23: the server is busy, or its ledger is away.
pub const SERVER_BUSY: &str = "TS-M23";

/// TS-M24: the data came too slowly.
pub const REQUEST_TOO_SLOW: &str = "TS-M24";

/// TS-M26: there is nothing at this address.
pub const NOT_FOUND: &str = "TS-M26";

/// TS-M27: this address does not take that method.
pub const METHOD_NOT_ALLOWED: &str = "TS-M27";

/// TS-M28: nobody has signed in.
pub const NOT_SIGNED_IN: &str = "TS-M28";

/// TS-M29: the request came from another site and was not taken.
pub const FOREIGN_ORIGIN: &str = "TS-M29";

/// TS-M30: the first piece does not hold the manifest and its signature.
pub const FIRST_PIECE_INCOMPLETE: &str = "TS-M30";

/// TS-M31: the file has arrived with another SHA-256 than was stated.
pub const DIGEST_DIFFERS: &str = "TS-M31";

/// TS-M32: the request lacks something, or states it wrongly.
pub const REQUEST_MALFORMED: &str = "TS-M32";

/// TS-M33: that is not the password.
pub const PASSWORD_WRONG: &str = "TS-M33";

/// TS-M34: the password was wrong several times.
pub const PASSWORD_WRONG_TOO_OFTEN: &str = "TS-M34";

/// TS-M35: this page has no password yet.
pub const NO_PASSWORD_SET: &str = "TS-M35";

/// TS-M36: there is no case ‹case›.
pub const UNKNOWN_CASE: &str = "TS-M36";

/// TS-M37: this is decided already.
pub const ALREADY_DECIDED: &str = "TS-M37";

/// TS-M38: this is not decided; there is nothing to take back.
pub const NOT_DECIDED: &str = "TS-M38";

/// TS-M39: «‹word›» is no decision here.
pub const UNKNOWN_DECISION: &str = "TS-M39";

/// TS-M40: folder ‹file› cannot be read.
pub const FOLDER_UNREADABLE: &str = "TS-M40";

/// TS-M41: there are no bundles or grants in ‹file›.
pub const FOLDER_WITHOUT_BUNDLES: &str = "TS-M41";

/// TS-M42: what was typed is no ID number.
pub const NOT_AN_ID_NUMBER: &str = "TS-M42";

/// TS-M43: nothing is known of this person.
pub const UNKNOWN_PERSON: &str = "TS-M43";

/// TS-M44: ‹n› sums differ from a new count.
pub const SUMS_DIFFER: &str = "TS-M44";

/// TS-M45: the pack brings a root that is not pinned: «‹fingerprint›».
pub const ROOT_NOT_PINNED: &str = "TS-M45";

/// TS-M46: the root's fingerprint differs: the pack has «‹found›».
pub const ROOT_FINGERPRINT_DIFFERS: &str = "TS-M46";

/// TS-M47: the pack's identity ‹file› does not open.
pub const PACK_IDENTITY_NOT_OPENED: &str = "TS-M47";

/// TS-M48: ‹n› files were not taken.
pub const FILES_REFUSED: &str = "TS-M48";

/// TS-M49: key ‹file› does not open this pack's questions.
pub const PACK_IDENTITY_WRONG: &str = "TS-M49";

/// TS-M50: the ledger's address is none.
pub const LEDGER_ADDRESS_INVALID: &str = "TS-M50";

/// TS-M51: the PostgreSQL server has no database of the name in the address.
pub const DATABASE_MISSING: &str = "TS-M51";

/// TS-M52: the password for the database is wrong.
pub const DATABASE_PASSWORD_WRONG: &str = "TS-M52";

/// TS-M53: the PostgreSQL server does not let in the user of the address.
pub const DATABASE_USER_REFUSED: &str = "TS-M53";

/// TS-M54: this station has sent as much as it may in a day; the bundle was not taken and is still whole at the
/// station.
pub const DAILY_QUOTA_REACHED: &str = "TS-M54";

/// TS-M55: this account may not do that.
pub const NOT_ALLOWED: &str = "TS-M55";

/// TS-M104: the pack of a real contest is not sealed.
pub const PACK_NOT_SEALED: &str = "TS-M104";

/// TS-M105: the newest pack that the centre has is not sealed, and is not published.
pub const HELD_PACK_NOT_SEALED: &str = "TS-M105";

/// TS-M107: a rehearsal's pack for a centre of the real contest.
pub const PACK_IS_REHEARSAL: &str = "TS-M107";

/// TS-M108: a real contest's pack for a centre that rehearses.
pub const CENTRE_REHEARSES: &str = "TS-M108";

/// TS-M109: the pack teaches otherwise in required lesson ‹lesson› than the pack before.
pub const OTHER_REQUIRED_PATH: &str = "TS-M109";

/// TS-M151: the machine's clock shows ‹machine›, but the centre did something on ‹last›; nothing was changed.
pub const CLOCK_CONTRADICTED: &str = "TS-M151";

/// TS-M152: the clock shows ‹machine›, not the typed date ‹typed›; nothing was changed.
pub const CLOCK_NOT_CONFIRMED: &str = "TS-M152";

/// TS-M153: the clock shows ‹machine›, but the newest pack was issued on ‹issued›; nothing was changed.
pub const CLOCK_BEFORE_PACK: &str = "TS-M153";

/// TS-M154: the pack was issued on ‹issued›, the clock shows ‹machine›; it was not added.
pub const PACK_NOT_YET: &str = "TS-M154";

/// TS-M160: no sheet of number ‹sheet› was drawn.
pub const UNKNOWN_SHEET: &str = "TS-M160";

/// TS-M161: ‹found› letters were typed for a paper of ‹wanted› questions; nothing was kept.
pub const SHEET_LETTERS: &str = "TS-M161";

/// TS-M162: what was keyed in of this sheet is no longer here, so that letters cannot be compared.
pub const SHEET_NOT_COMPARABLE: &str = "TS-M162";

/// TS-M163: «‹typed›» is neither a word about a sheet nor its letters.
pub const NOT_A_SHEET_REPORT: &str = "TS-M163";

/// TS-M164: what was typed is no name, telephone or number by which somebody can be looked for.
pub const NOT_A_SEARCH: &str = "TS-M164";

/// TS-M170: nobody of this request is in the ledger, or they are erased.
pub const REQUEST_OF_NOBODY: &str = "TS-M170";

/// TS-M171: no request of this number.
pub const UNKNOWN_REQUEST: &str = "TS-M171";

/// TS-M172: the request has ended before; nothing was changed.
pub const REQUEST_CLOSED: &str = "TS-M172";

/// TS-M173: nothing states who asked, or why it is refused.
pub const REQUEST_WITHOUT_WORDS: &str = "TS-M173";

/// TS-M174: the request was asked on a day that is still to come, or on none.
pub const REQUEST_OF_TOMORROW: &str = "TS-M174";

/// TS-M175: what is to be corrected is no name or birth, or it is what holds already.
pub const NOTHING_TO_CORRECT: &str = "TS-M175";

/// TS-M176: the person's request ‹request› of the same kind has not ended yet.
pub const REQUEST_IS_OPEN: &str = "TS-M176";

/// TS-M180: no figure of the unit has this name any more, or nothing was merged under it.
pub const UNKNOWN_SPELLING: &str = "TS-M180";

/// TS-M181: a name was to be merged into one that means it.
pub const SPELLING_MEANS_ITSELF: &str = "TS-M181";

/// TS-M182: a roster needs a purpose of at most 200 characters.
pub const ROSTER_PURPOSE: &str = "TS-M182";

/// TS-M183: the last day of a roster is from today to ‹date›.
pub const ROSTER_LAST_DAY: &str = "TS-M183";

/// TS-M184: the file has ‹count› faults; nothing was kept.
pub const ROSTER_FAULTS: &str = "TS-M184";

/// TS-M185: what was to be kept was read too long ago; nothing was kept.
pub const ROSTER_STALE: &str = "TS-M185";

/// TS-M186: the unit has no such roster, or its line means nobody of these any more.
pub const UNKNOWN_ROSTER: &str = "TS-M186";

/// TS-M187: the unit has ‹most› rosters, as many as it may have.
pub const TOO_MANY_ROSTERS: &str = "TS-M187";

/// TS-M210: the server has no key that opens the pack's questions.
pub const PACK_KEY_MISSING: &str = "TS-M210";

/// TS-M211: no file of a pack was chosen.
pub const NO_PACK_CHOSEN: &str = "TS-M211";

/// TS-M212: ‹who› looks after the case since ‹at›.
pub const CASE_TAKEN: &str = "TS-M212";

/// TS-M213: the decision that was chosen on a page is none of the case any more.
pub const DECISION_GONE: &str = "TS-M213";
