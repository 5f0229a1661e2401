use super::{Fault, FaultKind, FileFault, Source, fault::Faults, hygiene::hygiene, source::FileText};
use crate::domain::{Unit, UnitCode, UnitKind};
use std::collections::HashSet;

/// The one head line of a roster.
const HEAD: &str = "code,kind,name,population,quality";

/// Reads a roster of units: comment lines (`#`), the head, a row a unit; in order of the codes.
///
/// The quality of a population is `source`, or how the figure was mended (`zeros-restored`, `rows-rotated`); mended ones wait for
/// the office to confirm them.
///
/// # Errors
/// Everything wrong with it.
pub fn units(file: Source<'_>) -> Result<Vec<Unit>, Vec<Fault>> {
    let mut faults = Faults::default();
    let mut units = Vec::new();
    let mut known = HashSet::new();
    let mut has_head = false;
    for (number, line) in (1..).zip(FileText::open(file, &mut faults).map_or("", |file| file.text).lines()) {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if !has_head {
            has_head = true;
            if line != HEAD {
                faults.add(file.path, number, FaultKind::File(FileFault::UnitRow));
            }
            continue;
        }
        for what in hygiene(line) {
            faults.add(file.path, number, what);
        }
        match unit(line) {
            None => faults.add(file.path, number, FaultKind::File(FileFault::UnitRow)),
            Some(unit) if !known.insert(unit.code.clone()) => {
                faults.add(file.path, number, FaultKind::File(FileFault::UnitTwice(unit.code.as_str().to_owned())));
            }
            Some(unit) => units.push(unit),
        }
    }
    if !has_head {
        faults.add(file.path, 1, FaultKind::File(FileFault::UnitRow));
    }
    units.sort_by(|a, b| a.code.cmp(&b.code));
    let faults = faults.sorted();
    if faults.is_empty() { Ok(units) } else { Err(faults) }
}

/// Word for a kind of unit, as the roster and the office's files write it.
#[must_use]
pub fn unit_kind_word(kind: UnitKind) -> &'static str {
    match kind {
        UnitKind::Commune => "xã",
        UnitKind::Ward => "phường",
        UnitKind::SpecialZone => "đặc khu",
    }
}

fn unit(row: &str) -> Option<Unit> {
    let mut cells = row.split(',');
    let (code, kind, name) = (cells.next()?, cells.next()?, cells.next()?);
    let (population, quality, None) = (cells.next()?, cells.next()?, cells.next()) else { return None };
    let kind = match kind {
        "xã" => UnitKind::Commune,
        "phường" => UnitKind::Ward,
        "đặc khu" => UnitKind::SpecialZone,
        _ => return None,
    };
    let population_inferred = match quality {
        "source" => false,
        "zeros-restored" | "rows-rotated" => true,
        _ => return None,
    };
    let population = population.parse().ok().filter(|people| *people > 0)?;
    let name = Some(name).filter(|name| !name.is_empty())?.to_owned();
    Some(Unit { code: UnitCode::parse(code)?, kind, name, population, population_inferred })
}
