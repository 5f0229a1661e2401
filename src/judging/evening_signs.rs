//! Signs that group lessons and numbered papers were made up, as the bundles of an epoch show them together.

use super::{
    EpochView,
    basis::Bases,
    evening_outline::{HandedMark, PaperBatchV1},
    facts::Bytes32,
};
use crate::{domain::Sign, ledger::BundleRow};
use std::collections::{BTreeMap, BTreeSet};

/// A sign that was seen, and the bundles and people that show it.
pub(super) struct Seen {
    pub sign: Sign,
    pub detail: String,
    pub of: Vec<(i64, Bytes32)>,
}

/// Papers with the same letters: every paper asks other questions in another order, so that two agree in ten of twenty letters, as two
/// fives, once in some hundred thousand pairs.
const ALIKE: usize = 3;
const ALIKE_PARTS: usize = 2;
/// Milliseconds a sheet, of which three or more show the sign: finding the person and twenty letters take a practised hand twenty
/// seconds.
const FAST_MS: u64 = 10_000;
const FAST: usize = 3;
/// Papers that were drawn for a second keying and did not get it: so many, and one of so many of those drawn.
const UNCHECKED: usize = 3;
const UNCHECKED_PART: usize = 2;
/// Places of a sheet in which two keyings may differ, and of a station's so many in a hundred of at least so many places. Who keys in
/// without a second look errs in one of a hundred letters at most, so that two keyings differ in two; a sheet of twenty differs in
/// three places by chance once in a hundred times, and the grid that is read back before it is kept finds most of it.
const SHEET_DIFFERS: u8 = 2;
const DIFFERS_PERCENT: usize = 3;
const LEAST_PLACES: usize = 200;

/// The numbered papers of an epoch, with the bases that their records have.
struct Papers<'o> {
    /// Bundle and mark, in order of the records.
    all: Vec<(i64, &'o HandedMark)>,
}

/// The signs of group lessons and papers; each record's own are added to its basis.
pub(super) fn evening_signs(
    view: &EpochView<'_>,
    rows: &[&BundleRow],
    evening: &mut BTreeMap<i64, Bases>,
) -> Vec<Seen> {
    let all = rows.iter().filter_map(|row| Some((row.id, view.outlines.get(&row.id)?)));
    let all = all.flat_map(|(id, outline)| outline.evening.handed.iter().map(move |mark| (id, mark)));
    let papers = Papers { all: all.collect() };
    let mut seen: Vec<Found<'_>> = Vec::new();
    if !papers.all.is_empty() {
        seen.extend([papers.alike(), papers.fast(), papers.unchecked(view), papers.rekeyed(view), papers.sheets(view)]);
    }
    let mut found = Vec::new();
    for (sign, detail, marks) in seen.into_iter().filter(|(_, _, marks)| !marks.is_empty()) {
        for (bundle, mark) in &marks {
            if let Some(basis) = evening.get_mut(bundle).and_then(|bases| bases.get_mut(&mark.sitting.number)) {
                basis.signs |= sign.bit();
            }
        }
        let of = marks.into_iter().map(|(bundle, mark)| (bundle, mark.sitting.person)).collect();
        found.push(Seen { sign, detail, of });
    }
    found.extend([Sign::Group, Sign::PaperSoon, Sign::PaperBoots].map(|sign| of_bases(sign, evening)));
    found
}

/// Those whose own records show a sign by what was before them.
fn of_bases(sign: Sign, evening: &BTreeMap<i64, Bases>) -> Seen {
    let all = evening.iter().flat_map(|(bundle, bases)| bases.values().map(move |basis| (*bundle, basis)));
    let of: Vec<(i64, Bytes32)> =
        all.filter(|(_, basis)| basis.signs & sign.bit() != 0).map(|(bundle, basis)| (bundle, basis.person)).collect();
    Seen { sign, detail: format!("records={}", of.len()), of }
}

type Found<'o> = (Sign, String, Vec<(i64, &'o HandedMark)>);

