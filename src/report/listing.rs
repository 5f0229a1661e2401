//! A table over as many pages as it needs: its head on each, and who signs below its end.

use super::{
    Fonts, PdfFault,
    book::{Book, LEFT, RIGHT, TOP, numbered},
    fonts::{Cell, Line, int},
    sheet::{BLACK, BLUE, From, GREY, Sheet},
};
use crate::text::Words;
use std::{borrow::Cow, ops::Range};

/// A table.
pub(super) struct Listing {
    /// Above it on each page.
    pub title: String,
    /// Lines below the title.
    pub about: Vec<String>,
    /// Its columns; the rows' numbers are before the first.
    pub columns: Vec<Column>,
    /// Others' words, one for each column. What is too long for a cell ends in an ellipsis.
    pub rows: Vec<Vec<String>>,
    /// Least height of a row.
    pub row_height: f32,
    /// Who signs at the end, at most three.
    pub signers: Vec<String>,
}

/// Title and width of a column, in points; what is left of the page's width is given to the last one.
pub(super) struct Column {
    title: String,
    width: f32,
}

impl Column {
    /// A column.
    pub fn new(title: Cow<'_, str>, width: f32) -> Self {
        Self { title: title.into_owned(), width }
    }
}

/// Sizes of a cell's words, the first in which they fit.
const SIZES: [f32; 4] = [SIZE, 9.0, 8.0, 7.0];
const SIZE: f32 = 10.0;
const PITCH: f32 = 12.8;
/// Beside a cell's words.
const INSIDE: f32 = 4.0;
/// Width of the rows' numbers.
const NUMBER: f32 = 27.0;
/// Height of the row of titles.
const TITLES: f32 = 30.0;
/// Most lines of a cell.
const MOST_LINES: usize = 3;
/// Height of a line below the title, and of what is signed at the end.
const ABOUT: f32 = 14.0;
/// Height of the place for signatures.
pub(super) const SIGNED: f32 = 92.0;

/// Draws a table, with a page even where it has no row.
///
/// # Errors
/// What cannot be drawn.
pub(super) fn list(book: &mut Book<'_>, listing: &Listing) -> Result<(), PdfFault> {
    lists(book, std::slice::from_ref(listing))
}

/// Draws tables one after another, each beginning a page, with numbers of pages that go on.
///
/// # Errors
/// What cannot be drawn.
pub(super) fn lists(book: &mut Book<'_>, listings: &[Listing]) -> Result<(), PdfFault> {
    let laid: Vec<Laid<'_>> = listings.iter().map(|one| Laid::new(book, one)).collect::<Result<_, _>>()?;
    let of = laid.iter().map(|one| one.pages.len()).sum();
    let mut before = 0;
    for one in &laid {
        one.draw(book, (before, of))?;
        before += one.pages.len();
    }
    Ok(())
}

/// A table that has its rows and pages.
struct Laid<'l> {
    listing: &'l Listing,
    places: Vec<(f32, f32)>,
    /// From which edge each column is read.
    edges: Vec<From>,
    rows: Vec<Row>,
    pages: Vec<Range<usize>>,
}

impl<'l> Laid<'l> {
    fn new(book: &Book<'_>, listing: &'l Listing) -> Result<Self, PdfFault> {
        let (right, bottom) = book.ends();
        let places = listing.places(right);
        let rows: Vec<Row> = (1..)
            .zip(&listing.rows)
            .map(|(number, row)| Row::new(number, (row, &places), listing.row_height, book.fonts))
            .collect::<Result<_, _>>()?;
        let signed = if listing.signers.is_empty() { 0.0 } else { SIGNED };
        let pages = paged(&rows, bottom - listing.top() - TITLES, signed);
        let edges = (0..places.len()).map(|at| edge(&listing.rows, at)).collect();
        Ok(Self { listing, places, edges, rows, pages })
    }

