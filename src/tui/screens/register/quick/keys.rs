//! The keys of the quick form.

use super::{
    super::slot::{Kind, NO_ID, Slot},
    Asked, Row, State,
};
use crate::tui::{EDITING, Effect, Keyed, Msg, Next, Press, Printout, Shared, Table, Window, typed::card_notice};

/// Action of a key.
#[derive(Clone, Copy)]
pub enum Action {
    /// The consent was read.
    Read,
    /// To the question above or below.
    Move(isize),
    /// Goes on.
    Enter,
    /// An option, counted from 0.
    Pick(usize),
    /// Work and memberships too, or no longer.
    More,
    /// The form to register at home, as a PDF.
    Forms,
    /// The same on paper here.
    FormsHere,
    /// One of those of the same name, birth and village, or somebody else.
    Namesake(usize),
    /// A key of the field.
    Type(Press),
    /// To the desk, where nothing is typed; else it is asked.
    Desk,
    /// Goes on typing.
    Stay,
    /// To the desk; what is typed is given up.
    Drop,
}

impl Keyed for State {
    type Action = Action;

    fn bindings(&self, all: &Shared) -> Table<Action> {
        let desk = |table: Table<Action>| table.key(Press::Esc, "Esc", "desk-key-back", Action::Desk);
        if !all.station.enrolled {
            return desk(Table::new());
        }
        if !self.is_read {
            let table = Table::new()
                .key(Press::Enter, "Enter", "quick-key-read", Action::Read)
                .key(Press::F(3), "F3", "quick-key-forms", Action::Forms)
                .when(!all.printers.is_empty(), |table| {
                    table.key(Press::F(4), "F4", "quick-key-forms-here", Action::FormsHere)
                });
            return desk(table);
        }
        if self.asked == Asked::Save {
            return Table::new().without_esc();
        }
        if self.leaving {
            return Table::new()
                .key(Press::Char('1'), "1", "quick-key-stay", Action::Stay)
                .key(Press::Char('2'), "2", "quick-key-drop", Action::Drop)
                .unlisted(&[Press::Enter, Press::Esc], Action::Stay);
        }
        if !self.namesakes.is_empty() {
            let last = self.namesakes.len().min(8) + 1;
            return desk(Table::new().digits(last, format!("1-{last}"), "quick-key-who", Action::Namesake));
        }
        let options = self.options(all);
        let table = Table::new()
            .when(options > 0, |table| {
                let cap = if options == 1 { "1".to_owned() } else { format!("1-{options}") };
                table.digits(options, cap, "quick-key-pick", Action::Pick)
            })
            .key(Press::Enter, "Enter", "quick-key-on", Action::Enter)
            .key(Press::Up, "↑↓", "quick-key-row", Action::Move(-1))
            .named(&[Press::Down], Action::Move(1))
            .unlisted(&[Press::Tab], Action::Move(1))
            .unlisted(&[Press::BackTab], Action::Move(-1))
            .key(Press::F(2), "F2", "quick-key-more", Action::More);
        let table = desk(table);
        match (self.is_typed(), options) {
            (true, 0) if matches!(self.row, Row::Number | Row::Again) => table.typed_number(EDITING, Action::Type),
            (true, 0) => table.typed(EDITING, Action::Type),
            (true, _) => table.typed_but_digits(EDITING, Action::Type),
            (false, _) => table,
        }
    }

    fn act(&mut self, all: &mut Shared, action: Action) -> Next {
        let next = self.follow(all, action);
        self.keep_draft(next)
    }

    fn received(&mut self, all: &mut Shared, msg: &Msg) -> Next {
        let next = match msg {
            Msg::Card(Ok(card)) if self.is_read && self.asked != Asked::Save => self.scanned(all, card),
            Msg::Card(Err(fault)) => {
                self.remark = Some(card_notice(&all.words, *fault).on_page());
                Next::stay()
            }
            Msg::FileWritten(path) => {
                self.before = None;
                self.remark = Some(all.words.with("quick-forms", &[("path", path.as_str().into())]));
                Next::stay()
            }
            Msg::Draft(draft) => self.take_up(all, draft),
            other => self.answered(all, other), // else: an answer of the station
        };
        self.keep_draft(next)
    }
}

impl State {
    fn follow(&mut self, all: &mut Shared, action: Action) -> Next {
        match action {
            Action::Read => {
                self.is_read = true;
                Next::stay()
            }
            Action::Move(by) => self.move_by(all, by),
            Action::Enter => self.enter(all),
            Action::Pick(at) => self.pick(all, at),
            Action::More => {
                self.more = !self.more;
                if !self.rows(all).contains(&self.row) {
                    self.row = Row::Consent;
                }
                Next::stay()
            }
            Action::Forms => Effect::PrintForms.into(),
            Action::FormsHere => Next::over(Window::Print(vec![Printout::Forms])),
            Action::Namesake(at) => self.choose_namesake(all, at),
            Action::Type(press) => self.type_key(all, press),
            Action::Desk => self.ask_to_leave(),
            Action::Stay => {
                self.leaving = false;
                Next::stay()
            }
            Action::Drop => self.leave(),
        }
    }

    /// Options that digits choose from, on the row at hand.
    pub(super) fn options(&self, all: &Shared) -> usize {
        match self.row {
            Row::NoId => NO_ID.len(),
            Row::Consent => 1,
            Row::Slot(slot) => self.form.options(all, slot),
            Row::Number | Row::Again => 0,
        }
    }

    fn is_typed(&self) -> bool {
        match self.row {
            Row::Number | Row::Again => true,
            Row::NoId | Row::Consent => false,
            Row::Slot(slot) => !matches!(slot.kind(), Kind::Pick(_) | Kind::Groups(_)),
        }
    }

    /// What is shown of a question.
    pub(super) fn shown(&self, all: &Shared, row: Row) -> String {
        match row {
            Row::Number => crate::input::id_entry::grouped(self.number.text()),
            Row::Again => crate::input::id_entry::grouped(self.again.text()),
            Row::NoId => {
                self.no_id.and_then(|at| REASONS.get(usize::from(at))).map(|key| all.text(key)).unwrap_or_default()
            }
            Row::Consent => String::new(),
            Row::Slot(slot) => self.shown_of(all, slot),
        }
    }

    fn shown_of(&self, all: &Shared, slot: Slot) -> String {
        match slot.kind() {
            Kind::Text(_) | Kind::Village | Kind::Place => self.form.text(slot).to_owned(),
            Kind::Pick(_) => self.form.picked_text(all, slot),
            Kind::Groups(_) => {
                let chosen = self.form.groups.iter().map(|at| all.text(self.form.wording(all, slot, *at)));
                chosen.collect::<Vec<_>>().join(", ")
            }
            Kind::Unit => {
                let typed = self.form.text(slot);
                let code = self.form.units.get(&slot).filter(|_| typed.is_empty());
                let name = code.and_then(|code| all.unit(code)).map(|unit| crate::text::unit_name(&all.words, unit));
                name.unwrap_or_else(|| typed.to_owned())
            }
        }
    }
}

/// Why somebody has no number, in the order of `NO_ID`.
pub(super) const REASONS: [&str; 3] = ["quick-no-id-child", "quick-no-id-lost", "quick-no-id-none"];
