//! Faults of facts and their sources, and of what rests on them (D01 to D04, B09, I20, L17).

/// A fact or source that is missing, doubled, or unfit for what rests on it. Texts are ids of facts or keys of sources.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FactFault {
    /// The campaign keeps no facts: what its questions rest on cannot be checked.
    NoFacts,
    /// Another fact has this id.
    FactTwice(String),
    /// The file defines this source twice.
    SourceTwice(String),
    /// A fact's source that no `[[source]]` defines.
    UnknownSource(String),
    /// A question's source that no `[[source]]` defines.
    QuestionSource(String),
    /// A question's fact that does not exist.
    UnknownFact(String),
    /// A lesson's fact that does not exist.
    LessonFact(String),
    /// A question on a fact that nobody read at a source.
    FactFromMemory(String),
    /// A question on a fact that changes too fast.
    FactFleeting(String),
    /// A question on a fact that may change, without `until`.
    UntilMissing(String),
    /// A fact that no lesson teaches.
    FactUntaught(String),
}

impl FactFault {
    pub(super) fn rule(&self) -> &'static str {
        match self {
            Self::FactTwice(_) => "D01",
            Self::SourceTwice(_) | Self::UnknownSource(_) => "D02",
            Self::FactUntaught(_) => "D03",
            Self::NoFacts => "D04",
            Self::UnknownFact(_) | Self::FactFromMemory(_) | Self::FactFleeting(_) | Self::QuestionSource(_) => "B09",
            Self::UntilMissing(_) => "I20",
            Self::LessonFact(_) => "L17",
        }
    }
}
