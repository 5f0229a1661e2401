//! The screen's two panes: the list of the file's questions, and the one under the cursor.

use super::{
    mend::Mend,
    model::{Entry, Mode, Question, State, Verdict},
};
use crate::{
    domain::Level,
    exchange::Remark,
    input::Field,
    studio::exchange::{place_text, remark_place, remark_text},
    text::{Words, shown_block},
    tui::draw::{Theme, cells, clip, wrap},
};
use ratatui::{Frame, layout::Rect, style::Style, text::Line};

/// Smaller than this nothing is drawn.
const LEAST: (u16, u16) = (60, 14);
/// Rows above the panes, and the bar of keys below them.
const HEAD: u16 = 3;
const FOOT: u16 = 2;

/// Draws a frame.
pub fn draw(frame: &mut Frame<'_>, state: &mut State, words: &Words, theme: &Theme) {
    let area = frame.area();
    frame.buffer_mut().set_style(area, theme.page);
    if area.width < LEAST.0 || area.height < LEAST.1 {
        let text = words.with("importer-too-small", &[("size", "60x14".into())]);
        put(frame, area, &[(text, theme.page)]);
        return;
    }
    head(frame, state, words, theme);
    let body = Rect { y: HEAD, height: area.height - HEAD - FOOT, ..area };
    let left = Rect { x: 1, width: (area.width / 3).clamp(24, 44), ..body };
    let right = Rect { x: left.right() + 2, width: area.width - left.right() - 3, ..body };
    list(frame, state, words, theme, left);
    for y in body.y..body.bottom() {
        put(frame, Rect { x: left.right(), y, width: 1, height: 1 }, &[("│".to_owned(), theme.rule)]);
    }
    detail(frame, state, words, theme, right);
    foot(frame, state, words, theme);
}

/// Lines from the top of an area, each clipped.
fn put(frame: &mut Frame<'_>, area: Rect, lines: &[(String, Style)]) {
    for (y, (text, style)) in (area.y..area.bottom()).zip(lines) {
        frame.buffer_mut().set_line(area.x, y, &Line::styled(clip(text, area.width), *style), area.width);
    }
}

fn head(frame: &mut Frame<'_>, state: &State, words: &Words, theme: &Theme) {
    let area = frame.area();
    let row = |y| Rect { x: 1, y, width: area.width - 2, height: 1 };
    frame.buffer_mut().set_style(Rect { y: 0, height: 1, ..area }, theme.head);
    put(frame, row(0), &[(words.with("importer-title", &[("file", state.file.as_str().into())]), theme.head)]);
    let counts = state.counts();
    let values = [
        ("taken", counts.taken.into()),
        ("skipped", counts.skipped.into()),
        ("open", counts.open.into()),
        ("left", counts.left.into()),
    ];
    put(frame, row(1), &[(words.with("importer-counts", &values), theme.strong)]);
    put(frame, row(2), &[("─".repeat(usize::from(area.width - 2)), theme.rule)]);
}

fn list(frame: &mut Frame<'_>, state: &State, words: &Words, theme: &Theme, area: Rect) {
    let rows = usize::from(area.height);
    let top = state.at.saturating_sub(rows / 2).min(state.entries.len().saturating_sub(rows));
    for (y, (at, entry)) in (area.y..area.bottom()).zip(state.entries.iter().enumerate().skip(top)) {
        let (mark, style, text) = match entry {
            Entry::Question(question) => {
                let (mark, style) = match question.verdict {
                    Verdict::Open => ("□", theme.page),
                    Verdict::Taken => ("✓", theme.good),
                    Verdict::Skipped => ("–", theme.dim),
                };
                (mark, style, label(question))
            }
            Entry::Remark(remark) => {
                let mark = if remark.left_out { "✗" } else { "▲" };
                (mark, if remark.left_out { theme.bad } else { theme.page }, left_label(words, remark))
            }
        };
        let cursor = if at == state.at { "▶" } else { " " };
        let style = if at == state.at { theme.chosen } else { style };
        let place = Rect { y, height: 1, ..area };
        frame.buffer_mut().set_style(place, style);
        put(frame, place, &[(format!("{cursor}{mark} {text}"), style)]);
    }
}

/// The name of a question in the list.
fn label(question: &Question) -> String {
    let stem = shown_block(&question.item.stem).replace('\n', " ");
    match &question.item.name {
        Some(name) => format!("{}. {stem}", shown_block(name)),
        None => stem,
    }
}

