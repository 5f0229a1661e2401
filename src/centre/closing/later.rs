//! What came after a set was frozen, and what would be different.

use super::{
    freeze::Frozen,
    prizes::{Field, read_prizes},
    set::{CommunePlace, PersonPlace},
};
use crate::{
    centre::{Access, Centre, contest_cache::ended, outcome::QueryError},
    domain::Moment,
    ledger::{BundleRow, LedgerError, Tx},
};
use std::collections::BTreeMap;

/// Bundles that are looked through.
const MOST_BUNDLES: u32 = 20_000;
/// How far clocks of servers may differ, and how long a transaction may last: what arrived so shortly before may be later.
const SLACK_MS: i64 = 3_600_000;

/// What a frozen set does not have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LaterThanSet {
    /// Stations whose bundles arrived later, in order of units and ids.
    pub stations: Vec<LaterStation>,
    /// Units whose figures are others now.
    pub units: Vec<LaterUnit>,
    /// Communes that would get a prize, or may, where their list is another one now.
    pub communes: Option<Vec<CommunePlace>>,
    /// Persons likewise.
    pub persons: Option<Vec<PersonPlace>>,
}

/// Station with bundles that arrived later.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LaterStation {
    /// Id.
    pub station: String,
    /// Five digits of the unit where it is; empty where it has no place any more.
    pub unit: String,
    /// Village where it is.
    pub village: String,
    /// How many bundles.
    pub bundles: u64,
    /// When the newest of them arrived.
    pub newest: Moment,
}

/// Unit whose figures are others now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LaterUnit {
    /// Five digits.
    pub code: String,
    /// Kind and name.
    pub name: String,
    /// Valid, and took part, in the set.
    pub before: (i64, i64),
    /// The same now.
    pub now: (i64, i64),
}

impl LaterThanSet {
    /// Whether nothing is different.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }
}

impl Centre {
    /// What came after the set, and what would be different now; nothing once the organiser's term is over.
    ///
    /// # Errors
    /// The role may not, or the ledger's.
    pub fn later_than(&self, access: &Access, frozen: &Frozen, now: Moment) -> Result<LaterThanSet, QueryError> {
        access.administers()?;
        let (units, rules) = (self.units()?, self.rules());
        let set = &frozen.set;
        let found = self.ledger().read_tx(|tx| {
            // Nobody is left to be compared.
            if ended(tx)?.is_some() {
                return Ok(None);
            }
            let field = Field { units: &units, contest: rules.published.as_ref(), now };
            Ok(Some((read_prizes(tx, &field)?, stations(tx, frozen)?)))
        })?;
        let Some((prizes, stations)) = found else { return Ok(LaterThanSet::default()) };
        let before: BTreeMap<&str, (i64, i64)> =
            set.units.iter().map(|unit| (unit.code.as_str(), (unit.figures.valid, unit.figures.took_part))).collect();
        let units = prizes.units.iter().filter_map(|unit| {
            let (before, now) = (before.get(unit.code.as_str()).copied().unwrap_or_default(), unit.figures);
            let now = (now.valid, now.took_part);
            (before != now).then(|| LaterUnit { code: unit.code.clone(), name: unit.name.clone(), before, now })
        });
        Ok(LaterThanSet {
            stations,
            units: units.collect(),
            communes: (prizes.communes != set.communes).then_some(prizes.communes),
            persons: (prizes.persons != set.persons).then_some(prizes.persons),
        })
    }
}

fn stations(tx: &mut dyn Tx, frozen: &Frozen) -> Result<Vec<LaterStation>, LedgerError> {
    let set = &frozen.set;
    let marks: BTreeMap<&str, u64> = set.stations.iter().map(|one| (one.station.as_str(), one.receipt)).collect();
    let places: BTreeMap<String, (String, String)> =
        tx.stations()?.into_iter().map(|row| (row.station.to_string(), (row.commune, row.village))).collect();
    let is_later = |row: &BundleRow| marks.get(row.station.as_str()).is_none_or(|receipt| row.receipt > *receipt);
    let mut found: BTreeMap<String, LaterStation> = BTreeMap::new();
    for row in tx.bundles_since(Moment(set.at_ms).plus_ms(-SLACK_MS), MOST_BUNDLES)? {
        if !is_later(&row) {
            continue;
        }
        let station = row.station.to_string();
        let (unit, village) = places.get(&station).cloned().unwrap_or_default();
        let none = LaterStation { station: station.clone(), unit, village, bundles: 0, newest: row.received };
        let one = found.entry(station).or_insert(none);
        one.bundles += 1;
        one.newest = one.newest.max(row.received);
    }
    let mut found: Vec<LaterStation> = found.into_values().collect();
    found.sort_by(|one, other| (&one.unit, &one.station).cmp(&(&other.unit, &other.station)));
    Ok(found)
}
