//! Outline of a bundle: its shifts, papers, tests and topics with their times, without what was declared or answered. It is kept
//! beside the bundle, so that an epoch can be looked at as a whole each time that one more of its bundles arrives.

use super::{
    answers::Answers,
    evening_outline::{DrawnMark, EveningCollector, EveningOutline, HandedPaper},
    facts::{Bytes32, FactsFault},
    sitting::Sitting,
};
use crate::{
    domain::{PaperBatch, PaperNumber, PersonKey},
    record::{BodyView, HowLearnt, Medium, RecordView, unhex},
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeSet, HashMap};

/// Outline of one bundle, in the order of its records.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outline {
    pub(super) shifts: Vec<ShiftMark>,
    /// Number of a record, and the shift that it and those behind it name.
    pub(super) runs: Vec<(u64, u64)>,
    pub(super) papers: Vec<PaperMark>,
    pub(super) sittings: Vec<Sitting>,
    pub(super) topics: Vec<TopicMark>,
    pub(super) moves: Vec<MoveMark>,
    /// Digests of the packs that topics name.
    pub(super) packs: Vec<Bytes32>,
    /// The latest that the wall clock claimed.
    pub(super) latest_ms: i64,
    /// Group lessons and numbered papers: written behind the rest.
    #[serde(skip)]
    pub(super) evening: EveningOutline,
}

/// A shift's beginning or end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct ShiftMark {
    pub number: u64,
    pub shift: u64,
    pub opens: bool,
}

/// A paper that was opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct PaperMark {
    pub person: Bytes32,
    pub number: u64,
    pub attempt: u8,
    pub shift: u64,
    pub helper: String,
    pub mono_ms: u64,
    pub boot: u64,
    /// Written on paper and typed in later: its speed means nothing.
    pub on_paper: bool,
}

/// A topic that was done alone at this station.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct TopicMark {
    pub person: Bytes32,
    pub topic: u8,
    pub pack: u16,
    pub mono_ms: u64,
    pub boot: u64,
    /// The steady clock at the person's record before it, where that is of the same boot and in the bundle.
    pub since_ms: Option<u64>,
}

/// Records that were moved from one person to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct MoveMark {
    pub from: Bytes32,
    pub to: Bytes32,
    pub number: u64,
    pub first: u64,
    pub last: u64,
}

/// Wrong answers below which alike means no more than learnt well.
const LEAST_WRONG: usize = 4;
/// The version of the form in which outlines were kept before there were group lessons and numbered papers.
const VERSION_BEFORE_EVENINGS: u8 = 1;
/// The version of the form in which they are kept: the same, and those behind it.
const VERSION: u8 = 2;

impl Outline {
    /// Reads what `write` wrote.
    ///
    /// # Errors
    /// Of a later version, or no outline.
    pub fn read(bytes: &[u8]) -> Result<Self, FactsFault> {
        let (version, rest) = bytes.split_first().ok_or(FactsFault::Damaged)?;
        match *version {
            VERSION_BEFORE_EVENINGS | VERSION => (),
            newer if newer > VERSION => return Err(FactsFault::Newer),
            _ => return Err(FactsFault::Damaged), // else: 0, which is no version
        }
        let (mut outline, rest): (Self, &[u8]) = postcard::take_from_bytes(rest).map_err(|_| FactsFault::Damaged)?;
        let rest = if *version == VERSION {
            let (evening, rest) = postcard::take_from_bytes(rest).map_err(|_| FactsFault::Damaged)?;
            outline.evening = evening;
            rest
        } else {
            rest
        };
        if rest.is_empty() { Ok(outline) } else { Err(FactsFault::Damaged) }
    }

    /// The numbered papers that were keyed in, as far as their numbers can be: number of the record, the paper, and whose it is.
    pub fn numbered_papers(&self) -> impl Iterator<Item = (u64, PaperNumber, PersonKey)> {
        self.evening.handed.iter().filter_map(|mark| {
            let (batch, serial) = mark.paper?;
            let paper = PaperNumber::new(PaperBatch::new(batch)?, serial)?;
            Some((mark.sitting.number, paper, PersonKey(mark.sitting.person.0)))
        })
    }

    /// Removes what was crossed on these papers, by the numbers of their records: their person asked for erasure. Which paper it was
    /// stays, so that it counts once.
    pub fn erase_letters(&mut self, numbers: &BTreeSet<u64>) {
        let erased = self.evening.handed.iter_mut().filter(|mark| numbers.contains(&mark.sitting.number));
        erased.filter_map(|mark| mark.drawn.as_mut()).for_each(|drawn| drawn.letters.clear());
    }

    /// The bytes that are kept.
    #[must_use]
    pub fn write(&self) -> Vec<u8> {
        let written = postcard::to_extend(self, vec![VERSION]);
        written.and_then(|bytes| postcard::to_extend(&self.evening, bytes)).unwrap_or_default() // into memory: nothing of it can fail
    }
}

/// Collector of an outline: records go in, in the chain's order.
#[derive(Debug)]
pub(super) struct OutlineCollector {
    outline: Outline,
    evening: EveningCollector,
    /// Boot and steady clock of each person's last record.
    last: HashMap<PersonKey, (u64, u64)>,
}

