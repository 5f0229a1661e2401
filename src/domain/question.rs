use super::{Date, LessonId, TopicId};

/// A question's name in its bank, never reused with another key: `A-001`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct QuestionId(pub String);

/// How hard a question is meant to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    Easy,
    Middle,
    Hard,
}

/// A single-choice question. The first option is the right one; what people see is the order of their paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    pub id: QuestionId,
    pub topic: TopicId,
    pub level: Level,
    pub fact: String,
    pub lesson: LessonId,
    pub stem: String,
    pub options: Vec<String>,
    pub why: String,
    pub source: String,
    pub checked: Date,
    pub until: Option<Date>,
    pub situation: bool,
    pub negative: bool,
    /// Questions that give each other away: a paper holds at most one of a group.
    pub group: Option<String>,
}
