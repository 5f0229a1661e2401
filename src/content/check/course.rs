//! Rules for the course and its ready sentences as a whole: L11, L14, C08, and skills defined twice (L17).

use super::{
    super::{ContestFault, CourseFault, Draft, FaultKind, fault::Faults, measure::syllables},
    lessons::{check_texts, page_texts},
};
use std::collections::HashSet;

/// Required lessons of a topic (docs/DESIGN.md 4.6).
const LESSONS: usize = 2;
/// Syllables of the required course's pages: 15 minutes at 100 a minute, read aloud; and of its check questions.
const COURSE: usize = 15 * 100;
const CHECKS: usize = 4 * 100;
/// Ready sentences, so that each has its digit (docs/DESIGN.md 4.9).
const READY: (usize, usize) = (6, 8);

pub(super) fn check(draft: &Draft<'_>, faults: &mut Faults) {
    ready(draft, faults);
    let mut skills = HashSet::new();
    for skill in draft.skills.iter().flatten() {
        if !skills.insert(&skill.id.text) {
            faults.add(skill.file, skill.id.line, FaultKind::Course(CourseFault::SkillTwice(skill.id.text.clone())));
        }
    }
    if !draft.lessons_whole {
        return;
    }
    let required = || draft.lessons.iter().filter(|lesson| lesson.required);
    if let Some(known) = &draft.contest {
        for topic in &known.contest.topics {
            let found = required().filter(|lesson| lesson.topic == Some(topic.id)).count();
            if found != LESSONS {
                let what = FaultKind::Course(CourseFault::RequiredLessons { topic: topic.id, found, wanted: LESSONS });
                faults.add(known.file, 1, what);
            }
        }
    }
    let Some(first) = required().next() else { return };
    let pages = required().flat_map(|lesson| &lesson.pages).flat_map(page_texts);
    let pages: usize = pages.map(|text| syllables(&text.text)).sum();
    let checks: usize = required().flat_map(|lesson| check_texts(lesson)).map(|text| syllables(&text.text)).sum();
    let found = [
        (pages > COURSE).then_some(CourseFault::CourseLength { syllables: pages, most: COURSE }),
        (checks > CHECKS).then_some(CourseFault::ChecksLength { syllables: checks, most: CHECKS }),
    ];
    for what in found.into_iter().flatten() {
        faults.add(first.file, 1, FaultKind::Course(what));
    }
}

fn ready(draft: &Draft<'_>, faults: &mut Faults) {
    let (Some((file, ready)), Some(known)) = (&draft.ready, &draft.contest) else { return };
    let (least, most) = READY;
    if !(least..=most).contains(&ready.len()) {
        faults.add(file, 1, FaultKind::Contest(ContestFault::ReadyCount { found: ready.len(), least, most }));
    }
    let (from, up_to) = (known.contest.rules.message_from, known.contest.rules.message_up_to);
    for sentence in ready.iter().filter(|_| from <= up_to) {
        let chars = sentence.text.chars().count();
        if !(from..=up_to).contains(&chars) {
            faults.add(file, sentence.line, FaultKind::Contest(ContestFault::ReadyLength { chars, from, up_to }));
        }
    }
}
