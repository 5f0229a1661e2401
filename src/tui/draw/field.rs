use super::{Page, cells, clip};
use ratatui::{layout::Rect, style::Style, text::Line};

/// What a field shows.
pub struct FieldLook<'t> {
    /// Label above the box.
    pub label: &'t str,
    /// Content as shown; already masked where it must be.
    pub shown: &'t str,
    /// Column of the cursor inside `shown`, where the field is active.
    pub cursor: Option<u16>,
    /// What to type, shown while the field is empty.
    pub hint: &'t str,
    /// A fault or a doubt about it.
    pub remark: &'t str,
    /// Whether the remark is a fault rather than a doubt.
    pub remark_is_bad: bool,
}

/// A labelled one-line field: label, box, remark on one row each where there is room. Returns the rows taken (2 or 3).
pub fn draw_field(page: &mut Page<'_, '_>, area: Rect, look: &FieldLook<'_>) -> u16 {
    let active = look.cursor.is_some();
    let lead = if active { "▶ " } else { "  " };
    let label_style: Style = if active { page.look.strong } else { page.look.page };
    page.line_at(area.x, area.y, area.width, &Line::styled(format!("{lead}{}", look.label), label_style));
    let style = if active { page.look.field_active } else { page.look.field };
    let place =
        Rect { x: area.x + 2, y: area.y + 1, width: area.width.saturating_sub(2), height: 1 }.intersection(area);
    page.buffer().set_style(place, style);
    let room = place.width.saturating_sub(2);
    // The end of a text that is too long stays in sight, since that is where people type.
    let over = look.cursor.unwrap_or(0).saturating_sub(room.saturating_sub(1));
    // The cursor is before a hint, not on its first letter.
    let hint = if active { format!(" {}", look.hint) } else { look.hint.to_owned() };
    let text = if look.shown.is_empty() { &hint } else { look.shown };
    let visible: String = skip_cells(text, over);
    page.line_at(place.x + 1, place.y, room, &Line::styled(clip(&visible, room), style));
    if let Some(column) = look.cursor {
        page.cursor(place.x + 1 + column.saturating_sub(over).min(room), place.y);
    }
    if look.remark.is_empty() {
        return 2;
    }
    let style = if look.remark_is_bad { page.look.bad } else { page.look.dim };
    let sign = if look.remark_is_bad { "✗ " } else { "" };
    let room = Rect { x: area.x + 2, y: area.y + 2, width: area.width.saturating_sub(2), height: 2 };
    2 + page.text(room, &format!("{sign}{}", look.remark), style)
}

fn skip_cells(text: &str, skip: u16) -> String {
    let mut gone = 0;
    text.chars()
        .filter(|sign| {
            let keep = gone >= skip;
            gone += if keep { 0 } else { cells(&sign.to_string()) };
            keep
        })
        .collect()
}