fn left_label(words: &Words, remark: &Remark) -> String {
    let (what, _) = remark_text(words, remark);
    format!("{}: {what}", remark_place(words, remark))
}

/// What the right pane shows: its lines, and where in them the part under the cursor begins.
struct Pane {
    lines: Vec<(String, Style)>,
    focus: usize,
    /// Where the terminal's cursor is: row among the lines, column.
    cursor: Option<(usize, u16)>,
}

impl Pane {
    fn add(&mut self, width: u16, text: &str, style: Style) {
        self.lines.extend(wrap(text, width).into_iter().map(|line| (line, style)));
    }

    fn gap(&mut self, theme: &Theme) {
        self.lines.push((String::new(), theme.page));
    }
}

fn detail(frame: &mut Frame<'_>, state: &mut State, words: &Words, theme: &Theme, area: Rect) {
    let mut pane = Pane { lines: Vec::new(), focus: 0, cursor: None };
    match (&state.mode, state.entries.get(state.at)) {
        (Mode::Mend(mend), _) => mended(&mut pane, mend, words, theme, area.width),
        (Mode::List | Mode::Ending | Mode::Stopping, Some(Entry::Question(question))) => {
            asked(&mut pane, question, words, theme, area.width);
        }
        (Mode::List | Mode::Ending | Mode::Stopping, Some(Entry::Remark(remark))) => {
            let (what, now) = remark_text(words, remark);
            let head = if remark.left_out { "reading-page-left" } else { "reading-page-noted" };
            pane.add(area.width, &format!("{}: {}", words.get(head), remark_place(words, remark)), theme.title);
            pane.gap(theme);
            pane.add(area.width, &what, if remark.left_out { theme.bad } else { theme.page });
            pane.add(area.width, &format!("→ {now}"), theme.page);
        }
        (Mode::List | Mode::Ending | Mode::Stopping, None) => (),
    }
    let rows = usize::from(area.height);
    let most = pane.lines.len().saturating_sub(rows);
    state.scrolled = state.scrolled.min(most);
    let top = if matches!(state.mode, Mode::Mend(_)) {
        pane.cursor.map_or(pane.focus, |(row, _)| row + 1).saturating_sub(rows.saturating_sub(3)).min(most)
    } else {
        state.scrolled
    };
    put(frame, area, pane.lines.get(top..).unwrap_or_default());
    if pane.lines.len() > top + rows {
        let last = Rect { y: area.bottom() - 1, height: 1, ..area };
        frame.buffer_mut().set_stringn(
            last.x,
            last.y,
            " ".repeat(usize::from(last.width)),
            usize::from(last.width),
            theme.page,
        );
        put(frame, last, &[(words.get("importer-more").into_owned(), theme.dim)]);
    }
    if let Some((row, column)) = pane.cursor {
        let row = u16::try_from(row.saturating_sub(top)).unwrap_or(0);
        frame.set_cursor_position((area.x + column, area.y + row));
    }
}

/// A question as it was understood.
fn asked(pane: &mut Pane, question: &Question, words: &Words, theme: &Theme, width: u16) {
    let item = &question.item;
    let about = [item.name.as_deref(), Some(place_text(words, &item.place).as_str()), item.topic.as_deref()]
        .into_iter()
        .flatten()
        .map(|text| shown_block(text).into_owned())
        .collect::<Vec<_>>();
    pane.add(width, &about.join(" · "), theme.dim);
    if question.is_mended {
        pane.add(width, &words.get("importer-mended"), theme.dim);
    }
    pane.gap(theme);
    pane.add(width, &shown_block(&item.stem), theme.strong);
    pane.gap(theme);
    for (at, option) in item.options.iter().enumerate() {
        let (mark, style) = if at == 0 { ("✓", theme.good) } else { (" ", theme.page) };
        let lines = wrap(&shown_block(option), width.saturating_sub(5));
        for (row, line) in lines.into_iter().enumerate() {
            let lead = if row == 0 { format!("{mark} {}. ", at + 1) } else { "     ".to_owned() };
            pane.lines.push((lead + &line, style));
        }
    }
    pane.gap(theme);
    let key = item.options.first().map(|right| shown_block(right).into_owned()).unwrap_or_default();
    pane.add(width, &format!("{}: {key}", words.get("reading-page-key")), theme.good);
    if let Some(why) = &item.why {
        pane.add(width, &words.with("reading-page-why", &[("text", shown_block(why).as_ref().into())]), theme.page);
    }
    if let Some(level) = item.level.map(Level::number).map(usize::from) {
        pane.add(width, &words.with("reading-page-level", &[("level", level.into())]), theme.page);
    }
    for note in &question.notes {
        let (what, now) = remark_text(words, note);
        pane.gap(theme);
        pane.add(width, &format!("▲ {what} → {now}"), theme.page);
    }
}

