//! Words that readers stumble over: I16 to I18 and I24 in questions, L03, L04 and L10 in lessons, I24 and I26 in both.

use super::{
    super::{
        CourseFault, Draft, FaultKind, QuestionFault,
        draft::{LessonDraft, QuestionDraft, Word, Written},
        fault::Faults,
        measure::sentences,
    },
    add_at,
    lessons::texts,
    terms::{self, Terms},
};
use crate::domain::LessonId;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// What is out of date by the time somebody reads it (I24).
const DATED: [&str; 4] = ["hiện nay", "năm nay", "mới đây", "sắp tới"];
/// Questions that ask what somebody thinks (I18).
const OPINION: [&str; 5] = ["theo bạn", "theo bà con", "bạn nghĩ", "bà con nghĩ", "nên nhất"];
/// Words that make no sense when a lesson is read aloud or shown in a terminal (L10).
const POINTING: [&str; 13] = [
    "hình bên",
    "hình trên",
    "hình dưới",
    "hình vẽ",
    "như hình",
    "xem hình",
    "ảnh bên",
    "ảnh trên đây",
    "ảnh dưới đây",
    "bảng dưới",
    "bấm vào đây",
    "bấm vào liên kết sau",
    "liên kết dưới đây",
];
/// Joining words in a question: with more than one, it asks two things (I17).
const JOINING: [&str; 2] = ["và", "hoặc"];

pub(super) fn check(draft: &Draft<'_>, faults: &mut Faults) {
    let terms = Terms::new(draft);
    let mut explained: HashMap<LessonId, HashSet<String>> = HashMap::new();
    for lesson in &draft.lessons {
        let known = lesson_terms(lesson, &terms, faults);
        explained.extend(lesson.id.map(|id| (id, known)));
        for text in texts(lesson) {
            let small = text.text.to_lowercase();
            add_at(
                lesson.file,
                text,
                phrase(&small, &DATED).map(|words| FaultKind::Question(QuestionFault::DatedWord(words))),
                faults,
            );
            add_at(
                lesson.file,
                text,
                phrase(&small, &POINTING).map(|words| FaultKind::Course(CourseFault::PointsNowhere(words))),
                faults,
            );
        }
    }
    address(draft, faults);
    other_terms(draft, faults);
    let nothing = HashSet::new();
    for question in &draft.questions {
        let known = question.lesson.and_then(|lesson| explained.get(&lesson)).unwrap_or(&nothing);
        question_words(question, known, &terms, faults);
    }
}

fn question_words(question: &QuestionDraft<'_>, known: &HashSet<String>, terms: &Terms, faults: &mut Faults) {
    let stem = &question.stem;
    let small = stem.text.to_lowercase();
    add_at(
        question.file,
        stem,
        phrase(&small, &OPINION).map(|words| FaultKind::Question(QuestionFault::Opinion(words))),
        faults,
    );
    add_at(question.file, stem, two_ideas(stem), faults);
    let mut listed = HashSet::new();
    for text in std::iter::once(stem).chain(question.options()).chain([&question.why]) {
        if could_be_dated(&text.text) {
            add_at(
                question.file,
                text,
                phrase(&text.text.to_lowercase(), &DATED)
                    .map(|words| FaultKind::Question(QuestionFault::DatedWord(words))),
                faults,
            );
        }
        for term in terms.strange(&text.text) {
            if !known.contains(&term.to_lowercase()) && !terms::is_explained(&text.text, term) && listed.insert(term) {
                faults.add(question.file, text.line, FaultKind::Question(QuestionFault::StrangeWord(term.to_owned())));
            }
        }
    }
}

/// I26: a thing has one name in the whole campaign, by its list of words.
fn other_terms(draft: &Draft<'_>, faults: &mut Faults) {
    if draft.words.is_empty() {
        return;
    }
    let lessons = draft.lessons.iter().flat_map(|lesson| texts(lesson).map(|text| (lesson.file, text)));
    let questions = draft.questions.iter().flat_map(|question| {
        let texts = std::iter::once(&question.stem).chain(question.options()).chain([&question.why]);
        texts.map(|text| (question.file, text))
    });
    let ready = draft.ready.iter().flat_map(|(file, sentences)| sentences.iter().map(|text| (*file, text)));
    // Proper names of more than one word: "App Store" is no "app".
    let names: Vec<&String> = draft.terms.iter().filter(|term| term.contains(' ')).collect();
    let beginnings = beginnings(&draft.words);
    for (file, text) in lessons.chain(questions).chain(ready) {
        let parts = text.text.split(|ch: char| !ch.is_alphanumeric());
        let words: BTreeSet<usize> = parts.filter_map(|part| beginnings.get(part)).flatten().copied().collect();
        if words.is_empty() {
            continue; // as most texts
        }
        let known = names.iter().fold(text.text.clone(), |text, name| text.replace(name.as_str(), "\u{1}"));
        for word in words.into_iter().filter_map(|at| draft.words.get(at)) {
            // The usual name may hold another one: "đường link" holds "link".
            let rest = known.replace(&word.usual, "\u{1}").replace(&capitalised(&word.usual), "\u{1}");
            let found = word.never.iter().find_map(|never| phrase(&rest, &[never, &capitalised(never)]));
            let what = |found| QuestionFault::OtherTerm { found, usual: word.usual.clone() };
            add_at(file, text, found.map(|found| FaultKind::Question(what(found))), faults);
        }
    }
}