    /// Draws its pages behind so many of so many.
    fn draw(&self, book: &mut Book<'_>, (before, of): (usize, usize)) -> Result<(), PdfFault> {
        let (fonts, words, (right, bottom)) = (book.fonts, book.words, book.ends());
        let Self { listing, places, edges, rows, pages } = self;
        let top = listing.top();
        for (page, range) in (1..).zip(pages) {
            book.page(|sheet| {
                heading_to(sheet, fonts, (&listing.title, &listing.about), right)?;
                titles(sheet, (words, fonts), (&listing.columns, places), top)?;
                let mut y = top + TITLES;
                for row in rows.get(range.clone()).unwrap_or_default() {
                    row.draw(sheet, (places, edges), y);
                    y += row.height;
                }
                if page == pages.len() {
                    signatures_to(sheet, fonts, &listing.signers, (right, y + 24.0))?;
                }
                numbered(sheet, (words, fonts), (before + page, of), (right, bottom))
            })?;
        }
        Ok(())
    }
}

/// Figures are read from the right, words from the left. A telephone number, which has blanks or many digits, is no figure.
fn edge(rows: &[Vec<String>], column: usize) -> From {
    let is_sign = |sign: char| sign.is_ascii_digit() || matches!(sign, '.' | ',' | '–' | '-');
    let is_figure = |text: &str| {
        text.strip_suffix(" %").unwrap_or(text).chars().all(is_sign)
            && text.chars().filter(char::is_ascii_digit).count() < 9
    };
    let mut texts = rows.iter().filter_map(|row| row.get(column)).filter(|text| !text.is_empty()).peekable();
    if texts.peek().is_some() && texts.all(|text| is_figure(text)) { From::Right } else { From::Left }
}

/// The rows of each page; those who sign are below the last row, on a page that has room for them.
fn paged(rows: &[Row], room: f32, signed: f32) -> Vec<Range<usize>> {
    let (mut pages, mut from, mut used) = (Vec::new(), 0, 0.0);
    for (at, row) in rows.iter().enumerate() {
        let last = if at + 1 == rows.len() { signed } else { 0.0 };
        if used + row.height + last > room && at > from {
            pages.push(from..at);
            (from, used) = (at, 0.0);
        }
        used += row.height;
    }
    pages.push(from..rows.len());
    pages
}

/// A row, broken into lines.
struct Row {
    number: Line,
    cells: Vec<Cell>,
    height: f32,
}

impl Row {
    fn new(
        number: usize,
        (row, places): (&[String], &[(f32, f32)]),
        least: f32,
        fonts: &Fonts,
    ) -> Result<Self, PdfFault> {
        let cells: Vec<Cell> = (places.iter().zip(row))
            .map(|((from, to), text)| fonts.regular.cell(text, &SIZES, (to - from - 2.0 * INSIDE, MOST_LINES)))
            .collect::<Result<_, _>>()?;
        let lines = cells.iter().map(|cell| cell.lines.len()).max().unwrap_or(1);
        let height = (PITCH * int(lines) + 8.0).max(least);
        Ok(Self { number: fonts.regular.line(&number.to_string(), 0.0)?, cells, height })
    }

    fn draw(&self, sheet: &mut Sheet<'_, '_>, (places, edges): (&[(f32, f32)], &[From]), top: f32) {
        let middle = |lines: usize| top + (self.height - PITCH * int(lines)) / 2.0 + SIZE;
        grid(sheet, places, top, self.height);
        sheet.set(&self.number, SIZE, From::Centre, (LEFT + NUMBER / 2.0, middle(1)), BLACK);
        for (((from, to), edge), cell) in places.iter().zip(edges).zip(&self.cells) {
            let x = if matches!(edge, From::Right) { to - INSIDE } else { from + INSIDE };
            for (at, line) in cell.lines.iter().enumerate() {
                let y = middle(cell.lines.len()) + PITCH * int(at);
                sheet.set(line, cell.size, *edge, (x, y), BLACK);
            }
        }
    }
}

impl Listing {
    /// Where its titles begin.
    fn top(&self) -> f32 {
        TOP + 26.0 + ABOUT * int(self.about.len())
    }

