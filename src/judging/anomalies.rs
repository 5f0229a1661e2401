use super::answers::Answers;
use crate::{
    domain::{Moment, PersonKey},
    record::RecordView,
};
use std::collections::BTreeMap;

/// Kind of anomaly: a sign that entries were made up. It decides nothing: a person reviews it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AnomalyKind {
    /// More tests handed in within twenty minutes than one keyboard can take.
    Burst,
    /// The same answers, or the same seconds, in test after test.
    Same,
    /// Faster than the questions can be read.
    Fast,
    /// More entries a day than the station's place allows.
    PerDay,
    /// The same key, or a few in turn, all through a test.
    Keys,
}

/// What was seen, with its values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anomaly {
    /// Which of the signs it is.
    pub kind: AnomalyKind,
    /// In order of keys.
    pub people: Vec<PersonKey>,
    /// `entries=34 minutes=20 from=…`: words and numbers, nothing of a person.
    pub detail: String,
}

/// The tests of a bundle, in its order.
#[derive(Clone, Debug, Default)]
pub struct Bundle {
    sittings: Vec<Sitting>,
}

/// A test that was handed in.
#[derive(Clone, Debug)]
pub(super) struct Sitting {
    person: PersonKey,
    wall: Moment,
    mono_ms: u64,
    boot: u64,
    questions: u32,
    /// Of the whole test by its record, and of the questions together.
    seconds: u32,
    spent: u32,
    /// What was answered, as far as it can be alike by more than chance: with enough wrong answers in it.
    answers: Option<Vec<u8>>,
    times: Vec<u8>,
    /// Written on paper and typed in later: its speed means nothing.
    on_paper: bool,
}

/// As many tests in so long a time: a test of twenty questions takes a resident ten minutes, and who knows all by heart two.
const BURST: usize = 30;
const BURST_MS: i64 = 20 * 60_000;
/// Tests in a row that are alike.
const ALIKE: usize = 3;
/// Wrong answers among twenty below which alike means no more than learnt well.
const LEAST_WRONG: usize = 4;
/// Seconds a question below which nobody has read it.
const FAST: u32 = 2;

impl AnomalyKind {
    /// As a case's subject writes it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Burst => "burst",
            Self::Same => "same",
            Self::Fast => "fast",
            Self::PerDay => "per-day",
            Self::Keys => "keys",
        }
    }

    /// Its bit in `Standing::anomalies`.
    #[must_use]
    pub fn bit(self) -> u32 {
        match self {
            Self::Burst => 1,
            Self::Same => 2,
            Self::Fast => 4,
            Self::PerDay => 8,
            Self::Keys => 16,
        }
    }
}

impl Sitting {
    pub fn new(person: PersonKey, record: &RecordView<'_>, seconds: u32, answers: &Answers, on_paper: bool) -> Self {
        let wrong = answers.options().filter(|option| *option != 0).count();
        Self {
            person,
            wall: Moment(record.at.wall_ms),
            mono_ms: record.at.mono_ms,
            boot: record.at.boot,
            questions: u32::from(answers.count),
            seconds,
            spent: answers.spent().fold(0, u32::saturating_add),
            answers: (wrong >= LEAST_WRONG).then(|| answers.options.clone()),
            times: answers.seconds.clone(),
            on_paper,
        }
    }

    fn is_fast(&self) -> bool {
        // Whichever is longer is believed: a station that came back from a power cut lost one of them.
        !self.on_paper && self.questions > 0 && self.seconds.max(self.spent) <= FAST * self.questions
    }

    /// Milliseconds between two tests: by the steady clock within one boot.
    fn after(&self, earlier: &Self) -> i64 {
        if self.boot == earlier.boot {
            i64::try_from(self.mono_ms.saturating_sub(earlier.mono_ms)).unwrap_or(i64::MAX)
        } else {
            self.wall.ms_since(earlier.wall).saturating_abs()
        }
    }
}

impl Bundle {
    pub(super) fn new(sittings: Vec<Sitting>) -> Self {
        Self { sittings }
    }

