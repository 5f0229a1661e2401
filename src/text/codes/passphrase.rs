//! Notices of passphrases and passwords that somebody chose, in all programs.

/// TS-M99: the chosen passphrase repeats itself.
pub const REPEATS: &str = "TS-M99";

/// TS-M100: the chosen passphrase is a row of the alphabet, of figures or of the keyboard.
pub const ROW: &str = "TS-M100";

/// TS-M101: the chosen passphrase is made of words that everybody thinks of.
pub const COMMON: &str = "TS-M101";

/// TS-M102: the chosen passphrase is made of dates.
pub const DATE: &str = "TS-M102";

/// TS-M103: the chosen passphrase is too short for what it guards.
pub const GUESSABLE: &str = "TS-M103";
