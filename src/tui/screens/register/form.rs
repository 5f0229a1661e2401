use super::slot::{GROUPS, Kind, MODES, SEXES, Slot, Step, WORK_KINDS};
use crate::{
    domain::{
        Birth, GUARDED_BELOW, Guardian, Identity, OneTouch, PlaceKind, Registration, Residence, Sex, Unit, UnitCode,
        WorkKind, Workplace, date_entry, find_names, find_units, tidy_spaces,
    },
    input::{Card, Field},
    record::HelpMode,
    text::short_date,
    tui::{Chooser, Press, Shared},
};
use std::collections::{BTreeMap, BTreeSet};

/// So many finds of a search are shown, each with its digit.
const FINDS: usize = 6;
/// So many villages are shown at a time: as many as there are digits.
const VILLAGES: usize = 9;
/// Below this age people go to school before anything else.
const ADULT: i32 = 18;
/// Kinds of work in the order in which people below that age read them.
const YOUNG_WORK: [u8; 5] = [2, 0, 3, 4, 1];
/// From this many on, the list may be longer than what is shown.
pub const VILLAGE_LIST_NOTE_FROM: usize = VILLAGES;

/// Answers so far, as they were typed and chosen.
pub struct Form {
    pub identity: Identity,
    pub fields: BTreeMap<Slot, Field>,
    /// Chosen options, counted from 0.
    pub picks: BTreeMap<Slot, u8>,
    pub units: BTreeMap<Slot, UnitCode>,
    pub groups: BTreeSet<u8>,
    /// The village is not on the list and is typed.
    pub village_typed: bool,
    /// Unusual answers that were looked at again and are right.
    pub accepted: BTreeSet<Slot>,
    /// Answers that are as the scanned card has them.
    pub from_card: BTreeSet<Slot>,
}

impl Form {
    /// An empty form with the station's own unit.
    #[must_use]
    pub fn new(all: &Shared, identity: Identity) -> Self {
        let mut form = Self {
            identity,
            fields: BTreeMap::new(),
            picks: BTreeMap::new(),
            units: BTreeMap::new(),
            groups: BTreeSet::new(),
            village_typed: false,
            accepted: BTreeSet::new(),
            from_card: BTreeSet::new(),
        };
        form.units.extend(station_unit(all).map(|code| (Slot::Unit, code.clone())));
        form.picks.extend(form.sex_of_number().map(|at| (Slot::Sex, at)));
        form
    }

    /// The sex that the number states, as its place in the list.
    #[must_use]
    pub fn sex_of_number(&self) -> Option<u8> {
        match &self.identity {
            Identity::Number(number) => position(&SEXES, &number.sex()),
            Identity::None(_) => None,
        }
    }

    /// A form filled from a registration, to be corrected.
    #[must_use]
    pub fn from_registration(all: &Shared, registered: &Registration) -> Self {
        let mut form = Self::new(all, registered.identity.clone());
        form.set(Slot::Name, registered.name.as_str());
        form.set(Slot::Birth, &spelled(registered.birth));
        form.picks.extend(position(&SEXES, &registered.sex).map(|at| (Slot::Sex, at)));
        form.units.insert(Slot::Unit, registered.residence.unit.clone());
        form.set(Slot::Village, &registered.residence.village);
        form.set(Slot::Phone, registered.phone.as_ref().map_or("", |phone| phone.digits()));
        form.picks.insert(Slot::OneTouch, u8::from(registered.one_touch == OneTouch::Taken));
        match &registered.workplace {
            None => {
                form.picks.insert(Slot::WorkKind, 0);
            }
            Some(work) => {
                form.picks.extend(position(&WORK_KINDS, &work.kind).map(|at| (Slot::WorkKind, at + 1)));
                form.units.extend(work.unit.clone().map(|code| (Slot::WorkUnit, code)));
                form.set(Slot::WorkName, &work.name);
            }
        }
        form.groups.extend(registered.memberships.iter().filter_map(|one| position(&GROUPS, one)));
        if let Some(guardian) = &registered.guardian {
            form.set(Slot::Guardian, guardian.name.as_str());
            form.picks.insert(Slot::GuardianConsent, u8::from(!guardian.consents));
        }
        form.accepted.extend([Slot::Name, Slot::Guardian, Slot::Village, Slot::WorkName]);
        form
    }

