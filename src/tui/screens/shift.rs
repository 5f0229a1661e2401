use crate::{
    input::{Field, FieldKind, Key, Typing},
    tui::{
        Effect, Msg, Next, Press, Route, ScreenState, Secret, Shared,
        draw::{Choices, FieldLook, Hint, Marker, Page, big_height, big_width, draw_big, draw_field},
    },
};
use ratatui::{layout::Rect, text::Line};

/// Opening a shift: the volunteer's name, the passphrase, then a PIN for this shift.
pub struct State {
    step: Step,
    chosen: usize,
    field: Field,
    /// The PIN as it was typed first.
    first_pin: Option<Secret>,
    remark: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Name,
    Passphrase,
    /// The key is being derived, which takes a moment on purpose.
    Opening,
    Pin,
    PinAgain,
    /// Waiting for the shift's record to be kept.
    Starting,
}

/// A PIN has four to six digits.
const PIN_FROM: usize = 4;
const PIN_TO: usize = 6;

impl State {
    /// The first step: which volunteer opens the shift.
    #[must_use]
    pub fn new(all: &Shared) -> Self {
        let only_one = all.station.volunteers.len() == 1;
        let mut state = Self { step: Step::Name, chosen: 0, field: passphrase_field(), first_pin: None, remark: None };
        if only_one {
            state.step = Step::Passphrase;
        }
        state
    }

    fn enter(&mut self, step: Step, field: Field) {
        (self.step, self.field, self.remark) = (step, field, None);
    }

    fn choose_name(&mut self, all: &Shared, press: Press) -> Next {
        let last = all.station.volunteers.len().saturating_sub(1);
        match press {
            Press::Up => self.chosen = self.chosen.saturating_sub(1),
            Press::Down => self.chosen = (self.chosen + 1).min(last),
            Press::Char(sign) => match super::quiz::digit(sign).map(usize::from) {
                Some(at) if at <= last && sign.is_ascii_digit() => {
                    self.chosen = at;
                    self.enter(Step::Passphrase, passphrase_field());
                }
                _ => (),
            },
            Press::Enter if !all.station.volunteers.is_empty() => self.enter(Step::Passphrase, passphrase_field()),
            Press::F(2) => return practice_without_shift(all),
            // Without a shift there is nothing open to leave; a locked station is started again by its supervisor.
            Press::Esc => return Effect::Quit.into(),
            _ => (),
        }
        Next::stay()
    }

    fn type_passphrase(&mut self, all: &Shared, press: Press) -> Next {
        let Some(volunteer) = all.station.volunteers.get(self.chosen) else { return Next::stay() };
        match press {
            Press::Enter => {
                // In a demo an empty field means the passphrase that is shown beside it.
                let typed = match (&all.station.demo_passphrase, self.field.text().is_empty()) {
                    (Some(shown), true) => shown.as_str(),
                    (_, false) => self.field.text(),
                    (None, true) => return Next::stay(),
                };
                let effect = Effect::Unlock { slot: volunteer.slot.clone(), passphrase: Secret::new(typed) };
                self.enter(Step::Opening, passphrase_field());
                effect.into()
            }
            Press::Esc => {
                self.enter(Step::Name, passphrase_field());
                Next::stay()
            }
            Press::F(2) => practice_without_shift(all),
            other => self.edit(other),
        }
    }

    fn type_pin(&mut self, all: &Shared, press: Press) -> Next {
        match press {
            Press::Enter if self.field.text().len() < PIN_FROM => {
                self.remark = Some(all.text("shift-pin-short"));
                Next::stay()
            }
            Press::Enter => self.take_pin(all),
            Press::Esc => {
                self.enter(Step::Pin, pin_field());
                Next::stay()
            }
            other => self.edit(other),
        }
    }

    fn take_pin(&mut self, all: &Shared) -> Next {
        let typed = Secret::new(self.field.text());
        match self.first_pin.take() {
            Some(first) if *first.0 == *typed.0 => {
                self.enter(Step::Starting, pin_field());
                Effect::OpenShift { pin: typed }.into()
            }
            Some(_) => {
                self.enter(Step::Pin, pin_field());
                self.remark = Some(all.text("shift-pin-differs"));
                Next::stay()
            }
            None => {
                self.first_pin = Some(typed);
                self.enter(Step::PinAgain, pin_field());
                Next::stay()
            }
        }
    }

    fn edit(&mut self, press: Press) -> Next {
        self.remark = None;
        let key = match press {
            Press::Char(sign) => Key::Char(sign),
            Press::Backspace => Key::Backspace,
            Press::ClearField => Key::Clear,
            _ => return Next::stay(),
        };
        // A sign that the field does not take changes nothing; the dots on screen show what it holds.
        let _ = self.field.key(key, Typing::Off);
        Next::stay()
    }

    fn view_names(&self, all: &Shared, page: &mut Page<'_, '_>, area: Rect) {
        if all.station.volunteers.is_empty() {
            page.text(area, &all.text("shift-nobody"), page.look.strong);
            return;
        }
        page.line_at(area.x, area.y, area.width, &Line::styled(all.text("shift-who"), page.look.strong));
        let names: Vec<String> = all.station.volunteers.iter().map(|one| one.name.clone()).collect();
        let markers: Vec<Marker> =
            (0..names.len()).map(|at| if at == self.chosen { Marker::Chosen } else { Marker::None }).collect();
        let area = Rect { y: area.y + 2, height: area.height.saturating_sub(2), ..area };
        Choices { options: &names, markers: &markers, first: 1 }.draw(page, area);
    }