    /// Everything that a bundle as a whole shows, for a station whose place allows so many entries a day.
    #[must_use]
    pub fn anomalies(&self, max_per_day: u32) -> Vec<Anomaly> {
        let anomalies = [self.burst(), self.same(), self.fast(), self.per_day(max_per_day)];
        anomalies.into_iter().flatten().collect()
    }

    fn burst(&self) -> Option<Anomaly> {
        let typed: Vec<&Sitting> = self.sittings.iter().filter(|one| !one.on_paper).collect();
        let (mut first, mut most) = (0, (0, 0_i64));
        let mut within = vec![false; typed.len()];
        for (last, sitting) in typed.iter().enumerate() {
            while typed.get(first).is_some_and(|one| sitting.after(one) > BURST_MS) {
                first += 1;
            }
            let entries = last + 1 - first;
            if entries >= BURST {
                within.iter_mut().take(last + 1).skip(first).for_each(|one| *one = true);
                let from = typed.get(first).map_or(0, |one| one.wall.0);
                most = most.max((entries, from));
            }
        }
        let people = typed.iter().zip(&within).filter(|(_, is)| **is).map(|(one, _)| one.person);
        anomaly(AnomalyKind::Burst, people, format!("entries={} minutes=20 from={}", most.0, most.1))
    }

    fn same(&self) -> Option<Anomaly> {
        let mut people = Vec::new();
        let mut longest = 0;
        let mut row = |alike: &dyn Fn(&Sitting, &Sitting) -> bool| {
            for run in self.sittings.chunk_by(alike).filter(|run| run.len() >= ALIKE) {
                longest = longest.max(run.len());
                people.extend(run.iter().map(|one| one.person));
            }
        };
        row(&|one, next| one.answers.is_some() && one.answers == next.answers);
        // On paper nobody stops the time: all questions have the same.
        row(&|one, next| !one.on_paper && !next.on_paper && one.spent > 0 && one.times == next.times);
        anomaly(AnomalyKind::Same, people.into_iter(), format!("row={longest}"))
    }

    fn fast(&self) -> Option<Anomaly> {
        let fast = || self.sittings.iter().filter(|one| one.is_fast());
        let least = fast().map(|one| one.seconds.max(one.spent)).min().unwrap_or(0);
        let detail = format!("entries={} least-seconds={least} limit={FAST}", fast().count());
        anomaly(AnomalyKind::Fast, fast().map(|one| one.person), detail)
    }

    fn per_day(&self, most: u32) -> Option<Anomaly> {
        let mut days: BTreeMap<_, Vec<&Sitting>> = BTreeMap::new();
        for one in &self.sittings {
            days.entry(one.wall.date()).or_default().push(one);
        }
        let is_over = |list: &Vec<&Sitting>| u32::try_from(list.len()).unwrap_or(u32::MAX) > most;
        let over = || days.iter().filter(|(_, list)| is_over(list));
        let (day, entries) = over().map(|(day, list)| (*day, list.len())).max_by_key(|(_, entries)| *entries)?;
        let people = over().flat_map(|(_, list)| list.iter().map(|one| one.person));
        anomaly(AnomalyKind::PerDay, people, format!("entries={entries} day={day} limit={most}"))
    }
}

fn anomaly(kind: AnomalyKind, people: impl Iterator<Item = PersonKey>, detail: String) -> Option<Anomaly> {
    let mut people: Vec<PersonKey> = people.collect();
    people.sort_unstable();
    people.dedup();
    (!people.is_empty()).then_some(Anomaly { kind, people, detail })
}

/// Of how many keys in turn a test can consist before it looks like one that was read.
const CYCLE: usize = 5;
/// Questions of a test below which a row of keys means nothing.
const LEAST_KEYS: usize = 12;

/// Whether the keys pressed in a test are a few in turn (`AAAA…`, `ABCDABCD…`), as no paper in its own order comes out.
#[must_use]
pub fn is_pressed_in_turn(keys: &[u8]) -> bool {
    let fits = |cycle: usize| {
        let same = keys.iter().zip(keys.iter().skip(cycle)).filter(|(one, next)| one == next).count();
        same + keys.len() / 16 + cycle >= keys.len()
    };
    keys.len() >= LEAST_KEYS && (1..=CYCLE).any(fits)
}
