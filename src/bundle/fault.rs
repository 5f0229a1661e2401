use crate::{
    crypto::{SealFault, minisig::KeyId, parcel::ParcelFault},
    record::RecordFault,
};

/// Fault of a bundle, receipt, request or grant: why it is refused or cannot be written, with its values. People read the
/// notice of the driver; the message is for logs.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BundleFault {
    /// More bytes than any such file has; not one of them was read.
    #[error("{bytes} bytes, at most {most} are read")]
    TooLarge {
        /// Bytes found.
        bytes: usize,
        /// Most that are accepted.
        most: usize,
    },
    /// No canonical ustar.
    #[error("no canonical parcel")]
    Parcel(#[source] ParcelFault),
    /// Another member than the one that belongs in this place, or none.
    #[error("member {found:?} in the place of {wanted:?}")]
    Member {
        /// What belongs there.
        wanted: Option<String>,
        /// What is there.
        found: Option<String>,
    },
    /// A member with more bytes than it may have.
    #[error("{member} has {bytes} bytes, at most {most} are read")]
    MemberTooLarge {
        /// File inside the parcel.
        member: String,
        /// Bytes found.
        bytes: usize,
        /// Most that are accepted.
        most: usize,
    },

    /// No signature of minisign in its one form.
    #[error("{member} is no signature in canonical form")]
    SignatureForm {
        /// File inside the parcel.
        member: String,
    },
    /// A signature of the old kind, which is not taken.
    #[error("{member} is a legacy signature")]
    LegacySignature {
        /// File inside the parcel.
        member: String,
    },
    /// Signed with another key than those that may.
    #[error("{member} is signed with key {key}, which may not sign it")]
    WrongKey {
        /// File inside the parcel.
        member: String,
        /// Key that the signature names.
        key: KeyId,
    },
    /// The bytes are not those that were signed.
    #[error("{member} does not sign these bytes")]
    BadSignature {
        /// File inside the parcel.
        member: String,
    },
    /// The signature was made for something else.
    #[error("{member} signs {found:?} in the place of {wanted:?}")]
    Comment {
        /// File inside the parcel.
        member: String,
        /// What belongs there.
        wanted: String,
        /// What is there.
        found: String,
    },

    /// Not the JSON that belongs there, as its parser reports: unknown, missing or doubled keys among it.
    #[error("{member} has another shape: {message}")]
    Shape {
        /// File inside the parcel.
        member: String,
        /// The parser's message.
        message: String,
    },
    /// A later version of the shape: this program is too old for it.
    #[error("{member} has the later shape {v}")]
    NewerShape {
        /// File inside the parcel.
        member: String,
        /// Version of the shape.
        v: u32,
    },
    /// The same values written otherwise than in the one form.
    #[error("{member} is not in canonical form")]
    NotCanonical {
        /// File inside the parcel.
        member: String,
    },
    /// A value that this field cannot have.
    #[error("{member} has an impossible value of {field}")]
    Value {
        /// File inside the parcel.
        member: String,
        /// The field.
        field: &'static str,
    },
    /// Two places that must agree do not.
    #[error("{member} contradicts itself at {field}")]
    Contradiction {
        /// File inside the parcel.
        member: String,
        /// The field.
        field: &'static str,
    },

    /// For or from another contest.
    #[error("contest {found} in the place of {wanted}")]
    WrongContest {
        /// What belongs there.
        wanted: String,
        /// What is there.
        found: String,
    },
    /// For or from another station.
    #[error("station {found} in the place of {wanted}")]
    WrongKiosk {
        /// What belongs there.
        wanted: String,
        /// What is there.
        found: String,
    },
    /// Of an epoch that is not known.
    #[error("epoch {found} in the place of {wanted}")]
    WrongEpoch {
        /// What belongs there.
        wanted: String,
        /// What is there.
        found: String,
    },

    /// More records are stated than a bundle may have.
    #[error("{stated} records are stated, at most {most} are read")]
    StatedRecords {
        /// As stated.
        stated: u64,
        /// Most that are accepted.
        most: u64,
    },
    /// More bytes of lines are stated than a bundle may have.
    #[error("{stated} bytes of lines are stated, at most {most} are read")]
    StatedPlain {
        /// As stated.
        stated: u64,
        /// Most that are accepted.
        most: u64,
    },
    /// Its stated length is more times the sealed length than records can be.
    #[error("{stated} bytes of lines are stated for {sealed} sealed ones, at most {most} times as many are read")]
    Ratio {
        /// As stated.
        stated: u64,
        /// Sealed bytes.
        sealed: u64,
        /// Most that are accepted.
        most: u64,
    },
    /// A member has another length than is stated.
    #[error("{member} has {found} bytes, {stated} are stated")]
    Length {
        /// File inside the parcel.
        member: String,
        /// As stated.
        stated: u64,
        /// What is there.
        found: u64,
    },
    /// A member has another digest than is stated.
    #[error("{member} has another digest")]
    Digest {
        /// File inside the parcel.
        member: String,
    },
    /// It cannot be unsealed.
    #[error("cannot be unsealed or sealed")]
    Unseal(#[source] SealFault),
    /// Sealed with nothing to try: no identity was given.
    #[error("sealed, and no identity was given")]
    Sealed,
    /// The payload is no frame of zstd, or a damaged one, as the decoder reports.
    #[error("no frame of zstd: {0}")]
    Compression(String),
    /// Unpacking would need a larger window than is given.
    #[error("a window of {bytes} bytes, at most {most} are given")]
    Window {
        /// Bytes found.
        bytes: u64,
        /// Most that are accepted.
        most: u64,
    },
    /// What was sealed has another length than is stated; reading stopped there.
    #[error("the lines have another length than the stated {stated} bytes")]
    PlainLength {
        /// As stated.
        stated: u64,
    },
    /// Something follows the compressed frame.
    #[error("{bytes} bytes behind the compressed frame")]
    AfterEnd {
        /// Bytes found.
        bytes: usize,
    },

    /// A line with more bytes than it may have.
    #[error("line {line} has more than {most} bytes")]
    LineTooLong {
        /// Line, counted from 1.
        line: u64,
        /// Most that are accepted.
        most: usize,
    },
    /// The last line has no end.
    #[error("line {line} has no end")]
    LineCut {
        /// Line, counted from 1.
        line: u64,
    },
    /// The first line names another bundle than the manifest: a payload that was wrapped again.
    #[error("payload of {found} in the place of {wanted}")]
    OtherPayload {
        /// What belongs there.
        wanted: String,
        /// What is there.
        found: String,
    },
    /// No line of a record, nor of an erased one.
    #[error("line {line} is no record")]
    Line {
        /// Line, counted from 1.
        line: u64,
    },
    /// What the line holds is no record.
    #[error("line {line} is no record")]
    Record {
        /// Line, counted from 1.
        line: u64,
        /// Why it is no record.
        #[source]
        fault: RecordFault,
    },
    /// The record has another number than its place in the chain.
    #[error("line {line} has record {found} in the place of {wanted}")]
    Number {
        /// Line, counted from 1.
        line: u64,
        /// What belongs there.
        wanted: u64,
        /// What is there.
        found: u64,
    },
    /// The record belongs to another contest.
    #[error("line {line} has a record of contest {found}")]
    RecordContest {
        /// Line, counted from 1.
        line: u64,
        /// What is there.
        found: String,
    },
    /// Fewer or more records than is stated.
    #[error("{found} records, {stated} are stated")]
    Records {
        /// As stated.
        stated: u64,
        /// What is there.
        found: u64,
    },
    /// The chain does not lead to the stated head.
    #[error("the chain does not lead to the head at record {number}")]
    Head {
        /// Number of the record.
        number: u64,
    },

    /// A bundle without a record.
    #[error("no records")]
    Empty,
    /// More bundles than an epoch has numbers for.
    #[error("more than {most} bundles")]
    TooManyBundles {
        /// Most that are accepted.
        most: u32,
    },
    /// The record that is to be written does not follow the one before: its number, link, contest or form.
    #[error("record {number} does not follow")]
    NotNext {
        /// Number of the record.
        number: u64,
    },
    /// It could not be compressed or sealed.
    #[error("cannot be compressed or sealed")]
    Sealing,
    /// It could not be signed: no randomness.
    #[error("cannot be signed")]
    Signing,
}
