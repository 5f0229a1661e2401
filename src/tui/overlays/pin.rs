use crate::{
    input::{Field, FieldKind, Typing},
    tui::{
        Effect, Keyed, Msg, Next, PinFor, Press, Route, Secret, Shared, Table, Window,
        draw::{FieldParts, Page, draw_field, popup},
        typed::type_into,
    },
};
use ratatui::layout::Rect;

/// Asks for the shift PIN. A wrong one costs a growing wait; the PIN only authorises and never opens anything.
pub struct State {
    purpose: PinFor,
    field: Field,
    asked: bool,
    wrong: bool,
    wait_s: u32,
}

/// Digits of the shortest PIN.
const SHORTEST: usize = 4;

impl State {
    /// An empty field; a right PIN goes on to `purpose`.
    #[must_use]
    pub fn new(purpose: PinFor) -> Self {
        Self { purpose, field: Field::new(FieldKind::Digits { limit: 6 }), asked: false, wrong: false, wait_s: 0 }
    }

    fn answered(&mut self, right: bool, wait_s: u32) -> Next {
        self.asked = false;
        self.field.clear();
        if !right {
            (self.wrong, self.wait_s) = (true, wait_s);
            return Next::stay();
        }
        match self.purpose {
            PinFor::Panel => Next::over(Window::Panel).and_close(),
            PinFor::Desk => Next::go(Route::Desk).and_close(),
            PinFor::Unhide => Next::close().and_unhide(),
            // The screen that asked sees the same message and goes on.
            PinFor::Register | PinFor::Certificate => Next::close(),
        }
    }

    /// Draws the window above the page.
    pub fn view(&self, all: &Shared, page: &mut Page<'_, '_>) {
        let inside = popup(page, &all.text("pin-title"), 58, 7);
        let rows = page.text(inside, &all.text(self.reason()), page.theme.page) + 1;
        let dots = "●".repeat(self.field.text().chars().count());
        let remark = match (self.wrong, self.wait_s) {
            (false, _) => String::new(),
            (true, 0) => all.text("pin-wrong"),
            (true, wait) => all.words.with("pin-wait", &[("s", wait.into())]),
        };
        let label = all.text("pin-label");
        let parts = FieldParts {
            label: &label,
            shown: &dots,
            cursor: Some(u16::try_from(dots.chars().count()).unwrap_or(0)),
            hint: "",
            remark: &remark,
            remark_is_bad: true,
        };
        let area = Rect { y: inside.y + rows, height: inside.height.saturating_sub(rows) + 2, ..inside };
        draw_field(page, area, &parts);
    }

    fn reason(&self) -> &'static str {
        match self.purpose {
            PinFor::Panel => "pin-for-panel",
            PinFor::Register => "pin-for-register",
            PinFor::Desk => "pin-for-desk",
            PinFor::Certificate => "pin-for-certificate",
            PinFor::Unhide => "pin-for-unhide",
        }
    }
}

/// Action of a key.
#[derive(Clone, Copy)]
pub enum Action {
    /// Checks what is typed.
    Check,
    /// Closes the window.
    Close,
    /// A key of the field.
    Type(Press),
}

impl Keyed for State {
    type Action = Action;

    fn bindings(&self, _all: &Shared) -> Table<Action> {
        Table::new()
            .key(Press::Enter, "Enter", "pin-key-check", Action::Check)
            .key(Press::Esc, "Esc", "menu-key-close", Action::Close)
            .typed(&[Press::Backspace], Action::Type)
    }

    fn act(&mut self, _all: &mut Shared, action: Action) -> Next {
        match action {
            Action::Check if !self.asked && self.field.text().len() >= SHORTEST => {
                self.asked = true;
                let pin = Secret::new(self.field.text());
                Effect::CheckPin { pin, purpose: self.purpose }.into()
            }
            Action::Check => Next::stay(),
            Action::Close => Next::close(),
            Action::Type(press) => {
                self.wrong = false;
                // What is no digit is not taken; the dots on screen show how many were.
                type_into(&mut self.field, press, Typing::Off);
                Next::stay()
            }
        }
    }

    fn received(&mut self, _all: &mut Shared, msg: &Msg) -> Next {
        if let Msg::Pin { purpose, right, wait_s } = msg
            && *purpose == self.purpose
        {
            return self.answered(*right, *wait_s);
        }
        Next::stay()
    }
}
