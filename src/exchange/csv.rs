use super::{
    Import, Item, Location, RemarkKind,
    columns::{HEADER, row},
    encoding::decode,
    sheet_rows::{Beyond, find_heads, import_rows},
    table::{FORMULA, TableCell, csv_rows},
};

/// Cells of a row that are looked at: more columns than anybody fills in.
const MOST_CELLS: usize = 256;
/// Rows in which the separator is looked for.
const SAMPLE_ROWS: usize = 20;

/// Reads a table of questions: comma, semicolon or tab, in quotes where a cell holds one of them.
pub(super) fn import(bytes: &[u8]) -> Import {
    let decoded = match decode(bytes) {
        Ok(decoded) => decoded,
        Err(refused) => return refused,
    };
    let mut records = match separator_line(&decoded.text) {
        Some((separator, rest)) => Records { rest, line: 2, separator, unclosed: None },
        None => Records { rest: &decoded.text, line: 1, separator: separator(&decoded.text), unclosed: None },
    };
    let mut import = Import::default();
    decoded.mention_into(&mut import);
    let read = import_rows(&mut records, Beyond::LeavesOut);
    import.items = read.items;
    import.remarks.extend(read.remarks);
    if let Some(line) = records.unclosed {
        import.leave_out(Location::Line(line), RemarkKind::Quote);
        import.remarks.sort_by(|a, b| a.place.cmp(&b.place));
    }
    import
}

/// Writes the table as Excel opens it: UTF-8 with its mark, rows ended by CR LF, no cell that it would take for a formula.
pub(super) fn export(items: &[Item]) -> Vec<u8> {
    let rows = std::iter::once(HEADER.map(str::to_owned).to_vec()).chain(items.iter().map(row));
    csv_rows(&rows.map(|cells| cells.into_iter().map(TableCell::Text).collect()).collect::<Vec<_>>())
}

/// Whether a text has heads of a sheet of questions.
pub(super) fn is_sheet(text: &str) -> bool {
    let separator = separator(text);
    let rows = Records { rest: text, line: 1, separator, unclosed: None }.take(SAMPLE_ROWS);
    has_heads(rows)
}

fn has_heads(rows: impl Iterator<Item = (Location, Vec<String>)>) -> bool {
    find_heads(&rows.map(|(_, cells)| cells).collect::<Vec<_>>()).is_some()
}

/// The rows of a file, one at a time, each with the line that it begins on.
struct Records<'a> {
    rest: &'a str,
    line: u32,
    separator: char,
    /// Where a quotation mark was opened and not closed; that line is left out and reading goes on behind it.
    unclosed: Option<u32>,
}

impl Iterator for Records<'_> {
    type Item = (Location, Vec<String>);

    fn next(&mut self) -> Option<Self::Item> {
        while !self.rest.is_empty() {
            let begins = self.line;
            match record(self.rest, self.separator) {
                Some((cells, taken)) => {
                    self.take(taken);
                    return Some((Location::Line(begins), cells));
                }
                None => {
                    self.unclosed.get_or_insert(begins);
                    self.take(self.rest.find('\n').map_or(self.rest.len(), |at| at + 1));
                }
            }
        }
        None
    }
}

impl Records<'_> {
    fn take(&mut self, bytes: usize) {
        let (taken, rest) = self.rest.split_at_checked(bytes).unwrap_or((self.rest, ""));
        let lines = taken.bytes().filter(|byte| *byte == b'\n').count();
        self.line = self.line.saturating_add(u32::try_from(lines).unwrap_or(u32::MAX));
        self.rest = rest;
    }
}

/// The first row of a text and the bytes it takes; nothing where a quotation mark is not closed.
fn record(text: &str, separator: char) -> Option<(Vec<String>, usize)> {
    let mut cells = Vec::new();
    let mut cell = String::new();
    let (mut is_quoted, mut is_start) = (false, true);
    let mut chars = text.char_indices().peekable();
    while let Some((at, ch)) = chars.next() {
        let starts = std::mem::replace(&mut is_start, false);
        match ch {
            '"' if is_quoted && chars.next_if(|(_, next)| *next == '"').is_none() => is_quoted = false,
            '"' if starts => is_quoted = true,
            '\n' if !is_quoted => {
                push(&mut cells, cell);
                return Some((cells, at + 1));
            }
            _ if ch == separator && !is_quoted => {
                push(&mut cells, std::mem::take(&mut cell));
                is_start = true;
            }
            _ => cell.push(ch),
        }
    }
    push(&mut cells, cell);
    (!is_quoted).then_some((cells, text.len()))
}

fn push(cells: &mut Vec<String>, cell: String) {
    if cells.len() < MOST_CELLS {
        cells.push(bare(&cell).to_owned());
    }
}

/// `sep=;` in the first line, as Excel writes and obeys it.
fn separator_line(text: &str) -> Option<(char, &str)> {
    let (first, rest) = text.split_once('\n')?;
    let separator = first.trim_matches('"').strip_prefix("sep=")?.chars().next()?;
    Some((separator, rest))
}

/// Bytes in which the separator is looked for.
const SAMPLE: usize = 64 << 10;

/// The separator with which a row reads as heads, else the one that makes the most cells.
fn separator(text: &str) -> char {
    let text = text.get(..text.floor_char_boundary(SAMPLE)).unwrap_or(text);
    let sample = |separator| Records { rest: text, line: 1, separator, unclosed: None }.take(SAMPLE_ROWS);
    let all = [',', ';', '\t'];
    let by_heads = all.into_iter().find(|separator| has_heads(sample(*separator)));
    let widest = |separator: &char| sample(*separator).map(|(_, cells)| cells.len()).max();
    by_heads.or_else(|| all.into_iter().rev().max_by_key(widest)).unwrap_or(',')
}

/// Without that apostrophe.
fn bare(cell: &str) -> &str {
    let inside = cell.strip_prefix('\'').filter(|rest| rest.trim_start_matches('\'').starts_with(FORMULA));
    inside.unwrap_or(cell)
}
