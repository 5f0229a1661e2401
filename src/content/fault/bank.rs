//! Faults of the bank as a whole: its size, what guessing gains, likeness of questions (B01 to B15, less B09).

use crate::domain::{DrawFault, LessonId, QuestionId, TopicId};

/// A bank that papers cannot be drawn from well, or that gives its answers away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BankFault {
    /// Too few questions for a line of the blueprint.
    TooFewQuestions {
        /// Questions that are asked for, groups of enemies counted once.
        wanted: usize,
        /// The line of the blueprint, and how many it has.
        has: DrawFault,
    },
    /// Always choosing the longest option would be right too often.
    LongestOption {
        /// Questions of a paper that are right so, in hundredths.
        hundredths: usize,
    },
    /// The same of the shortest option.
    ShortestOption {
        /// As in `LongestOption`.
        hundredths: usize,
    },
    /// The same of the option with most words of the stem.
    StemWordsOption {
        /// As in `LongestOption`.
        hundredths: usize,
    },
    /// The same of the option most like the others.
    LikeOthersOption {
        /// As in `LongestOption`.
        hundredths: usize,
    },
    /// The same of the option least like the others.
    UnlikeOthersOption {
        /// As in `LongestOption`.
        hundredths: usize,
    },
    /// A word by which one chooses better than by chance.
    RevealingWord {
        /// The word.
        word: String,
        /// Right answers of 20 by this word, in hundredths.
        hundredths: usize,
        /// Where it reveals; `None`: in the whole bank.
        topic: Option<TopicId>,
    },
    /// The same of choosing options without the word.
    RevealingLack {
        /// The word.
        word: String,
        /// Right answers of 20 by its lack, in hundredths.
        hundredths: usize,
        /// Where it reveals; `None`: in the whole bank.
        topic: Option<TopicId>,
    },
    /// A stem that holds this question's right option.
    GivesAway(QuestionId),
    /// A stem that is nearly this question's.
    NearStem(QuestionId),
    /// A topic's share of a level is far from the wanted one.
    LevelShare {
        /// The topic.
        topic: TopicId,
        /// The level, 1 to 3.
        level: u8,
        /// Its share of the topic's questions.
        percent: usize,
        /// The wanted share, in percent.
        wanted: usize,
    },
    /// Too many questions that ask for yes or no.
    YesNoShare {
        /// Such questions.
        found: usize,
        /// All questions.
        of: usize,
    },
    /// Too many negative questions.
    NegativeShare {
        /// Negative questions.
        found: usize,
        /// All questions.
        of: usize,
    },
    /// The lesson that a question names does not teach its fact.
    FactNotTaught {
        /// Id of the fact.
        fact: String,
        /// The lesson of the question.
        lesson: LessonId,
    },
    /// Too few questions of required lessons, from which papers are drawn.
    PoolSize {
        /// The topic.
        topic: TopicId,
        /// The level, 1 to 3.
        level: u8,
        /// Such questions.
        found: usize,
        /// The least.
        wanted: usize,
    },
    /// Too few facts and skills that questions of required lessons ask for.
    PoolFacts {
        /// The topic.
        topic: TopicId,
        /// The level, 1 to 3; none: all of the topic.
        level: Option<u8>,
        /// Such facts and skills.
        found: usize,
        /// The least.
        wanted: usize,
    },
    /// Questions of required lessons on one fact are in different groups, so that two could be on one paper.
    PoolGroups {
        /// Id of the fact.
        fact: String,
    },
    /// Too many questions on one fact.
    FactTooOften {
        /// Id of the fact.
        fact: String,
        /// The most questions on one fact.
        most: usize,
    },
}

impl BankFault {
    pub(super) fn rule(&self) -> &'static str {
        match self {
            Self::TooFewQuestions { .. } => "B01",
            Self::LongestOption { .. } => "B03",
            Self::ShortestOption { .. } => "B04",
            Self::GivesAway(_) => "B05",
            Self::NearStem(_) => "B06",
            Self::LevelShare { .. } => "B07",
            Self::NegativeShare { .. } | Self::YesNoShare { .. } => "B08",
            Self::FactNotTaught { .. } => "B10",
            Self::FactTooOften { .. } => "B12",
            Self::StemWordsOption { .. } => "B13",
            Self::LikeOthersOption { .. } | Self::UnlikeOthersOption { .. } => "B14",
            Self::RevealingWord { .. } | Self::RevealingLack { .. } => "B15",
            Self::PoolSize { .. } => "B16",
            Self::PoolFacts { .. } => "B17",
            Self::PoolGroups { .. } => "B18",
        }
    }
}
