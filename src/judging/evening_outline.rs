//! What a bundle holds of group lessons and numbered papers: marks without answers, kept with its outline.

use super::{answers::Answers, facts::Bytes32, sitting::Sitting};
use crate::{
    domain::{LessonId, PaperBatch, PaperNumber},
    record::{BodyView, HowLearnt, RecordView, unhex},
};
use serde::{Deserialize, Serialize};

/// Group lessons and numbered papers of one bundle, each list in the order of its records.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct EveningOutline {
    pub lessons: Vec<LessonMark>,
    pub group_topics: Vec<GroupMark>,
    /// Numbers of the records that end a row of a lesson's people: the first that is neither a group's topic nor a move behind one
    /// that is, and the bundle's first record where it is neither.
    pub breaks: Vec<u64>,
    pub printed: Vec<PrintedMark>,
    pub collected: Vec<SerialsMark>,
    pub void: Vec<SerialsMark>,
    pub handed: Vec<HandedMark>,
    pub rekeyed: Vec<RekeyedMark>,
    /// Digests of the packs that lessons, topics and papers name.
    pub packs: Vec<Bytes32>,
    /// Number, boot and steady clock of the bundle's last opening of a shift.
    pub shift_opened: Option<(u64, u64, u64)>,
}

/// A lesson that was taught to a group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct LessonMark {
    pub number: u64,
    pub topic: u8,
    pub pack: u16,
    /// Topic and number of each lesson that was shown, in order.
    pub lessons: Vec<(u8, u8)>,
    pub seconds: u32,
    pub present: u8,
    pub mono_ms: u64,
    pub boot: u64,
    /// The steady clock when the shift was opened, where that is of the same boot and in the bundle before it.
    pub since_ms: Option<u64>,
}

impl LessonMark {
    /// Whether this lesson of its topic was shown.
    pub fn has(&self, lesson: LessonId) -> bool {
        lesson.topic.number() == self.topic && self.lessons.contains(&(lesson.topic.number(), lesson.number))
    }
}

/// A topic that somebody learnt in a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct GroupMark {
    pub person: Bytes32,
    pub number: u64,
    pub topic: u8,
    pub pack: u16,
}

/// A batch of papers that was printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct PrintedMark {
    pub number: u64,
    pub batch: PaperBatchV1,
    pub count: u8,
    pub pack: u16,
    pub mono_ms: u64,
    pub boot: u64,
}

/// Papers of a batch that were collected, or struck out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct SerialsMark {
    pub number: u64,
    pub batch: PaperBatchV1,
    pub serials: Vec<u8>,
    pub wall_ms: i64,
    pub suspect: bool,
    pub mono_ms: u64,
    pub boot: u64,
}

/// A paper that was keyed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct HandedMark {
    pub sitting: Sitting,
    /// None where the number is none that a paper can have.
    pub paper: Option<(PaperBatchV1, u8)>,
    pub pack: u16,
    pub shift: u64,
    /// What its paper, drawn again when the bundle came, shows; none where it is another paper or the pack was not there.
    pub drawn: Option<DrawnMark>,
}

/// What a paper shows when it is drawn again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct DrawnMark {
    /// Digests of the letters that were crossed, five at a time.
    pub letters: Vec<u32>,
    /// Whether it is one of those that are keyed twice.
    pub is_keyed_twice: bool,
}

/// A paper that was keyed a second time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct RekeyedMark {
    pub number: u64,
    pub batch: PaperBatchV1,
    pub serial: u8,
    /// How many places differed.
    pub differs: u8,
}

/// Number of a batch, below 1,000,000.
pub(super) type PaperBatchV1 = u32;

/// Letters of which one digest is kept.
const LETTERS: usize = 5;

impl EveningOutline {
    /// Digest of a pack that marks name.
    pub fn pack(&self, place: u16) -> Option<[u8; 32]> {
        self.packs.get(usize::from(place)).map(|pack| pack.0)
    }

    fn place(&mut self, pack: &str) -> u16 {
        let digest = Bytes32(unhex(pack).unwrap_or_default());
        let known = self.packs.iter().position(|known| *known == digest).unwrap_or_else(|| {
            self.packs.push(digest);
            self.packs.len() - 1
        });
        u16::try_from(known).unwrap_or(u16::MAX)
    }
}

/// Collector of an evening's marks: records go in, in the chain's order.
#[derive(Debug, Default)]
pub(super) struct EveningCollector {
    outline: EveningOutline,
    /// The record before was a lesson, a group's topic or a move.
    is_row: bool,
    has_begun: bool,
}

/// A paper that is handed in: the test's outline, and what drawing it again shows.
pub(super) struct HandedPaper {
    pub sitting: Sitting,
    pub drawn: Option<DrawnMark>,
}

impl EveningCollector {
    /// Adds the next record; `handed` is of a paper that is handed in.
    pub fn add(&mut self, record: &RecordView<'_>, handed: Option<HandedPaper>) {
        let number = record.n;
        let goes_on = matches!(record.body, BodyView::TopicDone { how: HowLearnt::Group, .. } | BodyView::Moved { .. });
        if !goes_on && (self.is_row || !self.has_begun) {
            self.outline.breaks.push(number);
        }
        self.is_row = goes_on || matches!(record.body, BodyView::GroupLesson { .. });
        self.has_begun = true;
        self.of_groups(record);
        self.of_papers(record, handed);
    }

