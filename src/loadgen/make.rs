use super::{City, CityFault};
use crate::bundle::{EpochRef, Start, Written};

/// A station with everything that leaves it.
pub struct Made {
    pub of: EpochRef,
    pub grant: Vec<u8>,
    pub grant_name: String,
    pub bundles: Vec<MadeBundle>,
    /// Number of its newest record, and the chain's head there.
    pub last: u64,
    pub head: [u8; 32],
}

/// A bundle as it leaves.
pub struct MadeBundle {
    pub name: String,
    pub bytes: Vec<u8>,
    pub seq: u32,
    /// SHA-256 of its manifest.
    pub digest: [u8; 32],
}

/// Makes the station of this number, its grant, and its bundles of so many records.
///
/// # Errors
/// As `City::station`; `Builtin` where a bundle cannot be written: never with keys that are compiled in.
pub fn make(city: &City, number: u32, records: u64) -> Result<Made, CityFault> {
    let station = city.station(number)?;
    let grant = station.grant(&city.keys).map_err(CityFault::Bundle)?;
    let bundles = station.bundles(Start::EPOCH, records, city.now_ms).map_err(CityFault::Bundle)?;
    let bundles = bundles.into_iter().map(MadeBundle::of).collect();
    let (last, head, grant_name) = (station.kept.len() as u64, station.head(), station.grant_name());
    Ok(Made { of: station.of, grant, grant_name, bundles, last, head })
}

impl MadeBundle {
    #[must_use]
    pub fn of(written: Written) -> Self {
        let Written { bytes, manifest, digest, .. } = written;
        Self { name: manifest.file_name(), bytes, seq: manifest.seq, digest }
    }
}
