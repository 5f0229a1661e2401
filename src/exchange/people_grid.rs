//! Tables of people in Excel books, texts and Word documents, as rows of cells.

use super::{
    Import, RemarkKind,
    book::{Area, Cell, Origin, Sheet, cell_name, sheets_within},
    encoding::decode,
    unpack::unpack_within,
    xml::{Element, Step, Xml, XmlFault, decoded},
};
use crate::domain::tidy_spaces;

/// Most bytes that a packed file may unpack to: a list of people is short.
const MOST_UNPACKED: usize = 48 << 20;
/// Columns that are looked at.
const MOST_COLUMNS: u32 = 60;
/// Rows of a text or document that are looked at.
const MOST_ROWS: usize = 60_000;

/// A table that may be a list of people.
#[derive(Debug, Default)]
pub(super) struct Grid {
    /// Name of its sheet; empty where the file has none.
    pub name: String,
    pub rows: Vec<GridRow>,
    /// Cells that are shown as one: first and last, each row and column.
    pub merged: Vec<Area>,
    /// First and last column of each hidden group.
    pub hidden_columns: Vec<(u32, u32)>,
    pub is_hidden: bool,
    /// Whether columns have letters; else they have numbers.
    pub has_letters: bool,
}

#[derive(Debug, Default)]
pub(super) struct GridRow {
    /// From 1.
    pub number: u32,
    pub cells: Vec<GridCell>,
    pub is_hidden: bool,
    /// A cell of it holds a table of its own.
    pub is_nested: bool,
}

#[derive(Clone, Debug, Default)]
pub(super) struct GridCell {
    pub text: String,
    /// A program computes it, or could not.
    pub is_computed: bool,
}

impl Grid {
    /// How people call a column, from 1.
    pub fn column_name(&self, column: u32) -> String {
        if !self.has_letters {
            return column.to_string();
        }
        cell_name((1, column)).trim_end_matches('1').to_owned()
    }
}

/// The tables of a file: its content decides what it is, not its name.
pub(super) fn grids(bytes: &[u8]) -> Result<Vec<Grid>, RemarkKind> {
    if !bytes.starts_with(b"PK") {
        return of_text(bytes).map(|grid| vec![grid]);
    }
    let parts = unpack_within(bytes, |name| name.eq_ignore_ascii_case("word/document.xml"), MOST_UNPACKED)?;
    match parts.get("word/document.xml") {
        Some(document) => of_document(document),
        None => Ok(sheets_within(bytes, MOST_UNPACKED)?.into_iter().map(of_sheet).collect()),
    }
}

fn of_sheet(sheet: Sheet) -> Grid {
    let row = |(number, cells): (&u32, &std::collections::BTreeMap<u32, Cell>)| {
        let last = cells.keys().next_back().copied().unwrap_or(0).min(MOST_COLUMNS);
        let cell = |column| cells.get(&column).map(grid_cell).unwrap_or_default();
        GridRow {
            number: *number,
            cells: (1..=last).map(cell).collect(),
            is_hidden: sheet.hidden_rows.contains(number),
            is_nested: false,
        }
    };
    Grid {
        rows: sheet.rows.iter().map(row).collect(),
        name: sheet.name,
        merged: sheet.merged,
        hidden_columns: sheet.hidden_columns,
        is_hidden: sheet.is_hidden,
        has_letters: true,
    }
}

fn grid_cell(cell: &Cell) -> GridCell {
    let is_computed = match cell.of {
        Origin::Typed | Origin::Number | Origin::Day(_) => false,
        Origin::Formula | Origin::Error => true,
    };
    GridCell { text: tidy_spaces(&cell.text), is_computed }
}

