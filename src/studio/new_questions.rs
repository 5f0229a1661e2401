//! Questions that came in, as a question file of ours (docs/FORMATS.md 6).

use super::{exchange::place_text, files::Folder};
use crate::{
    domain::{Date, LessonId, fold, tidy_spaces},
    exchange::Item,
    notices::Failure,
    text::{Words, codes},
};
use std::fmt::Write;

/// What the questions come into.
pub struct Target {
    /// Number, title and short title of each topic; none are known without a campaign.
    topics: Vec<(u8, String, String)>,
    /// The topic of all of them.
    topic: Option<u8>,
    /// The lesson of those that name none.
    lesson: Option<LessonId>,
    /// The lessons that the campaign has; nothing without one.
    lessons: Option<Vec<LessonId>>,
    /// The first number whose id nobody has.
    first: u32,
}

/// What the ids of questions that came in begin with.
const PREFIX: &str = "N-";

impl Target {
    /// The target in a campaign; ids of the file `but`, which will be written over, are free again.
    #[must_use]
    pub fn new(folder: Option<&Folder>, but: &str, topic: Option<u8>, lesson: Option<LessonId>) -> Self {
        let mut target = Self { topics: Vec::new(), topic, lesson, lessons: folder.map(|_| Vec::new()), first: 1 };
        for source in folder.map(Folder::sources).unwrap_or_default() {
            let Ok(text) = std::str::from_utf8(source.bytes) else { continue };
            if source.path == "contest.toml" {
                target.topics = topics(text);
            } else if source.path.starts_with("lessons/") {
                target.lessons.get_or_insert_default().extend(text.lines().find_map(lesson_id));
            } else if source.path.starts_with("questions/") && source.path != but {
                let highest = text.lines().filter_map(id_number).max().unwrap_or(0);
                target.first = target.first.max(highest.saturating_add(1));
            }
        }
        target
    }

    /// The id of the imported question at this position, counted from 0.
    #[must_use]
    pub fn id(&self, at: usize) -> String {
        let number = self.first.saturating_add(u32::try_from(at).unwrap_or(u32::MAX));
        format!("{PREFIX}{number:03}")
    }

    /// The refusal of a topic or lesson that the campaign does not have.
    ///
    /// # Errors
    /// TS-X10 or TS-X11.
    pub fn checked(self) -> Result<Self, Vec<Failure>> {
        let Some(lessons) = &self.lessons else { return Ok(self) };
        let topic = self.topic.filter(|topic| self.topics.iter().all(|(known, ..)| known != topic));
        let lesson = self.lesson.filter(|lesson| !lessons.contains(lesson));
        let topic = topic.map(|topic| Failure::new(codes::exchange::TOPIC_MISSING, [("topic", topic.to_string())]));
        let lesson =
            lesson.map(|lesson| Failure::new(codes::exchange::LESSON_MISSING, [("lesson", lesson.to_string())]));
        let refused: Vec<Failure> = topic.into_iter().chain(lesson).collect();
        if refused.is_empty() { Ok(self) } else { Err(refused) }
    }

    /// The topic that a category names: by its number, title or short title; of a path, by its last part that names one.
    fn topic_of(&self, category: &str) -> Option<u8> {
        let parts = std::iter::once(category).chain(category.rsplit('/'));
        parts.filter_map(|part| self.topic_named(&fold(part))).next()
    }

    fn topic_named(&self, name: &str) -> Option<u8> {
        let bare = ["chu de ", "chuyen de ", "chuong ", "phan "].iter().find_map(|word| name.strip_prefix(word));
        let inside = bare.unwrap_or(name);
        let digits: String = inside.chars().take_while(char::is_ascii_digit).collect();
        let rest = inside.strip_prefix(&digits).unwrap_or(inside).trim_start_matches([':', '.', '-', ' ']);
        let titled = self
            .topics
            .iter()
            .find(|(_, title, short)| [title, short].iter().any(|one| fold(one) == rest || fold(one) == name));
        let numbered = digits.parse().ok().filter(|_| bare.is_some() || rest.is_empty());
        let numbered =
            numbered.filter(|number| self.topics.is_empty() || self.topics.iter().any(|(known, ..)| known == number));
        titled.map(|(number, ..)| *number).or(numbered)
    }
}

