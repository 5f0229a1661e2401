use crate::record::{ChainLink, Record, commitment, link};

/// One link of a station's chain, as its store keeps it and as it travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chained<'a> {
    /// Counted from 1 within the epoch.
    pub number: u64,
    /// The record, or what is left of it.
    pub content: Content<'a>,
    /// The chain's head after it.
    pub head: [u8; 32],
}

/// What a link holds.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Content<'a> {
    /// A record's canonical bytes.
    Record {
        /// Random bytes that hide the record in its commitment.
        nonce: [u8; 16],
        /// The record as it is signed.
        bytes: &'a [u8],
    },
    /// What stays of a record whose bytes were erased.
    Erased {
        /// The commitment that the chain covers.
        commitment: [u8; 32],
    },
}

/// A link that came in a bundle and fits into the chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrived<'a> {
    /// The link: number, content, head.
    pub chained: Chained<'a>,
    /// The commitment to its content.
    pub commitment: [u8; 32],
    /// The record itself; none when it was erased before it travelled.
    pub record: Option<Record>,
}

impl Content<'_> {
    /// The commitment that the chain covers.
    #[must_use]
    pub fn commitment(&self) -> [u8; 32] {
        match self {
            Self::Record { nonce, bytes } => commitment(nonce, bytes),
            Self::Erased { commitment } => *commitment,
        }
    }

    /// The link that it makes behind this head.
    #[must_use]
    pub fn link(&self, previous: &[u8; 32]) -> ChainLink {
        link(previous, self.commitment())
    }
}

/// Records hold personal data.
impl std::fmt::Debug for Content<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Record { bytes, .. } => write!(out, "Record({} bytes)", bytes.len()),
            Self::Erased { .. } => out.write_str("Erased"),
        }
    }
}