fn of_text(bytes: &[u8]) -> Result<Grid, RemarkKind> {
    // What packed files and pages of other programs begin with is named by who unpacks them.
    let packed = unpack_within(bytes, |_| false, 0).err();
    if let Some(other) = packed.filter(|kind| *kind != RemarkKind::OtherFormat("not-packed")) {
        return Err(other);
    }
    let why = |import: Import| import.remarks.into_iter().next().map_or(RemarkKind::Encoding, |remark| remark.what);
    let text = decode(bytes).map_err(why)?.text;
    if text.contains('\0') {
        return Err(RemarkKind::OtherFormat("not-packed"));
    }
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let count = |ch: &char| text.lines().take(20).map(|line| line.matches(*ch).count()).max().unwrap_or(0);
    let apart = [';', '\t', ','].into_iter().max_by_key(count).unwrap_or(',');
    let apart = first.trim_matches('"').strip_prefix("sep=").and_then(|rest| rest.chars().next()).unwrap_or(apart);
    let mut reader = csv::ReaderBuilder::new();
    let reader = reader.has_headers(false).flexible(true).delimiter(u8::try_from(apart).unwrap_or(b','));
    let mut rows = Vec::new();
    for row in reader.from_reader(text.as_bytes()).records().take(MOST_ROWS) {
        let row = row.map_err(|fault| RemarkKind::Syntax { message: fault.to_string() })?;
        let number = row.position().map_or(1, |at| u32::try_from(at.line()).unwrap_or(u32::MAX));
        let cell = |text: &str| GridCell {
            is_computed: text.trim_start().starts_with(['=', '@']),
            text: tidy_spaces(text.trim_start_matches('\'')),
        };
        let cells = row.iter().take(MOST_COLUMNS as usize).map(cell).collect();
        rows.push(GridRow { number, cells, ..GridRow::default() });
    }
    Ok(Grid { rows, has_letters: true, ..Grid::default() })
}

fn of_document(document: &[u8]) -> Result<Vec<Grid>, RemarkKind> {
    let text = decoded(document).ok_or(RemarkKind::Encoding)?;
    let mut xml = Xml::new(&text);
    let mut grids: Vec<Grid> = Vec::new();
    while let Some(step) = xml.step().map_err(XmlFault::kind)? {
        let Step::Start(start) = step else { continue };
        match start.name.as_str() {
            "tbl" => grids.push(Grid::default()),
            "tr" => {
                let row = xml.element(start).map_err(XmlFault::kind)?;
                let Some(grid) = grids.last_mut() else { continue };
                let number = u32::try_from(grid.rows.len() + 1).unwrap_or(u32::MAX);
                if grid.rows.len() >= MOST_ROWS {
                    return Err(RemarkKind::TooManyElements);
                }
                document_row(number, &row, grid);
            }
            "p" | "sectPr" => xml.skip().map_err(XmlFault::kind)?,
            _ => (), // else: what holds tables is gone into
        }
    }
    Ok(grids)
}

fn document_row(number: u32, row: &Element, grid: &mut Grid) {
    let is_hidden = row.child("trPr").is_some_and(|about| about.child("hidden").is_some());
    let mut read = GridRow { number, is_hidden, ..GridRow::default() };
    let mut column = 1;
    for cell in row.all("tc").take(MOST_COLUMNS as usize) {
        let about = cell.child("tcPr");
        let span = about.and_then(|about| about.child("gridSpan")).and_then(|span| span.attribute("val"));
        let span: u32 = span.and_then(|span| span.parse().ok()).unwrap_or(1).clamp(1, MOST_COLUMNS);
        let is_merged = span > 1 || about.is_some_and(|about| about.child("vMerge").is_some());
        if is_merged {
            grid.merged.push(Area { from: (number, column), to: (number, column + span - 1) });
        }
        read.is_nested |= cell.child("tbl").is_some();
        let mut text = String::new();
        cell.all("p").for_each(|paragraph| {
            text.push(' ');
            read.is_hidden |= add_text(paragraph, &mut text);
        });
        read.cells.push(GridCell { text: tidy_spaces(&text), is_computed: false });
        read.cells.extend((1..span).map(|_| GridCell::default()));
        column += span;
    }
    grid.rows.push(read);
}

/// Adds the text of a paragraph that people see; whether there is text that they do not see.
fn add_text(part: &Element, text: &mut String) -> bool {
    let mut has_hidden = false;
    for child in &part.children {
        match child.name.as_str() {
            "t" => text.push_str(&child.text),
            "tab" | "br" | "cr" => text.push(' '),
            "noBreakHyphen" => text.push('-'),
            // Deleted text, codes of fields, looks, and the second copy of what newer programs draw.
            "del" | "moveFrom" | "instrText" | "pPr" | "rPr" | "Fallback" => (),
            "r" if is_hidden(child) => {
                has_hidden |= child.child("t").is_some_and(|inside| !inside.text.trim().is_empty())
            }
            _ => has_hidden |= add_text(child, text), // else: a run, a link, an insertion
        }
    }
    has_hidden
}

fn is_hidden(run: &Element) -> bool {
    let vanish = run.child("rPr").and_then(|look| look.child("vanish"));
    vanish.is_some_and(|vanish| !matches!(vanish.attribute("val"), Some("0" | "false" | "off")))
}
