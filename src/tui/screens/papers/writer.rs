//! Who wrote a sheet: found by number or name, and what speaks against them.

use super::key::{Stage, State};
use crate::{
    domain::{IdNumber, PersonKey},
    tui::{Effect, Next, Shared},
};

impl State {
    pub(super) fn writer_is_number(&self) -> bool {
        self.writer.text().starts_with(|ch: char| ch.is_ascii_digit())
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
