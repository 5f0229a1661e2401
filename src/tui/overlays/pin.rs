use crate::{
    input::{Field, FieldKind, Key, Typing},
    tui::{
        Effect, Msg, Next, PinFor, Press, Route, Secret, Shared, Window,
        draw::{FieldLook, Hint, Page, draw_field, popup},
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

impl State {
    /// An empty field; a right PIN goes on to `purpose`.
    #[must_use]
    pub fn new(purpose: PinFor) -> Self {
        Self { purpose, field: Field::new(FieldKind::Digits { limit: 6 }), asked: false, wrong: false, wait_s: 0 }
    }

    /// What follows from a message.
    pub fn update(&mut self, _all: &mut Shared, msg: &Msg) -> Next {
        match msg {
            Msg::Press(Press::Esc) => Next::close(),
            Msg::Press(Press::Enter) if !self.asked && self.field.text().len() >= 4 => {
                self.asked = true;
                let pin = Secret::new(self.field.text());
                Effect::CheckPin { pin, purpose: self.purpose }.into()
            }
            Msg::Press(Press::Char(sign)) => self.key(Key::Char(*sign)),
            Msg::Press(Press::Backspace) => self.key(Key::Backspace),
            Msg::Pin { purpose, right, wait_s } if *purpose == self.purpose => self.answered(*right, *wait_s),
            _ => Next::stay(),
        }
    }

    fn key(&mut self, key: Key) -> Next {
        self.wrong = false;
        // What is no digit is not taken; the dots on screen show how many were.
        let _ = self.field.key(key, Typing::Off);
        Next::stay()
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
        let rows = page.text(inside, &all.text(self.reason()), page.look.page) + 1;
        let dots = "●".repeat(self.field.text().chars().count());
        let remark = match (self.wrong, self.wait_s) {
            (false, _) => String::new(),
            (true, 0) => all.text("pin-wrong"),
            (true, wait) => all.words.with("pin-wait", &[("s", wait.into())]),
        };
        let label = all.text("pin-label");
        let look = FieldLook {
            label: &label,
            shown: &dots,
            cursor: Some(u16::try_from(dots.chars().count()).unwrap_or(0)),
            hint: "",
            remark: &remark,
            remark_is_bad: true,
        };
        let area = Rect { y: inside.y + rows, height: inside.height.saturating_sub(rows) + 2, ..inside };
        draw_field(page, area, &look);
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

    /// Keys of the footer while the window is on top.
    #[must_use]
    pub fn keys(&self, all: &Shared) -> Vec<Hint> {
        vec![
            Hint::new(Press::Enter, "Enter", all.text("pin-key-check")),
            Hint::new(Press::Esc, "Esc", all.text("menu-key-close")),
        ]
    }
}
