//! What to do now on each page of a lesson.

use super::{State, Step, Verdict};
use crate::{
    domain::{Check, Lesson},
    tui::{OpenedFrom, Press, Shared, draw::Prompt},
};

impl State {
    pub(super) fn prompt_now(&self, all: &Shared) -> Prompt {
        let Some(lesson) = all.pack.as_ref().and_then(|pack| pack.lesson(self.lesson)) else {
            return Prompt::to(all, "now-go-on");
        };
        match self.step {
            _ if self.turning_to.is_some() => Prompt::new(all.text("now-wait")),
            Step::Page(at) => on_page(all, lesson, at),
            Step::Check(at) => match lesson.checks.get(at) {
                Some(check) => self.on_check(all, check, at),
                None => Prompt::to(all, "now-go-on"),
            },
            Step::End => self.at_end(all),
        }
    }

    fn on_check(&self, all: &Shared, check: &Check, at: usize) -> Prompt {
        let who = all.address().inside(all.settings.language);
        match self.verdict(check, at) {
            Verdict::Open if self.reminded => Prompt::remind(all, check.options.len()),
            Verdict::Open => Prompt::choose(all, check.options.len()),
            Verdict::Again => Prompt::new(all.words.with("now-check-again", &[("who", who.into())])),
            Verdict::Revealed => {
                let right = check.options.iter().position(|option| option.right).map_or(1, |at| at + 1);
                let digit = u32::try_from(right).ok().and_then(|right| char::from_digit(right, 10)).unwrap_or('1');
                let values = [("n", right.into()), ("who", who.into())];
                Prompt::key(Press::Char(digit), all.words.with("now-check-this", &values))
            }
            Verdict::Right => Prompt::to(all, "now-go-on"),
        }
    }

    fn at_end(&self, all: &Shared) -> Prompt {
        if !self.ends_topic(all) {
            return Prompt::to(
                all,
                match self.from {
                    OpenedFrom::Course => "lesson-to-course",
                    OpenedFrom::Further => "lesson-to-further",
                    OpenedFrom::Review(_) | OpenedFrom::Practice => "lesson-to-review",
                },
            );
        }
        let next = all.pack.as_ref().and_then(|pack| pack.lesson(self.following(all, pack)?));
        match next {
            Some(next) => Prompt::enter(all.words.with("lesson-next", &[("title", next.title.as_str().into())])),
            None if all.guest.as_ref().is_some_and(|guest| guest.visit.has_tested()) => Prompt::to(all, "course-go-on"),
            None => Prompt::to(all, "course-test"),
        }
    }
}

fn on_page(all: &Shared, lesson: &Lesson, at: usize) -> Prompt {
    let wording = match (at + 1 < lesson.pages.len(), lesson.checks.is_empty()) {
        (true, _) => "now-page-next",
        (false, false) => "now-page-check",
        (false, true) => "now-page-end",
    };
    Prompt::key(Press::Right, all.text(wording))
}
