//! Excel books: the sheet of questions as teachers keep it, with drop-down lists when we write it.

use super::{
    Import, Item, Location, RemarkKind,
    book::{Area, Cell, Origin, Sheet, cell_name, sheets},
    columns::{Columns, HEADER, import_rows, row},
    header::{Column, column_of},
    values::level_word,
};
use crate::domain::Level;
use rust_xlsxwriter::{
    DataValidation, DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError,
};
use std::collections::BTreeMap;

/// Rows among which a sheet's heads are looked for.
const MOST_ROWS_ABOVE: usize = 20;
/// Longest text of a cell, in UTF-16 units (Excel's own limit).
const LONGEST_CELL: usize = 32_767;
/// Rows below the questions that have drop-down lists too.
const MORE_ROWS: u32 = 500;

/// Reads the first sheet whose heads are those of questions; the others are named.
pub(super) fn import(bytes: &[u8]) -> Import {
    let mut sheets = match sheets(bytes) {
        Ok(sheets) => sheets,
        Err(what) => return Import::refused(what),
    };
    let Some(first) = sheets.first() else { return Import::refused(RemarkKind::NothingFound) };
    let heads = sheets.iter().enumerate().find_map(|(at, sheet)| Some((at, Heads::from_sheet(sheet)?)));
    let Some((at, heads)) = heads else {
        // Missing headings are reported for the first sheet.
        return import_rows(cells_of(first, u32::MAX));
    };
    let mut sheet = sheets.remove(at);
    let mut notes = Import::default();
    merged(&mut sheet, &heads, &mut notes);
    remarks(&mut sheet, &heads, &mut notes);
    let mut import = import_rows(cells_of(&sheet, heads.last));
    for remark in notes.remarks {
        import.remark(remark);
    }
    import.remarks.sort_by(|a, b| a.place.cmp(&b.place));
    for other in sheets {
        let place = Location::Row { sheet: other.name, row: 1 };
        import.mention(place, RemarkKind::SheetNotRead { rows: other.rows.len() });
    }
    import
}

/// Where a sheet's heads are.
struct Heads {
    row: u32,
    /// The columns, from 1, whose heads name something that is read.
    known: Vec<u32>,
    last: u32,
}

impl Heads {
    fn from_sheet(sheet: &Sheet) -> Option<Self> {
        sheet.rows.iter().take(MOST_ROWS_ABOVE).find_map(|(row, cells)| {
            let last = *cells.keys().next_back()?;
            Columns::find(&dense(cells, last)).ok()?;
            let is_read = |text: &str| column_of(text).is_some_and(|column| column != Column::Skipped);
            let known = cells.iter().filter(|(_, cell)| is_read(&cell.text)).map(|(column, _)| *column).collect();
            Some(Self { row: *row, known, last })
        })
    }
}

/// Rows as texts up to a column, with their places.
fn cells_of(sheet: &Sheet, last: u32) -> impl Iterator<Item = (Location, Vec<String>)> {
    sheet.rows.iter().map(move |(row, cells)| {
        let own = cells.keys().next_back().copied().unwrap_or(0);
        (Location::Row { sheet: sheet.name.clone(), row: *row }, dense(cells, own.min(last)))
    })
}

fn dense(cells: &BTreeMap<u32, Cell>, last: u32) -> Vec<String> {
    (1..=last).map(|column| cells.get(&column).map(|cell| cell.text.clone()).unwrap_or_default()).collect()
}

/// Cells that are merged downwards show one text for several rows: each row gets it, with a remark.
fn merged(sheet: &mut Sheet, heads: &Heads, notes: &mut Import) {
    let areas = std::mem::take(&mut sheet.merged);
    let below = |area: &&Area| {
        area.to.0 > heads.row && heads.known.iter().any(|column| (area.from.1..=area.to.1).contains(column))
    };
    for area in areas.iter().filter(below) {
        let (row, column) = area.from;
        let shown = sheet.rows.get(&row).and_then(|cells| cells.get(&column)).cloned();
        if let Some(shown) = shown.filter(|_| column == area.to.1 && row > heads.row) {
            for (_, cells) in sheet.rows.range_mut(row..=area.to.0) {
                cells.entry(column).or_insert_with(|| shown.clone());
            }
        }
        let place = Location::Row { sheet: sheet.name.clone(), row: row.max(heads.row + 1) };
        notes.mention(place, RemarkKind::Merged { cells: area.name() });
    }
}

