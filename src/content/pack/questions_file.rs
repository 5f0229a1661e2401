//! `questions.json`: the bank.

use super::json::{Day, LessonName, V1, is_no};
use crate::domain::{Level, Question, QuestionId};
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct QuestionsV1 {
    v: V1,
    questions: Vec<QuestionV1>,
}

/// Wire shape of a question. The right option comes first. The topic is the lesson's.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct QuestionV1 {
    id: String,
    lesson: LessonName,
    level: u8,
    fact: String,
    stem: String,
    options: Vec<String>,
    why: String,
    source: String,
    checked: Day,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    until: Option<Day>,
    #[serde(default, skip_serializing_if = "is_no")]
    situation: bool,
    #[serde(default, skip_serializing_if = "is_no")]
    negative: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    group: Option<String>,
}

impl QuestionsV1 {
    pub(super) fn new(questions: &[Question]) -> Self {
        Self { v: V1, questions: questions.iter().map(QuestionV1::new).collect() }
    }

    /// The questions; nothing when one has no level there is.
    pub(super) fn open(self) -> Option<Vec<Question>> {
        self.questions.into_iter().map(QuestionV1::open).collect()
    }
}

impl QuestionV1 {
    fn new(question: &Question) -> Self {
        Self {
            id: question.id.0.clone(),
            lesson: LessonName(question.lesson),
            level: question.level.number(),
            fact: question.fact.clone(),
            stem: question.stem.clone(),
            options: question.options.clone(),
            why: question.why.clone(),
            source: question.source.clone(),
            checked: Day(question.checked),
            until: question.until.map(Day),
            situation: question.situation,
            negative: question.negative,
            group: question.group.clone(),
        }
    }

    fn open(self) -> Option<Question> {
        Some(Question {
            id: QuestionId(self.id),
            topic: self.lesson.0.topic,
            level: Level::from_number(self.level)?,
            fact: self.fact,
            lesson: self.lesson.0,
            stem: self.stem,
            options: self.options,
            why: self.why,
            source: self.source,
            checked: self.checked.0,
            until: self.until.map(|until| until.0),
            situation: self.situation,
            negative: self.negative,
            group: self.group,
        })
    }
}
