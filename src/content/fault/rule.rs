use super::{FaultKind, Severity};
use crate::content::PlaceFault;

/// A rule as docs/LINT.md and `lint --help` list it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    pub id: &'static str,
    /// How grave its faults are; both where it depends on how far a text goes.
    pub severities: &'static [Severity],
}

const E: &[Severity] = &[Severity::Error];
const W: &[Severity] = &[Severity::Warning];
const EW: &[Severity] = &[Severity::Error, Severity::Warning];

const fn rule(id: &'static str, severities: &'static [Severity]) -> Rule {
    Rule { id, severities }
}

/// Every rule: F files, C contest, U units, I, B and L items, bank and lessons as in the checklist, D facts (dữ kiện).
#[rustfmt::skip] // ten a line
pub const RULES: &[Rule] = &[
    rule("F01", E), rule("F02", E), rule("F03", E), rule("F04", E), rule("F05", E), rule("F06", E), rule("F07", W), rule("F08", E), rule("F09", E), rule("F10", E),
    rule("C01", E), rule("C02", E), rule("C03", E), rule("C04", E), rule("C05", W), rule("C06", E), rule("C07", E), rule("C08", E),
    rule("I01", E), rule("I02", E), rule("I03", E), rule("I04", W), rule("I05", E), rule("I06", E), rule("I07", E), rule("I08", EW), rule("I09", E), rule("I10", E),
    rule("I11", W), rule("I12", W), rule("I13", W), rule("I14", W), rule("I15", W), rule("I16", W), rule("I17", W), rule("I18", W), rule("I19", E), rule("I20", E),
    rule("I21", E), rule("I22", E), rule("I23", E), rule("I24", W), rule("I25", E),
    rule("B01", E), rule("B03", E), rule("B04", E), rule("B05", W), rule("B06", W), rule("B07", W), rule("B08", W), rule("B09", E), rule("B10", E), rule("B12", E),
    rule("B13", E), rule("B14", W), rule("B15", W),
    rule("L01", EW), rule("L02", E), rule("L03", W), rule("L04", W), rule("L05", E), rule("L07", E), rule("L08", E), rule("L09", W), rule("L10", W), rule("L11", E),
    rule("L12", E), rule("L13", E), rule("L14", E), rule("L15", E), rule("L16", E), rule("L17", E),
    rule("D01", E), rule("D02", E), rule("D03", W), rule("D04", W),
    rule("U01", E), rule("U02", E), rule("U03", E), rule("U04", EW), rule("U05", E), rule("U06", E), rule("U07", W),
];

