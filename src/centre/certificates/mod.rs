//! Certificates: issued to people with a valid entry, drawn one by one or as files, withdrawn, and checked by anybody.

mod check;
mod files;
mod forms;
mod holders;
mod issue;
mod seal;

pub use crate::certificate::{
    FileDifference, FileFault, MOST_FILE, MOST_TEXT, SlipStatement, StatedField, Statement, difference_note,
    field_name, field_names,
};
pub use check::{CertificateStanding, CheckAnswer, CheckedCertificate, CheckedSlip, PageCheck, Sent, SlipStanding};
pub use files::CertificateFile;
pub use holders::{CertificateLine, CertificateList, Holder, Holders, PART, Part};
pub use issue::Issue;

use super::access::NotAllowed;
use crate::{exchange::photo::PhotoFault, ledger::LedgerError, report::PdfFault};

/// Why a certificate was not issued, drawn, withdrawn or checked.
#[derive(Clone, Debug, thiserror::Error)]
pub enum CertificateRefusal {
    /// Not for this role.
    #[error(transparent)]
    NotAllowed(#[from] NotAllowed),
    /// There is no pack of the contest yet, so nobody knows how its certificates look.
    #[error("no contest")]
    NoContest,
    /// No such unit.
    #[error("no such unit")]
    NoUnit,
    /// No certificate of this number, or not for this role.
    #[error("no such certificate")]
    Unknown,
    /// It was withdrawn before.
    #[error("certificate was withdrawn")]
    Withdrawn,
    /// Nobody there has a certificate.
    #[error("nothing to draw")]
    Nobody,
    /// Its form is in no pack that the ledger holds.
    #[error("form of the certificate is missing")]
    NoForm,
    /// It cannot be drawn.
    #[error("certificate cannot be drawn")]
    Drawing(#[source] PdfFault),
    /// What was sent is not looked into.
    #[error("file cannot be checked")]
    File(#[source] FileFault),
    /// A picture that was sent cannot be read.
    #[error("picture cannot be read")]
    Photo(#[source] PhotoFault),
    /// No code is seen on it.
    #[error("no code on the picture")]
    NoCode,
    /// Nothing was sent.
    #[error("nothing was sent")]
    Nothing,
    /// The ledger failed.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
}

/// Setting with the newest serial.
const SERIAL: &str = "newest-serial";
