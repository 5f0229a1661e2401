use super::{City, CityFault, Station};
use crate::bundle::{EpochRef, Start, Written};

/// Station ready to send: its grant and bundles.
pub struct Made {
    /// Contest, station and epoch.
    pub of: EpochRef,
    /// The grant's file.
    pub grant: Vec<u8>,
    /// File name of the grant.
    pub grant_name: String,
    /// Its bundles in order.
    pub bundles: Vec<MadeBundle>,
    /// Number of its newest record.
    pub last: u64,
    /// The chain's head after the newest record.
    pub head: [u8; 32],
}

/// Bundle ready to send.
pub struct MadeBundle {
    /// File name.
    pub name: String,
    /// The file.
    pub bytes: Vec<u8>,
    /// Sequence number in its epoch.
    pub seq: u32,
    /// SHA-256 of its manifest.
    pub digest: [u8; 32],
}

/// Makes the station of this number, its grant, and its bundles of `records` records each.
///
/// # Errors
/// As `City::station`; `Builtin` where a bundle cannot be written: never with keys that are compiled in.
pub fn make(city: &City, number: u32, records: u64) -> Result<Made, CityFault> {
    hand_in(city.station(number)?, city, records)
}

/// The same of a station that has written something down.
///
/// # Errors
/// As `make`.
pub fn hand_in(station: Station, city: &City, records: u64) -> Result<Made, CityFault> {
    let grant = station.grant(&city.keys).map_err(CityFault::Bundle)?;
    let bundles = station.bundles(Start::EPOCH, records, city.now).map_err(CityFault::Bundle)?;
    let bundles = bundles.into_iter().map(MadeBundle::from).collect();
    let (last, head, grant_name) = (station.kept.len() as u64, station.head(), station.grant_name());
    Ok(Made { of: station.of, grant, grant_name, bundles, last, head })
}

impl From<Written> for MadeBundle {
    fn from(written: Written) -> Self {
        let Written { bytes, manifest, digest, .. } = written;
        Self { name: manifest.file_name(), bytes, seq: manifest.seq, digest }
    }
}
