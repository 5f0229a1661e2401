use super::{Theme, cells, clip, readable::Readable, wrap};
use crate::{
    session::{Part, PartState},
    status::Guest,
    tui::{Hint, Hot, Keys, Press, SelfSending, Shared, ThemeName},
};
use ratatui::{
    Frame,
    buffer::Buffer,
    layout::Rect,
    style::{Modifier, Style},
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
    pub(super) readable: Readable,
    keys: Keys,
    frame: &'a mut Frame<'f>,
}

impl<'a, 'f> Page<'a, 'f> {
    /// Paints the page, its head and its footer. Wide terminals get margins: lines of 76 to 100 cells are read best.
    pub fn new(frame: &'a mut Frame<'f>, all: &Shared, title: &str, keys: Keys) -> Self {
        let area = frame.area();
        let mut page = Self::covered(frame, all, keys);
        page.unsaid(|page| draw_head(page, all, title, area));
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
        page.unsaid(|page| draw_head(page, all, title, area));
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
        let mut page =
            Self { theme, body, hots: Vec::new(), readable: Readable::new(all.reading.is_on()), keys, frame };
        let mut hints = page.keys.hints(all);
        hints.extend(all.voice_hint().filter(|_| all.is_visited()));
        page.unsaid(|page| draw_footer(page, &hints, area));
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
        let area = self.frame.area();
        if area.contains((x, y).into()) {
            // The buffer's own way looks at each sign once and colours no more than the words.
            self.frame.buffer_mut().set_line(x, y, line, width);
        }
        if self.readable.is_on {
            self.note(x, y, &line.to_string());
        }
    }

    /// Wrapped text from the top of `area`; returns the rows it took, clipped to the area.
    pub fn text(&mut self, area: Rect, text: &str, style: Style) -> u16 {
        let lines = wrap(text, area.width);
        self.as_one(|page| {
            let mut rows = 0;
            for line in lines.iter().take(usize::from(area.height)) {
                page.line_at(area.x, area.y + rows, area.width, &Line::styled(line.as_str(), style));
                rows += 1;
            }
            rows
        })
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
        self.bar(x, y, bar, done, whole);
        let style = self.theme.strong;
        self.unsaid(|page| page.line_at(x + bar, y, cells(&figures), &Line::styled(figures.as_str(), style)));
    }

