use crate::domain::{
    Birth, Date, Guardian, IdNumber, Identity, Membership, NoIdReason, OneTouch, PersonName, Phone, Registration,
    Residence, Sex, UnitCode, WorkKind, Workplace, tidy_spaces,
};
use serde::{Deserialize, Serialize};

/// A registration as it is written. Dates are `yyyy-mm-dd`, or `yyyy` where the papers have no more.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RegistrationV1 {
    /// Full name.
    pub name: String,
    /// `yyyy-mm-dd` or `yyyy`.
    pub birth: String,
    /// `male` or `female`.
    pub sex: String,
    /// Twelve digits; exactly one of this and `no_id` is there.
    pub id_number: Option<String>,
    /// `child`, `lost` or `not-issued`.
    pub no_id: Option<String>,
    /// Unit and village of residence.
    pub lives: PlaceV1,
    /// Digits, beginning with 0.
    pub phone: Option<String>,
    /// Name of a guardian who agreed.
    pub guardian: Option<String>,
    /// Workplace, where one was given.
    pub work: Option<WorkV1>,
    /// `party`, `youth`, `women`, `farmers`, `veterans`, `trade-union`, `elderly`.
    pub member_of: Vec<String>,
    /// Whether the person took part in "Một chạm".
    pub one_touch: bool,
}

/// Residence, as written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlaceV1 {
    /// Code of the unit, five digits.
    pub unit: String,
    /// Thôn or tổ dân phố.
    pub village: String,
}

/// Workplace, as written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WorkV1 {
    /// `agency`, `school`, `enterprise` or `other`.
    pub kind: String,
    /// Code of its unit, where one was given.
    pub unit: Option<String>,
    /// Its name.
    pub name: String,
}

/// A well-formed shape whose value no registration can have: which field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("registration field {0} has an impossible value")]
pub struct ShapeFault(pub &'static str);

impl std::fmt::Debug for RegistrationV1 {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("RegistrationV1(…)")
    }
}

const MEMBERSHIPS: [(Membership, &str); 7] = [
    (Membership::Party, "party"),
    (Membership::YouthUnion, "youth"),
    (Membership::WomensUnion, "women"),
    (Membership::FarmersUnion, "farmers"),
    (Membership::Veterans, "veterans"),
    (Membership::TradeUnion, "trade-union"),
    (Membership::ElderlyAssociation, "elderly"),
];
const WORK_KINDS: [(WorkKind, &str); 4] = [
    (WorkKind::Agency, "agency"),
    (WorkKind::School, "school"),
    (WorkKind::Enterprise, "enterprise"),
    (WorkKind::Other, "other"),
];
const NO_ID: [(NoIdReason, &str); 3] =
    [(NoIdReason::Child, "child"), (NoIdReason::LostCard, "lost"), (NoIdReason::NotIssued, "not-issued")];
const SEXES: [(Sex, &str); 2] = [(Sex::Male, "male"), (Sex::Female, "female")];

fn written<T: PartialEq>(table: &[(T, &'static str)], value: &T) -> String {
    table.iter().find(|(one, _)| one == value).map(|(_, word)| (*word).to_owned()).unwrap_or_default()
}

fn value<T: Copy>(table: &[(T, &'static str)], word: &str, field: &'static str) -> Result<T, ShapeFault> {
    table.iter().find(|(_, one)| *one == word).map(|(value, _)| *value).ok_or(ShapeFault(field))
}

impl From<&Registration> for RegistrationV1 {
    fn from(registration: &Registration) -> Self {
        let (id_number, no_id) = match &registration.identity {
            Identity::Number(number) => (Some(number.digits().to_owned()), None),
            Identity::None(reason) => (None, Some(written(&NO_ID, reason))),
        };
        Self {
            name: registration.name.as_str().to_owned(),
            birth: registration.birth.written(),
            sex: written(&SEXES, &registration.sex),
            id_number,
            no_id,
            lives: PlaceV1 {
                unit: registration.residence.unit.as_str().to_owned(),
                village: tidy_spaces(&registration.residence.village),
            },
            phone: registration.phone.as_ref().map(|phone| phone.digits().to_owned()),
            guardian: registration.guardian.as_ref().filter(|one| one.consents).map(|one| one.name.as_str().to_owned()),
            work: registration.workplace.as_ref().map(|work| WorkV1 {
                kind: written(&WORK_KINDS, &work.kind),
                unit: work.unit.as_ref().map(|unit| unit.as_str().to_owned()),
                name: tidy_spaces(&work.name),
            }),
            member_of: registration.memberships.iter().map(|one| written(&MEMBERSHIPS, one)).collect(),
            one_touch: registration.one_touch == OneTouch::Taken,
        }
    }
}

impl RegistrationV1 {
    /// The registration of the domain, with every value checked.
    ///
    /// # Errors
    /// The first field whose value no registration can have.
    pub fn registration(&self) -> Result<Registration, ShapeFault> {
        let unit = |text: &str, field| UnitCode::parse(text).ok_or(ShapeFault(field));
        let identity = match (&self.id_number, &self.no_id) {
            (Some(digits), None) => Identity::Number(IdNumber::parse(digits).map_err(|_| ShapeFault("id_number"))?),
            (None, Some(reason)) => Identity::None(value(&NO_ID, reason, "no_id")?),
            _ => return Err(ShapeFault("id_number")),
        };
        let name = |text: &str, field| PersonName::parse(text).map_err(|_| ShapeFault(field));
        Ok(Registration {
            name: name(&self.name, "name")?,
            birth: self.birth()?,
            sex: value(&SEXES, &self.sex, "sex")?,
            identity,
            residence: Residence { unit: unit(&self.lives.unit, "unit")?, village: self.lives.village.clone() },
            phone: match &self.phone {
                Some(phone) => Some(Phone::parse(phone).map_err(|_| ShapeFault("phone"))?),
                None => None,
            },
            guardian: match &self.guardian {
                Some(guardian) => Some(Guardian { name: name(guardian, "guardian")?, consents: true }),
                None => None,
            },
            workplace: match &self.work {
                Some(work) => Some(Workplace {
                    kind: value(&WORK_KINDS, &work.kind, "work")?,
                    unit: work.unit.as_deref().map(|code| unit(code, "work")).transpose()?,
                    name: work.name.clone(),
                }),
                None => None,
            },
            memberships: self
                .member_of
                .iter()
                .map(|one| value(&MEMBERSHIPS, one, "member_of"))
                .collect::<Result<_, _>>()?,
            one_touch: if self.one_touch { OneTouch::Taken } else { OneTouch::NotTaken },
        })
    }

    fn birth(&self) -> Result<Birth, ShapeFault> {
        let fault = ShapeFault("birth");
        if self.birth.len() == 4 {
            return self.birth.parse().map(Birth::Year).map_err(|_| fault);
        }
        Date::parse_from_str(&self.birth, "%Y-%m-%d").map(Birth::Day).map_err(|_| fault)
    }
}
