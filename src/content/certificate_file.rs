use super::{ContestFault, FaultKind, draft::Written, fault::Faults, form_shape::usual_form, table::Fields};
use crate::domain::{CertificateForm, Logo, Measures, Signer};
use std::ops::RangeInclusive;

/// Folder of the certificate's pictures.
pub(super) const FOLDER: &str = "certificate";

/// `[certificate]`: how certificates look. What is left out is as in the program's own form.
pub(super) fn certificate(
    mut table: Fields<'_, '_>,
    pictures: &[(&str, &[u8])],
    faults: &mut Faults,
) -> CertificateForm {
    let usual = usual_form();
    let title = bounded(&mut table, "title", CertificateForm::LONGEST_TITLE, faults);
    let wording = bounded(&mut table, "wording", CertificateForm::LONGEST_WORDING, faults);
    let place = bounded(&mut table, "place", CertificateForm::LONGEST_PLACE, faults);
    let signers = signers(&mut table, faults);
    let logo = table.text_if("logo", faults).and_then(|name| logo(&name, &table, pictures, faults));
    let measures = Measures {
        name_pt: measure(&mut table, "name_pt", &Measures::NAME_PT, usual.measures.name_pt, faults),
        logo_mm: measure(&mut table, "logo_mm", &Measures::LOGO_MM, usual.measures.logo_mm, faults),
    };
    let has_motto = table.flag("motto", faults).unwrap_or(usual.has_motto);
    table.close(faults);
    CertificateForm {
        title: title.unwrap_or(usual.title),
        wording: wording.unwrap_or(usual.wording),
        place: place.unwrap_or(usual.place),
        signers: if signers.is_empty() { usual.signers } else { signers },
        logo,
        has_motto,
        measures,
    }
}

/// A text that may be left out, of at most so many characters.
fn bounded(table: &mut Fields<'_, '_>, key: &'static str, most: usize, faults: &mut Faults) -> Option<String> {
    let text = table.text_if(key, faults)?;
    check_length(table, key, &text, most, faults);
    Some(text.text)
}

fn check_length(table: &Fields<'_, '_>, key: &'static str, text: &Written, most: usize, faults: &mut Faults) {
    let chars = text.text.chars().count();
    if chars > most {
        let fault = ContestFault::CertificateText { key, chars, most };
        table.fault(text.line, FaultKind::Contest(fault), faults);
    }
}

fn signers(table: &mut Fields<'_, '_>, faults: &mut Faults) -> Vec<Signer> {
    let mut signers = Vec::new();
    for (at, mut one) in table.tables("signer", faults).into_iter().enumerate() {
        if at == CertificateForm::MOST_SIGNERS {
            let fault = ContestFault::CertificateSigners { most: CertificateForm::MOST_SIGNERS };
            one.fault(one.line, FaultKind::Contest(fault), faults);
        }
        let title = one.text("title", faults);
        check_length(&one, "title", &title, CertificateForm::LONGEST_OFFICE, faults);
        let name = one.text_if("name", faults).unwrap_or_default();
        check_length(&one, "name", &name, CertificateForm::LONGEST_SIGNER, faults);
        one.close(faults);
        signers.push(Signer { title: title.text, name: name.text });
    }
    signers
}

fn logo(name: &Written, table: &Fields<'_, '_>, pictures: &[(&str, &[u8])], faults: &mut Faults) -> Option<Logo> {
    let path = format!("{FOLDER}/{}", name.text);
    let found = pictures.iter().find(|(known, _)| *known == path);
    let fault = match found.map(|(_, bytes)| Logo::new(bytes.to_vec())) {
        Some(Ok(logo)) => return Some(logo),
        Some(Err(fault)) => ContestFault::CertificateLogo { path, fault },
        None => ContestFault::CertificateLogoMissing { path },
    };
    table.fault(name.line, FaultKind::Contest(fault), faults);
    None
}

fn measure(
    table: &mut Fields<'_, '_>,
    key: &'static str,
    range: &RangeInclusive<u8>,
    usual: u8,
    faults: &mut Faults,
) -> u8 {
    let found = table.whole(key, i64::from(*range.start()), i64::from(*range.end()), faults);
    found.and_then(|(number, _)| u8::try_from(number).ok()).unwrap_or(usual)
}
