//! Roster of a unit's villages and agencies, which its clerk fills in: the empty sheet, and its import.

use super::{
    Format, MOST_FILE, RemarkKind,
    book::{Origin, cell_name, sheets},
    encoding::decode,
    tidy::tidy_line,
};
use crate::{
    content::{
        Fault, FaultKind, PlaceFault, Severity, hygiene,
        place_file::{count, kind_word, name_fault, together, without_kind, written},
        unit_kind_word,
    },
    domain::{Place, PlaceKind, Unit, fold, old_tone_style},
};
use rust_xlsxwriter::{DataValidation, DataValidationRule, DocProperties, ExcelDateTime, Workbook, XlsxError};
use std::collections::{BTreeMap, BTreeSet};

/// Rows of the sheet that have lists to choose from.
const ROWS: u32 = 500;
/// What the row to show how begins its name with; such rows are not read.
const EXAMPLE: &str = "(ví dụ)";
const HEADS: [&str; 4] = ["Loại", "Tên", "Số người", "Ghi chú"];
const HOW: [&str; 9] = [
    "Cách điền danh sách thôn, cơ quan",
    "1. Mỗi dòng ghi một thôn, tổ dân phố, khu dân cư, hoặc một cơ quan, trường học, doanh nghiệp, hội, đoàn thể.",
    "2. Cột Loại: bấm vào ô rồi chọn trong danh sách.",
    "3. Cột Tên: với thôn, tổ dân phố, khu dân cư chỉ ghi tên riêng (Ngọc Lặc); với nơi khác ghi tên đầy đủ.",
    "4. Cột Số người: số dân của thôn, hoặc số người trong danh sách của cơ quan. Chưa rõ thì để trống.",
    "5. Cột Ghi chú: ghi gì cũng được, chương trình không đọc.",
    "6. Không sửa ô Mã đơn vị. Không gộp ô. Không dùng công thức.",
    "7. Dòng ví dụ có thể xóa hoặc để nguyên; chương trình bỏ qua dòng này.",
    "8. Lưu tệp (giữ đuôi .xlsx) rồi gửi lại Ban Tổ chức.",
];

/// A filled-in list.
#[derive(Clone, Debug)]
pub struct Roster {
    /// The unit that the list names.
    pub unit: Unit,
    /// Its places, in the file's order.
    pub places: Vec<Place>,
    /// What somebody should look at.
    pub warnings: Vec<Fault>,
}

impl Roster {
    /// The campaign's own file of these places.
    #[must_use]
    pub fn file(&self) -> String {
        written(&self.unit, &self.places)
    }

    /// Its path below the campaign's folder.
    #[must_use]
    pub fn path(&self) -> String {
        format!("places/{}.csv", self.unit.code.as_str())
    }
}

/// Why a list was refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RosterFault {
    /// The file cannot be read.
    #[error("the file cannot be read: {0:?}")]
    File(RemarkKind),
    /// All faults, by row; `file` is as it was given.
    #[error("{} faults in its rows", .0.len())]
    Rows(Vec<Fault>),
}

/// The empty list of a unit, to be filled in; none for formats that hold no sheet.
#[must_use]
pub fn roster_template(unit: &Unit, format: Format) -> Option<Vec<u8>> {
    match format {
        Format::Xlsx => book(unit).ok(),
        Format::Csv => Some(plain(unit).into_bytes()),
        _ => None,
    }
}

fn title(unit: &Unit) -> String {
    format!("{} {}", unit_kind_word(unit.kind), unit.name)
}

fn plain(unit: &Unit) -> String {
    let mut text = format!("\u{feff}Mã đơn vị,{},{},\r\n{}\r\n", unit.code.as_str(), title(unit), HEADS.join(","));
    text.push_str(&format!("{},{EXAMPLE} Ngọc Lặc,850,Dòng này để làm mẫu\r\n", kind_word(PlaceKind::Village)));
    text
}