/// The file's text. Missing values of a question are written empty, so that `lint` lists them.
#[must_use]
pub fn written(items: &[Item], target: &Target, words: &Words) -> String {
    let mut out = format!("# {}\n", words.get("exchange-file-head"));
    for (at, item) in items.iter().enumerate() {
        let _ = question(&mut out, &target.id(at), item, target, words); // writing to a text cannot fail
    }
    out
}

fn question(out: &mut String, id: &str, item: &Item, target: &Target, words: &Words) -> std::fmt::Result {
    let more = &item.more;
    let name = item.name.as_deref().map(|name| format!("{}, ", line(name))).unwrap_or_default();
    write!(out, "\n# {name}{}", place_text(words, &item.place))?;
    let topic = target.topic.or_else(|| item.topic.as_deref().and_then(|category| target.topic_of(category)));
    match (topic, &item.topic) {
        (Some(topic), _) => {
            let topic = usize::from(topic).into();
            write!(out, "; {}", words.with("exchange-file-topic", &[("topic", topic)]))?;
        }
        (None, Some(category)) => write!(out, "; {}", line(category))?,
        (None, None) => (),
    }
    let missing = words.get("exchange-file-missing");
    let needed = |out: &mut String, key: &str, value: Option<&str>| match value {
        Some(value) => writeln!(out, "{key} = {}", text(value)),
        None => writeln!(out, "{key} = \"\" # {missing}"),
    };
    writeln!(out, "\n[[question]]\nid = \"{id}\"")?;
    match item.level {
        Some(level) => writeln!(out, "level = {}", level.number())?,
        None => needed(out, "level", None)?,
    }
    needed(out, "fact", more.fact.as_deref())?;
    let lesson = more.lesson.clone().or_else(|| target.lesson.map(|lesson| lesson.to_string()));
    needed(out, "lesson", lesson.as_deref())?;
    needed(out, "stem", Some(&item.stem))?;
    let (right, wrong) = item.options.split_first().map_or(("", &[][..]), |(right, wrong)| (right.as_str(), wrong));
    needed(out, "right", Some(right))?;
    writeln!(out, "wrong = [")?;
    for option in wrong {
        writeln!(out, "  {},", text(option))?;
    }
    writeln!(out, "]")?;
    needed(out, "why", item.why.as_deref())?;
    needed(out, "source", more.source.as_deref())?;
    match more.checked {
        Some(day) => writeln!(out, "checked = {}", date(day))?,
        None => needed(out, "checked", None)?,
    }
    if let Some(day) = more.until {
        writeln!(out, "until = {}", date(day))?;
    }
    for (key, is_so) in [("situation", more.situation), ("negative", more.negative)] {
        if is_so {
            writeln!(out, "{key} = true")?;
        }
    }
    match &more.group {
        Some(group) => writeln!(out, "group = {}", text(group)),
        None => Ok(()),
    }
}

fn date(day: Date) -> String {
    day.format("%Y-%m-%d").to_string()
}

/// A text on one line, as the bank wants it.
fn line(text: &str) -> String {
    tidy_spaces(text)
}

/// A basic string of TOML.
fn text(value: &str) -> String {
    format!("\"{}\"", line(value).replace('\\', "\\\\").replace('"', "\\\""))
}

/// `id = "N-012"` is 12.
fn id_number(line: &str) -> Option<u32> {
    let value = line.trim().strip_prefix("id")?.trim_start().strip_prefix('=')?.trim_start();
    let id = value.strip_prefix(['"', '\''])?.strip_prefix(PREFIX)?;
    id.chars().take_while(char::is_ascii_digit).collect::<String>().parse().ok()
}

/// `id: 2.1` of a lesson's head.
fn lesson_id(line: &str) -> Option<LessonId> {
    LessonId::parse(line.strip_prefix("id:")?.trim())
}

fn topics(contest: &str) -> Vec<(u8, String, String)> {
    let table: toml::Table = contest.parse().unwrap_or_default();
    let list = table.get("topic").and_then(toml::Value::as_array).cloned().unwrap_or_default();
    let one = |topic: &toml::Value| {
        let text = |key| topic.get(key).and_then(toml::Value::as_str).unwrap_or_default().to_owned();
        let number = topic.get("number")?.as_integer().and_then(|number| u8::try_from(number).ok())?;
        Some((number, text("title"), text("short")))
    };
    list.iter().filter_map(one).collect()
}
