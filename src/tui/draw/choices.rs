use super::{Page, cells, wrap};
use crate::tui::{Focus, Press};
use ratatui::{layout::Rect, text::Line};

/// Marker before an option, beside its digit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marker {
    /// Nothing chosen yet.
    None,
    /// The person's choice.
    Chosen,
    /// The arrows are at it, and nothing is chosen by that.
    Focused,
    /// The right option, once the answer is shown.
    Right,
    /// A wrong choice, once the answer is shown.
    Wrong,
}

/// A marker for each of `count` lines: what is chosen, and where the arrows are.
#[must_use]
pub fn markers(count: usize, focus: Focus, chosen: Option<usize>) -> Vec<Marker> {
    let mark = |at| match (chosen == Some(at), focus.at() == at) {
        (true, _) => Marker::Chosen,
        (false, true) => Marker::Focused,
        (false, false) => Marker::None,
    };
    (0..count).map(mark).collect()
}

/// Numbered options below each other, the chosen one filled, framed thick and marked ●. Each is clicked as its digit.
pub struct Choices<'t> {
    /// Texts, in the order of their digits.
    pub options: &'t [String],
    /// One for each option.
    pub markers: &'t [Marker],
    /// Digits are shown and pressed from this one on.
    pub first: u8,
}

impl Choices<'_> {
    /// Draws from the top of `area` in the roomiest style that fits (frames and gaps, frames, bare lines with gaps, bare lines);
    /// returns the rows taken.
    pub fn draw(&self, page: &mut Page<'_, '_>, area: Rect) -> u16 {
        let texts: Vec<Vec<String>> =
            self.options.iter().map(|text| wrap(text, area.width.saturating_sub(9))).collect();
        let lines: u16 = texts.iter().map(|lines| u16::try_from(lines.len()).unwrap_or(1)).sum();
        let count = u16::try_from(texts.len()).unwrap_or(0);
        let (border, gap) = [(1, 1), (1, 0), (0, 1)]
            .into_iter()
            .find(|(border, gap)| lines + count * (2 * border + gap) <= area.height + gap)
            .unwrap_or((0, 0));
        let mut y = area.y;
        for (at, lines) in texts.iter().enumerate() {
            let height = u16::try_from(lines.len()).unwrap_or(1) + 2 * border;
            let place = Rect { y, height, ..area }.intersection(area);
            self.draw_one(page, place, border, at, lines);
            y += height + gap;
        }
        y.saturating_sub(area.y)
    }

    fn draw_one(&self, page: &mut Page<'_, '_>, place: Rect, border: u16, at: usize, lines: &[String]) {
        let marker = self.markers.get(at).copied().unwrap_or(Marker::None);
        let style = match marker {
            Marker::Chosen => page.theme.chosen,
            Marker::Right => page.theme.good,
            Marker::Wrong => page.theme.bad,
            Marker::Focused => page.theme.strong,
            Marker::None => page.theme.page,
        };
        if border > 0 {
            page.frame_box(place, marker != Marker::None, style);
        } else {
            page.buffer().set_style(place, style);
        }
        let mark = match marker {
            Marker::None => " ",
            Marker::Focused => "▶",
            Marker::Chosen => "●",
            Marker::Right => "✓",
            Marker::Wrong => "✗",
        };
        let digit = self.first.saturating_add(u8::try_from(at).unwrap_or(u8::MAX));
        let head = format!("{mark} {digit}. ");
        for (row, text) in (0u16..).zip(lines) {
            let lead = if row == 0 { head.clone() } else { " ".repeat(usize::from(cells(&head))) };
            let y = place.y + border + row;
            page.line_at(place.x + 2, y, place.width.saturating_sub(4), &Line::styled(format!("{lead}{text}"), style));
        }
        if let Some(digit) = char::from_digit(u32::from(digit), 10) {
            page.hot(place, Press::Char(digit));
        }
    }
}
