//! The shape of a frozen set (docs/FORMATS.md 25): what is signed, and what every page and file about it is made from.

use crate::{
    crypto::canonical::{self, CanonicalFault, V1},
    domain::{Award, Prize, PrizeRules},
    ledger::Counts,
};
use serde::{Deserialize, Serialize};

/// Larger files are none of ours.
const MOST_BYTES: usize = 8 << 20;

/// Set of figures that was frozen when the contest was closed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FrozenSet {
    pub(super) v: V1,
    pub(super) kind: SetKind,
    /// Id of the contest.
    pub contest: String,
    /// Its title.
    pub title: String,
    /// The centre's name.
    pub centre: String,
    /// Whether it is a rehearsal's.
    pub rehearsal: bool,
    /// First day, `2026-11-01`.
    pub opens: String,
    /// Last day.
    pub closes: String,
    /// Number of the set, counted from 1.
    pub number: u32,
    /// When it was read, in milliseconds since 1970.
    pub at_ms: i64,
    /// Account that froze it.
    pub by: String,
    /// By what prizes are given.
    pub rule: PrizeRule,
    /// Everybody together, also residents of no listed unit.
    pub total: SetFigures,
    /// Every unit of the list, in its order.
    pub units: Vec<UnitFigures>,
    /// Communes that get a prize, or may.
    pub communes: Vec<CommunePlace>,
    /// Persons who get a prize, or may.
    pub persons: Vec<PersonPlace>,
    /// Others who are equal to the last of them, of whom there were too many to list.
    pub more_equal: u64,
    /// What was not closed.
    pub open: Vec<OpenLine>,
    /// What was held of each station.
    pub stations: Vec<StationMark>,
}

/// The word by which the shape is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum SetKind {
    #[serde(rename = "closing")]
    Closing,
}

/// By what prizes are given: the contest file's words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PrizeRule {
    /// How many communes.
    pub communes: u8,
    /// How many persons of each prize, the first prize first.
    pub persons: [u8; 4],
    /// `valid` or `took-part`.
    pub communes_count: String,
    /// `seconds` or `jury`.
    pub ties: String,
    /// How many attempts a person had.
    pub attempts: u8,
    /// Whether a test on paper counts for personal prizes.
    pub paper_ranks: bool,
}

/// Figures of a unit, or of all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetFigures {
    /// Registered.
    pub registered: i64,
    /// Did everything by the records.
    pub finished: i64,
    /// Valid at a station.
    pub valid: i64,
    /// Of these with a test on paper.
    pub on_paper: i64,
    /// On One Touch.
    pub one_touch: i64,
    /// Of these by a list of the city.
    pub listed: i64,
    /// Valid at a station and on One Touch.
    pub both: i64,
    /// Took part, each once.
    pub took_part: i64,
    /// With the app on their phone.
    pub app: i64,
}

/// Figures of a unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnitFigures {
    /// Five digits.
    pub code: String,
    /// Kind and name.
    pub name: String,
    /// Inhabitants.
    pub population: u32,
    /// Its residents.
    pub figures: SetFigures,
    /// Its stations that are not revoked.
    pub stations: u64,
    /// When the newest bundle of all of them arrived; none before the first.
    pub newest_ms: Option<i64>,
}

/// Place of a commune.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CommunePlace {
    /// First of the places that it shares with equal ones.
    pub from: u64,
    /// Last of them.
    pub to: u64,
    /// Five digits.
    pub code: String,
    /// Kind and name.
    pub name: String,
    /// Numerator of its rate.
    pub part: i64,
    /// Denominator.
    pub whole: u32,
    /// What it gets.
    pub award: SetAward,
}

/// Place of a person.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PersonPlace {
    /// First of the places that they share with equal ones.
    pub from: u64,
    /// Last of them.
    pub to: u64,
    /// Beginning of the key, twelve digits of hex.
    pub person: String,
    /// Full name.
    pub name: String,
    /// Year of birth.
    pub born: String,
    /// Unit of residence: kind and name.
    pub unit: String,
    /// Village of residence.
    pub village: String,
    /// Right answers.
    pub score: u8,
    /// Seconds of that test; none on paper.
    pub seconds: Option<u32>,
    /// Whether it was written on paper.
    pub paper: bool,
    /// Tests that counted.
    pub attempts: u8,
    /// At how many stations something of theirs was recorded.
    pub stations: u16,
    /// Names of the signs that the jury looks at.
    pub signs: Vec<String>,
    /// What they get.
    pub award: SetAward,
}

