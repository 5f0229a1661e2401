//! Rules for the course and its ready sentences as a whole: L11, L14, C08, and skills defined twice (L17).

use super::{
    super::{ContestFault, CourseFault, Draft, FaultKind, fault::Faults, measure::syllables},
    lessons::texts,
};
use std::collections::HashSet;

/// Required lessons of a topic (docs/DESIGN.md 4.6).
const LESSONS: usize = 2;
/// The required course read aloud: 20 minutes at 100 syllables a minute.
const COURSE: usize = 20 * 100;
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
    let length: usize = required().flat_map(|lesson| texts(lesson)).map(|text| syllables(&text.text)).sum();
    if let Some(first) = required().next().filter(|_| length > COURSE) {
        faults.add(first.file, 1, FaultKind::Course(CourseFault::CourseLength { syllables: length, most: COURSE }));
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
