use super::{FaultKind, Severity};

impl FaultKind {
    /// The rule that is broken: I, B and L01-L10 as in the checklist for items and lessons; F, C and U are files, contest, units.
    #[must_use]
    pub fn rule(&self) -> &'static str {
        self.file_rule()
            .or_else(|| self.contest_rule())
            .or_else(|| self.item_rule())
            .unwrap_or_else(|| self.course_rule())
    }

    #[must_use]
    pub fn severity(&self) -> Severity {
        match self {
            Self::UnknownFile
            | Self::LinkNotOfficial
            | Self::NoFacts
            | Self::FactUntaught(_)
            | Self::NegativeWord(_)
            | Self::NegativeShare { .. }
            | Self::ParagraphSentences { .. } => Severity::Warning,
            Self::SentenceLength { most, .. } if *most < super::super::check::SENTENCE_MOST => Severity::Warning,
            _ => Severity::Error,
        }
    }

    fn file_rule(&self) -> Option<&'static str> {
        Some(match self {
            Self::Syntax { .. } | Self::StrayLine | Self::StepNumber { .. } => "F01",
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
            Self::TooFewQuestions { .. } => "B01",
            Self::LongestOption { .. } => "B03",
            Self::ShortestOption { .. } => "B04",
            Self::NegativeShare { .. } => "B08",
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
