use super::super::{
    format::{ago, count, plain, short, time},
    place::Places,
};
use crate::{
    centre::Missing,
    domain::Moment,
    ledger::{BundleRow, BundleState, RefusedRow},
    text::{Value, Words},
};

/// Number of bundles in a state.
pub struct StateLine {
    /// What the state is called.
    pub name: String,
    /// CSS class.
    pub class: &'static str,
    /// How many bundles are in it.
    pub n: String,
}

/// Bundle as the page shows it.
pub struct BundleLine {
    /// When it arrived.
    pub at: String,
    /// Unit and village of the station.
    pub place: String,
    /// Beginning of the station's id.
    pub station: String,
    /// The whole id.
    pub id: String,
    /// Number of the bundle in its epoch.
    pub seq: u32,
    /// How many records it brought.
    pub records: String,
    /// Of how many persons.
    pub people: u32,
    /// What became of it.
    pub state: String,
    /// CSS class of the state.
    pub class: &'static str,
}

/// Missing bundles of an epoch as the page shows them.
pub struct MissingLine {
    /// Unit and village of the station.
    pub place: String,
    /// Beginning of the station's id.
    pub station: String,
    /// Id of the epoch.
    pub epoch: String,
    /// Their numbers.
    pub numbers: String,
    /// How many they are.
    pub n: String,
}

/// Refused sender as the page shows it.
pub struct RefusedLine {
    /// Beginning of the id that the sender claims.
    pub station: String,
    /// The notice's code.
    pub code: String,
    /// What the notice states, without its values.
    pub reason: String,
    /// How often.
    pub times: String,
    /// When it was last refused.
    pub at: String,
}

/// Line of a state.
pub fn state_line((state, n): (BundleState, u64), words: &Words) -> StateLine {
    let (key, class) = state_key(state);
    StateLine { name: words.get(key).into_owned(), class, n: count(words, n) }
}

/// Line of a bundle.
pub fn line(bundle: &BundleRow, places: &Places<'_>, words: &Words) -> BundleLine {
    let (key, class) = state_key(bundle.state);
    BundleLine {
        at: time(bundle.received),
        place: places.place(&bundle.station),
        station: short(&bundle.station),
        id: bundle.station.to_string(),
        seq: bundle.seq,
        records: count(words, records(bundle)),
        people: bundle.people,
        state: words.get(key).into_owned(),
        class,
    }
}

/// Line of missing bundles.
pub fn missing_line(missing: &Missing, places: &Places<'_>, words: &Words) -> MissingLine {
    MissingLine {
        place: places.place(&missing.station),
        station: short(&missing.station),
        epoch: missing.epoch.as_str().to_owned(),
        numbers: missing.numbers(),
        n: count(words, missing.count()),
    }
}

/// How many records a bundle brought.
pub fn records(bundle: &BundleRow) -> u64 {
    bundle.last + 1 - bundle.first.min(bundle.last)
}

/// Text key and CSS class of a state.
fn state_key(state: BundleState) -> (&'static str, &'static str) {
    match state {
        BundleState::Counted => ("site-state-counted", "good"),
        BundleState::Admitted => ("site-state-admitted", "good"),
        BundleState::Excluded => ("site-state-excluded", "bad"),
        BundleState::Fork => ("site-state-fork", "warn"),
        BundleState::Revoked => ("site-state-revoked", "warn"),
        BundleState::Unconfirmed => ("site-state-unconfirmed", "warn"),
        BundleState::Late => ("site-state-late", "warn"),
    }
}

/// Line of a refused sender.
pub fn refused_line(row: &RefusedRow, words: &Words, now: Moment) -> RefusedLine {
    // The ledger keeps the code alone: the other values of the notice are not known any more.
    let unknown = ["bytes", "most", "found", "wanted", "epoch", "key", "file", "line"];
    let mut values: Vec<(&str, Value<'_>)> = unknown.map(|name| (name, Value::from("…"))).into();
    values.push(("kiosk", short(&row.station).into()));
    let key = row.code.to_ascii_lowercase();
    let is_unknown = row.station.is_empty();
    RefusedLine {
        station: if is_unknown { words.get("site-unknown-station").into_owned() } else { short(&row.station) },
        reason: plain(&words.with(&key, &values)),
        code: plain(&row.code),
        times: count(words, row.times),
        at: ago(words, row.newest, now),
    }
}
