//! A check question by show of hands: how many for each option, then the right one and why.

use super::{State, slide};
use crate::{
    content::Pack,
    domain::{Check, CheckOption},
    tui::{
        Press, Shared,
        draw::{Page, cells, draw_big, draw_heading, draw_place, hall, heading, wrap, wrap_wide},
    },
};
use ratatui::{
    layout::Rect,
    style::{Modifier, Style},
    text::{Line, Span},
};

/// Cells of the count behind an option.
const COUNT: u16 = 12;

/// How an option is laid out.
#[derive(Clone, Copy)]
struct Layout {
    /// Its number in large letters.
    big: bool,
    /// Rows above and below its text; the outer one is its frame's.
    pad: u16,
    /// Rows between two options.
    gap: u16,
}

/// The roomiest first.
const LAYOUTS: [Layout; 7] = [
    Layout { big: true, pad: 2, gap: 1 },
    Layout { big: true, pad: 1, gap: 1 },
    Layout { big: true, pad: 1, gap: 0 },
    Layout { big: false, pad: 1, gap: 1 },
    Layout { big: false, pad: 1, gap: 0 },
    Layout { big: false, pad: 0, gap: 1 },
    Layout { big: false, pad: 0, gap: 0 },
];

/// Which question, and the option whose hands are typed; none where the answer is shown.
#[derive(Clone, Copy)]
pub struct Asked {
    pub place: (usize, usize),
    pub counting: Option<usize>,
}

pub fn view(state: &State, all: &Shared, page: &mut Page<'_, '_>, pack: &Pack, asked: Asked) {
    let Some(lesson) = state.lesson(pack, asked.place.0) else { return };
    let Some(check) = lesson.checks.get(asked.place.1) else { return };
    slide::progress(state, page, pack);
    let values =
        [("id", lesson.id.to_string().into()), ("n", (asked.place.1 + 1).into()), ("of", lesson.checks.len().into())];
    draw_place(page, &all.words.with("class-question-place", &values));
    let room = hall(page);
    let how = all.text("class-question-how");
    let why = format!("→ {}", check.why);
    // Room for the longer of the two from the start, so that nothing moves when the answer comes.
    let below =
        [wrap(&how, room.width), wrap_wide(&why, room.width)].map(|lines| lines.len()).into_iter().max().unwrap_or(1);
    let below = u16::try_from(below).unwrap_or(1) + 1;
    let plainest = Layout { big: false, pad: 1, gap: 0 }.height(check, room.width);
    let y = room.y + draw_heading(page, room, &check.stem, plainest + below + 1) + 1;
    let bottom = room.bottom().saturating_sub(below);
    let options = Rect { y, height: bottom.saturating_sub(y), ..room };
    view_options(state, all, page, options, check, asked);
    let answer = Rect { y: bottom + 1, height: below - 1, ..room };
    if asked.counting.is_some() {
        let many = state.remark.map(|key| all.words.with(key, &[("n", state.present().len().into())]));
        match many {
            Some(many) => page.text(answer, &format!("▲ {many}"), page.theme.bad),
            None => page.text(answer, &how, page.theme.page),
        };
        return;
    }
    page.as_one(|page| {
        for (y, line) in (answer.y..answer.bottom()).zip(wrap_wide(&why, room.width)) {
            page.line_at(answer.x, y, answer.width, &Line::styled(line, page.theme.strong));
        }
    });
}

impl Layout {
    fn lead(self) -> u16 {
        if self.big { 10 } else { 6 }
    }

    fn lines(self, option: &CheckOption, width: u16) -> Vec<String> {
        wrap_wide(&option.text, width.saturating_sub(self.lead() + COUNT + 4))
    }

    /// Rows of an option's text or number.
    fn inside(self, option: &CheckOption, width: u16) -> u16 {
        let lines = u16::try_from(self.lines(option, width).len()).unwrap_or(1);
        if self.big { lines.max(4) } else { lines }
    }

