use super::{
    Facts,
    facts::{Reason, Told, What},
    judge::Counted,
    source::Window,
};
use crate::domain::old_tone_style;

/// What a person told about themselves, at one station or at several.
pub(super) struct Tolds<'f> {
    /// What holds at each station, the station that was first coming first.
    stations: Vec<Station<'f>>,
    /// The one that was chosen, where it still counts.
    choice: Option<&'f Told>,
    pub chosen: bool,
}

struct Station<'f> {
    kiosk: &'f str,
    /// When the registration was made that counts, and what holds since the newest correction, with its record.
    since: i32,
    told: &'f Told,
    record: (i64, u64),
}

impl<'f> Tolds<'f> {
    /// Goes through registrations and corrections in the order in which they happened.
    pub fn of(counted: &[Counted<'f>], facts: &Facts, rejected: &mut Vec<(i64, u64, Reason)>) -> Self {
        let mut tolds = Self { stations: Vec::new(), choice: None, chosen: false };
        for one in counted.iter().filter(|one| one.when.window == Window::Open) {
            let What::Told(told) = &one.fact.what else { continue };
            let told = told.as_ref();
            let record = (one.source.bundle, one.fact.number);
            if !told.is_sound() {
                rejected.push((record.0, record.1, Reason::Number));
                continue;
            }
            if facts.chosen == Some(record) {
                (tolds.choice, tolds.chosen) = (Some(told), true);
            }
            match tolds.stations.iter_mut().find(|known| known.kiosk == one.source.kiosk) {
                // A correction holds; who registers again at the same station, in a restored copy of it, has told anew.
                Some(known) => (known.told, known.record) = (told, record),
                None => tolds.stations.push(Station { kiosk: &one.source.kiosk, since: one.when.day, told, record }),
            }
        }
        tolds
    }

    /// What holds: what was chosen, else what holds at the first station.
    pub fn holds(&self) -> Option<&'f Told> {
        self.choice.or_else(|| self.stations.first().map(|station| station.told))
    }

    /// The day of the first registration.
    pub fn since(&self) -> Option<i32> {
        self.stations.iter().map(|station| station.since).min()
    }

    /// Whether stations say different things of who this is. Where somebody lives may change, and how a name is spelled.
    pub fn contradicts(&self) -> bool {
        let Some((first, others)) = self.stations.split_first() else { return false };
        others
            .iter()
            .any(|other| !is_same_name(&first.told.name, &other.told.name) || !is_same_birth(first.told, other.told))
    }

    /// What holds at each station, as records.
    pub fn all(&self) -> Vec<(i64, u64)> {
        self.stations.iter().map(|station| station.record).collect()
    }
}

/// Where the tone mark stands, case and spaces make no other name (docs/decisions/007-names-that-are-equal.md).
fn is_same_name(one: &str, other: &str) -> bool {
    one == other || old_tone_style(one).to_lowercase() == old_tone_style(other).to_lowercase()
}

/// A year alone agrees with each of its days.
fn is_same_birth(one: &Told, other: &Told) -> bool {
    let (one, other) = (one.birth.as_str(), other.birth.as_str());
    one == other || (one.len().min(other.len()) == 4 && one.get(..4) == other.get(..4))
}
