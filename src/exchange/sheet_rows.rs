//! Rows of a sheet, wherever it comes from: where its heads are, and a question a row.

use super::{
    Import, Item, Location, MOST_ITEMS, RemarkKind,
    columns::{Columns, cell_at},
    header::{Column, column_of},
    tidy::Unseen,
};

/// Rows above the heads: a title, the school's name, empty ones.
const MOST_ROWS_ABOVE: usize = 20;

/// Where among the first rows of a sheet its heads end, and what they name: a row of heads, or two of which the lower one completes
/// those above it that span several columns.
pub(super) fn find_heads<R: AsRef<[String]>>(rows: &[R]) -> Option<(usize, Columns)> {
    let mut above: Option<&R> = None;
    for (at, row) in rows.iter().enumerate().take(MOST_ROWS_ABOVE + 1) {
        if let Ok(found) = Columns::find(row.as_ref()) {
            return Some((at, found));
        }
        let both = above.and_then(|above| joined(above.as_ref(), row.as_ref()));
        if let Some(Ok(found)) = both.map(|both| Columns::find(&both)) {
            return Some((at, found));
        }
        above = Some(row);
    }
    let pairs = rows.iter().zip(rows.iter().skip(1)).enumerate().take(MOST_ROWS_ABOVE);
    pairs.filter_map(|(at, (head, row))| Some((at, Columns::find_papers(head.as_ref(), row.as_ref())?))).next()
}

/// Heads of two rows as one; nothing where the lower row names no options.
fn joined(upper: &[String], lower: &[String]) -> Option<Vec<String>> {
    let mut named = 0;
    let mut over = "";
    let heads = (0..upper.len().max(lower.len())).map(|at| {
        let (above, below) = (cell_at(upper, at).trim(), cell_at(lower, at).trim());
        if !above.is_empty() {
            over = above;
        }
        let both = format!("{over} {below}");
        let is_option = |head: &str| matches!(column_of(head), Some(Column::Option(_) | Column::Wrong(_)));
        match () {
            () if below.is_empty() => above.to_owned(),
            () if is_option(&both) || is_option(below) => {
                named += 1;
                if is_option(&both) { both } else { below.to_owned() }
            }
            () if above.is_empty() && column_of(below).is_some() => below.to_owned(),
            () if column_of(&both).is_some() => both,
            () if !above.is_empty() => above.to_owned(),
            () => below.to_owned(),
        }
    });
    let heads: Vec<String> = heads.collect();
    (named > 1).then_some(heads)
}

/// What becomes of a row with more cells than its sheet has heads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Beyond {
    /// They are notes.
    Ignored,
    /// A separator in a text has shifted them: the row is left out.
    LeavesOut,
}

/// Reads the rows of a sheet, its heads among the first: what CSV, Excel and tables of Word have in common. Empty rows are passed over.
pub(super) fn import_rows(rows: impl IntoIterator<Item = (Location, Vec<String>)>, beyond: Beyond) -> Import {
    let mut import = Import::default();
    let mut rows = rows.into_iter().filter(|(_, cells)| cells.iter().any(|cell| has_text(cell)));
    let mut first: Vec<(Location, Vec<String>)> = Vec::new();
    let found = loop {
        if first.len() > MOST_ROWS_ABOVE {
            break None;
        }
        let Some(row) = rows.next() else { break None };
        first.push(row);
        let cells: Vec<&[String]> = first.iter().rev().take(2).rev().map(|(_, cells)| cells.as_slice()).collect();
        if let Some((at, columns)) = find_heads(&cells) {
            break Some((columns, at + 1 < cells.len()));
        }
    };
    let Some((columns, is_row_read)) = found else { return without_heads(first) };
    let row = if is_row_read { first.pop() } else { None };
    let (head, heads) = first.pop().unwrap_or_default();
    let above = first.last().map_or(0, |(_, cells)| filled(cells)); // of heads in two rows, either may be longer
    let mut keys = NumberKeys { width: filled(&heads).max(above), ..NumberKeys::default() };
    for unknown in columns.unknown() {
        import.mention(head.clone(), RemarkKind::UnknownColumn(unknown.clone()));
    }
    for (place, cells) in row.into_iter().chain(rows) {
        if import.items.len() == MOST_ITEMS {
            import.leave_out(place, RemarkKind::TooManyItems { most: MOST_ITEMS });
            break;
        }
        for unseen in cells.iter().map(|cell| Unseen::of(cell)).filter(|unseen| *unseen != Unseen::default()) {
            let what = unseen.control.map_or(RemarkKind::UnseenSigns, RemarkKind::ControlSign);
            import.mention_dropped(place.clone(), what);
        }
        let width = filled(&cells);
        if beyond == Beyond::LeavesOut && width > keys.width {
            import.leave_out(place, RemarkKind::CellsBeyond { cells: width, heads: keys.width });
            continue;
        }
        let number = columns.key_number(&cells);
        match columns.item(place.clone(), &cells) {
            Ok(item) => keys.add(item, number, &mut import),
            Err(faults) => keys.leave_out(&place, number, faults, &mut import),
        }
        if import.is_full() {
            break;
        }
    }
    keys.settle(&mut import);
    import
}

/// The remarks on rows among which no heads are: on the row that most looks like them, which somebody has to mend.
fn without_heads(rows: Vec<(Location, Vec<String>)>) -> Import {
    let mut import = Import::default();
    let faults = |(place, cells): (Location, Vec<String>)| Some((place, Columns::find(&cells).err()?));
    let closest = rows.into_iter().filter_map(faults).min_by_key(|(_, faults)| faults.len());
    let (place, faults) = closest.unwrap_or((Location::Whole, vec![RemarkKind::NothingFound]));
    faults.into_iter().for_each(|what| import.leave_out(place.clone(), what));
    import
}

/// The keys of a sheet that are numbers: where one is a 0, nobody knows from where any of them counts.
#[derive(Default)]
struct NumberKeys {
    /// Heads of the sheet.
    width: usize,
    /// Questions whose keys are numbers, by their place among the items.
    by_number: Vec<usize>,
    has_zero: bool,
}

impl NumberKeys {
    /// Adds a question, and notes whether its key is a number.
    fn add(&mut self, item: Item, number: Option<u32>, import: &mut Import) {
        let before = import.items.len();
        import.add(item);
        self.by_number.extend(number.filter(|_| import.items.len() > before).map(|_| before));
    }

    fn leave_out(&mut self, place: &Location, number: Option<u32>, faults: Vec<RemarkKind>, import: &mut Import) {
        self.has_zero |= number == Some(0);
        for what in faults {
            let is_zero = number == Some(0) && matches!(what, RemarkKind::KeyUnusable(_));
            import.leave_out(place.clone(), if is_zero { RemarkKind::KeyFromZero } else { what });
        }
    }

    fn settle(self, import: &mut Import) {
        if !self.has_zero || self.by_number.is_empty() {
            return;
        }
        let mut at = 0;
        let mut left = Vec::new();
        import.items.retain(|item| {
            let is_left = self.by_number.binary_search(&at).is_ok();
            at += 1;
            if is_left {
                left.push(item.place.clone());
            }
            !is_left
        });
        left.into_iter().for_each(|place| import.leave_out(place, RemarkKind::KeyFromZero));
        import.remarks.sort_by(|a, b| a.place.cmp(&b.place));
    }
}

/// Cells up to the last one that holds a text.
fn filled(cells: &[String]) -> usize {
    cells.iter().rposition(|cell| has_text(cell)).map_or(0, |last| last + 1)
}

fn has_text(cell: &str) -> bool {
    cell.chars().any(|ch| !ch.is_whitespace())
}
