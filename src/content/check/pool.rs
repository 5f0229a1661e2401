//! Questions of required lessons, where papers are drawn from these alone: B16 to B18
//! (docs/decisions/037-what-a-paper-asks.md).

use super::super::{BankFault, Draft, FaultKind, draft::QuestionDraft, fault::Faults};
use crate::domain::{Level, TopicId};
use std::collections::{HashMap, HashSet};

/// Least questions of a topic by level: a paper asks for two, two and one of them.
const LEVELS: [(Level, u8, usize); 3] = [(Level::Easy, 1, 16), (Level::Middle, 2, 16), (Level::Hard, 3, 8)];
/// Least facts and skills that a topic's questions ask for.
const FACTS: usize = 12;
/// Least facts and skills of each level, so that a draw has a choice.
const FACTS_OF_LEVEL: usize = 8;

pub(super) fn check(draft: &Draft<'_>, faults: &mut Faults) {
    let Some(known) = draft.contest.as_ref().filter(|_| draft.asks_what_was_taught()) else { return };
    let asked = draft.asked();
    groups(&asked, faults);
    let mut add = |what| faults.add(known.file, known.blueprint_line, FaultKind::Bank(what));
    for topic in known.contest.topics.iter().map(|topic| topic.id) {
        let facts = facts_of(&asked, topic, None);
        if facts < FACTS {
            add(BankFault::PoolFacts { topic, level: None, found: facts, wanted: FACTS });
        }
        for (level, number, wanted) in LEVELS {
            let found = of(&asked, topic, Some(level)).count();
            let facts = facts_of(&asked, topic, Some(level));
            if found < wanted {
                add(BankFault::PoolSize { topic, level: number, found, wanted });
            }
            if facts < FACTS_OF_LEVEL {
                add(BankFault::PoolFacts { topic, level: Some(number), found: facts, wanted: FACTS_OF_LEVEL });
            }
        }
    }
}

fn of<'d>(
    asked: &[&'d QuestionDraft<'d>],
    topic: TopicId,
    level: Option<Level>,
) -> impl Iterator<Item = &'d QuestionDraft<'d>> {
    let is_of = move |question: &&&QuestionDraft<'_>| {
        question.lesson.is_some_and(|lesson| lesson.topic == topic) && (level.is_none() || question.level == level)
    };
    asked.iter().filter(is_of).copied()
}

fn facts_of(asked: &[&QuestionDraft<'_>], topic: TopicId, level: Option<Level>) -> usize {
    of(asked, topic, level).map(|question| question.fact.text.as_str()).collect::<HashSet<_>>().len()
}

/// B18: a draw keeps two of one group apart, and two without a group that ask for one fact.
fn groups(asked: &[&QuestionDraft<'_>], faults: &mut Faults) {
    let group = |question: &QuestionDraft<'_>| question.group.as_ref().map(|group| group.text.clone());
    let mut first: HashMap<&str, Option<String>> = HashMap::new();
    for question in asked.iter().filter(|question| !question.fact.text.is_empty()) {
        let fact = question.fact.text.as_str();
        if *first.entry(fact).or_insert_with(|| group(question)) != group(question) {
            let what = FaultKind::Bank(BankFault::PoolGroups { fact: fact.to_owned() });
            faults.add(question.file, question.line, what);
        }
    }
}
