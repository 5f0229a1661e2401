use super::{
    Certificate, Fonts, PdfFault, layout, page_parts,
    qr::{self, Matrix},
    sheet::Sheet,
};
use crate::{
    domain::Date,
    text::{Language, Words},
};
use chrono::Datelike;
use krilla::{
    Document, SerializeSettings,
    action::{Action, LinkAction},
    annotation::{Annotation, LinkAnnotation, Target},
    configure::{Archival, ConfigurationBuilder},
    geom::Rect,
    metadata::{DateTime, Metadata},
    page::PageSettings,
};
use std::fmt;

/// Most modules a side of the printed code: more would be too fine for a phone at reading distance.
const MOST_MODULES: usize = 53;

/// Draws a certificate on one A4 page, landscape, as PDF/A-2u: a file that will still be read when this program is gone.
///
/// # Errors
/// What cannot be drawn; nothing is left out instead.
pub fn pdf(certificate: &Certificate, words: &Words, fonts: &Fonts) -> Result<Vec<u8>, PdfFault> {
    let code = code_of(certificate)?;
    let mut document = Document::new_with(settings()?);
    document.set_metadata(metadata(certificate, words));
    let size = PageSettings::from_wh(page_parts::WIDTH, page_parts::HEIGHT).ok_or_else(|| refused(&"page size"))?;
    let mut page = document.start_page_with(size);
    let mut surface = page.surface();
    let links = layout::draw(certificate, &code, words, fonts, &mut Sheet::new(&mut surface))?;
    surface.finish();
    links.into_iter().for_each(|area| page.add_annotation(link(area, certificate, words)));
    page.finish();
    document.finish().map_err(|error| refused(&error))
}

/// Code of a slip as it is printed.
pub(super) fn code_of(certificate: &Certificate) -> Result<Matrix, PdfFault> {
    printed_code(&certificate.check_url)
}

/// A code as it is printed.
pub(super) fn printed_code(text: &str) -> Result<Matrix, PdfFault> {
    qr::matrix(text, MOST_MODULES).map_err(PdfFault::Qr)
}

/// An area of a page that opens the signed statement.
pub(super) fn link(area: Rect, certificate: &Certificate, words: &Words) -> Annotation {
    linked(area, &certificate.statement_url, words.get("certificate-signed").into_owned())
}

/// An area of a page that opens an address, with what a reader who cannot see it is read.
pub(super) fn linked(area: Rect, address: &str, words: String) -> Annotation {
    let target = Target::Action(Action::Link(LinkAction::new(address.to_owned())));
    Annotation::new_link(LinkAnnotation::new(area, target), Some(words))
}

pub(super) fn settings() -> Result<SerializeSettings, PdfFault> {
    let configuration = ConfigurationBuilder::new()
        .with_archival_validator(Archival::A2_U)
        .finish()
        .map_err(|error| refused(&format!("{error:?}")))?;
    Ok(SerializeSettings { configuration, ..SerializeSettings::default() })
}

/// The file's date is the certificate's, so that the same certificate is the same file.
fn metadata(certificate: &Certificate, words: &Words) -> Metadata {
    described(
        words.with("certificate-file", &[("number", certificate.number.as_str().into())]),
        certificate.date,
        words,
    )
    .authors(vec![certificate.organiser.clone()])
    .document_id(certificate.number.clone())
}

/// What every file states of itself: title, date, language, program.
pub(super) fn described(title: String, date: Date, words: &Words) -> Metadata {
    let narrow = |number: u32| u8::try_from(number).unwrap_or(1);
    let date =
        DateTime::new(u16::try_from(date.year()).unwrap_or(1970)).month(narrow(date.month())).day(narrow(date.day()));
    let language = match words.language() {
        Language::Vietnamese => "vi",
        Language::English => "en",
    };
    Metadata::new().title(title).creator("tramso".to_owned()).language(language.to_owned()).creation_date(date)
}

pub(super) fn refused(error: &dyn fmt::Display) -> PdfFault {
    PdfFault::Writer(error.to_string())
}
