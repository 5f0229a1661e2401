//! Which records of a bundle were made in an open shift.

use super::outline::Outline;
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
    spans: Vec<Span>,
    /// A bundle before it was held before shifts were compared: what it opened is not known.
    has_older: bool,
}

/// From the record that opened a shift to the one that closed it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Span {
    shift: u64,
    opened: u64,
    closed: Option<u64>,
}

impl Shifts {
    /// The shifts of the bundle in this row, by the outlines of its epoch. The bundles before it are followed by their digests; where
    /// one is missing, the newest before the gap is taken for its ancestor, and what the missing one opened is not known until it comes.
    pub(super) fn new(row: &BundleRow, rows: &[BundleRow], outlines: &BTreeMap<i64, Outline>) -> Self {
        let Some(own) = outlines.get(&row.id) else { return Self::default() };
        let mut line = vec![row];
        let mut newest = row;
        while let Some(parent) = parent(newest, rows) {
            line.push(parent);
            newest = parent;
        }
        let mut known = Known { runs: own.runs.clone(), ..Known::default() };
        for one in line.into_iter().rev() {
            let Some(outline) = outlines.get(&one.id) else {
                known.has_older = true;
                continue;
            };
            for mark in &outline.shifts {
                if mark.opens {
                    known.spans.push(Span { shift: mark.shift, opened: mark.number, closed: None });
                } else {
                    let of = |span: &&mut Span| span.shift == mark.shift && span.closed.is_none();
                    known.spans.iter_mut().filter(of).for_each(|span| span.closed = Some(mark.number));
                }
            }
        }
        Self { known: Some(known) }
    }

    /// Whether the record of this number was made in a shift that was open.
    pub(super) fn is_open(&self, number: u64) -> bool {
        let Some(known) = &self.known else { return true };
        let at = known.runs.partition_point(|(first, _)| *first <= number);
        let shift = at.checked_sub(1).and_then(|at| known.runs.get(at)).map_or(0, |(_, shift)| *shift);
        let mut spans = known.spans.iter().filter(|span| span.shift == shift);
        let is_open = spans.any(|span| span.opened < number && span.closed.is_none_or(|closed| number < closed));
        let is_older = || known.has_older && !known.spans.iter().any(|span| span.shift == shift);
        shift != 0 && (is_open || is_older())
    }
}

fn parent<'r>(row: &BundleRow, rows: &'r [BundleRow]) -> Option<&'r BundleRow> {
    let named = rows.iter().find(|one| one.seq + 1 == row.seq && one.digest == row.prev);
    named.or_else(|| rows.iter().filter(|one| one.seq < row.seq).max_by_key(|one| (one.seq, one.digest)))
}
