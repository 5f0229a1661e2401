//! Stations with what they sent, as values: what the page of stations and the command line show.

use super::{
    Access, Centre, Missing, access::NotAllowed, missing::missing, outcome::QueryError, overview::fresh_since,
};
use crate::{
    domain::{Moment, StationId, Unit},
    ledger::{BundleRow, BundleState, EpochRow, LedgerError, RefusedRow, StationRow, Tx},
};
use std::{cmp::Reverse, collections::BTreeMap, sync::Arc};

/// How much of each list there is.
const MOST_ROWS: u32 = 50;

/// Stations and what they sent, as a role may see them.
#[derive(Clone, Debug)]
pub struct StationOverview {
    /// When it was read.
    pub at: Moment,
    /// Bundles that arrived since are recent.
    pub since: Moment,
    /// The units that the role may see.
    pub units: Arc<Vec<Unit>>,
    /// Enrolled stations, revoked ones among them, in order of unit, village and id.
    pub stations: Vec<StationRow>,
    /// The bundles that arrived last, the newest first.
    pub bundles: Vec<BundleRow>,
    /// How many bundles are in each state.
    pub states: Vec<(BundleState, u64)>,
    /// How many bundles of a station wait for a decision.
    pub waiting: BTreeMap<StationId, u64>,
    /// Numbers of bundles that are missing, by station and epoch.
    pub missing: Vec<Missing>,
    /// Refused senders, the newest first.
    pub refused: Vec<RefusedRow>,
    /// Version of the newest pack; none before there is one.
    pub pack: Option<u32>,
}

/// What one transaction reads.
struct Read {
    stations: Vec<StationRow>,
    bundles: Vec<BundleRow>,
    states: Vec<(BundleState, u64)>,
    waiting: Vec<(StationId, u64)>,
    missing: Vec<Missing>,
    refused: Vec<RefusedRow>,
}

impl Centre {
    /// Stations and what they sent, its lists limited to their newest rows.
    ///
    /// # Errors
    /// The ledger's.
    pub fn station_overview(&self, access: &Access, now: Moment) -> Result<StationOverview, QueryError> {
        let units = self.own_units(access)?;
        let read = self.ledger().read_tx(|tx| match access.unit() {
            None => read_city(tx),
            Some(own) => read_unit(tx, own.as_str()),
        })?;
        let Read { stations, bundles, states, waiting, missing, refused } = read;
        let pack = self.cache().newest.as_ref().map(|row| row.version);
        let since = fresh_since(now);
        let waiting = waiting.into_iter().collect();
        Ok(StationOverview { at: now, since, units, stations, bundles, states, waiting, missing, refused, pack })
    }
}

/// One station with what it sent.
#[derive(Clone, Debug)]
pub struct StationDetail {
    /// The station.
    pub row: StationRow,
    /// Its runs, in order.
    pub epochs: Vec<EpochRow>,
    /// Its newest bundles, the newest first.
    pub bundles: Vec<BundleRow>,
    /// How many bundles of it are held.
    pub held: u64,
    /// Numbers of bundles that are missing, by epoch.
    pub missing: Vec<Missing>,
    /// Why requests that named it were refused, the newest first.
    pub refused: Vec<RefusedRow>,
}

impl Centre {
    /// One station; none where no such station has a place here.
    ///
    /// # Errors
    /// The role may not see the station, or the ledger's.
    pub fn station_detail(&self, access: &Access, id: &str) -> Result<Option<StationDetail>, QueryError> {
        let found = match StationId::parse(id) {
            None => None,
            Some(id) => self.ledger().read_tx(|tx| {
                let Some(row) = tx.station(&id)? else { return Ok(None) };
                if !access.reads(&row.commune) {
                    return Ok(None);
                }
                let epochs = tx.epochs(&id)?;
                let mut bundles = Vec::new();
                for epoch in &epochs {
                    bundles.extend(tx.bundles(&id, &epoch.epoch)?);
                }
                let held = u64::try_from(bundles.len()).unwrap_or(u64::MAX);
                bundles.sort_by_key(|row| Reverse((row.received, row.id)));
                bundles.truncate(usize::try_from(MOST_ROWS).unwrap_or(usize::MAX));
                let missing = missing(tx, std::slice::from_ref(&row))?;
                let mut refused = tx.refused(u32::MAX)?;
                refused.retain(|row| id == *row.station);
                Ok(Some(StationDetail { row, epochs, bundles, held, missing, refused }))
            })?,
        };
        match found {
            // A clerk learns nothing of what is not in the own unit, not even whether it is there.
            None if access.unit().is_some() => Err(NotAllowed.into()),
            found => Ok(found),
        }
    }
}

fn read_city(tx: &mut dyn Tx) -> Result<Read, LedgerError> {
    let stations = tx.stations()?;
    Ok(Read {
        missing: missing(tx, &stations)?,
        stations,
        bundles: tx.newest_bundles(MOST_ROWS)?,
        states: tx.bundle_states()?,
        waiting: tx.waiting_by_station()?,
        refused: tx.refused(MOST_ROWS)?,
    })
}

/// The same of one unit: what its stations sent.
fn read_unit(tx: &mut dyn Tx, unit: &str) -> Result<Read, LedgerError> {
    let mut stations = tx.stations()?;
    stations.retain(|row| row.commune == unit);
    let mut bundles = Vec::new();
    for station in &stations {
        for epoch in tx.epochs(&station.station)? {
            bundles.extend(tx.bundles(&station.station, &epoch.epoch)?);
        }
    }
    let mut states: BTreeMap<BundleState, u64> = BTreeMap::new();
    let mut waiting = tx.waiting_by_station()?;
    waiting.retain(|(id, _)| stations.iter().any(|station| station.station == *id));
    bundles.iter().for_each(|row| *states.entry(row.state).or_default() += 1);
    let most = usize::try_from(MOST_ROWS).unwrap_or(usize::MAX);
    bundles.sort_by_key(|row| Reverse((row.received, row.id)));
    bundles.truncate(most);
    let mut refused = tx.refused(u32::MAX)?;
    refused.retain(|row| stations.iter().any(|station| station.station == *row.station));
    refused.truncate(most);
    let missing = missing(tx, &stations)?;
    Ok(Read { stations, bundles, states: states.into_iter().collect(), waiting, missing, refused })
}
