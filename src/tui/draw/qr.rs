use super::Page;
use crate::report::qr::Matrix;
use ratatui::{
    buffer::Cell,
    layout::Rect,
    style::{Color, Style},
};

/// Modules of white around a code, as the standard asks (ISO/IEC 18004).
const QUIET: u16 = 4;
/// Less is left around it where the room asks for it; on a dark page two still read in all the bad photos that were
/// tried, and none at all failed in three of four (docs/DESIGN.md 11.3).
const LEAST_QUIET: u16 = 2;

/// Whether a code has its room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QrFits {
    /// It was drawn.
    Drawn,
    /// It needs so many columns and rows; nothing was drawn, since a cut code only looks like one.
    TooSmall {
        /// Columns needed.
        columns: u16,
        /// Rows needed.
        rows: u16,
    },
}

/// Columns and rows that a code takes with its quiet zone: one module is a column wide and half a row high.
#[must_use]
pub fn qr_cells(matrix: &Matrix) -> (u16, u16) {
    cells_with(matrix, QUIET)
}

/// Columns and rows that a code takes in `area`, with as much of its quiet zone as there is room for; none where it has no room.
#[must_use]
pub fn qr_cells_in(matrix: &Matrix, area: Rect) -> Option<(u16, u16)> {
    quiet_in(matrix, area).map(|quiet| cells_with(matrix, quiet))
}

fn cells_with(matrix: &Matrix, quiet: u16) -> (u16, u16) {
    let modules = u16::try_from(matrix.size()).unwrap_or(u16::MAX).saturating_add(2 * quiet);
    (modules, modules.div_ceil(2))
}

fn quiet_in(matrix: &Matrix, area: Rect) -> Option<u16> {
    (LEAST_QUIET..=QUIET).rev().find(|quiet| {
        let (columns, rows) = cells_with(matrix, *quiet);
        columns <= area.width && rows <= area.height
    })
}

/// Draws two modules, one over the other, into a cell: `▄` in explicit black and white, a space where both match.
pub fn draw_modules(cell: &mut Cell, upper: Color, lower: Color) {
    let mark = if upper == lower { " " } else { "▄" };
    cell.set_symbol(mark).set_style(Style::new().fg(lower).bg(upper));
}

/// Draws a code from the upper left corner of `area`, in what scans in every terminal and theme (docs/DESIGN.md 11.3).
pub fn draw_qr(page: &mut Page<'_, '_>, area: Rect, matrix: &Matrix) -> QrFits {
    let Some(quiet) = quiet_in(matrix, area) else {
        let (columns, rows) = cells_with(matrix, LEAST_QUIET);
        return QrFits::TooSmall { columns, rows };
    };
    let (columns, rows) = cells_with(matrix, quiet);
    let colour = |x: u16, y: u16| {
        let inside = |at: u16| at.checked_sub(quiet).map(usize::from).filter(|at| *at < matrix.size());
        match (inside(x), inside(y)) {
            (Some(x), Some(y)) if matrix.is_dark(x, y) => Color::Rgb(0, 0, 0),
            _ => Color::Rgb(255, 255, 255),
        }
    };
    for row in 0..rows {
        for column in 0..columns {
            let (upper, lower) = (colour(column, 2 * row), colour(column, 2 * row + 1));
            if let Some(cell) = page.buffer().cell_mut((area.x + column, area.y + row)) {
                draw_modules(cell, upper, lower);
            }
        }
    }
    QrFits::Drawn
}
