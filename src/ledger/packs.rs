use super::LedgerError;

/// Queries about content packs.
pub trait Packs {
    /// Adds a pack unless one with its digest is kept.
    fn add_pack(&mut self, row: &PackRow) -> Result<(), LedgerError>;
    /// All packs without their bytes, by contest and version.
    fn packs(&mut self) -> Result<Vec<PackRow>, LedgerError>;
    /// The published file of the pack with this digest.
    fn pack_bytes(&mut self, digest: &[u8; 32]) -> Result<Option<Vec<u8>>, LedgerError>;
}

/// Content pack as it was published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackRow {
    /// Id of the contest.
    pub contest: String,
    /// Version, counted from 1.
    pub version: u32,
    /// SHA-256 of the manifest.
    pub digest: [u8; 32],
    /// The published file; empty in a list.
    pub bytes: Vec<u8>,
}
