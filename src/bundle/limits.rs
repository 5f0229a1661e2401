//! Sizes beyond which nothing is looked at, checked before anything is allocated (docs/THREAT-MODEL.md B7).

/// Largest bundle.
pub const MOST_BUNDLE: usize = 16 << 20;
/// Most records of a bundle.
pub const MOST_RECORDS: u64 = 20_000;
/// Most bytes of lines inside a bundle, as a reader takes them.
pub const MOST_PLAIN: u64 = 64 << 20;
/// Most bytes of lines that a writer puts into one: however badly they compress, the bundle stays below its limit.
pub const MOST_WRITTEN: u64 = 12 << 20;
/// How many times its sealed length the lines of a bundle may be. Nonces alone keep an honest one below 40.
pub(super) const MOST_RATIO: u64 = 100;
/// Longest line, its end included.
pub(super) const MOST_LINE: usize = 64 << 10;
/// The decoder's window: 2^23 bytes.
pub(super) const WINDOW_LOG: u32 = 23;
pub(super) const MOST_MANIFEST: usize = 64 << 10;
pub(super) const MOST_SIGNATURE: usize = 1 << 10;
pub(super) const MOST_CERTIFICATE: usize = 4 << 10;
/// Most epochs after the first: restores and other machines, not days.
pub(super) const MOST_CERTIFICATES: usize = 64;
/// Bundles of an epoch are counted by six digits.
pub const MOST_SEQ: u32 = 999_999;
/// Largest number anywhere: what every reader of JSON holds without loss.
pub(super) const MOST_NUMBER: u64 = (1 << 53) - 1;
/// Largest `receipt.json`, and the parcel around it.
pub(super) const MOST_RECEIPT_BODY: usize = 1 << 20;
/// Largest receipt, in bytes.
pub const MOST_RECEIPT: usize = MOST_RECEIPT_BODY + (8 << 10);
pub(super) const MOST_REQUEST_BODY: usize = 4 << 10;
/// Largest request, in bytes.
pub const MOST_REQUEST: usize = 16 << 10;
pub(super) const MOST_GRANT_BODY: usize = 8 << 10;
/// What is sealed in a grant: three keys and what they are for.
pub(super) const MOST_SECRETS: usize = 4 << 10;
pub(super) const MOST_SEALED_SECRETS: usize = 8 << 10;
/// Largest grant, in bytes.
pub const MOST_GRANT: usize = 32 << 10;
/// Longest id of a contest.
pub(super) const LONGEST_ID: usize = 32;
/// Longest name of a village or a centre, in characters.
pub(super) const LONGEST_TEXT: usize = 100;
/// Most packs that are named.
pub(super) const MOST_PACKS: usize = 16;
