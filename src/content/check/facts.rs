//! Rules for facts and what rests on them: B09, the days of I20, D01 to D04, and lessons that name facts which are not there (L17).

use super::super::{
    Draft, FactFault, FaultKind,
    draft::{Changes, FactDraft, QuestionDraft, Status},
    fault::Faults,
};
use std::collections::{HashMap, HashSet};

/// The source of what needs none: a skill of daily life.
const COMMON_SKILL: &str = "kỹ năng chung";

pub(super) fn check(draft: &Draft<'_>, faults: &mut Faults) {
    if !draft.facts.there {
        return faults.add("facts", 1, FaultKind::Fact(FactFault::NoFacts));
    }
    let known = Known::new(draft);
    sources_twice(draft, faults);
    ids_twice(draft, &known, faults);
    for fact in &draft.facts.facts {
        for key in unknown_sources(&known, &fact.source.text) {
            faults.add(fact.file, fact.source.line, FaultKind::Fact(FactFault::UnknownSource(key.to_owned())));
        }
    }
    for question in &draft.questions {
        rests_on(question, &known, faults);
        let source = &question.source;
        if !is_skill(question, &known) && unknown_sources(&known, &source.text).next().is_some() {
            faults.add(question.file, source.line, FaultKind::Fact(FactFault::QuestionSource(source.text.clone())));
        }
    }
    taught(draft, &known, faults);
}

/// What may be named.
struct Known<'d> {
    facts: HashMap<&'d str, &'d FactDraft<'d>>,
    skills: HashSet<&'d str>,
    sources: HashSet<&'d str>,
    /// Every file of them could be read: what is not there is really not there.
    whole: bool,
}

impl<'d> Known<'d> {
    fn new(draft: &'d Draft<'_>) -> Self {
        let skills = draft.skills.iter().flatten().map(|skill| skill.id.text.as_str());
        Self {
            facts: draft.facts.facts.iter().map(|fact| (fact.id.text.as_str(), fact)).collect(),
            skills: skills.collect(),
            sources: draft.facts.sources.iter().map(|source| source.key.text.as_str()).collect(),
            whole: draft.facts.whole && draft.skills.is_some(),
        }
    }
}

/// Files of several writers may name the same source, each in its own words; one file names it once.
fn sources_twice(draft: &Draft<'_>, faults: &mut Faults) {
    let mut seen = HashSet::new();
    for source in &draft.facts.sources {
        if !source.key.text.is_empty() && !seen.insert((source.file, source.key.text.as_str())) {
            faults.add(source.file, source.key.line, FaultKind::Fact(FactFault::SourceTwice(source.key.text.clone())));
        }
    }
}

fn ids_twice(draft: &Draft<'_>, known: &Known<'_>, faults: &mut Faults) {
    let mut seen = HashSet::new();
    for fact in draft.facts.facts.iter().filter(|fact| !fact.id.text.is_empty()) {
        let id = fact.id.text.as_str();
        if !seen.insert(id) || known.skills.contains(id) {
            faults.add(fact.file, fact.id.line, FaultKind::Fact(FactFault::FactTwice(id.to_owned())));
        }
    }
}

fn unknown_sources<'t>(known: &Known<'_>, list: &'t str) -> impl Iterator<Item = &'t str> {
    let keys = list.split([',', ' ', ';']).filter(|key| !key.is_empty());
    keys.filter(|key| known.whole && !known.sources.contains(key))
}

fn is_skill(question: &QuestionDraft<'_>, known: &Known<'_>) -> bool {
    known.skills.contains(question.fact.text.as_str()) && question.source.text == COMMON_SKILL
}

/// B09 and I20: what is asked is known, by somebody who looked, and lasts or has its day.
fn rests_on(question: &QuestionDraft<'_>, known: &Known<'_>, faults: &mut Faults) {
    let id = &question.fact.text;
    let mut add = |what| faults.add(question.file, question.fact.line, what);
    let Some(fact) = known.facts.get(id.as_str()) else {
        if known.whole && !id.is_empty() && !known.skills.contains(id.as_str()) {
            add(FaultKind::Fact(FactFault::UnknownFact(id.clone())));
        }
        return;
    };
    if fact.status == Some(Status::Memory) {
        add(FaultKind::Fact(FactFault::FactFromMemory(id.clone())));
    }
    match fact.changes {
        Some(Changes::High) => add(FaultKind::Fact(FactFault::FactFleeting(id.clone()))),
        Some(Changes::Check) if question.until.is_none() => {
            faults.add(question.file, question.line, FaultKind::Fact(FactFault::UntilMissing(id.clone())));
        }
        Some(Changes::Check | Changes::Stable) | None => (),
    }
}

/// Lessons name facts that are there, and every fact has its lesson.
fn taught(draft: &Draft<'_>, known: &Known<'_>, faults: &mut Faults) {
    let named = || draft.lessons.iter().flat_map(|lesson| lesson.facts.iter().map(move |fact| (lesson.file, fact)));
    let is_fact = |text: &str| !text.starts_with('K') && text.bytes().all(|byte| byte.is_ascii_alphanumeric());
    for (file, fact) in named().filter(|(_, fact)| known.whole && is_fact(&fact.text)) {
        if !known.facts.contains_key(fact.text.as_str()) {
            faults.add(file, fact.line, FaultKind::Fact(FactFault::LessonFact(fact.text.clone())));
        }
    }
    if !draft.lessons_whole {
        return;
    }
    let taught: HashSet<&str> = named().map(|(_, fact)| fact.text.as_str()).collect();
    for fact in draft.facts.facts.iter().filter(|fact| !fact.id.text.is_empty()) {
        if !taught.contains(fact.id.text.as_str()) {
            faults.add(fact.file, fact.id.line, FaultKind::Fact(FactFault::FactUntaught(fact.id.text.clone())));
        }
    }
}
