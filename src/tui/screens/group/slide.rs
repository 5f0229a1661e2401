//! A page of a lesson, for a hall.

use super::{Stage, State};
use crate::{
    content::Pack,
    tui::{
        Shared,
        draw::{Page, Slide, draw_place, draw_progress, draw_slide, hall},
        screens::{lesson::page_spoken, quick::in_sentences},
    },
};

pub fn view(state: &State, all: &Shared, page: &mut Page<'_, '_>, pack: &Pack, at: (usize, usize)) {
    let Some(lesson) = state.lesson(pack, at.0) else { return };
    let Some(one) = lesson.pages.get(at.1) else { return };
    progress(state, page, pack);
    let values = [("id", lesson.id.to_string().into()), ("n", (at.1 + 1).into()), ("of", lesson.pages.len().into())];
    draw_place(page, &all.words.with("class-place", &values));
    let room = hall(page);
    let remember = all.text("lesson-remember");
    draw_slide(page, room, &Slide { title: &one.title, blocks: &one.blocks, remember: &remember, is_near: false });
}

/// How far the topic has come.
pub fn progress(state: &State, page: &mut Page<'_, '_>, pack: &Pack) {
    let lessons = state.teaching.as_ref().map(|teaching| teaching.lessons(pack)).unwrap_or_default();
    let (done, of) = state.stage.progress(&lessons);
    draw_progress(page, done, of);
}

impl State {
    /// What D reads: the page, or the question with its options, or its answer.
    pub(super) fn spoken(&self, pack: &Pack) -> String {
        match self.stage {
            Stage::Page { lesson, page } => {
                let found = self.lesson(pack, lesson).and_then(|one| one.pages.get(page));
                found.map(|page| page_spoken(&page.title, &page.blocks)).unwrap_or_default()
            }
            Stage::Question { lesson, check, shown, .. } => {
                let Some(asked) = self.lesson(pack, lesson).and_then(|one| one.checks.get(check)) else {
                    return String::new();
                };
                let options = (1..).zip(&asked.options).filter(|(_, option)| !shown || option.right);
                let options: Vec<String> =
                    options.map(|(at, option): (usize, _)| format!("{at}: {}", option.text)).collect();
                let first = (!shown).then_some(asked.stem.as_str());
                let last = shown.then_some(asked.why.as_str());
                let all: Vec<&str> = first.into_iter().chain(options.iter().map(String::as_str)).chain(last).collect();
                in_sentences(&all)
            }
            Stage::Topics { .. } | Stage::Roll { .. } | Stage::End | Stage::Keeping | Stage::Kept { .. } => {
                String::new()
            }
        }
    }
}
