//! Excel books of figures: every cell is what it is, heads stay in view and filter, and a chart is one that Excel can change.

use super::table::{ColumnKind, Table, TableCell, TableColumn};
use crate::domain::Date;
use chrono::Datelike;
use rust_xlsxwriter::{
    Chart, ChartType, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

/// Book to be written.
#[derive(Clone, Debug)]
pub struct ReportBook {
    /// Its title, for the file's properties.
    pub title: String,
    /// Day on which it was made, for the same.
    pub made: Date,
    /// Its sheets, in order.
    pub sheets: Vec<BookSheet>,
}

/// Sheet of a book.
#[derive(Clone, Debug)]
pub struct BookSheet {
    /// Its name.
    pub name: String,
    /// Lines above the table; the first one is its title.
    pub above: Vec<String>,
    /// The table.
    pub table: Table,
    /// Lines below it.
    pub below: Vec<String>,
    /// Chart beside the table.
    pub chart: Option<BookChart>,
}

/// Chart of lines over the first column of a sheet's table.
#[derive(Clone, Debug)]
pub struct BookChart {
    /// Its title.
    pub title: String,
    /// Columns that are drawn, from 0.
    pub columns: Vec<u16>,
}

/// Longest name of a sheet, in characters (Excel's own limit), and what it may not hold.
const LONGEST_NAME: usize = 31;
const NOT_IN_NAMES: &str = "[]:*?/\\'";
/// Longest text of a cell, in characters: below Excel's own limit.
const LONGEST: usize = 2_000;
/// The typeface of offices, by its words.
const FONT: [&str; 3] = ["Times", "New", "Roman"];
const GREEN: u32 = 0x000B_6666;
const GREY: u32 = 0x0060_6060;
/// Height of a line of text, in points.
const LINE_HEIGHT: f64 = 18.0;
/// Tables of more columns are printed across.
const MOST_UPRIGHT: usize = 8;
/// Width and height of a chart, in pixels.
const CHART: (u32, u32) = (720, 360);

/// Writes a book.
#[must_use]
pub fn report_book(book: &ReportBook) -> Vec<u8> {
    written(book).unwrap_or_default() // a sheet has a place for all that is cut to its limits
}

fn written(book: &ReportBook) -> Result<Vec<u8>, XlsxError> {
    let mut file = Workbook::new();
    let year = u16::try_from(book.made.year()).unwrap_or(2025);
    let day = |part: u32| u8::try_from(part).unwrap_or(1);
    let made = ExcelDateTime::from_ymd(year, day(book.made.month()), day(book.made.day()))?;
    file.set_properties(&DocProperties::new().set_title(cut(&book.title)).set_creation_datetime(&made));
    let formats = Formats::new();
    for sheet in &book.sheets {
        let name: String = sheet.name.chars().filter(|ch| !NOT_IN_NAMES.contains(*ch)).take(LONGEST_NAME).collect();
        let page = file.add_worksheet();
        page.set_name(&name)?;
        write_sheet(page, &name, sheet, &formats)?;
    }
    file.save_to_buffer()
}

/// How cells look.
struct Formats {
    title: Format,
    line: Format,
    head: Format,
    text: Format,
    count: Format,
    share: Format,
    day: Format,
}

impl Formats {
    fn new() -> Self {
        let base = Format::new().set_font_name(FONT.join(" ")).set_font_size(12);
        let cell = base.clone().set_border(FormatBorder::Thin).set_align(FormatAlign::Top);
        Self {
            title: base.clone().set_bold().set_font_size(14).set_text_wrap(),
            line: base.clone().set_text_wrap().set_align(FormatAlign::Top),
            head: cell
                .clone()
                .set_bold()
                .set_text_wrap()
                .set_align(FormatAlign::Center)
                .set_background_color(0x00D9_E8F5),
            text: cell.clone().set_text_wrap(),
            count: cell.clone().set_num_format("#,##0"),
            share: cell.clone().set_num_format("0.00%"),
            day: cell.set_num_format("dd/mm/yyyy"),
        }
    }
}

fn write_sheet(page: &mut Worksheet, name: &str, sheet: &BookSheet, formats: &Formats) -> Result<(), XlsxError> {
    page.set_paper_size(9).set_print_fit_to_pages(1, 0).set_header("&C&P");
    if sheet.table.columns.len() > MOST_UPRIGHT {
        page.set_landscape();
    }
    page.set_margins(0.6, 0.6, 0.7, 0.7, 0.3, 0.3);
    let mut row = 0;
    let looks = std::iter::once(&formats.title).chain(std::iter::repeat(&formats.line));
    for (line, format) in sheet.above.iter().zip(looks) {
        write_line(page, row, line, (&sheet.table, format))?;
        row += 1;
    }
    row += u32::from(!sheet.above.is_empty());
    let head = row;
    let needed = |column: &TableColumn| lines(&column.name, usize::from(column.width.saturating_sub(2)));
    let tallest = sheet.table.columns.iter().map(needed).fold(1.0, f64::max);
    page.set_row_height(head, tallest * LINE_HEIGHT)?;
    for (at, column) in (0_u16..).zip(&sheet.table.columns) {
        page.set_column_width(at, f64::from(column.width))?;
        page.write_string_with_format(head, at, cut(&column.name), &formats.head)?;
    }
    for cells in &sheet.table.rows {
        row += 1;
        for (at, cell) in (0_u16..).zip(cells) {
            write_cell(page, (row, at), cell, formats)?;
        }
    }
    let last = u16::try_from(sheet.table.columns.len()).unwrap_or(u16::MAX).saturating_sub(1);
    if !sheet.table.columns.is_empty() {
        page.autofilter(head, 0, row, last)?;
        page.set_freeze_panes(head + 1, 0)?;
        page.set_repeat_rows(head, head)?;
    }
    if let Some(chart) = sheet.chart.as_ref().filter(|_| row > head) {
        let beside = last.saturating_add(2);
        page.insert_chart(head, beside, &drawn(chart, name, &sheet.table, (head, row)))?;
    }
    row += 1;
    for line in &sheet.below {
        row += 1;
        write_line(page, row, line, (&sheet.table, &formats.line))?;
    }
    Ok(())
}

/// A line of text over all columns of a table, on as many lines as it needs.
fn write_line(page: &mut Worksheet, row: u32, line: &str, look: (&Table, &Format)) -> Result<(), XlsxError> {
    let (table, format) = look;
    let text = cut(line);
    let last = u16::try_from(table.columns.len()).unwrap_or(u16::MAX).saturating_sub(1);
    if last == 0 || text.is_empty() {
        page.write_string_with_format(row, 0, text, format)?;
        return Ok(());
    }
    let width: usize = table.columns.iter().map(|column| usize::from(column.width)).sum();
    page.merge_range(row, 0, row, last, &text, format)?;
    page.set_row_height(row, lines(&text, width) * LINE_HEIGHT)?;
    Ok(())
}

/// How many lines a text needs in a cell of so many characters.
fn lines(text: &str, width: usize) -> f64 {
    let lines = text.chars().count().div_ceil(width.max(1)).max(1);
    f64::from(u32::try_from(lines).unwrap_or(1))
}

fn write_cell(page: &mut Worksheet, at: (u32, u16), cell: &TableCell, formats: &Formats) -> Result<(), XlsxError> {
    let (row, column) = at;
    match cell {
        TableCell::Empty => page.write_blank(row, column, &formats.text)?,
        TableCell::Text(text) => page.write_string_with_format(row, column, cut(text), &formats.text)?,
        TableCell::Count(count) => page.write_number_with_format(row, column, exact(*count), &formats.count)?,
        TableCell::Share(hundredths) => {
            page.write_number_with_format(row, column, exact(*hundredths) / 10_000.0, &formats.share)?
        }
        TableCell::Day(day) => match excel_day(*day) {
            Some(day) => page.write_datetime_with_format(row, column, &day, &formats.day)?,
            None => page.write_string_with_format(row, column, day.to_string(), &formats.text)?,
        },
    };
    Ok(())
}

/// A count as Excel holds every number.
fn exact(count: i64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "counts of people are far below 2^53")]
    let exact = count as f64;
    exact
}

