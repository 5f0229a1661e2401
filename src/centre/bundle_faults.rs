//! Why a file of a station is refused, ready to be worded.

use crate::{
    bundle::BundleFault,
    crypto::{SealFault, parcel::ParcelFault},
    domain::StationId,
    notices::{Failure, byte_limit},
    record::RecordFault,
    text::codes,
};

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
        BundleFault::TooLarge { most, .. } => {
            Failure::new(codes::bundle::FILE_TOO_LARGE, [("most", byte_limit(*most))])
        }
        BundleFault::Parcel(fault) => parcel_fault(fault),
        BundleFault::Member { .. } => Failure::new(codes::bundle::PARTS_WRONG, []),
        BundleFault::MemberTooLarge { member, .. } => file(codes::bundle::PART_TOO_LARGE, member),
        BundleFault::SignatureForm { .. } => Failure::new(codes::bundle::SIGNATURE_FORM, []),
        BundleFault::LegacySignature { .. } => Failure::new(codes::bundle::LEGACY_SIGNATURE, []),
        BundleFault::WrongKey { key, .. } => {
            Failure::new(codes::bundle::KEY_NOT_REGISTERED, [("key", key.to_string())])
        }
        BundleFault::BadSignature { .. } => Failure::new(codes::bundle::SIGNATURE_WRONG, []),
        BundleFault::Comment { .. } => Failure::new(codes::bundle::SIGNATURE_OF_ANOTHER_FILE, []),
        BundleFault::Shape { member, .. } => file(codes::bundle::PART_UNREADABLE, member),
        BundleFault::NotCanonical { member } => file(codes::bundle::NOT_CANONICAL, member),
        BundleFault::Value { member, field: name } => field(codes::bundle::FIELD_INVALID, member, name),
        BundleFault::Contradiction { member, field: name } => field(codes::bundle::FIELD_CONTRADICTS, member, name),
        BundleFault::NewerShape { .. } => Failure::new(codes::bundle::LATER_VERSION, []),
        BundleFault::WrongContest { wanted, found } => contest(wanted, found),
        BundleFault::WrongKiosk { wanted, found } => other(codes::bundle::OTHER_STATION, wanted, found),
        BundleFault::WrongEpoch { wanted, found } => other(codes::bundle::OTHER_EPOCH, wanted, found),
        inside => inside_fault(inside), // else: names every variant
    }
}

/// What is wrong with the sealed part, and what is stated of it.
fn inside_fault(fault: &BundleFault) -> Failure {
    let line = |code, line: &u64| Failure::new(code, [("line", line.to_string())]);
    match fault {
        BundleFault::StatedRecords { .. } => Failure::new(codes::bundle::TOO_MANY_RECORDS, []),
        BundleFault::StatedPlain { .. } => Failure::new(codes::bundle::UNPACKS_TO_TOO_MUCH, []),
        BundleFault::Ratio { .. } => Failure::new(codes::bundle::COMPRESSION_RATIO, []),
        BundleFault::Window { .. } => Failure::new(codes::bundle::COMPRESSION_MEMORY, []),
        BundleFault::Length { .. } => Failure::new(codes::bundle::SEALED_LENGTH, []),
        BundleFault::Digest { .. } => Failure::new(codes::bundle::SEALED_PART_CHANGED, []),
        BundleFault::Unseal(SealFault::Damaged) => Failure::new(codes::bundle::SEALED_PART_DAMAGED, []),
        BundleFault::Unseal(_) | BundleFault::Sealed => Failure::new(codes::bundle::SEALED_FOR_ANOTHER_CENTRE, []),
        BundleFault::Compression(_) => Failure::new(codes::bundle::COMPRESSION_DAMAGED, []),
        BundleFault::PlainLength { .. } => Failure::new(codes::bundle::UNPACKED_LENGTH, []),
        BundleFault::AfterEnd { .. } => Failure::new(codes::bundle::TRAILING_AFTER_COMPRESSION, []),
        BundleFault::LineTooLong { line: at, .. } => line(codes::bundle::LINE_TOO_LONG, at),
        BundleFault::LineCut { line: at } => line(codes::bundle::LAST_LINE_CUT, at),
        BundleFault::Line { line: at } => line(codes::bundle::LINE_UNREADABLE, at),
        BundleFault::OtherPayload { .. } => Failure::new(codes::bundle::SEALED_PART_OF_ANOTHER_BUNDLE, []),
        BundleFault::Record { fault: RecordFault::Version(_), .. } => Failure::new(codes::bundle::LATER_VERSION, []),
        BundleFault::Record { line: at, .. } => line(codes::bundle::RECORD_FORM, at),
        BundleFault::Number { line: at, .. } => line(codes::bundle::RECORD_NUMBER, at),
        BundleFault::RecordContest { line: at, .. } => line(codes::bundle::RECORD_OF_ANOTHER_CONTEST, at),
        BundleFault::Records { .. } => Failure::new(codes::bundle::RECORD_COUNT, []),
        BundleFault::Head { .. } => Failure::new(codes::bundle::CHAIN_BROKEN, []),
        // While a file is made: no file that came from elsewhere has them.
        BundleFault::Empty
        | BundleFault::TooManyBundles { .. }
        | BundleFault::NotNext { .. }
        | BundleFault::Sealing
        | BundleFault::Signing
        // `bundle_fault` has answered these.
        | BundleFault::TooLarge { .. }
        | BundleFault::Parcel(_)
        | BundleFault::Member { .. }
        | BundleFault::MemberTooLarge { .. }
        | BundleFault::SignatureForm { .. }
        | BundleFault::LegacySignature { .. }
        | BundleFault::WrongKey { .. }
        | BundleFault::BadSignature { .. }
        | BundleFault::Comment { .. }
        | BundleFault::Shape { .. }
        | BundleFault::NotCanonical { .. }
        | BundleFault::Value { .. }
        | BundleFault::Contradiction { .. }
        | BundleFault::NewerShape { .. }
        | BundleFault::WrongContest { .. }
        | BundleFault::WrongKiosk { .. }
        | BundleFault::WrongEpoch { .. } => Failure::new(codes::bundle::NOT_MADE_HERE, []),
    }
}

fn parcel_fault(fault: &ParcelFault) -> Failure {
    let code = match fault {
        // A photograph, a text, a few bytes: the next step is the same.
        ParcelFault::Cut | ParcelFault::Header { .. } => codes::bundle::NOT_A_BUNDLE,
        ParcelFault::Size { .. } => codes::bundle::CUT_SHORT,
        ParcelFault::Trailing { .. } => codes::bundle::TRAILING_BYTES,
        ParcelFault::Padding { .. } => codes::bundle::HIDDEN_BYTES,
        ParcelFault::Name { .. } => codes::bundle::PART_NAME,
        ParcelFault::Twice(_) => codes::bundle::PART_TWICE,
        ParcelFault::TooMany { .. } => codes::bundle::TOO_MANY_PARTS,
    };
    Failure::new(code, [])
}

pub(super) fn contest(wanted: &str, found: &str) -> Failure {
    Failure::new(codes::bundle::OTHER_CONTEST, [("wanted", wanted.to_owned()), ("found", found.to_owned())])
}

pub(super) fn short(station: &str) -> String {
    StationId::short_of(station).to_owned()
}
