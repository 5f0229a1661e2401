use super::{
    FaultKind, FileFault, Wanted,
    draft::{QuestionDraft, Skill, Word, Written},
    fault::Faults,
    source::FileText,
    table::Fields,
};
use crate::domain::{LessonId, Level, TopicId};

/// Most questions of a campaign.
pub const MOST_QUESTIONS: usize = 20_000;
/// Longest id of a question or a fact, longest name of a group.
const LONGEST_NAME: usize = 24;

/// Reads `questions/*.toml`. Whether every question of the file could be read as one.
pub(super) fn read_questions<'a>(
    file: &FileText<'a>,
    questions: &mut Vec<QuestionDraft<'a>>,
    faults: &mut Faults,
) -> bool {
    let Some(mut fields) = Fields::open(file, faults) else { return false };
    let tables = fields.tables("question", faults);
    let fits = questions.len() + tables.len() <= MOST_QUESTIONS;
    if fits {
        questions.extend(tables.into_iter().map(|table| question(table, faults)));
    } else {
        faults.add(file.path, 1, FaultKind::File(FileFault::TooManyQuestions { most: MOST_QUESTIONS }));
    }
    fields.close(faults);
    fits
}

/// Reads `skills.toml`.
pub(super) fn read_skills<'a>(file: &FileText<'a>, faults: &mut Faults) -> Option<Vec<Skill<'a>>> {
    let mut fields = Fields::open(file, faults)?;
    let mut skills = Vec::new();
    for mut table in fields.tables("skill", faults) {
        let id = table.text("id", faults);
        name_fault(&table, "id", &id, faults);
        let topic = table.whole("topic", 1, 255, faults).and_then(|(number, _)| topic_id(number));
        let text = table.text("text", faults);
        table.text_if("note", faults);
        table.close(faults);
        skills.push(Skill { file: file.path, id, topic, text });
    }
    fields.close(faults);
    Some(skills)
}

/// What `wording.toml` holds.
pub(super) struct Wording<'a> {
    /// Its path and the ready sentences.
    pub ready: Option<(&'a str, Vec<Written>)>,
    pub terms: Vec<String>,
    pub words: Vec<Word>,
}

/// Reads `wording.toml`: the ready sentences, words that need no explanation, and what things are called.
pub(super) fn read_wording<'a>(file: &FileText<'a>, faults: &mut Faults) -> Option<Wording<'a>> {
    let mut fields = Fields::open(file, faults)?;
    let ready = fields.texts("ready", faults);
    if ready.is_none() {
        fields.missing("ready", faults);
    }
    let terms = fields.texts("terms", faults).map_or(Vec::new(), |(_, words)| words);
    let words = fields.tables("word", faults).into_iter().map(|table| word(table, faults)).collect();
    fields.close(faults);
    let terms = terms.into_iter().map(|word| word.text).collect();
    Some(Wording { ready: ready.map(|(_, sentences)| (file.path, sentences)), terms, words })
}

fn word(mut table: Fields<'_, '_>, faults: &mut Faults) -> Word {
    table.text_if("note", faults);
    let usual = table.text("use", faults).text;
    let never = need(&mut table, "never", Fields::texts, faults).map_or(Vec::new(), |(_, never)| never);
    table.close(faults);
    Word { usual, never: never.into_iter().map(|word| word.text).filter(|word| !word.is_empty()).collect() }
}

fn question<'a>(mut table: Fields<'_, 'a>, faults: &mut Faults) -> QuestionDraft<'a> {
    let id = table.text("id", faults);
    name_fault(&table, "id", &id, faults);
    let fact = table.text("fact", faults);
    name_fault(&table, "fact", &fact, faults);
    let group = table.text_if("group", faults);
    if let Some(group) = &group {
        name_fault(&table, "group", group, faults);
    }
    let (lesson, lesson_line) = lesson(&mut table, faults);
    let wrong = table.texts("wrong", faults);
    if wrong.is_none() {
        table.missing("wrong", faults);
    }
    let (wrong_line, wrong) = wrong.unwrap_or((table.line, Vec::new()));
    let draft = QuestionDraft {
        file: table.file.path,
        line: table.line,
        id,
        level: level(&mut table, faults),
        fact,
        lesson,
        lesson_line,
        stem: table.text("stem", faults),
        right: table.text("right", faults),
        wrong,
        wrong_line,
        why: table.text("why", faults),
        source: table.text("source", faults),
        checked: need(&mut table, "checked", Fields::date, faults).map(|(day, _)| day),
        until: table.date("until", faults),
        situation: table.flag("situation", faults).unwrap_or(false),
        negative: table.flag("negative", faults).unwrap_or(false),
        group,
        reviewed: table.texts("reviewed", faults).map_or(Vec::new(), |(_, names)| names),
    };
    table.close(faults);
    draft
}

fn lesson(table: &mut Fields<'_, '_>, faults: &mut Faults) -> (Option<LessonId>, u32) {
    let is_there = table.has("lesson");
    let value = table.text("lesson", faults);
    let lesson = LessonId::parse(&value.text);
    if lesson.is_none() && is_there {
        table.wrong("lesson", value.line, Wanted::LessonId, faults);
    }
    (lesson, value.line)
}

fn level(table: &mut Fields<'_, '_>, faults: &mut Faults) -> Option<Level> {
    let number = need(table, "level", |table, key, faults| table.whole(key, 1, 3, faults), faults);
    number.and_then(|(number, _)| level_of(number))
}

pub(super) fn level_of(number: i64) -> Option<Level> {
    u8::try_from(number).ok().and_then(Level::from_number)
}

pub(super) fn topic_id(number: i64) -> Option<TopicId> {
    u8::try_from(number).ok().and_then(TopicId::new)
}

/// A value that must be there: one fault where it is missing, one where it is wrong.
pub(super) fn need<'f, 'a, T>(
    table: &mut Fields<'f, 'a>,
    key: &'static str,
    read: impl Fn(&mut Fields<'f, 'a>, &'static str, &mut Faults) -> Option<T>,
    faults: &mut Faults,
) -> Option<T> {
    if !table.has(key) {
        table.missing(key, faults);
    }
    read(table, key, faults)
}

/// Ids and groups are names of ASCII letters, digits and `-`, so that records, papers and people spell them alike.
pub(super) fn name_fault(table: &Fields<'_, '_>, key: &'static str, name: &Written, faults: &mut Faults) {
    if !name.text.is_empty() && !is_name(&name.text) {
        table.wrong(key, name.line, Wanted::QuestionId, faults);
    }
}

fn is_name(text: &str) -> bool {
    text.len() <= LONGEST_NAME && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}
