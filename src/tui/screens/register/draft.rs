use super::{
    Purpose, State,
    form::Form,
    slot::{NO_ID, Slot, Step},
};
use crate::{
    domain::{IdNumber, Identity, PersonKey, UnitCode},
    record::{Body, Draft, Event, hex, unhex},
    session::Visit,
    tui::Shared,
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The draft's name at the station.
pub const KIND: &str = "register";
/// The version of the draft's shape.
const VERSION: u8 = 1;

/// A half-typed form as it is kept.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct DraftV1 {
    v: u8,
    /// `new`, `again` or `correct`, and whose data these are where the station knows them.
    purpose: String,
    person: Option<String>,
    /// The consent that was given before the form.
    consent: Vec<Body>,
    number: Option<String>,
    /// Why there is no number: its place in `NO_ID`.
    no_id: Option<u8>,
    step: Step,
    slot: Slot,
    mending: bool,
    texts: BTreeMap<Slot, String>,
    picks: BTreeMap<Slot, u8>,
    units: BTreeMap<Slot, String>,
    groups: BTreeSet<u8>,
    village_typed: bool,
    #[serde(default)]
    accepted: BTreeSet<Slot>,
    from_card: BTreeSet<Slot>,
}

pub fn keep(state: &State, all: &Shared) -> Draft {
    let consent = all.newcomer.events.iter().filter_map(|event| match event {
        Event::Record(body) => Some(body.clone()),
        Event::Journal(_) => None,
    });
    let text = serde_json::to_string(&wire(state, consent.collect())).unwrap_or_default(); // maps have strings as keys
    Draft { kind: KIND.to_owned(), text }
}

/// The same form once more.
pub fn copy(state: &State) -> State {
    let form = form_of(wire(state, Vec::new())).unwrap_or_else(|| Form {
        identity: state.form.identity.clone(),
        fields: BTreeMap::new(),
        picks: BTreeMap::new(),
        units: BTreeMap::new(),
        groups: BTreeSet::new(),
        village_typed: false,
        accepted: BTreeSet::new(),
        from_card: BTreeSet::new(),
    });
    State { step: state.step, slot: state.slot, mending: state.mending, ..State::with(state.purpose, form) }
}

/// The form and, for somebody new, their consent. What another version or another content wrote is not believed.
pub fn restore(all: &mut Shared, draft: &Draft) -> Option<State> {
    if draft.kind != KIND {
        return None;
    }
    let wire: DraftV1 = serde_json::from_str(&draft.text).ok().filter(|wire: &DraftV1| wire.v == VERSION)?;
    let person = match &wire.person {
        Some(text) => Some(PersonKey(unhex(text)?)),
        None => None,
    };
    let here = all.guest.as_ref().map(|guest| guest.key);
    let purpose = match (wire.purpose.as_str(), person) {
        ("new", None) if here.is_none() => Purpose::New,
        ("again", Some(key)) if here == Some(key) => Purpose::Again(key),
        ("correct", Some(key)) if here == Some(key) => Purpose::Correct(key),
        _ => return None,
    };
    let (step, slot, mending) = (wire.step, wire.slot, wire.mending);
    let consent = wire.consent.clone();
    let form = form_of(wire)?;
    if purpose == Purpose::New {
        consented(all, consent)?;
        all.newcomer.number = match &form.identity {
            Identity::Number(number) => Some(number.clone()),
            Identity::None(_) => None,
        };
    }
    // A page that has no such question is not opened at another one.
    let slot = if step.slots().contains(&slot) { slot } else { step.slots().first().copied().unwrap_or(Slot::Name) };
    Some(State { step, slot, mending, ..State::with(purpose, form) })
}

/// Takes up the consent to this content's text.
fn consented(all: &mut Shared, consent: Vec<Body>) -> Option<()> {
    let pack = all.pack.as_ref()?;
    let events: Vec<Event> = consent
        .into_iter()
        .filter(|body| matches!(body, Body::Consent { text_version } if *text_version == pack.contest.consent_version))
        .map(Event::Record)
        .collect();
    let history: Vec<_> = events.iter().map(|event| (all.now.stamp, event.clone())).collect();
    let visit = Visit::replay(pack, &history);
    let has_consented = visit.has_consented();
    (all.newcomer.visit, all.newcomer.events) = (visit, events);
    has_consented.then_some(())
}

/// What the quick page keeps of its form.
pub fn form_text(form: &Form) -> String {
    let wire = wire_of(form, ("new", None), (Step::Name, Slot::Name, false), Vec::new());
    serde_json::to_string(&wire).unwrap_or_default() // maps have strings as keys
}

/// The quick page's form as it was kept.
pub fn form_of_text(text: &str) -> Option<Form> {
    form_of(serde_json::from_str(text).ok().filter(|wire: &DraftV1| wire.v == VERSION)?)
}

fn wire(state: &State, consent: Vec<Body>) -> DraftV1 {
    let purpose = match state.purpose {
        Purpose::New => ("new", None),
        Purpose::Again(key) => ("again", Some(key)),
        Purpose::Correct(key) => ("correct", Some(key)),
    };
    wire_of(&state.form, purpose, (state.step, state.slot, state.mending), consent)
}

fn wire_of(
    form: &Form,
    (purpose, person): (&str, Option<PersonKey>),
    (step, slot, mending): (Step, Slot, bool),
    consent: Vec<Body>,
) -> DraftV1 {
    let (number, no_id) = match &form.identity {
        Identity::Number(number) => (Some(number.digits().to_owned()), None),
        Identity::None(reason) => (None, NO_ID.iter().position(|one| one == reason)),
    };
    DraftV1 {
        v: VERSION,
        purpose: purpose.to_owned(),
        person: person.map(|key| hex(&key.0)),
        consent,
        number,
        no_id: no_id.and_then(|at| u8::try_from(at).ok()),
        step,
        slot,
        mending,
        texts: form
            .fields
            .iter()
            .filter(|(_, field)| !field.is_empty())
            .map(|(slot, field)| (*slot, field.text().to_owned()))
            .collect(),
        picks: form.picks.clone(),
        units: form.units.iter().map(|(slot, code)| (*slot, code.as_str().to_owned())).collect(),
        groups: form.groups.clone(),
        village_typed: form.village_typed,
        accepted: form.accepted.clone(),
        from_card: form.from_card.clone(),
    }
}

fn form_of(wire: DraftV1) -> Option<Form> {
    let identity = match (&wire.number, wire.no_id) {
        (Some(digits), None) => Identity::Number(IdNumber::parse(digits).ok()?),
        (None, Some(at)) => Identity::None(*NO_ID.get(usize::from(at))?),
        _ => return None,
    };
    let units = wire.units.iter().map(|(slot, code)| UnitCode::parse(code).map(|code| (*slot, code)));
    let mut form = Form {
        identity,
        fields: BTreeMap::new(),
        picks: wire.picks,
        units: units.collect::<Option<_>>()?,
        groups: wire.groups,
        village_typed: wire.village_typed,
        accepted: wire.accepted,
        from_card: wire.from_card,
    };
    for (slot, text) in &wire.texts {
        form.set(*slot, text);
    }
    Some(form)
}
