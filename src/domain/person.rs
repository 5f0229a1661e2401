use super::{Birth, Date, IdNumber, PersonName, Phone, Sex, UnitCode, is_forbidden_char, tidy_spaces};
use chrono::Datelike;
use std::collections::BTreeSet;

/// Who somebody is to the contest: one number, one account. Without a number, a reason must be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Identity {
    /// A twelve-digit identity number.
    Number(IdNumber),
    /// No number, and why.
    None(NoIdReason),
}

/// Why a person has no identity number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NoIdReason {
    /// A child without a card.
    Child,
    /// The card is lost and the number not known.
    LostCard,
    /// No number was ever issued.
    NotIssued,
}

/// How a person is known without their data: a keyed hash that every station of the contest computes alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonKey(pub [u8; 32]);

/// What a person key is computed from: never stored, only hashed under the contest's key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PersonKeySource<'a> {
    /// The identity number alone.
    Number(&'a IdNumber),
    /// No number: name, birth and village in their folded form, and an ordinal that keeps namesakes apart.
    Declared {
        /// Full name.
        name: &'a PersonName,
        /// Date or year of birth.
        birth: Birth,
        /// Unit and village of residence.
        residence: &'a Residence,
        /// 0 for the first person with these values, then 1, 2, ….
        ordinal: u8,
    },
}

/// Where somebody lives: what the communes' prize counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Residence {
    /// Commune, ward or special zone.
    pub unit: UnitCode,
    /// Thôn or tổ dân phố.
    pub village: String,
}

/// Kind of a workplace, as the contest's letter groups them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WorkKind {
    /// Cơ quan.
    Agency,
    /// Trường học.
    School,
    /// Doanh nghiệp.
    Enterprise,
    /// Any other.
    Other,
}

/// Where somebody works or studies: what the letter's 100 % counts, apart from residence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Workplace {
    /// Kind of the workplace.
    pub kind: WorkKind,
    /// Unit that it is in, where it was given.
    pub unit: Option<UnitCode>,
    /// Its name, as the resident gave it.
    pub name: String,
}

/// Organisation that a person is a member of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Membership {
    /// Đảng Cộng sản.
    Party,
    /// Đoàn Thanh niên.
    YouthUnion,
    /// Hội Phụ nữ.
    WomensUnion,
    /// Hội Nông dân.
    FarmersUnion,
    /// Hội Cựu chiến binh.
    Veterans,
    /// Công đoàn.
    TradeUnion,
    /// Hội Người cao tuổi.
    ElderlyAssociation,
}

impl Membership {
    /// Whether somebody of this age and sex may be a member by the rules of the organisation, with a few years to spare at both ends: who
    /// cannot be is not asked. An unknown sex speaks against nothing.
    #[must_use]
    pub fn is_open_to(self, age: i32, sex: Option<Sex>) -> bool {
        match self {
            Self::Party | Self::FarmersUnion | Self::Veterans => age >= 18,
            // By its charter from 16 to 30; who leads it is older.
            Self::YouthUnion => (15..=40).contains(&age),
            Self::WomensUnion => age >= 18 && sex != Some(Sex::Male),
            Self::TradeUnion => age >= 15,
            // From 60; communes take in somewhat younger people.
            Self::ElderlyAssociation => age >= 55,
        }
    }

    /// All of them. Facts at the centre keep them by their places here: a new one comes last.
    pub const ALL: [Self; 7] = [
        Self::Party,
        Self::YouthUnion,
        Self::WomensUnion,
        Self::FarmersUnion,
        Self::Veterans,
        Self::TradeUnion,
        Self::ElderlyAssociation,
    ];
}

/// Who answers for somebody under sixteen (Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15 Điều 24).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guardian {
    /// Full name of the guardian.
    pub name: PersonName,
    /// Whether the guardian agreed to the child's taking part.
    pub consents: bool,
}

/// Whether the online contest on One Touch was taken too: totals show both and never count a person twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OneTouch {
    /// Not taken part in.
    NotTaken,
    /// Taken part in.
    Taken,
}

