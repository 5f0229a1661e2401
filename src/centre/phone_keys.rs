//! What a phone needs that carries results by light: the keys by which it checks what it holds. Nothing of it is secret or anybody's.

use super::Centre;
use crate::{
    domain::Unit,
    ledger::{LedgerError, StationKey},
};

/// Keys for phones.
pub struct PhoneKeys {
    /// Id of the contest.
    pub contest: String,
    /// The key that signs receipts, as minisign writes it.
    pub receipt: String,
    /// Each station's first epoch, by unit.
    pub stations: Vec<StationKey>,
    /// The units where they are.
    pub units: Vec<Unit>,
}

impl Centre {
    /// The keys that phones check bundles and receipts by. Takes no `Access`: all of them are public.
    ///
    /// # Errors
    /// The ledger's.
    pub fn phone_keys(&self) -> Result<PhoneKeys, LedgerError> {
        let stations = self.ledger().read_tx(|tx| tx.station_keys())?;
        let is_named = |unit: &&Unit| stations.iter().any(|station| station.commune == unit.code.as_str());
        let units = self.units()?.iter().filter(is_named).cloned().collect();
        let keys = self.keys();
        Ok(PhoneKeys {
            contest: keys.contest.clone(),
            receipt: keys.receipt.public().text().to_owned(),
            stations,
            units,
        })
    }
}
