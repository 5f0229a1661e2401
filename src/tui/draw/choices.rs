use super::{Page, cells, clip, wrap};
use crate::tui::{Focus, Press};
use ratatui::{
    layout::Rect,
    style::Style,
    text::{Line, Span},
};

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

/// Numbered options below each other, the chosen one filled and marked ●. Each is clicked as its digit.
pub struct Choices<'t> {
    /// Texts, in the order of their digits.
    pub options: &'t [String],
    /// One for each option.
    pub markers: &'t [Marker],
    /// Digits are shown and pressed from this one on.
    pub first: u8,
}

/// How much room an option gets.
#[derive(Clone, Copy)]
struct Form {
    /// Rows above and below its text.
    padding: u16,
    /// The outermost of these rows is half a row high, so that the halves of two options are the gap between them.
    is_soft: bool,
    /// Rows between two options.
    gap: u16,
}

/// For areas that are distinguished by their colour, the roomiest first.
const BANDS: [Form; 5] = [
    Form { padding: 2, is_soft: true, gap: 1 },
    Form { padding: 1, is_soft: true, gap: 1 },
    Form { padding: 1, is_soft: true, gap: 0 },
    Form { padding: 0, is_soft: false, gap: 1 },
    Form { padding: 0, is_soft: false, gap: 0 },
];
/// For a plain console, whose options have frames.
const FRAMES: [Form; 4] = [
    Form { padding: 1, is_soft: false, gap: 1 },
    Form { padding: 1, is_soft: false, gap: 0 },
    Form { padding: 0, is_soft: false, gap: 1 },
    Form { padding: 0, is_soft: false, gap: 0 },
];

/// Cells beside an option's text: its mark, its digit and the margins.
const BESIDE: u16 = 9;
/// More words than this below each other are two columns.
const MOST_IN_A_COLUMN: u16 = 5;
/// Cells between two columns.
const COLUMN_GAP: u16 = 2;

impl Choices<'_> {
    /// Draws from the top of `area` in the roomiest form that fits; returns the rows taken.
    pub fn draw(&self, page: &mut Page<'_, '_>, area: Rect) -> u16 {
        let texts: Vec<Vec<String>> =
            self.options.iter().map(|text| wrap(text, area.width.saturating_sub(BESIDE))).collect();
        let forms: &[Form] = if page.theme.has_bands { &BANDS } else { &FRAMES };
        let height = |form: &Form| form.height(&texts);
        let tightest = Form { padding: 0, is_soft: false, gap: 0 };
        let form = forms.iter().find(|form| height(form) <= area.height).copied().unwrap_or(tightest);
        let mut y = area.y;
        for (at, lines) in texts.iter().enumerate() {
            let rows = u16::try_from(lines.len()).unwrap_or(1) + 2 * form.padding;
            let place = Rect { y, height: rows, ..area }.intersection(area);
            self.draw_one(page, place, form, at, lines);
            y += rows + form.gap;
        }
        y.saturating_sub(area.y)
    }

    /// Draws each option on a row of its own, for lists of words: in two columns where there are many, with a blank row between them
    /// where that fits. Returns the rows taken.
    pub fn draw_lines(&self, page: &mut Page<'_, '_>, area: Rect) -> u16 {
        let count = u16::try_from(self.options.len()).unwrap_or(u16::MAX);
        let widest = self.options.iter().map(|text| cells(text)).max().unwrap_or(0);
        let has_room = widest.saturating_add(BESIDE) <= area.width.saturating_sub(COLUMN_GAP) / 2;
        // What one column has no room for is cut rather than left out.
        let columns = if (count > MOST_IN_A_COLUMN && has_room) || count > area.height { 2 } else { 1 };
        let down = count.div_ceil(columns).max(1);
        let form = Form { padding: 0, is_soft: false, gap: u16::from(2 * down - 1 <= area.height) };
        let width = (area.width - COLUMN_GAP * (columns - 1)) / columns;
        for (at, text) in (0u16..).zip(self.options) {
            let (x, y) = (area.x + at / down * (width + COLUMN_GAP), area.y + at % down * (1 + form.gap));
            let place = Rect { x, y, width, height: 1 }.intersection(area);
            self.draw_one(page, place, form, usize::from(at), &[clip(text, width.saturating_sub(BESIDE))]);
        }
        (down * (1 + form.gap) - form.gap).min(area.height)
    }

    /// Rows that the options take at a width where each has its soft edge: what they want beside other things.
    #[must_use]
    pub fn wanted(&self, width: u16) -> u16 {
        let rows = |text: &String| u16::try_from(wrap(text, width.saturating_sub(BESIDE)).len()).unwrap_or(u16::MAX);
        self.options.iter().map(rows).fold(0, |sum, rows| sum.saturating_add(rows).saturating_add(2))
    }

    fn draw_one(&self, page: &mut Page<'_, '_>, place: Rect, form: Form, at: usize, lines: &[String]) {
        if place.is_empty() {
            return;
        }
        let marker = self.markers.get(at).copied().unwrap_or(Marker::None);
        let style = marker.style(page);
        if !page.theme.has_bands && form.padding > 0 {
            page.frame_box(place, marker != Marker::None, style);
        } else if form.is_soft {
            // All are of one height: what is chosen pushes nothing aside.
            page.band(place, style);
        } else {
            page.buffer().set_style(place, style);
        }
        let number = self.first.saturating_add(u8::try_from(at).unwrap_or(u8::MAX));
        let lead = [marker.sign().to_owned(), format!(" {number}. ")];
        let indent = cells(&lead.concat());
        let of_digit = if marker == Marker::None { page.theme.title.bg(style.bg.unwrap_or_default()) } else { style };
        page.as_one(|page| {
            for (y, text) in (place.y + form.padding..place.bottom()).zip(lines) {
                if y == place.y + form.padding {
                    let line = Line::from(lead.each_ref().map(|part| Span::styled(part.as_str(), of_digit)).to_vec());
                    page.line_at(place.x + 2, y, indent, &line);
                }
                let room = place.width.saturating_sub(4 + indent);
                page.line_at(place.x + 2 + indent, y, room, &Line::styled(text.as_str(), style));
            }
        });
        if let Some(digit) = char::from_digit(u32::from(number), 10) {
            page.hot(place, Press::Char(digit));
        }
    }
}

impl Form {
    fn height(self, texts: &[Vec<String>]) -> u16 {
        let rows = |lines: &Vec<String>| u16::try_from(lines.len()).unwrap_or(u16::MAX);
        let beside = 2 * self.padding + self.gap;
        let whole = texts.iter().map(rows).fold(0u16, |sum, rows| sum.saturating_add(rows).saturating_add(beside));
        whole.saturating_sub(self.gap)
    }
}

impl Marker {
    fn style(self, page: &Page<'_, '_>) -> Style {
        match self {
            Self::Chosen => page.theme.chosen,
            Self::Right => page.theme.band_good,
            Self::Wrong => page.theme.band_bad,
            Self::Focused => page.theme.band_focused,
            Self::None => page.theme.band,
        }
    }

    fn sign(self) -> &'static str {
        match self {
            Self::None => " ",
            Self::Focused => "▶",
            Self::Chosen => "●",
            Self::Right => "✓",
            Self::Wrong => "✗",
        }
    }
}
