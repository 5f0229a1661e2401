//! What travels between a station and its centre (docs/FORMATS.md 12 to 16): bundles of records, receipts, and the request and
//! grant by which a station gets its place; the certificates of epochs that a station began itself.
//!
//! Promises: one canonical form for everything; sizes are limited before anything is allocated, signatures are checked over the
//! bytes that arrived before they are parsed, nothing is unsealed that is not signed, and not more than was stated. What is
//! opened agrees with itself: chain, numbers, lengths, digests, names. Everything else is refused, each with its own reason.
//! Does not: open files, look at a clock, decide whether an entry counts (the centre) or what may be erased (the station).

mod certificate;
#[cfg(feature = "base")]
mod chained;
mod edition;
#[cfg(feature = "base")]
pub mod enrol;
mod fault;
mod json;
mod limits;
#[cfg(feature = "base")]
mod line;
#[cfg(feature = "base")]
mod lines;
mod manifest;
mod open;
pub mod receipt;
mod signed;
mod station;
#[cfg(feature = "base")]
mod unpack;
#[cfg(feature = "base")]
mod write;

#[cfg(feature = "base")]
pub use certificate::SignedCertificate;
pub use certificate::{Certificate, WhyEpoch};
#[cfg(feature = "base")]
pub use chained::{Arrived, Chained, Content};
pub use fault::BundleFault;
pub use limits::{
    MOST_BUNDLE, MOST_GRANT, MOST_PLAIN, MOST_RECEIPT, MOST_RECORDS, MOST_REQUEST, MOST_SEQ, MOST_WRITTEN,
};
pub use manifest::{Manifest, Payload};
pub use open::{Anchor, Claim, Examined, claim, claim_front, examine, examine_front, inspect};
pub use station::{EpochRef, PackRef};
#[cfg(feature = "base")]
pub use unpack::{Opened, open};
#[cfg(feature = "base")]
pub use write::{Caps, Plan, Start, Writer, Written, write};
