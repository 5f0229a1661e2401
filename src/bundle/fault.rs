use crate::{
    crypto::{SealFault, minisig::KeyId, parcel::ParcelFault},
    record::RecordFault,
};

/// Why a bundle, receipt, request or grant is refused, or cannot be written: what is wrong, with its values. The wording is the
/// driver's. `member` is the file inside the parcel, `line` counts from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BundleFault {
    /// More bytes than any such file has; not one of them was read.
    TooLarge {
        bytes: usize,
        most: usize,
    },
    /// No canonical ustar.
    Parcel(ParcelFault),
    /// Another member than the one that belongs in this place, or none.
    Member {
        wanted: Option<String>,
        found: Option<String>,
    },
    MemberTooLarge {
        member: String,
        bytes: usize,
        most: usize,
    },

    /// No signature of minisign in its one form.
    SignatureForm {
        member: String,
    },
    /// A signature of the old kind, which is not taken.
    LegacySignature {
        member: String,
    },
    /// Signed with another key than those that may.
    WrongKey {
        member: String,
        key: KeyId,
    },
    /// The bytes are not those that were signed.
    BadSignature {
        member: String,
    },
    /// The signature was made for something else.
    Comment {
        member: String,
        wanted: String,
        found: String,
    },

    /// Not the JSON that belongs there, as its parser reports: unknown, missing or doubled keys among it.
    Shape {
        member: String,
        message: String,
    },
    /// A later version of the shape: this program is too old for it.
    NewerShape {
        member: String,
        v: u32,
    },
    /// The same values written otherwise than in the one form.
    NotCanonical {
        member: String,
    },
    /// A value that this field cannot have.
    Value {
        member: String,
        field: &'static str,
    },
    /// Two places that must agree do not.
    Contradiction {
        member: String,
        field: &'static str,
    },

    /// For or from another contest.
    WrongContest {
        wanted: String,
        found: String,
    },
    /// For or from another station.
    WrongKiosk {
        wanted: String,
        found: String,
    },
    /// Of an epoch that is not known.
    WrongEpoch {
        wanted: String,
        found: String,
    },

    /// The payload is said to hold more lines or bytes than a bundle may.
    StatedRecords {
        stated: u64,
        most: u64,
    },
    StatedPlain {
        stated: u64,
        most: u64,
    },
    /// It is said to unpack to more times its own length than records can.
    Ratio {
        stated: u64,
        sealed: u64,
        most: u64,
    },
    /// A member has another length than is stated.
    Length {
        member: String,
        stated: u64,
        found: u64,
    },
    /// A member has another digest than is stated.
    Digest {
        member: String,
    },
    /// It cannot be unsealed.
    Unseal(SealFault),
    /// Sealed with nothing to try: no identity was given.
    Sealed,
    /// The payload is no frame of zstd, or a damaged one, as the decoder tells.
    Compression(String),
    /// Unpacking would need a larger window than is given.
    Window {
        bytes: u64,
        most: u64,
    },
    /// What was sealed has another length than is stated; reading stopped there.
    PlainLength {
        stated: u64,
    },
    /// Something follows the compressed frame.
    AfterEnd {
        bytes: usize,
    },

    LineTooLong {
        line: u64,
        most: usize,
    },
    /// The last line has no end.
    LineCut {
        line: u64,
    },
    /// The first line names another bundle than the manifest: a payload that was wrapped anew.
    OtherPayload {
        wanted: String,
        found: String,
    },
    /// No line of a record, nor of an erased one.
    Line {
        line: u64,
    },
    /// What the line holds is no record.
    Record {
        line: u64,
        fault: RecordFault,
    },
    /// The record has another number than its place in the chain.
    Number {
        line: u64,
        wanted: u64,
        found: u64,
    },
    /// The record belongs to another contest.
    RecordContest {
        line: u64,
        found: String,
    },
    /// Fewer or more records than is stated.
    Records {
        stated: u64,
        found: u64,
    },
    /// The chain does not lead to the stated head.
    Head {
        number: u64,
    },

    /// A bundle without a record.
    Empty,
    /// More bundles than an epoch has numbers for.
    TooManyBundles {
        most: u32,
    },
    /// The record that is to be written does not follow the one before: its number, link, contest or form.
    NotNext {
        number: u64,
    },
    /// It could not be compressed or sealed.
    Sealing,
    /// It could not be signed: no randomness.
    Signing,
}
