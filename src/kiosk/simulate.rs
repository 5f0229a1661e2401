use super::{args::StationArgs, clock, commands, content, explain, packs};
use crate::{
    cli::Console,
    content::Pack,
    domain::{
        Birth, Choice, Date, Guardian, IdNumber, Identity, Membership, NoIdReason, OneTouch, PersonKey,
        PersonKeySource, PersonName, Phone, Registration, Residence, Sex, Stamp, WorkKind, Workplace,
    },
    record::{CertificateV1, Event, HelpMode, InstallV1},
    session::{Command, Refusal, Visit},
    store::{Act, PersonRef, Store, StoreError},
    tui::Failure,
};
use rand_chacha::{
    ChaCha20Rng,
    rand_core::{RngCore, SeedableRng},
};
use std::collections::BTreeSet;

/// Drives so many synthetic residents through the real session and store: varied names, some without a number, some who stop
/// half-way, some with several attempts. The same seed makes the same people; real numbers are avoided by birth-place codes of
/// this city with a serial of the simulation.
///
/// # Errors
/// The station cannot be opened, or a event was not kept.
pub fn run(args: &StationArgs, people: u32, seed: u64, console: &Console) -> Result<(), Vec<Failure>> {
    let mut opened = commands::open(args)?;
    let folder = opened.folder.clone();
    let told = |fault: StoreError| vec![explain::store(&fault, &folder)];
    let pack = match packs::in_use(&opened.store, clock::stamp_now()).map_err(|failure| vec![failure])? {
        Some(in_use) if args.content.is_none() => in_use.pack,
        _ => content::load(args.content.as_deref(), clock::stamp_now().wall, console.words())?,
    };
    let mut crowd = Crowd::new(seed);
    let mut tally = Tally::default();
    for at in 0..people {
        console.progress(&format!("{}/{people}", at + 1));
        let Some(resident) = crowd.resident(&pack) else { continue };
        visit(&mut opened.store, &pack, &mut crowd, &resident, &mut tally).map_err(told)?;
    }
    console.progress("");
    opened.store.checkpoint().map_err(told)?;
    console.paragraph(&console.words().with(
        "cli-simulated",
        &[("people", people.into()), ("finished", tally.finished.into()), ("answers", tally.answers.into())],
    ));
    console.json(&serde_json::json!({ "people": people, "finished": tally.finished, "answers": tally.answers }));
    opened.store.close().map_err(told)
}

/// What was done, for the summary.
#[derive(Default)]
struct Tally {
    finished: u32,
    answers: u32,
}

/// A synthetic resident: what they tell, and how far they come.
struct Resident {
    told: Registration,
    /// 0 stops at registration, 1 within the course, 2 within the test, 3 before the message, 4 and more finish.
    reach: u32,
    attempts: u8,
    /// Of a hundred questions, how many they know.
    knows: u32,
}

/// One visit in flight.
struct Walk<'a> {
    store: &'a mut Store,
    pack: &'a Pack,
    visit: Visit,
    person: PersonRef,
    key: PersonKey,
    mode: HelpMode,
}

impl Walk<'_> {
    fn step(&mut self, command: Command) -> Result<bool, StoreError> {
        let now = clock::stamp_now();
        match self.visit.step(self.pack, command, now) {
            Ok((visit, events)) => {
                if !events.is_empty() {
                    self.store.save(Some(self.person), &act(now, self.mode), &events)?;
                }
                self.visit = visit;
                Ok(true)
            }
            Err(_) => Ok(false),
        }
    }
}

fn act(at: Stamp, mode: HelpMode) -> Act {
    Act { at, shift: 0, helper: "simulate".to_owned(), mode }
}