fn book(unit: &Unit) -> Result<Vec<u8>, XlsxError> {
    use rust_xlsxwriter::Format;
    let mut book = Workbook::new();
    let made = ExcelDateTime::from_ymd(2025, 1, 1)?; // the same unit gives the same file
    book.set_properties(&DocProperties::new().set_creation_datetime(&made));
    let (bold, text, wrap) =
        (Format::new().set_bold(), Format::new().set_num_format("@"), Format::new().set_text_wrap());
    let head = Format::new().set_bold().set_background_color(0x00D9_E8F5);
    let sheet = book.add_worksheet();
    sheet.set_name("Danh sách")?;
    for (column, width) in [(0, 18.0), (1, 48.0), (2, 12.0), (3, 36.0)] {
        sheet.set_column_width(column, width)?;
    }
    sheet.set_column_format(1, &text)?;
    sheet.write_string_with_format(0, 0, format!("Danh sách thôn, cơ quan của {}", title(unit)), &bold)?;
    sheet.write_string_with_format(1, 0, "Mã đơn vị", &bold)?;
    sheet.write_string_with_format(1, 1, unit.code.as_str(), &text)?;
    sheet.write_string(1, 2, title(unit))?;
    for (column, name) in (0_u16..).zip(HEADS) {
        sheet.write_string_with_format(3, column, name, &head)?;
    }
    sheet.write_string(4, 0, kind_word(PlaceKind::Village))?;
    sheet.write_string(4, 1, format!("{EXAMPLE} Ngọc Lặc"))?;
    sheet.write_number(4, 2, 850)?;
    sheet.write_string(4, 3, "Dòng này để làm mẫu")?;
    sheet.set_freeze_panes(4, 0)?;
    sheet.set_print_fit_to_pages(1, 0);
    let kinds = PlaceKind::ALL.map(kind_word);
    let list = DataValidation::new().allow_list_strings(&kinds)?.set_error_title("Chưa đúng loại")?;
    sheet.add_data_validation(4, 0, ROWS, 0, &list.set_error_message("Hãy chọn trong danh sách.")?)?;
    let count = DataValidation::new().allow_whole_number(DataValidationRule::Between(1, 5_000_000));
    let count = count.set_error_title("Chưa đúng số")?.set_error_message("Ghi một số nguyên, hoặc để trống.")?;
    sheet.add_data_validation(4, 2, ROWS, 2, &count)?;
    let how = book.add_worksheet();
    how.set_name("Hướng dẫn")?.set_column_width(0, 100)?;
    for (row, line) in (0_u32..).zip(HOW) {
        how.write_string_with_format(row, 0, line, if row == 0 { &bold } else { &wrap })?;
    }
    book.save_to_buffer()
}

/// Reads a filled-in list; `file` is how faults name it.
///
/// # Errors
/// The file cannot be read, or all its faults by row.
pub fn roster(file: &str, format: Format, bytes: &[u8], units: &[Unit]) -> Result<Roster, RosterFault> {
    if bytes.len() > MOST_FILE {
        let fault = RemarkKind::FileTooLarge { bytes: bytes.len() as u64, most: MOST_FILE as u64 };
        return Err(RosterFault::File(fault));
    }
    let (rows, marks) = match format {
        Format::Xlsx => of_book(bytes).map_err(RosterFault::File)?,
        _ => (of_text(bytes).map_err(RosterFault::File)?, Marks::default()),
    };
    let mut reading = Reading { file, marks, faults: Vec::new() };
    let found = reading.rows(&rows, units);
    let faults = reading.faults;
    match found {
        Some((unit, places)) if faults.iter().all(|fault| fault.severity == Severity::Warning) => {
            Ok(Roster { unit, places, warnings: faults })
        }
        _ => Err(RosterFault::Rows(faults)),
    }
}

/// Rows with their numbers, each cell on one line.
type Rows = Vec<(u32, Vec<String>)>;
/// What cells of a book are beside typed text, by row and column from 0.
#[derive(Default)]
struct Marks {
    /// Those that a program computes: whether the file holds a result.
    computed: BTreeMap<(u32, usize), bool>,
    /// Days and times: what was typed may have been «1/5».
    days: BTreeMap<(u32, usize), String>,
    /// Rows that the program does not show, or whose text it shows struck through.
    hidden: BTreeSet<u32>,
    struck: BTreeSet<u32>,
    /// Sheets that it does not show and that hold a list.
    sheets: Vec<String>,
}

