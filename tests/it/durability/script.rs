//! Visits as they are to go, worked out beforehand by the real session: after so many saves, exactly this must be on the disk.

use tramso::{
    content::{Pack, builtin},
    crypto::demo_centre,
    domain::{
        Birth, Choice, IdNumber, Identity, Moment, OneTouch, PersonKey, PersonKeySource, PersonName, Phone,
        Registration, Residence, Sex, Stamp, TopicId, UnitCode,
    },
    record::{self, Body, CertificateV1, Event, InstallV1},
    session::{Command, Visit},
};

/// What somebody asks for at the station.
pub enum Ask {
    OpenShift,
    /// Consents and registers.
    Arrive(usize),
    Step(usize, Command),
    CloseShift,
}

/// One call that saves something, and what is stored after it.
pub struct Save {
    pub ask: Ask,
    pub at: Stamp,
    pub events: Vec<Event>,
    /// Records of the chain and rows of the journal, these and all before.
    pub records: u64,
    pub rows: usize,
    /// The visit of the one who asked.
    visit: Visit,
}

/// What happens in which order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plan {
    Save,
    /// The resident goes: a checkpoint.
    Leave,
    /// The station is closed and opened again.
    Reopen,
}

pub struct Script {
    pub pack: Pack,
    pub saves: Vec<Save>,
    pub plan: Vec<Plan>,
    pub people: Vec<Resident>,
}

/// A fictitious resident.
pub struct Resident {
    pub shown: Registration,
    pub key: PersonKey,
}

/// Which story the script follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Story {
    /// Three residents: a whole visit; one who stops in the course; one who is interrupted in the test, and whose station
    /// is closed and opened in between.
    Visits,
    /// One resident who has done the course before takes a whole test.
    Test,
    /// The same up to the eighth question, with a checkpoint in between.
    Questions,
}

impl Script {
    pub fn of(story: Story) -> Self {
        let mut writer = Writer::new(story);
        match story {
            Story::Visits => writer.visits(),
            Story::Test => {
                writer.prepare(0);
                writer.test(0, 0..20);
                writer.hand_in(0);
                writer.share(0);
                writer.plan.push(Plan::Leave);
            }
            Story::Questions => {
                writer.prepare(0);
                writer.test(0, 0..4);
                writer.plan.push(Plan::Leave);
                writer.test(0, 4..8);
                writer.plan.push(Plan::Leave);
            }
        }
        Self { pack: writer.pack, saves: writer.saves, plan: writer.plan, people: writer.people }
    }

    /// Somebody's visit after so many saves.
    pub fn visit(&self, saves: usize, person: usize) -> Visit {
        let of_them = self.saves[..saves].iter().rev().find(|save| save.ask.person() == Some(person));
        of_them.map_or_else(Visit::default, |save| save.visit.clone())
    }

    /// How many saves come before the test is opened by the first resident.
    pub fn prelude(&self) -> usize {
        let opens = |save: &Save| matches!(save.ask, Ask::Step(_, Command::OpenAttempt(_)));
        self.saves.iter().position(opens).unwrap()
    }
}

impl Ask {
    pub fn person(&self) -> Option<usize> {
        match self {
            Self::Arrive(person) | Self::Step(person, _) => Some(*person),
            Self::OpenShift | Self::CloseShift => None,
        }
    }
}

/// 2026-11-22 in the morning, so many seconds on.
fn at(seconds: usize) -> Stamp {
    let seconds = i64::try_from(seconds).unwrap();
    let wall = Moment(crate::days::MORNING_MS + seconds * 1000);
    Stamp { wall, mono_ms: 5_000_000 + seconds.unsigned_abs() * 1000, boot: 77, suspect: false }
}

struct Writer {
    pack: Pack,
    saves: Vec<Save>,
    plan: Vec<Plan>,
    people: Vec<Resident>,
    visits: Vec<Visit>,
}

impl Writer {
    fn new(story: Story) -> Self {
        let count = if story == Story::Visits { 3 } else { 1 };
        let day = |month, day| crate::days::date(2026, month, day);
        let dates = builtin::DemoDates { opens: day(11, 10), closes: day(12, 20) };
        let pack = builtin::pack(dates).unwrap();
        let people: Vec<Resident> = (0..count).map(resident).collect();
        let visits = vec![Visit::default(); count];
        Self { pack, saves: Vec::new(), plan: Vec::new(), people, visits }
    }

    fn visits(&mut self) {
        self.keep(Ask::OpenShift, vec![Event::Record(Body::ShiftOpened { shift: 1, helper: "1".to_owned() })]);
        self.arrive(0);
        self.learn(0, usize::MAX);
        self.open_test(0);
        self.test(0, 0..20);
        self.hand_in(0);
        self.share(0);
        self.plan.push(Plan::Leave);
        self.arrive(1);
        self.learn(1, 1);
        self.plan.push(Plan::Leave);
        self.arrive(2);
        self.learn_elsewhere(2);
        self.open_test(2);
        self.test(2, 0..7);
        self.plan.extend([Plan::Leave, Plan::Reopen]);
        self.test(2, 7..20);
        self.hand_in(2);
        self.plan.push(Plan::Leave);
        let closed = Body::ShiftClosed { shift: 1, people: 3, finished: 1 };
        self.keep(Ask::CloseShift, vec![Event::Record(closed)]);
    }

    /// Everything before the first question.
    fn prepare(&mut self, person: usize) {
        self.keep(Ask::OpenShift, vec![Event::Record(Body::ShiftOpened { shift: 1, helper: "1".to_owned() })]);
        self.arrive(person);
        self.learn_elsewhere(person);
        self.plan.push(Plan::Leave);
        self.open_test(person);
    }

