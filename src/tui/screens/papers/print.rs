use super::Way;
use crate::{
    input::{Field, FieldKind, Typing},
    tui::{
        EDITING, Effect, Msg, Press, Shared, Table,
        draw::{FieldParts, Page, below, draw_field},
        typed::{cursor_of, type_into},
    },
};

/// How many papers are printed, and the wait for it.
pub struct State {
    field: Field,
    busy: bool,
    missing: bool,
}

/// Action of a key.
#[derive(Clone, Copy)]
pub enum Action {
    /// Prints.
    Print,
    /// A key of the field.
    Type(Press),
    /// To the menu.
    Back,
}

impl Default for State {
    fn default() -> Self {
        Self { field: Field::new(FieldKind::Digits { limit: 2 }), busy: false, missing: false }
    }
}

impl State {
    /// A batch is being printed once more.
    pub(super) fn again() -> Self {
        Self { busy: true, ..Self::default() }
    }

    pub(super) fn bindings(&self) -> Table<Action> {
        if self.busy {
            return Table::new().without_esc();
        }
        Table::new()
            .key(Press::Enter, "Enter", "papers-key-print", Action::Print)
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
            Action::Print => match self.field.text().parse::<u8>() {
                Ok(count) if count > 0 => {
                    self.busy = true;
                    return Way::On(Effect::PrintPapers(count).into());
                }
                _ => self.missing = true, // else: nothing that can be printed
            },
        }
        Way::On(crate::tui::Next::stay())
    }

    /// Where the file is, once it is written.
    pub(super) fn received(&mut self, msg: &Msg) -> Option<String> {
        match msg {
            Msg::FileWritten(path) if self.busy => Some(path.clone()),
            _ => None, // else: nothing about this file
        }
    }

    pub(super) fn view(&self, all: &Shared, page: &mut Page<'_, '_>) {
        let body = page.body;
        let texts =
            [(all.text("papers-print-head"), page.theme.strong), (all.text("papers-print-how"), page.theme.page)];
        let left = page.paragraphs(body, &texts);
        if self.busy {
            page.text(left, &all.text("papers-printing"), page.theme.strong);
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
