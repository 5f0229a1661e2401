use super::PlaceFault;
use crate::domain::{DrawFault, LessonId, QuestionId, TopicId};

/// One thing wrong in a campaign's files, at its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Path below the campaign's folder.
    pub file: String,
    /// Counted from 1; also 1 where the file as a whole is meant.
    pub line: u32,
    /// Short name of the rule, as docs and handbooks list it: `I09`.
    pub rule: &'static str,
    pub severity: Severity,
    pub what: FaultKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The content is refused.
    Error,
    /// The content is taken; somebody should look.
    Warning,
}

/// What is wrong, with its values; the wording is the driver's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// No TOML, as its parser tells.
    Syntax {
        column: u32,
        message: String,
    },
    /// A line of a lesson that has no meaning where it stands.
    StrayLine,
    /// A numbered step out of order.
    StepNumber {
        expected: u32,
    },
    MissingKey(&'static str),
    UnknownKey(String),
    WrongValue {
        key: String,
        wanted: Wanted,
    },
    FileTooLarge {
        bytes: usize,
        most: usize,
    },
    TooManyQuestions {
        most: usize,
    },
    MissingFile(&'static str),
    /// A file that is none of the campaign's.
    UnknownFile,
    NotUtf8,
    /// A path that leaves the folder or is not spelled with single slashes.
    Path,
    PathTwice,
    /// More faults than anybody reads; the rest is not listed.
    TooManyFaults {
        listed: usize,
    },

    /// The contest closes before it opens.
    Dates,
    TopicNumber {
        expected: u8,
    },
    BlueprintTopic(u8),
    BlueprintLacks(TopicId),
    BlueprintSize {
        questions: usize,
        most: usize,
    },
    Link(LinkFault),
    /// A link to a store's search, not read from the official code.
    LinkNotOfficial,
    PassMark {
        mark: u8,
        questions: usize,
    },
    MessageBounds {
        from: usize,
        up_to: usize,
    },
    StationUnit(String),
    /// The station's village is not in the list of villages.
    StationVillage,
    ReadyCount {
        found: usize,
        least: usize,
        most: usize,
    },
    ReadyLength {
        chars: usize,
        from: usize,
        up_to: usize,
    },

    NoRightOption,
    OptionCount {
        found: usize,
        wanted: usize,
    },
    SameOptions,
    AllOfTheAbove,
    NoneOfTheAbove,
    OptionLetters,
    /// A negative word in a question that is not marked `negative`.
    NegativeWord(String),
    /// Marked `negative`, or shouting it, without the other.
    NegativeMark,
    StemEnd,
    StemLength {
        syllables: usize,
        least: usize,
        most: usize,
    },
    StemSentences {
        found: usize,
        most: usize,
    },
    OptionLength {
        syllables: usize,
        chars: usize,
    },
    NotComposed,
    Sign(char),
    Spaces,
    /// Not in the traditional tone style.
    ToneStyle {
        found: String,
        wanted: String,
    },
    Empty(&'static str),
    /// Runs out before the contest closes.
    Expires,
    UnknownLesson(LessonId),
    QuestionTwice(QuestionId),
    WhySentences {
        found: usize,
    },
    WhyLength {
        syllables: usize,
    },
    PersonalNumber(String),
    ForeignLink(String),

    TooFewQuestions {
        wanted: usize,
        has: DrawFault,
    },
    /// Always choosing the longest option would be right in so many hundredths of a paper's questions.
    LongestOption {
        hundredths: usize,
    },
    ShortestOption {
        hundredths: usize,
    },
    NegativeShare {
        found: usize,
        of: usize,
    },
    FactNotTaught {
        fact: String,
        lesson: LessonId,
    },
    FactTooOften {
        fact: String,
        most: usize,
    },

    SentenceLength {
        syllables: usize,
        most: usize,
    },
    ParagraphSentences {
        found: usize,
        most: usize,
    },
    PageSize {
        lines: usize,
        most: usize,
    },
    TitleWidth {
        columns: usize,
        most: usize,
    },
    TooManySteps {
        found: usize,
        most: usize,
    },
    RememberLines {
        found: usize,
    },
    Markup(String),
    RequiredLessons {
        topic: TopicId,
        found: usize,
        wanted: usize,
    },
    RequiredPages {
        found: usize,
        wanted: usize,
    },
    RequiredChecks {
        found: usize,
    },
    CourseLength {
        syllables: usize,
        most: usize,
    },
    CheckOptions {
        found: usize,
    },
    CheckRight {
        found: usize,
    },
    CheckIncomplete,
    LessonTwice(LessonId),
    LessonTopic,
    UnknownTopic(u8),
    SkillTwice(String),
    UnknownSkill(String),
    SkillTopic {
        skill: String,
        topic: TopicId,
    },

    UnitRow,
    UnitTwice(String),
    /// In a unit's list of villages and agencies.
    Place(PlaceFault),
}

/// What a key takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    Text,
    Whole { from: i64, to: i64 },
    YesNo,
    Date,
    Texts,
    Tables,
    Table,
    OneOf(&'static [&'static str]),
    ContestId,
    LessonId,
    QuestionId,
    FactId,
    UnitCode,
    Phone,
}

/// Why a link is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkFault {
    NotHttps,
    /// Neither an app store nor a Vietnamese authority.
    Host,
    /// A sign that a QR code or an address line does not take as it is.
    Sign,
    TooLong {
        bytes: usize,
        most: usize,
    },
}

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
            | Self::NegativeWord(_)
            | Self::NegativeShare { .. }
            | Self::ParagraphSentences { .. } => Severity::Warning,
            Self::Place(fault) => fault.severity(),
            Self::SentenceLength { most, .. } if *most < super::check::SENTENCE_MOST => Severity::Warning,
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
            Self::Empty("source" | "fact") | Self::Expires => "I20",
            Self::Empty(_) | Self::UnknownLesson(_) | Self::QuestionTwice(_) => "I21",
            Self::WhySentences { .. } | Self::WhyLength { .. } => "I22",
            Self::PersonalNumber(_) | Self::ForeignLink(_) => "I23",
            Self::TooFewQuestions { .. } => "B01",
            Self::LongestOption { .. } => "B03",
            Self::ShortestOption { .. } => "B04",
            Self::NegativeShare { .. } => "B08",
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

/// Most faults that are listed: more come only from files that are no content at all.
const MOST_FAULTS: usize = 5_000;

/// Collects what is found, up to a limit, whatever a hostile file holds.
#[derive(Default)]
pub(super) struct Faults {
    list: Vec<Fault>,
}

impl Faults {
    pub fn add(&mut self, file: &str, line: u32, what: FaultKind) {
        let what = match self.list.len() {
            MOST_FAULTS => FaultKind::TooManyFaults { listed: MOST_FAULTS },
            more if more > MOST_FAULTS => return,
            _ => what,
        };
        self.list.push(Fault { file: file.to_owned(), line, rule: what.rule(), severity: what.severity(), what });
    }

    /// All faults by file and line; those of one line in the order in which they were found.
    pub fn sorted(mut self) -> Vec<Fault> {
        self.list.sort_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
        self.list
    }
}
