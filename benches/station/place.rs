//! A station on this disk, prepared with the library up to the moment that is measured.

use super::figure::Stop;
use chrono::Days;
use std::{
    path::{Path, PathBuf},
    process::Command,
};
use tempfile::TempDir;
use tramso::{
    content::{
        Pack,
        builtin::{self, DemoDates},
    },
    crypto::Passphrase,
    domain::{Identity, Moment, PersonKey, PersonKeySource, Registration, Residence, Stamp, UnitCode},
    people::Residents,
    platform,
    record::{HelpMode, hex},
    session::{Command as VisitCommand, Visit},
    store::{Act, Grant, PersonRef, Setup, SlotId, Station, Store, Surroundings},
};

/// The folder for everything that is measured: on the disk, beside what was built.
pub fn scratch() -> &'static Path {
    Path::new(env!("CARGO_TARGET_TMPDIR"))
}

/// A station of the demo contest.
pub struct Place {
    pub dir: TempDir,
    pub station: Station,
    pub passphrase: Passphrase,
}

/// How far somebody has come.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    Registered,
    Learnt,
    Testing,
    HandedIn,
    ResultSeen,
    Shared,
}

impl Place {
    /// A new station whose slot takes as much work as the product's.
    pub fn new() -> Result<Self, Stop> {
        Self::with(&Surroundings::default())
    }

    /// A new station whose slot opens in no time.
    pub fn quick() -> Result<Self, Stop> {
        Self::with(&Surroundings { log2_n: 1, ..Surroundings::default() })
    }

    fn with(surroundings: &Surroundings) -> Result<Self, Stop> {
        let dir = TempDir::new_in(scratch())?;
        let passphrase = Passphrase::generate();
        let setup = Setup {
            contest: builtin::DEMO_CONTEST.to_owned(),
            unit: UnitCode::parse("11113").ok_or("unit")?,
            village: "thôn Ngọc Lặc".to_owned(),
            grant: Grant::demo(),
        };
        let inside = dir.path().join("station");
        let station = Station::create_in(&inside, &setup, ("Lan", &passphrase), surroundings)?;
        Ok(Self { dir, station, passphrase })
    }

    pub fn slot(&self) -> Result<SlotId, Stop> {
        Ok(self.station.slots.first().ok_or("no slot")?.id)
    }

    /// The file that the passphrase opens.
    pub fn slot_file(&self) -> PathBuf {
        self.station.path("keys").join("A").join("slot-1.age")
    }

    pub fn open(&self) -> Result<Store, Stop> {
        Ok(self.station.unlock(self.slot()?, &self.passphrase)?)
    }

    /// The real program on this station.
    pub fn program(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tramso"));
        command.arg("run").arg("--dir").arg(self.station.dir());
        command
    }

    /// A shift is open and a resident sits at the running test, as if the power had gone there.
    pub fn at_the_test(&self) -> Result<(), Stop> {
        let pack = pack()?;
        let mut store = self.open()?;
        store.open_shift(self.slot()?, now())?;
        let (_, key, _) = resident(&mut store, &pack, Reach::Testing)?;
        store.settings_set("at-keyboard", &hex(&key.0))?;
        store.checkpoint()?;
        Ok(store.close()?)
    }

    /// Takes the key out of the kernel's memory, so that the next start asks for the passphrase.
    pub fn forget_key(&self) {
        platform::forget_key(&format!("tramso:{}", self.station.station));
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.forget_key();
    }
}

/// The built-in course as a contest that is open today, as the program loads it.
pub fn pack() -> Result<Pack, Stop> {
    Ok(builtin::pack(dates())?)
}

pub fn dates() -> DemoDates {
    let today = now().wall.date();
    DemoDates { opens: today - Days::new(10), closes: today + Days::new(20) }
}

pub fn now() -> Stamp {
    let clock = platform::now();
    Stamp { wall: Moment(clock.wall_ms), mono_ms: clock.mono_ms, boot: clock.boot, suspect: false }
}

pub fn act() -> Act {
    Act { at: now(), shift: 1, helper: "1".to_owned(), mode: HelpMode::Alone }
}

/// A new resident, brought so far by the real rules and kept by the real store.
pub fn resident(store: &mut Store, pack: &Pack, reach: Reach) -> Result<(PersonRef, PersonKey, Visit), Stop> {
    let registration = registration()?;
    let key = match &registration.identity {
        Identity::Number(number) => store.person_key(&PersonKeySource::Number(number)),
        Identity::None(_) => return Err(Stop("the resident has a number".to_owned())),
    };
    let (visit, mut events) = step(&Visit::default(), pack, VisitCommand::Consent)?;
    let (visit, more) = step(&visit, pack, VisitCommand::Register(Box::new(registration)))?;
    events.extend(more);
    let (person, _) = store.new_person(key, &act(), &events)?;
    let seed = store.draw_seed(&key, 1);
    let mut visit = visit;
    for command in commands(pack, reach) {
        let command =
            if let VisitCommand::OpenAttempt(_) = command { VisitCommand::OpenAttempt(seed) } else { command };
        let (next, events) = step(&visit, pack, command)?;
        if !events.is_empty() {
            store.save(Some(person), &act(), &events)?;
        }
        visit = next;
    }
    Ok((person, key, visit))
}

/// A visit that came so far, kept nowhere.
pub fn visit(pack: &Pack, reach: Reach) -> Result<Visit, Stop> {
    let (visit, _) = step(&Visit::default(), pack, VisitCommand::Consent)?;
    let (mut visit, _) = step(&visit, pack, VisitCommand::Register(Box::new(registration()?)))?;
    for command in commands(pack, reach) {
        visit = step(&visit, pack, command)?.0;
    }
    Ok(visit)
}

fn step(visit: &Visit, pack: &Pack, command: VisitCommand) -> Result<(Visit, Vec<tramso::record::Event>), Stop> {
    Ok(visit.step(pack, command, now())?)
}

/// What happens after the registration.
fn commands(pack: &Pack, reach: Reach) -> Vec<VisitCommand> {
    let mut commands = Vec::new();
    if reach >= Reach::Learnt {
        commands.extend(pack.contest.topics.iter().map(|topic| VisitCommand::LearntElsewhere(topic.id)));
    }
    if reach >= Reach::Testing {
        commands.push(VisitCommand::OpenAttempt(tramso::domain::Seed([7; 32])));
    }
    if reach >= Reach::HandedIn {
        let mark = |place| VisitCommand::Mark { place, choice: tramso::domain::Choice(1), seconds: 9 };
        commands.extend((0..pack.contest.paper_size()).map(mark));
        commands.push(VisitCommand::Submit);
    }
    if reach >= Reach::ResultSeen {
        commands.push(VisitCommand::SeeResult);
    }
    if reach >= Reach::Shared {
        let text = "Tôi học được cách nhận ra cuộc gọi lừa đảo và đã chỉ lại cho cả nhà.".to_owned();
        commands.push(VisitCommand::Share { text, ready: None, dictated: false, publish: true });
    }
    commands
}

/// The registration of an invented resident with an ID number: the same at every run.
fn registration() -> Result<Registration, Stop> {
    let residents = Residents { seed: 1, today: now().wall.date() };
    let made = (0..).find_map(|number| {
        let home = Residence { unit: UnitCode::parse("11113")?, village: "thôn Ngọc Lặc".to_owned() };
        let resident = residents.resident(number, home, |_| PersonKey([0; 32]))?;
        matches!(resident.registration.identity, Identity::Number(_)).then_some(resident.registration)
    });
    made.ok_or_else(|| Stop("no resident".to_owned()))
}