/// With which parts of a text the other names of each word begin, by the words' places.
fn beginnings(words: &[Word]) -> HashMap<String, Vec<usize>> {
    let mut beginnings: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, never) in words.iter().enumerate().flat_map(|(at, word)| word.never.iter().map(move |never| (at, never))) {
        let first = never.split(|ch: char| !ch.is_alphanumeric()).next().unwrap_or_default();
        for part in [first.to_owned(), capitalised(first)] {
            beginnings.entry(part).or_default().push(at);
        }
    }
    beginnings
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// Most options hold none of the words, and need not be lowercased.
fn could_be_dated(text: &str) -> bool {
    ["nay", "đây", "tới"].iter().any(|part| text.contains(part))
}

/// I17: the question itself joins more than two things, or asks twice.
fn two_ideas(stem: &Written) -> Option<FaultKind> {
    let parts = sentences(&stem.text);
    let asked = parts.last().copied().unwrap_or_default();
    let joins = asked.split_whitespace().filter(|word| JOINING.contains(word)).count();
    let asks = outside_quotes(&stem.text).matches('?').count();
    (joins > 1 || asks > 1).then_some(FaultKind::Question(QuestionFault::TwoIdeas))
}

/// The text without its quotations: those are speech of a person in the story.
fn outside_quotes(text: &str) -> String {
    let mut open = false;
    text.chars()
        .filter(|ch| {
            open = match ch {
                '“' => true,
                '”' => false,
                _ => open,
            };
            !open
        })
        .collect()
}

/// The first of these phrases that a text holds as whole words, in the same letters.
fn phrase(small: &str, phrases: &[&str]) -> Option<String> {
    let is_edge = |ch: Option<char>| ch.is_none_or(|ch| !ch.is_alphanumeric());
    let occurs = |phrase: &&&str| {
        small.match_indices(**phrase).any(|(at, found)| {
            let before = small.get(..at).and_then(|text| text.chars().next_back());
            let after = small.get(at + found.len()..).and_then(|text| text.chars().next());
            is_edge(before) && is_edge(after)
        })
    };
    phrases.iter().find(occurs).map(|phrase| (*phrase).to_owned())
}

/// L04: a strange word is explained where a lesson first has it. All strange words of the lesson: its questions may use them.
fn lesson_terms(lesson: &LessonDraft<'_>, terms: &Terms, faults: &mut Faults) -> HashSet<String> {
    let mut known = HashSet::new();
    for page in &lesson.pages {
        // A page's title may name what its text explains.
        let of_page = || std::iter::once(&page.title).chain(page.blocks.iter().flat_map(|block| block.texts()));
        for text in of_page() {
            for term in terms.strange(&text.text).filter(|term| known.insert(term.to_lowercase())) {
                if !of_page().any(|text| terms::is_explained(&text.text, term)) {
                    faults.add(lesson.file, text.line, FaultKind::Course(CourseFault::NewTerm(term.to_owned())));
                }
            }
        }
    }
    known
}

/// How lessons call their reader.
const ADDRESSES: [&str; 6] = ["bà con", "bạn", "các bạn", "quý vị", "cô bác", "quý khách"];
/// Words beside `bạn` that make it a friend: "kết bạn", "bạn bè".
const FRIEND_BEFORE: [&str; 9] = ["kết", "người", "làm", "tình", "gặp", "có", "thành", "hội", "các"];
const FRIEND_AFTER: [&str; 11] = ["bè", "học", "cũ", "của", "thân", "đọc", "trẻ", "hàng", "đồng", "chiến", "mới"];

/// L03: the whole course calls its reader by one name, the one that it uses most.
fn address(draft: &Draft<'_>, faults: &mut Faults) {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut firsts: Vec<(&str, &str, u32)> = Vec::new();
    for lesson in &draft.lessons {
        let mut here = HashSet::new();
        let pages = lesson.pages.iter().flat_map(|page| page.blocks.iter().flat_map(|block| block.texts()));
        for text in pages.filter(|text| !speaks_of_friends(&text.text)) {
            for name in addresses_in(&text.text.to_lowercase()) {
                *counts.entry(name).or_default() += 1;
                if here.insert(name) {
                    firsts.push((name, lesson.file, text.line));
                }
            }
        }
    }
    let Some((usual, _)) = counts.iter().max_by_key(|(_, count)| **count) else { return };
    for (name, file, line) in firsts.iter().filter(|(name, _, _)| name != usual) {
        let what =
            FaultKind::Course(CourseFault::OtherAddress { found: (*name).to_owned(), usual: (*usual).to_owned() });
        faults.add(file, *line, what);
    }
}

fn speaks_of_friends(text: &str) -> bool {
    let small = text.to_lowercase();
    ["bạn bè", "kết bạn", "người bạn", "bị các bạn", "bạn của"].iter().any(|part| small.contains(part))
}

fn addresses_in(small: &str) -> Vec<&'static str> {
    let words: Vec<&str> = small.split(|ch: char| !ch.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let is_friend = |at: usize| {
        let before = at.checked_sub(1).and_then(|at| words.get(at));
        before.is_some_and(|word| FRIEND_BEFORE.contains(word))
            || words.get(at + 1).is_none_or(|word| FRIEND_AFTER.contains(word))
    };
    let mut found = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let two = words.get(at + 1).map(|next| format!("{word} {next}")).unwrap_or_default();
        let name = ADDRESSES.iter().find(|name| **name == two || (**name == *word && !is_friend(at)));
        found.extend(name.copied());
    }
    found
}
