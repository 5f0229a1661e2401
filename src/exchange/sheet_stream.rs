//! Excel book of one long sheet, written row by row: what has been written is packed at once, so that memory does not grow with the
//! rows but by their packed size. No row touches a file: what is written may be about people.

use super::{
    packed::options,
    table::{TableCell, TableColumn},
    xml::escaped,
};
use crate::domain::Date;
use std::{
    fmt::Write as _,
    io::{Cursor, Result, Write},
};
use zip::ZipWriter;

/// Rows of a sheet, the head among them (Excel's own limit).
pub const MOST_SHEET_ROWS: u32 = 1_048_576;
/// Longest text of a cell, in characters: below Excel's own limit.
const LONGEST: usize = 2_000;
/// Bytes that are gathered before they are packed.
const AT_ONCE: usize = 64 << 10;
/// How hard a sheet is packed (of 9): a hundred thousand people are waited for, and a little more room is not missed.
const LEVEL: i64 = 3;
/// Styles of cells by their place in `STYLES`.
const STYLE_HEAD: u8 = 1;
const STYLE_COUNT: u8 = 2;
const STYLE_DAY: u8 = 3;
const STYLE_SHARE: u8 = 4;

/// Book while it is written.
pub struct SheetStream {
    zip: ZipWriter<Cursor<Vec<u8>>>,
    /// XML that is not packed yet.
    text: String,
    rows: u32,
    /// Letters of the columns.
    columns: Vec<String>,
}

impl SheetStream {
    /// Begins a book whose one sheet has this name and these heads, which stay in view and filter.
    ///
    /// # Errors
    /// Never: it is written into memory.
    pub fn new(name: &str, columns: &[TableColumn]) -> Result<Self> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let sheet_name: String = name.chars().filter(|ch| !"[]:*?/\\".contains(*ch)).take(31).collect();
        let book = BOOK.replace("{name}", &escaped(&sheet_name));
        for (part, content) in
            [("[Content_Types].xml", TYPES), ("_rels/.rels", ROOT), ("xl/_rels/workbook.xml.rels", LINKS)]
        {
            zip.start_file(part, options())?;
            zip.write_all(content.as_bytes())?;
        }
        for (part, content) in [("xl/workbook.xml", book.as_str()), ("xl/styles.xml", STYLES)] {
            zip.start_file(part, options())?;
            zip.write_all(content.as_bytes())?;
        }
        zip.start_file("xl/worksheets/sheet1.xml", options().compression_level(Some(LEVEL)))?;
        let mut text = SHEET_BEGIN.to_owned();
        text.push_str("<cols>");
        for (at, column) in (1..).zip(columns) {
            let width = column.width;
            let _ = write!(text, "<col min=\"{at}\" max=\"{at}\" width=\"{width}\" customWidth=\"1\"/>"); // into a text
        }
        text.push_str("</cols><sheetData>");
        let mut stream = Self { zip, text, rows: 0, columns: (0..columns.len()).map(letters).collect() };
        stream.begin_row();
        for (at, column) in columns.iter().enumerate() {
            stream.text_cell(at, &column.name, STYLE_HEAD);
        }
        stream.end_row()?;
        Ok(stream)
    }

    /// Adds a row; what is beyond a sheet's last row is left out.
    ///
    /// # Errors
    /// Never: it is written into memory.
    pub fn row(&mut self, cells: &[TableCell]) -> Result<()> {
        if self.rows >= MOST_SHEET_ROWS {
            return Ok(());
        }
        self.begin_row();
        for (at, cell) in cells.iter().enumerate() {
            match cell {
                TableCell::Empty => (),
                TableCell::Text(text) => self.text_cell(at, text, 0),
                TableCell::Count(count) => self.number_cell(at, &count.to_string(), STYLE_COUNT),
                TableCell::Day(day) => match serial(*day) {
                    Some(serial) => self.number_cell(at, &serial.to_string(), STYLE_DAY),
                    None => self.text_cell(at, &day.to_string(), 0),
                },
                TableCell::Share(hundredths) => {
                    self.number_cell(at, &format!("{hundredths}e-4"), STYLE_SHARE);
                }
            }
        }
        self.end_row()
    }

    /// Ends the book.
    ///
    /// # Errors
    /// Never: it is written into memory.
    pub fn end(mut self) -> Result<Vec<u8>> {
        let last = self.columns.last().map_or("A", String::as_str);
        let _ = write!(self.text, "</sheetData><autoFilter ref=\"A1:{last}{}\"/>", self.rows); // into a text
        self.text.push_str(SHEET_END);
        self.zip.write_all(self.text.as_bytes())?;
        Ok(self.zip.finish()?.into_inner())
    }

    fn begin_row(&mut self) {
        self.rows += 1;
        let _ = write!(self.text, "<row r=\"{}\">", self.rows); // into a text
    }

    fn end_row(&mut self) -> Result<()> {
        self.text.push_str("</row>");
        if self.text.len() > AT_ONCE {
            self.zip.write_all(self.text.as_bytes())?;
            self.text.clear();
        }
        Ok(())
    }

    fn text_cell(&mut self, at: usize, text: &str, style: u8) {
        let cut = text.char_indices().nth(LONGEST).map_or(text, |(end, _)| text.get(..end).unwrap_or(text));
        self.begin_cell(at, style);
        self.text.push_str(" t=\"inlineStr\"><is><t xml:space=\"preserve\">");
        self.text.push_str(&escaped(cut));
        self.text.push_str("</t></is></c>");
    }

    fn number_cell(&mut self, at: usize, number: &str, style: u8) {
        self.begin_cell(at, style);
        let _ = write!(self.text, "><v>{number}</v></c>"); // into a text
    }

    /// `<c r="B7" s="2"`: the cell of a column, from 0, in the row that was begun.
    fn begin_cell(&mut self, at: usize, style: u8) {
        let letters = self.columns.get(at).map_or("", String::as_str);
        let _ = write!(self.text, "<c r=\"{letters}{}\"", self.rows); // into a text
        if style > 0 {
            let _ = write!(self.text, " s=\"{style}\""); // into a text
        }
    }
}

/// Letters of a column, from 0: A, B … Z, AA.
fn letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        let letter = u8::try_from((rest - 1) % 26).unwrap_or(0);
        letters.push(char::from(b'A' + letter));
        rest = (rest - 1) / 26;
    }
    letters.into_iter().rev().collect()
}

/// A day as Excel counts it; none before March 1900, where its calendar has a day that never was.
fn serial(day: Date) -> Option<i64> {
    let first = Date::from_ymd_opt(1899, 12, 30)?;
    Some((day - first).num_days()).filter(|days| *days > 60)
}

const TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>"#;
const ROOT: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const LINKS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#;
const BOOK: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="{name}" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const STYLES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Times New Roman"/></font><font><b/><sz val="11"/><name val="Times New Roman"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFD9E8F5"/></patternFill></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="2" borderId="0" xfId="0" applyFont="1" applyFill="1"/><xf numFmtId="3" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="10" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>"#;
const SHEET_BEGIN: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>"#;
const SHEET_END: &str = r#"<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/><headerFooter><oddHeader>&amp;C&amp;P</oddHeader></headerFooter></worksheet>"#;
