use super::volunteers::view_key_change;
use crate::{
    input::{Field, FieldKind, Typing},
    tui::{
        Effect, Keyed, Msg, Next, Press, Route, ScreenState, Secret, Shared, Table,
        draw::{Choices, FieldParts, Marker, Page, Prompt, big_height, big_width, draw_big, draw_field},
        typed::type_into,
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
    /// Why an open shift asks for the passphrase again.
    locked: Option<&'static str>,
    /// Who has closed a shift just now.
    closed_by: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    /// A shift was closed just now: what may be done with the machine.
    Closed,
    /// A locked station is to be left: asked once more, since the machine is switched off.
    Off,
    Name,
    Passphrase,
    /// The key is being derived, which takes a moment on purpose.
    Opening,
    /// A removal has left the station's key to be changed: so many pages of so many.
    ChangingKey(u32, u32),
    Pin,
    PinAgain,
    /// Waiting for the shift's record to be kept.
    Starting,
}

/// A PIN has four to six digits.
pub(in crate::tui) const PIN_FROM: usize = 4;
const PIN_TO: usize = 6;
/// Keys of a field that shows dots, beside the characters: its cursor does not move.
const TYPED: &[Press] = &[Press::Backspace, Press::ClearField];

impl State {
    /// The first step: which volunteer opens the shift.
    #[must_use]
    pub fn new(all: &Shared) -> Self {
        let only_one = all.station.volunteers.len() == 1;
        let field = passphrase_field();
        let mut state = Self {
            step: Step::Name,
            chosen: 0,
            field,
            first_pin: None,
            remark: None,
            locked: None,
            closed_by: String::new(),
        };
        if only_one {
            state.step = Step::Passphrase;
        }
        state
    }

    /// The passphrase of a shift that is open and locked: of the slot that opened it, and why.
    #[must_use]
    pub fn locked(all: &Shared, slot: &str, why: &'static str) -> Self {
        let place = all.station.volunteers.iter().position(|one| one.slot == slot);
        let step = if place.is_some() { Step::Passphrase } else { Step::Name };
        Self { step, chosen: place.unwrap_or(0), locked: Some(why), ..Self::new(all) }
    }

    /// After a shift was closed, and by whom: thanks, and what is next. Enter, which was pressed for the passphrase, opens no new one.
    #[must_use]
    pub fn closed(all: &Shared, volunteer: &str) -> Self {
        Self { step: Step::Closed, closed_by: volunteer.to_owned(), ..Self::new(all) }
    }

    fn view_closed(&self, all: &Shared, page: &mut Page<'_, '_>, area: Rect) {
        let text = all.words.with("shift-closed", &[("name", self.closed_by.as_str().into())]);
        page.centred(area.y + 1, &format!("✓ {text}"), page.theme.good);
        let (then, leave) = match all.station.locked {
            true => ("shift-closed-locked", "shift-off-now"),
            false => ("shift-closed-off", "shift-closed-leave"),
        };
        page.centred(area.y + 3, &all.text(then), page.theme.strong);
        page.button(area.y + 5, &all.text(leave), Press::Char('1'));
        page.button(area.y + 7, &all.text("shift-closed-open"), Press::Char('2'));
    }

    fn view_off(all: &Shared, page: &mut Page<'_, '_>, area: Rect) {
        page.centred(area.y + 1, &all.text("shift-off-asked"), page.theme.strong);
        page.button(area.y + 3, &all.text("shift-off-now"), Press::Char('1'));
        page.button(area.y + 5, &all.text("shift-off-stay"), Press::Char('2'));
    }

    fn enter(&mut self, step: Step, field: Field) {
        (self.step, self.field, self.remark) = (step, field, None);
    }

    fn open(&mut self, all: &Shared) -> Next {
        let Some(volunteer) = all.station.volunteers.get(self.chosen) else { return Next::stay() };
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

    fn view_names(&self, all: &Shared, page: &mut Page<'_, '_>, area: Rect) {
        if all.station.volunteers.is_empty() {
            page.text(area, &all.text("shift-nobody"), page.theme.strong);
            return;
        }
        page.line_at(area.x, area.y, area.width, &Line::styled(all.text("shift-who"), page.theme.strong));
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
        let parts = FieldParts {
            label: &label,
            shown: &dots,
            cursor: Some(u16::try_from(dots.chars().count()).unwrap_or(0)),
            hint: &all.text("shift-passphrase-hint"),
            remark: "",
            remark_is_bad: false,
        };
        let rows = draw_field(page, area, &parts) + 1;
        if let Some(shown) = &all.station.demo_passphrase {
            let below = Rect { y: area.y + rows, height: area.height.saturating_sub(rows), ..area };
            let taken = page.text(below, &all.text("shift-demo"), page.theme.page);
            // As it is typed: syllable by syllable.
            page.unsaid(|page| page.centred(below.y + taken + 1, &shown.replace('-', " "), page.theme.badge));
        }
    }

    fn view_pin(&self, all: &Shared, page: &mut Page<'_, '_>, area: Rect) {
        let label = all.text(if self.step == Step::Pin { "shift-pin" } else { "shift-pin-again" });
        let dots = "●".repeat(self.field.text().chars().count());
        let parts = FieldParts {
            label: &label,
            shown: &dots,
            cursor: Some(u16::try_from(dots.chars().count()).unwrap_or(0)),
            hint: "",
            remark: self.remark.as_deref().unwrap_or_default(),
            remark_is_bad: true,
        };
        let rows = draw_field(page, area, &parts) + 1;
        let below = Rect { y: area.y + rows, height: area.height.saturating_sub(rows), ..area };
        page.text(below, &all.text("shift-pin-why"), page.theme.dim);
    }
}

/// Action of a key.
#[derive(Clone, Copy)]
pub enum Action {
    /// One name up.
    Up,
    /// One name down.
    Down,
    /// Chooses a name, counted from 0.
    Choose(usize),
    /// Goes on with the name under the cursor.
    ChooseMarked,
    /// A key of the field.
    Type(Press),
    /// Opens the station with the passphrase.
    Open,
    /// Back to the names.
    Names,
    /// The PIN is typed.
    Pin,
    /// The PIN from its beginning.
    PinAgain,
    /// Opens no shift: back to the names.
    LeavePin,
    /// Practice, which needs no shift.
    Practise,
    /// To the opening of another shift.
    Another,
    /// Leaves the program; at a locked station the machine is switched off.
    Quit,
    /// Asks whether the machine is to be switched off.
    AskOff,
}

impl Keyed for State {
    type Action = Action;

    fn bindings(&self, all: &Shared) -> Table<Action> {
        let practise = |table: Table<Action>| {
            table.key(Press::F(2), "F2", "shift-key-practice", Action::Practise).shortcut(
                Press::F(1),
                "F1",
                "frame-help",
            )
        };
        let is_locked = all.station.locked;
        let (leaves, leave) = match is_locked {
            true => ("shift-key-off", Action::AskOff),
            false => ("shift-key-leave", Action::Quit),
        };
        let table = match self.step {
            Step::Closed => practise(Table::new().key(Press::Char('1'), "1", leaves, Action::Quit).key(
                Press::Char('2'),
                "2",
                "shift-key-another",
                Action::Another,
            )),
            Step::Off => Table::new()
                .key(Press::Char('1'), "1", "shift-key-off", Action::Quit)
                .key(Press::Char('2'), "2", "shift-key-stay", Action::Names)
                .unlisted(&[Press::Esc], Action::Names),
            Step::Name => practise(
                Table::new()
                    .key(Press::Down, "↑↓ 1-9", "shift-key-choose", Action::Down)
                    .named(&[Press::Up], Action::Up)
                    .named_digits(all.station.volunteers.len(), Action::Choose)
                    .key(Press::Enter, "Enter", "shift-key-go-on", Action::ChooseMarked),
            )
            .key(Press::Esc, "Esc", leaves, leave),
            Step::Passphrase => practise(Table::new().key(Press::Enter, "Enter", "shift-key-open", Action::Open).key(
                Press::Esc,
                "Esc",
                "shift-key-other",
                Action::Names,
            ))
            .typed(TYPED, Action::Type),
            Step::Pin | Step::PinAgain => {
                // Before a first digit there is nothing to begin again: it leads back, and the station is locked.
                let is_blank = self.step == Step::Pin && self.field.is_empty();
                let (wording, esc) = match is_blank {
                    true => ("shift-key-other", Action::LeavePin),
                    false => ("shift-key-again", Action::PinAgain),
                };
                let table = Table::new().key(Press::Enter, "Enter", "shift-key-go-on", Action::Pin);
                table.key(Press::Esc, "Esc", wording, esc).typed_pin(TYPED, Action::Type)
            }
            Step::Opening | Step::ChangingKey(..) | Step::Starting => Table::new(),
        };
        table.without_esc()
    }

    fn act(&mut self, all: &mut Shared, action: Action) -> Next {
        let names = all.station.volunteers.len();
        match action {
            Action::Up => self.chosen = self.chosen.saturating_sub(1),
            Action::Down => self.chosen = (self.chosen + 1).min(names.saturating_sub(1)),
            Action::Choose(at) => {
                self.chosen = at;
                self.enter(Step::Passphrase, passphrase_field());
            }
            Action::ChooseMarked if names > 0 => self.enter(Step::Passphrase, passphrase_field()),
            Action::ChooseMarked => (),
            Action::Type(press) => {
                self.remark = None;
                // A character that the field does not take changes nothing; the dots on screen show what it holds.
                type_into(&mut self.field, press, Typing::Off);
            }
            Action::Open => return self.open(all),
            Action::Names => self.enter(Step::Name, passphrase_field()),
            Action::Pin if self.field.text().len() < PIN_FROM => self.remark = Some(all.text("shift-pin-short")),
            Action::Pin => return self.take_pin(all),
            Action::PinAgain => {
                self.first_pin = None;
                self.enter(Step::Pin, pin_field());
            }
            Action::LeavePin => {
                self.enter(Step::Name, passphrase_field());
                return Effect::Lock.into();
            }
            Action::AskOff => self.enter(Step::Off, passphrase_field()),
            Action::Another => *self = Self::new(all),
            Action::Practise => return practice_without_shift(all),
            // Without a shift there is nothing open to leave.
            Action::Quit => return Effect::Quit.into(),
        }
        Next::stay()
    }

    fn received(&mut self, all: &mut Shared, msg: &Msg) -> Next {
        match (self.step, msg) {
            (_, Msg::Unlocked { station }) => {
                all.station = station.clone();
                all.known = station.known;
                self.enter(Step::Pin, pin_field());
            }
            (Step::Opening | Step::ChangingKey(..), Msg::ChangingKey { done, of }) => {
                self.step = Step::ChangingKey(*done, *of);
            }
            (Step::Opening | Step::ChangingKey(..), Msg::Failed(_)) => self.enter(Step::Passphrase, passphrase_field()),
            (Step::Starting, Msg::Failed(_)) => self.enter(Step::Pin, pin_field()),
            _ => (), // else: nothing else was asked for here
        }
        Next::stay()
    }
}

impl ScreenState for State {
    fn title(&self, all: &Shared) -> String {
        all.text("shift-title")
    }

    fn is_between_visits(&self) -> bool {
        true
    }

    fn prompt(&self, all: &Shared) -> Option<Prompt> {
        Some(match self.step {
            Step::Closed | Step::Off => Prompt::choose(all, 2),
            Step::Name if all.station.volunteers.is_empty() => Prompt::leave(all),
            Step::Name => Prompt::choose(all, all.station.volunteers.len()),
            Step::Passphrase => Prompt::to(all, "now-passphrase"),
            Step::Pin | Step::PinAgain => Prompt::to(all, "shift-now-pin"),
            Step::Opening | Step::ChangingKey(..) | Step::Starting => Prompt::wait(all),
        })
    }

    fn view(&self, all: &Shared, page: &mut Page<'_, '_>) {
        let body = page.body;
        let name = all.text("shift-big");
        let x = body.x + body.width.saturating_sub(big_width(&name)) / 2;
        let style = page.theme.title;
        draw_big(page, x, body.y, &name, style);
        let y = body.y + big_height(&name) + 1;
        page.centred(y, &all.station.place, page.theme.strong);
        if let Some(why) = self.locked.filter(|_| matches!(self.step, Step::Name | Step::Passphrase | Step::Opening)) {
            page.centred(y + 1, &all.text(why), page.theme.bad);
        }
        let area = Rect { y: y + 2, height: body.bottom().saturating_sub(y + 2), ..body };
        match self.step {
            Step::Closed => self.view_closed(all, page, area),
            Step::Off => Self::view_off(all, page, area),
            Step::Name => self.view_names(all, page, area),
            Step::Passphrase => self.view_passphrase(all, page, area),
            Step::Pin | Step::PinAgain => self.view_pin(all, page, area),
            Step::Opening => page.centred(area.y + 2, &all.text("shift-opening"), page.theme.strong),
            Step::ChangingKey(done, of) => view_key_change(all, page, area, (done, of)),
            Step::Starting => page.centred(area.y + 2, &all.text("shift-starting"), page.theme.strong),
        }
    }
}

fn passphrase_field() -> Field {
    Field::new(FieldKind::Secret { limit: 120 })
}

/// An empty field for a PIN.
pub(in crate::tui) fn pin_field() -> Field {
    Field::new(FieldKind::Digits { limit: PIN_TO })
}

/// Practice stores nothing, so it needs no shift.
fn practice_without_shift(all: &Shared) -> Next {
    if all.pack.is_none() {
        return Next::stay();
    }
    Next::go(Route::Practice).with(Effect::PracticeSeed)
}
