use super::{Theme, cells, clip, wrap};
use crate::{
    session::{Part, PartState},
    tui::{Hint, Hot, Keys, Press, Shared, ThemeName},
};
use ratatui::{
    Frame,
    buffer::Buffer,
    layout::Rect,
    style::Style,
    text::{Line, Span},
    widgets::{Block, BorderType, Widget},
};

/// Rows of the head: station and person, progress, a line.
const HEAD: u16 = 3;

/// One frame as a screen draws it: the head and the footer are there already, `body` is the screen's own.
pub struct Page<'a, 'f> {
    /// Styles of the theme in use.
    pub theme: Theme,
    /// Area between head and footer.
    pub body: Rect,
    /// Places that can be clicked so far.
    pub hots: Vec<Hot>,
    keys: Keys,
    frame: &'a mut Frame<'f>,
}

impl<'a, 'f> Page<'a, 'f> {
    /// Paints the page, its head and its footer. Wide terminals get margins: lines of 76 to 100 cells are read best.
    pub fn new(frame: &'a mut Frame<'f>, all: &Shared, title: &str, keys: Keys) -> Self {
        let area = frame.area();
        let mut page = Self::covered(frame, all, keys);
        page.head(all, title, area);
        page
    }

    /// The same for a hall: dark letters on a light wall, where the terminal has such colours, since a projector has no black.
    pub fn for_hall(frame: &'a mut Frame<'f>, all: &Shared, title: &str, keys: Keys) -> Self {
        let area = frame.area();
        let theme = match all.settings.theme {
            ThemeName::Dark | ThemeName::Light => ThemeName::Light.into(),
            ThemeName::Console => all.theme,
        };
        let mut page = Self::blank(frame, all, keys, theme);
        page.head(all, title, area);
        page
    }

    /// A page without its head: nothing on it shows who is signed in.
    pub fn covered(frame: &'a mut Frame<'f>, all: &Shared, keys: Keys) -> Self {
        Self::blank(frame, all, keys, all.theme)
    }

    fn blank(frame: &'a mut Frame<'f>, all: &Shared, keys: Keys, theme: Theme) -> Self {
        let area = frame.area();
        frame.buffer_mut().set_style(area, theme.page);
        let side = if area.width >= 130 {
            (area.width - 110) / 2
        } else if area.width >= 90 {
            4
        } else {
            2
        };
        let lift = u16::from(area.height >= 28);
        let body = Rect {
            x: area.x + side,
            y: area.y + HEAD + lift,
            width: area.width.saturating_sub(2 * side),
            height: area.height.saturating_sub(HEAD + 2 + 2 * lift),
        };
        let mut page = Self { theme, body, hots: Vec::new(), keys, frame };
        let hints = page.keys.hints(all);
        page.footer(&hints, area);
        page
    }

    fn head(&mut self, all: &Shared, title: &str, area: Rect) {
        let badge = format!(" {} ", all.text("frame-station").to_uppercase());
        let right = all.registration().map(|registered| registered.name.as_str().to_owned()).unwrap_or_default();
        let room = area.width.saturating_sub(cells(&badge) + cells(&right) + 5);
        let place = if title.is_empty() { all.station.place.clone() } else { title.to_owned() };
        self.line_at(
            area.x + 1,
            area.y,
            area.width.saturating_sub(2),
            &Line::from(vec![
                Span::styled(badge, self.theme.badge),
                Span::styled(format!("  {}", clip(&place, room)), self.theme.page),
            ]),
        );
        let at = area.right().saturating_sub(cells(&right) + 2);
        self.line_at(at, area.y, cells(&right), &Line::styled(right.clone(), self.theme.strong));
        let row = area.y + 1;
        match (&all.pack, all.is_visited()) {
            (Some(pack), true) => {
                let visit = all.guest.as_ref().map_or(&all.newcomer.visit, |guest| &guest.visit);
                let parts = Part::ALL.map(|part| (part, visit.part_state(part, pack)));
                self.progress(all, &parts, area.x + 2, row, area.width.saturating_sub(4));
            }
            _ => self.line_at(area.x + 2, row, area.width.saturating_sub(4), &self.shift_line(all)),
        }
        let rule = "─".repeat(usize::from(area.width.saturating_sub(2)));
        self.line_at(area.x + 1, area.y + 2, area.width.saturating_sub(2), &Line::styled(rule, self.theme.line));
    }

