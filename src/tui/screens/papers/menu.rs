use super::State as Papers;
use crate::tui::{
    BatchLine, PaperStep, Press, Shared, Table,
    draw::{Page, Prompt, below},
};
use ratatui::layout::Rect;

/// What can be done with papers, and how many are where.
#[derive(Default)]
pub struct State {
    /// The line that the arrows chose; else what comes next is under the cursor.
    cursor: Option<usize>,
}

/// Line of the menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Item {
    /// New papers.
    Print,
    /// Papers come back.
    Collect,
    /// Sheets are keyed in.
    Key,
    /// Papers that will not come back.
    Void,
    /// The newest batch once more.
    PrintAgain,
    /// The newest batch once more, on paper here.
    PrintAgainHere,
    /// To the desk.
    Desk,
}

/// Action of a key.
#[derive(Clone, Copy)]
pub enum Action {
    /// Opens a line.
    Open(Item),
    /// Opens the line under the cursor.
    OpenChosen,
    /// Up or down.
    Move(isize),
}

const ITEMS: [(Item, &str); 6] = [
    (Item::Print, "papers-menu-print"),
    (Item::Collect, "papers-menu-collect"),
    (Item::Key, "papers-menu-key"),
    (Item::Void, "papers-menu-void"),
    (Item::PrintAgain, "papers-menu-again"),
    (Item::PrintAgainHere, "papers-menu-again-here"),
];

/// The lines that there are now: the last one only where there is a printer.
fn items(all: &Shared) -> &'static [(Item, &'static str)] {
    let count = if all.printers.is_empty() { ITEMS.len() - 1 } else { ITEMS.len() };
    ITEMS.get(..count).unwrap_or(&ITEMS)
}

impl State {
    pub(super) fn bindings(&self, all: &Shared, papers: &Papers) -> Table<Action> {
        if !offered(all) || papers.batches.is_none() {
            return Table::new().key(Press::Esc, "Esc", "desk-key-back", Action::Open(Item::Desk));
        }
        let table = Table::new()
            .key(Press::Char('1'), format!("1-{} ↑↓", items(all).len()), "desk-key-choose", Action::Open(Item::Print))
            .named(&[Press::Up], Action::Move(-1))
            .named(&[Press::Down], Action::Move(1));
        let others = ('2'..='9').zip(items(all).iter().skip(1));
        others
            .fold(table, |table, (digit, (item, _))| table.named(&[Press::Char(digit)], Action::Open(*item)))
            .key(Press::Enter, "Enter", "desk-key-open", Action::OpenChosen)
            .key(Press::Esc, "Esc", "desk-key-back", Action::Open(Item::Desk))
    }

    pub(super) fn act(&mut self, all: &Shared, action: Action, papers: &[BatchLine]) -> Option<Item> {
        let cursor = self.cursor(papers);
        match action {
            Action::Open(item) => Some(item),
            Action::OpenChosen => ITEMS.get(cursor).map(|(item, _)| *item),
            Action::Move(by) => {
                // From the last line to the first.
                let count = items(all).len();
                self.cursor = Some((cursor + count).saturating_add_signed(by) % count);
                None
            }
        }
    }

    /// Collected papers are keyed in, papers that are out come back; new ones are printed where there are none: so an Enter too many
    /// prints nothing.
    fn cursor(&self, papers: &[BatchLine]) -> usize {
        let has =
            |steps: &[PaperStep]| papers.iter().flat_map(|batch| &batch.papers).any(|one| steps.contains(&one.step));
        let next = match () {
            () if has(&[PaperStep::Collected, PaperStep::KeyedOnce]) => Item::Key,
            () if has(&[PaperStep::Printed]) => Item::Collect,
            () => Item::Print,
        };
        self.cursor.unwrap_or_else(|| ITEMS.iter().position(|(item, _)| *item == next).unwrap_or(0))
    }

    pub(super) fn view(&self, all: &Shared, page: &mut Page<'_, '_>, papers: &Papers) {
        let body = page.body;
        if !offered(all) {
            page.text(body, &all.text("papers-not-here"), page.theme.strong);
            return;
        }
        if papers.batches.is_none() {
            page.text(body, &all.text("papers-coming"), page.theme.dim);
            return;
        }
        let left = below(body, view_counts(all, page, body, papers) + 1);
        let cursor = self.cursor(papers.batches.as_deref().unwrap_or_default());
        let lines = items(all).iter().enumerate().zip('1'..='9');
        for (y, ((at, (_, wording)), key)) in (left.y..left.bottom()).zip(lines) {
            page.menu_line(Rect { y, height: 1, ..left }, key, &all.text(wording), at == cursor);
        }
        let left = below(left, u16::try_from(items(all).len()).unwrap_or(u16::MAX) + 1);
        match &papers.done {
            Some(done) => page.text(left, &format!("✓ {done}"), page.theme.good),
            None => page.text(left, &all.text("papers-how"), page.theme.dim),
        };
    }
}

/// What to do now.
pub(super) fn prompt(all: &Shared, papers: &Papers) -> Prompt {
    match (offered(all), &papers.batches) {
        (false, _) => Prompt::leave(all),
        (true, None) => Prompt::wait(all),
        (true, Some(_)) => Prompt::choose(all, items(all).len()),
    }
}

fn offered(all: &Shared) -> bool {
    all.station.enrolled && all.pack.as_ref().is_some_and(|pack| pack.contest.rules.on_paper)
}

/// How many papers are where, and which wait for a second keying; returns the rows taken.
fn view_counts(all: &Shared, page: &mut Page<'_, '_>, area: Rect, papers: &Papers) -> u16 {
    let count = |step| papers.count(step);
    let printed = papers.papers().count();
    let values = [
        ("printed", printed.into()),
        ("out", count(PaperStep::Printed).into()),
        ("collected", count(PaperStep::Collected).into()),
        ("handed", count(PaperStep::Handed).into()),
        ("void", count(PaperStep::Void).into()),
    ];
    let mut rows = page.text(area, &all.words.with("papers-counts", &values), page.theme.strong);
    let twice: Vec<String> =
        papers.with_step(&[PaperStep::KeyedOnce]).iter().map(|one| one.number.to_string()).collect();
    if !twice.is_empty() {
        let text = all.words.with("papers-twice", &[("n", twice.len().into()), ("list", twice.join(", ").into())]);
        rows += page.text(below(area, rows), &format!("▲ {text}"), page.theme.bad);
    }
    rows
}
