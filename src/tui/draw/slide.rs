use super::{Page, big_height, big_width, big_writes, blocks::draw_note, cells, clip, draw_big, draw_blocks, wrap};
use crate::{content::sentences, domain::Block};
use ratatui::{
    layout::Rect,
    style::Style,
    text::{Line, Span},
};

/// A page for a hall: its title as large as the room allows, one sentence a line, steps with large numbers.
pub struct Slide<'t> {
    /// Heading.
    pub title: &'t str,
    /// Content, top to bottom.
    pub blocks: &'t [Block],
    /// Heading of what is to be remembered.
    pub remember: &'t str,
    /// Who reads it sits before the screen: letters need not be bold, nor words far apart.
    pub is_near: bool,
}

/// How generously the text is laid out.
#[derive(Clone, Copy)]
struct Spacing {
    /// Numbers of steps in large letters.
    big_numbers: bool,
    /// Two spaces between words.
    wide: bool,
    /// Blank rows between the lines of one sentence.
    leading: u16,
    /// Blank rows between sentences.
    gap: u16,
    /// Bold letters.
    bold: bool,
}

const fn far(big_numbers: bool, wide: bool, leading: u16, gap: u16) -> Spacing {
    Spacing { big_numbers, wide, leading, gap, bold: true }
}

const fn near(big_numbers: bool, gap: u16) -> Spacing {
    Spacing { big_numbers, wide: false, leading: 0, gap, bold: false }
}

/// The roomiest first.
const FAR: [Spacing; 8] = [
    far(true, true, 1, 3),
    far(true, true, 1, 2),
    far(true, true, 0, 1),
    far(true, false, 0, 1),
    far(false, true, 0, 1),
    far(false, false, 0, 1),
    far(false, true, 0, 0),
    far(false, false, 0, 0),
];
const NEAR: [Spacing; 5] = [near(true, 2), near(true, 1), near(false, 2), near(false, 1), near(false, 0)];
/// Rows of a large digit.
const DIGIT: u16 = 4;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Lead {
    None,
    Number(usize),
    Point,
}

/// One sentence, step or point.
struct Entry<'t> {
    lead: Lead,
    text: &'t str,
    framed: bool,
}

/// A title, laid out.
enum Title {
    Big(Vec<String>),
    /// In capitals with a space behind each letter.
    Spread(Vec<String>),
    Text(Vec<String>),
}

/// The room of a page that is shown to a hall: from the head to the prompt, within the page's own margins.
#[must_use]
pub fn hall(page: &Page<'_, '_>) -> Rect {
    page.body
}

/// The style of large letters.
#[must_use]
pub fn heading(page: &Page<'_, '_>) -> Style {
    page.theme.title
}

/// How far a lesson has come, as a part of the rule below the head.
pub fn draw_progress(page: &mut Page<'_, '_>, done: usize, of: usize) {
    let (row, body) = (page.buffer().area.y + 2, page.body);
    let filled = usize::from(body.width) * done.min(of) / of.max(1);
    let style = heading(page);
    page.line_at(body.x, row, body.width, &Line::styled("━".repeat(filled), style));
}

/// A remark at the right end of the head's second row, such as the number of the page.
pub fn draw_place(page: &mut Page<'_, '_>, text: &str) {
    let area = page.buffer().area;
    let text = format!("  {}", clip(text, area.width / 2));
    let x = page.body.right().saturating_sub(cells(&text));
    let style = page.theme.strong;
    page.line_at(x, area.y + 1, cells(&text), &Line::styled(text, style));
}

/// Large letters in the middle of a room's width; where they do not fit, or a sign is none of theirs, the same in bold. Returns the
/// rows taken.
pub fn draw_headline(page: &mut Page<'_, '_>, room: Rect, text: &str, style: Style) -> u16 {
    let width = big_width(text);
    if width > room.width || big_height(text) > room.height || !big_writes(text) {
        let text = clip(text, room.width);
        let x = room.x + room.width.saturating_sub(cells(&text)) / 2;
        page.line_at(x, room.y, cells(&text), &Line::styled(text, style));
        return 1;
    }
    draw_big(page, room.x + (room.width - width) / 2, room.y, text, style);
    big_height(text)
}

