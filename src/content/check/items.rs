//! Each question by itself: I01 to I10 and I20 to I23.

use super::{
    super::{
        Draft, FaultKind, QuestionFault,
        draft::{QuestionDraft, Written},
        fault::Faults,
        measure::{sentences, syllables},
    },
    add_at,
    alike::are_alike,
    phrases, private,
};
use crate::domain::{Date, QuestionId};
use std::collections::{BTreeSet, HashSet};

/// Wrong options of a question: four options, the right one among them, in every bank (I02).
const WRONG: usize = 3;
/// Shortest and longest stem in syllables, and the longest that describes a situation first (I09).
const STEM: (usize, usize) = (4, 35);
const SITUATION: usize = 50;
/// Sentences of a stem (I09).
const STEM_SENTENCES: usize = 2;
/// Longest option: two lines of 80 columns with its mark (I10).
const OPTION: (usize, usize) = (15, 90);
/// Longest explanation, in sentences and syllables (I22).
const WHY: (usize, usize) = (2, 40);

pub(super) fn check(draft: &Draft<'_>, closes: Date, faults: &mut Faults) {
    let mut ids: HashSet<&str> = HashSet::with_capacity(draft.questions.len());
    let lessons: BTreeSet<_> = draft.lessons.iter().filter_map(|lesson| lesson.id).collect();
    let hotline = draft.contest.as_ref().map_or("", |known| known.contest.hotline.as_str());
    for question in &draft.questions {
        if !question.id.text.is_empty() && !ids.insert(&question.id.text) {
            let twice = FaultKind::Question(QuestionFault::QuestionTwice(QuestionId(question.id.text.clone())));
            faults.add(question.file, question.id.line, twice);
        }
        if let Some(lesson) = question.lesson.filter(|lesson| draft.lessons_whole && !lessons.contains(lesson)) {
            faults.add(question.file, question.lesson_line, FaultKind::Question(QuestionFault::UnknownLesson(lesson)));
        }
        if let Some((_, line)) = question.until.filter(|(until, _)| *until < closes) {
            faults.add(question.file, line, FaultKind::Question(QuestionFault::Expires));
        }
        empties(question, faults);
        stem(question, faults);
        options(question, faults);
        why(question, faults);
        let texts = [&question.stem, &question.why].into_iter().chain(question.options());
        for text in texts {
            add_at(question.file, text, private::faults(&text.text, hotline), faults);
        }
    }
}

/// Keys that are there and empty; the parser reported missing ones at the question's own line.
fn empties(question: &QuestionDraft<'_>, faults: &mut Faults) {
    let keys = [
        ("id", &question.id),
        ("fact", &question.fact),
        ("stem", &question.stem),
        ("why", &question.why),
        ("source", &question.source),
    ];
    for (key, text) in keys {
        if text.text.trim().is_empty() && text.line != question.line {
            faults.add(question.file, text.line, FaultKind::Question(QuestionFault::Empty(key)));
        }
    }
}

fn stem(question: &QuestionDraft<'_>, faults: &mut Faults) {
    let stem = &question.stem;
    if stem.text.is_empty() {
        return;
    }
    let mut found = Vec::new();
    if !stem.text.ends_with(['?', ':']) {
        found.push(FaultKind::Question(QuestionFault::StemEnd));
    }
    let (least, most) = if question.situation { (STEM.0, SITUATION) } else { STEM };
    let length = syllables(&stem.text);
    if !(least..=most).contains(&length) {
        found.push(FaultKind::Question(QuestionFault::StemLength { syllables: length, least, most }));
    }
    let parts = sentences(&stem.text);
    if parts.len() > STEM_SENTENCES {
        found.push(FaultKind::Question(QuestionFault::StemSentences { found: parts.len(), most: STEM_SENTENCES }));
    }
    if phrases::names_letters(&stem.text) {
        found.push(FaultKind::Question(QuestionFault::OptionLetters));
    }
    found.extend(phrases::negation(parts.last().copied().unwrap_or_default(), question.negative));
    add_at(question.file, stem, found, faults);
}

fn options(question: &QuestionDraft<'_>, faults: &mut Faults) {
    let is_blank = |option: &Written| option.text.trim().is_empty();
    if is_blank(&question.right) && question.right.line != question.line {
        faults.add(question.file, question.right.line, FaultKind::Question(QuestionFault::NoRightOption));
    }
    let found = 1 + question.wrong.iter().filter(|option| !is_blank(option)).count();
    if found != WRONG + 1 && question.wrong_line != question.line {
        faults.add(
            question.file,
            question.wrong_line,
            FaultKind::Question(QuestionFault::OptionCount { found, wanted: WRONG + 1 }),
        );
    }
    let mut seen: Vec<&str> = Vec::with_capacity(WRONG + 1);
    for option in question.options().filter(|option| !is_blank(option)).take(2 * WRONG) {
        if seen.iter().any(|text| are_alike(text, &option.text)) {
            faults.add(question.file, option.line, FaultKind::Question(QuestionFault::SameOptions));
        }
        seen.push(&option.text);
        add_at(question.file, option, option_faults(&option.text), faults);
    }
}

fn option_faults(text: &str) -> Vec<FaultKind> {
    let mut found: Vec<FaultKind> = phrases::all_or_none(text).into_iter().collect();
    if phrases::names_letters(text) {
        found.push(FaultKind::Question(QuestionFault::OptionLetters));
    }
    let (length, chars) = (syllables(text), text.chars().count());
    if length > OPTION.0 || chars > OPTION.1 {
        found.push(FaultKind::Question(QuestionFault::OptionLength { syllables: length, chars }));
    }
    found
}

fn why(question: &QuestionDraft<'_>, faults: &mut Faults) {
    let (parts, length) = (sentences(&question.why.text).len(), syllables(&question.why.text));
    if parts > WHY.0 {
        faults.add(question.file, question.why.line, FaultKind::Question(QuestionFault::WhySentences { found: parts }));
    }
    if length > WHY.1 {
        faults.add(
            question.file,
            question.why.line,
            FaultKind::Question(QuestionFault::WhyLength { syllables: length }),
        );
    }
}
