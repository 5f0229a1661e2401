//! A campaign's content: contest, lessons, questions and units, as people write them and as the program uses them.
//!
//! Promises: a folder of content is read whole or refused with all its faults, each with its file and line. The bank of a
//! `Pack` is in byte order of the question ids.
//! Does not: open files or read a clock; bytes come in, and the caller passes the day.

pub mod builtin;
mod certificate_file;
mod check;
mod contest_file;
mod damage;
mod digest;
mod draft;
mod fact_file;
mod fault;
pub mod figures;
mod form_shape;
mod hygiene;
mod lesson_file;
mod links;
mod measure;
pub mod pack;
/// Lists of villages and agencies, read and written.
pub mod place_file;
mod question_file;
mod read;
mod reading;
mod source;
mod table;
mod units;

pub use check::check;
pub use damage::{Damage, damage, lost_letters, mostly_damaged};
pub use digest::{digest, question_digest};
pub use draft::Draft;
pub use fault::{
    BankFault, ContestFault, CourseFault, FactFault, Fault, FaultKind, FileFault, LinkFault, Mixed, PlaceFault,
    QuestionFault, RULES, Rule, Severity, Wanted,
};
pub use form_shape::{form_digest, usual_form};
pub use hygiene::hygiene;
pub use links::app_link_fault;
pub use measure::sentences;
pub use place_file::kind_word;
pub use question_file::MOST_QUESTIONS;
pub use read::{Reading, lint, read};
pub use reading::{SYLLABLES_A_MINUTE, lesson_reading_ms, topic_reading_ms};
pub use source::{MOST_BYTES, Source};
pub use units::{unit_kind_word, units};

use crate::domain::{Bank, Contest, Lesson, LessonId, Place, Question, QuestionId, TopicId, Unit, UnitCode};
use std::{
    collections::{BTreeMap, BTreeSet, HashSet},
    sync::Arc,
};

/// Everything a station shows and asks in one campaign.
#[derive(Clone, Debug)]
pub struct Pack {
    /// The contest: title, days, rules, station.
    pub contest: Contest,
    /// By lesson id; required and further ones together.
    pub lessons: Vec<Lesson>,
    /// In byte order of the ids.
    pub bank: Bank,
    /// In order of the codes.
    pub units: Vec<Unit>,
    /// Villages and agencies that units have listed, by unit, then as they list them.
    pub places: Vec<Place>,
    /// SHA-256 of the files it was read from: what records name as "the pack".
    pub digest: [u8; 32],
    /// Its questions came sealed: those of a live campaign, which practice must not show.
    pub sealed: bool,
    /// Packs that were in use before, where somebody's test was drawn from one of them: a test ends on the pack that it
    /// began with (docs/decisions/006-packs-change-under-a-visit.md).
    pub earlier: Vec<Arc<Pack>>,
}

/// Ids of the lessons that everybody learns.
#[must_use]
pub fn required(lessons: &[Lesson]) -> HashSet<LessonId> {
    lessons.iter().filter(|lesson| lesson.required).map(|lesson| lesson.id).collect()
}

/// A required path: its lessons, and the facts and skills that each teaches.
pub type RequiredPath<'a> = BTreeMap<LessonId, BTreeSet<&'a str>>;

/// The required path of these lessons. Packs of one contest have the same one, so that everybody was taught what papers ask
/// (docs/decisions/037-what-a-paper-asks.md); their words may be mended.
#[must_use]
pub fn required_path(lessons: &[Lesson]) -> RequiredPath<'_> {
    let required = lessons.iter().filter(|lesson| lesson.required);
    required.map(|lesson| (lesson.id, lesson.facts.iter().map(String::as_str).collect())).collect()
}

/// The first lesson that two required paths do not have in common.
#[must_use]
pub fn other_lesson(one: &RequiredPath<'_>, other: &RequiredPath<'_>) -> Option<LessonId> {
    let lessons: BTreeSet<LessonId> = one.keys().chain(other.keys()).copied().collect();
    lessons.into_iter().find(|lesson| one.get(lesson) != other.get(lesson))
}

impl Pack {
    /// The question of an id.
    #[must_use]
    pub fn question(&self, id: &QuestionId) -> Option<&Question> {
        let at = self.bank.binary_search_by(|question| question.id.cmp(id)).ok()?;
        self.bank.get(at)
    }

    /// The lesson of an id.
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

    /// The unit of a code.
    #[must_use]
    pub fn unit(&self, code: &UnitCode) -> Option<&Unit> {
        self.units.iter().find(|unit| unit.code == *code)
    }

    /// What a unit has listed, in its order.
    pub fn places(&self, unit: &UnitCode) -> impl Iterator<Item = &Place> {
        self.places.iter().filter(move |place| place.unit == *unit)
    }

    /// The villages that a resident of a unit may choose from: those that the contest names, where the station is in that
    /// unit, then those that the unit has listed.
    #[must_use]
    pub fn villages(&self, unit: &UnitCode) -> Vec<String> {
        let here = self.contest.station.as_ref().filter(|station| station.unit == *unit);
        let mut villages = here.map_or(Vec::new(), |station| station.villages.clone());
        for place in self.places(unit).filter(|place| place.kind.is_lived_in()) {
            let name = format!("{} {}", kind_word(place.kind), place.name);
            if !villages.iter().any(|known| known.to_lowercase() == name.to_lowercase()) {
                villages.push(name);
            }
        }
        villages
    }
}
