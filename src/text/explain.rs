use super::{Notice, Value, Words, notice};
use crate::domain::{IdDoubt, IdFault, NameFault, PhoneFault, RegistrationFault, Sex};

/// Why a name is not taken.
#[must_use]
pub fn name_notice(words: &Words, fault: &NameFault) -> Notice {
    match fault {
        NameFault::Empty => notice(words, "TS-I01", &[]),
        NameFault::OnePart => notice(words, "TS-I02", &[]),
        NameFault::TooLong(length) => notice(words, "TS-I03", &[("n", (*length).into())]),
        NameFault::Sign(sign) => notice(words, "TS-I04", &[("sign", shown(*sign).into())]),
    }
}

/// Why an ID number is not taken.
#[must_use]
pub fn id_notice(words: &Words, fault: IdFault) -> Notice {
    match fault {
        IdFault::Empty => notice(words, "TS-I11", &[]),
        IdFault::NotDigits => notice(words, "TS-I12", &[]),
        IdFault::OldCard => notice(words, "TS-I13", &[]),
        IdFault::Length(length) => notice(words, "TS-I14", &[("n", length.into())]),
        IdFault::NoPlace => notice(words, "TS-I15", &[]),
    }
}

/// What about an ID number deserves a second look.
#[must_use]
pub fn id_doubt_notice(words: &Words, doubt: IdDoubt) -> Notice {
    match doubt {
        IdDoubt::Place => notice(words, "TS-I17", &[]),
        IdDoubt::BirthYear { number, told } => {
            notice(words, "TS-I18", &[("number", year(number)), ("told", year(told))])
        }
        IdDoubt::Sex { number: Sex::Male } => notice(words, "TS-I19", &[]),
        IdDoubt::Sex { number: Sex::Female } => notice(words, "TS-I20", &[]),
    }
}

/// Why a telephone number is not taken.
#[must_use]
pub fn phone_notice(words: &Words, fault: PhoneFault) -> Notice {
    match fault {
        PhoneFault::NotDigits => notice(words, "TS-I21", &[]),
        PhoneFault::Before2018 => notice(words, "TS-I22", &[]),
        PhoneFault::Unknown => notice(words, "TS-I23", &[]),
    }
}

/// Why a registration is not taken.
#[must_use]
pub fn registration_notice(words: &Words, fault: &RegistrationFault) -> Notice {
    match fault {
        RegistrationFault::BornInFuture => notice(words, "TS-I31", &[]),
        RegistrationFault::BornTooEarly => notice(words, "TS-I32", &[]),
        RegistrationFault::UnknownUnit => notice(words, "TS-I33", &[]),
        RegistrationFault::VillageMissing => notice(words, "TS-I34", &[]),
        RegistrationFault::VillageSign(sign) => notice(words, "TS-I35", &[("sign", shown(*sign).into())]),
        RegistrationFault::TooYoung { least } => notice(words, "TS-I36", &[("least", (*least).into())]),
        RegistrationFault::GuardianMissing => notice(words, "TS-I37", &[]),
        RegistrationFault::GuardianMustConsent => notice(words, "TS-I38", &[]),
        RegistrationFault::WorkplaceSign(sign) => notice(words, "TS-I39", &[("sign", shown(*sign).into())]),
        RegistrationFault::PlaceTooLong { n, most } => {
            notice(words, "TS-I45", &[("n", (*n).into()), ("most", (*most).into())])
        }
    }
}

fn year(year: i32) -> Value<'static> {
    year.to_string().into()
}

/// A sign as people can read it: itself where it is seen, else its code point.
#[must_use]
pub fn shown(sign: char) -> String {
    if sign.is_alphanumeric() || sign.is_ascii_punctuation() {
        sign.to_string()
    } else {
        format!("U+{:04X}", u32::from(sign))
    }
}
