use super::faults::{Told, quote, told};
use crate::content::PlaceFault;

/// What is wrong in a unit's list of villages and agencies.
pub(super) fn place_told(fault: &PlaceFault) -> Told<'_> {
    match fault {
        PlaceFault::FileName => told("fault-place-file-name", []),
        PlaceFault::UnknownUnit(code) if code.is_empty() => told("fault-place-no-unit", []),
        PlaceFault::UnknownUnit(code) => told("fault-place-unknown-unit", [("code", quote(code))]),
        PlaceFault::OtherUnit(code) => told("fault-place-other-unit", [("code", quote(code))]),
        PlaceFault::Head => told("fault-place-head", []),
        PlaceFault::Row => told("fault-place-row", []),
        PlaceFault::Kind(kind) => told("fault-place-kind", [("kind", quote(kind))]),
        PlaceFault::Heads(heads) => told("fault-place-heads", [("heads", quote(heads))]),
        PlaceFault::NoName => told("fault-place-no-name", []),
        PlaceFault::NameLength { signs, most } => {
            told("fault-place-name-length", [("signs", (*signs).into()), ("most", (*most).into())])
        }
        PlaceFault::KindInName { name } => told("fault-place-kind-in-name", [("name", quote(name))]),
        PlaceFault::Twice { name } => told("fault-place-twice", [("name", quote(name))]),
        PlaceFault::TooMany { most } => told("fault-place-too-many", [("most", (*most).into())]),
        PlaceFault::MoreThanUnit { heads, population } => {
            let heads = usize::try_from(*heads).unwrap_or(usize::MAX);
            told("fault-place-more-than-unit", [("heads", heads.into()), ("population", (*population).into())])
        }
        PlaceFault::Formula { cell } => told("fault-place-formula", [("cell", quote(cell))]),
        PlaceFault::NoResult { cell } => told("fault-place-no-result", [("cell", quote(cell))]),
    }
}
