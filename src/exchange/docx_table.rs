//! Tables of a document: rows of answers become lines, tables of questions become sheets.

use super::{
    Location, RemarkKind,
    answer_lines::{is_table_heading, letters, numbers, pairs},
    answer_table::{CodeTable, aligned, code_table, gapped},
    columns::{Columns, HEADER},
    docx_draft::Draft,
    header::{Column, column_of},
    key_looks::covers,
    line::Line,
    line_kind::{BAI, CAU, bare_start, label, named_start},
    sheet_rows::find_heads,
    xml::Element,
};
use std::ops::Range;

/// A table of questions.
#[derive(Default)]
pub(super) struct Bank {
    /// Its rows with their places.
    pub rows: Vec<(Location, Vec<String>)>,
    /// Those that cannot come in.
    pub faults: Vec<(Location, RemarkKind)>,
    /// What somebody should look at.
    pub notes: Vec<(Location, RemarkKind)>,
}

/// Rows among which a table's heads are.
const MOST_ROWS_ABOVE: usize = 20;

/// Columns from which a table without heads goes on from the one before it, when it has as many.
const LEAST_COLUMNS: usize = 5;

/// The tables of a document while it is read.
#[derive(Default)]
pub(super) struct Tables {
    /// Elements within each other.
    depth: usize,
    /// The depth of each table that is open, and the line that it begins at.
    open: Vec<(usize, usize)>,
    rows: Vec<Row>,
    /// The row before, where it held the numbers of questions.
    numbers: Option<String>,
    /// The heads of its answers for several codes of the paper.
    codes: Option<CodeTable>,
    /// The table holds answers, by a row above.
    holds_answers: bool,
    /// The rows of the outermost table.
    grid: Vec<Read>,
    /// Columns of the sheet that was read last.
    columns: usize,
    pub sheets: Vec<Bank>,
}

/// A row of a table while it is read.
struct Row {
    /// How many elements it is within.
    depth: usize,
    cells: Vec<Cell>,
    is_hidden: bool,
}

struct Cell {
    /// Where its lines begin.
    from: usize,
    /// Columns that it takes.
    span: usize,
    /// It goes on from the cell above it.
    goes_on: bool,
    /// It is on a coloured ground.
    is_shaded: bool,
}

/// A row that was read.
#[derive(Default)]
struct Read {
    place: Location,
    cells: Vec<String>,
    /// Cells whose text is bold, underlined or in a colour.
    marked: Vec<bool>,
    fault: Option<RemarkKind>,
    note: Option<RemarkKind>,
}

impl Tables {
    /// An element that holds paragraphs begins.
    pub fn begin(&mut self, name: &str, lines: &[Draft]) {
        match name {
            "tbl" => self.open.push((self.depth, lines.len())),
            "tr" => self.rows.push(Row { depth: self.depth, cells: Vec::new(), is_hidden: false }),
            "tc" => {
                if let Some(row) = self.rows.last_mut() {
                    row.cells.push(Cell { from: lines.len(), span: 1, goes_on: false, is_shaded: false });
                }
            }
            _ => (),
        }
        self.depth += 1;
    }

    /// The properties of a row or cell.
    pub fn about(&mut self, about: &Element) {
        let Some(row) = self.rows.last_mut() else { return };
        if about.name == "trPr" {
            row.is_hidden |= about.child("hidden").is_some() || about.child("del").is_some();
            return;
        }
        let Some(cell) = row.cells.last_mut() else { return };
        let span = about.child("gridSpan").and_then(|span| span.attribute("val")?.parse().ok());
        cell.span = span.unwrap_or(1_usize).clamp(1, 60);
        let fill = about.child("shd").and_then(|shade| shade.attribute("fill")).unwrap_or("auto").to_ascii_lowercase();
        cell.is_shaded = !matches!(fill.as_str(), "auto" | "ffffff");
        cell.goes_on = about.child("vMerge").is_some_and(|merge| merge.attribute("val") != Some("restart"));
    }

    pub fn end(&mut self, lines: &mut Vec<Draft>) {
        self.depth = self.depth.saturating_sub(1);
        if let Some(row) = self.rows.pop_if(|row| row.depth == self.depth) {
            if row.is_hidden {
                let from = row.cells.first().map_or(lines.len(), |cell| cell.from);
                lines.iter_mut().skip(from).for_each(|draft| draft.line.fail(RemarkKind::HiddenRow));
            }
            shade(&row, lines);
            if self.open.len() == 1 {
                self.add(&row, lines);
            }
            if !self.end_row(&row, lines) {
                join_labels(&row, lines);
            }
        }
        if let Some((_, from)) = self.open.pop_if(|(depth, _)| *depth == self.depth)
            && self.open.is_empty()
        {
            self.end_table(from, lines);
        }
    }