/// A question while it is mended: its parts, and the field that takes the keys.
fn mended(pane: &mut Pane, mend: &Mend, words: &Words, theme: &Theme, width: u16) {
    pane.add(width, &words.get("importer-mending"), theme.title);
    pane.gap(theme);
    let parts = std::iter::once(&mend.item.stem).chain(&mend.item.options);
    for (at, text) in parts.enumerate() {
        let is_here = at == mend.part;
        let name = match at {
            0 => words.get("importer-stem").into_owned(),
            1 => format!("✓ {}", words.with("importer-option", &[("number", at.into())])),
            _ => words.with("importer-option", &[("number", at.into())]), // else: a wrong option
        };
        let lead = if is_here { "▶ " } else { "  " };
        if is_here {
            pane.focus = pane.lines.len();
        }
        pane.lines.push((format!("{lead}{name}"), if is_here { theme.strong } else { theme.dim }));
        match mend.field.as_ref().filter(|_| is_here) {
            Some(field) => written(pane, field, theme, width),
            None => {
                let style = if is_here { theme.chosen } else { theme.page };
                let lines = wrap(&shown_block(text), width.saturating_sub(2));
                pane.lines.extend(lines.into_iter().map(|line| (format!("  {line}"), style)));
            }
        }
    }
}

/// The text of a field in rows that are as wide as the pane, with the cursor's place in them.
fn written(pane: &mut Pane, field: &Field, theme: &Theme, width: u16) {
    let room = width.saturating_sub(3).max(1);
    let mut rows = vec![String::new()];
    let (mut column, mut cursor) = (0_u16, (0, 0));
    for (at, sign) in field.text().chars().chain([' ']).enumerate() {
        let wide = cells(sign.encode_utf8(&mut [0; 4]));
        if column + wide > room {
            rows.push(String::new());
            column = 0;
        }
        if at == field.cursor() {
            cursor = (rows.len() - 1, column);
        }
        if let Some(row) = rows.last_mut() {
            row.push(sign);
        }
        column += wide;
    }
    pane.cursor = Some((pane.lines.len() + cursor.0, cursor.1 + 2));
    let padded = |row: String| {
        let fill = usize::from(room.saturating_sub(cells(&row)));
        (format!("  {row}{}", " ".repeat(fill)), theme.field_active)
    };
    pane.lines.extend(rows.into_iter().map(padded));
}

/// The one bar of keys, or the question that a key asks.
fn foot(frame: &mut Frame<'_>, state: &State, words: &Words, theme: &Theme) {
    let area = frame.area();
    let row = |y| Rect { x: 1, y, width: area.width - 2, height: 1 };
    let open = state.counts().open;
    let (above, keys) = match &state.mode {
        Mode::List => (None, words.get("importer-keys").into_owned()),
        Mode::Mend(mend) if mend.field.is_some() => (None, words.get("importer-keys-writing").into_owned()),
        Mode::Mend(_) => (None, words.get("importer-keys-mending").into_owned()),
        Mode::Ending => (
            Some(words.with("importer-ending", &[("open", open.into())])),
            words.get("importer-keys-ending").into_owned(),
        ),
        Mode::Stopping => {
            (Some(words.get("importer-stopping").into_owned()), words.get("importer-keys-stopping").into_owned())
        }
    };
    let above = above.or_else(|| state.remark.map(|key| words.get(key).into_owned()));
    match above {
        Some(text) => put(frame, row(area.height - 2), &[(text, theme.strong)]),
        None => put(frame, row(area.height - 2), &[("─".repeat(usize::from(area.width - 2)), theme.rule)]),
    }
    frame.buffer_mut().set_style(Rect { y: area.height - 1, height: 1, ..area }, theme.footer);
    put(frame, row(area.height - 1), &[(keys, theme.footer)]);
}
