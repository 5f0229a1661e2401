use super::{Notice, Value, Words, codes, legible::shown, notice};
use crate::domain::{IdDoubt, IdFault, NameFault, PhoneFault, RegistrationFault, Sex};

/// Why a name is not taken.
#[must_use]
pub fn name_notice(words: &Words, fault: &NameFault) -> Notice {
    match fault {
        NameFault::Empty => notice(words, codes::input::NAME_MISSING, &[]),
        NameFault::TooLong(length) => notice(words, codes::input::NAME_TOO_LONG, &[("n", (*length).into())]),
        NameFault::Char(ch) => notice(words, codes::input::NAME_CHARACTER, &[("sign", shown(*ch).into())]),
    }
}

/// Why an ID number is not taken.
#[must_use]
pub fn id_notice(words: &Words, fault: IdFault) -> Notice {
    match fault {
        IdFault::Empty => notice(words, codes::input::ID_MISSING, &[]),
        IdFault::NotDigits => notice(words, codes::input::ID_NOT_DIGITS, &[]),
        IdFault::OldCard => notice(words, codes::input::ID_OF_OLD_CARD, &[]),
        IdFault::Length(length) => notice(words, codes::input::ID_LENGTH, &[("n", length.into())]),
        IdFault::NoPlace => notice(words, codes::input::ID_BEGINS_WITH_ZEROS, &[]),
    }
}

/// What about an ID number deserves a second look.
#[must_use]
pub fn id_doubt_notice(words: &Words, doubt: IdDoubt) -> Notice {
    match doubt {
        IdDoubt::Place => notice(words, codes::input::ID_PROVINCE_UNKNOWN, &[]),
        IdDoubt::BirthYear { number, declared } => {
            notice(words, codes::input::ID_BIRTH_YEAR_DIFFERS, &[("number", year(number)), ("told", year(declared))])
        }
        IdDoubt::Sex { number: Sex::Male } => notice(words, codes::input::ID_IS_OF_A_MAN, &[]),
        IdDoubt::Sex { number: Sex::Female } => notice(words, codes::input::ID_IS_OF_A_WOMAN, &[]),
    }
}

/// Why a telephone number is not taken.
#[must_use]
pub fn phone_notice(words: &Words, fault: PhoneFault) -> Notice {
    match fault {
        PhoneFault::NotDigits => notice(words, codes::input::PHONE_NOT_DIGITS, &[]),
        PhoneFault::Before2018 => notice(words, codes::input::PHONE_BEFORE_2018, &[]),
        PhoneFault::Length(count) => notice(words, codes::input::PHONE_LENGTH, &[("n", count.into())]),
        PhoneFault::Unknown => notice(words, codes::input::PHONE_UNKNOWN, &[]),
    }
}

/// Why a registration is not taken.
#[must_use]
pub fn registration_notice(words: &Words, fault: &RegistrationFault) -> Notice {
    match fault {
        RegistrationFault::BornInFuture => notice(words, codes::input::BORN_IN_FUTURE, &[]),
        RegistrationFault::BornTooEarly => notice(words, codes::input::BORN_TOO_EARLY, &[]),
        RegistrationFault::UnknownUnit => notice(words, codes::input::UNIT_MISSING, &[]),
        RegistrationFault::VillageMissing => notice(words, codes::input::VILLAGE_MISSING, &[]),
        RegistrationFault::VillageChar(ch) => {
            notice(words, codes::input::VILLAGE_CHARACTER, &[("sign", shown(*ch).into())])
        }
        RegistrationFault::TooYoung { least } => notice(words, codes::input::TOO_YOUNG, &[("least", (*least).into())]),
        RegistrationFault::GuardianMissing => notice(words, codes::input::GUARDIAN_MISSING, &[]),
        RegistrationFault::GuardianMustConsent => notice(words, codes::input::GUARDIAN_CONSENT_MISSING, &[]),
        RegistrationFault::WorkplaceChar(ch) => {
            notice(words, codes::input::WORKPLACE_CHARACTER, &[("sign", shown(*ch).into())])
        }
        RegistrationFault::PlaceTooLong { n, most } => {
            notice(words, codes::input::PLACE_TOO_LONG, &[("n", (*n).into()), ("most", (*most).into())])
        }
    }
}

fn year(year: i32) -> Value<'static> {
    year.to_string().into()
}
