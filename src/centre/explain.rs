//! Every refusal of the centre, ready to be worded.

use super::{AdmitRefusal, DecideRefusal, PackRefusal, Refusal};
use crate::{
    bundle::{BundleFault, kiosk8},
    crypto::{SealFault, parcel::ParcelFault},
    ledger::{LedgerError, Login, TlsFault},
    notices::{Failure, legible, pack_failure},
    record::RecordFault,
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
        LedgerError::Login(why, told) => {
            let code = match why {
                Login::NoDatabase => "TS-M51",
                Login::Password => "TS-M52",
                Login::User => "TS-M53",
            };
            Failure::new(code, [("told", legible(told))])
        }
        LedgerError::Database(reason) => Failure::new("TS-M13", [("reason", reason.clone())]),
        LedgerError::Damaged(what) => Failure::new("TS-M14", [("reason", (*what).to_owned())]),
        LedgerError::Newer => Failure::new("TS-M15", []),
        LedgerError::Key => Failure::new("TS-M16", []),
        LedgerError::Tls(why) => tls(why),
        LedgerError::GivenUp => Failure::new("TS-M13", [("reason", "-".to_owned())]),
    }
}

/// Why the way to the database was not sealed as asked for.
fn tls(fault: &TlsFault) -> Failure {
    match fault {
        TlsFault::Mode(mode) => Failure::new("TS-M90", [("mode", mode.clone())]),
        TlsFault::Pairing(mode) => Failure::new("TS-M91", [("mode", mode.clone())]),
        TlsFault::Root(file) => Failure::new("TS-M80", [("file", file.clone())]),
        TlsFault::NoRoot => Failure::new("TS-M82", []),
        TlsFault::NotOffered => Failure::new("TS-M92", []),
        TlsFault::Untrusted => Failure::new("TS-M93", []),
        TlsFault::Expired => Failure::new("TS-M94", []),
        TlsFault::OtherName => Failure::new("TS-M95", []),
        TlsFault::Handshake(why) => Failure::new("TS-M96", [("why", why.clone())]),
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
    let file = |code, member: &String| Failure::new(code, [("file", member.clone())]);
    let field = |code, member: &String, field: &str| {
        Failure::new(code, [("file", member.clone()), ("field", field.to_owned())])
    };
    let other =
        |code, wanted: &str, found: &str| Failure::new(code, [("wanted", short(wanted)), ("found", short(found))]);
    match fault {
        BundleFault::TooLarge { bytes, most } => {
            Failure::new("TS-B50", [("bytes", bytes.to_string()), ("most", most.to_string())])
        }
        BundleFault::Parcel(fault) => parcel_fault(fault),
        BundleFault::Member { .. } => Failure::new("TS-B56", []),
        BundleFault::MemberTooLarge { member, .. } => file("TS-B78", member),
        BundleFault::SignatureForm { .. } => Failure::new("TS-B57", []),
        BundleFault::LegacySignature { .. } => Failure::new("TS-B79", []),
        BundleFault::WrongKey { key, .. } => Failure::new("TS-B58", [("key", key.to_string())]),
        BundleFault::BadSignature { .. } => Failure::new("TS-B59", []),
        BundleFault::Comment { .. } => Failure::new("TS-B60", []),
        BundleFault::Shape { member, .. } => file("TS-B61", member),
        BundleFault::NotCanonical { member } => file("TS-B80", member),
        BundleFault::Value { member, field: name } => field("TS-B81", member, name),
        BundleFault::Contradiction { member, field: name } => field("TS-B82", member, name),
        BundleFault::NewerShape { .. } => Failure::new("TS-B54", []),
        BundleFault::WrongContest { wanted, found } => contest(wanted, found),
        BundleFault::WrongKiosk { wanted, found } => other("TS-B62", wanted, found),
        BundleFault::WrongEpoch { wanted, found } => other("TS-B83", wanted, found),
        inside => inside_fault(inside),
    }
}

/// What is wrong with the sealed part, and what is stated of it.
fn inside_fault(fault: &BundleFault) -> Failure {
    let line = |code, line: &u64| Failure::new(code, [("line", line.to_string())]);
    match fault {
        BundleFault::StatedRecords { .. } => Failure::new("TS-B63", []),
        BundleFault::StatedPlain { .. } => Failure::new("TS-B84", []),
        BundleFault::Ratio { .. } => Failure::new("TS-B85", []),
        BundleFault::Window { .. } => Failure::new("TS-B86", []),
        BundleFault::Length { .. } => Failure::new("TS-B64", []),
        BundleFault::Digest { .. } => Failure::new("TS-B87", []),
        BundleFault::Unseal(SealFault::Damaged) => Failure::new("TS-B88", []),
        BundleFault::Unseal(_) | BundleFault::Sealed => Failure::new("TS-B65", []),
        BundleFault::Compression(_) => Failure::new("TS-B66", []),
        BundleFault::PlainLength { .. } => Failure::new("TS-B89", []),
        BundleFault::AfterEnd { .. } => Failure::new("TS-B90", []),
        BundleFault::LineTooLong { line: at, .. } => line("TS-B91", at),
        BundleFault::LineCut { line: at } => line("TS-B92", at),
        BundleFault::Line { line: at } => line("TS-B67", at),
        BundleFault::OtherPayload { .. } => Failure::new("TS-B68", []),
        BundleFault::Record { fault: RecordFault::Version(_), .. } => Failure::new("TS-B54", []),
        BundleFault::Record { line: at, .. } => line("TS-B69", at),
        BundleFault::Number { line: at, .. } => line("TS-B93", at),
        BundleFault::RecordContest { line: at, .. } => line("TS-B94", at),
        BundleFault::Records { .. } => Failure::new("TS-B95", []),
        BundleFault::Head { .. } => Failure::new("TS-B70", []),
        // While a file is made: no file that came from elsewhere has them.
        _ => Failure::new("TS-B71", []),
    }
}

fn parcel_fault(fault: &ParcelFault) -> Failure {
    let code = match fault {
        // A photograph, a text, a few bytes: whoever handed it in does the same.
        ParcelFault::Cut | ParcelFault::Header { .. } => "TS-B51",
        ParcelFault::Size { .. } => "TS-B72",
        ParcelFault::Trailing { .. } => "TS-B73",
        ParcelFault::Padding { .. } => "TS-B74",
        ParcelFault::Name { .. } => "TS-B75",
        ParcelFault::Twice(_) => "TS-B76",
        ParcelFault::TooMany { .. } => "TS-B77",
    };
    Failure::new(code, [])
}

fn contest(wanted: &str, found: &str) -> Failure {
    Failure::new("TS-B53", [("wanted", wanted.to_owned()), ("found", found.to_owned())])
}

fn short(kiosk: &str) -> String {
    kiosk8(kiosk).to_owned()
}
