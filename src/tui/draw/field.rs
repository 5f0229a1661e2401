use super::{Page, cells, clip};
use ratatui::{layout::Rect, style::Style, text::Line};

/// What a field shows.
pub struct FieldParts<'t> {
    /// Label above the box.
    pub label: &'t str,
    /// Content as shown; already masked where it must be.
    pub shown: &'t str,
    /// Column of the cursor inside `shown`, where the field is active.
    pub cursor: Option<u16>,
    /// What to type, shown while the field is empty and active.
    pub hint: &'t str,
    /// A fault or a doubt about it.
    pub remark: &'t str,
    /// Whether the remark is a fault rather than a doubt.
    pub remark_is_bad: bool,
}

/// A labelled one-line field: label, box, remark on one row each where there is room. Returns the rows taken (2 or 3).
pub fn draw_field(page: &mut Page<'_, '_>, area: Rect, parts: &FieldParts<'_>) -> u16 {
    let active = parts.cursor.is_some();
    let lead = if active { "▶ " } else { "  " };
    let label_style: Style = if active { page.theme.strong } else { page.theme.page };
    page.line_at(area.x, area.y, area.width, &Line::styled(format!("{lead}{}", parts.label), label_style));
    let style = if active { page.theme.field_active } else { page.theme.field };
    let place =
        Rect { x: area.x + 2, y: area.y + 1, width: area.width.saturating_sub(2), height: 1 }.intersection(area);
    page.buffer().set_style(place, style);
    let room = place.width.saturating_sub(2);
    // The end of a text that is too long stays in sight, since that is where people type.
    let over = parts.cursor.unwrap_or(0).saturating_sub(room.saturating_sub(1));
    // The cursor is before a hint, not on its first letter. A field at rest has what was typed alone: an example there would look like it.
    let hint = if active && !parts.hint.is_empty() { format!("  {}", parts.hint) } else { String::new() };
    let text = if parts.shown.is_empty() { &hint } else { parts.shown };
    let visible: String = skip_cells(text, over);
    let style = match (parts.shown.is_empty(), active) {
        (true, true) => page.theme.placeholder,
        (true, false) | (false, _) => style,
    };
    let line = Line::styled(clip(&visible, room), style);
    match parts.shown.is_empty() {
        true => page.line_at(place.x + 1, place.y, room, &line),
        false => page.value_at(place.x + 1, place.y, room, &line),
    }
    if let Some(column) = parts.cursor {
        page.cursor(place.x + 1 + column.saturating_sub(over).min(room), place.y);
    }
    if parts.remark.is_empty() {
        return 2;
    }
    let style = if parts.remark_is_bad { page.theme.bad } else { page.theme.dim };
    let mark = if parts.remark_is_bad { "✗ " } else { "" };
    let room = Rect { x: area.x + 2, y: area.y + 2, width: area.width.saturating_sub(2), height: 2 };
    2 + page.text(room, &format!("{mark}{}", parts.remark), style)
}

fn skip_cells(text: &str, skip: u16) -> String {
    let mut gone = 0;
    text.chars()
        .filter(|ch| {
            let keep = gone >= skip;
            gone += if keep { 0 } else { cells(&ch.to_string()) };
            keep
        })
        .collect()
}
