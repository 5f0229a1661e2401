//! The bank as stations rely on it: B01, negative stems (B08), B10 and B12.

use super::super::{
    BankFault, Draft, FaultKind,
    draft::{ContestDraft, QuestionDraft},
    fault::Faults,
};
use crate::domain::{DrawFault, LessonId, Stratum};
use std::collections::{HashMap, HashSet};

/// Questions in the bank for each one that is drawn (B01).
const FOR_EACH_DRAWN: usize = 4;
/// Most questions on one fact (docs/decisions/025-rules-of-the-bank.md).
const MOST_A_FACT: usize = 4;
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
        let what = FaultKind::Bank(BankFault::NegativeShare { found: negative, of: draft.questions.len() });
        faults.add(first.file, first.line, what);
    }
    if let Some(known) = &draft.contest {
        filled(draft, known, faults);
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
            let what = FaultKind::Bank(BankFault::FactNotTaught { fact: fact.clone(), lesson });
            faults.add(question.file, question.fact.line, what);
        }
    }
}

fn facts_shared(draft: &Draft<'_>, faults: &mut Faults) {
    // Where papers are drawn from required lessons, the rest is practice: the same fact may be practised and asked.
    let is_asked = draft.is_asked();
    let mut counts: HashMap<(bool, &str), usize> = HashMap::new();
    for question in draft.questions.iter().filter(|question| !question.fact.text.is_empty()) {
        let count = counts.entry((is_asked(question), &question.fact.text)).or_default();
        *count += 1;
        if *count > MOST_A_FACT {
            let what = FaultKind::Bank(BankFault::FactTooOften { fact: question.fact.text.clone(), most: MOST_A_FACT });
            faults.add(question.file, question.fact.line, what);
        }
    }
}

/// B01: what a stratum is drawn from is wide enough, a group of enemies counting once.
fn filled(draft: &Draft<'_>, known: &ContestDraft<'_>, faults: &mut Faults) {
    let asked = draft.asked();
    for stratum in &known.contest.rules.blueprint {
        let names: HashSet<(bool, &str)> =
            of_stratum(&asked, *stratum).map(|question| draft.candidate(question)).collect();
        let (available, wanted) = (names.len(), stratum.count * FOR_EACH_DRAWN);
        if available < wanted {
            let what =
                FaultKind::Bank(BankFault::TooFewQuestions { wanted, has: DrawFault { stratum: *stratum, available } });
            faults.add(known.file, known.blueprint_line, what);
        }
    }
}

fn of_stratum<'d>(asked: &[&'d QuestionDraft<'d>], stratum: Stratum) -> impl Iterator<Item = &'d QuestionDraft<'d>> {
    asked.iter().copied().filter(move |question| {
        question.lesson.is_some_and(|lesson| lesson.topic == stratum.topic)
            && stratum.level.is_none_or(|level| question.level == Some(level))
    })
}