fn of_book(bytes: &[u8]) -> Result<(Rows, Marks), RemarkKind> {
    let is_list = |rows: &Rows| rows.iter().any(|(_, cells)| heads(cells).is_some());
    let mut hidden = Vec::new();
    for sheet in sheets(bytes)? {
        let row = |(number, cells): (&u32, &BTreeMap<u32, crate::exchange::book::Cell>)| {
            let last = cells.keys().next_back().copied().unwrap_or(0).min(50);
            let cell = |column| cells.get(&column).map(|cell| tidy_line(&cell.text)).unwrap_or_default();
            (*number, (1..=last).map(cell).collect())
        };
        let rows = sheet.rows.iter().map(row).collect::<Rows>();
        if !is_list(&rows) {
            continue;
        }
        if sheet.is_hidden {
            hidden.push(sheet.name);
            continue;
        }
        let mut marks = Marks { hidden: sheet.hidden_rows, sheets: hidden, ..Marks::default() };
        for (row, cells) in &sheet.rows {
            for (column, cell) in cells {
                let at = (*row, (column - 1) as usize);
                marks.struck.extend(cell.fault.as_ref().map(|_| *row));
                match cell.of {
                    Origin::Typed | Origin::Number => (),
                    Origin::Day(_) => drop(marks.days.insert(at, cell.text.clone())),
                    Origin::Formula => drop(marks.computed.insert(at, !cell.text.trim().is_empty())),
                    Origin::Error => drop(marks.computed.insert(at, false)),
                }
            }
        }
        return Ok((rows, marks));
    }
    Err(RemarkKind::MissingColumn("Loại, Tên"))
}

fn of_text(bytes: &[u8]) -> Result<Rows, RemarkKind> {
    let text = decode(bytes).map_err(|_| RemarkKind::Encoding)?.text;
    let first = text.lines().next().unwrap_or_default();
    let apart = [';', '\t'].into_iter().find(|ch| first.contains(*ch)).unwrap_or(',');
    let mut reader = csv::ReaderBuilder::new();
    let reader = reader.has_headers(false).flexible(true).delimiter(u8::try_from(apart).unwrap_or(b','));
    let mut rows = Vec::new();
    for row in reader.from_reader(text.as_bytes()).records() {
        let row = row.map_err(|fault| RemarkKind::Syntax { message: fault.to_string() })?;
        let line = row.position().map_or(1, |at| u32::try_from(at.line()).unwrap_or(u32::MAX));
        rows.push((line, row.iter().take(50).map(tidy_line).collect()));
    }
    Ok(rows)
}

/// The columns of kind, name and head count.
fn heads(cells: &[String]) -> Option<[Option<usize>; 3]> {
    let at = |names: &[&str]| cells.iter().position(|cell| names.contains(&fold(cell).as_str()));
    let (kind, name) = (at(&["loai", "loai hinh"])?, at(&["ten", "ten thon", "ten don vi"])?);
    Some([Some(kind), Some(name), at(&["so nguoi", "so dan", "nhan khau"])])
}

struct Reading<'a> {
    file: &'a str,
    marks: Marks,
    faults: Vec<Fault>,
}

