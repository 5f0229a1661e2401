use crate::{
    input::{Field, Typing},
    tui::{
        Effect, Keyed, Msg, Next, PinFor, Press, Route, Secret, Shared, Table, Window,
        draw::{FieldParts, Page, draw_field, popup},
        screens::{
            passphrase::{AskAction, Asked, PassphraseAsk},
            shift::{PIN_FROM, pin_field},
        },
        typed::type_into,
    },
};
use ratatui::layout::Rect;

/// Asks for the shift PIN. A wrong one costs a growing wait; the PIN only authorises and never opens anything. Who has forgotten it, or
/// wants another, sets a new one with the passphrase of the shift.
pub struct State {
    purpose: PinFor,
    step: Step,
    field: Field,
    asked: bool,
    fault: Fault,
    remark: Option<&'static str>,
}

/// What is wrong with the PIN that was handed in last.
enum Fault {
    None,
    /// It is another one; the next try is looked at after so many seconds.
    Wrong(u32),
    /// It was not looked at: so many seconds are left to wait.
    TooSoon(u32),
}

enum Step {
    Pin,
    Passphrase(PassphraseAsk),
    New,
    Again(Secret),
    /// The new PIN is being kept.
    Setting,
    Changed,
}

impl State {
    /// An empty field; a right PIN goes on to `purpose`.
    #[must_use]
    pub fn new(purpose: PinFor) -> Self {
        let step = if purpose == PinFor::Change { Step::Passphrase(PassphraseAsk::default()) } else { Step::Pin };
        Self { purpose, step, field: pin_field(), asked: false, fault: Fault::None, remark: None }
    }

    /// Whether the answer was asked for here: of the passphrase, or to a new PIN.
    #[must_use]
    pub fn awaits(&self, msg: &Msg) -> bool {
        let asks = matches!(self.step, Step::Passphrase(_) | Step::Setting);
        asks && matches!(msg, Msg::PassphraseRight | Msg::Failed(_))
    }

    fn enter(&mut self, step: Step) -> Next {
        (self.step, self.field, self.fault, self.remark) = (step, pin_field(), Fault::None, None);
        Next::stay()
    }

    fn asked(&mut self, asked: Asked) -> Next {
        match asked {
            Asked::Open(next) => next,
            Asked::Right => self.enter(Step::New),
            Asked::Back if self.purpose == PinFor::Change => Next::close(),
            Asked::Back => self.enter(Step::Pin),
        }
    }

    fn answered(&mut self, right: bool, wait_s: u32) -> Next {
        self.asked = false;
        self.field.clear();
        if !right {
            self.fault = Fault::Wrong(wait_s);
            return Next::stay();
        }
        match self.purpose {
            PinFor::Panel => Next::over(Window::Panel).and_close(),
            PinFor::Desk => Next::go(Route::Desk).and_close(),
            PinFor::Unhide => Next::close().and_unhide(),
            // The screen that asked sees the same message and goes on.
            PinFor::Register | PinFor::Certificate | PinFor::PrintSlip => Next::close(),
            PinFor::Change => self.enter(Step::Changed),
        }
    }

    fn take(&mut self) -> Next {
        let typed = Secret::new(self.field.text());
        match std::mem::replace(&mut self.step, Step::New) {
            _ if typed.0.len() < PIN_FROM => {
                self.remark = Some("shift-pin-short");
                Next::stay()
            }
            Step::Again(first) if *first.0 == *typed.0 => {
                self.enter(Step::Setting).with(Effect::ChangePin { pin: typed, purpose: self.purpose })
            }
            Step::Again(_) => {
                self.field.clear();
                self.remark = Some("shift-pin-differs");
                Next::stay()
            }
            _ => self.enter(Step::Again(typed)), // else: the first time
        }
    }

    /// Draws the window above the page.
    pub fn view(&self, all: &Shared, page: &mut Page<'_, '_>) {
        let rows = if matches!(self.step, Step::Passphrase(_)) { 10 } else { 7 };
        let inside = popup(page, &all.text("pin-title"), 58, rows);
        match &self.step {
            Step::Pin => {
                let remark = match self.fault {
                    Fault::None => self.remark.map(|key| all.text(key)).unwrap_or_default(),
                    Fault::Wrong(0) => all.text("pin-wrong"),
                    Fault::Wrong(wait) => all.words.with("pin-wait", &[("s", wait.into())]),
                    Fault::TooSoon(wait) => all.words.with("pin-too-soon", &[("s", wait.into())]),
                };
                self.view_field(all, page, inside, (self.reason(), "pin-label"), &remark);
            }
            Step::Passphrase(ask) => {
                let why = if self.purpose == PinFor::Change { "pin-for-change" } else { "pin-forgotten" };
                ask.view(all, page, inside, &all.text(why));
            }
            Step::New | Step::Again(_) => {
                let label = if matches!(self.step, Step::New) { "pin-new" } else { "pin-new-again" };
                let remark = self.remark.map(|key| all.text(key)).unwrap_or_default();
                self.view_field(all, page, inside, ("pin-new-why", label), &remark);
            }
            Step::Setting => drop(page.text(inside, &all.text("pin-setting"), page.theme.strong)),
            Step::Changed => drop(page.text(inside, &all.text("pin-changed"), page.theme.good)),
        }
    }

