use super::{Page, cells, wrap};
use crate::domain::Block;
use ratatui::{
    layout::Rect,
    text::{Line, Span},
};

/// One row of a block: the number or point before it, or as much room, and its text.
struct Row {
    lead: String,
    text: String,
}

/// Draws a lesson's blocks below each other: paragraphs, numbered steps, points, and what is to be remembered in a frame of its
/// own under `remember`. An empty row is left between blocks where all of them fit with it. Returns the rows taken, clipped to
/// the area.
pub fn draw_blocks(page: &mut Page<'_, '_>, area: Rect, blocks: &[Block], remember: &str) -> u16 {
    let laid: Vec<(bool, Vec<Row>)> = blocks.iter().map(|block| lay(block, area.width)).collect();
    let height = |framed: bool, rows: &[Row]| {
        u16::try_from(rows.len()).unwrap_or(u16::MAX).saturating_add(2 * u16::from(framed))
    };
    let whole: u16 = laid.iter().map(|(framed, rows)| height(*framed, rows)).fold(0, u16::saturating_add);
    let gaps = u16::try_from(laid.len().saturating_sub(1)).unwrap_or(0);
    let gap = u16::from(whole.saturating_add(gaps) <= area.height);
    let mut y = area.y;
    for (framed, rows) in &laid {
        let place = Rect { y, height: height(*framed, rows), ..area }.intersection(area);
        if place.is_empty() {
            break;
        }
        if *framed {
            draw_framed(page, place, rows, remember)
        } else {
            draw_rows(page, place, rows)
        }
        y = place.bottom() + gap;
    }
    y.min(area.bottom()).saturating_sub(area.y)
}

fn lay(block: &Block, width: u16) -> (bool, Vec<Row>) {
    match block {
        Block::Paragraph(text) => (false, hang("", text, width)),
        Block::Steps(steps) => {
            let rows = (1..).zip(steps).flat_map(|(at, text): (usize, _)| hang(&format!("{at}. "), text, width));
            (false, rows.collect())
        }
        Block::Points(points) => (false, points.iter().flat_map(|text| hang("• ", text, width)).collect()),
        // Two cells on each side belong to the frame.
        Block::Remember(lines) => {
            (true, lines.iter().flat_map(|text| hang("▪ ", text, width.saturating_sub(4))).collect())
        }
    }
}

fn hang(lead: &str, text: &str, width: u16) -> Vec<Row> {
    let indent = " ".repeat(usize::from(cells(lead)));
    let lines = wrap(text, width.saturating_sub(cells(lead)));
    let leads = std::iter::once(lead.to_owned()).chain(std::iter::repeat(indent));
    leads.zip(lines).map(|(lead, text)| Row { lead, text }).collect()
}

fn draw_framed(page: &mut Page<'_, '_>, place: Rect, rows: &[Row], heading: &str) {
    let style = page.theme.strong;
    page.frame_box(place, false, style);
    let badge = page.theme.badge;
    page.line_at(place.x + 2, place.y, place.width.saturating_sub(4), &Line::styled(format!(" {heading} "), badge));
    let inside = Rect {
        x: place.x + 2,
        y: place.y + 1,
        width: place.width.saturating_sub(4),
        height: place.height.saturating_sub(2),
    };
    draw_rows(page, inside, rows);
}

fn draw_rows(page: &mut Page<'_, '_>, place: Rect, rows: &[Row]) {
    let (strong, plain) = (page.theme.strong, page.theme.page);
    for (y, row) in (place.y..place.bottom()).zip(rows) {
        let line = Line::from(vec![Span::styled(row.lead.as_str(), strong), Span::styled(row.text.as_str(), plain)]);
        page.line_at(place.x, y, place.width, &line);
    }
}
