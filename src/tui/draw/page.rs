use super::{
    Theme, cells, clip,
    head::{draw_footer, draw_head},
    wrap,
};
use crate::tui::{Hot, Keys, Press, Shared, ThemeName};
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
        draw_head(&mut page, all, title, area);
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
        draw_head(&mut page, all, title, area);
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
        draw_footer(&mut page, &hints, area);
        page
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

    /// Texts below each other, with a blank row between where all of them fit so; returns what is left of the area.
    pub fn paragraphs(&mut self, area: Rect, texts: &[(String, Style)]) -> Rect {
        let rows = texts.iter().map(|(text, _)| wrap(text, area.width).len() + 1).sum::<usize>();
        let gap = u16::from(rows <= usize::from(area.height) + 1);
        texts.iter().fold(area, |left, (text, style)| {
            let taken = (self.text(left, text, *style) + gap).min(left.height);
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
                Span::styled("━".repeat(usize::from(filled)), self.theme.good),
                Span::styled("─".repeat(usize::from(bar - filled)), self.theme.rule),
                Span::styled(figures, self.theme.strong),
            ]),
        );
    }

    /// A filled area whose first and last rows are half as high, where it has more than two; the text is the caller's.
    pub fn band(&mut self, area: Rect, style: Style) {
        let area = area.intersection(self.frame.area());
        self.frame.buffer_mut().set_style(area, style);
        let edge = Style::new().fg(style.bg.unwrap_or_default()).bg(self.theme.page.bg.unwrap_or_default());
        if area.height > 2 {
            for (y, half) in [(area.y, "▄"), (area.bottom() - 1, "▀")] {
                let row = half.repeat(usize::from(area.width));
                self.line_at(area.x, y, area.width, &Line::styled(row, edge));
            }
        }
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
