//! What people are found by without their names or numbers standing in the database (docs/decisions/051-searching-people.md).

use crate::{
    crypto::{Keyed, Secret},
    domain::{PersonKey, fold},
    ledger::PersonIndex,
};

/// Values that one name in a unit has. People of one name are spread over them, so that a common name is not seen as a common value.
const SPREAD: u8 = 64;
/// Bits of a value: a unit's people fall on so few values that each means many names.
const BITS: u32 = 10;

/// Values under which people are kept and looked for.
#[derive(Clone, Debug)]
pub struct SearchIndex(Keyed);

impl SearchIndex {
    /// Index under the centre's key.
    #[must_use]
    pub fn new(key: &Secret<32>) -> Self {
        Self(Keyed::new(key.bytes()))
    }

    /// The values of one person; none of what is not known.
    #[must_use]
    pub fn of(&self, key: &PersonKey, unit: Option<&str>, name: Option<&str>, phone: Option<&str>) -> PersonIndex {
        // Which of its name's values somebody has follows from nothing but the key: as evenly spread as its hash.
        let place = key.0.first().map_or(0, |first| first % SPREAD);
        PersonIndex {
            name: unit.zip(name).map(|(unit, name)| self.name(unit, &fold(name), place)),
            phone: phone.map(|digits| self.phone(digits)),
        }
    }

    /// All values that somebody of this name in the unit can have, in order. Others have them too: who is found is compared.
    #[must_use]
    pub fn names(&self, unit: &str, name: &str) -> Vec<i32> {
        let name = fold(name);
        let mut values: Vec<i32> = (0..SPREAD).map(|place| self.name(unit, &name, place)).collect();
        values.sort_unstable();
        values.dedup();
        values
    }

    /// The value of one unit, name and birth: by it people of lists without a number are known again.
    #[must_use]
    pub fn alias(&self, unit: &str, name: &str, birth: &str) -> PersonKey {
        PersonKey(self.0.search_value("alias", &[unit, &fold(name), birth], 0))
    }

    /// The value of a telephone, given by its digits.
    #[must_use]
    pub fn phone(&self, digits: &str) -> i64 {
        i64::from_be_bytes(self.0.search_value("phone", &[digits], 0).first_chunk().copied().unwrap_or_default())
    }

    fn name(&self, unit: &str, folded: &str, place: u8) -> i32 {
        let [high, low, ..] = self.0.search_value("name", &[unit, folded], place);
        i32::from(u16::from_be_bytes([high, low])) & ((1 << BITS) - 1)
    }
}