    fn shift_line(&self, all: &Shared) -> Line<'static> {
        let is_rehearsal = all.pack.as_ref().is_some_and(|pack| pack.contest.rehearsal);
        let demo = match (all.station.demo, is_rehearsal) {
            (true, _) => format!("{}   ", all.text("frame-demo")),
            (false, true) => format!("{}   ", all.text("frame-rehearsal")),
            (false, false) => String::new(),
        };
        let shift = all.shift.as_ref().map(|shift| format!("{}: {}", all.text("frame-helper"), shift.volunteer));
        Line::styled(format!("{demo}{}", shift.unwrap_or_default()), self.theme.dim)
    }

    fn progress(&mut self, all: &Shared, parts: &[(Part, PartState)], x: u16, y: u16, width: u16) {
        let mut spans = Vec::new();
        for (part, state) in parts {
            let name = all.text(match part {
                Part::Register => "frame-register",
                Part::Learn => "frame-learn",
                Part::Test => "frame-test",
                Part::Share => "frame-share",
                Part::Certificate => "frame-certificate",
            });
            let (mark, style) = match state {
                PartState::Done => ("✓", self.theme.good),
                PartState::Current => ("▶", self.theme.strong),
                PartState::Open => ("□", self.theme.dim),
            };
            spans.push(Span::styled(format!("{mark} {name}    "), style));
        }
        self.line_at(x, y, width, &Line::from(spans));
    }

    fn footer(&mut self, hints: &[Hint], area: Rect) {
        let y = area.bottom().saturating_sub(1);
        let row = Rect { y, height: 1, ..area };
        self.frame.buffer_mut().set_style(row, self.theme.footer);
        let mut x = area.x + 1;
        for hint in hints {
            let cap = format!(" {} ", hint.cap);
            let wording = format!(" {}  ", hint.wording);
            let width = cells(&cap) + cells(&wording);
            if x + width > area.right() {
                break;
            }
            self.line_at(
                x,
                y,
                width,
                &Line::from(vec![Span::styled(cap, self.theme.key), Span::styled(wording, self.theme.footer)]),
            );
            if hint.is_clickable() {
                self.hot(Rect { x, y, width, height: 1 }, hint.press);
            }
            x += width;
        }
    }

    /// The frame's cells.
    pub fn buffer(&mut self) -> &mut Buffer {
        self.frame.buffer_mut()
    }

    /// Draws a widget, clipped to the frame.
    pub fn draw(&mut self, widget: impl Widget, area: Rect) {
        let area = area.intersection(self.frame.area());
        if !area.is_empty() {
            widget.render(area, self.frame.buffer_mut());
        }
    }

    /// Puts the terminal's cursor at a cell, for people who look for it.
    pub fn cursor(&mut self, x: u16, y: u16) {
        self.frame.set_cursor_position((x, y));
    }

    /// One line, cut at `width` and at the frame's edge.
    pub fn line_at(&mut self, x: u16, y: u16, width: u16, line: &Line<'_>) {
        // A line colours the whole of its area: it gets no more than its words take.
        let width = width.min(u16::try_from(line.width()).unwrap_or(u16::MAX));
        let area = Rect { x, y, width, height: 1 };
        self.draw(line, area);
    }

    /// Wrapped text from the top of `area`; returns the rows it took, clipped to the area.
    pub fn text(&mut self, area: Rect, text: &str, style: Style) -> u16 {
        let lines = wrap(text, area.width);
        let mut rows = 0;
        for line in lines.iter().take(usize::from(area.height)) {
            self.line_at(area.x, area.y + rows, area.width, &Line::styled(line.as_str(), style));
            rows += 1;
        }
        rows
    }

    /// Texts below each other with a blank row between; returns what is left of the area.
    pub fn paragraphs(&mut self, area: Rect, texts: &[(String, Style)]) -> Rect {
        texts.iter().fold(area, |left, (text, style)| {
            let taken = (self.text(left, text, *style) + 1).min(left.height);
            Rect { y: left.y + taken, height: left.height - taken, ..left }
        })
    }

    /// Text in the middle of the body's width.
    pub fn centred(&mut self, y: u16, text: &str, style: Style) {
        let text = clip(text, self.body.width);
        let x = self.body.x + self.body.width.saturating_sub(cells(&text)) / 2;
        self.line_at(x, y, cells(&text), &Line::styled(text.as_str(), style));
    }

    /// A button in the middle of the body's width; a click on its row is the key.
    pub fn button(&mut self, y: u16, text: &str, press: Press) {
        let text = clip(text, self.body.width.saturating_sub(2));
        self.centred(y, &format!(" {text} "), self.theme.badge);
        self.hot(Rect { y, height: 1, ..self.body }, press);
    }

    /// A line of a menu behind its key, the one under the cursor marked; a click on it is the key.
    pub fn menu_line(&mut self, place: Rect, key: char, text: &str, chosen: bool) {
        let style = if chosen { self.theme.chosen } else { self.theme.page };
        self.buffer().set_style(place, style);
        let mark = if chosen { "●" } else { " " };
        let text = clip(&format!("{mark} {key}. {text}"), place.width);
        self.line_at(place.x, place.y, place.width, &Line::styled(text, style));
        self.hot(place, Press::Char(key));
    }

    /// A gauge of `done` out of `whole` with its figures written beside it.
    pub fn gauge(&mut self, x: u16, y: u16, width: u16, done: u32, whole: u32) {
        let figures = format!(" {done}/{whole}");
        let bar = width.saturating_sub(cells(&figures));
        let filled = if whole == 0 { 0 } else { u64::from(bar) * u64::from(done.min(whole)) / u64::from(whole) };
        let filled = u16::try_from(filled).unwrap_or(bar);
        self.line_at(
            x,
            y,
            width,
            &Line::from(vec![
                Span::styled("█".repeat(usize::from(filled)), self.theme.good),
                Span::styled("░".repeat(usize::from(bar - filled)), self.theme.dim),
                Span::styled(figures, self.theme.strong),
            ]),
        );
    }

    /// A frame with thin round or thick corners.
    pub fn frame_box(&mut self, area: Rect, thick: bool, style: Style) {
        let kind = if thick { BorderType::Thick } else { BorderType::Rounded };
        let area = area.intersection(self.frame.area());
        self.frame.buffer_mut().set_style(area, style);
        self.draw(Block::bordered().border_type(kind).border_style(style), area);
    }

    /// Makes an area act as a key when it is clicked, as long as that key works.
    pub fn hot(&mut self, area: Rect, press: Press) {
        if self.keys.accepts(press) {
            self.hots.push(Hot { area, press });
        }
    }
}
