use super::fault_message::{Message, message, quote};
use crate::content::PlaceFault;

/// Message of a fault in a unit's list of villages and agencies.
pub(super) fn place_message(fault: &PlaceFault) -> Message<'_> {
    match fault {
        PlaceFault::FileName => message("fault-place-file-name", []),
        PlaceFault::UnknownUnit(code) if code.is_empty() => message("fault-place-no-unit", []),
        PlaceFault::UnknownUnit(code) => message("fault-place-unknown-unit", [("code", quote(code))]),
        PlaceFault::OtherUnit(code) => message("fault-place-other-unit", [("code", quote(code))]),
        PlaceFault::Head => message("fault-place-head", []),
        PlaceFault::Row => message("fault-place-row", []),
        PlaceFault::Kind(kind) => message("fault-place-kind", [("kind", quote(kind))]),
        PlaceFault::Heads(heads) => message("fault-place-heads", [("heads", quote(heads))]),
        PlaceFault::NoName => message("fault-place-no-name", []),
        PlaceFault::NameLength { chars, most } => {
            message("fault-place-name-length", [("signs", (*chars).into()), ("most", (*most).into())])
        }
        PlaceFault::KindInName { name } => message("fault-place-kind-in-name", [("name", quote(name))]),
        PlaceFault::Twice { name } => message("fault-place-twice", [("name", quote(name))]),
        PlaceFault::TooMany { most } => message("fault-place-too-many", [("most", (*most).into())]),
        PlaceFault::MoreThanUnit { heads, population } => {
            let heads = usize::try_from(*heads).unwrap_or(usize::MAX);
            message("fault-place-more-than-unit", [("heads", heads.into()), ("population", (*population).into())])
        }
        PlaceFault::Formula { cell } => message("fault-place-formula", [("cell", quote(cell))]),
        PlaceFault::HiddenRow => message("fault-place-hidden-row", []),
        PlaceFault::StruckRow => message("fault-place-struck-row", []),
        PlaceFault::HiddenSheet(name) => message("fault-place-hidden-sheet", [("name", quote(name))]),
        PlaceFault::Day { cell, text } => message("fault-place-day", [("cell", quote(cell)), ("text", quote(text))]),
        PlaceFault::NoResult { cell } => message("fault-place-no-result", [("cell", quote(cell))]),
    }
}
