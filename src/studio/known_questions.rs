use super::{files::Folder, new_questions::Target};
use crate::{
    domain::tidy_spaces,
    exchange::{self, Import, Item, Remark, RemarkKind},
};
use std::collections::BTreeSet;

/// The questions that a campaign has already, as far as its files can be read: it may still be half written.
#[derive(Default)]
pub struct Known {
    ids: BTreeSet<String>,
    all: BTreeSet<Words>,
}

/// What a question asks: its stem, the right option and the wrong ones.
type Words = (String, String, Vec<String>);

impl Known {
    /// Those of every question file but the one that will be written over.
    #[must_use]
    pub fn new(folder: &Folder, but: &str) -> Self {
        let mut known = Self::default();
        for source in folder.sources().iter().filter(|source| source.path.starts_with("questions/")) {
            let text = std::str::from_utf8(source.bytes).unwrap_or_default();
            let table: toml::Table = text.parse().unwrap_or_default();
            let questions = table.get("question").and_then(toml::Value::as_array).filter(|_| source.path != but);
            for question in questions.into_iter().flatten() {
                known.ids.extend(question.get("id").and_then(toml::Value::as_str).map(str::to_owned));
                known.all.insert(words_of_table(question));
            }
        }
        known
    }

    /// Takes out the questions that are there word for word, and names those whose id is there for another wording.
    pub fn sift(&self, read: &mut Import, target: &Target) {
        let before = read.items.len();
        read.items.retain(|item| !self.all.contains(&words_of(item)));
        let mut remarks = Vec::new();
        if read.items.len() < before {
            let what = RemarkKind::SameAsThere { count: before - read.items.len() };
            remarks.push(Remark { place: exchange::Location::Whole, question: None, left_out: true, what });
        }
        for (at, item) in read.items.iter().enumerate() {
            if let Some(name) = item.name.as_ref().filter(|name| self.ids.contains(*name)) {
                let what = RemarkKind::AlreadyThere { name: name.clone(), id: target.id(at) };
                remarks.push(Remark { place: item.place.clone(), question: None, left_out: false, what });
            }
        }
        read.remarks.extend(remarks);
        read.remarks.sort_by(|a, b| a.place.cmp(&b.place));
    }
}

fn words_of(item: &Item) -> Words {
    let (right, wrong) = item.options.split_first().map_or(("", &[][..]), |(right, wrong)| (right.as_str(), wrong));
    let mut wrong: Vec<String> = wrong.iter().map(|option| tidy_spaces(option)).collect();
    wrong.sort();
    (tidy_spaces(&item.stem), tidy_spaces(right), wrong)
}

fn words_of_table(question: &toml::Value) -> Words {
    let text = |key| tidy_spaces(question.get(key).and_then(toml::Value::as_str).unwrap_or_default());
    let wrong = question.get("wrong").and_then(toml::Value::as_array);
    let mut wrong: Vec<String> = wrong.into_iter().flatten().filter_map(toml::Value::as_str).map(tidy_spaces).collect();
    wrong.sort();
    (text("stem"), text("right"), wrong)
}
