use super::{
    Show, State, Step,
    show::{BESIDE, LEAST_QUIET, SPEEDS},
};
use crate::{
    report::qr::Matrix,
    tui::{
        Press, Shared,
        draw::{Page, below, draw_modules, draw_qr, qr_cells_in},
    },
};
use ratatui::{
    layout::Rect,
    style::{Color, Style},
    text::Line,
};

/// Wording of the three speeds.
const NAMES: [&str; 3] = ["light-slow", "light-middle", "light-fast"];

impl State {
    pub(super) fn view_step(&self, all: &Shared, page: &mut Page<'_, '_>) {
        let strong = page.theme.strong;
        match &self.step {
            Step::Packing => page.centred(page.body.y + 3, &all.text("outbox-making"), strong),
            Step::Ready => self.view_ready(all, page),
            Step::Trying(show) => self.view_show(all, page, show, true),
            Step::Showing(show) => self.view_show(all, page, show, false),
            Step::NoRoom => {
                page.paragraphs(page.body, &[(all.text("light-no-room"), strong)]);
            }
            Step::Taken => self.view_taken(all, page),
        }
    }

    /// How much there is.
    fn amount(&self, all: &Shared) -> String {
        let Some(load) = &self.load else { return String::new() };
        let bytes = u64::try_from(load.parcel.len()).unwrap_or(u64::MAX);
        let values = [
            ("bundles", all.words.number(load.bundles).into()),
            ("records", all.words.number(load.records).into()),
            ("kib", all.words.number(bytes.div_ceil(1024)).into()),
        ];
        all.words.with("light-amount", &values)
    }

    fn view_ready(&self, all: &Shared, page: &mut Page<'_, '_>) {
        let (plain, strong, dim) = (page.theme.page, page.theme.strong, page.theme.dim);
        let mut area = page.body;
        let mut texts = vec![(self.amount(all), strong)];
        if let Some((address, code)) = &self.address
            && let Some((columns, _)) = qr_cells_in(code, area)
        {
            draw_qr(page, area, code);
            area = Rect { x: area.x + columns + 3, width: area.width.saturating_sub(columns + 3), ..area };
            texts.extend([(all.text("light-open"), plain), (address.clone(), strong)]);
        } else {
            texts.push((all.text("light-open-before"), plain));
        }
        texts.push((all.text("light-sealed"), dim));
        if let Some(left) = self.load.as_ref().map(|load| load.left).filter(|left| *left > 0) {
            texts.push((all.words.with("light-left", &[("n", all.words.number(left).into())]), page.theme.bad));
        }
        page.paragraphs(area, &texts);
    }

    fn view_taken(&self, all: &Shared, page: &mut Page<'_, '_>) {
        let bundles = self.load.as_ref().map_or(0, |load| load.bundles);
        let noted = all.words.with("light-taken", &[("n", all.words.number(bundles).into())]);
        let texts = [
            (format!("✓ {noted}"), page.theme.good),
            (all.text("light-then"), page.theme.strong),
            (all.text("light-kept"), page.theme.page),
        ];
        page.paragraphs(page.body, &texts);
    }

    /// The code takes the height of the terminal, at its right edge; the words and the keys are beside it.
    fn view_show(&self, all: &Shared, page: &mut Page<'_, '_>, show: &Show, is_trial: bool) {
        let area = page.buffer().area;
        page.hots.clear();
        let plain = page.theme.page;
        for row in area.rows() {
            page.line_at(row.x, row.y, row.width, &" ".repeat(usize::from(row.width)).into());
        }
        page.buffer().set_style(area, plain);
        let taken = show.code.as_ref().map_or(0, |code| draw_full(page, area, code));
        let words = Rect {
            x: area.x + 1,
            y: area.y + 1,
            width: area.width.saturating_sub(taken + 2).max(BESIDE - 2),
            height: area.height.saturating_sub(2),
        };
        let left = page.paragraphs(words, &self.sentences(all, page, show, is_trial));
        let speeds = (0..SPEEDS.len()).zip(NAMES).map(|(at, name)| {
            let mark = if at == show.speed() { "●" } else { " " };
            let minutes = all.words.number(show.minutes(at));
            (at, format!("{mark} {}. {}", at + 1, all.words.with(name, &[("minutes", minutes.into())])))
        });
        let mut y = left.y;
        for (at, line) in speeds.collect::<Vec<_>>() {
            let style = if at == show.speed() { page.theme.title } else { plain };
            let row = Rect { y, height: 1, ..words };
            page.line_at(row.x, row.y, row.width, &Line::styled(line, style));
            page.hot(row, Press::Char(char::from_digit(u32::try_from(at).unwrap_or(0) + 1, 10).unwrap_or('1')));
            y += 1;
        }
        let keys: &[&str] = if is_trial { &["light-esc"] } else { &["light-enter", "light-esc"] };
        let texts: Vec<_> = keys.iter().map(|key| (all.text(key), page.theme.dim)).collect();
        page.paragraphs(below(Rect { height: area.bottom().saturating_sub(y), y, ..words }, 1), &texts);
    }

    fn sentences(&self, all: &Shared, page: &Page<'_, '_>, show: &Show, is_trial: bool) -> Vec<(String, Style)> {
        let (strong, plain, dim) = (page.theme.strong, page.theme.page, page.theme.dim);
        if is_trial {
            return vec![(all.text("light-try"), strong), (all.text("light-try-how"), plain)];
        }
        let shown = [("n", all.words.number(show.count).into())];
        vec![(all.text("light-now"), strong), (self.amount(all), plain), (all.words.with("light-shown", &shown), dim)]
    }
}

/// Draws a code with its white at the right edge over the whole height; returns the columns taken.
fn draw_full(page: &mut Page<'_, '_>, area: Rect, code: &Matrix) -> u16 {
    let modules = u16::try_from(code.size()).unwrap_or(u16::MAX);
    let spare = area.width.saturating_sub(BESIDE + modules) / 2;
    let side = spare.clamp(LEAST_QUIET, 4);
    let columns = modules.saturating_add(2 * side);
    let top = (2 * area.height).saturating_sub(modules) / 2;
    let from = area.right().saturating_sub(columns);
    let colour = |x: u16, y: u16| {
        let inside = |at: u16, before: u16| at.checked_sub(before).map(usize::from);
        match (inside(x, side), inside(y, top)) {
            (Some(x), Some(y)) if code.is_dark(x, y) => Color::Rgb(0, 0, 0),
            _ => Color::Rgb(255, 255, 255),
        }
    };
    for row in 0..area.height {
        for column in 0..columns {
            let (upper, lower) = (colour(column, 2 * row), colour(column, 2 * row + 1));
            if let Some(cell) = page.buffer().cell_mut((from + column, area.y + row)) {
                draw_modules(cell, upper, lower);
            }
        }
    }
    columns
}
