//! What group lessons and numbered papers rest on: the lesson before a group's topics, the printing and the collection
//! before a paper is keyed in. A function of the station's bundles, in whatever order they came.

use super::{
    ContestRules, EpochView,
    basis::{Bases, Basis, Books, Collected, Collecting, Earlier, Printing, RecordBasis},
    bounds::lower,
    evening_outline::{EveningOutline, GroupMark, HandedMark, LessonMark, PaperBatchV1, PrintedMark, SerialsMark},
    outline::Outline,
    reason::Reason,
    shifts::parent,
};
use crate::{
    domain::{Moment, PaperNumber, Sign, least_taught_s},
    ledger::{BundleRow, BundleState, Wait},
};
use std::collections::{BTreeMap, BTreeSet};

/// Milliseconds between the printing and the collection of papers within which nobody can have written them.
const SOON_MS: u64 = PaperNumber::LEAST_MINUTES as u64 * 60_000;

/// What the chain up to a record has stated.
#[derive(Clone, Debug)]
struct Line {
    books: Books,
    is_whole: bool,
    row: Row,
    /// Boot and steady clock of the last lesson or opening of a shift.
    since: Option<(u64, u64)>,
}

/// Whose topics may follow.
#[derive(Clone, Debug, Default)]
enum Row {
    #[default]
    Nobody,
    /// What stood before is missing.
    Unknown,
    Of(Lesson),
}

#[derive(Clone, Copy, Debug)]
struct Lesson {
    number: u64,
    present: u8,
    topic: u8,
    pack: Option<[u8; 32]>,
    basis: Basis,
    is_short: bool,
}

