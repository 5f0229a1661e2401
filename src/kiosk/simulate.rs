use super::{args::StationArgs, clock, commands, content, explain, packs};
use crate::{
    cli::Console,
    content::Pack,
    domain::{Residence, Seed},
    people::{Chance, Desk, Meeting, Resident, Residents, attend, village},
    record::{CertificateV1, Event},
    session::{Command, Visit},
    store::{Act, PersonRef, Store, StoreError},
    tui::Failure,
};

/// Simulation: drives this many invented residents through the real session and store: varied names, some without an ID number,
/// some who stop half-way, some with several attempts. The same seed makes the same people.
///
/// # Errors
/// The station cannot be opened, or an event was not kept.
pub fn run(args: &StationArgs, people: u32, seed: u64, console: &Console) -> Result<(), Vec<Failure>> {
    let mut opened = commands::open(args)?;
    let dir = opened.store.station_dir().to_owned();
    let explained = |fault: StoreError| vec![explain::store_in(&dir, &fault)];
    let now = clock::now(&opened.store);
    let pack = match packs::in_use(&opened.store).map_err(|failure| vec![failure])? {
        Some(in_use) if args.content.is_none() => in_use.pack,
        _ => content::load(args.content.as_deref(), now.at(), console.words())?,
    };
    let residents = Residents { seed, today: now.date() };
    let mut tally = Tally::default();
    for number in 0..people {
        console.progress(&format!("{}/{people}", number + 1));
        let Some(home) = home(&pack, seed, number) else { continue };
        let resident = residents.resident(number, home, |source| opened.store.person_key(source));
        let Some(resident) = resident else { continue };
        let mut desk = Station::new(&mut opened.store, &pack, &resident);
        attend(&mut desk, &pack, &resident, Meeting::First, seed).map_err(explained)?;
        tally.finished += u32::from(desk.visit.entry().missing(&pack.contest).is_empty());
        tally.answers += desk.answers;
    }
    console.progress("");
    opened.store.checkpoint().map_err(explained)?;
    console.paragraph(&console.words().with(
        "cli-simulated",
        &[("people", people.into()), ("finished", tally.finished.into()), ("answers", tally.answers.into())],
    ));
    console.json(&serde_json::json!({ "people": people, "finished": tally.finished, "answers": tally.answers }));
    opened.store.close().map_err(explained)
}

/// Totals for the summary.
#[derive(Default)]
struct Tally {
    finished: u32,
    answers: u32,
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
    answers: u32,
}

impl<'a> Station<'a> {
    fn new(store: &'a mut Store, pack: &'a Pack, resident: &'a Resident) -> Self {
        Self { store, pack, resident, visit: Visit::default(), person: None, waiting: Vec::new(), answers: 0 }
    }
}

impl Desk for Station<'_> {
    type Fault = StoreError;
    const HAS_JOURNAL: bool = true;

    fn visit(&self) -> &Visit {
        &self.visit
    }

    /// The real clock runs: invented seconds do not move it.
    fn step(&mut self, command: Command, _after_s: u32) -> Result<bool, StoreError> {
        let at = clock::stamp_now();
        let is_answer = matches!(command, Command::Mark { .. });
        let Ok((visit, events)) = self.visit.step(self.pack, command, at) else { return Ok(false) };
        let act = Act { at, shift: 0, helper: "simulate".to_owned(), mode: self.resident.mode };
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
        CertificateV1 { number: format!("SIM-{}", resident.number + 1), check: "SIM".to_owned() }
    }
}
