//! Each lesson by itself: L01, L02, L05, L07, L08, L12, L13, L15 and L16, and that its facts are known (L17).

use super::{
    super::{
        CourseFault, Draft, FaultKind,
        draft::{BlockDraft, CheckDraft, LessonDraft, PageDraft, Written},
        fault::{Faults, SENTENCE_MOST},
        measure::{sentences, syllables, wrapped_lines},
    },
    add_at,
    alike::are_alike,
    private,
};
use crate::domain::TopicId;
use std::collections::{HashMap, HashSet};
use unicode_width::UnicodeWidthStr;

/// Syllables of a sentence beyond which somebody should look; beyond `SENTENCE_MOST` it is refused (L01).
const SENTENCE_GOOD: usize = 20;
const PARAGRAPH_SENTENCES: usize = 3;
/// A page's body on the smallest screen, its title and the frame apart (L02).
const COLUMNS: usize = 74;
const LINES: usize = 16;
const STEPS: usize = 7;
/// Options of a check question.
const MOST_OPTIONS: usize = 4;
/// Pages of a required lesson, and syllables of each with its title: one idea and one thing to do (docs/decisions/037-what-a-paper-asks.md).
const PAGES: (usize, usize) = (3, 7);
const PAGE_SYLLABLES: usize = 45;

pub(super) fn check(draft: &Draft<'_>, faults: &mut Faults) {
    let mut ids = HashSet::new();
    let hotline = draft.contest.as_ref().map_or("", |known| known.contest.hotline.as_str());
    let skills: Option<HashMap<&str, Option<TopicId>>> =
        draft.skills.as_ref().map(|skills| skills.iter().map(|skill| (skill.id.text.as_str(), skill.topic)).collect());
    for lesson in &draft.lessons {
        if let Some(id) = lesson.id.filter(|id| !ids.insert(*id)) {
            faults.add(lesson.file, lesson.id_line, FaultKind::Course(CourseFault::LessonTwice(id)));
        }
        topic(draft, lesson, faults);
        if let Some(skills) = &skills {
            facts(skills, lesson, faults);
        }
        columns(lesson.file, &lesson.title, faults);
        for page in &lesson.pages {
            self::page(lesson.file, page, faults);
        }
        for check in &lesson.checks {
            self::question(lesson.file, check, faults);
        }
        path(lesson, faults);
        for text in texts(lesson) {
            add_at(lesson.file, text, private::faults(&text.text, hotline), faults);
            add_at(lesson.file, text, markup(&text.text), faults);
        }
    }
}

/// Every text of a lesson, in order.
pub(in super::super) fn texts<'d>(lesson: &'d LessonDraft<'_>) -> impl Iterator<Item = &'d Written> {
    std::iter::once(&lesson.title).chain(lesson.pages.iter().flat_map(page_texts)).chain(check_texts(lesson))
}

/// Every text of a page, its title first.
pub(super) fn page_texts(page: &PageDraft) -> impl Iterator<Item = &Written> {
    std::iter::once(&page.title).chain(page.blocks.iter().flat_map(|block| block.texts()))
}

/// Every text of a lesson's check questions, in order.
pub(super) fn check_texts<'d>(lesson: &'d LessonDraft<'_>) -> impl Iterator<Item = &'d Written> {
    lesson.checks.iter().flat_map(|check| {
        std::iter::once(&check.stem).chain(check.options.iter().map(|(option, _)| option)).chain([&check.why])
    })
}

fn topic(draft: &Draft<'_>, lesson: &LessonDraft<'_>, faults: &mut Faults) {
    let (Some(id), Some(topic)) = (lesson.id, lesson.topic) else { return };
    if id.topic != topic {
        faults.add(lesson.file, lesson.topic_line, FaultKind::Course(CourseFault::LessonTopic));
    }
    if draft.contest.as_ref().is_some_and(|known| known.contest.topic(topic).is_none()) {
        faults.add(lesson.file, lesson.topic_line, FaultKind::Course(CourseFault::UnknownTopic(topic.number())));
    }
}

/// Skills are distinguished from facts by their letter, which the skills' file alone uses.
fn facts(skills: &HashMap<&str, Option<TopicId>>, lesson: &LessonDraft<'_>, faults: &mut Faults) {
    for fact in lesson.facts.iter().filter(|fact| fact.text.starts_with('K')) {
        match skills.get(fact.text.as_str()) {
            None => faults.add(lesson.file, fact.line, FaultKind::Course(CourseFault::UnknownSkill(fact.text.clone()))),
            Some(Some(topic)) if lesson.topic.is_some_and(|own| own != *topic) => {
                let what = FaultKind::Course(CourseFault::SkillTopic { skill: fact.text.clone(), topic: *topic });
                faults.add(lesson.file, fact.line, what);
            }
            Some(_) => (),
        }
    }
}

