//! Stations with people, whose records are as a station makes them, the same at every run.

pub use crate::days::day;
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, OnceLock},
};
use tramso::{
    content::{Pack, builtin},
    crypto::{Keyed, sha256},
    domain::{IdNumber, Moment, PersonKey, PersonKeySource, draw},
    judging::{BundleFacts, ContestRules, Earlier, EpochSigns, EpochView, FactCollector, Outline, Source, epoch_signs},
    ledger::{BundleRow, BundleState, EpochRow, StationRow},
    record::{
        AnswerV1, Body, HelpMode, HowLearnt, InstallV1, Medium, PlaceV1, Record, RecordView, RegistrationV1, StampV1,
        VERSION, draw_seed, hex, paper_digest, person_key,
    },
};

pub const PERSON_KEY: [u8; 32] = [9; 32];
pub const MINUTE: i64 = 60_000;
pub const DAY: i64 = 86_400_000;

/// The contest runs from 2026-10-01 to 2026-12-15.
pub fn opens() -> i64 {
    Moment::start_of(day("2026-10-01")).0
}

pub fn ends() -> i64 {
    Moment::start_of(day("2026-12-16")).0
}

pub fn pack() -> Arc<Pack> {
    static PACK: OnceLock<Arc<Pack>> = OnceLock::new();
    let dates = builtin::DemoDates { opens: day("2026-10-01"), closes: day("2026-12-15") };
    PACK.get_or_init(|| Arc::new(builtin::pack(dates).unwrap())).clone()
}

pub fn rules() -> &'static ContestRules {
    static RULES: OnceLock<ContestRules> = OnceLock::new();
    RULES.get_or_init(|| ContestRules::new("demo", &PERSON_KEY).with(pack()))
}

pub fn draw_key(station: u8, epoch: u8) -> [u8; 32] {
    [station, epoch].repeat(16).try_into().unwrap()
}

pub fn dice(number: u64, of: u64) -> usize {
    let bytes = sha256(&[&number.to_be_bytes(), &of.to_be_bytes()]);
    usize::from(u16::from_be_bytes([bytes[0], bytes[1]]))
}

/// A citizen by their number in the register.
pub fn number(person: u64) -> String {
    format!("0311{:08}", person + 1)
}

pub fn key(person: u64) -> PersonKey {
    let number = IdNumber::parse(&number(person)).unwrap();
    person_key(&PERSON_KEY, &PersonKeySource::Number(&number))
}

pub fn told(person: u64) -> RegistrationV1 {
    let family = ["Nguyễn Thị", "Trần Văn", "Phạm Thị", "Vũ Đình"][dice(person, 1) % 4];
    let given = ["Hòa", "Thủy", "Bảo", "Lan", "Tuấn"][dice(person, 2) % 5];
    RegistrationV1 {
        name: format!("{family} {given}"),
        birth: format!(
            "{}-{:02}-{:02}",
            1950 + dice(person, 3) % 50,
            1 + dice(person, 4) % 12,
            1 + dice(person, 5) % 28
        ),
        sex: "female".to_owned(),
        id_number: Some(number(person)),
        no_id: None,
        lives: PlaceV1 {
            unit: "11113".to_owned(),
            village: ["thôn Ngọc Lặc", "thôn Quý Cao"][dice(person, 6) % 2].to_owned(),
        },
        phone: Some(format!("0912345{:03}", person % 1000)),
        guardian: None,
        work: None,
        member_of: vec!["women".to_owned(), "elderly".to_owned()],
        one_touch: dice(person, 7).is_multiple_of(3),
    }
}

/// A station that writes records.
pub struct Station {
    pub station: u8,
    pub epoch: u8,
    pub draw: [u8; 32],
    pub records: Vec<Record>,
    pub contest: String,
    pub person_key: [u8; 32],
    pub now: i64,
    pub suspect: bool,
    pub mode: HelpMode,
    pub medium: Medium,
    pub pack: Arc<Pack>,
    /// Number of the shift that records name.
    pub shift: u64,
    /// The shift is opened before the first record.
    pub opens_shift: bool,
    /// Milliseconds between two records.
    pub pace_ms: i64,
    /// Milliseconds that a topic takes.
    pub topic_ms: i64,
    pub boot: u64,
    pub helper: String,
}

impl Station {
    pub fn new(station: u8, epoch: u8) -> Self {
        Self {
            station,
            epoch,
            draw: draw_key(station, epoch),
            records: Vec::new(),
            contest: "demo".to_owned(),
            person_key: PERSON_KEY,
            now: opens() + 10 * DAY + i64::from(station) * 7 * MINUTE,
            suspect: false,
            mode: HelpMode::Alone,
            medium: Medium::Screen,
            pack: pack(),
            shift: 1,
            opens_shift: false,
            pace_ms: 20_000,
            topic_ms: 3 * MINUTE,
            boot: 3,
            helper: "co-mai".to_owned(),
        }
    }