    /// Fills the empty answers from a card, and remembers that it came from there.
    pub fn fill_from(&mut self, card: &Card) {
        let name = card.name.as_ref().map(|name| (Slot::Name, name.as_str().to_owned()));
        let birth = card.birth.map(|birth| (Slot::Birth, spelled(birth)));
        for (slot, text) in [name, birth].into_iter().flatten() {
            if self.text(slot).is_empty() {
                self.set(slot, &text);
                self.from_card.insert(slot);
            }
        }
        // The card goes before what the number states, not before what somebody chose.
        let chosen = self.picks.get(&Slot::Sex).copied().filter(|at| Some(*at) != self.sex_of_number());
        if let (Some(sex), None) = (card.sex, chosen) {
            self.picks.extend(position(&SEXES, &sex).map(|at| (Slot::Sex, at)));
            self.from_card.insert(Slot::Sex);
        }
    }

    /// Takes a chosen unit back by a key that erases, where nothing is typed that could be erased instead; whether there was one.
    pub fn drop_unit(&mut self, slot: Slot, press: Press) -> bool {
        let erases = matches!(press, Press::Backspace | Press::Delete | Press::ClearField);
        erases && slot.kind() == Kind::Unit && self.text(slot).is_empty() && self.units.remove(&slot).is_some()
    }

    /// Puts a whole text in a field.
    pub fn set(&mut self, slot: Slot, text: &str) {
        if let Some(kind) = slot.field_kind() {
            self.fields.insert(slot, Field::with_text(kind, text));
        }
    }

    #[must_use]
    pub fn text(&self, slot: Slot) -> &str {
        self.fields.get(&slot).map_or("", Field::text)
    }

    /// The field behind a question in which something is typed.
    pub fn field(&mut self, slot: Slot) -> Option<&mut Field> {
        let kind = slot.field_kind()?;
        Some(self.fields.entry(slot).or_insert_with(|| Field::new(kind)))
    }

    #[must_use]
    pub fn birth(&self) -> Option<Birth> {
        self.read_birth().ok()
    }

    /// The birth as it is typed; where the number states the year, day and month are enough.
    pub(super) fn read_birth(&self) -> Result<Birth, date_entry::DateFault> {
        let typed = self.text(Slot::Birth);
        match &self.identity {
            Identity::Number(number) => date_entry::read_in(typed, number.birth_year()),
            Identity::None(_) => date_entry::read(typed),
        }
    }

    /// Whether somebody is of the age at which people go to school.
    #[must_use]
    pub fn is_young(&self, all: &Shared) -> bool {
        self.birth().is_some_and(|birth| birth.age(all.now.date()) < ADULT)
    }

    /// Year of birth and sex, as far as they are known.
    #[must_use]
    pub fn age(&self) -> Option<(i32, Option<Sex>)> {
        let sex = self.picks.get(&Slot::Sex).and_then(|at| SEXES.get(usize::from(*at))).copied();
        self.birth().map(|birth| (birth.year(), sex))
    }

    /// How the visit is made, as far as that was chosen.
    #[must_use]
    pub fn mode(&self) -> Option<HelpMode> {
        self.picks.get(&Slot::Help).and_then(|at| MODES.get(usize::from(*at))).copied()
    }

    /// The pages that this person has to go through. `with_help`: how the visit is made is asked too.
    #[must_use]
    pub fn steps(&self, all: &Shared, with_help: bool) -> Vec<Step> {
        let is_guarded = self.birth().is_some_and(|birth| birth.age(all.now.date()) < GUARDED_BELOW);
        let works = self.picks.get(&Slot::WorkKind).is_some_and(|at| *at > 0);
        let may_be_member = !self.offered(all, Slot::Groups).is_empty();
        [
            (Step::Name, true),
            (Step::Birth, true),
            (Step::Guardian, is_guarded),
            (Step::Home, true),
            (Step::Contact, true),
            (Step::Work, true),
            (Step::Workplace, works),
            (Step::Groups, may_be_member),
            (Step::Help, with_help),
            (Step::Summary, true),
        ]
        .into_iter()
        .filter_map(|(step, is_asked)| is_asked.then_some(step))
        .collect()
    }

