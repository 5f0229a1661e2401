use super::Page;
use crate::text::letters::{LETTER_ADVANCE, LargeText, writes_large};
use ratatui::style::Style;

/// Cells that a big text is wide.
#[must_use]
pub fn big_width(text: &str) -> u16 {
    let letters = u16::try_from(LargeText::new(text).len()).unwrap_or(u16::MAX);
    letters.saturating_mul(LETTER_ADVANCE).saturating_sub(1)
}

/// Rows that a big text is high: between 4 (no marks) and 7.
#[must_use]
pub fn big_height(text: &str) -> u16 {
    u16::try_from(LargeText::new(text).pixel_rows().div_ceil(2)).unwrap_or(7)
}

/// Whether there are large letters for all of a text.
#[must_use]
pub fn big_writes(text: &str) -> bool {
    writes_large(text)
}

/// Writes capitals, digits and a few other characters, with all Vietnamese marks, in half-block pixels: 5 wide, 7 high without marks. Signs
/// that it lacks stay blank. Clipped to the frame.
pub fn draw_big(page: &mut Page<'_, '_>, x: u16, y: u16, text: &str, style: Style) {
    page.note(x, y, text);
    let large = LargeText::new(text);
    for row in 0..large.pixel_rows().div_ceil(2) {
        let down = y.saturating_add(u16::try_from(row).unwrap_or(0));
        let columns = (0..large.len()).flat_map(|letter| (0..LETTER_ADVANCE).map(move |column| (letter, column)));
        for (across, (letter, column)) in (x..).zip(columns) {
            let lit = |pixel: usize| large.is_lit(letter, column, pixel);
            let mark = match (lit(2 * row), lit(2 * row + 1)) {
                (true, true) => "█",
                (true, false) => "▀",
                (false, true) => "▄",
                (false, false) => " ",
            };
            let Some(cell) = page.buffer().cell_mut((across, down)) else { break };
            cell.set_symbol(mark).set_style(style);
        }
    }
}
