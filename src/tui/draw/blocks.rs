use super::{Page, cells, wrap};
use crate::domain::Block;
use ratatui::{
    layout::Rect,
    style::Style,
    text::{Line, Span},
};

/// One row of a block: the number or point before it, or as much room, and its text.
struct Row {
    lead: String,
    text: String,
}

/// Blank rows between blocks, and between the steps or points of one; the roomiest first.
const GAPS: [(u16, u16); 4] = [(2, 1), (1, 1), (1, 0), (0, 0)];

/// Draws a lesson's blocks below each other: paragraphs, numbered steps, points, and what is to be remembered in an area of its own
/// under `remember`, with as much air between them as fits. Returns the rows taken, clipped to the area.
pub fn draw_blocks(page: &mut Page<'_, '_>, area: Rect, blocks: &[Block], remember: &str) -> u16 {
    let laid: Vec<Laid> = blocks.iter().map(|block| Laid::new(block, area.width)).collect();
    let fits = |gaps: &&(u16, u16)| height(&laid, **gaps) <= area.height;
    let (gap, inner) = GAPS.iter().find(fits).copied().unwrap_or((0, 0));
    let mut y = area.y;
    for one in &laid {
        let place = Rect { y, height: one.height(inner), ..area }.intersection(area);
        if place.is_empty() {
            break;
        }
        match one.framed {
            true => draw_framed(page, place, one, remember),
            false => draw_rows(page, place, one, inner, page.theme.page),
        }
        y = place.bottom() + gap;
    }
    y.min(area.bottom()).saturating_sub(area.y)
}

/// Rows that the blocks take at a width with a blank row between them.
#[must_use]
pub fn blocks_height(blocks: &[Block], width: u16) -> u16 {
    let laid: Vec<Laid> = blocks.iter().map(|block| Laid::new(block, width)).collect();
    height(&laid, (1, 0))
}

fn height(laid: &[Laid], (gap, inner): (u16, u16)) -> u16 {
    let rows = laid.iter().map(|one| one.height(inner)).fold(0, u16::saturating_add);
    let gaps = u16::try_from(laid.len().saturating_sub(1)).unwrap_or(0);
    rows.saturating_add(gap.saturating_mul(gaps))
}

/// A block in lines; each entry is a paragraph, a step or a point.
struct Laid {
    framed: bool,
    entries: Vec<Vec<Row>>,
}

impl Laid {
    fn new(block: &Block, width: u16) -> Self {
        let plain = |entries| Self { framed: false, entries };
        match block {
            Block::Paragraph(text) => plain(vec![hang("", text, width)]),
            Block::Steps(steps) => {
                let entry = |(at, text): (usize, &String)| hang(&format!("{at}. "), text, width);
                plain((1..).zip(steps).map(entry).collect())
            }
            Block::Points(points) => plain(points.iter().map(|text| hang("• ", text, width)).collect()),
            // Two cells on each side belong to the frame.
            Block::Remember(lines) => {
                let entries = lines.iter().map(|text| hang("▪ ", text, width.saturating_sub(4))).collect();
                Self { framed: true, entries }
            }
        }
    }

    fn height(&self, inner: u16) -> u16 {
        let rows = self.entries.iter().map(Vec::len).sum::<usize>();
        let gaps = if self.framed { 0 } else { usize::from(inner) * self.entries.len().saturating_sub(1) };
        u16::try_from(rows + gaps + 2 * usize::from(self.framed)).unwrap_or(u16::MAX)
    }
}

fn hang(lead: &str, text: &str, width: u16) -> Vec<Row> {
    let indent = " ".repeat(usize::from(cells(lead)));
    let lines = wrap(text, width.saturating_sub(cells(lead)));
    let leads = std::iter::once(lead.to_owned()).chain(std::iter::repeat(indent));
    leads.zip(lines).map(|(lead, text)| Row { lead, text }).collect()
}

fn draw_framed(page: &mut Page<'_, '_>, place: Rect, laid: &Laid, heading: &str) {
    let inside = Rect {
        x: place.x + 2,
        y: place.y + 1,
        width: place.width.saturating_sub(4),
        height: place.height.saturating_sub(2),
    };
    let note = page.theme.note;
    if page.theme.has_bands {
        draw_note(page, place, heading, note);
    } else {
        let (style, badge) = (page.theme.strong, page.theme.badge);
        page.frame_box(place, false, style);
        page.line_at(inside.x, place.y, place.width.saturating_sub(4), &Line::styled(format!(" {heading} "), badge));
    }
    draw_rows(page, inside, laid, 0, note);
}

/// The area of what is to be remembered, its last row half as high; the heading has the first row, since half a row would be lost above it.
pub(super) fn draw_note(page: &mut Page<'_, '_>, area: Rect, heading: &str, filling: Style) {
    let (back, bottom) = (page.theme.note.bg.unwrap_or_default(), area.bottom().saturating_sub(1));
    page.buffer().set_style(Rect { height: area.height.saturating_sub(1), ..area }, filling);
    let (edge, title) = (page.theme.page.fg(back), page.theme.title.bg(back));
    page.line_at(area.x, bottom, area.width, &Line::styled("▀".repeat(usize::from(area.width)), edge));
    page.line_at(area.x + 2, area.y, area.width.saturating_sub(4), &Line::styled(heading, title));
}

fn draw_rows(page: &mut Page<'_, '_>, place: Rect, laid: &Laid, inner: u16, plain: Style) {
    let lead = page.theme.title.bg(plain.bg.unwrap_or_default());
    let mut y = place.y;
    for entry in &laid.entries {
        page.as_one(|page| {
            for row in entry.iter().take(usize::from(place.bottom().saturating_sub(y))) {
                let spans = vec![Span::styled(row.lead.as_str(), lead), Span::styled(row.text.as_str(), plain)];
                page.line_at(place.x, y, place.width, &Line::from(spans));
                y += 1;
            }
        });
        y += inner;
    }
}
