//! What is kept of a person, record by record, as the person may ask to see it.

use super::facts::{Fact, Facts, Learnt, What};
use crate::domain::Moment;

/// Record of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryLine {
    /// The ledger's id of the bundle that brought it.
    pub bundle: i64,
    /// When it was made by the station's clock.
    pub at: Moment,
    /// What it records.
    pub what: HistoryWhat,
}

/// What a record of a person records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HistoryWhat {
    /// The person agreed.
    Consent,
    /// The person took the consent back.
    Withdrawal,
    /// What the person declared: name, birth, unit and village of residence, workplace.
    Declared {
        /// Full name.
        name: String,
        /// Birth as it was declared.
        birth: String,
        /// Code of the unit.
        unit: String,
        /// Village.
        village: String,
        /// Name of the workplace.
        work: Option<String>,
    },
    /// A topic was finished.
    Topic {
        /// Its number.
        topic: u8,
        /// Whether in a group's lesson.
        in_group: bool,
    },
    /// A test was begun.
    Opened {
        /// Number of the attempt.
        attempt: u8,
    },
    /// A test was handed in.
    Handed {
        /// Number of the attempt.
        attempt: u8,
        /// Seconds that it took; none on paper.
        seconds: Option<u32>,
    },
    /// The message «Tôi học số - Tôi lan tỏa»; its text where the ledger has it.
    Message(Option<String>),
    /// A slip; its number where the ledger has it.
    Slip(Option<String>),
    /// The app on the person's phone.
    App,
    /// Something was recorded under another person and moved.
    Moved,
    /// The station erased what it had.
    Erased,
}

impl Facts {
    /// Everything that is kept of the person, in order of time.
    #[must_use]
    pub fn history(&self) -> Vec<HistoryLine> {
        let mut lines: Vec<HistoryLine> = self.list.iter().map(|fact| self.line(fact)).collect();
        lines.sort_by_key(|line| (line.at, line.bundle));
        lines
    }

    fn line(&self, fact: &Fact) -> HistoryLine {
        let bundle = self.bundles.get(usize::from(fact.bundle)).copied().unwrap_or_default();
        let what = match &fact.what {
            What::Consent => HistoryWhat::Consent,
            What::Withdrawal => HistoryWhat::Withdrawal,
            What::Declared(declared) | What::Registered(declared, _) => HistoryWhat::Declared {
                name: declared.name.clone(),
                birth: declared.birth.clone(),
                unit: declared.unit.clone(),
                village: declared.village.clone(),
                work: declared.work.as_ref().map(|(_, name)| name.clone()),
            },
            What::Topic { topic, learnt, .. } => {
                HistoryWhat::Topic { topic: *topic, in_group: *learnt == Learnt::Group }
            }
            What::Opened { attempt, .. } => HistoryWhat::Opened { attempt: *attempt },
            What::Handed { attempt, seconds, .. } => HistoryWhat::Handed { attempt: *attempt, seconds: Some(*seconds) },
            What::Spent { attempt } | What::Paper { attempt, .. } => {
                HistoryWhat::Handed { attempt: *attempt, seconds: None }
            }
            What::Message => HistoryWhat::Message(None),
            What::Story(story) => HistoryWhat::Message(Some(story.text.clone())),
            What::Certificate => HistoryWhat::Slip(None),
            What::Slip(number) => HistoryWhat::Slip(Some(number.clone())),
            What::App(_) => HistoryWhat::App,
            What::Away { .. } | What::Here { .. } => HistoryWhat::Moved,
            What::Erased | What::ErasedOnRequest => HistoryWhat::Erased,
        };
        HistoryLine { bundle, at: fact.wall, what }
    }
}
