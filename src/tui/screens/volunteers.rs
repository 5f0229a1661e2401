use super::passphrase::{AskAction, Asked, PassphraseAsk};
use crate::{
    domain::fold,
    input::{Field, FieldKind, Typing},
    tui::{
        EDITING, Effect, Keyed, Msg, Next, Press, Route, ScreenState, Secret, Shared, Table, VolunteerLine,
        draw::{Choices, FieldParts, Marker, Page, Prompt, big_height, big_width, digit_of, draw_big, draw_field},
        typed::{cursor_of, paste_into, type_into},
    },
};
use ratatui::{layout::Rect, text::Line};

/// Who can open this station: list, a new name with its passphrase, and taking a name away. Behind the passphrase.
#[derive(Default)]
pub struct State {
    step: Step,
    lines: Vec<VolunteerLine>,
    cursor: usize,
    remark: Option<&'static str>,
}

enum Step {
    Asking(PassphraseAsk),
    List,
    Adding(Field),
    /// The key slot is being made, which takes a moment on purpose.
    Making,
    /// A new passphrase is on the screen, this one time.
    Showing(Secret),
    /// Its last two syllables are typed back, which only works for who wrote them down.
    TypingBack(Secret, Field),
    /// Asked twice: the second time after a yes.
    Removing {
        slot: String,
        sure: bool,
    },
    /// A name is being removed, and the station's key changed: so many pages of so many.
    Leaving(u32, u32),
}

/// Longest name of a volunteer, as it is shown on the first screen.
const LONGEST: usize = 24;
/// Syllables that are typed back.
const TYPED_BACK: usize = 2;

impl Default for Step {
    fn default() -> Self {
        Self::Asking(PassphraseAsk::default())
    }
}

impl State {
    fn enter(&mut self, step: Step) -> Next {
        (self.step, self.remark) = (step, None);
        Next::stay()
    }

    fn asked(&mut self, asked: Asked) -> Next {
        match asked {
            Asked::Open(next) => next,
            Asked::Back => Next::go(Route::Desk),
            Asked::Right => {
                self.step = Step::List;
                Effect::Volunteers.into()
            }
        }
    }

    fn move_to(&mut self, place: usize) -> Next {
        (self.cursor, self.remark) = (place, None);
        Next::stay()
    }

    fn compared(&mut self, right: bool) -> Next {
        if right {
            return self.enter(Step::List).with(Effect::Volunteers);
        }
        self.remark = Some("volunteers-differs");
        Next::stay()
    }

    fn begin_removal(&mut self, all: &Shared) -> Next {
        let Some(line) = self.lines.get(self.cursor) else { return Next::stay() };
        let oneself = all.shift.as_ref().is_some_and(|shift| shift.slot == line.slot);
        self.remark = match (self.lines.len(), oneself) {
            (..=1, _) => Some("volunteers-last"),
            (_, true) => Some("volunteers-oneself"),
            (_, false) => {
                let slot = line.slot.clone();
                return self.enter(Step::Removing { slot, sure: false });
            }
        };
        Next::stay()
    }

    fn add(&mut self) -> Next {
        let Step::Adding(field) = &self.step else { return Next::stay() };
        let name = crate::domain::tidy_spaces(field.text());
        let taken = self.lines.iter().any(|line| fold(&line.name) == fold(&name));
        match (name.is_empty(), taken) {
            (true, _) => self.remark = Some("volunteers-empty"),
            (false, true) => self.remark = Some("volunteers-taken"),
            (false, false) => return self.enter(Step::Making).with(Effect::AddVolunteer { name }),
        }
        Next::stay()
    }

    fn view_field(&self, all: &Shared, page: &mut Page<'_, '_>, label: &str, shown: &str, cursor: u16, hint: &str) {
        let remark = self.remark.map(|key| all.text(key)).unwrap_or_default();
        let hint = all.text(hint);
        let parts =
            FieldParts { label, shown, cursor: Some(cursor), hint: &hint, remark: &remark, remark_is_bad: true };
        let body = page.body;
        draw_field(page, Rect { y: body.y + 1, ..body }, &parts);
    }

