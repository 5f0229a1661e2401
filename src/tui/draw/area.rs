use ratatui::layout::Rect;

/// What is left of an area below its first rows.
#[must_use]
pub fn below(area: Rect, rows: u16) -> Rect {
    Rect { y: area.y.saturating_add(rows), height: area.height.saturating_sub(rows), ..area }
}

/// What is left of an area from this row on.
#[must_use]
pub fn from_row(area: Rect, y: u16) -> Rect {
    Rect { y, height: area.bottom().saturating_sub(y), ..area }
}

/// The digit of a line of a list, counted from 0; none behind the ninth.
#[must_use]
pub fn digit_of(at: usize) -> Option<char> {
    ('1'..='9').nth(at)
}
