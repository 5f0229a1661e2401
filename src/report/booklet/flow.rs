//! Blocks below each other on as many pages as they need.

use super::{
    super::{
        Fonts, PdfFault,
        fonts::{Face, Line, int},
        sheet::{BLACK, BLUE, From, GREY, Ink, RED, Sheet},
    },
    markdown::{Block, Span, SpanStyle},
};
use krilla::image::Image;
use std::collections::BTreeMap;

/// Sizes of a page and of what is on it, in points.
#[derive(Clone, Copy)]
pub(super) struct Measures {
    /// Width and height of a page.
    pub size: (f32, f32),
    /// On each side.
    pub margin: f32,
    /// Size of the text.
    pub text: f32,
    /// Width of a picture, as a part of the text's.
    pub picture: f32,
    /// A chapter begins on a page of its own.
    pub chapters_apart: bool,
}

/// Something at a place on a page.
pub(super) enum Piece {
    Words(Line, f32, (f32, f32), Ink),
    Area((f32, f32), (f32, f32), Ink),
    Picture(Image, (f32, f32), (f32, f32)),
}

/// The pages so far, and how far the last one is filled.
pub(super) struct Flow<'a> {
    measures: Measures,
    fonts: &'a Fonts,
    pictures: &'a BTreeMap<String, Image>,
    pub pages: Vec<Vec<Piece>>,
    y: f32,
    /// A chapter has begun.
    has_chapter: bool,
}

/// A word with its face and what is before it.
struct Word {
    line: Line,
    ink: Ink,
    /// A blank before it.
    apart: bool,
}

/// From one baseline to the next, in sizes.
const LEADING: f32 = 1.36;
const PALE_BLUE: Ink = Ink(0xe9, 0xef, 0xf6);
const RULE: Ink = Ink(0xc9, 0xc4, 0xba);
/// Space within a cell of a table, on each side.
const CELL: f32 = 4.0;

impl Measures {
    /// Where the text ends.
    pub fn bottom(self) -> f32 {
        self.size.1 - self.margin - 4.0
    }

    fn width(self) -> f32 {
        self.size.0 - 2.0 * self.margin
    }
}

impl Piece {
    pub fn draw(&self, sheet: &mut Sheet<'_, '_>) {
        match self {
            Self::Words(line, size, at, ink) => sheet.set(line, *size, From::Left, *at, *ink),
            Self::Area(at, size, ink) => sheet.rectangle(*at, *size, *ink),
            Self::Picture(image, at, size) => {
                sheet.picture(image.clone(), *at, *size);
                sheet.frame(*at, *size, 0.6, GREY);
            }
        }
    }
}

impl<'a> Flow<'a> {
    pub fn new(measures: Measures, fonts: &'a Fonts, pictures: &'a BTreeMap<String, Image>) -> Self {
        Self { measures, fonts, pictures, pages: vec![Vec::new()], y: measures.margin, has_chapter: false }
    }

    pub fn add(&mut self, block: &Block) -> Result<(), PdfFault> {
        let text = self.measures.text;
        match block {
            Block::Title(title) => self.head(title, text * 2.1, RED, text * 0.8),
            Block::Chapter(title) => {
                // The first is below the title.
                if self.measures.chapters_apart && self.has_chapter {
                    self.turn();
                }
                self.has_chapter = true;
                self.gap(text * 0.7);
                self.head(title, text * 1.6, BLUE, text * 0.5)
            }
            Block::Heading(title) => {
                self.gap(text * 0.5);
                self.head(title, text * 1.14, RED, text * 0.1)
            }
            Block::Paragraph(spans) => {
                self.paragraph(spans, 0.0)?;
                self.gap(text * 0.45);
                Ok(())
            }
            Block::Point(lead, spans) => {
                let indent = text * 1.7;
                self.keep(text * LEADING);
                let line = self.fonts.semibold.line(lead, 0.0)?;
                let at = (self.measures.margin + text * 0.2, self.y + text);
                self.put(Piece::Words(line, text, at, RED));
                self.paragraph(spans, indent)?;
                self.gap(text * 0.2);
                Ok(())
            }
            Block::Table(rows) => self.table(rows),
            Block::Picture { name, caption } => self.picture(name, caption),
        }
    }

    fn put(&mut self, piece: Piece) {
        if let Some(page) = self.pages.last_mut() {
            page.push(piece);
        }
    }

    fn turn(&mut self) {
        self.pages.push(Vec::new());
        self.y = self.measures.margin;
    }

    /// Turns the page where so much has no room on it.
    fn keep(&mut self, height: f32) {
        if self.y + height > self.measures.bottom() {
            self.turn();
        }
    }

    fn gap(&mut self, height: f32) {
        if self.y > self.measures.margin {
            self.y += height;
        }
    }

    fn head(&mut self, title: &str, size: f32, ink: Ink, after: f32) -> Result<(), PdfFault> {
        // Never alone at the end of a page.
        self.keep(size * LEADING + self.measures.text * LEADING * 3.0);
        for line in self.fonts.bold.wrap(title, self.measures.width() / size)? {
            self.put(Piece::Words(line, size, (self.measures.margin, self.y + size), ink));
            self.y += size * LEADING;
        }
        self.y += after;
        Ok(())
    }

    fn paragraph(&mut self, spans: &[Span], indent: f32) -> Result<(), PdfFault> {
        let (size, x) = (self.measures.text, self.measures.margin + indent);
        let lines = self.lines(spans, size, self.measures.width() - indent, false)?;
        for line in lines {
            self.keep(size * LEADING);
            let y = self.y + size;
            self.set(line, size, (x, y))?;
            self.y += size * LEADING;
        }
        Ok(())
    }