    /// Opens a shift of this number; what follows names it.
    pub fn open_shift(&mut self, shift: u64) {
        self.shift = shift;
        self.record(None, Body::ShiftOpened { shift, helper: self.helper.clone() });
    }

    pub fn close_shift(&mut self) {
        self.record(None, Body::ShiftClosed { shift: self.shift, people: 1, finished: 1 });
    }

    pub fn key(&self, person: u64) -> PersonKey {
        person_key(&self.person_key, &PersonKeySource::Number(&IdNumber::parse(&number(person)).unwrap()))
    }

    pub fn write(&mut self, person: PersonKey, body: Body) -> u64 {
        self.record(Some(person), body)
    }

    pub fn record(&mut self, person: Option<PersonKey>, body: Body) -> u64 {
        if std::mem::take(&mut self.opens_shift) && self.records.is_empty() {
            self.open_shift(self.shift);
        }
        let n = self.records.len() as u64 + 1;
        self.now += self.pace_ms;
        self.records.push(Record {
            v: VERSION,
            n,
            contest: self.contest.clone(),
            person: person.map(|person| hex(&person.0)),
            at: StampV1 {
                wall_ms: self.now,
                mono_ms: (self.now - opens() + 400 * DAY) as u64,
                boot: self.boot,
                suspect: self.suspect,
            },
            shift: self.shift,
            helper: self.helper.clone(),
            mode: self.mode,
            body,
        });
        n
    }

    pub fn register(&mut self, person: u64) {
        let key = self.key(person);
        self.write(key, Body::Consent { text_version: 2 });
        self.write(key, Body::Registration { registration: Box::new(told(person)) });
    }

    pub fn learn(&mut self, person: u64, topics: impl IntoIterator<Item = u8>, how: HowLearnt) {
        let (key, pack) = (self.key(person), hex(&self.pack.digest));
        for topic in topics {
            self.now += self.topic_ms;
            self.write(key, Body::TopicDone { topic, how, pack: pack.clone() });
        }
    }

    pub fn open(&mut self, person: u64, attempt: u8) -> u64 {
        let key = self.key(person);
        let paper =
            draw(&self.pack.contest, &self.pack.bank, draw_seed(&self.draw, &self.contest, &key, attempt)).unwrap();
        let (pack, medium) = (hex(&self.pack.digest), self.medium);
        self.write(key, Body::AttemptOpened { attempt, pack, paper: paper_digest(&paper), medium })
    }

    /// Hands in a test. `choose` gives for each question (its place, its order of options) which key is pressed and how many
    /// seconds it took.
    pub fn hand_in(&mut self, person: u64, attempt: u8, choose: impl Fn(usize, &[u8]) -> (usize, u32)) -> u64 {
        let key = self.key(person);
        let paper =
            draw(&self.pack.contest, &self.pack.bank, draw_seed(&self.draw, &self.contest, &key, attempt)).unwrap();
        let answers: Vec<AnswerV1> = paper
            .items
            .iter()
            .enumerate()
            .map(|(at, item)| {
                let (pressed, seconds) = choose(at, &item.order);
                AnswerV1 { question: item.question.0.clone(), option: item.order[pressed], seconds }
            })
            .collect();
        let seconds: u32 = answers.iter().map(|one| one.seconds).sum();
        self.now += i64::from(seconds) * 1000;
        self.write(key, Body::AttemptSubmitted { attempt, late: false, seconds, answers })
    }

    /// A test as somebody does it who knows so many of a hundred answers.
    pub fn test(&mut self, person: u64, attempt: u8, knows: usize) {
        self.open(person, attempt);
        self.hand_in(person, attempt, honest(person, attempt, knows));
    }

    pub fn share(&mut self, person: u64) {
        let key = self.key(person);
        let text = "Em sẽ nhắc cả nhà không đọc mã OTP cho ai.".to_owned();
        self.write(key, Body::Message { text, ready: Some(1), dictated: false, publish: false });
    }

    /// Everything that a valid entry takes.
    pub fn whole(&mut self, person: u64) {
        self.register(person);
        self.learn(person, 1..=self.pack.contest.topics.len() as u8, HowLearnt::Alone);
        self.test(person, 1, 70);
        self.share(person);
        let key = self.key(person);
        self.write(key, Body::App { install: InstallV1::HadIt });
    }

    /// The records of these numbers as facts of a bundle.
    pub fn bundle_facts(&self, numbers: std::ops::RangeInclusive<usize>) -> BundleFacts {
        gather(rules(), &self.records[numbers.start() - 1..*numbers.end()])
    }
}

