//! Which records of a bundle were made in an open shift.

use super::outline::{Outline, ShiftMark};
use crate::ledger::BundleRow;
use std::collections::BTreeMap;

/// The shifts that records of one bundle can belong to: those that the chain up to it has opened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shifts {
    /// None for a bundle that is held from before shifts were compared: all of it counts.
    known: Option<Known>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Known {
    runs: Vec<(u64, u64)>,
    line: Line,
}

/// What the chain up to a bundle has opened and closed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Line {
    spans: Vec<Span>,
    /// A bundle of it was held before shifts were compared: what it opened is not known.
    has_older: bool,
}

impl Line {
    fn add(&mut self, mark: ShiftMark) {
        if mark.opens {
            self.spans.push(Span { shift: mark.shift, opened: mark.number, closed: None });
        } else {
            let of = |span: &&mut Span| span.shift == mark.shift && span.closed.is_none();
            self.spans.iter_mut().filter(of).for_each(|span| span.closed = Some(mark.number));
        }
    }
}

/// From the record that opened a shift to the one that closed it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Span {
    shift: u64,
    opened: u64,
    closed: Option<u64>,
}

impl Shifts {
    /// The shifts of an epoch's bundles, in this order of `seq` and digest, by their ids and outlines. The bundles before each are
    /// followed by their digests; where one is missing, the newest before the gap is taken for its ancestor, and what the missing one
    /// opened is not known until it comes.
    pub(super) fn of_epoch(rows: &[&BundleRow], outlines: &BTreeMap<i64, Outline>) -> BTreeMap<i64, Self> {
        let mut lines: BTreeMap<i64, Line> = BTreeMap::new();
        let mut shifts = BTreeMap::new();
        for row in rows {
            let before = parent(row, rows).and_then(|parent| lines.get(&parent.id));
            let mut line = before.cloned().unwrap_or_default();
            let known = match outlines.get(&row.id) {
                Some(outline) => {
                    outline.shifts.iter().for_each(|mark| line.add(*mark));
                    Some(Known { runs: outline.runs.clone(), line: line.clone() })
                }
                None => {
                    line.has_older = true;
                    None
                }
            };
            lines.insert(row.id, line);
            shifts.insert(row.id, Self { known });
        }
        shifts
    }

    /// Whether the record of this number was made in a shift that was open.
    pub(super) fn is_open(&self, number: u64) -> bool {
        let Some(known) = &self.known else { return true };
        let at = known.runs.partition_point(|(first, _)| *first <= number);
        let shift = at.checked_sub(1).and_then(|at| known.runs.get(at)).map_or(0, |(_, shift)| *shift);
        let Line { spans: all, has_older } = &known.line;
        let mut spans = all.iter().filter(|span| span.shift == shift);
        let is_open = spans.any(|span| span.opened < number && span.closed.is_none_or(|closed| number < closed));
        let is_older = || *has_older && !all.iter().any(|span| span.shift == shift);
        shift != 0 && (is_open || is_older())
    }
}

/// The bundle before this one, in rows in order of `seq` and digest.
pub(super) fn parent<'r>(row: &BundleRow, rows: &[&'r BundleRow]) -> Option<&'r BundleRow> {
    let before = rows.partition_point(|one| one.seq < row.seq);
    let earlier = rows.get(..before).unwrap_or_default();
    let named =
        earlier.iter().rev().take_while(|one| one.seq + 1 == row.seq).filter(|one| one.digest == row.prev).last();
    named.or_else(|| earlier.last()).copied()
}
