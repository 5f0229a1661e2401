//! The bank's make-up, which nothing but a writer's work can mend: B07, questions of yes or no (B08), reviews (I25), and the
//! time that a topic takes (L09).

use super::{
    super::{
        BankFault, CourseFault, Draft, FaultKind, QuestionFault, draft::QuestionDraft, fault::Faults,
        measure::syllables,
    },
    lessons::texts,
};
use crate::domain::{Level, TopicId};
use std::collections::HashSet;

/// Easy, middle and hard questions of a topic in hundredths, and how far off they may be (B07).
const LEVELS: [(Level, u8, usize); 3] = [(Level::Easy, 1, 40), (Level::Middle, 2, 40), (Level::Hard, 3, 20)];
const LEVEL_OFF: usize = 10;
/// Fewer questions have no spread.
const LEAST_QUESTIONS: usize = 20;
/// One question of yes or no in so many at most (B08).
const ONE_YES_NO_IN: usize = 10;
/// A topic's required lessons: 8 minutes at 120 syllables (L09).
const TOPIC: (usize, usize) = (8, 120);

pub(super) fn check(draft: &Draft<'_>, faults: &mut Faults) {
    reviews(draft, faults);
    if draft.lessons_whole {
        reading(draft, faults);
    }
    if draft.bank_whole {
        levels(draft, faults);
        yes_no(draft, faults);
    }
}

fn of_topic<'d>(draft: &'d Draft<'_>, topic: TopicId) -> impl Iterator<Item = &'d QuestionDraft<'d>> {
    draft.questions.iter().filter(move |question| question.lesson.is_some_and(|lesson| lesson.topic == topic))
}

fn topics(draft: &Draft<'_>) -> impl Iterator<Item = TopicId> {
    draft.contest.iter().flat_map(|known| known.contest.topics.iter().map(|topic| topic.id))
}

fn levels(draft: &Draft<'_>, faults: &mut Faults) {
    for topic in topics(draft) {
        let all = of_topic(draft, topic).count();
        let Some(first) = of_topic(draft, topic).next().filter(|_| all >= LEAST_QUESTIONS) else { continue };
        for (level, number, wanted) in LEVELS {
            let found = of_topic(draft, topic).filter(|question| question.level == Some(level)).count();
            let share = 100 * found / all;
            if share.abs_diff(wanted) > LEVEL_OFF {
                let what = FaultKind::Bank(BankFault::LevelShare { topic, level: number, percent: share, wanted });
                faults.add(first.file, 1, what);
            }
        }
    }
}

fn yes_no(draft: &Draft<'_>, faults: &mut Faults) {
    let is_verdict = |text: &str| {
        let first = text.split([',', ':', ';']).next().unwrap_or_default().trim().to_lowercase();
        matches!(first.as_str(), "có" | "không" | "đúng" | "sai")
    };
    let asks = |question: &&QuestionDraft<'_>| question.options().filter(|option| is_verdict(&option.text)).count() > 1;
    let found = draft.questions.iter().filter(asks).count();
    if let Some(first) = draft.questions.iter().find(asks).filter(|_| found * ONE_YES_NO_IN > draft.questions.len()) {
        faults.add(first.file, first.line, FaultKind::Bank(BankFault::YesNoShare { found, of: draft.questions.len() }));
    }
}

/// I25: as many different people as the contest asks for have read a question: who wrote it, and others.
fn reviews(draft: &Draft<'_>, faults: &mut Faults) {
    let wanted = draft.contest.as_ref().map_or(0, |known| known.reviews);
    for question in draft.questions.iter().filter(|_| wanted > 0) {
        let names: HashSet<String> = question.reviewed.iter().map(|name| name.text.trim().to_lowercase()).collect();
        let found = names.iter().filter(|name| !name.is_empty()).count();
        if found < wanted {
            faults.add(question.file, question.line, FaultKind::Question(QuestionFault::Reviews { found, wanted }));
        }
    }
}

fn reading(draft: &Draft<'_>, faults: &mut Faults) {
    let (minutes, pace) = TOPIC;
    for topic in topics(draft) {
        let required = || draft.lessons.iter().filter(move |lesson| lesson.required && lesson.topic == Some(topic));
        let length: usize = required().flat_map(|lesson| texts(lesson)).map(|text| syllables(&text.text)).sum();
        if let Some(first) = required().next().filter(|_| length > minutes * pace) {
            let what =
                FaultKind::Course(CourseFault::TopicLength { topic, minutes: length.div_ceil(pace), most: minutes });
            faults.add(first.file, 1, what);
        }
    }
}