    fn height(self, check: &Check, width: u16) -> u16 {
        let rows: u16 = check.options.iter().map(|one| self.inside(one, width) + 2 * self.pad + self.gap).sum();
        rows.saturating_sub(self.gap)
    }
}

fn view_options(state: &State, all: &Shared, page: &mut Page<'_, '_>, area: Rect, check: &Check, asked: Asked) {
    let fits = |layout: &&Layout| layout.height(check, area.width) <= area.height;
    let [.., plainest] = &LAYOUTS;
    let layout = *LAYOUTS.iter().find(fits).unwrap_or(plainest);
    let mut y = area.y + area.height.saturating_sub(layout.height(check, area.width)) / 2;
    for (at, option) in check.options.iter().enumerate() {
        let height = layout.inside(option, area.width) + 2 * layout.pad;
        let row = Rect { y, height, ..area }.intersection(area);
        let raised = state.teaching.as_ref().and_then(|teaching| teaching.raised_for(asked.place, at));
        view_option(all, page, row, layout, (at, option), (asked.counting, raised));
        y += height + layout.gap;
    }
}

fn view_option(
    all: &Shared,
    page: &mut Page<'_, '_>,
    row: Rect,
    layout: Layout,
    (at, option): (usize, &CheckOption),
    (counting, raised): (Option<usize>, Option<u8>),
) {
    let is_right = counting.is_none() && option.right;
    let has_bands = page.theme.has_bands && layout.pad > 0;
    let style = match (is_right, has_bands) {
        (true, true) => page.theme.band_good,
        (true, false) => page.theme.good,
        (false, true) if counting == Some(at) => page.theme.band_focused,
        (false, true) => page.theme.band.add_modifier(Modifier::BOLD),
        (false, false) => page.theme.strong,
    };
    if has_bands {
        page.band(row, style);
    } else if layout.pad > 0 {
        page.frame_box(row, is_right || counting == Some(at), style);
    }
    let first = page.as_one(|page| draw_words(page, row, layout, (at, option), (style, is_right)));
    let shown = match (counting, raised) {
        (None, None) => return,
        (_, Some(raised)) => raised.to_string(),
        (Some(_), None) => "__".to_owned(),
    };
    let text = format!(" {} ", all.words.with("class-question-raised", &[("n", shown.into())]));
    let field = if counting == Some(at) { page.theme.field_active } else { style };
    let width = cells(&text).min(COUNT);
    page.line_at(row.right().saturating_sub(width + 2), first, width, &Line::styled(text, field));
    if counting == Some(at) {
        page.hot(row, Press::Enter);
    }
}

/// An option's number and text; returns the row of its first line.
fn draw_words(
    page: &mut Page<'_, '_>,
    row: Rect,
    layout: Layout,
    (at, option): (usize, &CheckOption),
    (style, is_right): (Style, bool),
) -> u16 {
    let (number, mark) = ((at + 1).to_string(), if is_right { "✓" } else { " " });
    let x = row.x + 2;
    if layout.big {
        let colour = if is_right { style } else { heading(page).bg(style.bg.unwrap_or_default()) };
        draw_big(page, x, row.y + layout.pad, &number, colour);
    } else {
        let badge = page.theme.badge;
        let lead =
            Line::from(vec![Span::styled(format!(" {number} "), badge), Span::styled(format!(" {mark}"), style)]);
        page.line_at(x, row.y + layout.pad, layout.lead(), &lead);
    }
    let lines = layout.lines(option, row.width);
    let inside = row.height.saturating_sub(2 * layout.pad);
    let first = row.y + layout.pad + inside.saturating_sub(u16::try_from(lines.len()).unwrap_or(1)) / 2;
    if layout.big {
        page.line_at(x + 6, first, 2, &Line::styled(mark, style));
    }
    let room = row.width.saturating_sub(layout.lead() + COUNT + 4);
    for (y, text) in (first..row.bottom()).zip(&lines) {
        page.line_at(x + layout.lead(), y, room, &Line::styled(text.as_str(), style));
    }
    first
}
