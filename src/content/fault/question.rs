//! Faults of one question, and of any text of a campaign (I01 to I25).

use crate::{
    content::Damage,
    domain::{LessonId, QuestionId},
};

/// A question, or a text, that breaks a rule of its own form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum QuestionFault {
    /// The right option is empty.
    NoRightOption,
    /// Another number of options than the rule asks for.
    OptionCount {
        /// Options of the question.
        found: usize,
        /// Options of every question.
        wanted: usize,
    },
    /// Two options read the same.
    SameOptions,
    /// An option of the kind "all of the above".
    AllOfTheAbove,
    /// An option of the kind "none of the above".
    NoneOfTheAbove,
    /// An option that names others by their letters: options are shuffled.
    OptionLetters,
    /// A negative word in a question that is not marked `negative`.
    NegativeWord(String),
    /// Marked `negative`, or shouting it, without the other.
    NegativeMark,
    /// The stem ends in neither a question mark nor a colon.
    StemEnd,
    /// A stem that is too short or too long.
    StemLength {
        /// Its length.
        syllables: usize,
        /// The least allowed, in syllables.
        least: usize,
        /// The most allowed, in syllables.
        most: usize,
    },
    /// A stem of too many sentences.
    StemSentences {
        /// Sentences of the stem.
        found: usize,
        /// The most allowed.
        most: usize,
    },
    /// An option that does not fit its line.
    OptionLength {
        /// Its length in syllables.
        syllables: usize,
        /// Its length in characters.
        chars: usize,
    },
    /// An option that is a part of another, or means nearly the same.
    OverlappingOptions {
        /// The option at fault.
        option: String,
        /// The one before it.
        other: String,
    },
    /// Options of very different length.
    OptionLengths {
        /// Characters of the shortest.
        shortest: usize,
        /// Characters of the longest.
        longest: usize,
    },
    /// The right option is longer than the others are on average.
    RightLength {
        /// Its length in characters.
        chars: usize,
        /// Mean length of the wrong options, in characters.
        mean: usize,
    },
    /// An absolute word that only the right option has, or only wrong ones.
    AbsoluteWord(String),
    /// Words that the stem shares with the right option alone.
    Clang(String),
    /// Options that differ in form.
    MixedOptions(Mixed),
    /// Options that are all numbers are not in ascending order.
    NumbersOrder,
    /// A word that neither the question nor its lesson explains.
    StrangeWord(String),
    /// A stem that asks two things at once.
    TwoIdeas,
    /// Words that ask for an opinion.
    Opinion(String),
    /// A word that time makes wrong: "hiện nay".
    DatedWord(String),
    /// Another word for a thing that the course has one word for.
    OtherTerm {
        /// The word here.
        found: String,
        /// The course's own.
        usual: String,
    },
    /// The question has run out by the day of the check.
    RunOut,
    /// Too few people have read the question.
    Reviews {
        /// Names in `reviewed`.
        found: usize,
        /// Names that the contest asks for.
        wanted: usize,
    },
    /// A text that is not in Unicode's composed form (NFC).
    NotComposed,
    /// A character that not every terminal draws one column wide.
    Character(char),
    /// A text whose letters are no longer those that somebody typed.
    Damaged(Damage),
    /// Spaces at the ends, two in a row, or a no-break space.
    Spaces,
    /// A word that is not in the traditional tone style.
    ToneStyle {
        /// As written.
        found: String,
        /// As it should be.
        wanted: String,
    },
    /// A required text is there and empty; its key.
    Empty(&'static str),
    /// Runs out before the contest closes.
    Expires,
    /// The question's lesson does not exist.
    UnknownLesson(LessonId),
    /// Another question has this id.
    QuestionTwice(QuestionId),
    /// An explanation of no sentence, or of too many.
    WhySentences {
        /// Sentences of the explanation.
        found: usize,
    },
    /// An explanation that is too long.
    WhyLength {
        /// Its length.
        syllables: usize,
    },
    /// A number that could be a living person's: a telephone, an identity card, an account.
    PersonalNumber(String),
    /// A link to neither a store nor an authority.
    ForeignLink(String),
}

/// The form that some options of a question have and others do not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mixed {
    /// A number at the start.
    Numbers,
    /// A full stop at the end.
    Stops,
    /// A capital at the start.
    Capitals,
}

impl QuestionFault {
    pub(super) fn rule(&self) -> &'static str {
        match self {
            Self::NoRightOption => "I01",
            Self::OptionCount { .. } => "I02",
            Self::SameOptions => "I03",
            Self::OverlappingOptions { .. } => "I04",
            Self::AllOfTheAbove => "I05",
            Self::NoneOfTheAbove => "I06",
            Self::OptionLetters => "I07",
            Self::NegativeWord(_) | Self::NegativeMark => "I08",
            Self::StemEnd | Self::StemLength { .. } | Self::StemSentences { .. } => "I09",
            Self::OptionLength { .. } => "I10",
            Self::OptionLengths { .. } | Self::RightLength { .. } => "I11",
            Self::AbsoluteWord(_) => "I12",
            Self::Clang(_) => "I13",
            Self::MixedOptions(_) => "I14",
            Self::NumbersOrder => "I15",
            Self::StrangeWord(_) => "I16",
            Self::TwoIdeas => "I17",
            Self::Opinion(_) => "I18",
            Self::NotComposed | Self::Character(_) | Self::Damaged(_) | Self::Spaces | Self::ToneStyle { .. } => "I19",
            Self::Empty("source" | "fact") | Self::Expires => "I20",
            Self::Empty(_) | Self::UnknownLesson(_) | Self::QuestionTwice(_) => "I21",
            Self::WhySentences { .. } | Self::WhyLength { .. } => "I22",
            Self::PersonalNumber(_) | Self::ForeignLink(_) => "I23",
            Self::DatedWord(_) => "I24",
            Self::Reviews { .. } => "I25",
            Self::OtherTerm { .. } => "I26",
            Self::RunOut => "I27",
        }
    }
}
