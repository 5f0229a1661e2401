use super::PdfFault;
use crate::text::shown_block;
use krilla::text::{Font, GlyphId, KrillaGlyph};
use skrifa::{
    FontRef, MetadataProvider,
    instance::{LocationRef, Size},
};
use std::{collections::HashMap, sync::OnceLock};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// The four cuts of Be Vietnam Pro (SIL Open Font License 1.1, assets/fonts/OFL.txt) that a page is set in.
pub struct Fonts {
    pub(super) regular: Face,
    pub(super) italic: Face,
    pub(super) semibold: Face,
    pub(super) bold: Face,
}

impl Fonts {
    /// The fonts that are compiled in, read once for the whole program: for who draws again and again.
    ///
    /// # Errors
    /// As `embedded`.
    pub fn shared() -> Result<&'static Self, PdfFault> {
        static SHARED: OnceLock<Result<Fonts, PdfFault>> = OnceLock::new();
        SHARED.get_or_init(Self::embedded).as_ref().map_err(Clone::clone)
    }

    /// The fonts that are compiled in.
    ///
    /// # Errors
    /// `BadFont` if they cannot be read.
    pub fn embedded() -> Result<Self, PdfFault> {
        Ok(Self {
            regular: Face::read(include_bytes!("../../assets/fonts/BeVietnamPro-Regular.ttf"))?,
            italic: Face::read(include_bytes!("../../assets/fonts/BeVietnamPro-Italic.ttf"))?,
            semibold: Face::read(include_bytes!("../../assets/fonts/BeVietnamPro-SemiBold.ttf"))?,
            bold: Face::read(include_bytes!("../../assets/fonts/BeVietnamPro-Bold.ttf"))?,
        })
    }
}

/// One cut of a font, with what is needed to measure a line of it.
pub(super) struct Face {
    font: Font,
    /// Glyph and advance in ems of each sign that the font has, read once: a document looks at them by the hundred thousand.
    signs: HashMap<char, (GlyphId, f32)>,
}

/// One line of text in one face, measured but not yet sized. Vietnamese composes to one glyph a letter, so that a glyph
/// for each sign and its advance are all there is to setting a line.
#[derive(Clone)]
pub(super) struct Line {
    /// Font of the run.
    pub font: Font,
    /// Text that the glyphs show.
    pub text: String,
    /// Shaped glyphs, left to right.
    pub glyphs: Vec<KrillaGlyph>,
    /// Width in ems.
    ems: f32,
}

/// Others' words in lines of one size.
pub(super) struct Cell {
    /// At least one, however little is in it.
    pub lines: Vec<Line>,
    /// In points.
    pub size: f32,
}

impl Face {
    fn read(bytes: &'static [u8]) -> Result<Self, PdfFault> {
        let font = Font::new(bytes.into(), 0).ok_or(PdfFault::BadFont)?;
        let tables = FontRef::new(bytes).map_err(|_| PdfFault::BadFont)?;
        let metrics = tables.glyph_metrics(Size::unscaled(), LocationRef::default());
        let units_per_em = font.units_per_em();
        let measured = |(sign, glyph): (u32, skrifa::GlyphId)| {
            let advance = metrics.advance_width(glyph)? / units_per_em;
            Some((char::from_u32(sign)?, (GlyphId::new(glyph.to_u32()), advance)))
        };
        Ok(Self { signs: tables.charmap().mappings().filter_map(measured).collect(), font })
    }

    /// Sets a line, composed; `spread` ems are added behind each letter.
    ///
    /// # Errors
    /// The first sign that the font lacks.
    pub fn line(&self, text: &str, spread: f32) -> Result<Line, PdfFault> {
        let text: String = text.nfc().collect();
        let mut glyphs = Vec::with_capacity(text.len());
        let mut ems = 0.0;
        for (at, sign) in text.char_indices() {
            // A mark that composed with nothing would need an anchor of its letter, and a control sign has no picture.
            let bare = sign.is_control() || is_combining_mark(sign);
            let (glyph, advance) =
                self.signs.get(&sign).filter(|_| !bare).copied().ok_or(PdfFault::MissingGlyph(sign))?;
            let advance = advance + spread;
            let range = at..at + sign.len_utf8();
            glyphs.push(KrillaGlyph::new(glyph, advance, 0.0, 0.0, 0.0, range, None));
            ems += advance;
        }
        // The last letter's spread would move a centred line to the left.
        Ok(Line { font: self.font.clone(), text, ems: (ems - spread).max(0.0), glyphs })
    }

    /// Others' words as they can be shown: what nobody sees and what the font lacks is shown as another sign, so that one name never keeps a
    /// list from being printed.
    fn shown(&self, text: &str) -> String {
        let has = |sign: &char| !is_combining_mark(*sign) && self.signs.contains_key(sign);
        let shown = |sign| if has(&sign) { sign } else { UNKNOWN };
        shown_block(text).nfc().map(|sign| if sign == '\n' { ' ' } else { shown(sign) }).collect()
    }

