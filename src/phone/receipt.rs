use super::Known;
use crate::{
    bundle::{EpochRef, receipt},
    crypto::unhex,
    domain::{EpochId, StationId},
};
use serde::{Deserialize, Serialize};

/// What a phone has kept of a bundle that it has sent.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Carried {
    /// Id of the contest.
    pub contest: String,
    /// Id of the station.
    pub station: String,
    /// Id of the epoch.
    pub epoch: String,
    /// The bundle's number.
    pub seq: u32,
    /// SHA-256 of its manifest.
    pub digest: String,
}

/// What a receipt states of the bundle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ReceiptCheck {
    /// The centre holds it.
    Held,
    /// The centre holds it, and a person must decide about it.
    Waiting,
    /// No receipt of this centre for this bundle: nothing is sent.
    Refused,
}

/// Whether these bytes are the centre's receipt for the bundle.
#[must_use]
pub fn check_receipt(bytes: &[u8], of: &Carried, known: Option<&Known>) -> ReceiptCheck {
    find(bytes, of, known).unwrap_or(ReceiptCheck::Refused)
}

fn find(bytes: &[u8], of: &Carried, known: Option<&Known>) -> Option<ReceiptCheck> {
    let known = known?;
    let (station, epoch) = StationId::parse(&of.station).zip(EpochId::parse(&of.epoch))?;
    let epoch = EpochRef { contest: of.contest.clone(), station, epoch };
    let receipt = receipt::open(bytes, &known.receipt, &[epoch]).ok()?;
    let digest = unhex::<32>(&of.digest)?;
    let is_waiting = receipt.quarantined.iter().any(|one| one.seq == of.seq && one.digest == digest);
    match () {
        () if is_waiting => Some(ReceiptCheck::Waiting),
        () if receipt.holds(of.seq, &digest) => Some(ReceiptCheck::Held),
        () => None,
    }
}
