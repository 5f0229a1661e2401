//! A page of a lesson, for a hall.

use super::State;
use crate::{
    content::Pack,
    tui::{
        Shared,
        draw::{Page, Slide, draw_place, draw_progress, draw_slide, hall},
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
