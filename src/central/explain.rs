//! Every refusal of the centre, ready to be worded.

use super::{AdmitRefusal, DecideRefusal, PackRefusal, Refusal, ledger::LedgerError};
use crate::{
    bundle::{BundleFault, kiosk8},
    notices::{Failure, pack_failure},
};

/// Why a bundle is not held.
#[must_use]
pub fn refusal(refusal: &Refusal) -> Failure {
    match refusal {
        Refusal::Fault(fault) => bundle_fault(fault),
        Refusal::Newer(_) => Failure::new("TS-B54", []),
        Refusal::Contest { wanted, found } => contest(wanted, found),
        Refusal::UnknownStation { kiosk } => Failure::new("TS-B52", [("kiosk", short(kiosk))]),
        Refusal::EpochTaken { kiosk, epoch } => {
            Failure::new("TS-B55", [("kiosk", short(kiosk)), ("epoch", epoch.clone())])
        }
        Refusal::Ledger(fault) => ledger(fault),
    }
}

/// Why a station is not let in.
#[must_use]
pub fn admit(refusal: &AdmitRefusal) -> Failure {
    match refusal {
        AdmitRefusal::Fault(fault) => bundle_fault(fault),
        AdmitRefusal::NotPinned => Failure::new("TS-E41", []),
        AdmitRefusal::Contest { wanted, found } => contest(wanted, found),
        AdmitRefusal::OtherCentre => Failure::new("TS-E42", []),
        AdmitRefusal::UnknownEpoch { kiosk, epoch } => {
            Failure::new("TS-E43", [("kiosk", short(kiosk)), ("epoch", epoch.clone())])
        }
        AdmitRefusal::Ledger(fault) => ledger(fault),
    }
}

/// Why a pack is not taken.
#[must_use]
pub fn pack(refusal: &PackRefusal) -> Failure {
    match refusal {
        PackRefusal::Fault(fault) => pack_failure(fault),
        PackRefusal::NotPinned { fingerprint } => Failure::new("TS-M45", [("fingerprint", fingerprint.clone())]),
        PackRefusal::OtherRoot { found, .. } => Failure::new("TS-M46", [("found", found.clone())]),
        PackRefusal::Ledger(fault) => ledger(fault),
    }
}

/// Why nothing was decided about the case; `word` is what was asked for.
#[must_use]
pub fn decide(refusal: &DecideRefusal, case: i64, word: &str) -> Failure {
    match refusal {
        DecideRefusal::UnknownCase => Failure::new("TS-M36", [("case", case.to_string())]),
        DecideRefusal::Decided => Failure::new("TS-M37", []),
        DecideRefusal::Open => Failure::new("TS-M38", []),
        DecideRefusal::Word { words, .. } => {
            Failure::new("TS-M39", [("word", word.to_owned()), ("words", words.join(", "))])
        }
        DecideRefusal::Ledger(fault) => ledger(fault),
    }
}

/// Why the ledger did nothing.
#[must_use]
pub fn ledger(fault: &LedgerError) -> Failure {
    match fault {
        LedgerError::Unavailable(_) => Failure::new("TS-M12", []),
        LedgerError::Database(reason) => Failure::new("TS-M13", [("reason", reason.clone())]),
        LedgerError::Damaged(what) => Failure::new("TS-M14", [("reason", (*what).to_owned())]),
        LedgerError::Newer => Failure::new("TS-M15", []),
        LedgerError::Key => Failure::new("TS-M16", []),
        LedgerError::GivenUp => Failure::new("TS-M13", [("reason", "-".to_owned())]),
    }
}

/// Whether it is worth sending the same again, without anything being changed.
#[must_use]
pub fn is_worth_a_try(refusal: &Refusal) -> bool {
    match refusal {
        Refusal::Ledger(_) | Refusal::Newer(_) | Refusal::UnknownStation { .. } => true,
        Refusal::Fault(_) | Refusal::Contest { .. } | Refusal::EpochTaken { .. } => false,
    }
}

/// Why a file is refused, whichever of the four kinds it is.
#[must_use]
pub fn bundle_fault(fault: &BundleFault) -> Failure {
    let file = |member: &String| Failure::new("TS-B61", [("file", member.clone())]);
    let line = |code, line: &u64| Failure::new(code, [("line", line.to_string())]);
    match fault {
        BundleFault::TooLarge { bytes, most } => {
            Failure::new("TS-B50", [("bytes", bytes.to_string()), ("most", most.to_string())])
        }
        BundleFault::Parcel(_) => Failure::new("TS-B51", []),
        BundleFault::Member { .. } | BundleFault::MemberTooLarge { .. } => Failure::new("TS-B56", []),
        BundleFault::SignatureForm { .. } | BundleFault::LegacySignature { .. } => Failure::new("TS-B57", []),
        BundleFault::WrongKey { key, .. } => Failure::new("TS-B58", [("key", key.to_string())]),
        BundleFault::BadSignature { .. } => Failure::new("TS-B59", []),
        BundleFault::Comment { .. } => Failure::new("TS-B60", []),
        BundleFault::Shape { member, .. }
        | BundleFault::NotCanonical { member }
        | BundleFault::Value { member, .. }
        | BundleFault::Contradiction { member, .. } => file(member),
        BundleFault::NewerShape { .. } => Failure::new("TS-B54", []),
        BundleFault::WrongContest { wanted, found } => contest(wanted, found),
        BundleFault::WrongKiosk { wanted, found } | BundleFault::WrongEpoch { wanted, found } => {
            Failure::new("TS-B62", [("wanted", short(wanted)), ("found", short(found))])
        }
        BundleFault::StatedRecords { .. }
        | BundleFault::StatedPlain { .. }
        | BundleFault::Ratio { .. }
        | BundleFault::Window { .. } => Failure::new("TS-B63", []),
        BundleFault::Length { .. } | BundleFault::Digest { .. } => Failure::new("TS-B64", []),
        BundleFault::Unseal(_) | BundleFault::Sealed => Failure::new("TS-B65", []),
        BundleFault::Compression(_) | BundleFault::PlainLength { .. } | BundleFault::AfterEnd { .. } => {
            Failure::new("TS-B66", [])
        }
        BundleFault::LineTooLong { line: at, .. }
        | BundleFault::LineCut { line: at }
        | BundleFault::Line { line: at } => line("TS-B67", at),
        BundleFault::OtherPayload { .. } => Failure::new("TS-B68", []),
        BundleFault::Record { line: at, .. }
        | BundleFault::Number { line: at, .. }
        | BundleFault::RecordContest { line: at, .. } => line("TS-B69", at),
        BundleFault::Records { .. } | BundleFault::Head { .. } => Failure::new("TS-B70", []),
        BundleFault::Empty
        | BundleFault::TooManyBundles { .. }
        | BundleFault::NotNext { .. }
        | BundleFault::Sealing
        | BundleFault::Signing => Failure::new("TS-B71", []),
    }
}

fn contest(wanted: &str, found: &str) -> Failure {
    Failure::new("TS-B53", [("wanted", wanted.to_owned()), ("found", found.to_owned())])
}

fn short(kiosk: &str) -> String {
    kiosk8(kiosk).to_owned()
}
