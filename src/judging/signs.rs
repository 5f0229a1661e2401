//! Signs that entries were made up, as the bundles of an epoch show them together: exporting often hides nothing.

use super::{
    ContestRules, EpochView,
    basis::Bases,
    chain::forks,
    evening::bases,
    evening_signs::evening_signs,
    facts::Bytes32,
    outline::{Outline, PaperMark, TopicMark},
    shifts::Shifts,
    sitting::Sitting,
};
use crate::{
    domain::{Moment, PersonKey, Sign, SignRule},
    ledger::BundleRow,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

/// What was seen, with its values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anomaly {
    /// Which of the signs it is.
    pub sign: Sign,
    /// Whom it is about.
    pub people: BTreeSet<PersonKey>,
    /// `entries=34 minutes=20 from=…`: words and numbers, nothing of a person.
    pub detail: String,
}

/// What the epoch shows of one of its bundles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BundleSigns {
    /// The signs that its people show, one bit each (`Sign::bit`).
    pub people: BTreeMap<PersonKey, u32>,
    /// The same by sign, in order.
    pub found: Vec<Anomaly>,
    /// Which of its records were made in an open shift.
    pub shifts: Shifts,
    /// Its group topics and numbered papers.
    pub(super) evening: Bases,
}

/// Signs of an epoch's bundles, by their ids.
pub type EpochSigns = BTreeMap<i64, Arc<BundleSigns>>;

/// As many tests on a screen in so long a time: with registration and course a resident sits there for half an hour, and a test of
/// twenty questions alone takes who knows all of it two minutes.
const BURST: usize = 15;
const BURST_MS: i64 = 20 * 60_000;
/// Tests that are alike.
const ALIKE: usize = 3;
/// Seconds a question up to which nobody has read it.
const FAST: u32 = 3;
/// The part of its reading time that a topic takes at least.
const READ_PART: u64 = 3;
/// How many times as much reading as twenty minutes hold, at a third of its time, is a sign, by however many people.
const TOO_MUCH_READING: u64 = 2;
/// Papers of one shift and helper that were opened and never handed in: so many, and one in so many of those opened.
const UNFINISHED: usize = 4;
const UNFINISHED_PART: usize = 5;
/// How far the clock may be behind an earlier record.
const BACK_MS: i64 = 10 * 60_000;
/// Why an epoch began whose station had been put back.
const ROLLED_BACK: &str = "rolled-back";

/// The signs of an epoch: a function of its bundles, in whatever order they came.
#[must_use]
pub fn epoch_signs(view: EpochView<'_>, rules: &ContestRules) -> EpochSigns {
    let mut rows: Vec<&BundleRow> = view.rows.iter().collect();
    rows.sort_by_key(|row| (row.seq, row.digest));
    let mut finder = Finder::new(&rows, view.outlines);
    finder.burst();
    finder.same();
    finder.fast();
    finder.per_day(view.max_per_day);
    finder.fast_topics(rules);
    finder.unfinished();
    finder.moved();
    finder.clock();
    finder.copies(view, &rows);
    let mut evening = bases(&view, &rows, rules);
    for seen in evening_signs(&view, &rows, &mut evening) {
        finder.add(seen.sign, &seen.detail, seen.of);
    }
    let mut found = finder.found;
    let mut shifts = Shifts::of_epoch(&rows, view.outlines);
    let mut signs = EpochSigns::new();
    for row in &rows {
        let (shifts, evening) =
            (shifts.remove(&row.id).unwrap_or_default(), evening.remove(&row.id).unwrap_or_default());
        let mut of = BundleSigns { shifts, evening, ..BundleSigns::default() };
        for sign in Sign::ALL {
            let Some((people, detail)) = found.remove(&(row.id, sign)) else { continue };
            for person in &people {
                *of.people.entry(*person).or_default() |= sign.bit();
            }
            let detail = format!("entries={} {detail}", people.len()).trim_end().to_owned();
            of.found.push(Anomaly { sign, people, detail });
        }
        signs.insert(row.id, Arc::new(of));
    }
    signs
}