/// What a place leads to, in the words of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SetAward {
    /// First prize.
    First,
    /// Second prize.
    Second,
    /// Third prize.
    Third,
    /// Consolation prize.
    Consolation,
    /// The communes' prize.
    Commune,
    /// The jury decides between equal ones.
    Jury,
}

/// Line of the checklist that was not at zero.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OpenLine {
    /// Its name (`CheckLine::as_str`).
    pub line: String,
    /// Its figure.
    pub figure: u64,
    /// What was stated about it.
    pub word: String,
    /// By whom.
    pub by: String,
}

/// What was held of a station.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StationMark {
    /// Id.
    pub station: String,
    /// Five digits of the unit where it is.
    pub unit: String,
    /// Number of its newest receipt: a bundle with a greater one arrived later.
    pub receipt: u64,
}

/// Why bytes are no frozen set.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SetFault {
    /// Larger than any set.
    #[error("too large for a frozen set")]
    TooLarge,
    /// Of a later version, another shape, or not in its one form.
    #[error("no frozen set")]
    Shape(#[source] CanonicalFault),
}

impl FrozenSet {
    /// Reads what `write` wrote: the one form and no other.
    ///
    /// # Errors
    /// Why it is none.
    pub fn read(bytes: &[u8]) -> Result<Self, SetFault> {
        if bytes.len() > MOST_BYTES {
            return Err(SetFault::TooLarge);
        }
        canonical::read_canonical(bytes).map_err(SetFault::Shape)
    }

    /// The bytes that are kept and signed.
    #[must_use]
    pub fn write(&self) -> Vec<u8> {
        canonical::write(self)
    }

    /// Name of its file, without an ending.
    #[must_use]
    pub fn file_stem(&self) -> String {
        format!("so-lieu-chot-{}-{}", self.contest, self.number)
    }
}

impl From<&Counts> for SetFigures {
    fn from(of: &Counts) -> Self {
        Self {
            registered: of.registered,
            finished: of.finished,
            valid: of.valid,
            on_paper: of.on_paper,
            one_touch: of.one_touch,
            listed: of.listed,
            both: of.both,
            took_part: of.took_part(),
            app: of.app,
        }
    }
}

impl SetAward {
    /// Of a person; none where there is nothing.
    pub(super) fn of_person(award: Award<Prize>) -> Option<Self> {
        Some(match award {
            Award::Given(Prize::First) => Self::First,
            Award::Given(Prize::Second) => Self::Second,
            Award::Given(Prize::Third) => Self::Third,
            Award::Given(Prize::Consolation) => Self::Consolation,
            Award::Jury => Self::Jury,
            Award::Nothing => return None,
        })
    }

    /// Of a commune; none where there is nothing.
    pub(super) fn of_commune(award: Award<()>) -> Option<Self> {
        match award {
            Award::Given(()) => Some(Self::Commune),
            Award::Jury => Some(Self::Jury),
            Award::Nothing => None,
        }
    }

    /// Text key of its name.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::First => "prize-first",
            Self::Second => "prize-second",
            Self::Third => "prize-third",
            Self::Consolation => "prize-consolation",
            Self::Commune => "prize-commune",
            Self::Jury => "prize-jury",
        }
    }
}

impl PrizeRule {
    pub(super) fn new(rules: &PrizeRules, attempts: u8, paper_ranks: bool) -> Self {
        Self {
            communes: rules.communes,
            persons: rules.persons,
            communes_count: rules.counts.as_str().to_owned(),
            ties: rules.ties.as_str().to_owned(),
            attempts,
            paper_ranks,
        }
    }
}

/// Nothing of a person is printed.
impl std::fmt::Debug for PersonPlace {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "PersonPlace({}-{}, …)", self.from, self.to)
    }
}
