use super::line::Line;
use std::ops::Range;

/// A range so many bytes further on.
fn moved(range: &Range<usize>, by: usize) -> Range<usize> {
    range.start + by..range.end + by
}

/// A line whose colours are not yet judged.
#[derive(Default)]
pub(super) struct Draft {
    pub line: Line,
    pub colours: Vec<(String, Range<usize>)>,
}

impl Draft {
    /// Adds another line behind a space, with its marks.
    pub fn append(&mut self, other: Self) {
        let by = self.line.text.len() + 1;
        self.line.text.push(' ');
        self.line.text.push_str(&other.line.text);
        self.line.bold.extend(other.line.bold.iter().map(|range| moved(range, by)));
        self.line.underlined.extend(other.line.underlined.iter().map(|range| moved(range, by)));
        self.line.slanted.extend(other.line.slanted.iter().map(|range| moved(range, by)));
        self.colours.extend(other.colours.into_iter().map(|(colour, range)| (colour, moved(&range, by))));
        self.line.fault = self.line.fault.take().or(other.line.fault);
        self.line.note = self.line.note.take().or(other.line.note);
    }

    /// As `Line::tidy`, with the places of its colours.
    pub fn tidied(mut self) -> Self {
        let (names, mut ranges): (Vec<String>, Vec<Range<usize>>) =
            std::mem::take(&mut self.colours).into_iter().unzip();
        std::mem::swap(&mut self.line.colours, &mut ranges);
        self.line.tidy();
        self.colours = names.into_iter().zip(std::mem::take(&mut self.line.colours)).collect();
        self
    }
}
