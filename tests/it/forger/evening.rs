//! Evenings at a station, record by record, with people of the maker.

use crate::judging::stage::{bundle_row, draw_key, epoch, gather, signs_in, source, view};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};
use tramso::{
    content::{Pack, builtin},
    domain::{Moment, PaperBatch, PersonKey, Sign, SignRule},
    judging::{ContestRules, Person, Reason, Workspace, judge},
    ledger::{BundleRow, EpochRow},
    loadgen::{City, Papers, visit},
    people::{Chance, Journey, Meeting, Resident},
    record::{Body, HelpMode, Record, StampV1, VERSION, hex},
};

const DAY: i64 = 86_400_000;
pub const MINUTE: i64 = 60_000;
/// Entries a day that the station's place allows.
pub const A_DAY: u32 = 60;

/// The contest, and people for it.
pub struct Ground {
    pub city: City,
    rules: ContestRules,
    pub draw_key: tramso::crypto::Secret<32>,
}

impl Ground {
    pub fn new(seed: u64) -> Self {
        Self::of(seed, &[])
    }

    /// A contest that passes over every sign.
    pub fn without_rules(seed: u64) -> Self {
        Self::of(seed, &Sign::ALL)
    }

    fn of(seed: u64, off: &[Sign]) -> Self {
        let dates =
            builtin::DemoDates { opens: crate::days::day("2026-10-01"), closes: crate::days::day("2026-12-15") };
        let mut pack: Pack = builtin::pack(dates).unwrap();
        pack.contest.rules.signs.extend(off.iter().map(|sign| (*sign, SignRule::Count)));
        let now = Moment(Moment::start_of(crate::days::day("2026-11-02")).0 + 17 * 60 * MINUTE);
        let city = City::with(Arc::new(pack), seed, (1, 100_000), now).unwrap();
        let rules = ContestRules::new("demo", city.keys.person_key().bytes()).with(city.pack.clone());
        Self { city, rules, draw_key: tramso::crypto::Secret::from_bytes(&mut draw_key(1, 1)) }
    }

    pub fn rules(&self) -> &ContestRules {
        &self.rules
    }

    /// A resident who finishes, unless the maker has another journey for them.
    pub fn resident(&self, number: u32, journey: Option<Journey>) -> Resident {
        let resident = self.city.resident(0, number).unwrap();
        let journey = journey.unwrap_or(resident.journey);
        Resident { journey, ..resident }
    }

    pub fn draw_seed(&self, key: &PersonKey) -> tramso::domain::Seed {
        tramso::record::draw_seed(self.draw_key.bytes(), "demo", key, 1)
    }

    /// A visit's records, each with the milliseconds since the one before.
    pub fn visit(&self, resident: &Resident, seed: u64) -> Vec<(u64, Body)> {
        let papers = Papers { pack: &self.city.pack, draw_key: &self.draw_key, now: self.city.now };
        visit(papers, resident, Meeting::First, seed)
    }
}

/// Evenings of one station: a bundle each.
pub struct Evenings {
    pub records: Vec<Record>,
    /// Where bundles end.
    pub cuts: Vec<usize>,
    pub wall: i64,
    pub mono: u64,
    pub boot: u64,
    pub shift: u64,
    pub helper: String,
    /// Whose entries they are.
    pub people: Vec<PersonKey>,
    pub epoch: EpochRow,
    /// The second bundle is there twice: a copy of the station went on.
    pub is_cloned: bool,
}

impl Evenings {
    pub fn new(ground: &Ground) -> Self {
        let mut new = Self {
            records: Vec::new(),
            cuts: Vec::new(),
            wall: ground.city.now.0,
            mono: 60_000,
            boot: 1,
            shift: 0,
            helper: "1".to_owned(),
            people: Vec::new(),
            epoch: epoch(),
            is_cloned: false,
        };
        new.open();
        new
    }

    pub fn open(&mut self) {
        self.shift += 1;
        let body = Body::ShiftOpened { shift: self.shift, helper: self.helper.clone() };
        self.step(None, HelpMode::Alone, 60_000, body);
    }

    pub fn wait(&mut self, ms: u64) {
        self.mono += ms;
        self.wall += ms as i64;
    }

    pub fn step(&mut self, person: Option<PersonKey>, mode: HelpMode, after_ms: u64, body: Body) -> u64 {
        self.wait(after_ms);
        let n = self.records.len() as u64 + 1;
        self.records.push(Record {
            v: VERSION,
            n,
            contest: "demo".to_owned(),
            person: person.map(|key| hex(&key.0)),
            at: StampV1 { wall_ms: self.wall, mono_ms: self.mono, boot: self.boot, suspect: false },
            shift: self.shift,
            helper: self.helper.clone(),
            mode,
            body,
        });
        n
    }

