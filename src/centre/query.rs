use super::{Access, Centre, access::NotAllowed, outcome::QueryError, service::Listed};
use crate::{
    bundle::receipt,
    content::{builtin, pack::examine},
    domain::{EpochId, Place, StationId, Unit},
    ledger::{LedgerError, StationRow, Tx},
};
use std::{
    collections::BTreeSet,
    sync::{Arc, PoisonError},
};

/// Receipt as a file to carry to its station.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceiptFile {
    /// The receipt's number for its station.
    pub number: u64,
    /// The same name on every file system.
    pub name: String,
    /// As it was signed.
    pub bytes: Vec<u8>,
}

impl ReceiptFile {
    pub(super) fn new(station: &StationId, number: u64, bytes: Vec<u8>) -> Self {
        Self { number, name: receipt::file_name(station, number), bytes }
    }
}

/// Shortest beginning of an id by which a station is looked for: what is printed where a station is named.
const SHORTEST_PREFIX: usize = 8;

/// Station that was looked for by the beginning of its id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StationMatch {
    /// No such station.
    None,
    /// This one.
    One(Box<StationRow>),
    /// Several: more of the id is needed.
    Many,
}

impl Centre {
    /// Health check: whether the ledger answers.
    ///
    /// # Errors
    /// The ledger's.
    pub fn health(&self) -> Result<(), LedgerError> {
        self.ledger().read_tx(|tx| tx.setting("-").map(drop))
    }

    /// The contest's units with their populations, by the newest pack, or the city's own list while there is none. Takes no
    /// `Access`: the list is public.
    ///
    /// # Errors
    /// The ledger's.
    pub fn units(&self) -> Result<Arc<Vec<Unit>>, LedgerError> {
        Ok(self.listed()?.units)
    }

    /// Villages and agencies that units have listed, by the newest pack. Takes no `Access`, as `units`.
    ///
    /// # Errors
    /// The ledger's.
    pub fn places(&self) -> Result<Arc<Vec<Place>>, LedgerError> {
        Ok(self.listed()?.places)
    }

    fn listed(&self) -> Result<Listed, LedgerError> {
        let digest = self.newest_digest()?;
        let known = self.listed.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some(listed) = known.filter(|listed| listed.digest == digest) {
            return Ok(listed);
        }
        let bytes = self.ledger().read_tx(|tx| tx.pack_bytes(&digest))?;
        let of_pack = bytes.and_then(|bytes| examine(&bytes, None).ok()?.open_part().ok());
        let (units, places) = match of_pack {
            Some(part) => (part.units, part.places),
            None => (builtin::haiphong().unwrap_or_default(), Vec::new()),
        };
        let listed = Listed { digest, units: Arc::new(units), places: Arc::new(places) };
        *self.listed.lock().unwrap_or_else(PoisonError::into_inner) = Some(listed.clone());
        Ok(listed)
    }

    /// The enrolled stations that the role may see, in order of unit, village and id.
    ///
    /// # Errors
    /// The ledger's.
    pub fn stations(&self, access: &Access) -> Result<Vec<StationRow>, QueryError> {
        let mut rows = self.ledger().read_tx(|tx| tx.stations())?;
        rows.retain(|row| access.reads(&row.commune));
        Ok(rows)
    }

    /// Those of these stations that are enrolled and that the role may see.
    ///
    /// # Errors
    /// The ledger's.
    pub fn stations_of(&self, access: &Access, ids: &BTreeSet<StationId>) -> Result<Vec<StationRow>, QueryError> {
        let found = self.ledger().read_tx(|tx| ids.iter().map(|id| tx.station(id)).collect::<Result<Vec<_>, _>>())?;
        Ok(found.into_iter().flatten().filter(|row| access.reads(&row.commune)).collect())
    }

    /// The enrolled station that the role may see and whose id begins with `prefix`, which needs eight characters or
    /// more.
    ///
    /// # Errors
    /// The ledger's.
    pub fn station_by_prefix(&self, access: &Access, prefix: &str) -> Result<StationMatch, QueryError> {
        if prefix.len() < SHORTEST_PREFIX {
            return Ok(StationMatch::None);
        }
        let mut found = self.stations(access)?;
        found.retain(|row| row.station.as_str().starts_with(prefix));
        Ok(match found.pop() {
            None => StationMatch::None,
            Some(row) if found.is_empty() => StationMatch::One(Box::new(row)),
            Some(_) => StationMatch::Many,
        })
    }

    /// A receipt of a station, named as a link does, by its number; none where there is no such receipt.
    ///
    /// # Errors
    /// The role may not see the station, or the ledger's.
    pub fn receipt(&self, access: &Access, station: &str, number: u64) -> Result<Option<ReceiptFile>, QueryError> {
        let Some(station) = &StationId::parse(station) else {
            // Like an unknown station, which belongs to no unit.
            return if access.unit().is_some() { Err(NotAllowed.into()) } else { Ok(None) };
        };
        let (may, row) =
            self.ledger().read_tx(|tx| Ok((is_readable(tx, access, station)?, tx.receipt(station, number)?)))?;
        if !may {
            return Err(NotAllowed.into());
        }
        Ok(row.map(|row| ReceiptFile::new(&row.station, row.number, row.bytes)))
    }

    /// How many bundles of these epochs (station, epoch) wait for a decision.
    ///
    /// # Errors
    /// The role may not see one of the stations, or the ledger's.
    pub fn waiting_bundles(
        &self,
        access: &Access,
        epochs: &BTreeSet<(StationId, EpochId)>,
    ) -> Result<usize, QueryError> {
        let mut waiting = 0;
        for (station, epoch) in epochs {
            let (may, rows) =
                self.ledger().read_tx(|tx| Ok((is_readable(tx, access, station)?, tx.bundles(station, epoch)?)))?;
            if !may {
                return Err(NotAllowed.into());
            }
            waiting += rows.iter().filter(|row| row.state.waits()).count();
        }
        Ok(waiting)
    }
}

/// Whether the role may see this station. A station without a place belongs to no unit.
pub(super) fn is_readable(tx: &mut dyn Tx, access: &Access, station: &StationId) -> Result<bool, LedgerError> {
    let Some(unit) = access.unit() else { return Ok(true) };
    Ok(tx.station(station)?.is_some_and(|row| row.commune == unit.as_str()))
}
