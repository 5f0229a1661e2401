use super::{
    FinalCertificate, Fonts, PdfFault, Trial,
    book::Book,
    final_certificate::FormPicture,
    final_layout,
    listing::{Column, Listing, list},
    page_parts::{HEIGHT, WIDTH},
    pdf::{described, linked, printed_code, refused, settings},
    sheet::Sheet,
};
use crate::{domain::Date, text::Words};
use krilla::{Document, page::PageSettings};
use std::fmt;

/// Certificates of one file, and the list on which those who receive them sign.
pub struct FinalCertificates<'a> {
    /// Title of the contest.
    pub contest: String,
    /// Whose they are: a unit, a village.
    pub place: String,
    /// Day on which the file is made.
    pub date: Date,
    /// Not real ones; what is across a certificate itself is its own `trial`.
    pub trial: Option<Trial>,
    /// In the order in which they are drawn and listed, each with its form and what the list states beside the name.
    pub given: Vec<Given<'a>>,
}

/// A certificate of a file.
pub struct Given<'a> {
    /// The certificate, as it was issued.
    pub certificate: FinalCertificate,
    /// Its form.
    pub picture: &'a FormPicture,
    /// Thôn or tổ dân phố of the holder.
    pub village: String,
}

/// What was drawn.
pub struct DrawnCertificates {
    /// All that can be drawn, each on its page, and the list of everybody.
    pub pdf: Vec<u8>,
    /// Numbers of those that cannot be drawn, with the reason: one of them does not keep the others from being printed. The list names their
    /// people too, with a remark in place of the line to sign on.
    pub left_out: Vec<(String, PdfFault)>,
}

impl fmt::Debug for DrawnCertificates {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "DrawnCertificates({} bytes, {:?} left out)", self.pdf.len(), self.left_out)
    }
}

/// Draws one certificate on one A4 page, landscape, as PDF/A-2u. The same certificate and form are the same bytes: that is how a file is
/// checked (docs/decisions/063-certificates-and-their-check.md).
///
/// # Errors
/// What cannot be drawn; nothing is left out instead.
pub fn final_pdf(
    certificate: &FinalCertificate,
    picture: &FormPicture,
    words: &Words,
    fonts: &Fonts,
) -> Result<Vec<u8>, PdfFault> {
    let mut document = Document::new_with(settings()?);
    let title = words.with("final-file", &[("number", certificate.number.as_str().into())]);
    let metadata = described(title, certificate.date, words)
        .authors(vec![certificate.organiser.clone()])
        .document_id(certificate.number.clone());
    document.set_metadata(metadata);
    page(&mut document, certificate, picture, (words, fonts))?;
    document.finish().map_err(|error| refused(&error))
}

fn page(
    document: &mut Document,
    certificate: &FinalCertificate,
    picture: &FormPicture,
    (words, fonts): (&Words, &Fonts),
) -> Result<(), PdfFault> {
    let code = printed_code(&certificate.check_url)?;
    let size = PageSettings::from_wh(WIDTH, HEIGHT).ok_or_else(|| refused(&"page size"))?;
    let mut page = document.start_page_with(size);
    let mut surface = page.surface();
    let links = final_layout::draw(certificate, picture, &code, (words, fonts), &mut Sheet::new(&mut surface))?;
    surface.finish();
    for area in links {
        page.add_annotation(linked(area, &certificate.statement_url, words.get("final-signed").into_owned()));
    }
    page.finish();
    Ok(())
}