/// Draws a slide in the roomiest layout that fits the room, its text in the middle of what the title leaves. A page that fits in none is
/// drawn as a lesson's page is.
pub fn draw_slide(page: &mut Page<'_, '_>, room: Rect, slide: &Slide<'_>) {
    let entries = entries(slide.blocks);
    for title in titles(slide.title, room) {
        let below = title.height() + 1;
        let rest = Rect { y: room.y + below, height: room.height.saturating_sub(below), ..room };
        let fits = |spacing: &&Spacing| {
            let is_roomy = spacing.gap > 0 || matches!(title, Title::Spread(_) | Title::Text(_));
            is_roomy && spacing.height(&entries, rest.width) <= rest.height
        };
        let spacings: &[Spacing] = if slide.is_near { &NEAR } else { &FAR };
        if let Some(spacing) = spacings.iter().find(fits) {
            title.draw(page, room);
            spacing.draw(page, rest, &entries, slide.remember);
            return;
        }
    }
    page.line_at(room.x, room.y, room.width, &Line::styled(clip(slide.title, room.width), page.theme.strong));
    let rest = Rect { y: room.y + 1, height: room.height.saturating_sub(1), ..room };
    draw_blocks(page, rest, slide.blocks, slide.remember);
}

/// A sentence for a hall: in large letters, in bold with its words apart, or in bold, whichever is the largest that leaves `below` rows of
/// the room; spaced capitals are for titles alone. Returns the rows taken.
pub fn draw_heading(page: &mut Page<'_, '_>, room: Rect, text: &str, below: u16) -> u16 {
    let apart = [Title::Text(wrap_wide(text, room.width)), Title::Text(wrap(text, room.width))];
    let mut titles = big_title(text, room).into_iter().chain(apart);
    let title = titles.find(|title| title.height() + below <= room.height);
    let title = title.unwrap_or_else(|| Title::Text(wrap(text, room.width)));
    title.draw(page, room);
    title.height()
}

/// Wrapped lines with two spaces between words, for eyes that are far away.
#[must_use]
pub fn wrap_wide(text: &str, width: u16) -> Vec<String> {
    let lines = wrap(&text.replace(' ', " \u{a0}"), width);
    lines.iter().map(|line| line.trim_start_matches('\u{a0}').replace('\u{a0}', " ")).collect()
}

/// The title in large letters, in spaced capitals and in bold, as far as each has room.
fn titles(text: &str, room: Rect) -> Vec<Title> {
    let spaced = broken(text, |line| cells(&spread(line)) <= room.width);
    let mut titles: Vec<Title> = big_title(text, room).into_iter().collect();
    if spaced.len() <= 2 && spaced.iter().all(|line| cells(&spread(line)) <= room.width) {
        titles.push(Title::Spread(spaced));
    }
    titles.push(Title::Text(wrap(text, room.width)));
    titles
}

/// A text in large letters, where they have room and write all of it.
fn big_title(text: &str, room: Rect) -> Option<Title> {
    let most = if room.height >= 34 { 3 } else { 2 };
    let big = broken(text, |line| big_width(line) <= room.width);
    let fits = big.len() <= most && big_writes(text) && big.iter().all(|line| big_width(line) <= room.width);
    fits.then_some(Title::Big(big))
}

/// A text broken at spaces, each line as long as it may be.
fn broken(text: &str, fits: impl Fn(&str) -> bool) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let longer = lines.last().map(|line| format!("{line} {word}")).filter(|line| fits(line));
        match (lines.last_mut(), longer) {
            (Some(line), Some(longer)) => *line = longer,
            _ => lines.push(word.to_owned()), // else: it begins a line of its own
        }
    }
    lines
}

