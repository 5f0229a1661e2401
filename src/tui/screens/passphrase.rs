use crate::{
    input::{Field, FieldKind, Typing},
    tui::{
        EDITING, Effect, Msg, Next, Press, Secret, Shared, Table,
        draw::{FieldParts, Page, Prompt, draw_field},
        typed::{paste_into, type_into},
    },
};
use ratatui::layout::Rect;

/// The passphrase of the open shift, asked for once more before what a PIN must not do.
pub struct PassphraseAsk {
    field: Field,
    /// The key is being derived, which takes a moment on purpose.
    checking: bool,
    /// Enter was pressed over an empty field.
    missing: bool,
}

/// Action of a key.
#[derive(Clone, Copy)]
pub enum AskAction {
    /// Checks what is typed.
    Check,
    /// The volunteer does not want to after all.
    Back,
    /// A key of the field.
    Type(Press),
}

/// What came of it.
pub enum Asked {
    /// Not answered yet; what follows from the message.
    Open(Next),
    /// The passphrase is right.
    Right,
    /// The volunteer does not want to after all.
    Back,
}

impl Default for PassphraseAsk {
    fn default() -> Self {
        Self { field: Field::new(FieldKind::Secret { limit: 120 }), checking: false, missing: false }
    }
}

impl PassphraseAsk {
    /// The keys that work now; none while the passphrase is checked.
    #[must_use]
    pub fn bindings(&self) -> Table<AskAction> {
        if self.checking {
            return Table::new();
        }
        Table::new()
            .key(Press::Enter, "Enter", "pin-key-check", AskAction::Check)
            .key(Press::Esc, "Esc", "desk-key-back", AskAction::Back)
            .typed(EDITING, AskAction::Type)
    }

    /// What follows from a key.
    pub fn act(&mut self, all: &Shared, action: AskAction) -> Asked {
        match action {
            AskAction::Check => Asked::Open(self.check(all)),
            AskAction::Back => Asked::Back,
            AskAction::Type(press) => {
                self.missing = false;
                type_into(&mut self.field, press, Typing::Off);
                Asked::Open(Next::stay())
            }
        }
    }

    /// What follows from a message that is no key.
    pub fn received(&mut self, msg: &Msg) -> Asked {
        match msg {
            Msg::PassphraseRight if self.checking => return Asked::Right,
            Msg::Failed(_) => self.checking = false,
            Msg::Paste(text) if !self.checking => {
                self.missing = false;
                paste_into(&mut self.field, text);
            }
            _ => (), // else: nothing else concerns the passphrase
        }
        Asked::Open(Next::stay())
    }

    fn check(&mut self, all: &Shared) -> Next {
        // As when the shift is opened: in a demo an empty field means the passphrase that everybody has seen.
        let typed = match (&all.station.demo_passphrase, self.field.text().is_empty()) {
            (Some(shown), true) => Secret::new(shown),
            (_, false) => Secret::new(self.field.text()),
            (None, true) => {
                self.missing = true;
                return Next::stay();
            }
        };
        self.field.clear();
        self.checking = true;
        Effect::CheckPassphrase(typed).into()
    }

    /// What to do now.
    #[must_use]
    pub fn prompt(&self, all: &Shared) -> Prompt {
        if self.checking { Prompt::wait(all) } else { Prompt::to(all, "now-passphrase") }
    }

    /// Draws what it is asked for and the field below.
    pub fn view(&self, all: &Shared, page: &mut Page<'_, '_>, area: Rect, why: &str) {
        let style = page.theme.strong;
        let left = page.paragraphs(area, &[(why.to_owned(), style)]);
        if self.checking {
            page.text(left, &all.text("pin-passphrase-checking"), style);
            return;
        }
        let name = all.shift.as_ref().map(|shift| shift.volunteer.clone()).unwrap_or_default();
        let label = all.words.with("pin-passphrase", &[("name", name.into())]);
        let dots = "●".repeat(self.field.text().chars().count());
        let missing = if self.missing { all.text("pin-passphrase-missing") } else { String::new() };
        let parts = FieldParts {
            label: &label,
            shown: &dots,
            cursor: Some(u16::try_from(dots.chars().count()).unwrap_or(0)),
            hint: &all.text("pin-passphrase-hint"),
            remark: &missing,
            remark_is_bad: self.missing,
        };
        let rows = draw_field(page, left, &parts) + 1;
        if all.station.demo_passphrase.is_some() {
            let below = Rect { y: left.y + rows, height: left.height.saturating_sub(rows), ..left };
            page.text(below, &all.text("pin-passphrase-demo"), page.theme.dim);
        }
    }
}
