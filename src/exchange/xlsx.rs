//! Excel books: the sheet of questions as teachers keep it, with drop-down lists when we write it.

use super::{
    Import, Item, Location, MOST_ITEMS, RemarkKind,
    book::{Area, Cell, Origin, Sheet, cell_name, sheets},
    columns::{HEADER, row},
    header::{Column, column_of},
    sheet_rows::{Beyond, find_heads, import_rows},
    tidy::tidy_line,
    values::level_word,
    xlsx_marks::keyed_by_looks,
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

/// Reads every sheet that people see and whose heads are those of questions; the others are named.
pub(super) fn import(bytes: &[u8]) -> Import {
    let sheets = match sheets(bytes) {
        Ok(sheets) => sheets,
        Err(what) => return Import::refused(what),
    };
    if sheets.is_empty() {
        return Import::refused(RemarkKind::NothingFound);
    }
    let mut import = Import::default();
    let mut sheets = sheets;
    let found: Vec<Option<Heads>> = sheets.iter_mut().map(|sheet| heads_of(sheet, &mut import)).collect();
    let is_read = |(sheet, heads): &(&Sheet, &Option<Heads>)| !sheet.is_hidden && heads.is_some();
    let count = sheets.iter().zip(&found).filter(is_read).count();
    let mut others = Import::default();
    let mut is_first = true;
    for (sheet, heads) in sheets.into_iter().zip(found) {
        let place = Location::Row { sheet: sheet.name.clone(), row: 1 };
        let rows = sheet.rows.len();
        match heads {
            _ if sheet.is_hidden => others.mention(place, RemarkKind::HiddenSheet { rows }),
            Some(heads) => read_sheet(sheet, &heads, count > 1, &mut import),
            // Missing heads are reported of the first sheet, and of each that lacks but one.
            None => {
                let missing = import_rows(cells_of(&sheet, u32::MAX), Beyond::Ignored).remarks;
                let is_near =
                    missing.len() == 1 && !missing.iter().any(|remark| remark.what == RemarkKind::NothingFound);
                if is_near && rows > 1 || count == 0 && is_first {
                    others.remarks.extend(missing);
                } else {
                    others.mention(place, RemarkKind::SheetNotRead { rows });
                }
                is_first = false;
            }
        }
    }
    others.remarks.into_iter().for_each(|remark| import.remark(remark));
    if import.items.is_empty() && import.remarks.iter().all(|remark| !remark.left_out) {
        import.leave_out(Location::Whole, RemarkKind::NothingFound);
    }
    import
}

/// Adds the questions of a sheet; where several are read, its name is their topic unless a column names one.
fn read_sheet(mut sheet: Sheet, heads: &Heads, is_one_of_several: bool, import: &mut Import) {
    let mut notes = Import::default();
    merged(&mut sheet, heads, &mut notes);
    remarks(&mut sheet, heads, &mut notes);
    let mut read = import_rows(cells_of(&sheet, heads.last), Beyond::Ignored);
    read.remarks.extend(notes.remarks);
    read.remarks.sort_by(|a, b| a.place.cmp(&b.place));
    for mut item in read.items {
        if is_one_of_several && item.topic.is_none() {
            item.topic = Some(tidy_line(&sheet.name));
        }
        if import.items.len() == MOST_ITEMS {
            import.leave_out(item.place, RemarkKind::TooManyItems { most: MOST_ITEMS });
            break;
        }
        import.items.push(item);
    }
    read.remarks.into_iter().for_each(|remark| import.remark(remark));
}

/// The heads of a sheet, without the columns that nobody sees where the others suffice; where it has no column of keys, its cells'
/// looks may be them.
fn heads_of(sheet: &mut Sheet, import: &mut Import) -> Option<Heads> {
    if sheet.is_hidden {
        return Heads::from_sheet(sheet);
    }
    let hidden = std::mem::take(&mut sheet.hidden_columns);
    if !hidden.is_empty() {
        let is_hidden = |column: &u32| hidden.iter().any(|(from, to)| (from..=to).contains(&column));
        let whole = sheet.rows.clone();
        sheet.rows.values_mut().for_each(|cells| cells.retain(|column, _| !is_hidden(column)));
        if let Some(heads) = Heads::from_sheet(sheet) {
            let of_heads = whole.get(&heads.row).into_iter().flatten().filter(|(column, _)| is_hidden(column));
            for (_, cell) in of_heads.filter(|(_, cell)| column_of(&tidy_line(&cell.text)).is_some()) {
                let place = Location::Row { sheet: sheet.name.clone(), row: heads.row };
                import.mention(place, RemarkKind::HiddenColumnLeft { column: tidy_line(&cell.text) });
            }
            return Some(heads);
        }
        sheet.rows = whole;
        sheet.hidden_columns = hidden;
    }
    Heads::from_sheet(sheet).or_else(|| {
        keyed_by_looks(sheet)?;
        Heads::from_sheet(sheet)
    })
}

/// Where a sheet's heads are.
struct Heads {
    row: u32,
    /// The columns, from 1, whose heads name something that is read: the head, and whether it holds days.
    known: BTreeMap<u32, (String, bool)>,
    last: u32,
}

impl Heads {
    fn from_sheet(sheet: &Sheet) -> Option<Self> {
        let first = || sheet.rows.iter().filter(|(_, cells)| cells.values().any(|cell| !cell.text.trim().is_empty()));
        let rows: Vec<(u32, Vec<String>)> = first()
            .take(MOST_ROWS_ABOVE + 1)
            .map(|(row, cells)| (*row, dense(cells, cells.keys().next_back().copied().unwrap_or(0))))
            .collect();
        let cells: Vec<&[String]> = rows.iter().map(|(_, cells)| cells.as_slice()).collect();
        let (at, columns) = find_heads(&cells)?;
        let (row, _) = rows.get(at)?;
        let column = |at: usize| u32::try_from(at).unwrap_or(u32::MAX).saturating_add(1);
        let known = columns.read().map(|(at, head, is_day)| (column(at), (head.to_owned(), is_day))).collect();
        let width = |at: usize| rows.get(at).map_or(0, |(_, cells)| cells.len());
        let last = width(at).max(at.checked_sub(1).map_or(0, width));
        Some(Self { row: *row, known, last: u32::try_from(last).unwrap_or(u32::MAX) })
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
        area.to.0 > heads.row && heads.known.keys().any(|column| (area.from.1..=area.to.1).contains(column))
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

/// Adds remarks on what cells hold beside text; rows that nobody sees, and those with pictures, errors or struck-through text, are
/// taken out.
fn remarks(sheet: &mut Sheet, heads: &Heads, notes: &mut Import) {
    let (name, pictures) = (sheet.name.clone(), std::mem::take(&mut sheet.pictures));
    let (hidden, columns) = (std::mem::take(&mut sheet.hidden_rows), std::mem::take(&mut sheet.hidden_columns));
    let head = Location::Row { sheet: name.clone(), row: heads.row };
    for (column, (head_text, _)) in &heads.known {
        if columns.iter().any(|(from, to)| (from..=to).contains(&column)) {
            notes.mention(head.clone(), RemarkKind::HiddenColumn { column: head_text.clone() });
        }
    }
    sheet.rows.retain(|row, cells| {
        if *row <= heads.row {
            return true;
        }
        let place = Location::Row { sheet: name.clone(), row: *row };
        for (column, cell) in cells.iter_mut() {
            let is_text = heads.known.get(column).is_some_and(|(_, is_day)| !is_day);
            if let Origin::Day(Some(short)) = &cell.of
                && is_text
            {
                cell.text.clone_from(short); // «1/2» became a day, and is shown so
            }
        }
        let known = || cells.iter().filter_map(|(column, cell)| Some((*column, cell, heads.known.get(column)?.1)));
        if hidden.contains(row) {
            if known().any(|(_, cell, _)| !cell.text.trim().is_empty()) {
                notes.leave_out(place, RemarkKind::HiddenRow);
            }
            return false;
        }
        let mut whole = true;
        if pictures.contains(row) {
            notes.leave_out(place.clone(), RemarkKind::Media("drawing".to_owned()));
            whole = false;
        }
        for (column, cell, is_day) in known() {
            whole &= cell_remark(cell, is_day, &cell_name((*row, column)), &place, notes);
        }
        whole
    });
}

/// The remark on a cell of a column that is read; whether its row can come in.
fn cell_remark(cell: &Cell, is_day: bool, name: &str, place: &Location, notes: &mut Import) -> bool {
    let (place, name) = (place.clone(), name.to_owned());
    if let Some(fault) = &cell.fault {
        notes.leave_out(place, fault.clone());
        return false;
    }
    match &cell.of {
        Origin::Typed => true,
        Origin::Day(_) if is_day => true,
        Origin::Day(_) => {
            notes.mention(place, RemarkKind::Day { cell: name, text: cell.text.clone() });
            true
        }
        Origin::Number => {
            notes.mention(place, RemarkKind::Number { cell: name, text: cell.text.clone() });
            true
        }
        Origin::Formula if cell.text.trim().is_empty() => {
            notes.leave_out(place, RemarkKind::NoResult { cell: name });
            false
        }
        Origin::Formula => {
            notes.mention(place, RemarkKind::Formula { cell: name });
            true
        }
        Origin::Error => {
            notes.leave_out(place, RemarkKind::CellError { cell: name, error: cell.text.clone() });
            false
        }
    }
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
            // else: free text has no list
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
