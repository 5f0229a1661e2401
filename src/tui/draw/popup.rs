use super::{Page, cells, paints::veiled, wrap};
use ratatui::{
    layout::Rect,
    style::{Color, Modifier, Style},
    text::Line,
    widgets::Clear,
};

/// How much of the page's own colour what is behind a window takes on, in percent.
const VEIL: u32 = 62;

/// A framed window in the middle of the screen with a title, and the room inside it; the page behind it is dimmed. `rows` and
/// `width` are wishes.
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
    // What is behind the window is no longer clicked; the keys of the last row are the window's.
    let last = whole.bottom().saturating_sub(1);
    page.hots.retain(|hot| hot.area.y == last);
    dim_behind(page);
    page.draw(Clear, area);
    page.forget_readable();
    page.frame_box(area, true, page.theme.page.patch(Style::new().fg(page.theme.title.fg.unwrap_or_default())));
    let inner = Rect { x: area.x + 1, y: area.y + 1, width: width.saturating_sub(2), height: height.saturating_sub(2) };
    let plain = page.theme.page;
    page.buffer().set_style(inner, plain);
    let title = wrap(&format!("  {title}  "), width.saturating_sub(4)).into_iter().next().unwrap_or_default();
    let title = format!("  {}  ", title.trim());
    let x = area.x + area.width.saturating_sub(cells(&title)) / 2;
    let style = page.theme.badge;
    page.line_at(x, area.y, cells(&title), &Line::styled(title.as_str(), style));
    Rect { x: area.x + 3, y: area.y + 2, width: area.width.saturating_sub(6), height: area.height.saturating_sub(4) }
}

/// Takes the page behind a window back, all but the last row, whose keys are the window's.
fn dim_behind(page: &mut Page<'_, '_>) {
    let (Some(ground), has_bands) = (page.theme.page.bg, page.theme.has_bands) else { return };
    let faint = page.theme.page.fg(Color::DarkGray);
    let buffer = page.buffer();
    let behind = usize::from(buffer.area.width) * usize::from(buffer.area.height.saturating_sub(1));
    for cell in buffer.content.iter_mut().take(behind) {
        if has_bands {
            (cell.fg, cell.bg) = (veiled(cell.fg, ground, VEIL), veiled(cell.bg, ground, VEIL));
            cell.modifier = Modifier::empty();
        } else {
            cell.set_style(faint);
            cell.modifier = Modifier::empty();
        }
    }
}