impl BundleSigns {
    /// Whose group topics or papers rest on something else than they did, or show other signs.
    pub fn other_bases(&self, before: &Self) -> BTreeSet<PersonKey> {
        let numbers = self.evening.keys().chain(before.evening.keys());
        let is_other = |number: &&u64| self.evening.get(number) != before.evening.get(number);
        let both = |number: &u64| self.evening.get(number).or_else(|| before.evening.get(number));
        numbers.filter(is_other).filter_map(both).map(|one| PersonKey(one.person.0)).collect()
    }

    /// The signs that are shown to a jury as a case each. Those of copies and of sheets have cases already.
    pub fn listed<'s>(&'s self, rules: &'s ContestRules) -> impl Iterator<Item = &'s Anomaly> {
        let is_listed = |anomaly: &&Anomaly| {
            let has_case = anomaly.sign.is_of_copies() || anomaly.sign == Sign::Sheet;
            !has_case && rules.sign(anomaly.sign) != SignRule::Count
        };
        self.found.iter().filter(is_listed)
    }
}

/// A test with its bundle and the paper that it began with.
#[derive(Clone, Copy)]
struct Test<'o> {
    bundle: i64,
    sitting: &'o Sitting,
    paper: Option<&'o PaperMark>,
    /// It was written on a numbered paper.
    is_numbered: bool,
}

impl Test<'_> {
    fn is_on_paper(&self) -> bool {
        self.is_numbered || self.paper.is_some_and(|paper| paper.on_paper)
    }

    /// Seconds that the test took: the lesser of what is claimed and what the steady clock shows, within one boot; across boots, or
    /// where its beginning is not here, those of the questions together.
    fn seconds(&self) -> u32 {
        match self.paper.filter(|paper| paper.boot == self.sitting.boot) {
            Some(paper) => {
                let steady = self.sitting.mono_ms.saturating_sub(paper.mono_ms) / 1000;
                self.sitting.seconds.min(u32::try_from(steady).unwrap_or(u32::MAX))
            }
            None => self.sitting.spent,
        }
    }

    /// Milliseconds between two tests: by the steady clock within one boot.
    fn after(&self, earlier: &Self) -> i64 {
        let (one, before) = (self.sitting, earlier.sitting);
        if one.boot == before.boot {
            i64::try_from(one.mono_ms.saturating_sub(before.mono_ms)).unwrap_or(i64::MAX)
        } else {
            one.wall_ms.saturating_sub(before.wall_ms).saturating_abs()
        }
    }
}

/// Finds signs in the outlines of an epoch.
struct Finder<'o> {
    /// In order of the bundles.
    outlines: Vec<(i64, &'o Outline)>,
    /// In order of the records.
    tests: Vec<Test<'o>>,
    found: BTreeMap<(i64, Sign), (BTreeSet<PersonKey>, String)>,
}

impl<'o> Finder<'o> {
    fn new(rows: &[&BundleRow], outlines: &'o BTreeMap<i64, Outline>) -> Self {
        let known = rows.iter().filter_map(|row| outlines.get(&row.id).map(|outline| (row.id, outline)));
        let outlines: Vec<(i64, &Outline)> = known.collect();
        let mut papers: BTreeMap<(Bytes32, u8), Vec<&PaperMark>> = BTreeMap::new();
        for paper in outlines.iter().flat_map(|(_, outline)| &outline.papers) {
            papers.entry((paper.person, paper.attempt)).or_default().push(paper);
        }
        let paper_of = |sitting: &Sitting| {
            let list = papers.get(&(sitting.person, sitting.attempt))?;
            list.iter().rev().find(|paper| paper.number < sitting.number).copied()
        };
        let mut tests = Vec::new();
        for (bundle, outline) in &outlines {
            let test = |sitting| Test { bundle: *bundle, sitting, paper: paper_of(sitting), is_numbered: false };
            let numbered = |sitting| Test { bundle: *bundle, sitting, paper: None, is_numbered: true };
            let mut both: Vec<Test<'_>> = outline.sittings.iter().map(test).collect();
            both.extend(outline.evening.handed.iter().map(|one| numbered(&one.sitting)));
            both.sort_by_key(|one| one.sitting.number);
            tests.append(&mut both);
        }
        Self { outlines, tests, found: BTreeMap::new() }
    }

    fn add(&mut self, sign: Sign, detail: &str, of: impl IntoIterator<Item = (i64, Bytes32)>) {
        for (bundle, person) in of {
            let (people, known) = self.found.entry((bundle, sign)).or_default();
            people.insert(PersonKey(person.0));
            if known.is_empty() {
                detail.clone_into(known);
            }
        }
    }

