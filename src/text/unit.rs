use super::Words;
use crate::domain::{
    Unit,
    UnitKind::{Commune, SpecialZone, Ward},
};

/// `Xã Cẩm Giang`, as a head or a line of a list.
#[must_use]
pub fn unit_title(words: &Words, unit: &Unit) -> String {
    let key = match unit.kind {
        Commune => "site-unit-commune",
        Ward => "site-unit-ward",
        SpecialZone => "site-unit-zone",
    };
    words.with(key, &[("name", unit.name.as_str().into())])
}

/// `xã Cẩm Giang`, as it is inside a sentence.
#[must_use]
pub fn unit_name(words: &Words, unit: &Unit) -> String {
    let key = match unit.kind {
        Commune => "register-unit-commune",
        Ward => "register-unit-ward",
        SpecialZone => "register-unit-zone",
    };
    words.with(key, &[("name", unit.name.as_str().into())])
}
