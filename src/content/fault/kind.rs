use crate::content::PlaceFault;
use crate::domain::{DrawFault, LessonId, QuestionId, TopicId};

/// What is wrong, with its values; the wording is the driver's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// No TOML, as its parser tells.
    Syntax {
        column: u32,
        message: String,
    },
    /// A quotation mark of a word processor around a value.
    CurlyQuotes {
        column: u32,
    },
    /// A day in another form than year-month-day: `22/11/2026`.
    DayForm,
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
    /// The other option says it too, in part or nearly.
    OverlappingOptions {
        option: String,
        other: String,
    },
    OptionLengths {
        shortest: usize,
        longest: usize,
    },
    /// The right option is longer than the others are on average.
    RightLength {
        chars: usize,
        mean: usize,
    },
    /// An absolute word that only the right option has, or only wrong ones.
    AbsoluteWord(String),
    /// Words that the stem shares with the right option alone.
    Clang(String),
    MixedOptions(Mixed),
    NumbersOrder,
    /// A word that neither the question nor its lesson explains.
    StrangeWord(String),
    TwoIdeas,
    Opinion(String),
    DatedWord(String),
    Reviews {
        found: usize,
        wanted: usize,
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
    /// The same of the option with most words of the stem, and of those most and least like the others.
    StemWordsOption {
        hundredths: usize,
    },
    LikeOthersOption {
        hundredths: usize,
    },
    UnlikeOthersOption {
        hundredths: usize,
    },
    /// A word by which one chooses better than by chance, in the whole bank or in a topic.
    TellingWord {
        word: String,
        hundredths: usize,
        topic: Option<TopicId>,
    },
    /// The same of the options without it.
    TellingLack {
        word: String,
        hundredths: usize,
        topic: Option<TopicId>,
    },
    /// A stem that holds this question's right option.
    GivesAway(QuestionId),
    /// A stem that is nearly this question's.
    NearStem(QuestionId),
    LevelShare {
        topic: TopicId,
        level: u8,
        percent: usize,
        wanted: usize,
    },
    YesNoShare {
        found: usize,
        of: usize,
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
    TopicLength {
        topic: TopicId,
        minutes: usize,
        most: usize,
    },
    /// The reader is called by another name than in the rest of the course.
    OtherAddress {
        found: String,
        usual: String,
    },
    /// A strange word that is not explained where the lesson first has it.
    NewTerm(String),
    /// Speaks of a picture or a link that nobody sees.
    PointsNowhere(String),
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

    /// The campaign keeps no facts: what its questions stand on cannot be checked.
    NoFacts,
    FactTwice(String),
    SourceTwice(String),
    /// A fact's source that no `[[source]]` has.
    UnknownSource(String),
    /// The same of a question.
    QuestionSource(String),
    UnknownFact(String),
    /// The same of a lesson.
    LessonFact(String),
    /// Asked, and nobody saw it at a source.
    FactFromMemory(String),
    /// Asked, and changes too fast.
    FactFleeting(String),
    /// A question on a fact that may change, without `until`.
    UntilMissing(String),
    FactUntaught(String),

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

/// What some options of a question have and others have not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mixed {
    /// A number at the start.
    Numbers,
    /// A full stop at the end.
    Stops,
    /// A capital at the start.
    Capitals,
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
