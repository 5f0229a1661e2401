use super::Way;
use crate::{
    domain::PaperNumber,
    input::{Field, FieldKind, Typing},
    tui::{
        EDITING, Effect, Msg, Next, Press, Printout, Shared, Table, Window,
        draw::{FieldParts, Page, Prompt, below, draw_field},
        typed::{cursor_of, type_into},
    },
};
use ratatui::layout::Rect;

/// How many papers are printed, and the wait for it.
pub struct State {
    field: Field,
    /// So many are asked about before they are written: each has to be accounted for.
    asked: Option<u8>,
    /// So many are being written.
    writing: Option<u8>,
    busy: bool,
    missing: bool,
}

/// Action of a key.
#[derive(Clone, Copy)]
pub enum Action {
    /// Asks whether so many are written.
    Ask,
    /// Writes them to a stick.
    Print(u8),
    /// Prints them here.
    PrintHere(u8),
    /// Back to the number.
    Number,
    /// A key of the field.
    Type(Press),
    /// To the menu.
    Back,
}

impl Default for State {
    fn default() -> Self {
        Self {
            field: Field::new(FieldKind::Digits { limit: 2 }),
            asked: None,
            writing: None,
            busy: false,
            missing: false,
        }
    }
}

impl State {
    /// A batch is being printed once more.
    pub(super) fn again() -> Self {
        Self { busy: true, ..Self::default() }
    }

    pub(super) fn bindings(&self, all: &Shared) -> Table<Action> {
        if self.busy {
            return Table::new().without_esc();
        }
        if let Some(count) = self.asked {
            return Table::new()
                .key(Press::Char('1'), "1", "papers-key-print", Action::Print(count))
                .key(Press::Char('2'), "2", "papers-key-not", Action::Number)
                .when(!all.printers.is_empty(), |table| {
                    table.key(Press::Char('3'), "3", "papers-key-here", Action::PrintHere(count))
                })
                .unlisted(&[Press::Esc], Action::Number);
        }
        Table::new()
            .key(Press::Enter, "Enter", "papers-key-go-on", Action::Ask)
            .key(Press::Esc, "Esc", "desk-key-back", Action::Back)
            .typed(EDITING, Action::Type)
    }

    pub(super) fn act(&mut self, action: Action) -> Way {
        match action {
            Action::Back => return Way::Menu,
            Action::Type(press) => {
                self.missing = false;
                type_into(&mut self.field, press, Typing::Off);
            }
            Action::Ask => {
                let count = self.field.text().parse::<u8>().ok();
                self.asked = count.filter(|count| (1..=PaperNumber::MOST).contains(count));
                self.missing = self.asked.is_none();
            }
            Action::Number => self.asked = None,
            Action::Print(count) => {
                (self.asked, self.writing, self.busy) = (None, Some(count), true);
                return Way::On(Effect::PrintPapers(count).into());
            }
            Action::PrintHere(count) => {
                return Way::MenuWith(Next::over(Window::Print(vec![Printout::NewPapers(count)])));
            }
        }
        Way::On(Next::stay())
    }

    /// Where the file is, once it is written.
    pub(super) fn received(&mut self, msg: &Msg) -> Option<String> {
        match msg {
            Msg::FileWritten(path) if self.busy => Some(path.clone()),
            _ => None, // else: nothing about this file
        }
    }

    /// What was in the way of new papers, such as no stick, is mended, and they are asked about again. Whether it is so.
    pub(super) fn failed(&mut self) -> bool {
        (self.asked, self.busy) = (self.writing.take(), false);
        self.asked.is_some()
    }

    pub(super) fn prompt(&self, all: &Shared) -> Prompt {
        match self.asked {
            _ if self.busy => Prompt::wait(all),
            Some(_) => Prompt::choose(all, if all.printers.is_empty() { 2 } else { 3 }),
            None => Prompt::to(all, "papers-now-count"),
        }
    }

    pub(super) fn view(&self, all: &Shared, page: &mut Page<'_, '_>) {
        let body = page.body;
        let [how, sure, yes] = match all.printers.is_empty() {
            true => ["papers-print-how", "papers-print-sure", "papers-print-yes"],
            false => ["papers-print-how-here", "papers-print-sure-here", "papers-print-yes-here"],
        };
        let texts = [(all.text("papers-print-head"), page.theme.strong), (all.text(how), page.theme.page)];
        let left = page.paragraphs(body, &texts);
        if self.busy {
            page.text(left, &all.text("papers-printing"), page.theme.strong);
            return;
        }
        if let Some(count) = self.asked {
            let left =
                below(left, page.text(left, &all.words.with(sure, &[("n", count.into())]), page.theme.strong) + 1);
            page.menu_line(Rect { height: 1, ..left }, '1', &all.text(yes), false);
            page.menu_line(Rect { height: 1, ..below(left, 1) }, '2', &all.text("papers-print-no"), false);
            if !all.printers.is_empty() {
                page.menu_line(Rect { height: 1, ..below(left, 2) }, '3', &all.text("papers-print-here"), false);
            }
            return;
        }
        let remark = if self.missing { all.text("papers-print-missing") } else { String::new() };
        let parts = FieldParts {
            label: &all.text("papers-print-label"),
            shown: self.field.text(),
            cursor: Some(cursor_of(&self.field)),
            hint: &all.text("papers-print-hint"),
            remark: &remark,
            remark_is_bad: true,
        };
        let rows = draw_field(page, left, &parts) + 1;
        page.text(below(left, rows), &all.text("papers-print-care"), page.theme.dim);
    }
}
