//! Invented residents at a demo station. A real one refuses them: invented people never count.

use super::{
    args::StationArgs,
    award, clock,
    commands::{self, Opened},
    content, explain,
};
use crate::{
    cli::Console,
    content::Pack,
    domain::{Moment, Residence, Seed, Stamp},
    people::{Chance, Desk, Meeting, Resident, Residents, attend, village},
    record::{CertificateV1, Event},
    session::{Command, Visit},
    store::{Act, OpenShift, PersonRef, Store, StoreError},
    text::{codes, short_date},
    tui::Failure,
};

/// Simulation: drives this many invented residents through the real session and store: varied names, some without an ID number,
/// some who stop half-way, some with several attempts. The same seed makes the same people.
///
/// # Errors
/// The station is no demo, cannot be opened, or an event was not kept.
pub fn run(args: &StationArgs, people: u32, seed: u64, console: &Console) -> Result<(), Vec<Failure>> {
    let Opened { mut store, pack: in_use, .. } = commands::open(args, console)?;
    let dir = store.station_dir().to_owned();
    let explained = |fault: StoreError| vec![explain::store_in(&dir, &fault)];
    if !store.is_demo() {
        return Err(vec![Failure::new(codes::exchange::SIMULATE_AT_A_REAL_STATION, [])]);
    }
    let now = clock::now(&store);
    let pack = match in_use.map_err(|failure| vec![failure])? {
        Some(in_use) if args.content.is_none() => in_use.pack,
        _ => content::load(args.content.as_deref(), now.at(), console.words())?,
    };
    // Invented evenings go by the machine's clock.
    let (today, contest) = (now.machine_date(), &pack.contest);
    let date = |code, date| Err(vec![Failure::new(code, [("date", short_date(date))])]);
    if today < contest.opens {
        return date(codes::contest::NOT_OPEN_YET, contest.opens);
    }
    if today > contest.closes {
        return date(codes::contest::CLOSED, contest.closes);
    }
    let progress = &mut |done: u32| console.progress(&format!("{done}/{people}"));
    let invented = invent(&mut store, &pack, (people, seed), now.stamp, progress).map_err(explained)?;
    console.progress("");
    store.checkpoint().map_err(explained)?;
    console.paragraph(&console.words().with(
        "cli-simulated",
        &[("people", people.into()), ("finished", invented.finished.into()), ("answers", invented.answers.into())],
    ));
    console.json(&serde_json::json!({ "people": people, "finished": invented.finished, "answers": invented.answers }));
    store.close().map_err(explained)
}

/// What invented residents left behind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Invented {
    /// Residents whose entry is complete.
    pub finished: u32,
    /// Answers that were marked.
    pub answers: u32,
}

/// How long before now an evening of so many residents begins, for each of them.
const EACH_MS: i64 = 45 * 60_000;

/// Lets invented residents through the real session and store of an open station, one after another, each at the pace of people:
/// their evening ends now, by a clock that is theirs. They come in the open shift, or in one of their own. `progress` receives how
/// many have begun.
///
/// # Errors
/// An event was not kept.
pub fn invent(
    store: &mut Store,
    pack: &Pack,
    (people, seed): (u32, u64),
    now: Stamp,
    progress: &mut dyn FnMut(u32),
) -> Result<Invented, StoreError> {
    let residents = Residents { seed, today: store.known().now(now).date() };
    let mut evening = Evening::new(store, pack, (people, seed), now);
    let (shift, is_own) = match store.current_shift()? {
        Some(shift) => (shift, false),
        None => {
            let slot = store.slots()?.first().map(|slot| slot.id).ok_or(StoreError::NoSlot)?;
            (store.open_shift(slot, evening.at)?, true)
        }
    };
    let mut invented = Invented::default();
    for number in 0..people {
        progress(number + 1);
        let Some(home) = home(pack, seed, number) else { continue };
        let resident = residents.resident(number, home, |source| store.person_key(source));
        let Some(resident) = resident else { continue };
        evening.after(BETWEEN_S);
        let mut desk = Station::new(store, pack, &resident, (&shift, &mut evening));
        attend(&mut desk, pack, &resident, Meeting::First, seed)?;
        invented.finished += u32::from(desk.visit.entry().missing(&pack.contest).is_empty());
        invented.answers += desk.answers;
    }
    if is_own {
        store.close_shift(evening.at, people, invented.finished)?;
    }
    Ok(invented)
}