/// Presses the right key with the chance of so many in a hundred, else any; takes its time.
pub fn honest(person: u64, attempt: u8, knows: usize) -> impl Fn(usize, &[u8]) -> (usize, u32) {
    move |at, order| {
        let chance = person * 1000 + u64::from(attempt) * 100 + at as u64;
        let right = order.iter().position(|one| *one == 0).unwrap();
        let guess = dice(chance, 11) % order.len();
        let pressed = if dice(chance, 12) % 100 < knows { right } else { guess };
        (pressed, 6 + (dice(chance, 13) % 40) as u32)
    }
}

/// What an epoch shows whose bundles have these records, one bundle after another, with the ids from 1.
pub fn signs(rules: &ContestRules, bundles: &[&[Record]], max_per_day: u32) -> EpochSigns {
    signs_in(&epoch(), rules, bundles, max_per_day)
}

/// The same of another epoch.
pub fn signs_in(epoch: &EpochRow, rules: &ContestRules, bundles: &[&[Record]], max_per_day: u32) -> EpochSigns {
    let rows: Vec<BundleRow> =
        (1..).zip(bundles).map(|(id, _)| bundle_row(id, 1, 1, id as u32, ends() - DAY)).collect();
    let outlines = (1..).zip(bundles).map(|(id, records)| (id, gather(rules, records).outline)).collect();
    epoch_signs(view(epoch, &rows, &outlines, max_per_day), rules)
}

/// An epoch before which nothing was, and whose sheets are what was keyed in.
pub fn view<'e>(
    epoch: &'e EpochRow,
    rows: &'e [BundleRow],
    outlines: &'e BTreeMap<i64, Outline>,
    max_per_day: u32,
) -> EpochView<'e> {
    static EARLIER: OnceLock<Earlier> = OnceLock::new();
    static SHEETS: BTreeSet<(i64, u64)> = BTreeSet::new();
    let (earlier, sheets) = (EARLIER.get_or_init(Earlier::default), &SHEETS);
    EpochView { epoch, rows, outlines, max_per_day, enrolled: Moment(opens() - 20 * DAY), earlier, sheets }
}

pub fn gather(rules: &ContestRules, records: &[Record]) -> BundleFacts {
    let keys = (1..=3).flat_map(|station| (1..=2).map(move |epoch| Keyed::new(&draw_key(station, epoch))));
    let mut collector = FactCollector::new(rules).with_draws(keys.collect());
    for record in records {
        let bytes = record.bytes();
        collector.add(&RecordView::read(&bytes).unwrap());
    }
    collector.finish()
}

pub fn station_row(station: u8) -> StationRow {
    StationRow {
        station: format!("{station:032x}").parse().unwrap(),
        contest: "demo".to_owned(),
        commune: "11113".to_owned(),
        village: "thôn Ngọc Lặc".to_owned(),
        grant: Vec::new(),
        grant_number: 1,
        enrolled: Moment(opens() - 20 * DAY),
        valid_from: tramso::judging::day(Moment(opens() - 20 * DAY)),
        valid_to: tramso::judging::day(Moment(ends() + 60 * DAY)),
        max_per_day: 60,
        revoked: None,
        receipts: 0,
        last_seen: None,
        pack_version: 0,
        app: String::new(),
        wall: None,
        suspect: false,
        machine_check: None,
    }
}

/// A bundle's row as the centre keeps it.
pub fn bundle_row(id: i64, station: u8, epoch: u8, seq: u32, received_ms: i64) -> BundleRow {
    let digest = |seq: u32| if seq == 0 { [0; 32] } else { sha256(&[&[station, epoch], &seq.to_be_bytes()]) };
    BundleRow {
        id,
        station: format!("{station:032x}").parse().unwrap(),
        epoch: format!("{epoch:08x}").parse().unwrap(),
        seq,
        digest: digest(seq),
        prev: digest(seq - 1),
        first: u64::from(seq - 1) * 10 + 1,
        last: u64::from(seq) * 10,
        head_before: if seq == 1 { [0; 32] } else { [seq as u8 - 1; 32] },
        head: [seq as u8; 32],
        floor: Moment(opens()),
        earliest: Moment(opens()),
        received: Moment(received_ms),
        people: 1,
        state: BundleState::Counted,
        receipt: 0,
        installs: 0,
    }
}

pub fn source(row: &BundleRow, epoch: &[BundleRow]) -> Source {
    let station = u8::from_str_radix(&row.station[30..], 16).unwrap();
    let of = u8::from_str_radix(&row.epoch[6..], 16).unwrap();
    Source::new(row, epoch, &station_row(station), vec![Keyed::new(&draw_key(station, of))])
}

/// The first epoch of the first station, confirmed.
pub fn epoch() -> EpochRow {
    EpochRow {
        station: format!("{:032x}", 1).parse().unwrap(),
        epoch: format!("{:08x}", 1).parse().unwrap(),
        number: 1,
        key: [0; 32],
        why: "created".to_owned(),
        certificate: None,
        confirmed: true,
    }
}