    /// The bar of a gauge whose figures are written elsewhere.
    pub fn bar(&mut self, x: u16, y: u16, width: u16, done: u32, whole: u32) {
        let filled = if whole == 0 { 0 } else { u64::from(width) * u64::from(done.min(whole)) / u64::from(whole) };
        let filled = u16::try_from(filled).unwrap_or(width);
        let (good, rule) = (self.theme.good, self.theme.rule);
        let spans = vec![
            Span::styled("━".repeat(usize::from(filled)), good),
            Span::styled("─".repeat(usize::from(width - filled)), rule),
        ];
        self.line_at(x, y, width, &Line::from(spans));
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

/// Cells between two steps at most: further apart they are no longer one way.
const WIDEST_GAP: u16 = 18;

/// Capitals that are lower than this, in tenths of a millimetre, are hard to read for the eyes that come here.
const LEAST_TENTHS: u16 = 30;

/// The station's name, the page's title and the person's name in a bar; below it the steps of the visit, or who is on duty.
fn draw_head(page: &mut Page<'_, '_>, all: &Shared, title: &str, area: Rect) {
    let style = page.theme.head;
    let strong = style.add_modifier(Modifier::BOLD);
    page.buffer().set_style(Rect { height: 1, ..area }, style);
    let name = all.text("frame-station").to_uppercase();
    let badge = if page.theme.has_bands { format!(" {name}  ") } else { format!(" {name} ") };
    let badge_style = if page.theme.has_bands { strong } else { page.theme.badge };
    let right = all.registration().map(|registered| registered.name.as_str().to_owned()).unwrap_or_default();
    // One margin for the head, the page and the footer, whatever the width.
    let (row, body) = (area.y + 1, page.body);
    let room = body.width.saturating_sub(cells(&badge) + cells(&right) + 1);
    let place = if title.is_empty() { all.station.place.clone() } else { title.to_owned() };
    let line =
        Line::from(vec![Span::styled(badge, badge_style), Span::styled(format!("  {}", clip(&place, room)), style)]);
    page.line_at(body.x.saturating_sub(1), area.y, body.width + 1, &line);
    let at = body.right().saturating_sub(cells(&right));
    page.line_at(at, area.y, cells(&right), &Line::styled(right.clone(), strong));
    match (&all.pack, all.is_visited()) {
        (Some(pack), true) => {
            let visit = all.guest.as_ref().map_or(&all.newcomer.visit, |guest| &guest.visit);
            let is_further = all.guest.as_ref().is_some_and(Guest::may_set_attempt_aside);
            // In a further test the person is in the test, whatever comes after it.
            let state = |part| match (part, visit.part_state(part, pack)) {
                (Part::Test, _) if is_further => PartState::Current,
                (_, PartState::Current) if is_further => PartState::Open,
                (_, state) => state, // else: as the visit has it
            };
            let parts = Part::ALL.map(|part| (part, state(part)));
            draw_steps(page, all, &parts, Rect { y: row, height: 1, ..body });
        }
        _ => draw_duty(page, all, body.x, row, body.width), // else: nobody is on the way
    }
    if !page.theme.has_bands {
        let rule = "─".repeat(usize::from(body.width));
        let style = page.theme.rule;
        page.line_at(body.x, area.y + 2, body.width, &Line::styled(rule, style));
    }
}

/// What is on trial is marked as such first.
fn draw_duty(page: &mut Page<'_, '_>, all: &Shared, x: u16, y: u16, width: u16) {
    let is_rehearsal = all.pack.as_ref().is_some_and(|pack| pack.contest.rehearsal);
    let trial = match (all.station.demo, is_rehearsal) {
        (true, _) => Some("frame-demo"),
        (false, true) => Some("frame-rehearsal"),
        (false, false) => None,
    };
    let (bad, dim) = (page.theme.bad, page.theme.dim);
    let mut spans = Vec::new();
    spans.extend(trial.map(|key| Span::styled(format!("{}   ", all.text(key)), bad)));
    let duty = all.shift.as_ref().map(|shift| format!("{}: {}", all.text("frame-helper"), shift.volunteer));
    spans.extend(duty.map(|duty| Span::styled(duty, dim)));
    let sending = match all.self_sending {
        SelfSending::Off | SelfSending::Quiet => None,
        SelfSending::Waiting => Some("frame-send-waiting"),
        SelfSending::Sending => Some("frame-sending"),
        SelfSending::Held => Some("frame-sent"),
    };
    spans.extend(sending.map(|key| Span::styled(format!("   {}", all.text(key)), dim)));
    page.line_at(x, y, width, &Line::from(spans));
    // Where nobody sits yet, the footer is full.
    if let Some(hint) = all.voice_hint() {
        let (cap, wording) = (format!(" {} ", hint.cap), format!(" {}", hint.wording));
        let taken = cells(&cap) + cells(&wording);
        let at = (x + width).saturating_sub(taken);
        let line = Line::from(vec![Span::styled(cap, page.theme.key), Span::styled(wording, dim)]);
        page.line_at(at, y, taken, &line);
        return;
    }
    let Some(tenths) = all.station.letters_tenths.filter(|tenths| *tenths < LEAST_TENTHS) else { return };
    let height = [("mm", tenths.div_euclid(10).into()), ("tenths", tenths.rem_euclid(10).into())];
    let hint = clip(&format!("▲ {}", all.words.with("frame-small-letters", &height)), width / 2 + 6);
    let strong = page.theme.strong;
    page.line_at((x + width).saturating_sub(cells(&hint)), y, cells(&hint), &Line::styled(hint, strong));
}

/// The steps with a line between them that is thick as far as the person has come.
fn draw_steps(page: &mut Page<'_, '_>, all: &Shared, parts: &[(Part, PartState)], row: Rect) {
    let name = |part: Part| {
        all.text(match part {
            Part::Register => "frame-register",
            Part::Learn => "frame-learn",
            Part::Test => "frame-test",
            Part::Share => "frame-share",
            Part::Certificate => "frame-certificate",
        })
    };
    let words: Vec<String> = parts.iter().map(|(part, state)| format!("{} {}", mark(*state), name(*part))).collect();
    let taken: u16 = words.iter().map(|word| cells(word)).sum();
    let gaps = u16::try_from(words.len().saturating_sub(1)).unwrap_or(1).max(1);
    let gap = (row.width.saturating_sub(taken) / gaps).clamp(2, WIDEST_GAP);
    let mut spans = Vec::new();
    for (at, ((_, state), word)) in parts.iter().zip(words).enumerate() {
        let style = step_style(page, *state);
        spans.push(Span::styled(word, style));
        if at + 1 < parts.len() {
            let is_done = matches!(state, PartState::Done);
            let (line, style) = if is_done { ("━", page.theme.good) } else { ("─", page.theme.rule) };
            spans.push(Span::styled(format!(" {} ", line.repeat(usize::from(gap.saturating_sub(2)))), style));
        }
    }
    page.line_at(row.x, row.y, row.width, &Line::from(spans));
}

fn mark(state: PartState) -> &'static str {
    match state {
        PartState::Done => "✓",
        PartState::Current => "▶",
        PartState::Open => "□",
    }
}

fn step_style(page: &Page<'_, '_>, state: PartState) -> Style {
    match state {
        PartState::Done => page.theme.good,
        PartState::Current => page.theme.title,
        PartState::Open => page.theme.dim,
    }
}

/// The keys of the page. Where not all have room, they move closer; then those before Esc give way, never Esc.
fn draw_footer(page: &mut Page<'_, '_>, hints: &[Hint], area: Rect) {
    let y = area.bottom().saturating_sub(1);
    let row = Rect { y, height: 1, ..area };
    let (plain, key) = (page.theme.footer, page.theme.key);
    page.buffer().set_style(row, plain);
    // The first letters are below those of the page; at the right a crowded row may go to the edge.
    let mut x = page.body.x.saturating_sub(1);
    let (shown, gap) = fitting(hints, area.right().saturating_sub(x));
    for hint in shown {
        let width = width_of(hint, gap);
        let (cap, wording) = (format!(" {} ", hint.cap), format!(" {}{}", hint.wording, " ".repeat(gap)));
        page.line_at(x, y, width, &Line::from(vec![Span::styled(cap, key), Span::styled(wording, plain)]));
        if hint.is_clickable() {
            page.hot(Rect { x, y, width: width.min(area.right().saturating_sub(x)), height: 1 }, hint.press);
        }
        x += width;
    }
}

fn width_of(hint: &Hint, gap: usize) -> u16 {
    cells(&hint.cap).saturating_add(cells(&hint.wording)).saturating_add(3 + u16::try_from(gap).unwrap_or(0))
}

/// The hints that have room, and the blanks behind each.
fn fitting(hints: &[Hint], room: u16) -> (Vec<&Hint>, usize) {
    // The blanks behind the last one are nobody's loss.
    let fits = |shown: &[&Hint], gap: usize| {
        let whole = shown.iter().map(|hint| width_of(hint, gap)).fold(0, u16::saturating_add);
        whole.saturating_sub(u16::try_from(gap).unwrap_or(0)) <= room
    };
    let mut shown: Vec<&Hint> = hints.iter().collect();
    if let Some(gap) = [3, 2, 1, 0].into_iter().find(|gap| fits(&shown, *gap)) {
        return (shown, gap);
    }
    while !fits(&shown, 0) && shown.len() > 1 {
        let last = shown.iter().rposition(|hint| hint.press != Press::Esc);
        shown.remove(last.unwrap_or(shown.len() - 1));
    }
    // What gave way leaves room for blanks between the others.
    let gap = [3, 2, 1].into_iter().find(|gap| fits(&shown, *gap)).unwrap_or(0);
    (shown, gap)
}
