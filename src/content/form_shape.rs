//! Shape of a certificate's form in packs, and its digest (docs/FORMATS.md 23).

use crate::{
    crypto::{base64url, canonical::write, from_base64url, sha256},
    domain::{CertificateForm, Logo, Measures, Signer},
};
use serde::{Deserialize, Serialize};

/// A certificate's form as JSON.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FormV1 {
    title: String,
    wording: String,
    place: String,
    signers: Vec<SignerV1>,
    motto: bool,
    name_pt: u8,
    logo_mm: u8,
    /// PNG in base64url.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    logo: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SignerV1 {
    title: String,
    name: String,
}

impl FormV1 {
    pub fn new(form: &CertificateForm) -> Self {
        let signer = |signer: &Signer| SignerV1 { title: signer.title.clone(), name: signer.name.clone() };
        Self {
            title: form.title.clone(),
            wording: form.wording.clone(),
            place: form.place.clone(),
            signers: form.signers.iter().map(signer).collect(),
            motto: form.has_motto,
            name_pt: form.measures.name_pt,
            logo_mm: form.measures.logo_mm,
            logo: form.logo.as_ref().map(|logo| base64url(&logo.bytes)),
        }
    }

    /// The form; none where a value is outside its bounds.
    pub fn open(self) -> Option<CertificateForm> {
        let is_bounded = |text: &str, most: usize| text.chars().count() <= most;
        let logo = match self.logo {
            Some(text) => Some(Logo::new(from_base64url(&text)?).ok()?),
            None => None,
        };
        let is_sound = is_bounded(&self.title, CertificateForm::LONGEST_TITLE)
            && is_bounded(&self.wording, CertificateForm::LONGEST_WORDING)
            && is_bounded(&self.place, CertificateForm::LONGEST_PLACE)
            && (1..=CertificateForm::MOST_SIGNERS).contains(&self.signers.len())
            && self.signers.iter().all(|signer| {
                is_bounded(&signer.title, CertificateForm::LONGEST_OFFICE)
                    && is_bounded(&signer.name, CertificateForm::LONGEST_SIGNER)
            })
            && Measures::NAME_PT.contains(&self.name_pt)
            && Measures::LOGO_MM.contains(&self.logo_mm);
        is_sound.then(|| CertificateForm {
            title: self.title,
            wording: self.wording,
            place: self.place,
            signers: self.signers.into_iter().map(|one| Signer { title: one.title, name: one.name }).collect(),
            logo,
            has_motto: self.motto,
            measures: Measures { name_pt: self.name_pt, logo_mm: self.logo_mm },
        })
    }
}

/// The digest by which a certificate's statement names its form.
#[must_use]
pub fn form_digest(form: &CertificateForm) -> [u8; 32] {
    sha256(&[b"tramso-certificate-form1", &write(&FormV1::new(form))])
}

/// The form of a contest that states none. It never changes: certificates were drawn by it.
#[must_use]
pub fn usual_form() -> CertificateForm {
    let shape: Result<FormV1, _> = serde_json::from_str(include_str!("../../assets/certificate/usual-1.json"));
    shape.ok().and_then(FormV1::open).unwrap_or(CertificateForm {
        // The file is compiled in, and a test reads it.
        title: String::new(),
        wording: String::new(),
        place: String::new(),
        signers: Vec::new(),
        logo: None,
        has_motto: false,
        measures: Measures::USUAL,
    })
}
