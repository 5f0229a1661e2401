//! A document of A4 pages, upright or across, each with the mark of a trial and its number where it has one.

use super::{
    Fonts, PdfFault, Trial,
    pdf::{described, refused, settings},
    sheet::{From, GREY, Sheet},
};
use crate::{domain::Date, text::Words};
use krilla::{Document, annotation::Annotation, page::PageSettings};

/// A4 upright, in points.
pub(super) const WIDTH: f32 = 595.276;
pub(super) const HEIGHT: f32 = 841.89;
/// What is drawn keeps this distance from the sides: printers cannot reach the outer 5 mm.
pub(super) const LEFT: f32 = 34.0;
pub(super) const RIGHT: f32 = WIDTH - LEFT;
/// Where a page's content begins and ends; a trial's head is above, the page's number below.
pub(super) const TOP: f32 = 37.0;
pub(super) const BOTTOM: f32 = HEIGHT - 36.0;

/// A document that is being drawn.
pub(super) struct Book<'a> {
    document: Document,
    /// The wording.
    pub words: &'a Words,
    /// The fonts.
    pub fonts: &'a Fonts,
    trial: Option<Trial>,
    /// Of its pages.
    size: (f32, f32),
}

impl<'a> Book<'a> {
    /// An empty document. Title and date are all that it states of itself, and with `id` what it is known by, so that the same input gives the
    /// same bytes.
    ///
    /// # Errors
    /// The writer of PDF refused.
    pub fn new(
        (title, id, date): (String, &str, Date),
        trial: Option<Trial>,
        words: &'a Words,
        fonts: &'a Fonts,
    ) -> Result<Self, PdfFault> {
        let mut document = Document::new_with(settings()?);
        document.set_metadata(described(title, date, words).document_id(id.to_owned()));
        Ok(Self { document, words, fonts, trial, size: (WIDTH, HEIGHT) })
    }

    /// The same with pages across, for tables of many columns.
    pub fn across(self) -> Self {
        Self { size: (HEIGHT, WIDTH), ..self }
    }

    /// Where a page's content ends on the right and below.
    pub fn ends(&self) -> (f32, f32) {
        (self.size.0 - (WIDTH - RIGHT), self.size.1 - (HEIGHT - BOTTOM))
    }

    /// Draws one more page, over the mark of a trial.
    ///
    /// # Errors
    /// As drawing it.
    pub fn page(&mut self, draw: impl FnOnce(&mut Sheet<'_, '_>) -> Result<(), PdfFault>) -> Result<(), PdfFault> {
        let (trial, words, fonts, size) = (self.trial, self.words, self.fonts, self.size);
        self.plain_page(|sheet| {
            if let Some(trial) = trial {
                trial.watermark(sheet, (words, fonts), size)?;
                trial.head(sheet, (words, fonts), (size.0 / 2.0, 15.5))?;
            }
            draw(sheet)?;
            Ok(Vec::new())
        })
    }

    /// Draws one more page whose parts have marks of their own, and adds the links that it has.
    ///
    /// # Errors
    /// As drawing it.
    pub fn plain_page(
        &mut self,
        draw: impl FnOnce(&mut Sheet<'_, '_>) -> Result<Vec<Annotation>, PdfFault>,
    ) -> Result<(), PdfFault> {
        self.sized_page(self.size, draw)
    }

    /// The same of another size.
    ///
    /// # Errors
    /// As drawing it.
    pub fn sized_page(
        &mut self,
        (width, height): (f32, f32),
        draw: impl FnOnce(&mut Sheet<'_, '_>) -> Result<Vec<Annotation>, PdfFault>,
    ) -> Result<(), PdfFault> {
        let size = PageSettings::from_wh(width, height).ok_or_else(|| refused(&"page size"))?;
        let mut page = self.document.start_page_with(size);
        let mut surface = page.surface();
        let links = draw(&mut Sheet::new(&mut surface))?;
        surface.finish();
        links.into_iter().for_each(|link| page.add_annotation(link));
        page.finish();
        Ok(())
    }

    /// The whole document.
    ///
    /// # Errors
    /// The writer of PDF refused.
    pub fn finish(self) -> Result<Vec<u8>, PdfFault> {
        self.document.finish().map_err(|error| refused(&error))
    }
}

/// The page's number at the foot, on the right, below where its content ends.
pub(super) fn numbered(
    sheet: &mut Sheet<'_, '_>,
    (words, fonts): (&Words, &Fonts),
    (page, of): (usize, usize),
    (right, bottom): (f32, f32),
) -> Result<(), PdfFault> {
    let values = [("page", page.to_string().into()), ("of", of.to_string().into())];
    let line = fonts.regular.line(&words.with("print-page", &values), 0.0)?;
    sheet.set(&line, 9.0, From::Right, (right, bottom + 14.0), GREY);
    Ok(())
}
