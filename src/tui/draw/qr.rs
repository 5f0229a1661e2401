use super::Page;
use crate::report::qr::Matrix;
use ratatui::{
    layout::Rect,
    style::{Color, Style},
    text::Line,
};

/// Modules of white around a code, as the standard asks (ISO/IEC 18004).
const QUIET: u16 = 4;

/// Whether a code has its room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QrFits {
    Drawn,
    /// It needs so many columns and rows; nothing was drawn, since a cut code only looks like one.
    TooSmall {
        columns: u16,
        rows: u16,
    },
}

/// Columns and rows that a code takes with its quiet zone: one module is a column wide and half a row high.
#[must_use]
pub fn qr_cells(matrix: &Matrix) -> (u16, u16) {
    let modules = u16::try_from(matrix.size()).unwrap_or(u16::MAX).saturating_add(2 * QUIET);
    (modules, modules.div_ceil(2))
}

/// Draws a code from the upper left corner of `area`: `▄` in explicit black and white, a space where both halves match, which is
/// what scans in every terminal and theme (KIOSK.md 3).
pub fn draw_qr(page: &mut Page<'_, '_>, area: Rect, matrix: &Matrix) -> QrFits {
    let (columns, rows) = qr_cells(matrix);
    if area.width < columns || area.height < rows {
        return QrFits::TooSmall { columns, rows };
    }
    let colour = |x: u16, y: u16| {
        let inside = |at: u16| at.checked_sub(QUIET).map(usize::from).filter(|at| *at < matrix.size());
        match (inside(x), inside(y)) {
            (Some(x), Some(y)) if matrix.is_dark(x, y) => Color::Rgb(0, 0, 0),
            _ => Color::Rgb(255, 255, 255),
        }
    };
    for row in 0..rows {
        for column in 0..columns {
            let (upper, lower) = (colour(column, 2 * row), colour(column, 2 * row + 1));
            let sign = if upper == lower { " " } else { "▄" };
            let style = Style::new().fg(lower).bg(upper);
            page.line_at(area.x + column, area.y + row, 1, &Line::styled(sign, style));
        }
    }
    QrFits::Drawn
}
