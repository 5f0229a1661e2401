//! Who wrote a sheet: found by number or name, and what speaks against them.

use super::key::{SHOWN, Stage, State};
use crate::{
    domain::{IdNumber, PersonKey, fold},
    tui::{Effect, Next, PersonLine, Shared},
};

/// Fewest letters of a name that are looked for among everybody.
const LEAST_LETTERS: usize = 2;

impl State {
    pub(super) fn writer_is_number(&self) -> bool {
        self.writer.text().starts_with(|ch: char| ch.is_ascii_digit())
    }

    /// Those who wait for the test came first; then those whom the station finds by the letters that were typed.
    pub(super) fn people_came(&mut self, lines: &[PersonLine]) {
        if self.waiting.is_none() {
            self.waiting = Some(lines.to_vec());
            self.found = self.fitting();
            return;
        }
        self.found = self.fitting();
        let others = lines.iter().filter(|line| self.found.iter().all(|one| one.key != line.key)).cloned();
        let others: Vec<PersonLine> = others.collect();
        self.found.extend(others);
    }

    /// The letters of a name are looked for among those who wait at once, and from two letters on among all.
    pub(super) fn look_by_name(&mut self) -> Next {
        self.found = self.fitting();
        let name = self.writer.text().trim().to_owned();
        if self.writer_is_number() || name.chars().count() < LEAST_LETTERS {
            return Next::stay();
        }
        Effect::Search { name, village: String::new(), year: None }.into()
    }

    /// Of those who wait: all while nothing is typed and each can have a digit; by one letter those whose given name begins with it; by
    /// more, those of whose names a word begins so.
    fn fitting(&self) -> Vec<PersonLine> {
        let waiting = self.waiting.as_deref().unwrap_or_default();
        let typed = fold(self.writer.text().trim());
        let is_one = typed.chars().count() == 1;
        let fits = |line: &&PersonLine| {
            let name = fold(&line.name);
            let mut words = name.split(' ');
            if is_one {
                words.next_back().is_some_and(|given| given.starts_with(&typed))
            } else {
                name.contains(&format!(" {typed}")) || name.starts_with(&typed)
            }
        };
        match () {
            () if self.writer_is_number() => Vec::new(),
            () if typed.is_empty() && waiting.len() > SHOWN => Vec::new(),
            () if typed.is_empty() => waiting.to_vec(),
            () => waiting.iter().filter(fits).cloned().collect(),
        }
    }

    pub(super) fn look_for_writer(&mut self, all: &Shared) -> Next {
        if self.writer_is_number() {
            return match IdNumber::parse(self.writer.text()) {
                Ok(number) => Effect::FindNumber(number).into(),
                Err(_) => {
                    self.remark = Some(all.text("papers-writer-number"));
                    Next::stay()
                }
            };
        }
        if self.found.len() == 1 {
            return self.choose(all, 0);
        }
        let key = if self.found.is_empty() { "papers-writer-nobody" } else { "papers-writer-which" };
        self.remark = Some(all.text(key));
        Next::stay()
    }

    pub(super) fn choose(&mut self, all: &Shared, at: usize) -> Next {
        if let Some(line) = self.found.get(at) {
            let (person, learnt, tested) = ((line.key, line.name.clone()), usize::from(line.topics_done), line.tested);
            self.is_of(all, person, learnt, tested);
        }
        Next::stay()
    }

    /// The writer is known. Who has taken the test already may be another of that name; without all topics a test is not counted.
    pub(super) fn is_of(&mut self, all: &Shared, person: (PersonKey, String), learnt: usize, tested: bool) {
        let of = all.pack.as_ref().map_or(0, |pack| pack.contest.topics.len());
        let name = || person.1.clone().into();
        let tested = tested.then(|| all.words.with("papers-writer-tested", &[("name", name())]));
        let values = [("name", name()), ("n", learnt.into()), ("of", of.into())];
        let learns = (learnt < of).then(|| all.words.with("papers-writer-learns", &values));
        self.doubts = tested.into_iter().chain(learns).collect();
        (self.person, self.stage) = (Some(person), Stage::Answers);
    }
}
