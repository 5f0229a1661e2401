use super::TopicId;
use std::fmt;

/// `1.2`: the second lesson of the first topic.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LessonId {
    /// Topic that the lesson belongs to.
    pub topic: TopicId,
    /// Number within the topic, from 1.
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
    /// Topic and number.
    pub id: LessonId,
    /// Title, as the list of lessons shows it.
    pub title: String,
    /// Required lessons complete a topic; the others are listed under "Học thêm".
    pub required: bool,
    /// Ids of the facts that it teaches; questions refer to them.
    pub facts: Vec<String>,
    /// Pages in reading order; at least one.
    pub pages: Vec<Page>,
    /// Check questions at the end.
    pub checks: Vec<Check>,
}

/// One screen page of a lesson.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Heading of the page.
    pub title: String,
    /// Content, top to bottom.
    pub blocks: Vec<Block>,
}

/// Block of a page; the screen wraps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// Running text.
    Paragraph(String),
    /// Numbered steps, one action each.
    Steps(Vec<String>),
    /// Bullet points.
    Points(Vec<String>),
    /// "Ghi nhớ".
    Remember(Vec<String>),
}

/// A check question at a lesson's end. It has no part in the test.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// The question.
    pub stem: String,
    /// Options in the order shown; exactly one is right.
    pub options: Vec<CheckOption>,
    /// Explanation shown after answering.
    pub why: String,
}

/// One option of a check question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckOption {
    /// Text of the option.
    pub text: String,
    /// Whether it is the right one.
    pub right: bool,
}
