use super::RecordKind;
use crate::domain::{
    Birth, Date, Guardian, IdNumber, Identity, Membership, NoIdReason, OneTouch, PersonName, Phone, Registration,
    Residence, Sex, UnitCode, WorkKind, Workplace, tidy_spaces,
};
use serde::{Deserialize, Serialize};

/// What a record says. Version 1; names and order of the fields never change, new versions get new variants.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Body {
    /// Agreed to the consent text of this version, told to the helper or pressed alone.
    Consent {
        text_version: u16,
    },
    Registration {
        told: Box<RegistrationV1>,
    },
    /// Replaces the registration; the old one stays in the chain.
    Correction {
        told: Box<RegistrationV1>,
    },
    /// The consent is taken back; the data are to be erased.
    Withdrawal {},
    TopicDone {
        topic: u8,
        how: HowLearnt,
        pack: String,
    },
    /// `paper`: SHA-256 (hex) of the canonical list of questions and orders that was drawn.
    AttemptOpened {
        attempt: u8,
        pack: String,
        paper: String,
        medium: Medium,
    },
    /// All answers in the order of the paper. The centre scores them itself.
    AttemptSubmitted {
        attempt: u8,
        late: bool,
        seconds: u32,
        answers: Vec<AnswerV1>,
    },
    /// `ready`: which ready sentence was chosen (counted from 1). `publish`: may be shown on the public wall.
    Message {
        text: String,
        ready: Option<u8>,
        told_aloud: bool,
        publish: bool,
    },
    CertificateAsked {
        certificate: CertificateV1,
    },
    /// The app on somebody's phone; without a person in the record, somebody who has no entry.
    App {
        install: InstallV1,
    },
    ShiftOpened {
        shift: u64,
        helper: String,
    },
    ShiftClosed {
        shift: u64,
        people: u32,
        finished: u32,
    },
    /// What was recorded under one person belongs to another ("Không phải tôi").
    Moved {
        to: String,
        from_event: u64,
        to_event: u64,
    },
    /// A person's bytes were removed; their links stay.
    Erased {
        events: Vec<u64>,
        why: String,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum HowLearnt {
    Alone,
    Group,
    /// Told to have been learnt at another station; the centre checks.
    OtherStation,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Medium {
    Screen,
    Paper,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnswerV1 {
    pub question: String,
    /// The marked option by its place in the question's own list (0 is the right one), as the paper ordered it.
    pub option: u8,
    pub seconds: u32,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CertificateV1 {
    /// The number printed on it.
    pub number: String,
    /// Short check: the first bytes of the station's signature, base32.
    pub check: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum InstallV1 {
    InstalledNow,
    HadIt,
    NoSmartphone,
}

/// A registration as it is written. Dates are `yyyy-mm-dd`, or `yyyy` where the papers have no more.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RegistrationV1 {
    pub name: String,
    pub birth: String,
    pub sex: String,
    pub id_number: Option<String>,
    pub no_id: Option<String>,
    pub lives: PlaceV1,
    pub phone: Option<String>,
    pub guardian: Option<String>,
    pub work: Option<WorkV1>,
    pub member_of: Vec<String>,
    pub one_touch: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlaceV1 {
    pub unit: String,
    pub village: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WorkV1 {
    pub kind: String,
    pub unit: Option<String>,
    pub name: String,
}

/// A well-formed shape whose value no registration can have: which field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

fn word<T: PartialEq>(table: &[(T, &'static str)], value: &T) -> String {
    table.iter().find(|(one, _)| one == value).map(|(_, word)| (*word).to_owned()).unwrap_or_default()
}

fn value<T: Copy>(table: &[(T, &'static str)], word: &str, field: &'static str) -> Result<T, ShapeFault> {
    table.iter().find(|(_, one)| *one == word).map(|(value, _)| *value).ok_or(ShapeFault(field))
}

impl Body {
    /// Its kind.
    #[must_use]
    pub fn kind(&self) -> RecordKind {
        match self {
            Self::Consent { .. } => RecordKind::Consent,
            Self::Registration { .. } => RecordKind::Registration,
            Self::Correction { .. } => RecordKind::Correction,
            Self::Withdrawal {} => RecordKind::Withdrawal,
            Self::TopicDone { .. } => RecordKind::TopicDone,
            Self::AttemptOpened { .. } => RecordKind::AttemptOpened,
            Self::AttemptSubmitted { .. } => RecordKind::AttemptSubmitted,
            Self::Message { .. } => RecordKind::Message,
            Self::CertificateAsked { .. } => RecordKind::CertificateAsked,
            Self::App { .. } => RecordKind::App,
            Self::ShiftOpened { .. } => RecordKind::ShiftOpened,
            Self::ShiftClosed { .. } => RecordKind::ShiftClosed,
            Self::Moved { .. } => RecordKind::Moved,
            Self::Erased { .. } => RecordKind::Erased,
        }
    }
}

impl RegistrationV1 {
    #[must_use]
    pub fn of(told: &Registration) -> Self {
        let (id_number, no_id) = match &told.identity {
            Identity::Number(number) => (Some(number.digits().to_owned()), None),
            Identity::None(reason) => (None, Some(word(&NO_ID, reason))),
        };
        Self {
            name: told.name.as_str().to_owned(),
            birth: match told.birth {
                Birth::Day(date) => date.format("%Y-%m-%d").to_string(),
                Birth::Year(year) => format!("{year:04}"),
            },
            sex: word(&SEXES, &told.sex),
            id_number,
            no_id,
            lives: PlaceV1 {
                unit: told.residence.unit.as_str().to_owned(),
                village: tidy_spaces(&told.residence.village),
            },
            phone: told.phone.as_ref().map(|phone| phone.digits().to_owned()),
            guardian: told.guardian.as_ref().filter(|one| one.consents).map(|one| one.name.as_str().to_owned()),
            work: told.workplace.as_ref().map(|work| WorkV1 {
                kind: word(&WORK_KINDS, &work.kind),
                unit: work.unit.as_ref().map(|unit| unit.as_str().to_owned()),
                name: tidy_spaces(&work.name),
            }),
            member_of: told.memberships.iter().map(|one| word(&MEMBERSHIPS, one)).collect(),
            one_touch: told.one_touch == OneTouch::Taken,
        }
    }

    /// Reads it back.
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