/// Registration: what a resident declares to take part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registration {
    /// Full name.
    pub name: PersonName,
    /// Date or year of birth.
    pub birth: Birth,
    /// Sex.
    pub sex: Sex,
    /// Identity number, or why there is none.
    pub identity: Identity,
    /// Where the person lives.
    pub residence: Residence,
    /// Telephone number, where one was given.
    pub phone: Option<Phone>,
    /// Guardian, for those who need one.
    pub guardian: Option<Guardian>,
    /// Workplace or school, where one was given.
    pub workplace: Option<Workplace>,
    /// Organisations the person is a member of.
    pub memberships: BTreeSet<Membership>,
    /// Whether the person took part in "Một chạm".
    pub one_touch: OneTouch,
}

/// Why a registration cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RegistrationFault {
    /// The birth is later than today.
    #[error("birth is in the future")]
    BornInFuture,
    /// Nobody is known to have lived so long.
    #[error("birth is too long ago")]
    BornTooEarly,
    /// The pack has no such unit of residence.
    #[error("unknown unit of residence")]
    UnknownUnit,
    /// The village is empty.
    #[error("village is missing")]
    VillageMissing,
    /// A forbidden character in the village.
    #[error("forbidden character in the village")]
    VillageChar(char),
    /// Younger than the contest allows.
    #[error("younger than {least}")]
    TooYoung {
        /// Youngest age allowed, in years.
        least: u8,
    },
    /// A child without a guardian.
    #[error("guardian is missing")]
    GuardianMissing,
    /// The guardian has not agreed.
    #[error("guardian has not agreed")]
    GuardianMustConsent,
    /// A forbidden character in the workplace's name.
    #[error("forbidden character in the workplace")]
    WorkplaceChar(char),
    /// The name of the village or of the workplace, in characters without needless spaces.
    #[error("place name of {n} characters, at most {most}")]
    PlaceTooLong {
        /// Its length in characters.
        n: usize,
        /// Longest allowed, in characters.
        most: usize,
    },
}

/// The oldest age that raises no doubt about the papers.
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
    let is_future = match birth {
        Birth::Day(day) => day > today,
        Birth::Year(year) => year > today.year(),
    };
    if is_future {
        faults.push(RegistrationFault::BornInFuture);
    } else if age > OLDEST {
        faults.push(RegistrationFault::BornTooEarly);
    }
    if let Some(least) = least_age.filter(|least| age < i32::from(*least)) {
        faults.push(RegistrationFault::TooYoung { least });
    }
    faults
}

/// All faults of a registration on `today`, none when it can be taken.
#[must_use]
pub fn registration_faults(
    registration: &Registration,
    today: Date,
    least_age: Option<u8>,
    knows_unit: impl Fn(&UnitCode) -> bool,
) -> Vec<RegistrationFault> {
    let mut faults = birth_faults(registration.birth, today, least_age);
    let age = registration.birth.age(today);
    if !knows_unit(&registration.residence.unit) {
        faults.push(RegistrationFault::UnknownUnit);
    }
    if tidy_spaces(&registration.residence.village).is_empty() {
        faults.push(RegistrationFault::VillageMissing);
    }
    if let Some(ch) = registration.residence.village.chars().find(|ch| is_forbidden_char(*ch)) {
        faults.push(RegistrationFault::VillageChar(ch));
    }
    if age < GUARDED_BELOW {
        match &registration.guardian {
            None => faults.push(RegistrationFault::GuardianMissing),
            Some(guardian) if !guardian.consents => faults.push(RegistrationFault::GuardianMustConsent),
            Some(_) => (),
        }
    }
    let work_sign =
        registration.workplace.as_ref().and_then(|work| work.name.chars().find(|ch| is_forbidden_char(*ch)));
    faults.extend(work_sign.map(RegistrationFault::WorkplaceChar));
    let places = [Some(&registration.residence.village), registration.workplace.as_ref().map(|work| &work.name)];
    let lengths = places.into_iter().flatten().map(|name| tidy_spaces(name).chars().count());
    faults.extend(
        lengths.filter(|n| *n > LONGEST_PLACE).map(|n| RegistrationFault::PlaceTooLong { n, most: LONGEST_PLACE }),
    );
    faults
}
