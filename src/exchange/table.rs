//! Tables that are written for others: what a cell holds is known, so that each program gets it as what it is.

use crate::domain::Date;

/// Cell of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TableCell {
    /// Nothing is known, or nothing belongs here.
    Empty,
    /// Text, of ours or of others. No program calculates it.
    Text(String),
    /// How many.
    Count(i64),
    /// Part of a whole, in hundredths of a percent.
    Share(i64),
    /// Day.
    Day(Date),
}

/// What the cells of a column hold; single cells may hold text in place of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnKind {
    /// Text.
    Text,
    /// Counts.
    Count,
    /// Shares.
    Share,
    /// Days.
    Day,
}

/// Column of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableColumn {
    /// Its head.
    pub name: String,
    /// What it holds.
    pub kind: ColumnKind,
    /// Its width, in characters.
    pub width: u8,
}

impl TableColumn {
    /// A column of this head and kind, so many characters wide.
    #[must_use]
    pub fn new(name: impl Into<String>, kind: ColumnKind, width: u8) -> Self {
        Self { name: name.into(), kind, width }
    }
}

/// Table with its heads. Each row has a cell for each column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// Its columns.
    pub columns: Vec<TableColumn>,
    /// Its rows, in order.
    pub rows: Vec<Vec<TableCell>>,
}

/// Signs at a cell's start that make a spreadsheet calculate it.
pub(super) const FORMULA: [char; 4] = ['=', '+', '-', '@'];

/// Rows as Excel opens them: UTF-8 with its mark, rows ended by CR LF, no text that it would take for a formula.
#[must_use]
pub fn csv_rows(rows: &[Vec<TableCell>]) -> Vec<u8> {
    let mut text = String::from("\u{feff}");
    for row in rows {
        let cells: Vec<String> = row.iter().map(cell_text).collect();
        text.push_str(&cells.join(","));
        text.push_str("\r\n");
    }
    text.into_bytes()
}

fn cell_text(cell: &TableCell) -> String {
    match cell {
        TableCell::Empty => String::new(),
        TableCell::Text(text) => quoted(&protected(text)),
        TableCell::Count(count) => count.to_string(),
        TableCell::Share(hundredths) => share_text(*hundredths),
        TableCell::Day(day) => day.to_string(),
    }
}

/// `1.52`: percent with a point, as programs read it.
fn share_text(hundredths: i64) -> String {
    let sign = if hundredths < 0 { "-" } else { "" };
    let size = hundredths.unsigned_abs();
    format!("{sign}{}.{:02}", size / 100, size % 100)
}

/// With an apostrophe before what a spreadsheet would calculate, and before what a reader would take for that.
pub(super) fn protected(cell: &str) -> String {
    if cell.trim_start_matches('\'').starts_with(FORMULA) { format!("'{cell}") } else { cell.to_owned() }
}

/// In quotation marks where it holds what separates cells or rows.
pub(super) fn quoted(cell: &str) -> String {
    if cell.contains([',', ';', '\t', '"', '\n', '\r']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}
