use super::Known;
use crate::{
    bundle::{Anchor, BundleFault, Manifest, examine, inspect},
    crypto::{hex, sha256},
};
use serde::Serialize;

/// A bundle as a phone keeps it: whose it is, and how far it is checked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Checked {
    /// Its file name.
    pub name: String,
    /// SHA-256 of the file.
    pub sha256: String,
    /// SHA-256 of its manifest, by which a receipt names it.
    pub digest: String,
    /// Id of the contest.
    pub contest: String,
    /// The five digits of the unit where the station is.
    pub commune: String,
    /// Id of the station.
    pub station: String,
    /// Id of the epoch.
    pub epoch: String,
    /// Its number within the epoch.
    pub seq: u32,
    /// Its records.
    pub records: u64,
    /// Bytes of the file.
    pub len: usize,
    /// How far it is checked.
    pub check: Check,
}

/// How far a bundle is checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Check {
    /// Digests and the station's signature hold.
    Good,
    /// Digests hold; the list has no such station, or there is no list yet.
    Unknown,
}

/// Checks a bundle as far as the list of keys allows.
///
/// # Errors
/// Its form, its digests, a signature that is not the station's; `WrongContest` for one of another contest than the list's.
pub fn check(bytes: &[u8], known: Option<&Known>) -> Result<Checked, BundleFault> {
    let (claim, manifest) = inspect(bytes)?;
    let Some(known) = known else { return Ok(Checked::new(bytes, &manifest, claim.digest, Check::Unknown)) };
    claim.is_for(&known.contest)?;
    let Some((of, key)) = known.anchor(&claim.station) else {
        return Ok(Checked::new(bytes, &manifest, claim.digest, Check::Unknown));
    };
    let examined = examine(bytes, &Anchor { of: &of, key: &key })?;
    Ok(Checked::new(bytes, &examined.manifest, examined.digest, Check::Good))
}

impl Checked {
    fn new(bytes: &[u8], manifest: &Manifest, digest: [u8; 32], check: Check) -> Self {
        Self {
            name: manifest.file_name(),
            sha256: hex(&sha256(&[bytes])),
            digest: hex(&digest),
            contest: manifest.of.contest.clone(),
            commune: manifest.commune.as_str().to_owned(),
            station: manifest.of.station.to_string(),
            epoch: manifest.of.epoch.to_string(),
            seq: manifest.seq,
            records: manifest.records(),
            len: bytes.len(),
            check,
        }
    }
}