impl OutlineCollector {
    pub fn new() -> Self {
        let outline = Outline { latest_ms: i64::MIN, ..Outline::default() };
        Self { outline, evening: EveningCollector::default(), last: HashMap::new() }
    }

    /// Adds the next record; `answers` are those of a test that was handed in, `drawn` what its numbered paper shows.
    pub fn add(&mut self, record: &RecordView<'_>, answers: Option<&Answers>, drawn: Option<DrawnMark>) {
        let number = record.n;
        let handed = self.handed(record, answers).map(|sitting| HandedPaper { sitting, drawn });
        self.evening.add(record, handed);
        let outline = &mut self.outline;
        if outline.runs.last().is_none_or(|(_, shift)| *shift != record.shift) {
            outline.runs.push((number, record.shift));
        }
        match &record.body {
            BodyView::ShiftOpened { shift, .. } => {
                outline.shifts.push(ShiftMark { number, shift: *shift, opens: true });
            }
            BodyView::ShiftClosed { shift, .. } => {
                outline.shifts.push(ShiftMark { number, shift: *shift, opens: false });
            }
            _ => self.of_person(record, answers), // else: a record of a person, or of nobody
        }
        let outline = &mut self.outline;
        if !record.at.suspect {
            outline.latest_ms = outline.latest_ms.max(record.at.wall_ms);
        }
        if let Some(person) = record.person {
            self.last.insert(person, (record.at.boot, record.at.mono_ms));
        }
    }

    fn of_person(&mut self, record: &RecordView<'_>, answers: Option<&Answers>) {
        let Some(key) = record.person else { return };
        let (person, number, at) = (Bytes32(key.0), record.n, record.at);
        match &record.body {
            BodyView::TopicDone { topic, how: HowLearnt::Alone, pack } => {
                let pack = self.pack(Bytes32(unhex(pack).unwrap_or_default()));
                let since = self.last.get(&key).filter(|(boot, _)| *boot == at.boot).map(|(_, mono_ms)| *mono_ms);
                let (topic, mono_ms, boot) = (*topic, at.mono_ms, at.boot);
                self.outline.topics.push(TopicMark { person, topic, pack, mono_ms, boot, since_ms: since });
            }
            BodyView::AttemptOpened { attempt, medium, .. } => self.outline.papers.push(PaperMark {
                person,
                number,
                attempt: *attempt,
                shift: record.shift,
                helper: record.helper.chars().take(32).collect(),
                mono_ms: at.mono_ms,
                boot: at.boot,
                on_paper: *medium == Medium::Paper,
            }),
            BodyView::AttemptSubmitted { attempt, seconds, .. } => {
                let Some(answers) = answers else { return };
                let wrong = answers.options().filter(|option| *option != 0).count();
                self.outline.sittings.push(Sitting {
                    person,
                    number,
                    attempt: *attempt,
                    wall_ms: at.wall_ms,
                    before_ms: self.outline.latest_ms,
                    mono_ms: at.mono_ms,
                    boot: at.boot,
                    suspect: at.suspect,
                    questions: answers.count,
                    seconds: *seconds,
                    spent: answers.spent().fold(0, u32::saturating_add),
                    answers: (wrong >= LEAST_WRONG).then(|| digest(&answers.options)),
                    times: digest(&answers.seconds),
                });
            }
            BodyView::Moved { to, from_event, to_event } => {
                let Some(to) = unhex(to) else { return };
                let (first, last) = (*from_event, *to_event);
                self.outline.moves.push(MoveMark { from: person, to: Bytes32(to), number, first, last });
            }
            _ => (), // else: it has no part in a sign
        }
    }

    fn pack(&mut self, digest: Bytes32) -> u16 {
        let packs = &mut self.outline.packs;
        let known = packs.iter().position(|known| *known == digest).unwrap_or_else(|| {
            packs.push(digest);
            packs.len() - 1
        });
        u16::try_from(known).unwrap_or(u16::MAX)
    }

    /// A numbered paper that was keyed in, as a test: nobody stopped its time.
    fn handed(&self, record: &RecordView<'_>, answers: Option<&Answers>) -> Option<Sitting> {
        let BodyView::PaperHanded { attempt, .. } = &record.body else { return None };
        Some(Sitting {
            person: Bytes32(record.person?.0),
            number: record.n,
            attempt: *attempt,
            wall_ms: record.at.wall_ms,
            before_ms: self.outline.latest_ms,
            mono_ms: record.at.mono_ms,
            boot: record.at.boot,
            suspect: record.at.suspect,
            questions: answers?.count,
            seconds: 0,
            spent: 0,
            answers: None,
            times: 0,
        })
    }

    pub fn finish(self) -> Outline {
        Outline { evening: self.evening.finish(), ..self.outline }
    }
}

/// The first eight bytes of SHA-256.
fn digest(bytes: &[u8]) -> u64 {
    let digest = crate::crypto::sha256(&[b"tramso-outline1\n", bytes]);
    digest.first_chunk::<8>().map_or(0, |first| u64::from_be_bytes(*first))
}
