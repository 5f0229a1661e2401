//! Who is there: names and villages, ticked by digit or by the arrows, the count in large digits.

use super::State;
use crate::{
    domain::fold,
    tui::{
        Learner, Press, Shared,
        draw::{Page, big_width, cells, clip, draw_headline, hall, heading},
    },
};
use ratatui::{layout::Rect, text::Line};

/// Rows of a page: each has a digit, the last one 0.
pub const PAGE: usize = 10;
pub const PAGE_STEP: isize = 10;
/// Columns beside the list, for the count.
const ASIDE: u16 = 22;

/// Rows of the page that the cursor is on.
pub fn rows(listed: usize, cursor: usize) -> usize {
    listed.saturating_sub(cursor / PAGE * PAGE).min(PAGE)
}

/// The first whose given name begins with a letter, without its marks.
pub fn find(listed: &[&Learner], press: Press) -> Option<usize> {
    let Press::Char(sign) = press else { return None };
    let letter = fold(&sign.to_string());
    let begins = |one: &&Learner| fold(&one.name).rsplit(' ').next().is_some_and(|given| given.starts_with(&letter));
    listed.iter().position(begins).filter(|_| !letter.is_empty())
}

pub fn view(state: &State, all: &Shared, page: &mut Page<'_, '_>, cursor: usize) {
    let room = hall(page);
    let left = Rect { width: room.width.saturating_sub(ASIDE + 2), ..room };
    let aside = Rect { x: left.right() + 2, width: ASIDE, ..room };
    let y = room.y + page.text(left, &all.text("class-roll-head"), page.theme.strong) + 1;
    let list = Rect { y, height: room.bottom().saturating_sub(y + 2), ..left };
    let listed = state.listed();
    if state.list.is_none() {
        page.text(list, &all.text("class-coming"), page.theme.dim);
    } else if listed.is_empty() {
        page.text(list, &all.text("class-nobody-needs"), page.theme.strong);
    } else {
        view_rows(state, page, list, &listed, cursor);
    }
    let bottom = Rect { y: room.bottom().saturating_sub(1), height: 1, ..left };
    let (first, pages) = (cursor / PAGE + 1, listed.len().div_ceil(PAGE).max(1));
    let values = [("page", first.into()), ("pages", pages.into()), ("n", listed.len().into())];
    page.text(bottom, &all.words.with("class-roll-page", &values), page.theme.dim);
    view_count(state, all, page, aside);
}

fn view_count(state: &State, all: &Shared, page: &mut Page<'_, '_>, aside: Rect) {
    let count = state.present().len().to_string();
    let style = heading(page);
    let x = aside.x + aside.width.saturating_sub(big_width(&count).max(1)) / 2;
    let place = Rect { x, width: big_width(&count), y: aside.y + 2, height: 5 };
    let taken = draw_headline(page, place, &count, style);
    let mut y = place.y + taken + 1;
    let below = |y: u16| Rect { y, height: aside.bottom().saturating_sub(y), ..aside };
    y += page.text(below(y), &all.text("class-roll-present"), page.theme.strong) + 1;
    match state.remark {
        Some(remark) => page.text(below(y), &all.text(remark), page.theme.bad),
        None => page.text(below(y), &all.text("class-roll-how"), page.theme.dim),
    };
}

fn view_rows(state: &State, page: &mut Page<'_, '_>, list: Rect, listed: &[&Learner], cursor: usize) {
    let first = cursor / PAGE * PAGE;
    // All pages have the spacing of the fullest.
    let fullest = u16::try_from(listed.len().min(PAGE)).unwrap_or(10).max(1);
    let each = (list.height / fullest).clamp(1, 3);
    let name = (list.width * 3 / 5).min(44);
    let rows = listed.iter().enumerate().skip(first).take(PAGE);
    for ((at, one), y) in rows.zip((list.y..list.bottom()).step_by(usize::from(each))) {
        let (chosen, ticked) = (at == cursor, state.class.contains(&one.key));
        let style = match (chosen, ticked) {
            (true, _) => page.theme.chosen,
            (false, true) => page.theme.good,
            (false, false) => page.theme.page,
        };
        let place = Rect { y, height: 1, ..list };
        page.buffer().set_style(place, style);
        let digit = char::from_digit(u32::try_from((at - first + 1) % PAGE).unwrap_or(0), 10).unwrap_or(' ');
        let lead = format!(" {digit}. {} ", if ticked { "✓" } else { "□" });
        let room = name.saturating_sub(cells(&lead));
        page.line_at(list.x, y, name, &Line::styled(format!("{lead}{}", clip(&one.name, room)), style));
        let village = clip(&one.village, list.width.saturating_sub(name + 2));
        page.line_at(list.x + name + 1, y, list.width, &Line::styled(village, style));
        page.hot(place, Press::Char(digit));
    }
}