    /// From where to where each column is, up to the right end.
    fn places(&self, right: f32) -> Vec<(f32, f32)> {
        let mut x = LEFT + NUMBER;
        let mut places = Vec::new();
        for (at, column) in self.columns.iter().enumerate() {
            let to = if at + 1 == self.columns.len() { right } else { x + column.width };
            places.push((x, to));
            x = to;
        }
        places
    }
}

/// The lines around the cells of a row.
fn grid(sheet: &mut Sheet<'_, '_>, places: &[(f32, f32)], top: f32, height: f32) {
    sheet.frame((LEFT, top), (NUMBER, height), 0.6, GREY);
    for (from, to) in places {
        sheet.frame((*from, top), (to - from, height), 0.6, GREY);
    }
}

fn titles(
    sheet: &mut Sheet<'_, '_>,
    (words, fonts): (&Words, &Fonts),
    (columns, places): (&[Column], &[(f32, f32)]),
    top: f32,
) -> Result<(), PdfFault> {
    let middle = |lines: usize| top + (TITLES - PITCH * int(lines)) / 2.0 + SIZE;
    grid(sheet, places, top, TITLES);
    let number = fonts.bold.line(&words.get("print-row-number"), 0.0)?;
    sheet.set(&number, SIZE, From::Centre, (LEFT + NUMBER / 2.0, middle(1)), BLACK);
    for ((from, to), column) in places.iter().zip(columns) {
        let cell = fonts.bold.cell(&column.title, &SIZES, (to - from - 2.0 * INSIDE, 2))?;
        for (at, line) in cell.lines.iter().enumerate() {
            let place = (f32::midpoint(*from, *to), middle(cell.lines.len()) + PITCH * int(at));
            sheet.set(line, cell.size, From::Centre, place, BLACK);
        }
    }
    Ok(())
}

/// Title and lines below it, from the page's top.
pub(super) fn heading(sheet: &mut Sheet<'_, '_>, fonts: &Fonts, title: &str, about: &[String]) -> Result<(), PdfFault> {
    heading_to(sheet, fonts, (title, about), RIGHT)
}

/// The same up to a right end.
fn heading_to(
    sheet: &mut Sheet<'_, '_>,
    fonts: &Fonts,
    (title, about): (&str, &[String]),
    right: f32,
) -> Result<(), PdfFault> {
    let title = fonts.bold.clipped(title, (right - LEFT) / 16.0)?;
    sheet.set(&title, 16.0, From::Left, (LEFT, TOP + 14.0), BLUE);
    for (at, text) in about.iter().enumerate() {
        let line = fonts.regular.clipped(text, (right - LEFT) / SIZE)?;
        sheet.set(&line, SIZE, From::Left, (LEFT, TOP + 30.0 + ABOUT * int(at)), GREY);
    }
    Ok(())
}

/// Where people sign, beside each other: who, and room for a name and a signature.
pub(super) fn signatures(sheet: &mut Sheet<'_, '_>, fonts: &Fonts, signers: &[String], y: f32) -> Result<(), PdfFault> {
    signatures_to(sheet, fonts, signers, (RIGHT, y))
}

/// The same up to a right end.
fn signatures_to(
    sheet: &mut Sheet<'_, '_>,
    fonts: &Fonts,
    signers: &[String],
    (right, y): (f32, f32),
) -> Result<(), PdfFault> {
    let width = (right - LEFT) / int(signers.len().max(2));
    for (at, signer) in signers.iter().enumerate() {
        // A single one signs on the right.
        let place = if signers.len() == 1 { 1 } else { at };
        let (from, to) = (LEFT + width * int(place) + 10.0, LEFT + width * int(place + 1) - 10.0);
        let line = fonts.semibold.clipped(signer, (to - from) / SIZE)?;
        sheet.set(&line, SIZE, From::Centre, (f32::midpoint(from, to), y), BLACK);
        sheet.dotted((from, to), y + 56.0);
    }
    Ok(())
}
