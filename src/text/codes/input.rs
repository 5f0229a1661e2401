//! Notices of what is typed, scanned and chosen at the registration.

/// TS-I01: the name is missing.
pub const NAME_MISSING: &str = "TS-I01";

/// TS-I02: the name has one part only.
pub const NAME_OF_ONE_PART: &str = "TS-I02";

/// TS-I03: the name has ‹n› characters; 60 is the most.
pub const NAME_TOO_LONG: &str = "TS-I03";

/// TS-I04: the name has a sign that no name has: ‹sign›
pub const NAME_CHARACTER: &str = "TS-I04";

/// TS-I11: the ID number is missing.
pub const ID_MISSING: &str = "TS-I11";

/// TS-I12: an ID number has digits only.
pub const ID_NOT_DIGITS: &str = "TS-I12";

/// TS-I13: this is the number of an old identity card with 9 digits, out of use since 01/01/2025.
pub const ID_OF_OLD_CARD: &str = "TS-I13";

/// TS-I14: an ID number has 12 digits, not ‹n›.
pub const ID_LENGTH: &str = "TS-I14";

/// TS-I15: an ID number cannot begin with 000.
pub const ID_BEGINS_WITH_ZEROS: &str = "TS-I15";

/// TS-I17: the first three digits of the ID number are not in the list of provinces and countries.
pub const ID_PROVINCE_UNKNOWN: &str = "TS-I17";

/// TS-I18: the ID number is of somebody born in ‹number›, but ‹typed› was typed.
pub const ID_BIRTH_YEAR_DIFFERS: &str = "TS-I18";

/// TS-I19: the ID number is a man's, which is not what was chosen.
pub const ID_IS_OF_A_MAN: &str = "TS-I19";

/// TS-I20: the ID number is a woman's, which is not what was chosen.
pub const ID_IS_OF_A_WOMAN: &str = "TS-I20";

/// TS-I21: a telephone number has digits only.
pub const PHONE_NOT_DIGITS: &str = "TS-I21";

/// TS-I22: this is an old mobile number of 11 digits, changed in 2018.
pub const PHONE_BEFORE_2018: &str = "TS-I22";

/// TS-I23: no network has such a telephone number.
pub const PHONE_UNKNOWN: &str = "TS-I23";

/// TS-I24: a telephone number has ten digits, or eleven.
pub const PHONE_LENGTH: &str = "TS-I24";

/// TS-I31: the birth date is after today.
pub const BORN_IN_FUTURE: &str = "TS-I31";

/// TS-I32: the year of birth is too early to be right.
pub const BORN_TOO_EARLY: &str = "TS-I32";

/// TS-I33: the commune, ward or special zone of residence is not chosen.
pub const UNIT_MISSING: &str = "TS-I33";

/// TS-I34: the village or residential group is missing.
pub const VILLAGE_MISSING: &str = "TS-I34";

/// TS-I35: the village's name has a sign that cannot be used: ‹sign›
pub const VILLAGE_CHARACTER: &str = "TS-I35";

/// TS-I36: the contest is for people of ‹least› years and older.
pub const TOO_YOUNG: &str = "TS-I36";

/// TS-I37: someone under 16 needs a parent or guardian.
pub const GUARDIAN_MISSING: &str = "TS-I37";

/// TS-I38: the parent or guardian has not agreed.
pub const GUARDIAN_CONSENT_MISSING: &str = "TS-I38";

/// TS-I39: the workplace's name has a sign that cannot be used: ‹sign›
pub const WORKPLACE_CHARACTER: &str = "TS-I39";

/// TS-I40: the calendar has no such date.
pub const NOT_A_DATE: &str = "TS-I40";

/// TS-I41: the sex is not chosen.
pub const SEX_MISSING: &str = "TS-I41";

/// TS-I45: the name of the village or workplace has ‹n› characters; ‹most› is the most.
pub const PLACE_TOO_LONG: &str = "TS-I45";

/// TS-I51: what was scanned is not the code of an ID card.
pub const SCAN_NOT_A_CARD: &str = "TS-I51";

/// TS-I52: this is a health insurance card.
pub const SCAN_OF_HEALTH_CARD: &str = "TS-I52";

/// TS-I53: what was scanned is a link or a payment code; the station neither opens nor keeps it.
pub const SCAN_OF_LINK: &str = "TS-I53";

/// TS-I54: the scanned code is incomplete or too long.
pub const SCAN_INCOMPLETE: &str = "TS-I54";

/// TS-I56: the scanner lost the marks of the name, so only the ID number and the birth date were taken.
pub const SCAN_WITHOUT_MARKS: &str = "TS-I56";

/// TS-I57: the birth date in the card's code cannot be read.
pub const SCAN_BIRTH_DATE: &str = "TS-I57";

/// TS-I61: this field does not take the sign: ‹sign›
pub const FIELD_CHARACTER: &str = "TS-I61";

/// TS-I62: the text has ‹n› characters; ‹most› is the most.
pub const TEXT_TOO_LONG: &str = "TS-I62";

/// TS-I64: ‹n› strange signs were left out of what was pasted.
pub const PASTE_CHARACTERS_DROPPED: &str = "TS-I64";

/// TS-I65: this ID number is already registered at the station.
pub const ID_ALREADY_REGISTERED: &str = "TS-I65";

/// TS-I67: without consent to keep data nobody is registered.
pub const NO_CONSENT: &str = "TS-I67";