    /// The visit of a person.
    pub fn sit(&mut self, resident: &Resident, steps: Vec<(u64, Body)>) {
        if steps.iter().any(|(_, body)| matches!(body, Body::AttemptSubmitted { .. })) {
            self.people.push(resident.key);
        }
        for (after_ms, body) in steps {
            let person = (!body.kind().is_of_station()).then_some(resident.key);
            self.step(person, resident.mode, after_ms, body);
        }
    }

    /// What is there becomes a bundle.
    pub fn export(&mut self) {
        if self.cuts.last().copied().unwrap_or(0) < self.records.len() {
            self.cuts.push(self.records.len());
        }
    }

    /// The shift is closed, the bundle handed in; the next one begins the next day at five.
    pub fn end(&mut self) {
        let body = Body::ShiftClosed { shift: self.shift, people: 1, finished: 1 };
        self.step(None, HelpMode::Alone, 60_000, body);
        self.export();
        self.wall = (self.wall / DAY + 1) * DAY + 10 * 60 * MINUTE;
        (self.mono, self.boot) = (60_000, self.boot + 1);
        self.open();
    }

    /// The power is cut: the machine starts again some minutes later.
    pub fn cut(&mut self) {
        (self.mono, self.boot) = (40_000, self.boot + 1);
        self.wall += 4 * MINUTE;
    }

    fn bundles(&self) -> Vec<&[Record]> {
        let mut ends = self.cuts.clone();
        if ends.last().copied().unwrap_or(0) < self.records.len() {
            ends.push(self.records.len());
        }
        let starts = [0].into_iter().chain(ends.iter().copied());
        starts.zip(ends.iter().copied()).map(|(from, to)| &self.records[from..to]).collect()
    }

    /// The signs that people show which the contest does not pass over.
    pub fn signs_of_people(&self, ground: &Ground) -> BTreeMap<PersonKey, u32> {
        let bundles = self.bundles();
        let signs = if self.is_cloned {
            self.cloned(ground, &bundles)
        } else {
            signs_in(&self.epoch, ground.rules(), &bundles, A_DAY)
        };
        let mut shown: BTreeMap<PersonKey, u32> = BTreeMap::new();
        for bundle in signs.values() {
            let listed = |sign: &Sign| ground.rules().sign(*sign) != SignRule::Count;
            let listed = Sign::ALL.into_iter().filter(listed).fold(0, |all, sign| all | sign.bit());
            bundle.people.iter().for_each(|(person, bits)| *shown.entry(*person).or_default() |= bits & listed);
        }
        // The keys are seen when a paper is drawn again.
        let mut whole = gather(ground.rules(), &self.records);
        let mut source = [source(&bundle_row(1, 1, 1, 1, self.wall + 60 * DAY), &[])];
        source[0].signs = signs_in(&self.epoch, ground.rules(), &[&self.records], A_DAY)[&1].clone();
        let mut desk = Workspace::default();
        for (key, facts) in &mut whole.people {
            facts.name_bundle(0, 1);
            let judged = judge(&Person { key: *key, facts, related: &[] }, &source, ground.rules(), &mut desk);
            *shown.entry(*key).or_default() |= judged.standing.anomalies & Sign::Keys.bit();
        }
        shown
    }

    fn cloned(&self, ground: &Ground, bundles: &[&[Record]]) -> tramso::judging::EpochSigns {
        let mut rows: Vec<BundleRow> =
            (1..).zip(bundles).map(|(id, _)| bundle_row(id, 1, 1, id as u32, self.wall)).collect();
        let copy = BundleRow { id: 1_000, digest: [7; 32], ..rows[1].clone() };
        rows.push(copy);
        let mut outlines: BTreeMap<i64, tramso::judging::Outline> =
            (1..).zip(bundles).map(|(id, records)| (id, gather(ground.rules(), records).outline)).collect();
        outlines.insert(1_000, outlines[&2].clone());
        let (epoch, max_per_day) = (&self.epoch, A_DAY);
        tramso::judging::epoch_signs(view(epoch, &rows, &outlines, max_per_day), ground.rules())
    }

