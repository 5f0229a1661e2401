use super::TopicId;
use std::fmt;

/// `1.2`: the second lesson of the first topic.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LessonId {
    pub topic: TopicId,
    pub number: u8,
}

impl LessonId {
    /// Reads `1.2`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (topic, number) = text.split_once('.')?;
        let number = number.parse().ok().filter(|number| *number > 0)?;
        Some(Self { topic: TopicId::new(topic.parse().ok()?)?, number })
    }
}

impl fmt::Display for LessonId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}.{}", self.topic.number(), self.number)
    }
}

impl fmt::Debug for LessonId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "LessonId({self})")
    }
}

/// A lesson (bài học): short pages, then one or two check questions that block nobody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lesson {
    pub id: LessonId,
    pub title: String,
    /// Required lessons complete a topic; the others stand under "Học thêm".
    pub required: bool,
    pub facts: Vec<String>,
    pub pages: Vec<Page>,
    pub checks: Vec<Check>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    pub title: String,
    pub blocks: Vec<Block>,
}

/// What stands on a page; the screen wraps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    Paragraph(String),
    /// Numbered steps, one action each.
    Steps(Vec<String>),
    Points(Vec<String>),
    /// "Ghi nhớ".
    Remember(Vec<String>),
}

/// A check question at a lesson's end. It has no part in the test.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    pub stem: String,
    pub options: Vec<CheckOption>,
    pub why: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckOption {
    pub text: String,
    pub right: bool,
}
