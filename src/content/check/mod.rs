//! The rules for content, a file for each group: what a machine can check of the checklist for items and lessons.

mod alike;
mod bank;
mod course;
mod craft;
mod facts;
pub(super) mod guess;
mod items;
mod lessons;
mod pairs;
mod phrases;
mod pool;
mod private;
pub(super) mod spelled;
mod spread;
mod terms;
mod wording;

use super::{Draft, Fault, FaultKind, QuestionFault, draft::Written, fault::Faults};
use crate::domain::Date;

pub(super) use lessons::texts as lesson_texts;

/// All faults of a draft against the rules; questions must outlast the day `closes`.
#[must_use]
pub fn check(draft: &Draft<'_>, closes: Date) -> Vec<Fault> {
    let mut faults = Faults::default();
    check_whole(draft, closes, &mut faults);
    faults.sorted()
}

/// What a station relies on.
pub(super) fn check_structure(draft: &Draft<'_>, closes: Date, faults: &mut Faults) {
    items::check(draft, closes, faults);
    bank::check(draft, faults);
    lessons::check(draft, faults);
    course::check(draft, faults);
}

/// The same, and what only those who write can mend: facts, the craft of questions, the bank as guessers see it.
pub(super) fn check_whole(draft: &Draft<'_>, closes: Date, faults: &mut Faults) {
    check_structure(draft, closes, faults);
    facts::check(draft, faults);
    wording::check(draft, faults);
    spread::check(draft, faults);
    let spelled = spelled::Spelled::new(draft);
    craft::check(&spelled, faults);
    pairs::check(&spelled, faults);
    if draft.bank_whole {
        guess::check(draft, &spelled, faults);
        if draft.lessons_whole {
            pool::check(draft, faults);
        }
    }
}

/// I27: questions that have run out by this day, whatever the contest's days.
pub(super) fn check_day(draft: &Draft<'_>, today: Date, faults: &mut Faults) {
    for question in &draft.questions {
        if let Some((_, line)) = question.until.filter(|(until, _)| *until < today) {
            faults.add(question.file, line, FaultKind::Question(QuestionFault::RunOut));
        }
    }
}

/// Adds what is found in one text at its line.
fn add_at(file: &str, text: &Written, found: impl IntoIterator<Item = FaultKind>, faults: &mut Faults) {
    for what in found {
        faults.add(file, text.line, what);
    }
}