    fn add_tests(&mut self, sign: Sign, detail: &str, tests: &[Test<'o>]) {
        self.add(sign, detail, tests.iter().map(|test| (test.bundle, test.sitting.person)));
    }

    fn on_screen(&self) -> Vec<Test<'o>> {
        self.tests.iter().filter(|test| !test.is_on_paper()).copied().collect()
    }

    fn burst(&mut self) {
        let tests = self.on_screen();
        let (mut first, mut most, mut upto) = (0, (0, 0_i64), 0);
        let mut within = Vec::new();
        for (last, test) in tests.iter().enumerate() {
            while tests.get(first).is_some_and(|one| test.after(one) > BURST_MS) {
                first += 1;
            }
            let entries = (last + 1).saturating_sub(first);
            if entries >= BURST {
                within.extend(tests.iter().take(last + 1).skip(first.max(upto)));
                upto = last + 1;
                most = most.max((entries, tests.get(first).map_or(0, |one| one.sitting.wall_ms)));
            }
        }
        self.add_tests(Sign::Burst, &format!("minutes=20 most={} from={}", most.0, most.1), &within);
    }

    fn same(&mut self) {
        let mut alike: BTreeMap<(bool, u64), Vec<Test<'o>>> = BTreeMap::new();
        for test in &self.tests {
            if let Some(answers) = test.sitting.answers {
                alike.entry((true, answers)).or_default().push(*test);
            }
            // On paper nobody stops the time: all questions have the same.
            if !test.is_on_paper() && test.sitting.spent > 0 {
                alike.entry((false, test.sitting.times)).or_default().push(*test);
            }
        }
        for tests in alike.values().filter(|tests| tests.len() >= ALIKE) {
            self.add_tests(Sign::Same, &format!("alike={}", tests.len()), tests);
        }
    }

    fn fast(&mut self) {
        let is_fast = |test: &Test<'_>| test.seconds() <= FAST * u32::from(test.sitting.questions);
        let fast: Vec<Test<'o>> = self.on_screen().into_iter().filter(is_fast).collect();
        let least = fast.iter().map(Test::seconds).min().unwrap_or(0);
        self.add_tests(Sign::Fast, &format!("least-seconds={least} limit={FAST}"), &fast);
    }

    fn per_day(&mut self, most: u32) {
        let mut days: BTreeMap<_, Vec<Test<'o>>> = BTreeMap::new();
        for test in &self.tests {
            days.entry(Moment(test.sitting.wall_ms).date()).or_default().push(*test);
        }
        for (day, tests) in days.iter().filter(|(_, tests)| u32::try_from(tests.len()).unwrap_or(u32::MAX) > most) {
            self.add_tests(Sign::PerDay, &format!("day={day} that-day={} limit={most}", tests.len()), tests);
        }
    }

    /// Each topic by itself; and, where visits take turns, whether twenty minutes can hold all that was read in them.
    fn fast_topics(&mut self, rules: &ContestRules) {
        let mut read: Vec<(i64, TopicMark, u64)> = Vec::new();
        for (bundle, outline) in &self.outlines {
            for topic in &outline.topics {
                let pack = outline.packs.get(usize::from(topic.pack)).map(|pack| pack.0);
                let needs_ms = pack.map_or(0, |pack| rules.reading_ms(&pack, topic.topic)) / READ_PART;
                read.push((*bundle, *topic, needs_ms));
            }
        }
        let is_fast = |(_, topic, needs_ms): &&(i64, TopicMark, u64)| {
            topic.since_ms.is_some_and(|since_ms| topic.mono_ms.saturating_sub(since_ms) < *needs_ms)
        };
        let mut fast: Vec<(i64, Bytes32)> =
            read.iter().filter(is_fast).map(|(bundle, topic, _)| (*bundle, topic.person)).collect();
        let window_ms = BURST_MS.unsigned_abs();
        let (mut first, mut sum_ms) = (0, 0_u64);
        for (last, (_, topic, needs_ms)) in read.iter().enumerate() {
            sum_ms += needs_ms;
            while let Some((_, one, needs_ms)) = read.get(first)
                && (one.boot != topic.boot || topic.mono_ms.saturating_sub(one.mono_ms) > window_ms)
            {
                sum_ms -= needs_ms;
                first += 1;
            }
            if sum_ms > TOO_MUCH_READING * window_ms {
                let window = read.iter().take(last + 1).skip(first);
                fast.extend(window.map(|(bundle, topic, _)| (*bundle, topic.person)));
            }
        }
        self.add(Sign::FastTopics, &format!("topics={} part={READ_PART}", fast.len()), fast);
    }

