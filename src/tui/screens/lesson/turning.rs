//! From one page or question of a lesson to the next: nothing is turned before what was answered is on the disk.

use super::{State, Step};
use crate::{
    content::Pack,
    domain::{Lesson, LessonId},
    session::Command,
    tui::{
        Focus, Next, OpenedFrom, Route, Shared,
        screens::{
            course::next_lesson,
            quick::{self, Verdict},
        },
    },
};

/// Within so many milliseconds the same digit once more is the same tap.
const ONE_TAP_MS: u64 = 400;

impl State {
    pub(super) fn go_on(&mut self, all: &mut Shared, pack: &Pack, lesson: &Lesson) -> Next {
        match self.step {
            Step::Page(at) if at + 1 < lesson.pages.len() => self.turn_to(all, at + 1),
            Step::Page(_) => self.after_page_or_check(all, lesson, 0),
            Step::Check(at) => self.after_page_or_check(all, lesson, at + 1),
            Step::End => self.leave(all, pack),
        }
    }

    pub(super) fn turn_back(&mut self, all: &mut Shared, lesson: &Lesson) -> Next {
        match self.step {
            Step::Page(at) => at.checked_sub(1).map(|before| self.turn_to(all, before)).unwrap_or_default(),
            Step::Check(at) => {
                self.show(match at.checked_sub(1) {
                    Some(before) => Step::Check(before),
                    None => Step::Page(lesson.pages.len().saturating_sub(1)),
                });
                Next::stay()
            }
            Step::End => Next::stay(),
        }
    }

    pub(super) fn pick(&mut self, all: &mut Shared, lesson: &Lesson, option: usize) -> Next {
        let now = all.now.stamp.mono_ms;
        let is_same_tap =
            |(led, since): (usize, u64)| led == option && (1..ONE_TAP_MS).contains(&now.saturating_sub(since));
        if self.led.take_if(|led| is_same_tap(*led)).is_some() {
            return Next::stay();
        }
        let tapped = (option, now);
        let (Step::Check(at), Ok(option)) = (self.step, u8::try_from(option)) else { return Next::stay() };
        let may_pick = |check| quick::may_pick(check, self.picks_of(at), option);
        if !lesson.checks.get(at).is_some_and(may_pick) {
            return Next::stay();
        }
        self.picks.entry(at).or_default().push(option);
        // This page has a remark of its own now.
        (self.focus, self.reminded, self.carried) = (Focus::default(), false, None);
        let command = Command::AnswerCheck { lesson: self.lesson, check: at, option };
        let next = Next::stay().with_all(self.keep(all, command));
        // A right answer leads on, and what was right about it goes along, where it fits into a line.
        let right = lesson.checks.get(at).filter(|check| self.verdict(check, at) == Verdict::Right);
        let Some(praise) = right.and_then(|check| quick::praise(all, check)) else { return next };
        (self.carrying, self.led) = (Some(praise), Some(tapped));
        next.with_all(self.after_page_or_check(all, lesson, at + 1).into_effects())
    }

    fn turn_to(&mut self, all: &mut Shared, page: usize) -> Next {
        self.show(Step::Page(page));
        let effects = self.keep(all, Command::TurnTo { lesson: self.lesson, page });
        Next::stay().with_all(effects)
    }

    /// To this check question, or to the end where there is none; once what was answered is on the disk.
    fn after_page_or_check(&mut self, all: &mut Shared, lesson: &Lesson, check: usize) -> Next {
        if check >= lesson.checks.len() {
            return self.finish(all);
        }
        self.turn_when_kept(all, Step::Check(check))
    }

    fn finish(&mut self, all: &mut Shared) -> Next {
        let effects = self.keep(all, Command::FinishLesson(self.lesson));
        self.turn_when_kept(all, Step::End).with_all(effects)
    }

    fn turn_when_kept(&mut self, all: &Shared, step: Step) -> Next {
        self.turning_to = Some(step);
        self.turn_if_kept(all)
    }

    /// Between two lessons of a topic there is no page: the last question leads to the next lesson.
    pub(super) fn turn_if_kept(&mut self, all: &Shared) -> Next {
        let Some(step) = self.turning_to.take_if(|_| all.all_kept()) else { return Next::stay() };
        self.show(step);
        let next = match &all.pack {
            Some(pack) if step == Step::End && !self.ends_topic(all) => self.following(all, pack),
            _ => None, // else: the step is this lesson's
        };
        match (next, self.carried.take()) {
            (Some(id), None) => Next::go(Route::Lesson { id, from: OpenedFrom::Course }),
            (Some(id), carried) => {
                *self = Self { carried, led: self.led, ..Self::open(all, id, OpenedFrom::Course) };
                Next::stay()
            }
            (None, carried) => {
                self.carried = carried;
                Next::stay()
            }
        }
    }

    fn leave(&self, all: &Shared, pack: &Pack) -> Next {
        match self.following(all, pack) {
            Some(id) => Next::go(Route::Lesson { id, from: OpenedFrom::Course }),
            None if self.ends_topic(all) => Next::go(Route::for_guest(all)),
            None => Next::go(self.way_back()),
        }
    }

    /// The next unfinished required lesson, of this topic or the next one, where the lesson is a step of the course.
    pub(super) fn following(&self, all: &Shared, pack: &Pack) -> Option<LessonId> {
        let visit = all.guest.as_ref().map(|guest| &guest.visit).filter(|_| self.is_step())?;
        let topic = self.lesson.topic;
        let here = pack.required_lessons(topic).map(|one| one.id).find(|id| !visit.lesson(*id).done);
        here.filter(|_| !visit.topics().contains_key(&topic)).or_else(|| next_lesson(pack, visit))
    }
}