    fn of_groups(&mut self, record: &RecordView<'_>) {
        let outline = &mut self.outline;
        let (number, at) = (record.n, record.at);
        match &record.body {
            BodyView::ShiftOpened { .. } => outline.shift_opened = Some((number, at.boot, at.mono_ms)),
            BodyView::GroupLesson { topic, pack, lessons, seconds, present, .. } => {
                let pack = outline.place(pack);
                let ids = lessons.iter().filter_map(|id| LessonId::parse(id));
                let mut lessons: Vec<(u8, u8)> = ids.map(|id| (id.topic.number(), id.number)).collect();
                lessons.sort_unstable();
                lessons.dedup();
                let since = outline.shift_opened.filter(|(_, boot, _)| *boot == at.boot).map(|(_, _, mono_ms)| mono_ms);
                let (topic, seconds, present) = (*topic, *seconds, *present);
                let (mono_ms, boot, since_ms) = (at.mono_ms, at.boot, since);
                let mark = LessonMark { number, topic, pack, lessons, seconds, present, mono_ms, boot, since_ms };
                outline.lessons.push(mark);
            }
            BodyView::TopicDone { topic, how: HowLearnt::Group, pack } => {
                let Some(person) = record.person else { return };
                let pack = outline.place(pack);
                outline.group_topics.push(GroupMark { person: Bytes32(person.0), number, topic: *topic, pack });
            }
            _ => (), // else: nothing of a group
        }
    }

    fn of_papers(&mut self, record: &RecordView<'_>, handed: Option<HandedPaper>) {
        let outline = &mut self.outline;
        let (number, at) = (record.n, record.at);
        let serials = |batch: &str, serials: &[u8]| {
            let is_sound = serials.is_sorted_by(|one, next| one < next)
                && serials.iter().all(|serial| (1..=PaperNumber::MOST).contains(serial));
            let batch = batch_of(batch).filter(|_| is_sound)?;
            let (wall_ms, suspect) = (at.wall_ms, at.suspect);
            let (serials, mono_ms, boot) = (serials.to_vec(), at.mono_ms, at.boot);
            Some(SerialsMark { number, batch, serials, wall_ms, suspect, mono_ms, boot })
        };
        match &record.body {
            BodyView::PapersPrinted { batch, count, pack } => {
                let is_sound = (1..=PaperNumber::MOST).contains(count);
                let Some(batch) = batch_of(batch).filter(|_| is_sound) else { return };
                let pack = outline.place(pack);
                let (count, mono_ms, boot) = (*count, at.mono_ms, at.boot);
                outline.printed.push(PrintedMark { number, batch, count, pack, mono_ms, boot });
            }
            BodyView::PapersCollected { batch, serials: list } => outline.collected.extend(serials(batch, list)),
            BodyView::PapersVoid { batch, serials: list } => outline.void.extend(serials(batch, list)),
            BodyView::PaperHanded { batch, serial, pack, .. } => {
                let Some(HandedPaper { sitting, drawn }) = handed else { return };
                let pack = outline.place(pack);
                let paper = batch_of(batch).zip(Some(*serial));
                let paper = paper.filter(|(_, serial)| (1..=PaperNumber::MOST).contains(serial));
                outline.handed.push(HandedMark { sitting, paper, pack, shift: record.shift, drawn });
            }
            BodyView::PaperRekeyed { batch, serial, differs } => {
                let Some(batch) = batch_of(batch) else { return };
                let differs = u8::try_from(differs.len()).unwrap_or(u8::MAX);
                outline.rekeyed.push(RekeyedMark { number, batch, serial: *serial, differs });
            }
            _ => (), // else: nothing of a numbered paper
        }
    }

    pub fn finish(self) -> EveningOutline {
        self.outline
    }
}

/// The batch of a record; none where it is not six digits.
pub(super) fn batch_of(text: &str) -> Option<PaperBatchV1> {
    PaperBatch::parse(text).map(PaperBatch::number)
}

/// Digests of the letters of a paper that was drawn again: its order of options at each place, and what was answered there. None where
/// an answer is no option of its question.
pub(super) fn letters<'o>(orders: impl Iterator<Item = &'o [u8]>, answers: &Answers) -> Option<Vec<u32>> {
    let place = |(order, option): (&[u8], u8)| {
        order.iter().position(|place| *place == option).and_then(|at| u8::try_from(at).ok())
    };
    let letters: Vec<u8> = orders.zip(answers.options()).map(place).collect::<Option<_>>()?;
    let digest = |(block, letters): (u8, &[u8])| {
        let digest = crate::crypto::sha256(&[b"tramso-letters1\n", &[block], letters]);
        digest.first_chunk::<4>().map_or(0, |first| u32::from_be_bytes(*first))
    };
    Some((0..).zip(letters.chunks_exact(LETTERS)).map(digest).collect())
}
