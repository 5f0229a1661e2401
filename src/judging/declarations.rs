use super::{Facts, counted::Counted, facts::Declaration, reason::Reason, refill::Form, source::Window};
use crate::{
    domain::{StationId, old_tone_style},
    ledger::RecordId,
};

/// Declarations of a person about themselves, at one station or at several.
pub(super) struct Declarations<'f> {
    /// What holds at each station, the station that was first coming first.
    stations: Vec<Station<'f>>,
    /// The one that was chosen, where it still counts.
    choice: Option<Form<'f>>,
    pub chosen: bool,
}

struct Station<'f> {
    station: &'f StationId,
    /// When the registration was made that counts, and what holds since the newest correction, with its record.
    since: i32,
    form: Form<'f>,
    record: RecordId,
}

impl<'f> Declarations<'f> {
    /// Goes through registrations and corrections in the order in which they happened.
    pub fn new(counted: &[Counted<'f>], facts: &Facts, rejected: &mut Vec<(RecordId, Reason)>) -> Self {
        let mut declarations = Self { stations: Vec::new(), choice: None, chosen: false };
        for one in counted.iter().filter(|one| one.when.window == Window::Open) {
            let Some(form) = one.fact.what.form() else { continue };
            let record = one.record();
            if !form.declaration.is_sound() {
                rejected.push((record, Reason::Number));
                continue;
            }
            if facts.chosen == Some(record) {
                (declarations.choice, declarations.chosen) = (Some(form), true);
            }
            match declarations.stations.iter_mut().find(|known| *known.station == one.source.station) {
                // A correction holds; a second registration at the same station, in a restored copy of it, replaces the first.
                Some(known) => (known.form, known.record) = (form, record),
                None => declarations.stations.push(Station {
                    station: &one.source.station,
                    since: one.when.day,
                    form,
                    record,
                }),
            }
        }
        declarations
    }

    /// What holds: what was chosen, else what holds at the first station.
    pub fn holds(&self) -> Option<Form<'f>> {
        self.choice.or_else(|| self.stations.first().map(|station| station.form))
    }

    /// The day of the first registration.
    pub fn since(&self) -> Option<i32> {
        self.stations.iter().map(|station| station.since).min()
    }

    /// Whether the declarations at stations contradict each other about who this is. Where somebody lives may change, and how a name is spelled.
    pub fn contradicts(&self) -> bool {
        self.others().next().is_some()
    }

    /// The stations whose declaration contradicts that of the first one.
    pub fn others(&self) -> impl Iterator<Item = &'f StationId> {
        let first = self.stations.first().map(|station| station.form.declaration);
        self.stations.iter().filter_map(move |other| {
            let (first, form) = (first?, other.form.declaration);
            (!is_same_name(&first.name, &form.name) || !is_same_birth(first, form)).then_some(other.station)
        })
    }

    /// What holds at each station, as records.
    pub fn records(&self) -> Vec<RecordId> {
        self.stations.iter().map(|station| station.record).collect()
    }
}

/// The place of the tone mark, case and spaces make no other name (docs/decisions/007-names-that-are-equal.md).
fn is_same_name(one: &str, other: &str) -> bool {
    one == other || old_tone_style(one).to_lowercase() == old_tone_style(other).to_lowercase()
}

/// A year alone agrees with each of its days.
fn is_same_birth(one: &Declaration, other: &Declaration) -> bool {
    let (one, other) = (one.birth.as_str(), other.birth.as_str());
    one == other || (one.len().min(other.len()) == 4 && one.get(..4) == other.get(..4))
}
