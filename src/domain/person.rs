use super::{Date, IdNumber, PersonName, Phone, UnitCode, has_forbidden_sign, tidy_spaces};
use chrono::Datelike;
use std::collections::BTreeSet;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sex {
    Male,
    Female,
}

/// When somebody was born: the day, or the year alone where the papers have no more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Birth {
    Day(Date),
    Year(i32),
}

impl Birth {
    #[must_use]
    pub fn year(self) -> i32 {
        match self {
            Self::Day(date) => date.year(),
            Self::Year(year) => year,
        }
    }

    /// Completed years on `today`; by the year alone, the age that is reached by the end of the year.
    #[must_use]
    pub fn age(self, today: Date) -> i32 {
        match self {
            Self::Day(date) => {
                today.year() - date.year() - i32::from((today.month(), today.day()) < (date.month(), date.day()))
            }
            Self::Year(year) => today.year() - year,
        }
    }
}

/// Who somebody is to the contest: one number, one account. Without a number, a reason must be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Identity {
    Number(IdNumber),
    None(NoIdReason),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NoIdReason {
    Child,
    LostCard,
    NotIssued,
}

/// How a person is known without their data: a keyed hash that every station of the contest computes alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonKey(pub [u8; 32]);

/// What a person key is computed from: never stored, only hashed under the contest's key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PersonKeySource<'a> {
    Number(&'a IdNumber),
    /// No number: name, birth and village in their folded form, and an ordinal to tell namesakes apart.
    Told {
        name: &'a PersonName,
        birth: Birth,
        residence: &'a Residence,
        ordinal: u8,
    },
}

/// Where somebody lives: what the communes' prize counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Residence {
    pub unit: UnitCode,
    /// Thôn or tổ dân phố.
    pub village: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WorkKind {
    Agency,
    School,
    Enterprise,
    Other,
}

/// Where somebody works or studies: what the letter's 100 % counts, apart from residence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Workplace {
    pub kind: WorkKind,
    pub unit: Option<UnitCode>,
    pub name: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Membership {
    Party,
    YouthUnion,
    WomensUnion,
    FarmersUnion,
    Veterans,
    TradeUnion,
    ElderlyAssociation,
}

/// Who answers for somebody under sixteen (Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15 Điều 24).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guardian {
    pub name: PersonName,
    pub consents: bool,
}

/// Whether the online contest on One Touch was taken too: totals show both and never count a person twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OneTouch {
    NotTaken,
    Taken,
}

/// Everything somebody tells about themselves to take part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registration {
    pub name: PersonName,
    pub birth: Birth,
    pub sex: Sex,
    pub identity: Identity,
    pub residence: Residence,
    pub phone: Option<Phone>,
    pub guardian: Option<Guardian>,
    pub workplace: Option<Workplace>,
    pub memberships: BTreeSet<Membership>,
    pub one_touch: OneTouch,
}

/// Why a registration cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RegistrationFault {
    BornInFuture,
    /// Nobody is known to have lived so long.
    BornTooEarly,
    UnknownUnit,
    VillageMissing,
    VillageSign(char),
    /// Younger than the contest allows.
    TooYoung {
        least: u8,
    },
    GuardianMissing,
    GuardianMustConsent,
    WorkplaceSign(char),
    /// The name of the village or of the workplace, in characters without needless spaces.
    PlaceTooLong {
        n: usize,
        most: usize,
    },
}

/// The oldest age that is taken without a doubt about the papers.
const OLDEST: i32 = 125;
/// Below this age a guardian answers.
pub const GUARDED_BELOW: i32 = 16;
/// Longest name of a village or workplace, in characters.
pub const LONGEST_PLACE: usize = 80;

/// Why nobody born then can be registered on `today`, none when they can.
#[must_use]
pub fn birth_faults(birth: Birth, today: Date, least_age: Option<u8>) -> Vec<RegistrationFault> {
    let mut faults = Vec::new();
    let age = birth.age(today);
    match birth {
        Birth::Day(day) if day > today => faults.push(RegistrationFault::BornInFuture),
        Birth::Year(year) if year > today.year() => faults.push(RegistrationFault::BornInFuture),
        _ if age > OLDEST => faults.push(RegistrationFault::BornTooEarly),
        _ => (),
    }
    if let Some(least) = least_age.filter(|least| age < i32::from(*least)) {
        faults.push(RegistrationFault::TooYoung { least });
    }
    faults
}

/// All faults of a registration on `today`, none when it can be taken.
#[must_use]
pub fn registration_faults(
    told: &Registration,
    today: Date,
    least_age: Option<u8>,
    knows_unit: impl Fn(&UnitCode) -> bool,
) -> Vec<RegistrationFault> {
    let mut faults = birth_faults(told.birth, today, least_age);
    let age = told.birth.age(today);
    if !knows_unit(&told.residence.unit) {
        faults.push(RegistrationFault::UnknownUnit);
    }
    if tidy_spaces(&told.residence.village).is_empty() {
        faults.push(RegistrationFault::VillageMissing);
    }
    if let Some(sign) = told.residence.village.chars().find(|sign| has_forbidden_sign(*sign)) {
        faults.push(RegistrationFault::VillageSign(sign));
    }
    if age < GUARDED_BELOW {
        match &told.guardian {
            None => faults.push(RegistrationFault::GuardianMissing),
            Some(guardian) if !guardian.consents => faults.push(RegistrationFault::GuardianMustConsent),
            Some(_) => (),
        }
    }
    let work_sign = told.workplace.as_ref().and_then(|work| work.name.chars().find(|sign| has_forbidden_sign(*sign)));
    faults.extend(work_sign.map(RegistrationFault::WorkplaceSign));
    let places = [Some(&told.residence.village), told.workplace.as_ref().map(|work| &work.name)];
    let lengths = places.into_iter().flatten().map(|name| tidy_spaces(name).chars().count());
    faults.extend(
        lengths.filter(|n| *n > LONGEST_PLACE).map(|n| RegistrationFault::PlaceTooLong { n, most: LONGEST_PLACE }),
    );
    faults
}