fn visit(
    store: &mut Store,
    pack: &Pack,
    crowd: &mut Crowd,
    resident: &Resident,
    tally: &mut Tally,
) -> Result<(), StoreError> {
    let now = clock::stamp_now();
    let Ok((visit, events)) = arrive(pack, &resident.told, now) else { return Ok(()) };
    let key = key_of(store, &resident.told);
    let mode = crowd.one_of(&[HelpMode::Alone, HelpMode::ReadOut, HelpMode::ReadAndPressed]).unwrap_or_default();
    let (person, _) = store.new_person(key, &act(now, mode), &events)?;
    let mut walk = Walk { store, pack, visit, person, key, mode };
    if resident.reach == 0 {
        return Ok(());
    }
    learn(&mut walk, resident.reach == 1)?;
    for _ in 0..resident.attempts {
        if resident.reach >= 2 {
            test(&mut walk, crowd, resident, tally)?;
        }
    }
    if resident.reach < 4 {
        return Ok(());
    }
    let ready = crowd.below(8);
    let text =
        pack.contest.ready_messages.get(ready as usize).cloned().unwrap_or_else(|| "Tôi học số mỗi ngày.".to_owned());
    let ready = u8::try_from(ready + 1).ok();
    walk.step(Command::Share { text, ready, dictated: false, publish: false })?;
    let number = format!("SIM-{}", crowd.serial);
    walk.step(Command::AskCertificate(CertificateV1 { number, check: "SIM".to_owned() }))?;
    let app = crowd.one_of(&[InstallV1::InstalledNow, InstallV1::HadIt, InstallV1::NoSmartphone]);
    walk.step(Command::App(app.unwrap_or(InstallV1::HadIt)))?;
    tally.finished += 1;
    Ok(())
}

fn arrive(pack: &Pack, told: &Registration, now: Stamp) -> Result<(Visit, Vec<Event>), Refusal> {
    let (visit, mut events) = Visit::default().step(pack, Command::Consent, now)?;
    let (visit, more) = visit.step(pack, Command::Register(Box::new(told.clone())), now)?;
    events.extend(more);
    Ok((visit, events))
}

fn key_of(store: &Store, told: &Registration) -> PersonKey {
    match &told.identity {
        Identity::Number(number) => store.person_key(&PersonKeySource::Number(number)),
        Identity::None(_) => store.person_key(&PersonKeySource::Declared {
            name: &told.name,
            birth: told.birth,
            residence: &told.residence,
            ordinal: 0,
        }),
    }
}

fn learn(walk: &mut Walk<'_>, stops_half_way: bool) -> Result<(), StoreError> {
    let lessons: Vec<_> = walk.pack.lessons.iter().filter(|lesson| lesson.required).collect();
    let upto = if stops_half_way { lessons.len() / 2 } else { lessons.len() };
    for lesson in lessons.into_iter().take(upto) {
        for page in 0..lesson.pages.len() {
            walk.step(Command::TurnTo { lesson: lesson.id, page })?;
        }
        for (check, asked) in lesson.checks.iter().enumerate() {
            let right = asked.options.iter().position(|option| option.right).unwrap_or(0);
            let option = u8::try_from(right).unwrap_or(0);
            walk.step(Command::AnswerCheck { lesson: lesson.id, check, option })?;
        }
        walk.step(Command::FinishLesson(lesson.id))?;
    }
    Ok(())
}

fn test(walk: &mut Walk<'_>, crowd: &mut Crowd, resident: &Resident, tally: &mut Tally) -> Result<(), StoreError> {
    let seed = walk.store.draw_seed(&walk.key, walk.visit.next_attempt());
    if !walk.step(Command::OpenAttempt(seed))? {
        return Ok(());
    }
    let orders: Vec<Vec<u8>> = walk
        .visit
        .running()
        .and_then(|attempt| attempt.paper.as_ref())
        .map(|paper| paper.items.iter().map(|item| item.order.clone()).collect())
        .unwrap_or_default();
    let stop = if resident.reach == 2 { orders.len() / 2 } else { orders.len() };
    for (place, order) in orders.iter().enumerate().take(stop) {
        let knows = crowd.below(100) < resident.knows;
        let right = order.iter().position(|at| *at == 0).and_then(|at| u8::try_from(at).ok()).unwrap_or(0);
        let guess = u8::try_from(crowd.below(4)).unwrap_or(0);
        let choice = Choice(if knows { right } else { guess });
        walk.step(Command::Mark { place, choice, seconds: 5 + crowd.below(60) })?;
        if place + 1 < orders.len() {
            walk.step(Command::GoTo(place + 1))?;
        }
        tally.answers += 1;
    }
    if stop == orders.len() {
        walk.step(Command::Submit)?;
        walk.step(Command::SeeResult)?;
    }
    Ok(())
}

const FAMILIES: [&str; 14] =
    ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô", "Dương", "Lương", "Đinh", "Mạc"];
const MIDDLES: [[&str; 6]; 2] =
    [["Văn", "Đức", "Hữu", "Quang", "Xuân", "Thế"], ["Thị", "Thị Thu", "Ngọc", "Thị Kim", "Thúy", "Hồng"]];
