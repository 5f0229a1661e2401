//! A campaign's content: contest, lessons, questions and units, as people write them and as the program uses them.
//!
//! Promises: a folder of content is read whole or refused with all its faults, each with its file and line. The bank of a
//! `Pack` is in byte order of the question ids.
//! Does not: open files or look at dates; bytes come in, and who asks says what day it is.

pub mod builtin;
mod check;
mod contest_file;
mod digest;
mod draft;
#[cfg(feature = "studio")]
pub mod exchange;
mod fact_file;
mod fault;
#[cfg(feature = "studio")]
pub mod figures;
mod hygiene;
mod lesson_file;
mod links;
mod measure;
mod question_file;
mod read;
mod source;
mod table;
mod units;

pub use check::check;
pub use digest::digest;
pub use draft::Draft;
pub use fault::{Fault, FaultKind, LinkFault, Mixed, RULES, Rule, Severity, Wanted};
pub use question_file::MOST_QUESTIONS;
pub use read::{Reading, lint, read};
pub use source::{MOST_BYTES, Source};
pub use units::units;

use crate::domain::{Bank, Contest, Lesson, LessonId, Question, QuestionId, TopicId, Unit, UnitCode};

/// Everything a station shows and asks in one campaign.
#[derive(Clone, Debug)]
pub struct Pack {
    pub contest: Contest,
    /// By lesson id; required and further ones together.
    pub lessons: Vec<Lesson>,
    /// In byte order of the ids.
    pub bank: Bank,
    /// In order of the codes.
    pub units: Vec<Unit>,
    /// SHA-256 of the files it was read from: what records name as "the pack".
    pub digest: [u8; 32],
}

impl Pack {
    #[must_use]
    pub fn question(&self, id: &QuestionId) -> Option<&Question> {
        let at = self.bank.binary_search_by(|question| question.id.cmp(id)).ok()?;
        self.bank.get(at)
    }

    #[must_use]
    pub fn lesson(&self, id: LessonId) -> Option<&Lesson> {
        self.lessons.iter().find(|lesson| lesson.id == id)
    }

    /// The lessons that complete a topic, in order.
    pub fn required_lessons(&self, topic: TopicId) -> impl Iterator<Item = &Lesson> {
        self.lessons.iter().filter(move |lesson| lesson.required && lesson.id.topic == topic)
    }

    /// The topic's other lessons ("Học thêm"), in order.
    pub fn further_lessons(&self, topic: TopicId) -> impl Iterator<Item = &Lesson> {
        self.lessons.iter().filter(move |lesson| !lesson.required && lesson.id.topic == topic)
    }

    #[must_use]
    pub fn unit(&self, code: &UnitCode) -> Option<&Unit> {
        self.units.iter().find(|unit| unit.code == *code)
    }
}