    fn view_passphrase(&self, all: &Shared, page: &mut Page<'_, '_>, area: Rect) {
        let volunteer = all.station.volunteers.get(self.chosen).map(|one| one.name.clone()).unwrap_or_default();
        let label = all.words.with("shift-passphrase", &[("name", volunteer.into())]);
        let dots = "●".repeat(self.field.text().chars().count());
        let look = FieldLook {
            label: &label,
            shown: &dots,
            cursor: Some(u16::try_from(dots.chars().count()).unwrap_or(0)),
            hint: &all.text("shift-passphrase-hint"),
            remark: "",
            remark_is_bad: false,
        };
        let rows = draw_field(page, area, &look) + 1;
        if let Some(shown) = &all.station.demo_passphrase {
            let below = Rect { y: area.y + rows, height: area.height.saturating_sub(rows), ..area };
            let taken = page.text(below, &all.text("shift-demo"), page.look.page);
            page.centred(below.y + taken + 1, shown, page.look.badge);
        }
    }

    fn view_pin(&self, all: &Shared, page: &mut Page<'_, '_>, area: Rect) {
        let label = all.text(if self.step == Step::Pin { "shift-pin" } else { "shift-pin-again" });
        let dots = "●".repeat(self.field.text().chars().count());
        let look = FieldLook {
            label: &label,
            shown: &dots,
            cursor: Some(u16::try_from(dots.chars().count()).unwrap_or(0)),
            hint: &all.text("shift-pin-hint"),
            remark: self.remark.as_deref().unwrap_or_default(),
            remark_is_bad: true,
        };
        let rows = draw_field(page, area, &look) + 1;
        let below = Rect { y: area.y + rows, height: area.height.saturating_sub(rows), ..area };
        page.text(below, &all.text("shift-pin-why"), page.look.dim);
    }
}

impl ScreenState for State {
    fn title(&self, all: &Shared) -> String {
        all.text("shift-title")
    }

    fn keys(&self, all: &Shared) -> Vec<Hint> {
        let enter = |key: &str| Hint::new(Press::Enter, "Enter", all.text(key));
        match self.step {
            Step::Name => vec![
                Hint::new(Press::Down, "↑↓ 1-9", all.text("shift-key-choose")),
                enter("shift-key-go-on"),
                Hint::new(Press::F(2), "F2", all.text("shift-key-practice")),
                Hint::new(Press::F(1), "F1", all.text("frame-help")),
                Hint::new(Press::Esc, "Esc", all.text("shift-key-leave")),
            ],
            Step::Passphrase => vec![
                enter("shift-key-open"),
                Hint::new(Press::Esc, "Esc", all.text("shift-key-other")),
                Hint::new(Press::F(2), "F2", all.text("shift-key-practice")),
                Hint::new(Press::F(1), "F1", all.text("frame-help")),
            ],
            Step::Pin | Step::PinAgain => {
                vec![enter("shift-key-go-on"), Hint::new(Press::Esc, "Esc", all.text("shift-key-again"))]
            }
            Step::Opening | Step::Starting => Vec::new(),
        }
    }

    fn takes_esc(&self) -> bool {
        true
    }

    fn is_between_visits(&self) -> bool {
        true
    }

    fn update(&mut self, all: &mut Shared, msg: &Msg) -> Next {
        match (self.step, msg) {
            (_, Msg::Unlocked { station }) => {
                all.station = station.clone();
                self.enter(Step::Pin, pin_field());
                Next::stay()
            }
            (Step::Opening, Msg::Failed(_)) => {
                self.enter(Step::Passphrase, passphrase_field());
                Next::stay()
            }
            (Step::Starting, Msg::Failed(_)) => {
                self.enter(Step::Pin, pin_field());
                Next::stay()
            }
            (Step::Name, Msg::Press(press)) => self.choose_name(all, *press),
            (Step::Passphrase, Msg::Press(press)) => self.type_passphrase(all, *press),
            (Step::Pin | Step::PinAgain, Msg::Press(press)) => self.type_pin(all, *press),
            _ => Next::stay(),
        }
    }

    fn view(&self, all: &Shared, page: &mut Page<'_, '_>) {
        let body = page.body;
        let name = all.text("shift-big");
        let x = body.x + body.width.saturating_sub(big_width(&name)) / 2;
        let style = page.look.strong;
        draw_big(page, x, body.y, &name, style);
        let y = body.y + big_height(&name) + 1;
        page.centred(y, &all.station.place, page.look.strong);
        let area = Rect { y: y + 2, height: body.bottom().saturating_sub(y + 2), ..body };
        match self.step {
            Step::Name => self.view_names(all, page, area),
            Step::Passphrase => self.view_passphrase(all, page, area),
            Step::Pin | Step::PinAgain => self.view_pin(all, page, area),
            Step::Opening => page.centred(area.y + 2, &all.text("shift-opening"), page.look.strong),
            Step::Starting => page.centred(area.y + 2, &all.text("shift-starting"), page.look.strong),
        }
    }
}

fn passphrase_field() -> Field {
    Field::new(FieldKind::Secret { limit: 120 })
}

fn pin_field() -> Field {
    Field::new(FieldKind::Digits { limit: PIN_TO })
}

/// Practice stores nothing, so it needs no shift.
fn practice_without_shift(all: &Shared) -> Next {
    if all.pack.is_none() {
        return Next::stay();
    }
    Next::go(Route::Practice).with(Effect::PracticeSeed)
}
