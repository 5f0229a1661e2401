use super::{FaultKind, PlaceFault, fault::Faults, hygiene::hygiene, source::FileText};
use crate::domain::{Place, PlaceKind, Unit, UnitCode, old_tone_style};
use std::collections::HashSet;

/// The one head line of a list of places. The name comes last, so that it may hold commas.
pub(super) const HEAD: &str = "unit,kind,heads,name";
/// Places of one unit: more than any has villages, schools and firms together.
pub(super) const MOST_PLACES: usize = 2_000;
/// Longest name in characters: what a line of a registration shows.
pub(super) const LONGEST_NAME: usize = 70;
/// More people than the city has.
const MOST_HEADS: u32 = 5_000_000;

/// The word that lists of places use for a kind.
#[must_use]
pub fn kind_word(kind: PlaceKind) -> &'static str {
    match kind {
        PlaceKind::Village => "thôn",
        PlaceKind::Neighbourhood => "tổ dân phố",
        PlaceKind::ResidentialArea => "khu dân cư",
        PlaceKind::Agency => "cơ quan",
        PlaceKind::School => "trường học",
        PlaceKind::Enterprise => "doanh nghiệp",
        PlaceKind::Association => "đoàn thể",
    }
}

/// Reads `places/<code>….csv`: comment lines (`#`), the head, a row a place.
pub(super) fn read_places(file: &FileText<'_>, units: &[Unit], faults: &mut Faults) -> Vec<Place> {
    let mut add = |line: u32, what: PlaceFault| faults.add(file.path, line, FaultKind::Place(what));
    let name = file.path.rsplit('/').next().unwrap_or_default().trim_end_matches(".csv");
    let code = name.split('-').next().and_then(UnitCode::parse);
    let Some(code) = code else {
        add(1, PlaceFault::FileName);
        return Vec::new();
    };
    let Some(unit) = units.iter().find(|unit| unit.code == code) else {
        add(1, PlaceFault::UnknownUnit(code.as_str().to_owned()));
        return Vec::new();
    };
    let mut places: Vec<(u32, Place)> = Vec::new();
    let mut has_head = false;
    let mut unclean = Vec::new();
    for (number, line) in (1..).zip(file.text.lines()) {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if !has_head {
            has_head = true;
            if line != HEAD {
                add(number, PlaceFault::Head);
            }
            continue;
        }
        unclean.extend(hygiene(line).into_iter().map(|what| (number, what)));
        match place(line, unit) {
            Ok(place) => places.push((number, place)),
            Err(fault) => add(number, fault),
        }
    }
    if !has_head {
        add(1, PlaceFault::Head);
    }
    for (line, fault) in together(&places, unit) {
        add(line, fault);
    }
    for (line, what) in unclean {
        faults.add(file.path, line, what);
    }
    places.into_iter().map(|(_, place)| place).collect()
}

fn place(line: &str, unit: &Unit) -> Result<Place, PlaceFault> {
    let mut cells = line.splitn(4, ',');
    let (Some(code), Some(kind), Some(heads), Some(name)) = (cells.next(), cells.next(), cells.next(), cells.next())
    else {
        return Err(PlaceFault::Row);
    };
    if code != unit.code.as_str() {
        return Err(PlaceFault::OtherUnit(code.to_owned()));
    }
    let known = PlaceKind::ALL.into_iter().find(|known| kind_word(*known) == kind);
    let kind = known.ok_or_else(|| PlaceFault::Kind(kind.to_owned()))?;
    let heads = if heads.is_empty() { None } else { Some(count(heads)?) };
    if let Some(fault) = name_fault(kind, name) {
        return Err(fault);
    }
    Ok(Place { unit: unit.code.clone(), kind, name: name.to_owned(), heads })
}

/// A count of people as it is written: digits alone.
pub fn count(written: &str) -> Result<u32, PlaceFault> {
    let digits = written.bytes().all(|byte| byte.is_ascii_digit()).then(|| written.parse().ok()).flatten();
    digits.filter(|heads| (1..=MOST_HEADS).contains(heads)).ok_or_else(|| PlaceFault::Heads(written.to_owned()))
}

/// What is wrong with a place's name by itself.
pub fn name_fault(kind: PlaceKind, name: &str) -> Option<PlaceFault> {
    let chars = name.chars().count();
    match () {
        () if name.is_empty() => Some(PlaceFault::NoName),
        () if chars > LONGEST_NAME => Some(PlaceFault::NameLength { chars, most: LONGEST_NAME }),
        () if kind.is_lived_in() && without_kind(kind, name) != name => {
            Some(PlaceFault::KindInName { name: name.to_owned() })
        }
        () => None,
    }
}

/// A village's name without the word for its kind, where it begins with it.
pub fn without_kind(kind: PlaceKind, name: &str) -> &str {
    let word = kind_word(kind);
    let rest = name.char_indices().nth(word.chars().count()).and_then(|(at, _)| name.split_at_checked(at));
    match rest {
        Some((first, rest)) if first.to_lowercase() == word && rest.starts_with(' ') => rest.trim_start(),
        _ => name,
    }
}

/// What is wrong with a unit's places taken together. Names are the same in both tone styles and any case; marks part them.
pub fn together(places: &[(u32, Place)], unit: &Unit) -> Vec<(u32, PlaceFault)> {
    let mut faults = Vec::new();
    let mut known = HashSet::new();
    for (line, place) in places {
        if !known.insert((place.kind, old_tone_style(&place.name).to_lowercase())) {
            faults.push((*line, PlaceFault::Twice { name: place.name.clone() }));
        }
    }
    let lived_in = places.iter().filter(|(_, place)| place.kind.is_lived_in());
    let heads: u64 = lived_in.filter_map(|(_, place)| place.heads).map(u64::from).sum();
    if heads > u64::from(unit.population) {
        faults.push((1, PlaceFault::MoreThanUnit { heads, population: unit.population }));
    }
    if let Some((line, _)) = places.get(MOST_PLACES) {
        faults.push((*line, PlaceFault::TooMany { most: MOST_PLACES }));
    }
    faults
}

/// Writes a unit's list of places, the reverse of `read_places`.
#[must_use]
pub fn written(unit: &Unit, places: &[Place]) -> String {
    let mut text = format!("# {}\n{HEAD}\n", unit.name);
    for place in places {
        let heads = place.heads.map(|heads| heads.to_string()).unwrap_or_default();
        text.push_str(&format!("{},{},{heads},{}\n", unit.code.as_str(), kind_word(place.kind), place.name));
    }
    text
}