    /// A row of the table of answers becomes one line, as a teacher would type it; cells of any other row stay lines.
    /// Whether it is one.
    fn end_row(&mut self, row: &Row, lines: &mut Vec<Draft>) -> bool {
        let above = self.numbers.take();
        let cells = ranges(row, lines.len()).map(|range| text_line(lines.get(range)?));
        let Some(cells) = cells.collect::<Option<Vec<_>>>() else { return false };
        let text = cells.join("\t");
        let heads = code_table(&text);
        let is_codes = heads.is_some();
        self.codes = heads.or(self.codes.take());
        let is_of_codes = self.codes.as_ref().is_some_and(|codes| codes.row(&text).is_some());
        self.numbers = Some(text.clone()).filter(|text| !is_codes && numbers(text).is_some());
        let is_below = above.is_some_and(|above| letters(&text).is_some() || aligned(&above, &text).is_some());
        let is_head = is_codes || is_table_heading(&text) || self.numbers.is_some();
        let texts = match () {
            () if is_head || is_below || is_of_codes || pairs(&text).is_some() => Some(vec![text]),
            () if self.holds_answers => gapped(&cells),
            () => None,
        };
        self.holds_answers |= is_head || is_below;
        let (Some(cell), Some(texts)) = (row.cells.first(), texts) else { return false };
        let place = lines.get(cell.from).map(|draft| draft.line.place.clone()).unwrap_or_default();
        let note = lines.iter().skip(cell.from).find_map(|draft| draft.line.note.clone());
        lines.truncate(cell.from);
        for text in texts {
            let (place, note) = (place.clone(), note.clone());
            lines.push(Draft { line: Line { place, text, note, ..Line::default() }, ..Draft::default() });
        }
        true
    }

    /// Keeps the texts of a row, in case that its table holds questions.
    fn add(&mut self, row: &Row, lines: &[Draft]) {
        let above = self.grid.last().map(|read| read.cells.clone()).unwrap_or_default();
        let place = row.cells.first().and_then(|cell| Some(lines.get(cell.from)?.line.place.clone()));
        let mut read = Read { place: place.unwrap_or_default(), ..Read::default() };
        for (cell, range) in row.cells.iter().zip(ranges(row, lines.len())) {
            let inside = lines.get(range).unwrap_or_default();
            let texts: Vec<&str> = inside.iter().map(|draft| draft.line.text.as_str()).collect();
            let fault = inside.iter().find_map(|draft| draft.line.fault.clone());
            read.fault = read.fault.or(fault);
            read.note = read.note.or(inside.iter().find_map(|draft| draft.line.note.clone()));
            let mut filled = inside.iter().filter(|draft| !draft.line.text.trim().is_empty()).peekable();
            read.marked.push(filled.peek().is_some() && filled.all(is_marked));
            read.marked.extend((1..cell.span).map(|_| false));
            let text = if cell.goes_on { above.get(read.cells.len()).cloned() } else { None };
            read.cells.push(text.unwrap_or_else(|| texts.join("\n").trim().to_owned()));
            read.cells.extend((1..cell.span).map(|_| String::new()));
        }
        self.grid.push(read);
    }

    /// A table whose heads are those of questions becomes a sheet, and its lines go.
    fn end_table(&mut self, from: usize, lines: &mut Vec<Draft>) {
        let mut grid = std::mem::take(&mut self.grid);
        let width = grid.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        let cells: Vec<&[String]> = grid.iter().map(|row| row.cells.as_slice()).collect();
        let is_sheet = find_heads(&cells).is_some() || keyed_by_marks(&mut grid, width);
        let goes_on = !is_sheet && width >= LEAST_COLUMNS && width == self.columns && lines.len() > from;
        let is_answers = std::mem::take(&mut self.holds_answers);
        (self.numbers, self.codes) = (None, None);
        if !is_sheet && !goes_on {
            let is_data = grid.len() > 1 && width > 1 && !is_answers;
            mark_data(lines.get_mut(from..).filter(|_| is_data).unwrap_or_default());
            return;
        }
        let place = grid.first().map(|row| row.place.clone());
        let (bad, good): (Vec<Read>, Vec<Read>) = grid.into_iter().partition(|row| row.fault.is_some());
        if !goes_on {
            self.sheets.push(Bank::default());
        }
        if let Some(bank) = self.sheets.last_mut() {
            bank.notes.extend(good.iter().filter_map(|row| Some((row.place.clone(), row.note.clone()?))));
            bank.rows.extend(good.into_iter().map(|row| (row.place, row.cells)));
            bank.faults.extend(bad.into_iter().filter_map(|row| Some((row.place, row.fault?))));
        }
        self.columns = width;
        // A line of its place stays, so that what stood before the table ends there.
        lines.truncate(from);
        lines.push(Draft { line: Line { place: place.unwrap_or_default(), ..Line::default() }, ..Draft::default() });
    }
}