    fn view_list(&self, all: &Shared, page: &mut Page<'_, '_>) {
        let body = page.body;
        let own = all.shift.as_ref().map(|shift| shift.slot.as_str());
        let left = page.paragraphs(body, &[(all.text("volunteers-head"), page.theme.strong)]);
        for (at, (y, line)) in (left.y..left.bottom().saturating_sub(3)).zip(&self.lines).enumerate() {
            let chosen = at == self.cursor;
            let style = if chosen { page.theme.chosen } else { page.theme.page };
            let place = Rect { y, height: 1, ..left };
            page.buffer().set_style(place, style);
            let own = if own == Some(&line.slot) { all.text("volunteers-own") } else { String::new() };
            let wording = format!("{} {:>2}. {}  {own}", if chosen { "●" } else { " " }, at + 1, line.name);
            page.line_at(left.x, y, left.width, &Line::styled(wording, style));
            let digit = digit_of(at);
            page.hot(place, Press::Char(digit.unwrap_or(' ')));
        }
        let below = Rect { y: body.bottom().saturating_sub(2), height: 2, ..body };
        if let Some(key) = self.remark {
            page.text(below, &format!("✗ {}", all.text(key)), page.theme.bad);
        }
    }

    fn view_removal(&self, all: &Shared, page: &mut Page<'_, '_>, slot: &str, sure: bool) {
        let name = self.lines.iter().find(|line| line.slot == slot).map(|line| line.name.clone()).unwrap_or_default();
        let key = if sure { "volunteers-remove-sure" } else { "volunteers-remove" };
        let wording = all.words.with(key, &[("name", name.into())]);
        let style = page.theme.strong;
        let left = page.paragraphs(page.body, &[(wording, style)]);
        if !sure {
            let options = [all.text("volunteers-yes"), all.text("volunteers-no")];
            Choices { options: &options, markers: &[Marker::None; 2], first: 1 }.draw(page, left);
        }
    }
}

/// Action of a key.
#[derive(Clone, Copy)]
pub enum Action {
    /// Of the passphrase.
    Ask(AskAction),
    /// One name up.
    Up,
    /// One name down.
    Down,
    /// To a name, counted from 0.
    To(usize),
    /// A new volunteer.
    New,
    /// Makes the new volunteer's key.
    Add,
    /// The new passphrase is written down.
    Written,
    /// Shows the new passphrase again.
    ShowAgain,
    /// Compares what is typed back.
    Compare,
    /// Removes the name under the cursor, after two questions.
    Remove,
    /// The first yes.
    Sure,
    /// The second yes.
    Surest,
    /// A key of the field.
    Type(Press),
    /// Back to the list.
    List,
    /// To the desk.
    Desk,
}

impl Keyed for State {
    type Action = Action;

    fn bindings(&self, _all: &Shared) -> Table<Action> {
        let table = match &self.step {
            Step::Asking(ask) => ask.bindings().within(Action::Ask),
            Step::List => Table::new()
                .letter('t', "T", "volunteers-key-add", Action::New)
                .unlisted(&[Press::Char('+')], Action::New)
                .key(Press::Down, "↑↓", "desk-key-choose", Action::Down)
                .named(&[Press::Up], Action::Up)
                .letter('b', "B", "volunteers-key-remove", Action::Remove)
                .unlisted(&[Press::Delete], Action::Remove)
                .key(Press::Esc, "Esc", "desk-key-back", Action::Desk)
                .unlisted_digits(self.lines.len(), Action::To),
            Step::Adding(_) => Table::new()
                .key(Press::Enter, "Enter", "volunteers-key-make", Action::Add)
                .key(Press::Esc, "Esc", "volunteers-key-no", Action::List)
                .typed(EDITING, Action::Type),
            Step::Making | Step::Leaving(..) => Table::new(),
            Step::Showing(_) => Table::new().key(Press::Enter, "Enter", "volunteers-key-written", Action::Written),
            Step::TypingBack(..) => Table::new()
                .key(Press::Enter, "Enter", "pin-key-check", Action::Compare)
                .key(Press::Esc, "Esc", "volunteers-key-again", Action::ShowAgain)
                .typed(EDITING, Action::Type),
            Step::Removing { sure: false, .. } => Table::new()
                .key(Press::Char('1'), "1-2", "desk-key-choose", Action::Sure)
                .named(&[Press::Char('2')], Action::List)
                .key(Press::Esc, "Esc", "volunteers-key-no", Action::List)
                .unlisted(&[Press::Backspace], Action::List),
            // The second yes is another key, so that a key that is held down means it only once.
            Step::Removing { sure: true, .. } => Table::new()
                .key(Press::Char('9'), "9", "volunteers-key-sure", Action::Surest)
                .key(Press::Esc, "Esc", "volunteers-key-no", Action::List)
                .unlisted(&[Press::Char('2'), Press::Backspace], Action::List),
        };
        table.without_esc()
    }

