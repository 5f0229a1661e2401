use crate::{
    domain::{LONGEST_PLACE, Membership, NoIdReason, Sex, WorkKind},
    input::FieldKind,
    record::HelpMode,
};
use serde::{Deserialize, Serialize};

/// One question of the form. The names are part of the draft's JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Slot {
    Name,
    Birth,
    Sex,
    Guardian,
    GuardianConsent,
    Unit,
    Village,
    Phone,
    OneTouch,
    WorkKind,
    WorkUnit,
    WorkName,
    Groups,
    Help,
}

/// One page of the form, with one or two questions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Step {
    Name,
    Birth,
    /// Only below sixteen.
    Guardian,
    Home,
    Contact,
    Work,
    /// Only for a person who works or studies somewhere.
    Workplace,
    Groups,
    /// How this visit is made; not in a correction.
    Help,
    Summary,
}

/// How a question is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Typed.
    Text(FieldKind),
    /// One of these by its digit.
    Pick(&'static [&'static str]),
    /// Any of these by their digits.
    Groups(&'static [&'static str]),
    /// A unit, searched for by a part of its name.
    Unit,
    /// A village of the station's unit by its digit, or typed.
    Village,
    /// A place of work or learning that the unit has listed, by a few letters, or typed.
    Place,
}

pub const SEXES: [Sex; 2] = [Sex::Male, Sex::Female];
pub const WORK_KINDS: [WorkKind; 4] = [WorkKind::Agency, WorkKind::School, WorkKind::Enterprise, WorkKind::Other];
pub const GROUPS: [Membership; 7] = [
    Membership::Party,
    Membership::YouthUnion,
    Membership::WomensUnion,
    Membership::FarmersUnion,
    Membership::Veterans,
    Membership::ElderlyAssociation,
    Membership::TradeUnion,
];
pub const MODES: [HelpMode; 3] = [HelpMode::Alone, HelpMode::ReadOut, HelpMode::ReadAndPressed];
pub const NO_ID: [NoIdReason; 3] = [NoIdReason::Child, NoIdReason::LostCard, NoIdReason::NotIssued];

/// Characters in which a unit is searched for.
const SEARCH: usize = 40;

impl Step {
    #[must_use]
    pub fn slots(self) -> &'static [Slot] {
        match self {
            Self::Name => &[Slot::Name],
            Self::Birth => &[Slot::Birth, Slot::Sex],
            Self::Guardian => &[Slot::Guardian, Slot::GuardianConsent],
            Self::Home => &[Slot::Unit, Slot::Village],
            Self::Contact => &[Slot::Phone, Slot::OneTouch],
            Self::Work => &[Slot::WorkKind],
            Self::Workplace => &[Slot::WorkUnit, Slot::WorkName],
            Self::Groups => &[Slot::Groups],
            Self::Help => &[Slot::Help],
            Self::Summary => &[],
        }
    }

    /// Key of what is asked on the page.
    #[must_use]
    pub fn heading(self) -> &'static str {
        match self {
            Self::Name => "register-ask-name",
            Self::Birth => "register-ask-birth",
            Self::Guardian => "register-ask-guardian",
            Self::Home => "register-ask-home",
            Self::Contact => "register-ask-contact",
            Self::Work => "register-ask-work",
            Self::Workplace => "register-ask-workplace",
            Self::Groups => "register-ask-groups",
            Self::Help => "register-ask-help",
            Self::Summary => "register-ask-summary",
        }
    }
}

impl Slot {
    #[must_use]
    pub fn kind(self) -> Kind {
        match self {
            Self::Name | Self::Guardian => Kind::Text(FieldKind::Name),
            Self::Birth => Kind::Text(FieldKind::Date),
            Self::Sex => Kind::Pick(&["register-male", "register-female"]),
            Self::GuardianConsent => Kind::Pick(&["register-guardian-yes", "register-guardian-no"]),
            Self::Unit | Self::WorkUnit => Kind::Unit,
            Self::Village => Kind::Village,
            Self::Phone => Kind::Text(FieldKind::Phone),
            Self::OneTouch => Kind::Pick(&["register-one-touch-no", "register-one-touch-yes"]),
            Self::WorkKind => Kind::Pick(&[
                "register-work-none",
                "register-work-agency",
                "register-work-school",
                "register-work-enterprise",
                "register-work-other",
            ]),
            Self::WorkName => Kind::Place,
            Self::Groups => Kind::Groups(&[
                "register-group-party",
                "register-group-youth",
                "register-group-women",
                "register-group-farmers",
                "register-group-veterans",
                "register-group-elderly",
                "register-group-trade-union",
            ]),
            Self::Help => Kind::Pick(&["register-help-alone", "register-help-read", "register-help-pressed"]),
        }
    }

    /// The kind of the field behind it, where something is typed.
    #[must_use]
    pub fn field_kind(self) -> Option<FieldKind> {
        match self.kind() {
            Kind::Text(kind) => Some(kind),
            Kind::Unit => Some(FieldKind::Text { limit: SEARCH }),
            Kind::Village | Kind::Place => Some(FieldKind::Text { limit: LONGEST_PLACE }),
            Kind::Pick(_) | Kind::Groups(_) => None,
        }
    }

    /// Key of its label.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Name => "register-name",
            Self::Birth => "register-birth",
            Self::Sex => "register-sex",
            Self::Guardian => "register-guardian",
            Self::GuardianConsent => "register-guardian-consent",
            Self::Unit => "register-unit",
            Self::Village => "register-village",
            Self::Phone => "register-phone",
            Self::OneTouch => "register-one-touch",
            Self::WorkKind => "register-work",
            Self::WorkUnit => "register-work-unit",
            Self::WorkName => "register-work-name",
            Self::Groups => "register-groups",
            Self::Help => "register-help",
        }
    }

    /// Key of what to type, shown while the field is empty.
    #[must_use]
    pub fn hint(self) -> &'static str {
        match self {
            Self::Name => "register-name-hint",
            Self::Birth => "register-birth-hint",
            Self::Guardian => "register-guardian-hint",
            Self::Unit | Self::WorkUnit => "register-unit-hint",
            Self::Village => "register-village-hint",
            Self::Phone => "register-phone-hint",
            Self::WorkName => "register-work-name-hint",
            Self::Sex | Self::GuardianConsent | Self::OneTouch | Self::WorkKind | Self::Groups | Self::Help => {
                "register-pick"
            }
        }
    }

    /// The page on which it is asked.
    #[must_use]
    pub fn step(self) -> Step {
        match self {
            Self::Name => Step::Name,
            Self::Birth | Self::Sex => Step::Birth,
            Self::Guardian | Self::GuardianConsent => Step::Guardian,
            Self::Unit | Self::Village => Step::Home,
            Self::Phone | Self::OneTouch => Step::Contact,
            Self::WorkKind => Step::Work,
            Self::WorkUnit | Self::WorkName => Step::Workplace,
            Self::Groups => Step::Groups,
            Self::Help => Step::Help,
        }
    }
}
