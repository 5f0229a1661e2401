use super::{
    FaultKind, FileFault, Wanted,
    draft::{BlockDraft, CheckDraft, LessonDraft, PageDraft, Written},
    fault::Faults,
    hygiene::hygiene,
    source::{FileText, count},
};
use crate::domain::{LessonId, TopicId};

/// Reads `lessons/*.md`: a title, a head of `key: value`, pages, check questions. Faults leave gaps, never guesses.
pub(super) fn read_lesson<'a>(file: &FileText<'a>, faults: &mut Faults) -> LessonDraft<'a> {
    let lesson = LessonDraft {
        file: file.path,
        id: None,
        id_line: 1,
        topic: None,
        topic_line: 1,
        title: Written { line: 1, text: String::new() },
        required: false,
        facts: Vec::new(),
        pages: Vec::new(),
        checks: Vec::new(),
    };
    let mut reader = Reader { lesson, keys: Vec::new(), joins: false, path: file.path, faults };
    for (number, line) in (1..).zip(file.text.lines()) {
        reader.line(number, line.trim_end());
    }
    reader.finish()
}

/// The keys of the head, all of them needed.
const KEYS: [&str; 4] = ["id", "topic", "required", "facts"];

struct Reader<'a, 'r> {
    lesson: LessonDraft<'a>,
    keys: Vec<&'static str>,
    /// The line before belongs to the same block: no empty line stood between.
    joins: bool,
    path: &'a str,
    faults: &'r mut Faults,
}