const GIVEN: [[&str; 12]; 2] = [
    ["Ân", "Bình", "Chiến", "Dũng", "Hòa", "Hưng", "Khải", "Lượng", "Thủy", "Toàn", "Vượng", "Ứng"],
    ["Ánh", "Bưởi", "Chuyên", "Duyên", "Hường", "Huệ", "Khuyên", "Loan", "Nguyệt", "Thảo", "Uyên", "Yến"],
];

/// The residents that a seed makes, one after another.
struct Crowd {
    chance: ChaCha20Rng,
    serial: u32,
    batch: u32,
}

impl Crowd {
    fn new(seed: u64) -> Self {
        let mut chance = ChaCha20Rng::seed_from_u64(seed);
        let batch = chance.next_u32() % 900;
        Self { chance, serial: 0, batch }
    }

    fn below(&mut self, n: u32) -> u32 {
        self.chance.next_u32() % n.max(1)
    }

    fn one_of<T: Copy>(&mut self, from: &[T]) -> Option<T> {
        let at = self.below(u32::try_from(from.len()).ok()?);
        from.get(at as usize).copied()
    }

    fn pick<'t>(&mut self, from: &[&'t str]) -> &'t str {
        self.one_of(from).unwrap_or_default()
    }

    fn resident(&mut self, pack: &Pack) -> Option<Resident> {
        self.serial += 1;
        let sex = if self.below(100) < 58 { Sex::Female } else { Sex::Male };
        let row = usize::from(sex == Sex::Female);
        let middle = MIDDLES.get(row).map(|names| self.pick(names)).unwrap_or_default();
        let given = GIVEN.get(row).map(|names| self.pick(names)).unwrap_or_default();
        let name = format!("{} {middle} {given}", self.pick(&FAMILIES));
        let year = 1938 + i32::try_from(self.below(74)).unwrap_or(0);
        let birth = match Date::from_ymd_opt(year, 1 + self.below(12), 1 + self.below(28)) {
            Some(day) if self.below(10) > 0 => Birth::Day(day),
            _ => Birth::Year(year),
        };
        let station = pack.contest.station.as_ref();
        let villages = station.map(|place| pack.villages(&place.unit)).unwrap_or_default();
        let village = villages.get(self.below(u32::try_from(villages.len()).unwrap_or(1)) as usize);
        let unit = station.map(|place| place.unit.clone()).or_else(|| pack.units.first().map(|unit| unit.code.clone()));
        let residence = Residence { unit: unit?, village: village.cloned().unwrap_or_else(|| "thôn 1".to_owned()) };
        let told = self.registration(PersonName::parse(&name).ok()?, birth, sex, residence)?;
        let reach = self.one_of(&[0, 1, 1, 2, 3, 4, 4, 4, 4, 4])?;
        let attempts = if self.below(5) == 4 { 2 } else { 1 };
        Some(Resident { told, reach, attempts, knows: 30 + self.below(65) })
    }

    fn registration(&mut self, name: PersonName, birth: Birth, sex: Sex, residence: Residence) -> Option<Registration> {
        let century = u32::try_from((birth.year() - 1900) / 100).ok()? * 2 + u32::from(sex == Sex::Female);
        let serial = (self.batch * 1000 + self.serial) % 1_000_000;
        let digits = format!("030{century}{:02}{serial:06}", birth.year() % 100);
        let number = if self.below(25) > 0 { Some(IdNumber::parse(&digits).ok()?) } else { None };
        let guarded = birth.year() > 2008;
        let guardian = Guardian { name: PersonName::parse("Nguyễn Thị Mẫu").ok()?, consents: true };
        Some(Registration {
            name,
            birth,
            sex,
            identity: number.map_or(Identity::None(NoIdReason::LostCard), Identity::Number),
            residence,
            phone: if self.below(3) > 0 {
                Phone::parse(&format!("0904{:06}", self.below(1_000_000))).ok()
            } else {
                None
            },
            guardian: guarded.then_some(guardian),
            workplace: (self.below(4) == 0).then(|| Workplace {
                kind: WorkKind::School,
                unit: None,
                name: "Trường THCS mẫu".to_owned(),
            }),
            memberships: if self.below(3) == 0 { BTreeSet::from([Membership::WomensUnion]) } else { BTreeSet::new() },
            one_touch: if self.below(10) == 0 { OneTouch::Taken } else { OneTouch::NotTaken },
        })
    }
}
