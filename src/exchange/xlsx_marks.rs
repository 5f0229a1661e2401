//! Sheets without a column of answers, in which the right option of each row has a look of its own: a ground, a colour, bold letters.

use super::{
    book::{Cell, Origin, Sheet},
    columns::{Columns, HEADER},
    header::{Column, column_of},
};
use std::collections::BTreeMap;

/// Rows among which the heads are.
const MOST_ROWS_ABOVE: usize = 20;

/// Gives such a sheet a column of keys: the letter of the one option of a row whose look is not the usual one. Options are looked at
/// over all rows, so that the usual look and the one that marks are each known from all; a row marked otherwise has no key.
pub(super) fn keyed_by_looks(sheet: &mut Sheet) -> Option<()> {
    let last = sheet.rows.values().filter_map(|cells| cells.keys().next_back()).max().copied()?;
    let key_head = HEADER.iter().find(|head| column_of(head) == Some(Column::Key))?;
    let (row, options) = sheet.rows.iter().take(MOST_ROWS_ABOVE).find_map(|(row, cells)| {
        let text = |column| cells.get(&column).map(|cell| cell.text.clone()).unwrap_or_default();
        let heads: Vec<String> = (1..=last).map(text).chain([(*key_head).to_owned()]).collect();
        Some((*row, Columns::find(&heads).ok()?.options().collect::<Vec<usize>>()))
    })?;
    let column = |place: usize| u32::try_from(place).unwrap_or(u32::MAX).saturating_add(1);
    let looks_of = |cells: &BTreeMap<u32, Cell>| -> Vec<u16> {
        options.iter().filter_map(|place| cells.get(&column(*place))).map(|cell| cell.look).collect()
    };
    let below = || sheet.rows.range(row + 1..).map(|(_, cells)| looks_of(cells));
    let usual = most_common(below().flatten())?;
    let mark = most_common(below().flatten().filter(|look| *look != usual))?;
    let keys: Vec<(u32, String)> = sheet
        .rows
        .range(row + 1..)
        .filter_map(|(row, cells)| {
            let looks: Vec<Option<u16>> =
                options.iter().map(|place| cells.get(&column(*place)).map(|cell| cell.look)).collect();
            let marked: Vec<usize> = (0..looks.len())
                .filter(|at| looks.get(*at).copied().flatten().is_some_and(|look| look != usual))
                .collect();
            let [one] = marked.as_slice() else { return None };
            let is_mark = looks.get(*one).copied().flatten() == Some(mark);
            let letter = u8::try_from(*one).ok().map(|at| char::from(b'A' + at))?;
            is_mark.then(|| (*row, letter.to_string()))
        })
        .collect();
    // One marked cell may be a note; a sheet that is keyed so has them in most of its rows.
    if keys.len() * 2 < below().filter(|looks| looks.len() > 1).count() {
        return None;
    }
    let cell = |text: String| Cell { text, of: Origin::Typed, fault: None, look: 0 };
    sheet.rows.entry(row).or_default().insert(last + 1, cell((*key_head).to_owned()));
    for (row, letter) in keys {
        sheet.rows.entry(row).or_default().insert(last + 1, cell(letter));
    }
    Some(())
}

/// The look that most cells have; the plain one where two have as many.
fn most_common(looks: impl Iterator<Item = u16>) -> Option<u16> {
    let mut counts: BTreeMap<u16, usize> = BTreeMap::new();
    looks.for_each(|look| *counts.entry(look).or_default() += 1);
    counts.into_iter().max_by_key(|(look, count)| (*count, std::cmp::Reverse(*look))).map(|(look, _)| look)
}
