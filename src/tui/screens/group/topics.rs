//! The list of topics: which was taught in this shift, and how many still need each.

use super::State;
use crate::{
    content::Pack,
    tui::{
        Press, Shared,
        draw::{Page, cells, clip, digit_of, hall},
    },
};
use ratatui::{layout::Rect, text::Line};

pub fn view(state: &State, all: &Shared, page: &mut Page<'_, '_>, pack: &Pack, cursor: usize) {
    let room = hall(page);
    let y = room.y + page.text(room, &all.text("class-topics-head"), page.theme.strong) + 1;
    if state.list.is_none() {
        page.line_at(room.x, y, room.width, &Line::styled(all.text("class-coming"), page.theme.dim));
        return;
    }
    let below = 3;
    let count = u16::try_from(pack.contest.topics.len()).unwrap_or(u16::MAX).max(1);
    let each = (room.bottom().saturating_sub(y + below) / count).clamp(1, 5);
    for (at, row) in (0..pack.contest.topics.len()).zip((y..room.bottom()).step_by(usize::from(each))) {
        let place = Rect { y: row, height: each.min(3), ..room }.intersection(room);
        view_topic(state, all, page, pack, (at, at == cursor), place);
    }
    let bottom = Rect { y: room.bottom().saturating_sub(below - 1), height: below - 1, ..room };
    match state.remark {
        Some(remark) => page.text(bottom, &all.text(remark), page.theme.bad),
        None => page.text(bottom, &all.text("class-topics-how"), page.theme.dim),
    };
}

fn view_topic(state: &State, all: &Shared, page: &mut Page<'_, '_>, pack: &Pack, at: (usize, bool), place: Rect) {
    let (at, chosen) = at;
    let Some(topic) = pack.contest.topics.get(at) else { return };
    let need = state.needing(topic.id).count();
    let (status, mark) = match (state.is_taught(topic.id), need) {
        (true, _) => (all.words.with("class-topic-taught", &[("n", need.into())]), "✓"),
        (false, 0) => (all.text("class-topic-nobody"), "✓"),
        (false, need) => (all.words.with("class-topic-need", &[("n", need.into())]), " "),
    };
    let style = if chosen { page.theme.chosen } else { page.theme.page };
    page.buffer().set_style(place, style);
    let y = place.y + place.height / 2;
    let lead = format!(" {} {} {}. ", if chosen { "●" } else { " " }, mark, at + 1);
    let room = place.width.saturating_sub(cells(&lead) + cells(&status) + 3);
    let text = format!("{lead}{}", clip(&topic.title, room));
    page.line_at(place.x, y, place.width, &Line::styled(text, style));
    let x = place.right().saturating_sub(cells(&status) + 1);
    page.line_at(x, y, cells(&status), &Line::styled(status, style));
    if let Some(digit) = digit_of(at) {
        page.hot(place, Press::Char(digit));
    }
}
