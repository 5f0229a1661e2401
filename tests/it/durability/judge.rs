//! What a station that was found after a crash must be like.

use super::{place::Place, script::Script};
use std::path::Path;
use tramso::{
    domain::Stamp,
    record::Event,
    session::Visit,
    store::{Station, Store, StoreError, TracedEvent},
};

/// What is wrong with an image, or nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    Sound,
    /// Something that was acknowledged is not there.
    Lost(String),
    /// The station does not open.
    Unopenable(String),
    /// It opens, and is otherwise than it ever was.
    Wrong(String),
}

/// How many saves of a script are at a station: all of their events, each as it was, none else, and the visits that follow
/// from them. A part of a save is a fault.
pub fn progress(store: &Store, script: &Script) -> Result<usize, String> {
    let mut found: Vec<(usize, TracedEvent)> = Vec::new();
    for (number, person) in script.people.iter().enumerate() {
        let Some(row) = store.find_by_key(&person.key).map_err(shown)? else { continue };
        found.extend(store.trace(row).map_err(shown)?.into_iter().map(|one| (number, one)));
    }
    found.sort_by_key(|(_, one)| one.id.seq);
    let records = store.next_number() - 1;
    let rows = found.iter().filter(|(_, one)| matches!(one.event, Event::Journal(_))).count();
    let last = script.saves.iter().rposition(|save| (save.records, save.rows) == (records, rows));
    let saves = match last {
        Some(last) => last + 1,
        None if (records, rows) == (0, 0) => 0,
        None => return Err(format!("{records} records and {rows} rows: half of a save")),
    };
    let expected: Vec<(usize, Stamp, &Event)> = script.saves[..saves]
        .iter()
        .filter_map(|save| Some((save.ask.person()?, save)))
        .flat_map(|(person, save)| save.events.iter().map(move |event| (person, save.at, event)))
        .collect();
    let are_those = found.len() == expected.len()
        && found.iter().zip(&expected).all(|((person, one), expected)| (*person, one.at, &one.event) == *expected);
    if !are_those {
        return Err(format!("after {saves} saves other events than those that were kept"));
    }
    for person in 0..script.people.len() {
        let of_them = found.iter().filter(|(of, _)| *of == person);
        let history: Vec<(Stamp, Event)> = of_them.map(|(_, one)| (one.at, one.event.clone())).collect();
        if Visit::replay(&script.pack, &history) != script.visit(saves, person) {
            return Err(format!("after {saves} saves another visit of resident {person}"));
        }
    }
    Ok(saves)
}

/// Opens an image as the product opens a station, and holds it against what was acknowledged.
pub fn judge(script: &Script, place: &Place, dir: &Path, acknowledged: usize) -> Verdict {
    let opened = Station::find(dir).and_then(|station| station.unlock_with_key(place.key()));
    match opened {
        Err(fault) => Verdict::Unopenable(format!("{fault:?}")),
        Ok(store) => judge_store(script, store, acknowledged),
    }
}

pub fn judge_store(script: &Script, mut store: Store, acknowledged: usize) -> Verdict {
    // Opening has checked tables and pages only where the log showed that it was not closed.
    if !store.opening().was_unclean
        && let Err(fault) = store.check(&mut |_| ())
    {
        return Verdict::Wrong(format!("{fault:?}"));
    }
    match store.verify_chain() {
        Ok(faults) if faults.is_empty() => (),
        other => return Verdict::Wrong(format!("{other:?}")),
    }
    // What lists show is rebuilt from the records; that takes its time, so not after each event.
    if acknowledged.is_multiple_of(8) {
        match store.rebuild() {
            Ok(0) => (),
            other => return Verdict::Wrong(format!("lists say otherwise than records: {other:?}")),
        }
    }
    match progress(&store, script) {
        Err(fault) => Verdict::Wrong(fault),
        Ok(found) if found < acknowledged => Verdict::Lost(format!("{acknowledged} acknowledged, {found} found")),
        Ok(found) if found > acknowledged + 1 => Verdict::Wrong(format!("{acknowledged} acknowledged, {found} found")),
        Ok(_) => Verdict::Sound,
    }
}

fn shown(fault: StoreError) -> String {
    format!("{fault:?}")
}