    fn set(&mut self, line: Vec<Word>, size: f32, (mut x, y): (f32, f32)) -> Result<(), PdfFault> {
        let blank = self.fonts.regular.line(" ", 0.0)?.width(size);
        for (at, word) in line.into_iter().enumerate() {
            x += if word.apart && at > 0 { blank } else { 0.0 };
            let width = word.line.width(size);
            self.put(Piece::Words(word.line, size, (x, y), word.ink));
            x += width;
        }
        Ok(())
    }

    /// Words in lines that are as full as can be.
    fn lines(&self, spans: &[Span], size: f32, width: f32, bold: bool) -> Result<Vec<Vec<Word>>, PdfFault> {
        let blank = self.fonts.regular.line(" ", 0.0)?.width(size);
        let (mut lines, mut line, mut taken) = (Vec::new(), Vec::new(), 0.0);
        let mut apart = true;
        for span in spans {
            let (face, ink): (&Face, Ink) = match span.style {
                SpanStyle::Plain if bold => (&self.fonts.semibold, BLACK),
                SpanStyle::Plain => (&self.fonts.regular, BLACK),
                SpanStyle::Bold => (&self.fonts.semibold, BLACK),
                SpanStyle::Key => (&self.fonts.bold, BLUE),
            };
            apart |= span.text.starts_with(' ');
            for text in span.text.split_whitespace() {
                let word = face.line(text, 0.0)?;
                let wide = word.width(size) + if apart && !line.is_empty() { blank } else { 0.0 };
                if apart && !line.is_empty() && taken + wide > width {
                    lines.push(std::mem::take(&mut line));
                    taken = 0.0;
                }
                taken += word.width(size) + if apart && !line.is_empty() { blank } else { 0.0 };
                line.push(Word { line: word, ink, apart });
                apart = true;
            }
            apart = span.text.ends_with(' ');
        }
        lines.push(line);
        Ok(lines)
    }

    fn table(&mut self, rows: &[Vec<Vec<Span>>]) -> Result<(), PdfFault> {
        let size = self.measures.text * 0.92;
        let widths = self.columns(rows, size)?;
        for (at, row) in rows.iter().enumerate() {
            let mut cells = Vec::new();
            for (cell, width) in row.iter().zip(&widths) {
                cells.push(self.lines(cell, size, width - 2.0 * CELL, at == 0)?);
            }
            let most = cells.iter().map(Vec::len).max().unwrap_or(1);
            let height = size * LEADING * int(most) + CELL;
            self.keep(height);
            let (left, top) = (self.measures.margin, self.y);
            if at == 0 {
                self.put(Piece::Area((left, top), (self.measures.width(), height), PALE_BLUE));
            }
            self.put(Piece::Area((left, top + height), (self.measures.width(), 0.5), RULE));
            let mut x = left + CELL;
            for (lines, width) in cells.into_iter().zip(&widths) {
                for (row, line) in lines.into_iter().enumerate() {
                    self.set(line, size, (x, top + CELL * 0.5 + size + size * LEADING * int(row)))?;
                }
                x += width;
            }
            self.y += height;
        }
        self.y += self.measures.text * 0.8;
        Ok(())
    }

    /// Widths of a table's columns: a narrow one has what it needs, the others share what is left by their text.
    fn columns(&self, rows: &[Vec<Vec<Span>>], size: f32) -> Result<Vec<f32>, PdfFault> {
        let count = rows.iter().map(Vec::len).max().unwrap_or(1).max(1);
        let mut wanted = vec![0.0_f32; count];
        for row in rows {
            for (cell, most) in row.iter().zip(&mut wanted) {
                let text: Vec<&str> = cell.iter().map(|span| span.text.as_str()).collect();
                *most = most.max(self.fonts.bold.line(text.concat().trim(), 0.0)?.width(size) + 2.0 * CELL);
            }
        }
        let whole = self.measures.width();
        let share = whole / int(count);
        let narrow: f32 = wanted.iter().filter(|wide| **wide <= share).sum();
        let broad: f32 = wanted.iter().filter(|wide| **wide > share).map(|wide| wide.sqrt()).sum();
        if broad == 0.0 {
            let sum: f32 = wanted.iter().sum();
            return Ok(wanted.into_iter().map(|wide| wide * whole / sum.max(1.0)).collect());
        }
        let left = whole - narrow;
        Ok(wanted.into_iter().map(|wide| if wide <= share { wide } else { left * wide.sqrt() / broad }).collect())
    }

    fn picture(&mut self, name: &str, caption: &str) -> Result<(), PdfFault> {
        let missing = || PdfFault::Writer(format!("no picture {name}"));
        let image = self.pictures.get(name).cloned().ok_or_else(missing)?;
        let (wide, high) = image.size();
        let width = self.measures.width() * self.measures.picture;
        let pixels = |count: u32| f32::from(u16::try_from(count).unwrap_or(u16::MAX));
        let height = width * pixels(high) / pixels(wide).max(1.0);
        let size = self.measures.text * 0.86;
        self.gap(self.measures.text * 0.3);
        self.keep(height + size * LEADING + 4.0);
        let x = self.measures.margin + (self.measures.width() - width) / 2.0;
        self.put(Piece::Picture(image, (x, self.y), (width, height)));
        self.y += height + 3.0;
        let line = self.fonts.italic.clipped(caption, self.measures.width() / size)?;
        let left = self.measures.margin + (self.measures.width() - line.width(size)) / 2.0;
        self.put(Piece::Words(line, size, (left, self.y + size), GREY));
        self.y += size * LEADING + self.measures.text * 0.6;
        Ok(())
    }
}