/// Adds remarks on what cells hold beside text; rows with pictures or errors are taken out.
fn remarks(sheet: &mut Sheet, heads: &Heads, notes: &mut Import) {
    let (name, pictures) = (sheet.name.clone(), std::mem::take(&mut sheet.pictures));
    sheet.rows.retain(|row, cells| {
        if *row <= heads.row {
            return true;
        }
        let place = || Location::Row { sheet: name.clone(), row: *row };
        let mut whole = true;
        if pictures.contains(row) {
            notes.leave_out(place(), RemarkKind::Media("drawing".to_owned()));
            whole = false;
        }
        for (column, cell) in cells.iter().filter(|(column, _)| heads.known.contains(column)) {
            let at = cell_name((*row, *column));
            match cell.of {
                Origin::Typed => (),
                Origin::Number => notes.mention(place(), RemarkKind::Number { cell: at, text: cell.text.clone() }),
                Origin::Formula if cell.text.trim().is_empty() => {
                    notes.leave_out(place(), RemarkKind::NoResult { cell: at });
                    whole = false;
                }
                Origin::Formula => notes.mention(place(), RemarkKind::Formula { cell: at }),
                Origin::Error => {
                    notes.leave_out(place(), RemarkKind::CellError { cell: at, error: cell.text.clone() });
                    whole = false;
                }
            }
        }
        whole
    });
}

/// Writes a book that `import` reads back: every cell a text, so that none becomes a formula.
pub(super) fn export(items: &[Item]) -> Vec<u8> {
    // Nothing here can fail but what a sheet has no place for: more rows than a million.
    written(items).unwrap_or_default()
}

fn written(items: &[Item]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // The same questions give the same file, at any time.
    let made = ExcelDateTime::from_ymd(2025, 1, 1)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&made));
    let sheet = book.add_worksheet();
    sheet.set_name("Câu hỏi")?;
    let head = Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::VerticalCenter)
        .set_background_color(0x00D9_E8F5);
    let text = Format::new().set_text_wrap().set_align(FormatAlign::Top).set_num_format("@");
    for (column, name) in (0_u16..).zip(HEADER) {
        sheet.set_column_width(column, width(column_of(name)))?;
        sheet.set_column_format(column, &text)?;
        sheet.write_string_with_format(0, column, name, &head)?;
    }
    for (number, item) in (1_u32..).zip(items) {
        for (column, cell) in (0_u16..).zip(row(item)) {
            if !cell.is_empty() {
                sheet.write_string_with_format(number, column, cell_text(&cell), &text)?;
            }
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_landscape().set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
    let last = u32::try_from(items.len()).unwrap_or(u32::MAX).saturating_add(MORE_ROWS);
    lists(sheet, last)?;
    book.save_to_buffer()
}

fn width(column: Option<Column>) -> f64 {
    match column {
        Some(Column::Stem | Column::Why) => 50.0,
        Some(Column::Option(_)) => 28.0,
        Some(Column::Topic | Column::Source) => 22.0,
        // else: all other columns are narrow
        _ => 12.0,
    }
}

/// The drop-down lists that a teacher expects.
fn lists(sheet: &mut Worksheet, last: u32) -> Result<(), XlsxError> {
    let levels = [Level::Easy, Level::Middle, Level::Hard].map(|level| level_word(Some(level)));
    for (column, name) in (0_u16..).zip(HEADER) {
        let choices: &[&str] = match column_of(name) {
            Some(Column::Level) => &levels,
            Some(Column::Key) => &["A", "B", "C", "D"],
            Some(Column::Situation | Column::Negative) => &["x"],
            _ => continue,
        };
        let list = DataValidation::new().allow_list_strings(choices)?;
        let list = list.set_error_title("Chưa đúng")?.set_error_message(format!("Hãy chọn: {}", choices.join(", ")))?;
        sheet.add_data_validation(1, column, last, column, &list)?;
    }
    Ok(())
}

/// A text no longer than a cell.
fn cell_text(text: &str) -> &str {
    let mut units = 0;
    let end = text.char_indices().find(|(_, ch)| {
        units += ch.len_utf16();
        units > LONGEST_CELL
    });
    end.and_then(|(at, _)| text.get(..at)).unwrap_or(text)
}