    fn arrive(&mut self, person: usize) {
        let now = at(self.saves.len());
        let (visit, mut events) = Visit::default().step(&self.pack, Command::Consent, now).unwrap();
        let shown = Box::new(self.people[person].shown.clone());
        let (visit, more) = visit.step(&self.pack, Command::Register(shown), now).unwrap();
        events.extend(more);
        self.visits[person] = visit;
        self.keep(Ask::Arrive(person), events);
    }

    fn learn(&mut self, person: usize, lessons: usize) {
        let required: Vec<_> = self.pack.lessons.iter().filter(|lesson| lesson.required).take(lessons).collect();
        let mut commands = Vec::new();
        for lesson in required {
            commands.extend((0..lesson.pages.len()).map(|page| Command::TurnTo { lesson: lesson.id, page }));
            for check in 0..lesson.checks.len() {
                // First a wrong one now and then: both are kept.
                commands.extend((0..=u8::try_from(check % 2).unwrap()).rev().map(|option| Command::AnswerCheck {
                    lesson: lesson.id,
                    check,
                    option,
                }));
            }
            commands.push(Command::FinishLesson(lesson.id));
        }
        commands.into_iter().for_each(|command| self.step(person, command));
    }

    fn learn_elsewhere(&mut self, person: usize) {
        let topics: Vec<TopicId> = self.pack.contest.topics.iter().map(|topic| topic.id).collect();
        topics.into_iter().for_each(|topic| self.step(person, Command::LearntElsewhere(topic)));
    }

    fn open_test(&mut self, person: usize) {
        let attempt = self.visits[person].next_attempt();
        let draw_key = demo_centre::draw_key("", "");
        let seed = record::draw_seed(draw_key.bytes(), demo_centre::CONTEST, &self.people[person].key, attempt);
        self.step(person, Command::OpenAttempt(seed));
    }

    /// Answers questions; some are flagged, some are answered again.
    fn test(&mut self, person: usize, places: std::ops::Range<usize>) {
        for place in places {
            self.step(person, Command::GoTo(place));
            let choice = |shift: usize| Choice(u8::try_from((place + shift) % 2).unwrap());
            self.step(person, Command::Mark { place, choice: choice(0), seconds: 7 });
            if place % 4 == 1 {
                self.step(person, Command::Flag { place, on: true });
            }
            if place % 5 == 2 {
                self.step(person, Command::Mark { place, choice: choice(1), seconds: 3 });
            }
        }
    }

    /// Goes back to the flagged questions, and submits.
    fn hand_in(&mut self, person: usize) {
        for place in (0..20).filter(|place| place % 4 == 1) {
            self.step(person, Command::GoTo(place));
            self.step(person, Command::Mark { place, choice: Choice(1), seconds: 4 });
            self.step(person, Command::Flag { place, on: false });
        }
        self.step(person, Command::Submit);
        self.step(person, Command::SeeResult);
    }

    fn share(&mut self, person: usize) {
        let text = "Tôi đã biết nộp hồ sơ qua mạng.".to_owned();
        self.step(person, Command::Share { text, ready: None, dictated: true, publish: false });
        let number = format!("TN-{person:04}");
        self.step(person, Command::AskCertificate(CertificateV1 { number, check: "ABCD".to_owned() }));
        self.step(person, Command::App(InstallV1::InstalledNow));
    }

    fn step(&mut self, person: usize, command: Command) {
        let refused = |fault| panic!("save {}: {fault:?}", self.saves.len());
        let now = at(self.saves.len());
        let (visit, events) = self.visits[person].step(&self.pack, command.clone(), now).unwrap_or_else(refused);
        if !events.is_empty() {
            self.visits[person] = visit;
            self.keep(Ask::Step(person, command), events);
        }
    }

    fn keep(&mut self, ask: Ask, events: Vec<Event>) {
        let (records, rows) = self.saves.last().map_or((0, 0), |save| (save.records, save.rows));
        let more = events.iter().filter(|event| matches!(event, Event::Record(_))).count();
        let visit = ask.person().map_or_else(Visit::default, |person| self.visits[person].clone());
        self.saves.push(Save {
            ask,
            at: at(self.saves.len()),
            records: records + u64::try_from(more).unwrap(),
            rows: rows + events.len() - more,
            events,
            visit,
        });
        self.plan.push(Plan::Save);
    }
}

fn resident(n: usize) -> Resident {
    let name = ["Nguyễn Thị Hòa", "Trần Văn Lượng", "Phạm Thúy Quý"][n];
    let number = IdNumber::parse(&format!("0301{}700{:03}", 48 + n, 41 + n)).unwrap();
    let shown = Registration {
        name: PersonName::parse(name).unwrap(),
        birth: Birth::Year(1948 + i32::try_from(n).unwrap()),
        sex: Sex::Female,
        identity: Identity::Number(number.clone()),
        residence: Residence { unit: UnitCode::parse("11113").unwrap(), village: "thôn Ngọc Lặc".to_owned() },
        phone: Some(Phone::parse("0912345678").unwrap()),
        guardian: None,
        workplace: None,
        memberships: std::collections::BTreeSet::new(),
        one_touch: OneTouch::NotTaken,
    };
    let secret = demo_centre::person_key_secret();
    let key = record::person_key(secret.bytes(), &PersonKeySource::Number(&number));
    Resident { shown, key }
}