    /// Why it is asked for, and the field, which shows dots.
    fn view_field(&self, all: &Shared, page: &mut Page<'_, '_>, inside: Rect, keys: (&str, &str), remark: &str) {
        let (why, label) = keys;
        let rows = page.text(inside, &all.text(why), page.theme.page) + 1;
        let dots = "●".repeat(self.field.text().chars().count());
        let label = all.text(label);
        let parts = FieldParts {
            label: &label,
            shown: &dots,
            cursor: Some(u16::try_from(dots.chars().count()).unwrap_or(0)),
            hint: "",
            remark,
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
            PinFor::PrintSlip => "pin-for-print",
            PinFor::Unhide => "pin-for-unhide",
            PinFor::Change => "pin-for-change",
        }
    }
}

/// Action of a key.
#[derive(Clone, Copy)]
pub enum Action {
    /// Checks what is typed.
    Check,
    /// The passphrase instead.
    Forgot,
    /// Of the passphrase.
    Ask(AskAction),
    /// The new PIN is typed.
    Take,
    /// Closes the window.
    Close,
    /// A key of the field.
    Type(Press),
}

impl Keyed for State {
    type Action = Action;

    fn bindings(&self, _all: &Shared) -> Table<Action> {
        match &self.step {
            Step::Pin => Table::new()
                .key(Press::Enter, "Enter", "pin-key-check", Action::Check)
                .when(!self.asked, |table| table.letter('q', "Q", "pin-key-forgot", Action::Forgot))
                .key(Press::Esc, "Esc", "menu-key-close", Action::Close)
                .typed_pin(&[Press::Backspace], Action::Type),
            Step::Passphrase(ask) => ask.bindings().within(Action::Ask),
            Step::New | Step::Again(_) => Table::new()
                .key(Press::Enter, "Enter", "shift-key-go-on", Action::Take)
                .key(Press::Esc, "Esc", "menu-key-close", Action::Close)
                .typed_pin(&[Press::Backspace], Action::Type),
            Step::Setting => Table::new(),
            Step::Changed => Table::new()
                .key(Press::Enter, "Enter", "menu-key-close", Action::Close)
                .unlisted(&[Press::Esc], Action::Close),
        }
    }

    fn act(&mut self, all: &mut Shared, action: Action) -> Next {
        match (action, &mut self.step) {
            (Action::Check, _) if !self.asked && self.field.text().len() >= PIN_FROM => {
                self.asked = true;
                let pin = Secret::new(self.field.text());
                Effect::CheckPin { pin, purpose: self.purpose }.into()
            }
            (Action::Check, _) if !self.asked => {
                self.remark = Some("shift-pin-short");
                Next::stay()
            }
            (Action::Check, _) => Next::stay(),
            (Action::Forgot, _) => self.enter(Step::Passphrase(PassphraseAsk::default())),
            (Action::Ask(action), Step::Passphrase(ask)) => {
                let asked = ask.act(all, action);
                self.asked(asked)
            }
            (Action::Ask(_), _) => Next::stay(), // else: the table has the keys of the step alone
            (Action::Take, _) => self.take(),
            (Action::Close, _) => Next::close(),
            (Action::Type(press), _) => {
                (self.fault, self.remark) = (Fault::None, None);
                // What is no digit is not taken; the dots on screen show how many were.
                type_into(&mut self.field, press, Typing::Off);
                Next::stay()
            }
        }
    }

    fn received(&mut self, _all: &mut Shared, msg: &Msg) -> Next {
        match (msg, &mut self.step) {
            (Msg::Pin { purpose, right, wait_s }, Step::Pin | Step::Setting) if *purpose == self.purpose => {
                self.answered(*right, *wait_s)
            }
            (Msg::PinNotRead { purpose, wait_s }, Step::Pin) if *purpose == self.purpose => {
                // What was typed stays: it may be right.
                (self.asked, self.fault) = (false, Fault::TooSoon(*wait_s));
                Next::stay()
            }
            (Msg::Failed(_), Step::Setting) => self.enter(Step::New),
            (msg, Step::Passphrase(ask)) => {
                let asked = ask.received(msg);
                self.asked(asked)
            }
            _ => Next::stay(), // else: nothing else was asked for here
        }
    }
}
