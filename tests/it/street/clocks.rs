//! Wrong clocks at a station that was enrolled on a right one: who comes is registered by the date that is known, and no slip
//! has a date that nobody believes.

use super::{AtDesk, Booth};
use crate::{
    days::date,
    store::fixture::{message, opened, submitted, topic},
};
use tramso::{
    content::{Pack, builtin},
    domain::{Birth, Date, Guardian, Identity, Known, Moment, NoIdReason, PersonKey, PersonName, Registration, Stamp},
    record::{Body, CertificateV1, Event, HelpMode},
    session::{Command, Refusal, Visit},
    store::{Finding, Store},
    tui::{Effect, Msg, Ticket},
};

fn enrolled_on() -> Date {
    date(2026, 11, 29)
}

/// The machine's clock shows something, and runs on from there.
#[derive(Clone, Copy)]
struct Machine {
    wall: Moment,
    mono_ms: u64,
    boot: u64,
}

impl Machine {
    fn at(day: Date, boot: u64) -> Self {
        Self { wall: Moment::start_of(day).plus_ms(9 * 3_600_000), mono_ms: 60_000, boot }
    }

    fn jump(&mut self, day: Date) {
        self.wall = Self::at(day, self.boot).wall;
    }

    /// The clocks a minute later, as the driver reads them.
    fn tick(&mut self, known: &Known) -> Stamp {
        (self.wall, self.mono_ms) = (self.wall.plus_ms(60_000), self.mono_ms + 60_000);
        let stamp = Stamp { wall: self.wall, mono_ms: self.mono_ms, boot: self.boot, suspect: false };
        Stamp { suspect: known.doubt(stamp).is_some(), ..stamp }
    }
}

struct Desk {
    worker: AtDesk,
    pack: Pack,
    known: Known,
    machine: Machine,
}

impl Desk {
    fn open(booth: &Booth, mut machine: Machine) -> Self {
        let (worker, answers) = booth.worker_and_answers(&[], machine.tick(&Known::default()));
        let known = answers.iter().find_map(|msg| match msg {
            Msg::ShiftOpen { station, .. } => Some(station.known),
            _ => None,
        });
        // Built in for the day of the enrolment, as the worker has it where the clock is in doubt.
        let days = builtin::DemoDates { opens: date(2026, 11, 20), closes: date(2026, 12, 31) };
        Self { worker, pack: builtin::pack(days).unwrap(), known: known.unwrap(), machine }
    }

    /// A step of a visit by the rules.
    fn step(&mut self, visit: &Visit, command: Command) -> Result<(Visit, Vec<Event>), Refusal> {
        let now = self.known.now(self.machine.tick(&self.known));
        visit.step(&self.pack, command, now)
    }

    fn consented(&mut self) -> Visit {
        self.step(&Visit::default(), Command::Consent).unwrap_or_else(|why| panic!("{why:?}")).0
    }

    fn registration(&self, n: usize) -> Registration {
        let identity = Identity::None(NoIdReason::LostCard);
        Registration { birth: Birth::Year(1980), identity, ..super::worker::registration(n) }
    }

    /// Whether the rules take somebody of this birth, with or without a guardian.
    fn takes(&mut self, year: i32, guarded: bool) -> bool {
        let guardian = Guardian { name: PersonName::parse("Nguyễn Thị Hoa").unwrap(), consents: true };
        let one = Registration {
            birth: Birth::Day(date(year, 5, 1)),
            guardian: guarded.then_some(guardian),
            ..self.registration(0)
        };
        let visit = self.consented();
        self.step(&visit, Command::Register(Box::new(one))).is_ok()
    }

    fn save(&mut self, person: Option<PersonKey>, events: Vec<Event>) {
        let now = self.machine.tick(&self.known);
        let effect = Effect::Save { ticket: Ticket(1), person, mode: HelpMode::ReadOut, events };
        self.worker.perform(effect, now);
        self.known.record(now);
    }

    /// The volunteer confirms the date, as the screen does.
    fn confirm(&mut self, day: Date) {
        let at = self.machine.tick(&self.known);
        self.save(None, vec![Event::Record(Body::ClockConfirmed { date: day.to_string() })]);
        self.known.confirmed = Some((day, at));
    }

    /// A visit from the consent to the slip; the slip as it was made, and as it is made again.
    fn visit(&mut self, n: usize) -> (Registration, [Slip; 2]) {
        let visit = self.consented();
        let one = self.registration(n);
        let (_, events) = self.step(&visit, Command::Register(Box::new(one.clone()))).unwrap();
        let events = [vec![Event::Record(Body::Consent { text_version: 1 })], events].concat();
        let (registration, mode) = (Box::new(one.clone()), HelpMode::ReadOut);
        let now = self.machine.tick(&self.known);
        let made = self.worker.perform(Effect::NewPerson { registration, mode, events, ordinal: Some(0) }, now);
        let key = made.iter().find_map(|msg| match msg {
            Msg::Person(Some(guest)) => Some(guest.key),
            _ => None,
        });
        let key = key.unwrap();
        let mut done: Vec<Event> = (1..=4).map(topic).collect();
        done.extend([opened(), submitted(), message("Tôi đã biết tự giữ mật khẩu.")]);
        self.save(Some(key), done);
        let first = self.slip(key);
        let certificate = CertificateV1 { number: first.number.clone(), check: first.check.clone() };
        self.save(Some(key), vec![Event::Record(Body::CertificateAsked { certificate })]);
        let again = self.slip(key);
        (one, [first, again])
    }

