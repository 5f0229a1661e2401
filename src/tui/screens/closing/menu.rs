//! The choice list before a shift is closed.

use super::Action;
use crate::tui::{
    Press, Shared, Table,
    draw::{Page, below},
};
use ratatui::layout::Rect;

/// Line of the menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Item {
    /// The documents of the evening to the stick.
    Print,
    /// Results to the stick: behind the documents, which issue slips that are to be handed in too.
    HandIn,
    /// Papers that have no end yet.
    Papers,
    /// On to the passphrase.
    Close,
    /// The documents of the evening on paper. The last line, so that no digit changes its meaning when a printer is plugged in.
    PrintHere,
}

/// The lines that this station has, in the order of their digits.
pub(super) fn items(all: &Shared) -> Vec<Item> {
    let all_items = [Item::Print, Item::HandIn, Item::Papers, Item::Close, Item::PrintHere];
    let is_there = |item: &Item| match item {
        Item::Papers => has_papers(all),
        Item::PrintHere => !all.printers.is_empty(),
        Item::Print | Item::HandIn | Item::Close => true,
    };
    all_items.into_iter().filter(is_there).collect()
}

/// Whether the contest has tests on paper.
pub(super) fn has_papers(all: &Shared) -> bool {
    all.station.enrolled && all.pack.as_ref().is_some_and(|pack| pack.contest.rules.on_paper)
}

/// Where a line is, from 0.
pub(super) fn place(all: &Shared, item: Item) -> usize {
    items(all).iter().position(|one| *one == item).unwrap_or(0)
}

pub(super) fn bindings(all: &Shared) -> Table<Action> {
    let items = items(all);
    let cap = format!("1-{} ↑↓", items.len());
    let count = items.len();
    Table::new()
        .digits(count, cap, "desk-key-choose", move |at| {
            items.get(at).map_or(Action::Move(0), |item| Action::Open(*item))
        })
        .named(&[Press::Up], Action::Move(-1))
        .named(&[Press::Down], Action::Move(1))
        .key(Press::Enter, "Enter", "desk-key-open", Action::OpenChosen)
        .key(Press::Esc, "Esc", "desk-key-back", Action::Desk)
}

pub(super) fn view(all: &Shared, page: &mut Page<'_, '_>, area: Rect, cursor: usize) {
    let items = items(all);
    let mut left = area;
    for ((at, item), key) in items.iter().enumerate().take(usize::from(area.height)).zip('1'..='9') {
        page.menu_line(Rect { height: 1, ..left }, key, &all.text(label(*item)), at == cursor);
        left = below(left, 1);
    }
    if let Some(item) = items.get(cursor) {
        page.text(below(left, 1), &all.text(hint(*item)), page.theme.dim);
    }
}

fn label(item: Item) -> &'static str {
    match item {
        Item::HandIn => "closing-hand-in",
        Item::Print => "closing-print",
        Item::Papers => "closing-papers",
        Item::Close => "closing-go-on",
        Item::PrintHere => "closing-print-here",
    }
}

/// What a line does, in a sentence or two.
fn hint(item: Item) -> &'static str {
    match item {
        Item::HandIn => "closing-plug",
        Item::Print => "closing-print-how",
        Item::Papers => "closing-papers-how",
        Item::Close => "closing-why",
        Item::PrintHere => "closing-print-here-how",
    }
}
