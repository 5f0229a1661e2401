//! The page that follows from a statement and its form.

use super::{Signed, Statement};
use crate::{
    crypto::demo_centre,
    report::{FinalCertificate, Fonts, FormPicture, PdfFault, Trial, final_pdf},
    text::{Language, Words},
};

/// What is drawn of a statement, with the links that it is signed into.
#[must_use]
pub fn page_of(statement: &Statement, signed: &Signed) -> FinalCertificate {
    let check = signed.check();
    let link = format!("{}{}-{}", statement.check_url, statement.number, check.as_str());
    FinalCertificate {
        number: statement.number.clone(),
        check: check.as_str().to_owned(),
        name: statement.name.clone(),
        birth: statement.birth,
        residence: statement.residence.clone(),
        topics: statement.topics.clone(),
        contest: statement.title.clone(),
        organiser: statement.organiser.clone(),
        signers: statement.signers.clone(),
        place: statement.place.clone(),
        date: statement.date,
        slip: statement.slip.clone(),
        statement_url: format!("{link}#{}", signed.carried()),
        check_url: link,
        trial: Trial::of(statement.contest == demo_centre::CONTEST, statement.rehearsal),
    }
}

/// The file of one certificate: the same bytes each time.
///
/// # Errors
/// What cannot be drawn.
pub fn drawn(
    statement: &Statement,
    signed: &Signed,
    picture: &FormPicture,
    fonts: &Fonts,
) -> Result<Vec<u8>, PdfFault> {
    final_pdf(&page_of(statement, signed), picture, &Words::new(Language::Vietnamese), fonts)
}