    fn act(&mut self, all: &mut Shared, action: Action) -> Next {
        match (action, &mut self.step) {
            (Action::Ask(action), Step::Asking(ask)) => {
                let asked = ask.act(all, action);
                self.asked(asked)
            }
            (Action::Up, _) => self.move_to(self.cursor.saturating_sub(1)),
            (Action::Down, _) => self.move_to((self.cursor + 1).min(self.lines.len().saturating_sub(1))),
            (Action::To(place), _) => self.move_to(place),
            (Action::New, _) => self.enter(Step::Adding(Field::new(FieldKind::Text { limit: LONGEST }))),
            (Action::Add, _) => self.add(),
            (Action::Written, Step::Showing(secret)) => {
                let secret = secret.clone();
                self.enter(Step::TypingBack(secret, Field::new(FieldKind::Secret { limit: 40 })))
            }
            (Action::ShowAgain, Step::TypingBack(secret, _)) => {
                let secret = secret.clone();
                self.enter(Step::Showing(secret))
            }
            (Action::Compare, Step::TypingBack(secret, field)) => {
                let right = ends_like(&secret.0, field.text());
                field.clear();
                self.compared(right)
            }
            (Action::Remove, _) => self.begin_removal(all),
            (Action::Sure, Step::Removing { sure, .. }) => {
                *sure = true;
                Next::stay()
            }
            (Action::Surest, Step::Removing { slot, .. }) => {
                let slot = std::mem::take(slot);
                self.enter(Step::Leaving(0, 0)).with(Effect::RemoveVolunteer { slot })
            }
            (Action::Type(press), step) => {
                self.remark = None;
                type_in(step, press, all.settings.typing);
                Next::stay()
            }
            (Action::List, _) => self.enter(Step::List),
            (Action::Desk, _) => Next::go(Route::Desk),
            _ => Next::stay(), // else: the table has the keys of the step alone
        }
    }

    fn received(&mut self, all: &mut Shared, msg: &Msg) -> Next {
        match (&mut self.step, msg) {
            (Step::Asking(ask), msg) => {
                let asked = ask.received(msg);
                self.asked(asked)
            }
            (_, Msg::Volunteers(lines)) => {
                self.lines.clone_from(lines);
                all.station.volunteers.clone_from(lines);
                self.cursor = self.cursor.min(lines.len().saturating_sub(1));
                if matches!(self.step, Step::Leaving(..)) { self.enter(Step::List) } else { Next::stay() }
            }
            (Step::Leaving(done, of), Msg::ChangingKey { done: now, of: whole }) => {
                (*done, *of) = (*now, *whole);
                Next::stay()
            }
            (Step::Making, Msg::NewPassphrase(secret)) => self.enter(Step::Showing(secret.clone())),
            (Step::Making | Step::Leaving(..), Msg::Failed(_)) => self.enter(Step::List),
            (Step::Adding(field), Msg::Paste(text)) => {
                paste_into(field, text);
                Next::stay()
            }
            _ => Next::stay(), // else: nothing else was asked for here
        }
    }
}

impl ScreenState for State {
    fn title(&self, all: &Shared) -> String {
        all.text("volunteers-title")
    }

    fn prompt(&self, all: &Shared) -> Option<Prompt> {
        Some(match &self.step {
            Step::Asking(ask) => ask.prompt(all),
            Step::List => Prompt::with_keys(all, "volunteers-now-list"),
            Step::Adding(_) | Step::TypingBack(..) => Prompt::to(all, "now-type"),
            Step::Making | Step::Leaving(..) => Prompt::wait(all),
            Step::Showing(_) => Prompt::to(all, "volunteers-now-written"),
            Step::Removing { sure: false, .. } => Prompt::choose(all, 2),
            Step::Removing { sure: true, .. } => Prompt::with_keys(all, "volunteers-now-sure"),
        })
    }

