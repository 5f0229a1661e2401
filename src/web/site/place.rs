use super::format::{plain, short};
use crate::{domain::Unit, ledger::StationRow};

/// Stations and units, to name where a station is.
pub struct Places<'a> {
    /// All stations.
    pub stations: &'a [StationRow],
    /// All units.
    pub units: &'a [Unit],
}

impl Places<'_> {
    /// Unit and village of a station; the beginning of its id if it has no place.
    pub fn place(&self, station: &str) -> String {
        let Some(row) = self.stations.iter().find(|row| row.station == *station) else { return short(station) };
        plain(&format!("{}, {}", self.unit(&row.commune), row.village))
    }

    /// Name of a unit; its code if it is not in the list.
    pub fn unit<'s>(&'s self, code: &'s str) -> &'s str {
        let unit = self.units.iter().find(|unit| unit.code.as_str() == code);
        unit.map_or(code, |unit| unit.name.as_str())
    }
}