fn page(file: &str, page: &PageDraft, faults: &mut Faults) {
    columns(file, &page.title, faults);
    let lines: usize = page.blocks.iter().map(lines_of).sum::<usize>() + page.blocks.len().saturating_sub(1);
    if lines > LINES || page.blocks.is_empty() {
        faults.add(file, page.title.line, FaultKind::Course(CourseFault::PageSize { lines, most: LINES }));
    }
    for block in &page.blocks {
        if let (BlockDraft::Steps(steps), Some(first)) = (block, block.texts().first())
            && steps.len() > STEPS
        {
            faults.add(
                file,
                first.line,
                FaultKind::Course(CourseFault::TooManySteps { found: steps.len(), most: STEPS }),
            );
        }
        for text in block.texts() {
            add_at(file, text, long_sentences(&text.text), faults);
        }
        if let BlockDraft::Paragraph(text) = block {
            let found = sentences(&text.text).len();
            let many = FaultKind::Course(CourseFault::ParagraphSentences { found, most: PARAGRAPH_SENTENCES });
            add_at(file, text, (found > PARAGRAPH_SENTENCES).then_some(many), faults);
        }
    }
}

/// Lines of a block as the station shows it: steps hang by three columns, points and remembered lines by two, and these come
/// below their own heading. An empty line separates blocks.
fn lines_of(block: &BlockDraft) -> usize {
    let hanging = |texts: &[Written], by: usize| -> usize {
        texts.iter().map(|text| wrapped_lines(&text.text, COLUMNS - by)).sum()
    };
    match block {
        BlockDraft::Paragraph(text) => wrapped_lines(&text.text, COLUMNS),
        BlockDraft::Steps(steps) => hanging(steps, 3),
        BlockDraft::Points(points) => hanging(points, 2),
        BlockDraft::Remember(lines) => 1 + hanging(lines, 2),
    }
}

fn long_sentences(text: &str) -> Vec<FaultKind> {
    let limit = |length: usize| if length > SENTENCE_MOST { SENTENCE_MOST } else { SENTENCE_GOOD };
    sentences(text)
        .into_iter()
        .map(syllables)
        .filter(|length| *length > SENTENCE_GOOD)
        .map(|length| FaultKind::Course(CourseFault::SentenceLength { syllables: length, most: limit(length) }))
        .collect()
}

fn columns(file: &str, title: &Written, faults: &mut Faults) {
    let columns = title.text.width();
    if columns > COLUMNS {
        faults.add(file, title.line, FaultKind::Course(CourseFault::TitleWidth { columns, most: COLUMNS }));
    }
}

fn question(file: &str, check: &CheckDraft, faults: &mut Faults) {
    let options = check.options.len();
    let right = check.options.iter().filter(|(_, right)| *right).count();
    let texts: Vec<&str> = check.options.iter().map(|(option, _)| option.text.as_str()).take(MOST_OPTIONS).collect();
    let twice = (1..).zip(&texts).any(|(behind, text)| texts.iter().skip(behind).any(|other| are_alike(text, other)));
    let mut found = Vec::new();
    if !(2..=MOST_OPTIONS).contains(&options) || twice {
        found.push(FaultKind::Course(CourseFault::CheckOptions { found: options }));
    }
    if right != 1 {
        found.push(FaultKind::Course(CourseFault::CheckRight { found: right }));
    }
    if check.why.text.is_empty() || !check.stem.text.ends_with(['?', ':']) {
        found.push(FaultKind::Course(CourseFault::CheckIncomplete));
    }
    add_at(file, &check.stem, found, faults);
}

/// What makes a lesson whole: it ends with two or three lines to remember (L07), and on the required path it has so many pages
/// (L12), none too long (L18), and one or two checks (L13).
fn path(lesson: &LessonDraft<'_>, faults: &mut Faults) {
    let remember = match lesson.pages.last().and_then(|page| page.blocks.last()) {
        Some(BlockDraft::Remember(lines)) => lines.len(),
        Some(BlockDraft::Paragraph(_) | BlockDraft::Steps(_) | BlockDraft::Points(_)) | None => 0,
    };
    let line = lesson.pages.last().map_or(1, |page| page.title.line);
    if !(2..=3).contains(&remember) {
        faults.add(lesson.file, line, FaultKind::Course(CourseFault::RememberLines { found: remember }));
    }
    let (least, most) = PAGES;
    if lesson.required && !(least..=most).contains(&lesson.pages.len()) {
        let what = CourseFault::RequiredPages { found: lesson.pages.len(), least, most };
        faults.add(lesson.file, line, FaultKind::Course(what));
    }
    for page in lesson.pages.iter().filter(|_| lesson.required) {
        let syllables: usize = page_texts(page).map(|text| syllables(&text.text)).sum();
        if syllables > PAGE_SYLLABLES {
            let what = CourseFault::RequiredPageLength { syllables, most: PAGE_SYLLABLES };
            faults.add(lesson.file, page.title.line, FaultKind::Course(what));
        }
    }
    if lesson.required && !(1..=2).contains(&lesson.checks.len()) {
        faults.add(lesson.file, line, FaultKind::Course(CourseFault::RequiredChecks { found: lesson.checks.len() }));
    }
}

/// L08: markup of other programs (bold, links), which the screen would show unchanged.
fn markup(text: &str) -> Option<FaultKind> {
    let markup = ["**", "__", "`", "](", "* ", "<b", "<i", "<u"];
    markup
        .iter()
        .find(|mark| text.contains(**mark))
        .map(|mark| FaultKind::Course(CourseFault::Markup((*mark).to_owned())))
}