impl<'o> Papers<'o> {
    fn alike(&self) -> Found<'o> {
        let mut by_parts: BTreeMap<[(usize, u32); ALIKE_PARTS], Vec<usize>> = BTreeMap::new();
        for (at, (_, mark)) in self.all.iter().enumerate() {
            let letters: Vec<(usize, u32)> =
                mark.drawn.iter().flat_map(|drawn| drawn.letters.iter().copied().enumerate()).collect();
            for (nth, one) in letters.iter().enumerate() {
                for other in letters.iter().skip(nth + 1) {
                    by_parts.entry([*one, *other]).or_default().push(at);
                }
            }
        }
        let mut others: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        for alike in by_parts.values().filter(|alike| alike.len() > 1) {
            for at in alike {
                let of = others.entry(*at).or_default();
                of.extend(alike.iter().filter(|other| *other != at).take(ALIKE));
            }
        }
        others.retain(|_, others| others.len() + 1 >= ALIKE);
        let marks: Vec<(i64, &HandedMark)> = others.keys().filter_map(|at| self.all.get(*at).copied()).collect();
        (Sign::PaperAlike, format!("papers={}", marks.len()), marks)
    }

    fn fast(&self) -> Found<'o> {
        let pairs = self.all.iter().zip(self.all.iter().skip(1));
        let is_fast = |((_, before), (_, mark)): &(&(i64, &HandedMark), &(i64, &HandedMark))| {
            let (one, next) = (&before.sitting, &mark.sitting);
            one.boot == next.boot && next.mono_ms.saturating_sub(one.mono_ms) < FAST_MS
        };
        let mut marks: Vec<(i64, &HandedMark)> = pairs.filter(is_fast).map(|(_, mark)| *mark).collect();
        if marks.len() < FAST {
            marks.clear();
        }
        (Sign::PaperFast, format!("sheets={} limit={}", marks.len(), FAST_MS / 1000), marks)
    }

    /// Sheets of shifts that are closed, so that nothing of them is still to be done. A second keying may be in a bundle that is
    /// missing.
    fn unchecked(&self, view: &EpochView<'_>) -> Found<'o> {
        let seqs: BTreeSet<u32> = view.rows.iter().map(|row| row.seq).collect();
        if !(1..).zip(&seqs).all(|(nth, seq)| nth == *seq) {
            return (Sign::PaperUnchecked, String::new(), Vec::new());
        }
        let outlines = || view.outlines.values();
        let closed: BTreeSet<u64> = outlines()
            .flat_map(|outline| outline.shifts.iter().filter(|mark| !mark.opens).map(|mark| mark.shift))
            .collect();
        let rekeyed: BTreeSet<(PaperBatchV1, u8)> = outlines()
            .flat_map(|outline| outline.evening.rekeyed.iter().map(|mark| (mark.batch, mark.serial)))
            .collect();
        let is_drawn = |mark: &HandedMark| mark.drawn.as_ref().is_some_and(|drawn| drawn.is_keyed_twice);
        let drawn: Vec<&HandedMark> = self
            .all
            .iter()
            .map(|(_, mark)| *mark)
            .filter(|mark| is_drawn(mark) && closed.contains(&mark.shift))
            .collect();
        let is_missing = |mark: &&&HandedMark| mark.paper.is_none_or(|paper| !rekeyed.contains(&paper));
        let missing: Vec<&&HandedMark> = drawn.iter().filter(is_missing).collect();
        let detail = format!("drawn={} missing={}", drawn.len(), missing.len());
        if missing.len() < UNCHECKED || missing.len() * UNCHECKED_PART < drawn.len() {
            return (Sign::PaperUnchecked, detail, Vec::new());
        }
        let shifts: BTreeSet<u64> = missing.iter().map(|mark| mark.shift).collect();
        let marks = self.all.iter().filter(|(_, mark)| shifts.contains(&mark.shift)).copied().collect();
        (Sign::PaperUnchecked, detail, marks)
    }

    fn rekeyed(&self, view: &EpochView<'_>) -> Found<'o> {
        let outlines = view.outlines.values();
        let differs: BTreeMap<(PaperBatchV1, u8), u8> = outlines
            .flat_map(|outline| outline.evening.rekeyed.iter().map(|mark| ((mark.batch, mark.serial), mark.differs)))
            .collect();
        let twice = self.all.iter().filter_map(|(bundle, mark)| {
            let differs = differs.get(&mark.paper?)?;
            Some(((*bundle, *mark), *differs))
        });
        let twice: Vec<((i64, &HandedMark), u8)> = twice.collect();
        let places: usize = twice.iter().map(|((_, mark), _)| usize::from(mark.sitting.questions)).sum();
        let other: usize = twice.iter().map(|(_, differs)| usize::from(*differs)).sum();
        let is_much = places >= LEAST_PLACES && other * 100 > places * DIFFERS_PERCENT;
        let is_meant = |differs: u8| differs > SHEET_DIFFERS || (is_much && differs > 0);
        let marks = twice.into_iter().filter(|(_, differs)| is_meant(*differs)).map(|(mark, _)| mark).collect();
        (Sign::PaperRekeyed, format!("places={places} other={other}"), marks)
    }

    fn sheets(&self, view: &EpochView<'_>) -> Found<'o> {
        let is_other = |(bundle, mark): &&(i64, &HandedMark)| view.sheets.contains(&(*bundle, mark.sitting.number));
        let marks: Vec<(i64, &HandedMark)> = self.all.iter().filter(is_other).copied().collect();
        (Sign::Sheet, format!("sheets={}", marks.len()), marks)
    }
}
