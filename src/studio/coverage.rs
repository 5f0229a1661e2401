use super::{
    files::Folder,
    item_statistics::{self, ItemStatistics},
};
use crate::{
    cli::{CommandResult, Console},
    content::{Draft, Pack, builtin, required},
    domain::{Lesson, LessonId, Question, QuestionId},
    notices::legible,
};
use clap::Args;
use serde_json::{Value, json};
use std::{
    collections::{BTreeMap, BTreeSet},
    path::PathBuf,
    process::ExitCode,
};

/// Options of `coverage`.
#[derive(Args)]
pub struct Coverage {
    /// Thư mục nội dung
    path: PathBuf,
    /// Chỉ chuyên đề này
    #[arg(long)]
    topic: Option<u8>,
    /// Tệp thống kê câu hỏi do Ban Tổ chức trả về: hiện cạnh từng câu
    #[arg(long, value_name = "TỆP")]
    items: Option<PathBuf>,
    /// In ra JSON cho chương trình khác đọc
    #[arg(long)]
    json: bool,
}

/// Right answers below which a question is looked at again, and above which it asks what everybody knows; in percent.
const FEW_RIGHT: u64 = 30;
const MOST_RIGHT: u64 = 95;
/// Fewer papers show nothing.
const LEAST_ASKED: u64 = 30;

type Items = BTreeMap<QuestionId, ItemStatistics>;

/// Prints which lesson teaches which question, what is taught and not asked, and which questions nobody teaches.
///
/// # Errors
/// The folder or the statistics cannot be read.
pub fn run(wanted: &Coverage, console: &Console) -> CommandResult {
    let folder = Folder::read(&wanted.path)?;
    let units = builtin::haiphong().unwrap_or_default();
    let sources = folder.sources();
    let (draft, _) = Draft::read(&sources, &units);
    let pack = Draft::read(&sources, &units).0.so_far(&units);
    let items = wanted.items.as_deref().map(|file| item_statistics::open(file, &pack)).transpose()?;
    let items = items.unwrap_or_default().same;
    let is_wanted = |lesson: LessonId| wanted.topic.is_none_or(|topic| lesson.topic.number() == topic);
    if wanted.json {
        console.json_line(as_json(&pack, &items, &is_wanted));
        return Ok(ExitCode::SUCCESS);
    }
    for lesson in pack.lessons.iter().filter(|lesson| is_wanted(lesson.id)) {
        show_lesson(&pack, &draft, lesson, &items, console);
    }
    let untaught: Vec<&Question> = untaught(&pack).into_iter().filter(|question| is_wanted(question.lesson)).collect();
    console.message("coverage-untaught", &[("n", untaught.len().into())]);
    for question in untaught {
        show_question(question, &items, console);
    }
    Ok(ExitCode::SUCCESS)
}

fn show_lesson(pack: &Pack, draft: &Draft<'_>, lesson: &Lesson, items: &Items, console: &Console) {
    let key = if lesson.required { "coverage-required" } else { "coverage-further" };
    let values = [("lesson", lesson.id.to_string().into()), ("title", legible(&lesson.title).into())];
    console.message(key, &values);
    for fact in &lesson.facts {
        console.paragraph(&format!("  {fact}  {}", legible(draft.fact(fact).unwrap_or_default())));
        let asked: Vec<&Question> = asked(pack, lesson, fact).collect();
        if asked.is_empty() {
            console.message("coverage-not-asked", &[]);
        }
        asked.into_iter().for_each(|question| show_question(question, items, console));
    }
}

fn asked<'p>(pack: &'p Pack, lesson: &'p Lesson, fact: &'p str) -> impl Iterator<Item = &'p Question> {
    pack.bank.iter().filter(move |question| question.lesson == lesson.id && question.fact == fact)
}

/// Questions whose lesson does not teach their fact, or is not there.
fn untaught(pack: &Pack) -> Vec<&Question> {
    let is_taught =
        |question: &Question| pack.lesson(question.lesson).is_some_and(|lesson| lesson.facts.contains(&question.fact));
    pack.bank.iter().filter(|question| !is_taught(question)).collect()
}

fn show_question(question: &Question, items: &Items, console: &Console) {
    let level = question.level.number();
    console.paragraph(&format!("    {} [{level}] {}", question.id.0, legible(&question.stem)));
    let Some(item) = items.get(&question.id) else { return };
    let words = console.words();
    let share = |count: u64| words.percent(count, item.asked.max(1));
    let shares = item.chosen.iter().map(|count| share(*count)).collect::<Vec<_>>().join(" · ");
    console.message("coverage-item", &[("asked", words.number(item.asked).into()), ("shares", shares.into())]);
    for key in remarks(item) {
        console.message(key, &[]);
    }
}

/// What somebody should look at in a question that enough people were asked.
fn remarks(item: &ItemStatistics) -> Vec<&'static str> {
    let Some(percent) = item.right_percent().filter(|_| item.asked >= LEAST_ASKED) else { return Vec::new() };
    let right = item.chosen.first().copied().unwrap_or_default();
    let wrong = || item.chosen.iter().skip(1);
    let found = [
        (percent < FEW_RIGHT, "coverage-few-right"),
        (percent > MOST_RIGHT, "coverage-most-right"),
        (wrong().any(|count| *count > right), "coverage-wrong-leads"),
        (wrong().any(|count| *count == 0), "coverage-idle-option"),
    ];
    found.into_iter().filter_map(|(is_so, key)| is_so.then_some(key)).collect()
}

fn as_json(pack: &Pack, items: &Items, is_wanted: &dyn Fn(LessonId) -> bool) -> Value {
    let required = required(&pack.lessons);
    let lessons = pack.lessons.iter().filter(|lesson| is_wanted(lesson.id)).map(|lesson| {
        let facts = lesson.facts.iter().map(|fact| {
            let questions = asked(pack, lesson, fact).map(|question| &question.id.0).collect::<Vec<_>>();
            json!({ "fact": fact, "questions": questions })
        });
        json!({
            "lesson": lesson.id.to_string(), "required": required.contains(&lesson.id),
            "facts": facts.collect::<Vec<_>>(),
        })
    });
    let untaught: BTreeSet<&str> =
        untaught(pack).into_iter().filter(|one| is_wanted(one.lesson)).map(|one| one.id.0.as_str()).collect();
    let items = items.iter().map(|(id, item)| {
        let remarks = remarks(item).into_iter().filter_map(|key| Some(key.split_once('-')?.1)).collect::<Vec<_>>();
        json!({ "question": id.0, "asked": item.asked, "right_percent": item.right_percent(), "remarks": remarks })
    });
    json!({
        "v": 1, "lessons": lessons.collect::<Vec<_>>(), "untaught": untaught, "items": items.collect::<Vec<_>>(),
    })
}