/// Seconds between two residents.
const BETWEEN_S: u32 = 60;

/// Clock of an invented evening.
struct Evening {
    at: Stamp,
    /// The wall clock goes no further.
    ends: Moment,
}

impl Evening {
    fn new(store: &Store, pack: &Pack, (people, seed): (u32, u64), now: Stamp) -> Self {
        let first =
            store.last_stamp().map_or(Moment::MIN, |stamp| stamp.wall).max(Moment::start_of(pack.contest.opens));
        let begins = now.wall.plus_ms(-EACH_MS.saturating_mul(people.into())).max(first).min(now.wall);
        let boot = Chance::new(seed, "boot", store.next_place()).bytes::<4>();
        let at = Stamp { wall: begins, mono_ms: 60_000, boot: u32::from_be_bytes(boot).into(), suspect: false };
        Self { at, ends: now.wall }
    }

    fn after(&mut self, seconds: u32) {
        self.at.mono_ms += u64::from(seconds) * 1000;
        self.at.wall = self.at.wall.plus_ms(i64::from(seconds) * 1000).min(self.ends);
    }
}

/// Where the resident of this number lives: a village of the station's unit.
fn home(pack: &Pack, seed: u64, number: u32) -> Option<Residence> {
    let station = pack.contest.station.as_ref();
    let unit =
        station.map(|station| station.unit.clone()).or_else(|| pack.units.first().map(|unit| unit.code.clone()))?;
    let villages = station.map(|station| pack.villages(&station.unit)).unwrap_or_default();
    let known = Chance::new(seed, "home", number.into()).pick(&villages).cloned();
    Some(Residence { unit, village: known.unwrap_or_else(|| village(1)) })
}

/// One resident at the real store.
struct Station<'a> {
    store: &'a mut Store,
    pack: &'a Pack,
    resident: &'a Resident,
    visit: Visit,
    /// None until the registration was kept.
    person: Option<PersonRef>,
    /// Events from before the registration, kept together with it.
    waiting: Vec<Event>,
    shift: &'a OpenShift,
    evening: &'a mut Evening,
    answers: u32,
}

impl<'a> Station<'a> {
    fn new(
        store: &'a mut Store,
        pack: &'a Pack,
        resident: &'a Resident,
        (shift, evening): (&'a OpenShift, &'a mut Evening),
    ) -> Self {
        let (visit, waiting) = (Visit::default(), Vec::new());
        Self { store, pack, resident, visit, person: None, waiting, shift, evening, answers: 0 }
    }
}

impl Desk for Station<'_> {
    type Fault = StoreError;
    const HAS_JOURNAL: bool = true;

    fn visit(&self) -> &Visit {
        &self.visit
    }

    fn step(&mut self, command: Command, after_s: u32) -> Result<bool, StoreError> {
        self.evening.after(after_s);
        let at = self.evening.at;
        let is_answer = matches!(command, Command::Mark { .. });
        let Ok((visit, events)) = self.visit.step(self.pack, command, at) else { return Ok(false) };
        let act = Act { at, shift: self.shift.number, helper: self.shift.helper.clone(), mode: self.resident.mode };
        match self.person {
            Some(person) if !events.is_empty() => {
                self.store.save(Some(person), &act, &events)?;
            }
            Some(_) => (),
            None => self.waiting.extend(events),
        }
        if self.person.is_none() && visit.registration().is_some() {
            self.person = Some(self.store.new_person(self.resident.key, &act, &self.waiting)?.0);
        }
        self.visit = visit;
        self.answers += u32::from(is_answer);
        Ok(true)
    }

    fn draw_seed(&self, attempt: u8) -> Seed {
        self.store.draw_seed(&self.resident.key, attempt)
    }

    fn certificate(&self, resident: &Resident, _check: String) -> CertificateV1 {
        let (number, date) = (format!("SIM-{}", resident.number + 1), clock::stamp_now().wall.date());
        match self.visit.registration() {
            Some(registration) => award::sign(self.store, self.pack, registration, &number, date).certificate,
            None => CertificateV1 { number, check: String::new() },
        }
    }
}
