//! Refusals about lists of One Touch and about stories, ready to be worded.

use super::{NotAllowed, certificates::CertificateRefusal, explain, one_touch::OneTouchRefusal, stories::StoryRefusal};
use crate::{
    certificate::FileFault,
    notices::Failure,
    text::{codes, short_date},
};

/// Why a list of One Touch was not read, kept or taken back. The faults of a file are listed where it was handed in
/// (`one_touch::faults`).
#[must_use]
pub fn one_touch(refusal: &OneTouchRefusal) -> Failure {
    match refusal {
        OneTouchRefusal::NotAllowed(NotAllowed) => explain::not_allowed(),
        OneTouchRefusal::Faults(faults) => {
            Failure::new(codes::one_touch::FAULTS, [("count", faults.len().to_string())])
        }
        OneTouchRefusal::Stale => Failure::new(codes::one_touch::STALE, []),
        OneTouchRefusal::Settled => Failure::new(codes::one_touch::SETTLED, []),
        OneTouchRefusal::Unknown => Failure::new(codes::one_touch::UNKNOWN, []),
        OneTouchRefusal::TermOver { at } => Failure::new(codes::term::IS_OVER, [("date", short_date(at.date()))]),
        OneTouchRefusal::Ledger(fault) => explain::ledger(fault),
    }
}

/// Why a certificate was not issued, drawn, withdrawn or checked.
#[must_use]
pub fn certificate(refusal: &CertificateRefusal) -> Failure {
    let code = match refusal {
        CertificateRefusal::NotAllowed(NotAllowed) => return explain::not_allowed(),
        CertificateRefusal::Ledger(fault) => return explain::ledger(fault),
        CertificateRefusal::NoContest => codes::certify::NO_CONTEST,
        CertificateRefusal::NoUnit => codes::certify::NO_UNIT,
        CertificateRefusal::Unknown => codes::certify::UNKNOWN,
        CertificateRefusal::Withdrawn => codes::certify::WITHDRAWN,
        CertificateRefusal::Nobody => codes::certify::NOBODY,
        CertificateRefusal::NoForm => codes::certify::NO_FORM,
        CertificateRefusal::Drawing(_) => codes::certify::NOT_DRAWN,
        CertificateRefusal::File(fault) => file_code(*fault),
        CertificateRefusal::Photo(_) => codes::certify::PICTURE_UNREADABLE,
        CertificateRefusal::NoCode => codes::certify::NO_CODE,
        CertificateRefusal::Nothing => codes::certify::NOTHING_SENT,
    };
    Failure::new(code, [])
}

/// Code of a file that is not looked into.
#[must_use]
pub fn file_code(fault: FileFault) -> &'static str {
    match fault {
        FileFault::NoPdf => codes::certify::NO_PDF,
        FileFault::TooLarge => codes::certify::TOO_LARGE,
        FileFault::Encrypted => codes::certify::ENCRYPTED,
        FileFault::Attachments => codes::certify::ATTACHMENTS,
        FileFault::Bomb => codes::certify::TOO_MUCH_PACKED,
        FileFault::Several => codes::certify::SEVERAL,
    }
}

/// Why nothing was decided about a message.
#[must_use]
pub fn story(refusal: &StoryRefusal) -> Failure {
    match refusal {
        StoryRefusal::NotAllowed(NotAllowed) => explain::not_allowed(),
        StoryRefusal::Unknown => Failure::new(codes::story::UNKNOWN, []),
        StoryRefusal::Stale => Failure::new(codes::story::STALE, []),
        StoryRefusal::Decided => Failure::new(codes::story::DECIDED, []),
        StoryRefusal::Open => Failure::new(codes::story::NOT_DECIDED, []),
        StoryRefusal::Forbidden => Failure::new(codes::story::FORBIDDEN, []),
        StoryRefusal::Ledger(fault) => explain::ledger(fault),
    }
}
