use super::passphrase::{Asked, PassphraseAsk};
use crate::{
    domain::fold,
    input::{Field, FieldKind, Typing},
    tui::{
        Effect, Msg, Next, Press, Route, ScreenState, Secret, Shared, VolunteerLine,
        draw::{Choices, FieldLook, Hint, Marker, Page, big_height, big_width, draw_big, draw_field},
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

    fn press(&mut self, all: &Shared, press: Press) -> Next {
        match (&mut self.step, press) {
            (Step::List, press) => self.press_in_list(all, press),
            (Step::Adding(_), Press::Esc) => self.enter(Step::List),
            (Step::Adding(_), Press::Enter) => self.add(),
            (Step::Adding(field), other) => {
                self.remark = None;
                type_into(field, other, all.settings.typing);
                Next::stay()
            }
            (Step::Showing(secret), Press::Enter) => {
                let secret = secret.clone();
                self.enter(Step::TypingBack(secret, Field::new(FieldKind::Secret { limit: 40 })))
            }
            (Step::TypingBack(secret, _), Press::Esc) => {
                let secret = secret.clone();
                self.enter(Step::Showing(secret))
            }
            (Step::TypingBack(secret, field), Press::Enter) => {
                let right = ends_like(&secret.0, field.text());
                field.clear();
                if right {
                    self.enter(Step::List);
                    return Effect::Volunteers.into();
                }
                self.remark = Some("volunteers-differs");
                Next::stay()
            }
            (Step::TypingBack(_, field), other) => {
                self.remark = None;
                type_into(field, other, Typing::Off);
                Next::stay()
            }
            (Step::Removing { .. }, press) => self.press_in_removal(press),
            (Step::Asking(_) | Step::Making | Step::Showing(_), _) => Next::stay(),
        }
    }

    fn press_in_list(&mut self, all: &Shared, press: Press) -> Next {
        let last = self.lines.len().saturating_sub(1);
        match press {
            Press::Esc => return Next::go(Route::Desk),
            Press::Up => (self.cursor, self.remark) = (self.cursor.saturating_sub(1), None),
            Press::Down => (self.cursor, self.remark) = ((self.cursor + 1).min(last), None),
            Press::Char('t' | 'T' | '+') => {
                return self.enter(Step::Adding(Field::new(FieldKind::Text { limit: LONGEST })));
            }
            Press::Char(sign @ '1'..='9') => {
                let digit = sign.to_digit(10).and_then(|digit| usize::try_from(digit).ok()).unwrap_or(1);
                if digit <= self.lines.len() {
                    self.cursor = digit - 1;
                }
                self.remark = None;
            }
            Press::Delete | Press::Char('b' | 'B') => return self.begin_removal(all),
            _ => (),
        }
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

    fn press_in_removal(&mut self, press: Press) -> Next {
        let Step::Removing { slot, sure } = &mut self.step else { return Next::stay() };
        match (press, *sure) {
            (Press::Char('1'), false) => {
                *sure = true;
                Next::stay()
            }
            // The second yes is another key, so that a key that is held down means it only once.
            (Press::Char('9'), true) => {
                let slot = std::mem::take(slot);
                self.enter(Step::List).with(Effect::RemoveVolunteer { slot })
            }
            (Press::Char('2') | Press::Esc | Press::Backspace, _) => self.enter(Step::List),
            _ => Next::stay(),
        }
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
        let look = FieldLook { label, shown, cursor: Some(cursor), hint: &hint, remark: &remark, remark_is_bad: true };
        let body = page.body;
        draw_field(page, Rect { y: body.y + 1, ..body }, &look);
    }

    fn view_list(&self, all: &Shared, page: &mut Page<'_, '_>) {
        let body = page.body;
        let own = all.shift.as_ref().map(|shift| shift.slot.as_str());
        let left = page.paragraphs(body, &[(all.text("volunteers-head"), page.look.strong)]);
        for (at, (y, line)) in (left.y..left.bottom().saturating_sub(3)).zip(&self.lines).enumerate() {
            let chosen = at == self.cursor;
            let style = if chosen { page.look.chosen } else { page.look.page };
            let place = Rect { y, height: 1, ..left };
            page.buffer().set_style(place, style);
            let own = if own == Some(&line.slot) { all.text("volunteers-own") } else { String::new() };
            let wording = format!("{} {:>2}. {}  {own}", if chosen { "●" } else { " " }, at + 1, line.name);
            page.line_at(left.x, y, left.width, &Line::styled(wording, style));
            let digit = u32::try_from(at + 1).ok().and_then(|digit| char::from_digit(digit, 10));
            page.hot(place, Press::Char(digit.unwrap_or(' ')));
        }
        let below = Rect { y: body.bottom().saturating_sub(2), height: 2, ..body };
        match self.remark {
            Some(key) => page.text(below, &format!("✗ {}", all.text(key)), page.look.bad),
            None => page.text(below, &all.text("volunteers-how"), page.look.dim),
        };
    }

    fn view_removal(&self, all: &Shared, page: &mut Page<'_, '_>, slot: &str, sure: bool) {
        let name = self.lines.iter().find(|line| line.slot == slot).map(|line| line.name.clone()).unwrap_or_default();
        let key = if sure { "volunteers-remove-sure" } else { "volunteers-remove" };
        let wording = all.words.with(key, &[("name", name.into())]);
        let style = page.look.strong;
        let left = page.paragraphs(page.body, &[(wording, style)]);
        if !sure {
            let options = [all.text("volunteers-yes"), all.text("volunteers-no")];
            Choices { options: &options, markers: &[Marker::None; 2], first: 1 }.draw(page, left);
        }
    }
}

impl ScreenState for State {
    fn title(&self, all: &Shared) -> String {
        all.text("volunteers-title")
    }

    fn keys(&self, all: &Shared) -> Vec<Hint> {
        let hint = |press, cap: &str, key| Hint::new(press, cap, all.text(key));
        let back = |key| hint(Press::Esc, "Esc", key);
        match &self.step {
            Step::Asking(ask) => ask.keys(all),
            Step::List => vec![
                hint(Press::Char('T'), "T", "volunteers-key-add"),
                hint(Press::Down, "↑↓", "desk-key-choose"),
                hint(Press::Char('B'), "B", "volunteers-key-remove"),
                back("desk-key-back"),
            ],
            Step::Adding(_) => vec![hint(Press::Enter, "Enter", "volunteers-key-make"), back("volunteers-key-no")],
            Step::Making => Vec::new(),
            Step::Showing(_) => vec![hint(Press::Enter, "Enter", "volunteers-key-written")],
            Step::TypingBack(..) => vec![hint(Press::Enter, "Enter", "pin-key-check"), back("volunteers-key-again")],
            Step::Removing { sure: false, .. } => {
                vec![hint(Press::Char('1'), "1-2", "desk-key-choose"), back("volunteers-key-no")]
            }
            Step::Removing { sure: true, .. } => {
                vec![hint(Press::Char('9'), "9", "volunteers-key-sure"), back("volunteers-key-no")]
            }
        }
    }

    fn takes_esc(&self) -> bool {
        true
    }

    fn entered(&mut self, _all: &mut Shared) -> Vec<Effect> {
        Vec::new()
    }

    fn update(&mut self, all: &mut Shared, msg: &Msg) -> Next {
        if let Step::Asking(ask) = &mut self.step {
            return match ask.update(all, msg) {
                Asked::Open(next) => next,
                Asked::Back => Next::go(Route::Desk),
                Asked::Right => {
                    self.step = Step::List;
                    Effect::Volunteers.into()
                }
            };
        }
        match msg {
            Msg::Volunteers(lines) => {
                self.lines.clone_from(lines);
                all.station.volunteers.clone_from(lines);
                self.cursor = self.cursor.min(lines.len().saturating_sub(1));
                Next::stay()
            }
            Msg::NewPassphrase(secret) if matches!(self.step, Step::Making) => {
                self.enter(Step::Showing(secret.clone()))
            }
            Msg::Failed(_) if matches!(self.step, Step::Making) => self.enter(Step::List),
            Msg::Paste(text) => {
                if let Step::Adding(field) = &mut self.step {
                    paste_into(field, text);
                }
                Next::stay()
            }
            Msg::Press(press) => self.press(all, *press),
            _ => Next::stay(),
        }
    }

    fn view(&self, all: &Shared, page: &mut Page<'_, '_>) {
        let body = page.body;
        let strong = page.look.strong;
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
        }
    }
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
    let style = page.look.strong;
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
        page.line_at(area.x, area.y, column, &Line::styled(format!("{}. {syllable}", at + 1), style));
        if big {
            draw_big(page, area.x, area.y + 1, &syllable.to_uppercase(), page.look.good);
        }
    }
}
