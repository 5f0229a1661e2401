//! Group lessons and numbered papers of a station that writes records.

use super::stage::*;
use std::collections::BTreeMap;
use tramso::{
    content::lesson_reading_ms,
    domain::{Paper, PaperBatch, PaperNumber, PersonKey, TopicId, draw},
    judging::{ContestRules, Earlier, EpochView, Facts, Judged, Person, Source, Workspace, epoch_signs, judge},
    ledger::BundleRow,
    people::group_lesson,
    record::{Body, HowLearnt, PaperAnswerV1, Record, hex, is_keyed_twice, paper_digest, printed_paper_seed},
};

impl Station {
    /// Seconds that the required lessons of a topic take to read.
    pub fn reading_s(&self, topic: u8) -> u32 {
        let lessons = self.pack.required_lessons(TopicId::new(topic).unwrap());
        u32::try_from(lessons.map(lesson_reading_ms).sum::<u64>() / 1000 + 1).unwrap()
    }

    /// A lesson that took so many seconds, by its record and by the clock.
    pub fn lesson(&mut self, topic: u8, seconds: u32, present: u8) -> u64 {
        self.now += i64::from(seconds) * 1000;
        let body = group_lesson(&self.pack, TopicId::new(topic).unwrap(), seconds, present);
        self.record(None, body)
    }

    /// A lesson that took its time, and the topics of these people.
    pub fn teach(&mut self, topic: u8, people: impl IntoIterator<Item = u64>) {
        let people: Vec<u64> = people.into_iter().collect();
        let seconds = self.reading_s(topic);
        self.lesson(topic, seconds, people.len() as u8);
        self.learnt(topic, people);
    }

    pub fn learnt(&mut self, topic: u8, people: impl IntoIterator<Item = u64>) {
        for person in people {
            let (key, pack) = (self.key(person), hex(&self.pack.digest));
            self.write(key, Body::TopicDone { topic, how: HowLearnt::Group, pack });
        }
    }

    pub fn print(&mut self, batch: &str, count: u8) -> u64 {
        let pack = hex(&self.pack.digest);
        self.record(None, Body::PapersPrinted { batch: batch.to_owned(), count, pack })
    }

    pub fn collect(&mut self, batch: &str, serials: impl IntoIterator<Item = u8>) -> u64 {
        let serials = serials.into_iter().collect();
        self.record(None, Body::PapersCollected { batch: batch.to_owned(), serials })
    }

    pub fn strike_out(&mut self, batch: &str, serials: impl IntoIterator<Item = u8>) -> u64 {
        let serials = serials.into_iter().collect();
        self.record(None, Body::PapersVoid { batch: batch.to_owned(), serials })
    }

    pub fn rekey(&mut self, batch: &str, serial: u8, differs: &[u8]) -> u64 {
        self.record(None, Body::PaperRekeyed { batch: batch.to_owned(), serial, differs: differs.to_vec() })
    }

    pub fn paper(&self, batch: &str, serial: u8) -> Paper {
        let number = PaperNumber::new(PaperBatch::parse(batch).unwrap(), serial).unwrap();
        let seed = printed_paper_seed(&self.draw, &self.contest, number);
        draw(&self.pack.contest, &self.pack.bank, seed).unwrap()
    }

    /// A paper that is keyed in: `choose` gives which option of each place is crossed.
    pub fn key_in(&mut self, person: u64, batch: &str, serial: u8, choose: impl Fn(usize, &[u8]) -> usize) -> u64 {
        let paper = self.paper(batch, serial);
        let answer = |(at, item): (usize, &tramso::domain::PaperItem)| PaperAnswerV1 {
            question: item.question.0.clone(),
            option: item.order[choose(at, &item.order)],
        };
        let answers = paper.items.iter().enumerate().map(answer).collect();
        let (key, pack) = (self.key(person), hex(&self.pack.digest));
        let (batch, paper) = (batch.to_owned(), paper_digest(&paper));
        self.now += 40_000;
        self.write(key, Body::PaperHanded { batch, serial, attempt: 1, pack, paper, answers })
    }