    /// The options of a question in the order of their digits, as places in its list. Organisations that do not take somebody of this age
    /// and sex are not asked about; below eighteen the school comes first.
    #[must_use]
    pub fn offered(&self, all: &Shared, slot: Slot) -> Vec<u8> {
        let (Kind::Pick(keys) | Kind::Groups(keys)) = slot.kind() else { return Vec::new() };
        let every = (0u8..).take(keys.len());
        let age = self.birth().map(|birth| birth.age(all.now.date()));
        match (slot, age) {
            (Slot::Groups, Some(age)) => {
                let sex = self.age().and_then(|(_, sex)| sex);
                let is_open = |at: &u8| GROUPS.get(usize::from(*at)).is_some_and(|one| one.is_open_to(age, sex));
                every.filter(|at| self.groups.contains(at) || is_open(at)).collect()
            }
            (Slot::WorkKind, Some(age)) if age < ADULT => YOUNG_WORK.to_vec(),
            _ => every.collect(), // else: as the list has them
        }
    }

    /// The wording of an option, by its place in the question's list.
    #[must_use]
    pub fn wording(&self, all: &Shared, slot: Slot, at: u8) -> &'static str {
        let (Kind::Pick(keys) | Kind::Groups(keys)) = slot.kind() else { return slot.label() };
        match (slot, at) {
            (Slot::WorkKind, 0) if self.is_young(all) => "register-work-none-young",
            _ => keys.get(usize::from(at)).copied().unwrap_or(slot.label()), // else: as the list has it
        }
    }

    /// The options of a question, worded.
    #[must_use]
    pub fn offered_texts(&self, all: &Shared, slot: Slot) -> Vec<String> {
        self.offered(all, slot).into_iter().map(|at| all.text(self.wording(all, slot, at))).collect()
    }

    /// What was chosen of the options of a question, worded; empty where nothing was.
    #[must_use]
    pub fn picked_text(&self, all: &Shared, slot: Slot) -> String {
        self.picks.get(&slot).map(|at| all.text(self.wording(all, slot, *at))).unwrap_or_default()
    }

    /// The units that a search finds, in the order of their digits.
    #[must_use]
    pub fn finds<'a>(&self, all: &'a Shared, slot: Slot) -> Vec<&'a Unit> {
        let typed = self.text(slot);
        match &all.pack {
            Some(pack) if !typed.trim().is_empty() => find_units(&pack.units, typed).into_iter().take(FINDS).collect(),
            // Nearly everybody works where they live.
            Some(pack) if slot == Slot::WorkUnit && !self.units.contains_key(&slot) => {
                station_unit(all).and_then(|code| pack.unit(code)).into_iter().collect()
            }
            _ => Vec::new(),
        }
    }

    /// The places of work and learning of the chosen kind that the unit has listed; all of its villages where one is asked for.
    #[must_use]
    pub fn listed(&self, all: &Shared, slot: Slot) -> Vec<String> {
        let Some(pack) = &all.pack else { return Vec::new() };
        let unit = |slot: Slot| self.units.get(&slot).or_else(|| station_unit(all));
        if slot == Slot::Village {
            return self.units.get(&Slot::Unit).map_or_else(Vec::new, |unit| pack.villages(unit));
        }
        let work = self.picks.get(&Slot::WorkKind).and_then(|at| usize::from(*at).checked_sub(1));
        let kinds: &[PlaceKind] = match work.and_then(|at| WORK_KINDS.get(at)) {
            Some(WorkKind::Agency) => &[PlaceKind::Agency],
            Some(WorkKind::School) => &[PlaceKind::School],
            Some(WorkKind::Enterprise) => &[PlaceKind::Enterprise],
            Some(WorkKind::Other) => &[PlaceKind::Association, PlaceKind::Agency, PlaceKind::Enterprise],
            None => &[],
        };
        let places = unit(Slot::WorkUnit).into_iter().flat_map(|unit| pack.places(unit));
        places.filter(|place| kinds.contains(&place.kind)).map(|place| place.name.clone()).collect()
    }

    /// The villages to choose from, in the order of their digits; none where the village has to be typed. What is typed
    /// narrows the list, but a village that is chosen leaves all in sight.
    #[must_use]
    pub fn villages(&self, all: &Shared) -> Vec<String> {
        let (Some(pack), Some(unit), false) = (&all.pack, self.units.get(&Slot::Unit), self.village_typed) else {
            return Vec::new();
        };
        let typed = self.text(Slot::Village);
        let mut found = pack.villages(unit);
        let chosen = found.iter().position(|village| village == typed);
        if chosen.is_none() {
            found = find_names(&found, typed).into_iter().filter_map(|at| found.get(at).cloned()).collect();
        }
        // A chosen village stays in sight even where the list is longer than the page.
        if let Some(at) = chosen.filter(|at| *at >= VILLAGES) {
            found.swap(VILLAGES - 1, at);
        }
        found.truncate(VILLAGES);
        found
    }

    /// The registration, or for each question what is wrong with its answer.
    ///
    /// # Errors
    /// The questions whose answers cannot be taken, in their order.
    pub fn registration(&self, all: &Shared) -> Result<Registration, Vec<(Slot, String)>> {
        let asked = self.steps(all, false);
        let mut faults: Vec<(Slot, String)> = asked
            .iter()
            .flat_map(|step| step.slots())
            .filter_map(|slot| {
                self.fault(all, *slot).or_else(|| self.second_look(all, *slot)).map(|fault| (*slot, fault))
            })
            .collect();
        match self.registered(&asked) {
            Some(registered) if faults.is_empty() => Ok(registered),
            _ => {
                if faults.is_empty() {
                    faults.push((Slot::Name, all.text("register-pick")));
                }
                Err(faults)
            }
        }
    }

    fn registered(&self, asked: &[Step]) -> Option<Registration> {
        let pick = |slot: Slot| self.picks.get(&slot).map(|at| usize::from(*at));
        let phone = tidy_spaces(self.text(Slot::Phone));
        let guardian = match asked.contains(&Step::Guardian) {
            true => Some(Guardian {
                name: crate::domain::PersonName::parse(self.text(Slot::Guardian)).ok()?,
                consents: pick(Slot::GuardianConsent)? == 0,
            }),
            false => None,
        };
        let workplace = match pick(Slot::WorkKind)?.checked_sub(1) {
            None => None,
            Some(at) => Some(Workplace {
                kind: *WORK_KINDS.get(at)?,
                unit: self.units.get(&Slot::WorkUnit).cloned(),
                name: tidy_spaces(self.text(Slot::WorkName)),
            }),
        };
        Some(Registration {
            name: crate::domain::PersonName::parse(self.text(Slot::Name)).ok()?,
            birth: self.birth()?,
            sex: *SEXES.get(pick(Slot::Sex)?)?,
            identity: self.identity.clone(),
            residence: Residence {
                unit: self.units.get(&Slot::Unit)?.clone(),
                village: tidy_spaces(self.text(Slot::Village)),
            },
            phone: if phone.is_empty() { None } else { Some(crate::domain::Phone::parse(&phone).ok()?) },
            guardian,
            workplace,
            memberships: self.groups.iter().filter_map(|at| GROUPS.get(usize::from(*at))).copied().collect(),
            one_touch: if pick(Slot::OneTouch)? == 1 { OneTouch::Taken } else { OneTouch::NotTaken },
        })
    }

    /// How many options a question offers by digit at the moment.
    #[must_use]
    pub fn options(&self, all: &Shared, slot: Slot) -> usize {
        match slot.kind() {
            Kind::Pick(_) | Kind::Groups(_) => self.offered(all, slot).len(),
            Kind::Unit => self.finds(all, slot).len(),
            Kind::Village => self.villages(all).len(),
            Kind::Place => Chooser::finds(&self.listed(all, slot), self.text(slot)).len(),
            Kind::Text(_) => 0,
        }
    }
}

/// The unit that runs the station.
#[must_use]
pub fn station_unit(all: &Shared) -> Option<&UnitCode> {
    all.pack.as_ref()?.contest.station.as_ref().map(|station| &station.unit)
}

/// A birth as it is typed.
#[must_use]
pub fn spelled(birth: Birth) -> String {
    match birth {
        Birth::Day(date) => short_date(date),
        Birth::Year(year) => format!("{year:04}"),
    }
}

fn position<T: PartialEq>(table: &[T], value: &T) -> Option<u8> {
    table.iter().position(|one| one == value).and_then(|at| u8::try_from(at).ok())
}