impl Reading<'_> {
    fn add(&mut self, row: u32, what: FaultKind) {
        let (rule, severity) = (what.rule(), what.severity());
        self.faults.push(Fault { file: self.file.to_owned(), line: row, rule, severity, what });
    }

    fn place_fault(&mut self, row: u32, fault: PlaceFault) {
        self.add(row, FaultKind::Place(fault));
    }

    /// Names the cells of a row that are computed; whether all of them hold a result.
    fn has_results(&mut self, row: u32, columns: [Option<usize>; 3]) -> bool {
        let mut has_all = true;
        for column in columns.into_iter().flatten() {
            let Some(has_result) = self.marks.computed.get(&(row, column)).copied() else { continue };
            let cell = cell_name((row, u32::try_from(column).unwrap_or(0).saturating_add(1)));
            let fault = if has_result { PlaceFault::Formula { cell } } else { PlaceFault::NoResult { cell } };
            self.place_fault(row, fault);
            has_all &= has_result;
        }
        has_all
    }

    /// Names a row that nobody sees, or that is struck through: it is not taken.
    fn is_unseen(&mut self, row: u32, is_empty: bool) -> bool {
        let fault = match () {
            () if is_empty => return false,
            () if self.marks.hidden.contains(&row) => PlaceFault::HiddenRow,
            () if self.marks.struck.contains(&row) => PlaceFault::StruckRow,
            () => return false,
        };
        self.place_fault(row, fault);
        true
    }

    /// Names the cells of a row that a program has made days of: no place has such a name.
    fn has_days(&mut self, row: u32, columns: [Option<usize>; 3], is_empty: bool) -> bool {
        let found = columns
            .into_iter()
            .flatten()
            .find_map(|column| Some((column, self.marks.days.get(&(row, column))?.clone())));
        let Some((column, text)) = found.filter(|_| !is_empty) else { return false };
        let cell = cell_name((row, u32::try_from(column).unwrap_or(0).saturating_add(1)));
        self.place_fault(row, PlaceFault::Day { cell, text });
        true
    }

    fn rows(&mut self, rows: &Rows, units: &[Unit]) -> Option<(Unit, Vec<Place>)> {
        let code = rows.iter().take(20).find_map(|(row, cells)| {
            let at = cells.iter().position(|cell| fold(cell).starts_with("ma don vi"))?;
            Some((*row, cells.get(at + 1).cloned().unwrap_or_default()))
        });
        let Some((code_row, code)) = code else {
            self.place_fault(1, PlaceFault::UnknownUnit(String::new()));
            return None;
        };
        let Some(unit) = units.iter().find(|unit| unit.code.as_str() == code) else {
            self.place_fault(code_row, PlaceFault::UnknownUnit(code));
            return None;
        };
        let found = rows.iter().enumerate().find_map(|(at, (_, cells))| Some((at, heads(cells)?)));
        for name in std::mem::take(&mut self.marks.sheets) {
            self.place_fault(1, PlaceFault::HiddenSheet(name));
        }
        let Some((head, columns)) = found else {
            self.place_fault(1, PlaceFault::Head);
            return None;
        };
        let mut places = Vec::new();
        for (row, cells) in rows.iter().skip(head + 1) {
            let [kind, name, count] = columns.map(|at| at.and_then(|at| cells.get(at)).map_or("", String::as_str));
            let is_empty = kind.is_empty() && name.is_empty() && count.is_empty();
            if self.is_unseen(*row, is_empty)
                || !self.has_results(*row, columns)
                || self.has_days(*row, columns, is_empty)
            {
                continue;
            }
            if !is_empty && !fold(name).starts_with(&fold(EXAMPLE)) {
                places.extend(self.place(*row, unit, [kind, name, count]).map(|place| (*row, place)));
            }
        }
        for (row, fault) in together(&places, unit) {
            self.place_fault(row, fault);
        }
        if places.is_empty() && self.faults.is_empty() {
            self.place_fault(1, PlaceFault::Row);
        }
        self.faults.sort_by_key(|fault| fault.line);
        Some((unit.clone(), places.into_iter().map(|(_, place)| place).collect()))
    }

    /// The place of a row; tone style and the word for its kind are put right.
    fn place(&mut self, row: u32, unit: &Unit, [kind, name, heads]: [&str; 3]) -> Option<Place> {
        let before = self.faults.len();
        let known = kind_of(kind);
        if known.is_none() {
            self.place_fault(row, PlaceFault::Kind(kind.to_owned()));
        }
        let heads = match heads {
            "" => None,
            // 1.250 and 1 250 are how people write 1250.
            heads => match self::count(&heads.replace([' ', '.', ','], "")) {
                Ok(count) if grouped_well(heads) => Some(count),
                _ => {
                    self.place_fault(row, PlaceFault::Heads(heads.to_owned()));
                    None
                }
            },
        };
        let name = old_tone_style(name);
        let name = known.filter(|kind| kind.is_lived_in()).map_or(name.as_str(), |kind| without_kind(kind, &name));
        if let Some(fault) = name_fault(known.unwrap_or(PlaceKind::Agency), name) {
            self.place_fault(row, fault);
        }
        for what in hygiene(name) {
            self.add(row, what);
        }
        let kind = known.filter(|_| self.faults.len() == before)?;
        Some(Place { unit: unit.code.clone(), kind, name: name.to_owned(), heads })
    }
}

/// A kind as people write it, with or without diacritics.
fn kind_of(written: &str) -> Option<PlaceKind> {
    let short = |kind| match kind {
        PlaceKind::Neighbourhood => "tdp",
        PlaceKind::ResidentialArea => "kdc",
        PlaceKind::School => "truong",
        PlaceKind::Association => "hoi, doan the",
        PlaceKind::Enterprise => "cong ty",
        PlaceKind::Agency => "don vi",
        PlaceKind::Village => "lang",
    };
    let written = fold(written);
    PlaceKind::ALL.into_iter().find(|kind| fold(kind_word(*kind)) == written || short(*kind) == written)
}

/// Digits alone, or in groups of three behind the first.
fn grouped_well(written: &str) -> bool {
    let mut groups = written.split([' ', '.', ',']);
    let first = groups.next().unwrap_or_default().len();
    let rest: Vec<usize> = groups.map(str::len).collect();
    first > 0 && (rest.is_empty() || (first <= 3 && rest.iter().all(|length| *length == 3)))
}
