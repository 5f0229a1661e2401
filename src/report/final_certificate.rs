use super::Trial;
use crate::domain::{Birth, CertificateForm, Date, Signer};
use std::fmt;

/// Content of the organiser's certificate. Everything on its page follows from this.
/// `Debug` shows its number and nothing about the person.
#[derive(Clone, PartialEq, Eq)]
pub struct FinalCertificate {
    /// As it was issued: `GCN-000123`.
    pub number: String,
    /// Its short check, as it is typed.
    pub check: String,
    /// Full name of the holder.
    pub name: String,
    /// Date or year of birth.
    pub birth: Birth,
    /// `thôn Ngọc Lặc, xã Tân Kỳ, thành phố Hải Phòng`.
    pub residence: String,
    /// The titles of all topics, in order; each was completed.
    pub topics: Vec<String>,
    /// Title of the contest.
    pub contest: String,
    /// Name of the organising body.
    pub organiser: String,
    /// Who signs, from left to right.
    pub signers: Vec<Signer>,
    /// The place before the date.
    pub place: String,
    /// Day of issue.
    pub date: Date,
    /// Number of the station's slip, where there was one.
    pub slip: Option<String>,
    /// What the printed QR code holds: a short link with number and check.
    pub check_url: String,
    /// A link that carries the full signed statement; it opens by a click and is printed small.
    pub statement_url: String,
    /// Not a real one.
    pub trial: Option<Trial>,
}

impl fmt::Debug for FinalCertificate {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "FinalCertificate({})", self.number)
    }
}

/// A form that is ready to draw by: its logo is read once for all certificates of a file.
pub struct FormPicture {
    /// The form.
    pub form: CertificateForm,
    /// The logo, with its height to a width of 1.
    pub(super) logo: Option<(krilla::image::Image, f32)>,
}

impl FormPicture {
    /// Reads the form's logo.
    ///
    /// # Errors
    /// `Logo` where it is no picture.
    pub fn new(form: CertificateForm) -> Result<Self, super::PdfFault> {
        let logo = match &form.logo {
            None => None,
            Some(logo) => {
                let image = krilla::image::Image::from_png(logo.bytes.clone().into(), false);
                let (width, height) = logo.pixels();
                // Sides are of at most 1,200 pixels: as a share they are exact enough.
                let share = |side: u32| f32::from(u16::try_from(side).unwrap_or(u16::MAX));
                Some((image.map_err(|_| super::PdfFault::Logo)?, share(height) / share(width).max(1.0)))
            }
        };
        Ok(Self { form, logo })
    }
}