/// Capitals with a space behind each letter.
fn spread(text: &str) -> String {
    let capitals: Vec<String> = text.to_uppercase().chars().map(String::from).collect();
    capitals.join(" ")
}

impl Title {
    fn height(&self) -> u16 {
        match self {
            Self::Big(lines) => {
                let gaps = u16::try_from(lines.len().saturating_sub(1)).unwrap_or(0);
                lines.iter().map(|line| big_height(line)).sum::<u16>() + gaps
            }
            Self::Spread(lines) | Self::Text(lines) => u16::try_from(lines.len()).unwrap_or(u16::MAX),
        }
    }

    fn draw(&self, page: &mut Page<'_, '_>, room: Rect) {
        let style = heading(page);
        let mut y = room.y;
        match self {
            Self::Big(lines) => {
                page.as_one(|page| {
                    for line in lines {
                        draw_big(page, room.x, y, line, style);
                        y += big_height(line) + 1;
                    }
                });
            }
            Self::Spread(lines) => page.as_one(|page| {
                for line in lines {
                    let spread = spread(line);
                    page.unsaid(|page| page.line_at(room.x, y, room.width, &Line::styled(spread.as_str(), style)));
                    page.note(room.x, y, line);
                    y += 1;
                }
            }),
            Self::Text(lines) => page.as_one(|page| {
                for line in lines {
                    page.line_at(room.x, y, room.width, &Line::styled(line.as_str(), style));
                    y += 1;
                }
            }),
        }
    }
}

fn entries(blocks: &[Block]) -> Vec<Entry<'_>> {
    let plain = |lead, text| Entry { lead, text, framed: false };
    let mut entries = Vec::new();
    for block in blocks {
        match block {
            Block::Paragraph(text) => entries.extend(sentences(text).into_iter().map(|text| plain(Lead::None, text))),
            Block::Steps(steps) => {
                entries.extend((1..).zip(steps).map(|(at, text)| plain(Lead::Number(at), text.as_str())))
            }
            Block::Points(points) => entries.extend(points.iter().map(|text| plain(Lead::Point, text.as_str()))),
            Block::Remember(lines) => {
                entries.extend(lines.iter().map(|text| Entry { lead: Lead::Point, text, framed: true }));
            }
        }
    }
    entries
}

impl Spacing {
    fn lead(self, lead: Lead) -> u16 {
        match lead {
            Lead::None => 0,
            Lead::Number(_) if self.big_numbers => 9,
            Lead::Number(_) => 5,
            Lead::Point => 3,
        }
    }

    /// What belongs to the frame of an entry is four cells.
    fn lines(self, entry: &Entry<'_>, width: u16) -> Vec<String> {
        let width = width.saturating_sub(self.lead(entry.lead) + if entry.framed { 6 } else { 0 });
        if self.wide { wrap_wide(entry.text, width) } else { wrap(entry.text, width) }
    }

    fn rows(self, entry: &Entry<'_>, width: u16) -> u16 {
        let lines = u16::try_from(self.lines(entry, width).len()).unwrap_or(u16::MAX);
        let text = lines.saturating_add(lines.saturating_sub(1).saturating_mul(self.leading));
        if matches!(entry.lead, Lead::Number(_)) && self.big_numbers { text.max(DIGIT) } else { text }
    }

    /// Blank rows between two entries; frames begin and end in between.
    fn between(self, one: &Entry<'_>, next: &Entry<'_>) -> u16 {
        match (one.framed, next.framed) {
            (true, true) => self.gap.saturating_sub(1),
            (false, false) => self.gap,
            (true, false) | (false, true) => self.gap + 1,
        }
    }