impl FaultKind {
    /// The rule that is broken.
    #[must_use]
    pub fn rule(&self) -> &'static str {
        self.file_rule()
            .or_else(|| self.contest_rule())
            .or_else(|| self.item_rule())
            .or_else(|| self.bank_rule())
            .unwrap_or_else(|| self.course_rule())
    }

    #[must_use]
    pub fn severity(&self) -> Severity {
        match self {
            // A negative question that is not marked; shouting it without the mark is an error of the same rule.
            Self::NegativeWord(_) | Self::ParagraphSentences { .. } => Severity::Warning,
            Self::Place(PlaceFault::Formula { .. }) => Severity::Warning,
            Self::SentenceLength { most, .. } if *most < super::super::check::SENTENCE_MOST => Severity::Warning,
            _ => RULES
                .iter()
                .find(|rule| rule.id == self.rule())
                .and_then(|rule| rule.severities.first().copied())
                .unwrap_or(Severity::Error),
        }
    }

    fn file_rule(&self) -> Option<&'static str> {
        Some(match self {
            Self::Syntax { .. }
            | Self::CurlyQuotes { .. }
            | Self::DayForm
            | Self::StrayLine
            | Self::StepNumber { .. } => "F01",
            Self::MissingKey(_) => "F02",
            Self::UnknownKey(_) => "F03",
            Self::WrongValue { .. } => "F04",
            Self::FileTooLarge { .. } | Self::TooManyQuestions { .. } => "F05",
            Self::MissingFile(_) => "F06",
            Self::UnknownFile => "F07",
            Self::NotUtf8 => "F08",
            Self::Path | Self::PathTwice => "F09",
            Self::TooManyFaults { .. } => "F10",
            Self::FactTwice(_) => "D01",
            Self::SourceTwice(_) | Self::UnknownSource(_) => "D02",
            Self::FactUntaught(_) => "D03",
            Self::NoFacts => "D04",
            Self::UnitRow => "U01",
            Self::UnitTwice(_) => "U02",
            Self::Place(fault) => fault.rule(),
            _ => return None,
        })
    }

    fn contest_rule(&self) -> Option<&'static str> {
        Some(match self {
            Self::Dates => "C01",
            Self::TopicNumber { .. } => "C02",
            Self::BlueprintTopic(_) | Self::BlueprintLacks(_) | Self::BlueprintSize { .. } => "C03",
            Self::Link(_) => "C04",
            Self::LinkNotOfficial => "C05",
            Self::PassMark { .. } | Self::MessageBounds { .. } => "C06",
            Self::StationUnit(_) | Self::StationVillage => "C07",
            Self::ReadyCount { .. } | Self::ReadyLength { .. } => "C08",
            _ => return None,
        })
    }

    fn item_rule(&self) -> Option<&'static str> {
        Some(match self {
            Self::NoRightOption => "I01",
            Self::OptionCount { .. } => "I02",
            Self::SameOptions => "I03",
            Self::AllOfTheAbove => "I05",
            Self::NoneOfTheAbove => "I06",
            Self::OptionLetters => "I07",
            Self::NegativeWord(_) | Self::NegativeMark => "I08",
            Self::StemEnd | Self::StemLength { .. } | Self::StemSentences { .. } => "I09",
            Self::OptionLength { .. } => "I10",
            Self::NotComposed | Self::Sign(_) | Self::Spaces | Self::ToneStyle { .. } => "I19",
            Self::Empty("source" | "fact") | Self::Expires | Self::UntilMissing(_) => "I20",
            Self::Empty(_) | Self::UnknownLesson(_) | Self::QuestionTwice(_) => "I21",
            Self::WhySentences { .. } | Self::WhyLength { .. } => "I22",
            Self::PersonalNumber(_) | Self::ForeignLink(_) => "I23",
            Self::OverlappingOptions { .. } => "I04",
            Self::OptionLengths { .. } | Self::RightLength { .. } => "I11",
            Self::AbsoluteWord(_) => "I12",
            Self::Clang(_) => "I13",
            Self::MixedOptions(_) => "I14",
            Self::NumbersOrder => "I15",
            Self::StrangeWord(_) => "I16",
            Self::TwoIdeas => "I17",
            Self::Opinion(_) => "I18",
            Self::DatedWord(_) => "I24",
            Self::Reviews { .. } => "I25",
            _ => return None,
        })
    }

    fn bank_rule(&self) -> Option<&'static str> {
        Some(match self {
            Self::GivesAway(_) => "B05",
            Self::NearStem(_) => "B06",
            Self::LevelShare { .. } => "B07",
            Self::StemWordsOption { .. } => "B13",
            Self::LikeOthersOption { .. } | Self::UnlikeOthersOption { .. } => "B14",
            Self::TellingWord { .. } | Self::TellingLack { .. } => "B15",
            Self::TooFewQuestions { .. } => "B01",
            Self::LongestOption { .. } => "B03",
            Self::ShortestOption { .. } => "B04",
            Self::NegativeShare { .. } | Self::YesNoShare { .. } => "B08",
            Self::UnknownFact(_) | Self::FactFromMemory(_) | Self::FactFleeting(_) | Self::QuestionSource(_) => "B09",
            Self::FactNotTaught { .. } => "B10",
            Self::FactTooOften { .. } => "B12",
            _ => return None,
        })
    }

    fn course_rule(&self) -> &'static str {
        match self {
            Self::SentenceLength { .. } | Self::ParagraphSentences { .. } => "L01",
            Self::PageSize { .. } | Self::TitleWidth { .. } => "L02",
            Self::OtherAddress { .. } => "L03",
            Self::NewTerm(_) => "L04",
            Self::TopicLength { .. } => "L09",
            Self::PointsNowhere(_) => "L10",
            Self::TooManySteps { .. } => "L05",
            Self::RememberLines { .. } => "L07",
            Self::Markup(_) => "L08",
            Self::RequiredLessons { .. } => "L11",
            Self::RequiredPages { .. } => "L12",
            Self::RequiredChecks { .. } => "L13",
            Self::CourseLength { .. } => "L14",
            Self::CheckOptions { .. } | Self::CheckRight { .. } | Self::CheckIncomplete => "L15",
            Self::LessonTwice(_) | Self::LessonTopic | Self::UnknownTopic(_) => "L16",
            _ => "L17",
        }
    }
}