    fn slip(&mut self, key: PersonKey) -> Slip {
        let now = self.machine.tick(&self.known);
        let made = self.worker.perform(Effect::MakeCertificate(key), now);
        let found = made.into_iter().find_map(|msg| match msg {
            Msg::CertificateMade { link, number, check, .. } => Some(Slip { link, number, check }),
            _ => None,
        });
        found.unwrap()
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Slip {
    link: String,
    number: String,
    check: String,
}

/// The short check of a slip with this date, computed from its parts.
fn check_of(store: &Store, number: &str, who: &Registration, day: Date) -> String {
    let statement = format!(
        r#"{{"v":1,"contest":"{}","kiosk":"{}","epoch":{},"number":"{number}","name":"{}","birth_year":{},"unit":"{}","date":"{day}"}}"#,
        store.contest(),
        store.station_id(),
        store.epoch().number,
        who.name.as_str(),
        who.birth.year(),
        who.residence.unit.as_str(),
    );
    let signature = store.sign("tramso-certificate1", statement.as_bytes());
    let bits: Vec<u8> = signature.iter().flat_map(|byte| (0..8).rev().map(move |bit| byte >> bit & 1)).collect();
    let digit = |five: &[u8]| five.iter().fold(0, |sum, bit| sum << 1 | usize::from(*bit));
    bits.chunks(5).take(8).map(|five| char::from(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[digit(five)])).collect()
}

/// Somebody of 46, somebody of 64 and a child come, and somebody goes to the slip.
fn evening(booth: &Booth, mut desk: Desk, n: usize, day: Date, what: &str) {
    assert!(desk.takes(1980, false) && desk.takes(1962, false), "{what}");
    assert!(!desk.takes(2017, false) && desk.takes(2017, true), "{what}: a child of nine has a guardian");
    let (who, [first, again]) = desk.visit(n);
    assert_eq!(first, again, "{what}: the same slip again");
    drop(desk);
    let store = booth.open();
    assert_eq!(check_of(&store, &first.number, &who, day), first.check, "{what}: the slip is of {day}");
}

fn booth() -> Booth {
    Booth::new(Machine::at(enrolled_on(), 1).tick(&Known::default()))
}

#[test]
fn on_a_wrong_clock_everybody_is_registered_by_the_date_that_is_known_and_gets_its_slip() {
    let booth = booth();
    let right = date(2026, 12, 5);
    evening(&booth, Desk::open(&booth, Machine::at(right, 2)), 0, right, "control: a right clock");
    for (n, wrong) in [(1, date(1970, 1, 2)), (2, date(2016, 3, 4)), (3, date(2028, 3, 1)), (4, date(2038, 1, 19))] {
        let boot = 10 + u64::try_from(n).unwrap();
        evening(&booth, Desk::open(&booth, Machine::at(wrong, boot)), n, enrolled_on(), &format!("{wrong}"));
        let mut confirmed = Desk::open(&booth, Machine::at(wrong, boot + 10));
        confirmed.confirm(right);
        evening(&booth, confirmed, n + 10, right, &format!("{wrong}, confirmed"));
    }
}

#[test]
fn a_clock_that_jumps_in_a_visit_changes_no_rule_and_no_slip() {
    let booth = booth();
    let right = date(2026, 12, 5);
    for (n, wrong) in [(1, date(1970, 1, 2)), (2, date(2016, 3, 4)), (3, date(2038, 1, 19)), (4, date(2026, 12, 4))] {
        let mut desk = Desk::open(&booth, Machine::at(right, 20 + u64::try_from(n).unwrap()));
        let _ = desk.visit(n);
        desk.machine.jump(wrong);
        evening(&booth, desk, n + 10, right, &format!("to {wrong}"));
    }
}

#[test]
fn ten_restarts_on_a_dead_battery_lose_nobody() {
    let booth = booth();
    for boot in 0..10 {
        let desk = Desk::open(&booth, Machine::at(date(2016, 1, 1), 100 + boot));
        assert!(desk.known.now(desk.machine_stamp()).asks_for_date(), "start {boot}: the date is asked for");
        evening(&booth, desk, usize::try_from(boot).unwrap(), enrolled_on(), &format!("start {boot}"));
    }
    // Within one start of the machine the confirmed date stays, whatever is started again.
    for again in 0..3 {
        let mut desk = Desk::open(&booth, Machine::at(date(2016, 1, 1), 200));
        assert_eq!(desk.known.now(desk.machine_stamp()).asks_for_date(), again == 0);
        if again == 0 {
            desk.confirm(date(2026, 12, 7));
        }
        let n = 20 + again;
        evening(&booth, desk, n, date(2026, 12, 7), &format!("program {again}"));
    }
}

impl Desk {
    fn machine_stamp(&self) -> Stamp {
        Machine { ..self.machine }.tick(&self.known)
    }
}

#[test]
fn doctor_names_both_dates() {
    let booth = booth();
    let mut store = booth.open();
    let clock =
        |store: &mut Store| store.examine(&|_| ()).into_iter().find(|found| matches!(found, Finding::Clock { .. }));
    let found = clock(&mut store);
    // The test's own day decides what the machine shows; enrolled on a day to come, a station finds its clock behind.
    let known = store.known().now(crate::days::now());
    assert_eq!(found.is_some(), known.doubt().is_some(), "{found:?}");
    if let Some(Finding::Clock { machine, date, .. }) = found {
        assert_eq!((machine, date), (crate::days::today(), enrolled_on()));
    }
}
