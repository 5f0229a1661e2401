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

/// An area that begins a little lower where it has far more rows than are needed: what is in it is no huddle at the top.
#[must_use]
pub fn lowered(area: Rect, needed: u16) -> Rect {
    below(area, area.height.saturating_sub(needed) / 4)
}

/// The digit of a line of a list, counted from 0; none behind the ninth.
#[must_use]
pub fn digit_of(at: usize) -> Option<char> {
    ('1'..='9').nth(at)
}
