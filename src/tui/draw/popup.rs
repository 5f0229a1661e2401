use super::{Page, cells, wrap};
use ratatui::{layout::Rect, text::Line, widgets::Clear};

/// A framed window in the middle of the screen with a title, and the room inside it. `rows` and `width` are wishes.
pub fn popup(page: &mut Page<'_, '_>, title: &str, width: u16, rows: u16) -> Rect {
    let whole = page.buffer().area;
    let width = width.clamp(1, whole.width.saturating_sub(2).max(1));
    // The rows of the prompt and the footer stay in sight.
    let room = whole.height.saturating_sub(2);
    let height = rows.saturating_add(4).clamp(1, room.saturating_sub(1).max(1));
    let area = Rect {
        x: whole.x + whole.width.saturating_sub(width) / 2,
        y: whole.y + room.saturating_sub(height) / 2,
        width,
        height,
    };
    page.hots.clear();
    page.draw(Clear, area);
    page.frame_box(area, true, page.theme.page);
    let title = wrap(&format!(" {title} "), width.saturating_sub(4)).into_iter().next().unwrap_or_default();
    let x = area.x + area.width.saturating_sub(cells(&title)) / 2;
    let style = page.theme.badge;
    page.line_at(x, area.y, cells(&title), &Line::styled(title.as_str(), style));
    Rect { x: area.x + 3, y: area.y + 2, width: area.width.saturating_sub(6), height: area.height.saturating_sub(4) }
}
