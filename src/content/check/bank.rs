//! The bank as a whole: B01, B03, B04, B08, B10 and B12.

use super::super::{
    Draft, FaultKind,
    draft::{ContestDraft, QuestionDraft},
    fault::Faults,
};
use crate::domain::{DrawFault, LessonId, Stratum};
use std::collections::{HashMap, HashSet};

/// Questions in the bank for each one that is drawn (B01).
const FOR_EACH_DRAWN: usize = 4;
/// Most questions that stand on one fact (DECISIONS 25).
const MOST_A_FACT: usize = 4;
/// What a strategy that looks only at lengths may reach at most: 550 hundredths of 20 questions (DECISIONS 25).
const NAIVE: (usize, usize) = (550, 20);
/// Guesses among two, three or four options of the same length come out even.
const GUESSES: usize = 12;
/// One negative question in so many at most (B08).
const ONE_NEGATIVE_IN: usize = 20;

pub(super) fn check(draft: &Draft<'_>, faults: &mut Faults) {
    taught(draft, faults);
    facts_shared(draft, faults);
    if !draft.bank_whole {
        return;
    }
    let negative = draft.questions.iter().filter(|question| question.negative).count();
    if let Some(first) = draft.questions.iter().find(|question| question.negative)
        && negative * ONE_NEGATIVE_IN > draft.questions.len()
    {
        let what = FaultKind::NegativeShare { found: negative, of: draft.questions.len() };
        faults.add(first.file, first.line, what);
    }
    if let Some(known) = &draft.contest {
        filled(draft, known, faults);
        strategies(draft, known, faults);
    }
}

/// B10: the lesson that a question names teaches its fact.
fn taught(draft: &Draft<'_>, faults: &mut Faults) {
    let mut taught: HashMap<LessonId, HashSet<&str>> = HashMap::new();
    for lesson in &draft.lessons {
        let facts = lesson.facts.iter().map(|fact| fact.text.as_str());
        if let Some(id) = lesson.id {
            taught.entry(id).or_default().extend(facts);
        }
    }
    for question in &draft.questions {
        let Some(lesson) = question.lesson else { continue };
        let fact = &question.fact.text;
        let untaught = taught.get(&lesson).is_some_and(|facts| !facts.contains(fact.as_str()));
        if untaught && !fact.is_empty() {
            let what = FaultKind::FactNotTaught { fact: fact.clone(), lesson };
            faults.add(question.file, question.fact.line, what);
        }
    }
}

fn facts_shared(draft: &Draft<'_>, faults: &mut Faults) {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for question in draft.questions.iter().filter(|question| !question.fact.text.is_empty()) {
        let count = counts.entry(&question.fact.text).or_default();
        *count += 1;
        if *count > MOST_A_FACT {
            let what = FaultKind::FactTooOften { fact: question.fact.text.clone(), most: MOST_A_FACT };
            faults.add(question.file, question.fact.line, what);
        }
    }
}

/// B01: what a stratum is drawn from is wide enough, a group of enemies counting once.
fn filled(draft: &Draft<'_>, known: &ContestDraft<'_>, faults: &mut Faults) {
    for stratum in &known.contest.rules.blueprint {
        let names: HashSet<&str> = of_stratum(draft, *stratum)
            .map(|question| question.group.as_ref().map_or(question.id.text.as_str(), |group| group.text.as_str()))
            .collect();
        let (available, wanted) = (names.len(), stratum.count * FOR_EACH_DRAWN);
        if available < wanted {
            let what = FaultKind::TooFewQuestions { wanted, has: DrawFault { stratum: *stratum, available } };
            faults.add(known.file, known.blueprint_line, what);
        }
    }
}

/// B03 and B04: how many questions of a paper the longest or the shortest option gets right, on average.
fn strategies(draft: &Draft<'_>, known: &ContestDraft<'_>, faults: &mut Faults) {
    let blueprint = &known.contest.rules.blueprint;
    let Some(first) = draft.questions.first() else { return };
    let hundredths = |extreme: fn(usize, usize) -> usize| -> usize {
        let strata = blueprint.iter().map(|stratum| {
            let wins: Vec<usize> =
                of_stratum(draft, *stratum).filter(has_options).map(|question| wins(question, extreme)).collect();
            100 * stratum.count * wins.iter().sum::<usize>() / (GUESSES * wins.len().max(1))
        });
        strata.sum()
    };
    let most = blueprint.iter().map(|stratum| stratum.count).sum::<usize>() * NAIVE.0 / NAIVE.1;
    let (longest, shortest) = (hundredths(usize::max), hundredths(usize::min));
    if longest > most {
        faults.add(first.file, 1, FaultKind::LongestOption { hundredths: longest });
    }
    if shortest > most {
        faults.add(first.file, 1, FaultKind::ShortestOption { hundredths: shortest });
    }
}

/// How many of twelve guesses among the options of the extreme length are right.
fn wins(question: &QuestionDraft<'_>, extreme: fn(usize, usize) -> usize) -> usize {
    let lengths: Vec<usize> = question.options().map(|option| option.text.chars().count()).collect();
    let far = lengths.iter().copied().reduce(extreme);
    let ties = lengths.iter().filter(|length| Some(**length) == far).count();
    if lengths.first().copied() == far { GUESSES / ties.max(1) } else { 0 }
}

/// Whether there is anything to choose among; who left options out is told of that alone.
fn has_options(question: &&QuestionDraft<'_>) -> bool {
    !question.wrong.is_empty() && question.options().all(|option| !option.text.is_empty())
}

fn of_stratum<'d>(draft: &'d Draft<'_>, stratum: Stratum) -> impl Iterator<Item = &'d QuestionDraft<'d>> {
    draft.questions.iter().filter(move |question| {
        question.lesson.is_some_and(|lesson| lesson.topic == stratum.topic)
            && stratum.level.is_none_or(|level| question.level == Some(level))
    })
}
