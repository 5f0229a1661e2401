use super::{
    super::{
        Fonts, PdfFault,
        fonts::{Cell, Face, int},
        ornament::ring,
        sheet::{BLACK, From, Ink, RED, Sheet},
    },
    PostedPart, Posting,
};
use crate::text::Words;
use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization;

/// A page that is being drawn, with what it is about.
pub(super) struct Canvas<'s, 'a, 'b> {
    pub sheet: &'s mut Sheet<'a, 'b>,
    pub posting: &'s Posting,
    pub words: &'s Words,
    pub fonts: &'s Fonts,
    /// What is not as it was handed in.
    pub cut: &'s mut BTreeSet<PostedPart>,
}

/// Where a text goes: its edge or middle, its first baseline and the width that it may fill.
#[derive(Clone, Copy)]
pub(super) struct Spot {
    pub from: From,
    pub x: f32,
    pub y: f32,
    pub width: f32,
}

impl Spot {
    /// From the left.
    pub fn left(x: f32, y: f32, width: f32) -> Self {
        Self { from: From::Left, x, y, width }
    }

    /// About a middle.
    pub fn centre(x: f32, y: f32, width: f32) -> Self {
        Self { from: From::Centre, x, y, width }
    }
}

/// How a text is set: its face, its sizes, the first in which it fits, the lines that it may have, and its colour.
#[derive(Clone, Copy)]
pub(super) struct Style<'f> {
    pub face: &'f Face,
    pub sizes: &'f [f32],
    pub most: usize,
    pub ink: Ink,
}

/// From one baseline to the next, in sizes: Vietnamese stacks two marks on a letter.
pub(super) const PITCH: f32 = 1.26;
/// Most lines of our own words, which are written to fit.
const OWN: usize = 4;

impl<'s> Canvas<'s, '_, '_> {
    /// Sets our own words; returns the last baseline.
    pub fn own(&mut self, key: &str, style: (&Face, f32, Ink), spot: Spot) -> Result<f32, PdfFault> {
        self.own_with(&self.words.get(key), style, spot)
    }

    /// The same with values in them.
    pub fn own_with(&mut self, text: &str, (face, size, ink): (&Face, f32, Ink), spot: Spot) -> Result<f32, PdfFault> {
        let sizes = [size, size * 0.92, size * 0.84, size * 0.76, size * 0.68];
        let cell = even(face, face.cell(text, &sizes, (spot.width, OWN))?, text, spot.width)?;
        Ok(self.lines(&cell, spot, ink))
    }

    /// Sets what was handed in; what of it is not as it was is named. Returns the last baseline.
    pub fn value(&mut self, part: PostedPart, text: &str, style: Style<'_>, spot: Spot) -> Result<f32, PdfFault> {
        let cell = style.face.cell(text, style.sizes, (spot.width, style.most))?;
        if !is_whole(&cell, text) {
            self.cut.insert(part);
        }
        let cell = even(style.face, cell, text, spot.width)?;
        Ok(self.lines(&cell, spot, style.ink))
    }

    fn lines(&mut self, cell: &Cell, spot: Spot, ink: Ink) -> f32 {
        let mut y = spot.y;
        for (at, line) in cell.lines.iter().enumerate() {
            y = spot.y + cell.size * PITCH * int(at);
            self.sheet.set(line, cell.size, spot.from, (spot.x, y), ink);
        }
        y
    }

    /// A small heading, and below it what was handed in, or a line to write on. Returns the last baseline.
    pub fn entry(
        &mut self,
        key: &str,
        (part, value): (PostedPart, Option<&str>),
        sizes: &[f32],
        spot: Spot,
    ) -> Result<f32, PdfFault> {
        let fonts = self.fonts;
        let first = sizes.first().copied().unwrap_or(12.0);
        self.own(key, (&fonts.semibold, first * 0.74, RED), spot)?;
        let below = Spot { y: spot.y + first * 1.24, ..spot };
        match value {
            Some(text) => {
                let style = Style { face: &fonts.bold, sizes, most: ENTRY, ink: BLACK };
                self.value(part, text, style, below)
            }
            None => {
                self.sheet.dotted((spot.x, spot.x + spot.width), below.y + 3.0);
                Ok(below.y + 3.0)
            }
        }
    }

    /// A numbered step: the number in a ring whose middle is at `x`, and its words behind it. Returns the last baseline.
    pub fn number(&mut self, number: usize, (x, y): (f32, f32), radius: f32) -> Result<(), PdfFault> {
        ring(self.sheet, (x, y), radius, (radius * 0.12, RED));
        let size = radius * 1.22;
        let digit = self.fonts.bold.line(&number.to_string(), 0.0)?;
        self.sheet.set(&digit, size, From::Centre, (x, y + size * 0.36), RED);
        Ok(())
    }
}

/// A whole text in as many lines, as even as they can be: no word is left alone on the last one.
fn even(face: &Face, cell: Cell, text: &str, width: f32) -> Result<Cell, PdfFault> {
    if cell.lines.len() < 2 || !is_whole(&cell, text) {
        return Ok(cell);
    }
    Ok(Cell { lines: face.wrap(text, width / cell.size)?, size: cell.size })
}

/// Most lines of an entry.
const ENTRY: usize = 3;

/// Whether a text is there as it was handed in, but for where its lines end.
fn is_whole(cell: &Cell, text: &str) -> bool {
    let text: String = text.nfc().collect();
    let shown = cell.lines.iter().flat_map(|line| line.text.split_whitespace());
    shown.eq(text.split_whitespace())
}

/// Whether a text fits whole in one of these sizes.
pub(super) fn fits(face: &Face, text: &str, sizes: &[f32], (width, most): (f32, usize)) -> Result<bool, PdfFault> {
    Ok(is_whole(&face.cell(text, sizes, (width, most))?, text))
}
