use super::{
    BankFault, ContestFault, CourseFault, FactFault, FileFault, PlaceFault, QuestionFault, Severity,
    rule::{RULES, SENTENCE_MOST},
};

/// A fault of a campaign's content, by the group of its rule, with its values; the wording is the driver's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// A file, key or value that cannot be read.
    File(FileFault),
    /// The contest and its ready sentences.
    Contest(ContestFault),
    /// One question, or the hygiene of any text.
    Question(QuestionFault),
    /// The bank as a whole.
    Bank(BankFault),
    /// Facts, sources, and what rests on them.
    Fact(FactFault),
    /// Lessons and the course.
    Course(CourseFault),
    /// A unit's list of villages and agencies.
    Place(PlaceFault),
}

impl FaultKind {
    /// Id of the broken rule: `I09`.
    #[must_use]
    pub fn rule(&self) -> &'static str {
        match self {
            Self::File(fault) => fault.rule(),
            Self::Contest(fault) => fault.rule(),
            Self::Question(fault) => fault.rule(),
            Self::Bank(fault) => fault.rule(),
            Self::Fact(fault) => fault.rule(),
            Self::Course(fault) => fault.rule(),
            Self::Place(fault) => fault.rule(),
        }
    }

    /// How grave the fault is: the rule's severity, or the milder one of a rule that has both.
    #[must_use]
    pub fn severity(&self) -> Severity {
        match self {
            // A negative question that is not marked; shouting it without the mark is an error of the same rule.
            Self::Question(QuestionFault::NegativeWord(_))
            | Self::Course(CourseFault::ParagraphSentences { .. })
            | Self::Place(
                PlaceFault::Formula { .. } | PlaceFault::HiddenRow | PlaceFault::StruckRow | PlaceFault::HiddenSheet(_),
            ) => Severity::Warning,
            Self::Course(CourseFault::SentenceLength { most, .. }) if *most < SENTENCE_MOST => Severity::Warning,
            Self::File(_)
            | Self::Contest(_)
            | Self::Question(_)
            | Self::Bank(_)
            | Self::Fact(_)
            | Self::Course(_)
            | Self::Place(_) => RULES
                .iter()
                .find(|rule| rule.id == self.rule())
                .and_then(|rule| rule.severities.first().copied())
                .unwrap_or(Severity::Error),
        }
    }
}
