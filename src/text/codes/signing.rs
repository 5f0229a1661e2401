//! Notices of the content office's keys, roots and packs.

/// TS-P50: cannot read key ‹file›.
pub const KEY_UNREADABLE: &str = "TS-P50";

/// TS-P51: the passphrase does not open key ‹file›.
pub const PASSPHRASE_WRONG: &str = "TS-P51";

/// TS-P52: ‹file› is already there.
pub const KEY_EXISTS: &str = "TS-P52";

/// TS-P53: there is no keyboard to ask for the passphrase.
pub const NO_KEYBOARD: &str = "TS-P53";

/// TS-P54: there is no root in ‹file›.
pub const NO_ROOT: &str = "TS-P54";

/// TS-P55: key ‹key› is no root key of version ‹version› or the one before.
pub const NOT_A_ROOT_KEY: &str = "TS-P55";

/// TS-P56: root ‹version› lacks signatures, so no new one can be made.
pub const ROOT_INCOMPLETE: &str = "TS-P56";

/// TS-P57: the age recipient or identity has the wrong form.
pub const AGE_KEY_FORM: &str = "TS-P57";

/// TS-P58: the content has ‹n› errors, so it was not packed.
pub const CONTENT_HAS_FAULTS: &str = "TS-P58";

/// TS-P59: line ‹line› of ‹file› is no station id.
pub const NOT_A_STATION_ID: &str = "TS-P59";

/// TS-P60: the seed must be 64 small hexadecimal digits.
pub const NOT_A_SEED: &str = "TS-P60";

/// TS-P61: a contest named demo is for demo packs only.
pub const DEMO_CONTEST: &str = "TS-P61";

/// TS-P62: the passphrase is too short.
pub const PASSPHRASE_TOO_SHORT: &str = "TS-P62";

/// TS-P63: ‹what› is missing.
pub const OPTION_MISSING: &str = "TS-P63";

/// TS-P64: cannot write ‹file›.
pub const FILE_NOT_WRITTEN: &str = "TS-P64";

/// TS-P65: ‹date› is no date.
pub const NOT_A_DATE: &str = "TS-P65";

/// TS-P66: the folder already holds ‹file›.
pub const FOLDER_HOLDS_FILE: &str = "TS-P66";

/// TS-P67: ‹wanted› signatures are demanded, but there are only ‹keys› root keys.
pub const THRESHOLD_TOO_HIGH: &str = "TS-P67";

/// TS-P68: ‹file› is a public key; it opens no questions.
pub const KEY_IS_PUBLIC: &str = "TS-P68";

/// TS-P69: by the root, key ‹key› may not sign packs.
pub const KEY_MAY_NOT_SIGN_PACKS: &str = "TS-P69";

/// TS-P70: ‹file› is already there; nothing was written.
pub const FILE_EXISTS: &str = "TS-P70";

/// TS-P71: ‹n› questions run out before the contest closes (‹ids›).
pub const QUESTIONS_RUN_OUT: &str = "TS-P71";

/// TS-P72: ‹n› questions of papers are in the open bank (‹ids›).
pub const QUESTIONS_ARE_OPEN: &str = "TS-P72";

/// TS-P73: required lesson ‹lesson› teaches otherwise than in pack ‹file› of the same contest.
pub const OTHER_REQUIRED_PATH: &str = "TS-P73";

/// TS-P74: the clock shows ‹machine›, but something was signed or checked on ‹known›; nothing was signed.
pub const CLOCK_IS_BEHIND: &str = "TS-P74";

/// TS-P75: the clock shows ‹machine›, after the contest's last day ‹closes›; nothing was signed.
pub const CONTEST_IS_OVER: &str = "TS-P75";