/// Draws the certificates, each on its page, and the list to sign, as one PDF/A-2u.
///
/// # Errors
/// What keeps everything from being drawn; a single certificate that cannot be drawn is left out and named.
pub fn final_certificates(
    certificates: &FinalCertificates<'_>,
    words: &Words,
    fonts: &Fonts,
) -> Result<DrawnCertificates, PdfFault> {
    // Drawing one alone, to see whether it can be drawn, costs as much as drawing it: nearly every file can be drawn whole.
    match file_without(certificates, &[], words, fonts) {
        Err(fault) if is_of_one(&fault) => (),
        drawn => return drawn, // else: it is drawn, or cannot be
    }
    let mut left_out = Vec::new();
    for Given { certificate, picture, .. } in &certificates.given {
        match tried(certificate, picture, words, fonts) {
            Err(fault) if is_of_one(&fault) => left_out.push((certificate.number.clone(), fault)),
            drawn => drawn?, // else: it can be drawn, or no file can
        }
    }
    file_without(certificates, &left_out, words, fonts)
}

/// Whether a fault is of what one certificate states, so that the others can be drawn.
fn is_of_one(fault: &PdfFault) -> bool {
    match fault {
        PdfFault::MissingGlyph(_) | PdfFault::TooWide(_) | PdfFault::Qr(_) => true,
        PdfFault::BadFont | PdfFault::Writer(_) | PdfFault::Logo => false,
    }
}

/// The file without these.
fn file_without(
    certificates: &FinalCertificates<'_>,
    left_out: &[(String, PdfFault)],
    words: &Words,
    fonts: &Fonts,
) -> Result<DrawnCertificates, PdfFault> {
    let date = certificates.date;
    let title = words.with("final-files", &[("date", words.date(date).into())]);
    let given = &certificates.given;
    let id: String = given.iter().map(|one| one.certificate.number.as_str()).collect::<Vec<_>>().join(" ");
    let mut book = Book::new((title, &id, date), certificates.trial, words, fonts)?;
    let is_drawn = |one: &&Given<'_>| !left_out.iter().any(|(number, _)| *number == one.certificate.number);
    for Given { certificate, picture, .. } in given.iter().filter(is_drawn) {
        let code = printed_code(&certificate.check_url)?;
        book.sized_page((WIDTH, HEIGHT), |sheet| {
            let links = final_layout::draw(certificate, picture, &code, (words, fonts), sheet)?;
            let signed = || words.get("final-signed").into_owned();
            Ok(links.into_iter().map(|area| linked(area, &certificate.statement_url, signed())).collect())
        })?;
    }
    list(&mut book, &signed_for(certificates, left_out, words))?;
    Ok(DrawnCertificates { pdf: book.finish()?, left_out: left_out.to_vec() })
}

/// Draws a certificate on a page that is thrown away.
fn tried(certificate: &FinalCertificate, picture: &FormPicture, words: &Words, fonts: &Fonts) -> Result<(), PdfFault> {
    page(&mut Document::new_with(settings()?), certificate, picture, (words, fonts))
}

/// The list of those who received a certificate.
fn signed_for(of: &FinalCertificates<'_>, left_out: &[(String, PdfFault)], words: &Words) -> Listing {
    let rows = of.given.iter().map(|Given { certificate, village, .. }| {
        let is_left_out = left_out.iter().any(|(number, _)| *number == certificate.number);
        let remark = if is_left_out { words.get("final-left-out").into_owned() } else { String::new() };
        let year = certificate.birth.year().to_string();
        vec![certificate.name.clone(), year, village.clone(), certificate.number.clone(), remark]
    });
    let about = [("contest", of.contest.as_str().into())];
    let place = [("place", of.place.as_str().into()), ("date", words.date(of.date).into())];
    Listing {
        title: words.get("final-sign-title").into_owned(),
        about: vec![words.with("print-contest", &about), words.with("final-place-date", &place)],
        columns: vec![
            Column::new(words.get("print-name"), 160.0),
            Column::new(words.get("print-birth-year"), 44.0),
            Column::new(words.get("print-village"), 96.0),
            Column::new(words.get("final-number-head"), 90.0),
            Column::new(words.get("print-signature"), 120.0),
        ],
        rows: rows.collect(),
        row_height: 27.0,
        signers: vec![words.get("final-signer-giver").into_owned()],
    }
}