    /// Others' words on one line of at most `ems`; what is too long ends in an ellipsis.
    ///
    /// # Errors
    /// `MissingGlyph` of the sign for unknown ones or of the ellipsis: never with the fonts that are compiled in.
    pub fn clipped(&self, text: &str, ems: f32) -> Result<Line, PdfFault> {
        let shown = self.shown(text);
        let whole = self.line(&shown, 0.0)?;
        if whole.ems <= ems {
            return Ok(whole);
        }
        let mut room = ems - self.line(ELLIPSIS, 0.0)?.ems;
        let mut kept = String::new();
        for sign in shown.chars() {
            room -= self.line(sign.encode_utf8(&mut [0; 4]), 0.0)?.ems;
            if room < 0.0 {
                break;
            }
            kept.push(sign);
        }
        self.line(&format!("{}{ELLIPSIS}", kept.trim_end()), 0.0)
    }

    /// Words with others' in them on as many lines as they need; a word that is wider than a line ends in an ellipsis.
    ///
    /// # Errors
    /// As `clipped`.
    pub fn paragraph(&self, text: &str, ems: f32) -> Result<Vec<Line>, PdfFault> {
        let lines = self.fill(&self.shown(text), ems)?;
        lines.into_iter().map(|line| if line.ems <= ems { Ok(line) } else { self.clipped(&line.text, ems) }).collect()
    }

    /// Others' words on at most `most` lines of at most `width` points, broken between words where that is possible: in the first of the sizes in
    /// which they are whole, else in the last with an ellipsis where they were cut.
    ///
    /// # Errors
    /// As `clipped`.
    pub fn cell(&self, text: &str, sizes: &[f32], (width, most): (f32, usize)) -> Result<Cell, PdfFault> {
        let shown = self.shown(text);
        let mut cell = Cell { lines: Vec::new(), size: 0.0 };
        for size in sizes {
            cell = Cell { lines: self.fill(&shown, width / size)?, size: *size };
            if cell.lines.len() <= most && cell.lines.iter().all(|line| line.width(*size) <= width) {
                return Ok(cell);
            }
        }
        let whole: Vec<&str> = cell.lines.iter().map(|line| line.text.as_str()).collect();
        let (first, rest) = whole.split_at(most.clamp(1, whole.len().max(1)) - 1);
        let last = rest.join(" ");
        let ems = width / cell.size;
        let lines = first.iter().copied().chain([last.as_str()]).map(|line| self.clipped(line, ems));
        Ok(Cell { lines: lines.collect::<Result<_, _>>()?, size: cell.size })
    }

    /// Breaks a text between words into the fewest lines that fit `ems`, as even as they can be. A word that is wider than
    /// alone on its line.
    ///
    /// # Errors
    /// The first sign that the font lacks.
    pub fn wrap(&self, text: &str, ems: f32) -> Result<Vec<Line>, PdfFault> {
        let whole = self.line(text, 0.0)?;
        let greedy = self.fill(text, ems)?;
        // Narrower lines are evener, as long as they do not become more.
        let even = whole.ems / int(greedy.len());
        for step in 0..8_u8 {
            let narrower = even + (ems - even) * f32::from(step) / 8.0;
            let lines = self.fill(text, narrower)?;
            if lines.len() <= greedy.len() {
                return Ok(lines);
            }
        }
        Ok(greedy)
    }

    /// Breaks a text between words into lines that are each as full as can be.
    ///
    /// # Errors
    /// The first sign that the font lacks.
    pub fn fill(&self, text: &str, ems: f32) -> Result<Vec<Line>, PdfFault> {
        let space = self.line(" ", 0.0)?.ems;
        let mut lines = Vec::new();
        let (mut taken, mut width) = (String::new(), 0.0);
        for word in text.split_whitespace() {
            let wide = self.line(word, 0.0)?.ems;
            if taken.is_empty() {
                (taken, width) = (word.to_owned(), wide);
            } else if width + space + wide <= ems {
                taken = format!("{taken} {word}");
                width += space + wide;
            } else {
                lines.push(self.line(&taken, 0.0)?);
                (taken, width) = (word.to_owned(), wide);
            }
        }
        lines.push(self.line(&taken, 0.0)?);
        Ok(lines)
    }
}

impl Line {
    /// Width in points at a size in points.
    pub fn width(&self, size: f32) -> f32 {
        self.ems * size
    }

    /// The greatest size, at most `size`, in which the line fits `width`; nothing if that is below `least`.
    pub fn fit(&self, size: f32, least: f32, width: f32) -> Option<f32> {
        let fitting = if self.width(size) <= width { size } else { width / self.ems };
        (fitting >= least).then_some(fitting)
    }
}

/// For a sign of which there is no picture.
const UNKNOWN: char = '?';
/// Where a text was cut.
const ELLIPSIS: &str = "…";

/// A small count as a measure.
pub(super) fn int(count: usize) -> f32 {
    f32::from(u16::try_from(count).unwrap_or(u16::MAX))
}
