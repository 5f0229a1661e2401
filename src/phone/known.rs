use crate::{
    bundle::EpochRef,
    crypto::{hex, minisig::PublicKey, sha256, unhex},
    domain::{EpochId, StationId},
};
use serde::Deserialize;
use std::collections::HashMap;

/// Largest list, in bytes: some fifty thousand stations.
const MOST_LIST: usize = 8 << 20;

/// The centre's keys, as a phone fetched them when it was last online: public ones, and nothing of anybody.
pub struct Known {
    /// Id of the contest.
    pub contest: String,
    /// Keys that sign receipts.
    pub receipt: Vec<PublicKey>,
    /// First epoch and its key by station.
    stations: HashMap<StationId, ([u8; 32], EpochId)>,
}

/// The list cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no list of a centre's keys")]
pub struct KnownFault;

#[derive(Deserialize)]
struct KnownV1 {
    v: u32,
    contest: String,
    receipt: Vec<String>,
    /// Key in hex, first epoch, unit.
    stations: Vec<(String, String, String)>,
}

impl Known {
    /// Reads the list that the centre gives phones.
    ///
    /// # Errors
    /// Another version, or anything that is no key.
    pub fn read(bytes: &[u8]) -> Result<Self, KnownFault> {
        if bytes.len() > MOST_LIST {
            return Err(KnownFault);
        }
        let list: KnownV1 = serde_json::from_slice(bytes).map_err(|_| KnownFault)?;
        if list.v != 1 {
            return Err(KnownFault);
        }
        let receipt = list.receipt.iter().map(|text| PublicKey::parse(text).ok_or(KnownFault));
        let station = |(key, epoch, _): &(String, String, String)| {
            let point = unhex::<32>(key).ok_or(KnownFault)?;
            let station = station_of(&point).ok_or(KnownFault)?;
            Ok((station, (point, EpochId::parse(epoch).ok_or(KnownFault)?)))
        };
        Ok(Self {
            receipt: receipt.collect::<Result<_, _>>()?,
            stations: list.stations.iter().map(station).collect::<Result<_, _>>()?,
            contest: list.contest,
        })
    }

    /// First epoch of a station and its key.
    #[must_use]
    pub fn anchor(&self, station: &StationId) -> Option<(EpochRef, PublicKey)> {
        let (point, epoch) = self.stations.get(station)?;
        let of = EpochRef { contest: self.contest.clone(), station: station.clone(), epoch: epoch.clone() };
        Some((of, PublicKey::of_point(point)?))
    }
}

/// A station's id follows from its first key (docs/FORMATS.md 12).
fn station_of(point: &[u8; 32]) -> Option<StationId> {
    let digest = sha256(&[point]);
    StationId::parse(&hex(digest.first_chunk::<16>()?))
}