/// Cells on a coloured ground are marked as text on one is.
fn shade(row: &Row, lines: &mut [Draft]) {
    for (cell, range) in row.cells.iter().zip(ranges(row, lines.len())) {
        for draft in lines.get_mut(range).filter(|_| cell.is_shaded).unwrap_or_default() {
            let whole = 0..draft.line.text.len();
            draft.line.underlined.push(whole);
        }
    }
}

/// A cell with nothing but an option's letter, and the text in the cell beside it, become one line.
fn join_labels(row: &Row, lines: &mut Vec<Draft>) {
    let is_label = |draft: &Draft| {
        let text = draft.line.text.trim();
        label(text).is_some_and(|(_, length)| length == text.len())
    };
    let all: Vec<Range<usize>> = ranges(row, lines.len()).collect();
    for pair in all.windows(2).rev() {
        let [one, next] = pair else { continue };
        let filled = |range: &Range<usize>, lines: &[Draft]| -> Vec<usize> {
            range.clone().filter(|at| lines.get(*at).is_some_and(|draft| !draft.line.text.trim().is_empty())).collect()
        };
        let (labels, texts) = (filled(one, lines), filled(next, lines));
        let ([at], Some(text)) = (labels.as_slice(), texts.first().copied()) else { continue };
        if lines.get(*at).is_some_and(is_label) && lines.get(text).is_some_and(|draft| !is_label(draft)) {
            let other = lines.remove(text);
            if let Some(draft) = lines.get_mut(*at) {
                draft.append(other);
            }
        }
    }
}

/// Marks the cells of a table in which nothing is a question, an option or an answer: its question cannot be asked without it.
fn mark_data(lines: &mut [Draft]) {
    let is_paper = |draft: &Draft| {
        let text = draft.line.text.trim();
        let starts =
            named_start(text, &CAU).is_some() || named_start(text, &BAI).is_some() || bare_start(text).is_some();
        starts || label(text).is_some() || is_table_heading(text) || pairs(text).is_some()
    };
    if !lines.iter().any(is_paper) {
        lines.iter_mut().for_each(|draft| draft.line.is_cell = true);
    }
}

/// Gives a table whose options are marked a column of keys: the letter of the one option of its row that is marked. Whether its heads
/// are those of such a table.
fn keyed_by_marks(grid: &mut [Read], width: usize) -> bool {
    let heads = |cells: &[String]| {
        let mut heads = cells.to_vec();
        heads.resize(width, String::new());
        heads.extend(HEADER.iter().find(|head| column_of(head) == Some(Column::Key)).map(|head| (*head).to_owned()));
        let columns = Columns::find(&heads).ok()?;
        Some((heads, columns.options().collect::<Vec<usize>>()))
    };
    let found = grid.iter().take(MOST_ROWS_ABOVE).enumerate().find_map(|(at, row)| Some((at, heads(&row.cells)?)));
    let Some((at, (heads, options))) = found else { return false };
    for (number, row) in grid.iter_mut().enumerate() {
        let marked: Vec<usize> = (0..options.len())
            .filter(|option| options.get(*option).and_then(|column| row.marked.get(*column)) == Some(&true))
            .collect();
        row.cells.resize(width, String::new());
        row.cells.push(match marked.as_slice() {
            [one] if number > at => char::from(b'A' + u8::try_from(*one).unwrap_or(0)).to_string(),
            _ => String::new(),
        });
        if number == at {
            row.cells.clone_from(&heads);
        }
    }
    true
}

fn is_marked(draft: &Draft) -> bool {
    let text = &draft.line.text;
    let colours: Vec<Range<usize>> = draft.colours.iter().map(|(_, range)| range.clone()).collect();
    [&draft.line.bold, &draft.line.underlined, &colours].iter().any(|ranges| covers(ranges, text, &(0..text.len())))
}

/// The lines of each cell of a row that ends at a line.
fn ranges(row: &Row, end: usize) -> impl Iterator<Item = Range<usize>> + '_ {
    let ends = row.cells.iter().skip(1).map(|cell| cell.from).chain([end]);
    row.cells.iter().zip(ends).map(|(cell, end)| cell.from..end)
}

/// The text of a cell that holds no more than a line of text.
fn text_line(lines: &[Draft]) -> Option<String> {
    let mut filled =
        lines.iter().map(|draft| &draft.line).filter(|line| !line.text.trim().is_empty() || line.fault.is_some());
    match (filled.next(), filled.next()) {
        (None, _) => Some(String::new()),
        (Some(line), None) if line.fault.is_none() => Some(line.text.trim().to_owned()),
        (Some(_), _) => None,
    }
}