impl<'a> Reader<'a, '_> {
    fn line(&mut self, number: u32, line: &str) {
        if line.is_empty() {
            self.joins = false;
            return;
        }
        let known = match () {
            () if !self.lesson.checks.is_empty() || line.starts_with("??") => self.check_line(number, line),
            () if line.starts_with('#') => self.heading(number, line),
            () if self.lesson.pages.is_empty() => self.head_line(number, line),
            () => self.page_line(number, line),
        };
        if !known {
            self.fault(number, FaultKind::File(FileFault::StrayLine));
        }
        self.joins = known;
    }

    fn heading(&mut self, number: u32, line: &str) -> bool {
        if let Some(title) = line.strip_prefix("## ") {
            let title = self.written(number, title);
            self.lesson.pages.push(PageDraft { title, blocks: Vec::new() });
            return true;
        }
        let first = self.lesson.title.text.is_empty() && self.keys.is_empty() && self.lesson.pages.is_empty();
        match line.strip_prefix("# ").filter(|_| first) {
            Some(title) => {
                self.lesson.title = self.written(number, title);
                true
            }
            None => false,
        }
    }

    fn head_line(&mut self, number: u32, line: &str) -> bool {
        let Some((key, value)) = line.split_once(':') else { return false };
        let value = value.trim();
        let Some(known) = KEYS.iter().find(|known| **known == key) else {
            self.fault(number, FaultKind::File(FileFault::UnknownKey(key.to_owned())));
            return true;
        };
        if self.keys.contains(known) {
            return false; // a key given twice
        }
        self.keys.push(known);
        match *known {
            "id" => {
                self.lesson.id_line = number;
                self.lesson.id = LessonId::parse(value);
                self.wanted(number, key, self.lesson.id.is_some(), Wanted::LessonId);
            }
            "topic" => {
                self.lesson.topic_line = number;
                self.lesson.topic = value.parse().ok().and_then(TopicId::new);
                self.wanted(number, key, self.lesson.topic.is_some(), Wanted::Whole { from: 1, to: 255 });
            }
            "required" => {
                self.lesson.required = value == "yes";
                self.wanted(number, key, matches!(value, "yes" | "no"), Wanted::OneOf(&["yes", "no"]));
            }
            _ => {
                let facts = value.split_whitespace().map(|fact| Written { line: number, text: fact.to_owned() });
                self.lesson.facts = facts.collect();
                let plain = value.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b' ');
                self.wanted(number, key, plain && !value.is_empty(), Wanted::FactId);
            }
        }
        true
    }

    fn page_line(&mut self, number: u32, line: &str) -> bool {
        if let Some(point) = line.strip_prefix("- ") {
            let point = self.written(number, point);
            return self.add_to_list(point, BlockDraft::Points, |block| match block {
                BlockDraft::Points(points) => Some(points),
                BlockDraft::Paragraph(_) | BlockDraft::Steps(_) | BlockDraft::Remember(_) => None,
            });
        }
        if let Some(remember) = line.strip_prefix("! ") {
            let remember = self.written(number, remember);
            return self.add_to_list(remember, BlockDraft::Remember, |block| match block {
                BlockDraft::Remember(lines) => Some(lines),
                BlockDraft::Paragraph(_) | BlockDraft::Steps(_) | BlockDraft::Points(_) => None,
            });
        }
        let numbered = line.split_once(". ").and_then(|(step, text)| Some((step.parse::<u32>().ok()?, text)));
        if let Some((step, text)) = numbered {
            return self.step(number, step, text);
        }
        self.paragraph(number, line)
    }

    fn step(&mut self, number: u32, step: u32, text: &str) -> bool {
        let before = match self.lesson.pages.last().and_then(|page| page.blocks.last()) {
            Some(BlockDraft::Steps(steps)) if self.joins => count(steps.len()),
            _ => 0, // else: a step behind anything but a step begins a list
        };
        if step != before + 1 {
            self.fault(number, FaultKind::File(FileFault::StepNumber { expected: before + 1 }));
        }
        let text = self.written(number, text);
        self.add_to_list(text, BlockDraft::Steps, |block| match block {
            BlockDraft::Steps(steps) => Some(steps),
            BlockDraft::Paragraph(_) | BlockDraft::Points(_) | BlockDraft::Remember(_) => None,
        })
    }

    /// Lines of a paragraph are one text.
    fn paragraph(&mut self, number: u32, line: &str) -> bool {
        let joins = self.joins;
        let text = self.written(number, line);
        let Some(page) = self.lesson.pages.last_mut() else { return false };
        match page.blocks.last_mut() {
            Some(BlockDraft::Paragraph(paragraph)) if joins => {
                paragraph.text.push(' ');
                paragraph.text.push_str(&text.text);
            }
            // else: lines behind any other block begin a paragraph
            _ => page.blocks.push(BlockDraft::Paragraph(text)),
        }
        true
    }

    /// Adds to the list that the page ends with, or begins one.
    fn add_to_list(
        &mut self,
        item: Written,
        begin: impl Fn(Vec<Written>) -> BlockDraft,
        list: impl Fn(&mut BlockDraft) -> Option<&mut Vec<Written>>,
    ) -> bool {
        let joins = self.joins;
        let Some(page) = self.lesson.pages.last_mut() else { return false };
        match page.blocks.last_mut().filter(|_| joins).and_then(list) {
            Some(items) => items.push(item),
            None => page.blocks.push(begin(vec![item])),
        }
        true
    }

    fn check_line(&mut self, number: u32, line: &str) -> bool {
        if let Some(stem) = line.strip_prefix("?? ") {
            let stem = self.written(number, stem);
            let why = Written { line: number, text: String::new() };
            self.lesson.checks.push(CheckDraft { stem, options: Vec::new(), why });
            return true;
        }
        let marks = [("+ ", true), ("- ", false)];
        let option = marks.iter().find_map(|(mark, right)| Some((line.strip_prefix(mark)?, *right)));
        let why = line.strip_prefix("= ");
        let (Some(text), Some(explained)) =
            (option.map(|(text, _)| text).or(why), self.lesson.checks.last().map(|check| !check.why.text.is_empty()))
        else {
            return false;
        };
        if explained {
            return false; // the explanation ends a check
        }
        let text = self.written(number, text);
        if let Some(check) = self.lesson.checks.last_mut() {
            match option {
                Some((_, right)) => check.options.push((text, right)),
                None => check.why = text,
            }
        }
        true
    }

    fn finish(mut self) -> LessonDraft<'a> {
        let title = &self.lesson.title;
        if title.text.is_empty() {
            self.fault(1, FaultKind::File(FileFault::MissingKey("title")));
        }
        for key in KEYS.into_iter().filter(|key| !self.keys.contains(key)).collect::<Vec<_>>() {
            self.fault(1, FaultKind::File(FileFault::MissingKey(key)));
        }
        self.lesson
    }

    fn written(&mut self, line: u32, text: &str) -> Written {
        for what in hygiene(text) {
            self.fault(line, what);
        }
        Written { line, text: text.to_owned() }
    }

    fn wanted(&mut self, line: u32, key: &str, met: bool, wanted: Wanted) {
        if !met {
            self.fault(line, FaultKind::File(FileFault::WrongValue { key: key.to_owned(), wanted }));
        }
    }

    fn fault(&mut self, line: u32, what: FaultKind) {
        self.faults.add(self.path, line, what);
    }
}
