//! The keys of the search and of the lists.

use super::{Focus, PAGE, State, TABS};
use crate::{
    input::Field,
    tui::{
        EDITING, Effect, Keyed, ListKind, Msg, Next, PersonLine, Press, Printout, Route, Shared, Table, Window,
        typed::paste_into,
    },
};

/// Action of a key.
#[derive(Clone, Copy)]
pub enum Action {
    /// One field or row up or down.
    Move(isize),
    /// One page of rows up or down.
    MovePage(isize),
    /// To the tab at this distance.
    Turn(usize),
    /// Searches.
    Search,
    /// Opens the visit of a row.
    Open(usize),
    /// To the first field.
    Field,
    /// A key of the field.
    Type(Press),
    /// A key that begins a new search.
    SearchAgain(Press),
    /// Writes who is to be called back to the stick.
    Print,
    /// Prints who is to be called back.
    PrintHere,
    /// Prints the slip of a row.
    PrintSlip(usize),
    /// The notice of the written list was read.
    Printed,
    /// To the desk.
    Desk,
}

impl Keyed for State {
    type Action = Action;

    fn bindings(&self, all: &Shared) -> Table<Action> {
        if self.opening || self.printing {
            return Table::new().without_esc();
        }
        let table = match self.at {
            Focus::Field(_) => {
                moves(Table::new().key(Press::Enter, "Enter", "people-key-search", Action::Search), "people-key-field")
            }
            Focus::Row(_) if self.lines.is_empty() => Table::new(),
            Focus::Row(at) => self.row_bindings(at),
        };
        let table = table
            .key(Press::Right, "←→", "people-key-tab", Action::Turn(1))
            .named(&[Press::Left], Action::Turn(TABS.len() - 1))
            // The printed list is this one and no other.
            .when(self.kind() == Some(ListKind::ToCallBack) && !self.lines.is_empty(), |table| {
                table.letter('p', "P", "people-key-print", Action::Print).when(!all.printers.is_empty(), |table| {
                    table.letter('i', "I", "people-key-here", Action::PrintHere)
                })
            });
        let table = match self.slip_at(all) {
            Some(at) => table.letter('g', "G", "people-key-slip", Action::PrintSlip(at)),
            None => table,
        };
        let table = table.key(Press::Esc, "Esc", "desk-key-back", Action::Desk);
        match self.at {
            Focus::Field(_) => table.typed(EDITING, Action::Type),
            Focus::Row(_) => table.when(self.tab == 0, |table| {
                table.unlisted(&[Press::Backspace], Action::Field).typed_but_digits(&[], Action::SearchAgain)
            }),
        }
    }

    fn act(&mut self, all: &mut Shared, action: Action) -> Next {
        match action {
            Action::Move(by) => self.move_by(by),
            Action::MovePage(by) => self.move_page(by),
            Action::Turn(by) => return self.turn_to((self.tab + by) % TABS.len()),
            Action::Search => return self.ask(),
            Action::Open(at) => return self.open(at),
            Action::Field => self.at = Focus::Field(0),
            Action::Type(press) => self.type_key(all, press),
            Action::SearchAgain(press) => {
                if matches!(press, Press::Char(ch) if ch.is_alphabetic()) {
                    self.fields.iter_mut().for_each(Field::clear);
                    self.at = Focus::Field(0);
                    self.type_key(all, press);
                }
            }
            Action::Print => {
                (self.printing, self.printed) = (true, None);
                return Effect::PrintCallBacks.into();
            }
            Action::PrintHere => return Next::over(Window::Print(vec![Printout::CallBacks])),
            Action::PrintSlip(at) => {
                let key = self.lines.get(at).map(|line| line.key);
                return key.map(|key| Next::over(Window::Print(vec![Printout::SlipOf(key)]))).unwrap_or_default();
            }
            Action::Printed => self.printed = None,
            Action::Desk => return Next::go(Route::Desk),
        }
        Next::stay()
    }

    fn received(&mut self, all: &mut Shared, msg: &Msg) -> Next {
        match msg {
            Msg::People(lines) if self.is_expected() => self.take(lines),
            Msg::Person(Some(guest)) if self.opening => {
                all.guest = Some((**guest).clone());
                return Next::go(Route::for_guest(all));
            }
            Msg::Person(None) if self.opening => (self.opening, self.remark) = (false, Some("people-gone")),
            Msg::FileWritten(path) if self.printing => (self.printing, self.printed) = (false, Some(path.clone())),
            Msg::Failed(_) if self.printing => self.printing = false,
            Msg::Failed(_) if self.opening => self.opening = false,
            Msg::Failed(_) => {
                self.is_expected();
            }
            Msg::Paste(text) => {
                if let Some(field) = self.field() {
                    paste_into(field, text);
                }
            }
            _ => (), // else: nothing else was asked for here
        }
        Next::stay()
    }
}

/// Whether somebody's entry is complete.
fn is_finished(all: &Shared, line: &PersonLine) -> bool {
    let topics = all.pack.as_ref().map_or(usize::MAX, |pack| pack.contest.topics.len());
    line.certified || (usize::from(line.topics_done) >= topics && line.tested && line.shared)
}

/// The keys that move between fields or rows.
fn moves(table: Table<Action>, wording: &'static str) -> Table<Action> {
    table
        .key(Press::Down, "↑↓", wording, Action::Move(1))
        .named(&[Press::Up], Action::Move(-1))
        .unlisted(&[Press::Tab], Action::Move(1))
        .unlisted(&[Press::BackTab], Action::Move(-1))
}

impl State {
    /// The row whose slip can be printed: under the cursor, in the lists that have people who finished.
    fn slip_at(&self, all: &Shared) -> Option<usize> {
        let Focus::Row(at) = self.at else { return None };
        let has_slips = matches!(self.kind(), Some(ListKind::Finished | ListKind::All)) && !all.printers.is_empty();
        self.lines.get(at).filter(|line| has_slips && is_finished(all, line)).map(|_| at)
    }

    fn row_bindings(&self, at: usize) -> Table<Action> {
        let first = at / PAGE * PAGE;
        let shown = self.lines.len().saturating_sub(first).min(PAGE);
        let line = |place| Action::Open(first + place);
        // Enter behind the notice of a written list is meant for the notice.
        let open = match self.printed.is_some() {
            true => {
                Table::new().key(Press::Enter, "Enter", "menu-key-close", Action::Printed).unlisted_digits(shown, line)
            }
            false => Table::new()
                .key(Press::Enter, "1-9 Enter", "people-key-open", Action::Open(at))
                .named_digits(shown, line),
        };
        let table = moves(open, "people-key-row");
        let on = Action::MovePage(1);
        let table = match self.lines.len() > PAGE {
            true => table.key(Press::PageDown, "PgDn", "people-key-page", on),
            false => table.unlisted(&[Press::PageDown], on),
        };
        table.unlisted(&[Press::PageUp], Action::MovePage(-1))
    }
}