/// A day of Excel's calendar; none before it begins.
fn excel_day(day: Date) -> Option<ExcelDateTime> {
    let (month, of_month) = (u8::try_from(day.month()).ok()?, u8::try_from(day.day()).ok()?);
    ExcelDateTime::from_ymd(u16::try_from(day.year()).ok()?, month, of_month).ok()
}

fn drawn(chart: &BookChart, sheet: &str, table: &Table, (head, last): (u32, u32)) -> Chart {
    let mut drawn = Chart::new(ChartType::Line);
    drawn.title().set_name(cut(&chart.title).as_str());
    for (column, colour) in chart.columns.iter().zip([GREY, GREEN].into_iter().cycle()) {
        let name = table.columns.get(usize::from(*column)).map(|column| column.name.clone()).unwrap_or_default();
        let series = drawn.add_series();
        series.set_categories((sheet, head + 1, 0, last, 0)).set_values((sheet, head + 1, *column, last, *column));
        series.set_name(cut(&name).as_str());
        series.set_format(
            rust_xlsxwriter::ChartFormat::new()
                .set_line(rust_xlsxwriter::ChartLine::new().set_color(colour).set_width(2.25)),
        );
    }
    let is_by_day = table.columns.first().is_some_and(|column| column.kind == ColumnKind::Day);
    if is_by_day {
        drawn.x_axis().set_date_axis(true).set_num_format("dd/mm");
    }
    drawn.y_axis().set_num_format("#,##0");
    drawn.legend().set_position(rust_xlsxwriter::ChartLegendPosition::Bottom);
    drawn.set_width(CHART.0).set_height(CHART.1).set_alt_text(cut(&chart.title));
    drawn
}

/// A text of a length that a cell holds.
fn cut(text: &str) -> String {
    text.chars().take(LONGEST).collect()
}