    /// Who is flagged, and who does not count because no shift was open.
    pub fn flagged(&self, ground: &Ground) -> BTreeSet<PersonKey> {
        let mut flagged: BTreeSet<PersonKey> =
            self.signs_of_people(ground).into_iter().filter(|(_, bits)| *bits != 0).map(|(key, _)| key).collect();
        let mut whole = gather(ground.rules(), &self.records);
        let mut source = source(&bundle_row(1, 1, 1, 1, self.wall + 60 * DAY), &[]);
        source.signs = signs_in(&self.epoch, ground.rules(), &[&self.records], A_DAY)[&1].clone();
        let (sources, mut desk) = ([source], Workspace::default());
        for (key, facts) in &mut whole.people {
            facts.name_bundle(0, 1);
            let judged = judge(&Person { key: *key, facts, related: &[] }, &sources, ground.rules(), &mut desk);
            let is_told = |reason: &Reason| {
                matches!(reason, Reason::Shift | Reason::Unprinted | Reason::Void | Reason::Uncollected)
                    || matches!(reason, Reason::PaperTwice | Reason::NoPaper | Reason::Paper)
            };
            if judged.rejected.iter().any(|(_, reason)| is_told(reason)) {
                flagged.insert(*key);
            }
        }
        flagged
    }
}

/// What happens on honest evenings.
pub struct Habits {
    pub power_cuts: bool,
    pub moved: bool,
}

impl Habits {
    pub fn all() -> Self {
        Self { power_cuts: true, moved: true }
    }
}

/// People of the maker, evening after evening: alone, helped, in groups, on paper, interrupted by power cuts, over several days.
pub fn honest(ground: &Ground, seed: u64, people: u32, habits: &Habits) -> Evenings {
    let mut evenings = Evenings::new(ground);
    let mut chance = Chance::new(seed, "honest evenings", 0);
    let mut tonight = 0;
    for number in 0..people {
        if tonight == 0 && number > 0 {
            evenings.end();
        }
        tonight = if tonight == 0 { 6 + chance.below(9) } else { tonight - 1 };
        evenings.wait(u64::from(60 + chance.below(240)) * 1000);
        if chance.percent(GROUP_PERCENT) {
            group(ground, &mut evenings, &mut chance, (number, seed), habits);
            evenings.end();
        }
        let resident = ground.resident(number, None);
        let steps = ground.visit(&resident, seed);
        let cut = (habits.power_cuts && chance.percent(4)).then(|| chance.place(steps.len()));
        if steps.iter().any(|(_, body)| matches!(body, Body::AttemptSubmitted { .. })) {
            evenings.people.push(resident.key);
        }
        let mut first = None;
        for (at, (after_ms, body)) in steps.into_iter().enumerate() {
            if cut == Some(at) {
                evenings.cut();
            }
            let person = (!body.kind().is_of_station()).then_some(resident.key);
            let number = evenings.step(person, resident.mode, after_ms, body);
            first = first.or(Some(number));
        }
        // "Không phải tôi": a registration under the wrong person, put right.
        if habits.moved && chance.percent(1) {
            let other = ground.resident(50_000 + number, Some(Journey::OnlyRegisters));
            let wrong = ground.visit(&other, seed);
            let from = evenings.records.len() as u64 + 1;
            evenings.sit(&other, wrong);
            let last = evenings.records.len() as u64;
            let to = hex(&resident.key.0);
            evenings.step(Some(other.key), other.mode, 30_000, Body::Moved { to, from_event: from, to_event: last });
        }
    }
    evenings.end();
    evenings
}

/// Before so many visits of a hundred a group comes for an evening.
const GROUP_PERCENT: u32 = 4;

/// An evening of eight to thirty people. Now and then the power is cut, or somebody's papers are printed the day before.
fn group(ground: &Ground, evenings: &mut Evenings, chance: &mut Chance, (number, seed): (u32, u64), habits: &Habits) {
    let people: Vec<Resident> = (0..8 + chance.below(23))
        .map(|at| ground.resident(100_000 + number * 40 + at, Some(Journey::Finishes)))
        .collect();
    let batch = PaperBatch::new(chance.below(PaperBatch::COUNT)).unwrap();
    let mut steps = ground.evening(batch, &people, seed);
    if chance.percent(50) {
        // Printed at the office, the day before.
        let at = steps.iter().position(|step| matches!(step.body, Body::PapersPrinted { .. })).unwrap();
        let printed = steps.remove(at);
        evenings.step(None, printed.mode, printed.after_ms, printed.body);
        evenings.end();
    }
    let cut = (habits.power_cuts && chance.percent(4)).then(|| chance.place(steps.len()));
    let mut at = 0;
    evenings.group(&people, steps, |_| {
        at += 1;
        cut == Some(at - 1)
    });
}
