use super::PdfFault;
use krilla::text::{Font, GlyphId, KrillaGlyph};
use skrifa::{
    FontRef, MetadataProvider,
    charmap::Charmap,
    instance::{LocationRef, Size},
    metrics::GlyphMetrics,
};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// The four cuts of Be Vietnam Pro (SIL Open Font License 1.1, assets/fonts/OFL.txt) that a page is set in.
pub struct Fonts {
    pub(super) regular: Face,
    pub(super) italic: Face,
    pub(super) semibold: Face,
    pub(super) bold: Face,
}

impl Fonts {
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
    signs: Charmap<'static>,
    metrics: GlyphMetrics<'static>,
    units_per_em: f32,
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

impl Face {
    fn read(bytes: &'static [u8]) -> Result<Self, PdfFault> {
        let font = Font::new(bytes.into(), 0).ok_or(PdfFault::BadFont)?;
        let tables = FontRef::new(bytes).map_err(|_| PdfFault::BadFont)?;
        let metrics = tables.glyph_metrics(Size::unscaled(), LocationRef::default());
        Ok(Self { units_per_em: font.units_per_em(), font, signs: tables.charmap(), metrics })
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
            let glyph = self.signs.map(sign).filter(|_| !bare).ok_or(PdfFault::MissingGlyph(sign))?;
            let advance = self.metrics.advance_width(glyph).ok_or(PdfFault::MissingGlyph(sign))?;
            let advance = advance / self.units_per_em + spread;
            let range = at..at + sign.len_utf8();
            glyphs.push(KrillaGlyph::new(GlyphId::new(glyph.to_u32()), advance, 0.0, 0.0, 0.0, range, None));
            ems += advance;
        }
        // The last letter's spread would move a centred line to the left.
        Ok(Line { font: self.font.clone(), text, ems: (ems - spread).max(0.0), glyphs })
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
        let mut lines = Vec::new();
        let mut taken = String::new();
        for word in text.split_whitespace() {
            let longer = if taken.is_empty() { word.to_owned() } else { format!("{taken} {word}") };
            if taken.is_empty() || self.line(&longer, 0.0)?.ems <= ems {
                taken = longer;
            } else {
                lines.push(self.line(&taken, 0.0)?);
                taken = word.to_owned();
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

/// A small count as a measure.
pub(super) fn int(count: usize) -> f32 {
    f32::from(u16::try_from(count).unwrap_or(u16::MAX))
}
