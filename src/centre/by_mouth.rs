use super::Centre;
use crate::{
    bundle::{
        EpochRef,
        receipt::{self, Receipt},
    },
    crypto::SpokenReceipt,
    domain::{EpochId, StationId},
};

impl Centre {
    /// The five syllables that state to a station without network or stick what the centre holds, as this receipt of ours states it
    /// (docs/FORMATS.md 20); none while its first bundle is missing, or waits for a decision.
    #[must_use]
    pub fn by_mouth(&self, station: &StationId, epoch: &EpochId, receipt: &[u8]) -> Option<String> {
        let of = EpochRef { contest: self.keys().contest.clone(), station: station.clone(), epoch: epoch.clone() };
        let receipt = receipt::open(receipt, &[self.keys().receipt.public().clone()], &[of]).ok()?;
        let last = last_gapless(&receipt)?;
        let spoken = SpokenReceipt {
            contest: &receipt.of.contest,
            station: receipt.of.station.as_str(),
            epoch: receipt.of.epoch.as_str(),
            seq: last.seq,
            manifest: &last.digest,
        };
        Some(spoken.code(self.keys().draw_key(&receipt.of).bytes()))
    }
}

/// The last bundle before the first one that is missing or waits for a decision.
fn last_gapless(receipt: &Receipt) -> Option<receipt::Held> {
    let waits = |seq: u32| receipt.quarantined.iter().any(|one| one.seq == seq);
    let gapless = (1..).zip(&receipt.held).take_while(|(seq, held)| held.seq == *seq && !waits(*seq));
    gapless.last().map(|(_, held)| *held)
}