    /// An evening: everybody registers, learns together and writes; each keyed in with the serial of their place.
    pub fn evening(&mut self, batch: &str, people: std::ops::Range<u64>) {
        people.clone().for_each(|person| self.register(person));
        for topic in 1..=4 {
            self.teach(topic, people.clone());
        }
        let count = (people.end - people.start) as u8;
        self.print(batch, count);
        self.now += 25 * MINUTE;
        self.collect(batch, 1..=count);
        for (person, serial) in people.zip(1..) {
            self.key_in(person, batch, serial, knows(person, 70));
            self.share(person);
            let number = PaperNumber::new(PaperBatch::parse(batch).unwrap(), serial).unwrap();
            if is_keyed_twice(&self.draw, &self.contest, number) {
                self.rekey(batch, serial, &[]);
            }
        }
    }
}

/// Crosses the right option with the chance of so many in a hundred, else any.
pub fn knows(person: u64, of_a_hundred: usize) -> impl Fn(usize, &[u8]) -> usize {
    move |at, order| honest(person, 1, of_a_hundred)(at, order).0
}

/// The contest with other rules.
pub fn rules_with(change: impl FnOnce(&mut tramso::domain::Rules)) -> ContestRules {
    let mut other = (*pack()).clone();
    change(&mut other.contest.rules);
    ContestRules::new("demo", &PERSON_KEY).with(std::sync::Arc::new(other))
}

/// What the centre makes of an epoch whose records came in these bundles, of which those of `arrived` (from 1) came.
pub fn judged(rules: &ContestRules, bundles: &[&[Record]], arrived: &[usize]) -> BTreeMap<PersonKey, Judged> {
    judged_after(rules, bundles, arrived, &Earlier::default())
}

pub fn judged_after(
    rules: &ContestRules,
    bundles: &[&[Record]],
    arrived: &[usize],
    earlier: &Earlier,
) -> BTreeMap<PersonKey, Judged> {
    let mut rows: Vec<BundleRow> = Vec::new();
    let mut outlines = BTreeMap::new();
    let mut people: BTreeMap<PersonKey, Facts> = BTreeMap::new();
    for (id, seq) in (1_i64..).zip(arrived) {
        rows.push(BundleRow {
            floor: tramso::domain::Moment(opens()),
            ..bundle_row(id, 1, 1, *seq as u32, ends() - DAY)
        });
        let mut gathered = gather(rules, bundles[seq - 1]);
        gathered.name(id);
        outlines.insert(id, tramso::judging::Outline::read(&gathered.outline.write()).unwrap());
        for (key, facts) in gathered.people {
            let held = people.entry(key).or_default();
            held.add(&facts);
            *held = Facts::read(&held.write()).unwrap();
        }
    }
    let epoch = epoch();
    let signs = epoch_signs(EpochView { earlier, ..view(&epoch, &rows, &outlines, 1_000) }, rules);
    let mut sources: Vec<Source> = rows.iter().map(|row| source(row, &rows)).collect();
    for source in &mut sources {
        source.signs = signs[&source.bundle].clone();
        source.holds.undecided = rules.holding();
    }
    let mut desk = Workspace::default();
    let judged = |(key, facts): (&PersonKey, &Facts)| {
        let related: Vec<(PersonKey, Facts)> =
            people.iter().filter(|(other, _)| *other != key).map(|(key, facts)| (*key, facts.clone())).collect();
        (*key, judge(&Person { key: *key, facts, related: &related }, &sources, rules, &mut desk))
    };
    people.iter().map(judged).collect()
}

/// The reasons for which records of a person do not count.
pub fn reasons(judged: &BTreeMap<PersonKey, Judged>, person: u64) -> Vec<&'static str> {
    judged[&key(person)].rejected.iter().map(|(_, reason)| reason.as_str()).collect()
}
