use super::{Page, Picture};
use ratatui::{layout::Rect, text::Line};

/// Cells between two pictures at least.
const GAP: u16 = 2;

/// Rows of a shelf, none where the pictures do not fit beside each other.
#[must_use]
pub fn shelf_height(shelf: &[(Picture, bool)], width: u16) -> u16 {
    let highest = shelf.iter().map(|(picture, _)| picture.height()).max().unwrap_or(0);
    if wanted(shelf) > width { 0 } else { highest + 1 }
}

/// Pictures beside each other, standing on one line; what is reached has its colours and ✓ below it.
pub fn draw_shelf(page: &mut Page<'_, '_>, area: Rect, shelf: &[(Picture, bool)]) {
    let count = u16::try_from(shelf.len()).unwrap_or(1).max(1);
    let spare = area.width.saturating_sub(wanted(shelf));
    let gap = GAP + (spare / count).min(6);
    let whole = wanted(shelf) + (gap - GAP) * count.saturating_sub(1);
    let mut x = area.x + area.width.saturating_sub(whole) / 2;
    let floor = area.bottom().saturating_sub(1);
    for (picture, is_reached) in shelf {
        let y = floor.saturating_sub(picture.height());
        if *is_reached {
            picture.draw(page, x, y)
        } else {
            picture.draw_faint(page, x, y)
        }
        let (mark, style) = if *is_reached { ("✓", page.theme.good) } else { ("□", page.theme.dim) };
        page.line_at(x + picture.width() / 2, floor, 1, &Line::styled(mark, style));
        x += picture.width() + gap;
    }
}

fn wanted(shelf: &[(Picture, bool)]) -> u16 {
    let gaps = u16::try_from(shelf.len().saturating_sub(1)).unwrap_or(0);
    shelf.iter().map(|(picture, _)| picture.width()).sum::<u16>() + GAP * gaps
}
