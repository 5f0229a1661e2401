use super::{Date, LessonId, TopicId};

/// A question's name in its bank, never reused with another key: `A-001`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct QuestionId(pub String);

/// How hard a question is meant to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Level 1.
    Easy,
    /// Level 2.
    Middle,
    /// Level 3.
    Hard,
}

impl Level {
    /// 1 to 3, as files, wires and people write it.
    #[must_use]
    pub fn number(self) -> u8 {
        match self {
            Self::Easy => 1,
            Self::Middle => 2,
            Self::Hard => 3,
        }
    }

    /// The level of this number; none for any other.
    #[must_use]
    pub fn from_number(number: u8) -> Option<Self> {
        [Self::Easy, Self::Middle, Self::Hard].into_iter().find(|level| level.number() == number)
    }
}

/// A single-choice question. The first option is the right one; what people see is the order of their paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// Stable id, as `A-001`.
    pub id: QuestionId,
    /// Topic that it counts for.
    pub topic: TopicId,
    /// Difficulty.
    pub level: Level,
    /// Id of the fact that it asks for.
    pub fact: String,
    /// Lesson that teaches the fact.
    pub lesson: LessonId,
    /// The question itself.
    pub stem: String,
    /// Options; the first is the right one.
    pub options: Vec<String>,
    /// Explanation shown in the review.
    pub why: String,
    /// Where the fact is from.
    pub source: String,
    /// Day on which the fact was last checked.
    pub checked: Date,
    /// Last day on which the fact holds; none: no end is known.
    pub until: Option<Date>,
    /// Whether it describes a situation.
    pub situation: bool,
    /// Whether it asks for what is not so.
    pub negative: bool,
    /// Questions that give each other away: a paper holds at most one of a group.
    pub group: Option<String>,
}

impl Question {
    /// Whether its fact no longer holds on this day.
    #[must_use]
    pub fn has_run_out(&self, day: Date) -> bool {
        self.until.is_some_and(|until| until < day)
    }
}