    fn height(self, entries: &[Entry<'_>], width: u16) -> u16 {
        let rows: u16 = entries.iter().map(|entry| self.rows(entry, width)).fold(0, u16::saturating_add);
        let gaps: u16 = entries.windows(2).map(|pair| if let [a, b] = pair { self.between(a, b) } else { 0 }).sum();
        let edge = |entry: Option<&Entry<'_>>| u16::from(entry.is_some_and(|entry| entry.framed));
        rows.saturating_add(gaps + edge(entries.first()) + edge(entries.last()))
    }

    fn draw(self, page: &mut Page<'_, '_>, room: Rect, entries: &[Entry<'_>], remember: &str) {
        let height = self.height(entries, room.width);
        let mut y = room.y + room.height.saturating_sub(height) / 2;
        let mut frame = None;
        for (at, entry) in entries.iter().enumerate() {
            if entry.framed && frame.is_none() {
                frame = Some(y);
                y += u16::from(at == 0);
            }
            let rows = self.rows(entry, room.width);
            self.draw_entry(page, Rect { y, height: rows, ..room }, entry);
            y += rows;
            let next = entries.get(at + 1);
            if let Some(top) = frame.take_if(|_| next.is_none_or(|next| !next.framed)) {
                // The frame is above the first of its rows and below the last.
                let top = if at > 0 && top > room.y { top - 1 } else { top };
                let area = Rect { y: top, height: y + 1 - top, ..room }.intersection(room);
                frame_only(page, area, remember);
            }
            y += next.map_or(0, |next| self.between(entry, next));
        }
    }

    fn draw_entry(self, page: &mut Page<'_, '_>, place: Rect, entry: &Entry<'_>) {
        let indent = if entry.framed { 3 } else { 0 };
        let place = Rect { x: place.x + indent, width: place.width.saturating_sub(2 * indent), ..place };
        let lead = self.lead(entry.lead);
        let (style, colour) = (if self.bold { page.theme.strong } else { page.theme.page }, heading(page));
        let lines = self.lines(entry, place.width + 2 * indent);
        let height = u16::try_from(lines.len()).unwrap_or(1);
        let text = height + height.saturating_sub(1) * self.leading;
        let mut y = place.y + place.height.saturating_sub(text) / 2;
        page.as_one(|page| {
            match entry.lead {
                Lead::None => (),
                Lead::Number(number) if self.big_numbers => {
                    draw_big(page, place.x, place.y, &number.to_string(), colour)
                }
                Lead::Number(number) => {
                    let badge = page.theme.badge;
                    page.line_at(place.x, place.y, lead, &Line::from(Span::styled(format!(" {number} "), badge)));
                }
                Lead::Point => page.line_at(place.x, place.y, lead, &Line::styled("▪", colour)),
            }
            for line in &lines {
                page.line_at(place.x + lead, y, place.width.saturating_sub(lead), &Line::styled(line.as_str(), style));
                y += 1 + self.leading;
            }
        });
    }
}

/// An area of its own, or a frame, for what is drawn already.
fn frame_only(page: &mut Page<'_, '_>, area: Rect, heading: &str) {
    if page.theme.has_bands {
        let back = page.theme.note.bg.unwrap_or_default();
        draw_note(page, area, heading, Style::new().bg(back));
        return;
    }
    let style = page.theme.line;
    let (right, bottom) = (area.right().saturating_sub(1), area.bottom().saturating_sub(1));
    let across = "─".repeat(usize::from(area.width.saturating_sub(2)));
    page.line_at(area.x, area.y, area.width, &Line::styled(format!("╭{across}╮"), style));
    page.line_at(area.x, bottom, area.width, &Line::styled(format!("╰{across}╯"), style));
    for y in area.y + 1..bottom {
        page.line_at(area.x, y, 1, &Line::styled("│", style));
        page.line_at(right, y, 1, &Line::styled("│", style));
    }
    let badge = page.theme.badge;
    page.line_at(area.x + 2, area.y, area.width.saturating_sub(4), &Line::styled(format!(" {heading} "), badge));
}
