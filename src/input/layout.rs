use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// A row on the screen: bytes of the text, without the line end that may close it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Row {
    /// Byte offset of the row's first character.
    pub start: usize,
    /// Byte offset behind its last character.
    pub end: usize,
}

/// How many cells a text takes, its graphemes side by side as terminals lay them (a whole string may count otherwise).
pub(super) fn cells(text: &str) -> usize {
    text.graphemes(true).map(UnicodeWidthStr::width).sum()
}

/// Breaks a text into rows of at most `width` cells: at spaces, and inside of a word only when it is longer than a row. Spaces
/// at a break hang over the edge. There is always a cell for the cursor behind the last character.
pub(super) fn rows(text: &str, width: usize) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        break_line(line, start, width.max(1), &mut rows);
        start += line.len() + 1;
    }
    rows
}

fn break_line(line: &str, offset: usize, width: usize, rows: &mut Vec<Row>) {
    let (mut start, mut column) = (0, 0);
    // the last place behind a space, and the cells used since
    let (mut gap, mut since_gap) = (0, 0);
    for (at, grapheme) in line.grapheme_indices(true) {
        let cells = grapheme.width();
        let is_space = grapheme.chars().all(char::is_whitespace);
        while column + cells > width && at > start && !is_space {
            let (end, used) = if gap > start { (gap, since_gap) } else { (at, 0) };
            rows.push(Row { start: offset + start, end: offset + end });
            (start, column) = (end, used);
        }
        column += cells;
        since_gap += cells;
        if is_space {
            (gap, since_gap) = (at + grapheme.len(), 0);
        }
    }
    rows.push(Row { start: offset + start, end: offset + line.len() });
    if column >= width {
        rows.push(Row { start: offset + line.len(), end: offset + line.len() });
    }
}

/// What of a row is drawn: spaces that hang over the edge are not.
pub(super) fn drawn<'a>(text: &'a str, row: &Row, width: usize) -> &'a str {
    let whole = text.get(row.start..row.end).unwrap_or("");
    if cells(whole) > width { whole.trim_end_matches(' ') } else { whole }
}

/// Which row holds this byte; at a break, the later one.
pub(super) fn row_of(rows: &[Row], at: usize) -> usize {
    rows.iter().rposition(|row| row.start <= at).unwrap_or(0)
}