/// What happens to a line.
enum Step<'o> {
    Break,
    /// A shift was opened: boot and steady clock.
    Shift(u64, u64),
    Lesson(&'o LessonMark),
    Topic(&'o GroupMark),
    Printed(&'o PrintedMark),
    Collected(&'o SerialsMark),
    Void(&'o SerialsMark),
    Handed(&'o HandedMark),
}

/// The group topics and papers of an epoch's bundles, by the bundles' ids. `rows` are in order of `seq` and digest.
pub(super) fn bases(view: &EpochView<'_>, rows: &[&BundleRow], rules: &ContestRules) -> BTreeMap<i64, Bases> {
    walk(view, rows, rules, view.earlier).0
}

impl Earlier {
    /// What is known at the end of an epoch: what was before it, and what its own bundles brought. `is_whole`: all of its bundles that
    /// the next epoch goes on from are there.
    #[must_use]
    pub fn with(view: &EpochView<'_>, rules: &ContestRules, is_whole: bool) -> Self {
        let mut rows: Vec<&BundleRow> = view.rows.iter().collect();
        rows.sort_by_key(|row| (row.seq, row.digest));
        let (_, mut earlier) = walk(view, &rows, rules, view.earlier);
        earlier.is_whole = view.earlier.is_whole && is_whole;
        earlier
    }
}

fn walk(
    view: &EpochView<'_>,
    rows: &[&BundleRow],
    rules: &ContestRules,
    earlier: &Earlier,
) -> (BTreeMap<i64, Bases>, Earlier) {
    let mut after = earlier.clone();
    let mut found = BTreeMap::new();
    let parents: Vec<Option<&BundleRow>> = rows.iter().map(|row| parent(row, rows)).collect();
    let mut children: BTreeMap<i64, usize> = BTreeMap::new();
    parents.iter().flatten().for_each(|one| *children.entry(one.id).or_default() += 1);
    let mut lines: BTreeMap<i64, Line> = BTreeMap::new();
    for (row, before) in rows.iter().zip(&parents) {
        let known = before.and_then(|before| match children.get(&before.id) {
            Some(1) => lines.remove(&before.id),
            Some(_) | None => lines.get(&before.id).cloned(),
        });
        let is_next = match before {
            Some(before) => before.seq + 1 == row.seq && before.digest == row.prev,
            None => row.seq == 1,
        };
        let mut line = known.unwrap_or_else(|| Line::new(earlier));
        if !is_next {
            (line.is_whole, line.row) = (false, Row::Unknown);
        }
        if let Some(outline) = view.outlines.get(&row.id) {
            let mut walker = Walker { view, rules, row, evening: &outline.evening, line, handed: &mut after.handed };
            found.insert(row.id, walker.run());
            line = walker.line;
        }
        lines.insert(row.id, line);
    }
    // Copies of a station have the same batches: what any of them states is known.
    lines.values().for_each(|line| merge(&mut after.books, &line.books));
    (found, after)
}

fn merge(books: &mut Books, more: &Books) {
    for (batch, more) in more {
        let book = books.entry(*batch).or_default();
        let new: Vec<Printing> = more.printed.iter().filter(|one| !book.printed.contains(one)).copied().collect();
        book.printed.extend(new);
        for (serial, collecting) in &more.collected {
            book.collected.entry(*serial).or_insert(*collecting);
        }
        book.void.extend(&more.void);
    }
}

impl Line {
    fn new(earlier: &Earlier) -> Self {
        Self { books: earlier.books.clone(), is_whole: earlier.is_whole, row: Row::Nobody, since: None }
    }
}

/// Goes through one bundle.
struct Walker<'a, 'e> {
    view: &'a EpochView<'e>,
    rules: &'a ContestRules,
    row: &'a BundleRow,
    evening: &'a EveningOutline,
    line: Line,
    handed: &'a mut BTreeSet<(PaperBatchV1, u8)>,
}

impl Walker<'_, '_> {
    fn run(&mut self) -> Bases {
        let mut bases = Bases::new();
        for (number, step) in steps(self.evening) {
            match step {
                Step::Break => self.line.row = Row::Nobody,
                Step::Shift(boot, mono_ms) => self.line.since = Some((boot, mono_ms)),
                Step::Lesson(mark) => {
                    let (basis, is_short) = self.taught(mark);
                    let pack = self.evening.pack(mark.pack);
                    let (present, topic) = (mark.present, mark.topic);
                    self.line.row = Row::Of(Lesson { number, present, topic, pack, basis, is_short });
                    self.line.since = Some((mark.boot, mark.mono_ms));
                }
                Step::Topic(mark) => {
                    let (basis, signs) = self.learnt(mark);
                    bases.insert(number, RecordBasis { person: mark.person, basis, signs });
                }
                Step::Printed(mark) => {
                    let (count, pack) = (mark.count, self.evening.pack(mark.pack));
                    let printing = Printing { count, pack, mono_ms: mark.mono_ms, boot: mark.boot };
                    self.line.books.entry(mark.batch).or_default().printed.push(printing);
                }
                Step::Collected(mark) => self.collect(mark),
                Step::Void(mark) => self.line.books.entry(mark.batch).or_default().void.extend(&mark.serials),
                Step::Handed(mark) => {
                    let (basis, signs) = self.handed_in(mark);
                    bases.insert(number, RecordBasis { person: mark.sitting.person, basis, signs });
                }
            }
        }
        bases
    }

    /// Whether a lesson was one: the topics of its people rest on it.
    fn taught(&self, mark: &LessonMark) -> (Basis, bool) {
        let Some((pack, needs_ms)) =
            self.evening.pack(mark.pack).and_then(|pack| Some((pack, self.rules.lessons_ms(&pack, mark)?)))
        else {
            return (Basis::Waits(Wait::Pack), false);
        };
        let is_allowed = self.rules.published.as_ref().is_none_or(|contest| contest.rules.groups);
        let is_all = self.rules.has_required_lessons(&pack, mark);
        let before = self.line.since.filter(|(boot, _)| *boot == mark.boot).map(|(_, mono_ms)| mono_ms);
        let steady_ms = before.max(mark.since_ms).map(|since_ms| mark.mono_ms.saturating_sub(since_ms));
        let claimed_ms = u64::from(mark.seconds) * 1000;
        let took_ms = steady_ms.map_or(claimed_ms, |steady_ms| steady_ms.min(claimed_ms));
        let is_long = took_ms >= least_taught_s(needs_ms).saturating_mul(1000);
        let is_small = mark.present <= PaperNumber::MOST;
        (Basis::Stands, !(is_allowed && is_all && is_long && is_small))
    }

    fn learnt(&self, mark: &GroupMark) -> (Basis, u32) {
        let pack = self.evening.pack(mark.pack);
        match &self.line.row {
            Row::Unknown => (Basis::Waits(Wait::Earlier), 0),
            Row::Of(lesson)
                if mark.number - lesson.number <= u64::from(lesson.present)
                    && (mark.topic, pack) == (lesson.topic, lesson.pack) =>
            {
                (lesson.basis, if lesson.is_short { Sign::Group.bit() } else { 0 })
            }
            Row::Of(_) | Row::Nobody => (Basis::Stands, Sign::Group.bit()),
        }
    }

    fn collect(&mut self, mark: &SerialsMark) {
        let collected = Collected {
            wall: Moment(mark.wall_ms),
            suspect: mark.suspect,
            lower: lower(self.row, self.view.rows, self.view.enrolled),
            received: self.row.received,
        };
        let book = self.line.books.entry(mark.batch).or_default();
        for serial in &mark.serials {
            let collecting = Collecting { collected, mono_ms: mark.mono_ms, boot: mark.boot };
            book.collected.entry(*serial).or_insert(collecting);
        }
    }

    /// What a paper rests on that was keyed in.
    fn handed_in(&mut self, mark: &HandedMark) -> (Basis, u32) {
        let refused = |reason| (Basis::Refused(reason), 0);
        if self.rules.published.as_ref().is_some_and(|contest| !contest.rules.on_paper) {
            return refused(Reason::NoPaper);
        }
        let Some((batch, serial)) = mark.paper else { return refused(Reason::Unprinted) };
        if self.row.state != BundleState::Excluded && !self.handed.insert((batch, serial)) {
            return refused(Reason::PaperTwice);
        }
        // What is missing may hold it.
        let or_missing = |reason| if self.line.is_whole { refused(reason) } else { (Basis::Waits(Wait::Earlier), 0) };
        let Some(book) = self.line.books.get(&batch) else { return or_missing(Reason::Unprinted) };
        if book.void.contains(&serial) {
            return refused(Reason::Void);
        }
        let Some(printing) = book.printed.iter().rev().find(|one| serial <= one.count) else {
            return or_missing(Reason::Unprinted);
        };
        if printing.pack != self.evening.pack(mark.pack) {
            return refused(Reason::Paper);
        }
        let Some(collecting) = book.collected.get(&serial) else { return or_missing(Reason::Uncollected) };
        (Basis::Collected(collecting.collected), written_within(printing, collecting))
    }
}

/// What the time between printing and collection shows. Where the machine was started again in between, it has run since then for as long
/// as its steady clock shows at the collection: at least so long the papers were out.
fn written_within(printing: &Printing, collecting: &Collecting) -> u32 {
    let is_same_boot = printing.boot == collecting.boot;
    let since_ms = if is_same_boot { printing.mono_ms } else { 0 };
    match (collecting.mono_ms.saturating_sub(since_ms) >= SOON_MS, is_same_boot) {
        (true, _) => 0,
        (false, true) => Sign::PaperSoon.bit(),
        (false, false) => Sign::PaperBoots.bit(),
    }
}

/// The marks of a bundle in the order of its records; the end of a row before the record that ends it.
fn steps(evening: &EveningOutline) -> Vec<(u64, Step<'_>)> {
    let mut steps: Vec<(u64, Step<'_>)> = evening.breaks.iter().map(|number| (*number, Step::Break)).collect();
    steps.extend(evening.shift_opened.map(|(number, boot, mono_ms)| (number, Step::Shift(boot, mono_ms))));
    steps.extend(evening.lessons.iter().map(|mark| (mark.number, Step::Lesson(mark))));
    steps.extend(evening.group_topics.iter().map(|mark| (mark.number, Step::Topic(mark))));
    steps.extend(evening.printed.iter().map(|mark| (mark.number, Step::Printed(mark))));
    steps.extend(evening.collected.iter().map(|mark| (mark.number, Step::Collected(mark))));
    steps.extend(evening.void.iter().map(|mark| (mark.number, Step::Void(mark))));
    steps.extend(evening.handed.iter().map(|mark| (mark.sitting.number, Step::Handed(mark))));
    steps.sort_by_key(|(number, _)| *number);
    steps
}

/// Whether an epoch's bundles bring anything of groups or papers, so that others of its station need to be looked at.
#[must_use]
pub fn has_papers<'o>(mut outlines: impl Iterator<Item = &'o Outline>) -> bool {
    outlines.any(|outline| {
        let evening = &outline.evening;
        !(evening.printed.is_empty()
            && evening.collected.is_empty()
            && evening.void.is_empty()
            && evening.handed.is_empty())
    })
}