    fn view(&self, all: &Shared, page: &mut Page<'_, '_>) {
        let body = page.body;
        let strong = page.theme.strong;
        match &self.step {
            Step::Asking(ask) => ask.view(all, page, body, &all.text("volunteers-why")),
            Step::List => self.view_list(all, page),
            Step::Adding(field) => {
                let label = all.text("volunteers-name");
                self.view_field(all, page, &label, field.text(), cursor_of(field), "volunteers-name-hint");
            }
            Step::Making => page.centred(body.y + 3, &all.text("volunteers-making"), strong),
            Step::Showing(secret) => view_syllables(all, page, &secret.0),
            Step::TypingBack(_, field) => {
                let dots = "●".repeat(field.text().chars().count());
                let label = all.text("volunteers-back");
                self.view_field(all, page, &label, &dots, cursor_of(field), "volunteers-back-hint");
            }
            Step::Removing { slot, sure } => self.view_removal(all, page, slot, *sure),
            Step::Leaving(done, of) => view_key_change(all, page, Rect { y: body.y + 3, ..body }, (*done, *of)),
        }
    }
}

fn type_in(step: &mut Step, press: Press, typing: Typing) {
    match step {
        Step::Adding(field) => type_into(field, press, typing),
        Step::TypingBack(_, field) => type_into(field, press, Typing::Off),
        Step::Asking(_) | Step::List | Step::Making | Step::Showing(_) | Step::Removing { .. } | Step::Leaving(..) => {}
    }
}

/// How far the change of the station's key has come, in hundredths.
pub fn view_key_change(all: &Shared, page: &mut Page<'_, '_>, area: Rect, (done, of): (u32, u32)) {
    let rows = page.text(area, &all.text("volunteers-changing"), page.theme.strong);
    let percent = u64::from(done.min(of)) * 100 / u64::from(of.max(1));
    page.gauge(area.x, area.y + rows + 1, area.width.min(60), u32::try_from(percent).unwrap_or(100), 100);
}

/// Whether `typed` is the last syllables of `passphrase`; case, marks and further spaces do not matter, as in opening a shift.
fn ends_like(passphrase: &str, typed: &str) -> bool {
    let last = |text: &str| {
        let folded = fold(&text.replace('-', " "));
        let mut words: Vec<String> = folded.split(' ').rev().take(TYPED_BACK).map(str::to_owned).collect();
        words.reverse();
        words
    };
    let typed = fold(&typed.replace('-', " "));
    !typed.is_empty() && typed.split(' ').map(str::to_owned).collect::<Vec<_>>() == last(passphrase)
}

/// Each syllable in small letters, as it is typed, and big below where all of them fit.
fn view_syllables(all: &Shared, page: &mut Page<'_, '_>, passphrase: &str) {
    let style = page.theme.strong;
    let left = page.paragraphs(page.body, &[(all.text("volunteers-write"), style)]);
    let syllables: Vec<&str> = passphrase.split_whitespace().collect();
    let rows = u16::try_from(syllables.len().div_ceil(2)).unwrap_or(u16::MAX);
    let column = left.width / 2;
    let height = 1 + big_height("A");
    let big = rows.saturating_mul(height) <= left.height && syllables.iter().all(|one| big_width(one) < column);
    let height = if big { height } else { 1 };
    for (at, syllable) in (0u16..).zip(&syllables) {
        let area = Rect {
            x: left.x + at / rows.max(1) * column,
            y: left.y + at % rows.max(1) * height,
            width: column,
            height,
        };
        if area.bottom() > left.bottom() {
            continue;
        }
        // Written down by who sits there, and heard by nobody.
        page.unsaid(|page| {
            page.line_at(area.x, area.y, column, &Line::styled(format!("{}. {syllable}", at + 1), style));
            if big {
                draw_big(page, area.x, area.y + 1, &syllable.to_uppercase(), page.theme.good);
            }
        });
    }
}