    fn unfinished(&mut self) {
        let done: BTreeSet<(Bytes32, u8)> =
            self.tests.iter().map(|test| (test.sitting.person, test.sitting.attempt)).collect();
        let mut shifts: BTreeMap<(u64, &str), Vec<(i64, &PaperMark)>> = BTreeMap::new();
        for (bundle, outline) in &self.outlines {
            for paper in &outline.papers {
                shifts.entry((paper.shift, &paper.helper)).or_default().push((*bundle, paper));
            }
        }
        for ((shift, _), papers) in shifts {
            let is_open = |(_, paper): &&(i64, &PaperMark)| !done.contains(&(paper.person, paper.attempt));
            let left = papers.iter().filter(is_open).count();
            if left >= UNFINISHED && left * UNFINISHED_PART >= papers.len() {
                let detail = format!("shift={shift} opened={} left={left}", papers.len());
                self.add(Sign::Unfinished, &detail, papers.iter().map(|(bundle, paper)| (*bundle, paper.person)));
            }
        }
    }

    fn moved(&mut self) {
        let mut records: BTreeMap<Bytes32, Vec<(u64, i64)>> = BTreeMap::new();
        for (bundle, outline) in &self.outlines {
            for paper in &outline.papers {
                records.entry(paper.person).or_default().push((paper.number, *bundle));
            }
        }
        for Test { bundle, sitting, .. } in &self.tests {
            records.entry(sitting.person).or_default().push((sitting.number, *bundle));
        }
        records.values_mut().for_each(|list| list.sort_unstable());
        let mut moved = Vec::new();
        for (bundle, outline) in &self.outlines {
            for one in &outline.moves {
                let last = if one.last == 0 { one.number } else { one.last };
                let of_person = records.get(&one.from).map(Vec::as_slice).unwrap_or_default();
                let first = of_person.partition_point(|(number, _)| *number < one.first);
                let meant = of_person.iter().skip(first).take_while(|(number, _)| *number <= last);
                let from: BTreeSet<i64> = meant.map(|(_, id)| *id).collect();
                if !from.is_empty() {
                    let bundles = from.into_iter().chain([*bundle]);
                    moved.extend(bundles.flat_map(|id| [(id, one.from), (id, one.to)]));
                }
            }
        }
        self.add(Sign::Moved, "", moved);
    }

    fn clock(&mut self) {
        let (mut back, mut doubted, mut latest_ms) = (Vec::new(), Vec::new(), i64::MIN);
        let mut tests = self.tests.iter().peekable();
        let mut most_ms = 0;
        for (bundle, outline) in &self.outlines {
            while let Some(test) = tests.next_if(|test| test.bundle == *bundle) {
                let before_ms = latest_ms.max(test.sitting.before_ms);
                let behind_ms = before_ms.saturating_sub(test.sitting.wall_ms);
                if test.sitting.suspect {
                    doubted.push(*test);
                }
                if before_ms > i64::MIN && behind_ms > BACK_MS {
                    most_ms = most_ms.max(behind_ms);
                    back.push(*test);
                }
            }
            latest_ms = latest_ms.max(outline.latest_ms);
        }
        self.add_tests(Sign::ClockBack, &format!("minutes={}", most_ms / 60_000), &back);
        self.add_tests(Sign::ClockDoubt, "", &doubted);
    }

    fn copies(&mut self, view: EpochView<'_>, rows: &[&BundleRow]) {
        let all = self.tests.clone();
        if view.epoch.why == ROLLED_BACK {
            self.add_tests(Sign::RolledBack, "", &all);
        }
        if let Some(from) = forks(view.rows).first() {
            let parted: BTreeSet<i64> = rows.iter().filter(|row| row.seq >= *from).map(|row| row.id).collect();
            let tests: Vec<Test<'o>> = all.into_iter().filter(|test| parted.contains(&test.bundle)).collect();
            self.add_tests(Sign::Clone, &format!("from-bundle={from}"), &tests);
        }
    }
}
