//! A receipt by mouth: five syllables that a phone shows are typed here, each found in the list by its first letters. They end reminders and
//! nothing else (docs/decisions/083-results-by-light.md).

use crate::{
    domain::SpokenReply,
    input::{Field, FieldKind, Typing},
    tui::{
        EDITING, Effect, Keyed, Msg, Next, Press, Route, ScreenState, Shared, SpokenDesk, Table,
        draw::{Page, Prompt},
        typed::{cursor_of, type_into},
    },
};
use ratatui::{layout::Rect, text::Line};

/// The page on which five syllables are typed.
pub struct State {
    desk: Option<SpokenDesk>,
    /// Syllables that are complete.
    taken: Vec<&'static str>,
    /// The one that is being typed.
    field: Field,
    remark: Remark,
    step: Step,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Typing,
    /// They are compared.
    Asked,
    /// The centre holds it.
    Held {
        seq: u32,
        bundles: u64,
        records: u64,
    },
}

/// What there is to note about what was typed.
#[derive(Default)]
enum Remark {
    #[default]
    None,
    /// No syllable begins with these letters.
    Unknown(String),
    /// Several do.
    Several(String),
    /// Not all are typed yet.
    Missing,
    /// They are none of this station's.
    Wrong { wait_s: u32 },
    /// A wait is on.
    NotRead { wait_s: u32 },
}

/// The longest syllable and a letter more.
const LONGEST: usize = 8;
/// Syllables that are shown of those that begin with what is typed.
const MOST_SHOWN: usize = 8;
/// Of a paste so much is looked at.
const MOST_PASTED: usize = 200;

impl Default for State {
    fn default() -> Self {
        Self { desk: None, taken: Vec::new(), field: empty(), remark: Remark::None, step: Step::Typing }
    }
}

/// Action of a key.
#[derive(Clone, Copy)]
pub enum Action {
    /// Completes the syllable, or has all of them compared.
    Enter,
    /// Completes the syllable.
    Complete,
    /// A key of the field.
    Type(Press),
    /// Back to handing in.
    Back,
    /// To the desk.
    Desk,
}

fn empty() -> Field {
    Field::new(FieldKind::Text { limit: LONGEST })
}

/// Letters without marks and capitals, as the list has them.
fn plain(typed: &str) -> String {
    crate::domain::fold(typed).chars().filter(char::is_ascii_alphabetic).collect()
}

impl State {
    fn count(&self) -> usize {
        self.desk.map_or(0, |desk| desk.count)
    }

    fn is_full(&self) -> bool {
        self.desk.is_some() && self.taken.len() >= self.count()
    }

    /// Syllables that begin with these letters.
    fn beginning_with<'a>(&self, letters: &'a str) -> impl Iterator<Item = &'static str> + use<'a> {
        let all = self.desk.map_or(&[][..], |desk| desk.syllables);
        all.iter().copied().filter(move |syllable| syllable.starts_with(letters))
    }

    /// Takes the syllable that is typed, or the only one that begins so.
    fn complete(&mut self) {
        let letters = plain(self.field.text());
        if letters.is_empty() || self.is_full() {
            return;
        }
        let found: Vec<&'static str> = self.beginning_with(&letters).take(2).collect();
        match (found.first().copied(), found.get(1)) {
            // The list is in order: a syllable that is typed whole comes before those that go on with it.
            (Some(first), _) if first == letters => self.take(first),
            (Some(only), None) => self.take(only),
            (Some(_), Some(_)) => self.remark = Remark::Several(letters),
            (None, _) => self.remark = Remark::Unknown(letters),
        }
    }

    fn take(&mut self, syllable: &'static str) {
        self.taken.push(syllable);
        (self.field, self.remark) = (empty(), Remark::None);
    }

    fn enter(&mut self) -> Next {
        self.complete();
        if !self.is_full() {
            if matches!(self.remark, Remark::None) {
                self.remark = Remark::Missing;
            }
            return Next::stay();
        }
        self.step = Step::Asked;
        Effect::TakeSpoken(self.taken.join("-")).into()
    }

    fn type_key(&mut self, press: Press) {
        self.remark = Remark::None;
        match press {
            Press::Char(' ' | '-' | ',' | '.') => self.complete(),
            // What was taken by mistake comes back, letter by letter.
            Press::Backspace if self.field.text().is_empty() => {
                if let Some(last) = self.taken.pop() {
                    self.field = Field::with_text(FieldKind::Text { limit: LONGEST }, last);
                }
            }
            _ if self.is_full() => (), // else: no further syllable belongs here
            _ => type_into(&mut self.field, press, Typing::Off), // else: the field knows its keys
        }
    }

    fn paste(&mut self, text: &str) {
        let start: String = text.chars().take(MOST_PASTED).collect();
        for word in start.split(|letter: char| !letter.is_alphabetic()).filter(|word| !word.is_empty()) {
            self.field = Field::with_text(FieldKind::Text { limit: LONGEST }, &plain(word));
            self.complete();
            if !matches!(self.remark, Remark::None) {
                return;
            }
        }
    }
}

impl Keyed for State {
    type Action = Action;

    fn bindings(&self, _all: &Shared) -> Table<Action> {
        let table = match self.step {
            Step::Asked => Table::new(),
            Step::Held { .. } => Table::new()
                .key(Press::Enter, "Enter", "transfer-key-done", Action::Desk)
                .unlisted(&[Press::Esc], Action::Back),
            Step::Typing => Table::new()
                .key(Press::Enter, "Enter", "spoken-key-check", Action::Enter)
                .key(Press::Tab, "Tab", "spoken-key-complete", Action::Complete)
                .key(Press::Esc, "Esc", "desk-key-back", Action::Back)
                .typed(EDITING, Action::Type),
        };
        table.without_esc()
    }

    fn act(&mut self, _all: &mut Shared, action: Action) -> Next {
        match action {
            Action::Enter => return self.enter(),
            Action::Complete => self.complete(),
            Action::Type(press) => self.type_key(press),
            Action::Back => return Next::go(Route::Outbox),
            Action::Desk => return Next::go(Route::Desk),
        }
        Next::stay()
    }

    fn received(&mut self, _all: &mut Shared, msg: &Msg) -> Next {
        match msg {
            Msg::SpokenDesk(desk) => {
                self.desk = Some(*desk);
                if desk.wait_s > 0 {
                    self.remark = Remark::NotRead { wait_s: desk.wait_s };
                }
            }
            Msg::Spoke(SpokenReply::Held { seq, bundles, records }) => {
                self.step = Step::Held { seq: *seq, bundles: *bundles, records: *records };
            }
            // What is typed stays: perhaps one of them was misheard.
            Msg::Spoke(SpokenReply::Wrong { wait_s }) => {
                (self.step, self.remark) = (Step::Typing, Remark::Wrong { wait_s: *wait_s });
            }
            Msg::Spoke(SpokenReply::NotRead { wait_s }) => {
                (self.step, self.remark) = (Step::Typing, Remark::NotRead { wait_s: *wait_s });
            }
            Msg::Failed(_) if self.step == Step::Asked => self.step = Step::Typing,
            Msg::Paste(text) if self.step == Step::Typing => self.paste(text),
            _ => (), // else: nothing else was asked for here
        }
        Next::stay()
    }
}

impl ScreenState for State {
    fn title(&self, all: &Shared) -> String {
        all.text("spoken-title")
    }

    fn is_between_visits(&self) -> bool {
        true
    }

    fn entered(&mut self, _all: &mut Shared) -> Vec<Effect> {
        vec![Effect::SpokenDesk]
    }

    fn prompt(&self, all: &Shared) -> Option<Prompt> {
        Some(match self.step {
            Step::Asked => Prompt::wait(all),
            Step::Held { .. } => Prompt::to(all, "now-read"),
            Step::Typing if self.is_full() => Prompt::enter(all.text("spoken-now-check")),
            Step::Typing => Prompt::new(all.text("spoken-now-type")),
        })
    }

    fn view(&self, all: &Shared, page: &mut Page<'_, '_>) {
        match self.step {
            Step::Typing | Step::Asked => self.view_typing(all, page),
            Step::Held { seq, bundles, records } => {
                let values = [
                    ("seq", all.words.number(seq.into()).into()),
                    ("bundles", all.words.number(bundles).into()),
                    ("records", all.words.number(records).into()),
                ];
                let key = if bundles > 0 { "spoken-held" } else { "spoken-held-before" };
                let texts = [
                    (format!("✓ {}", all.words.with(key, &values)), page.theme.good),
                    (all.text("spoken-kept"), page.theme.page),
                ];
                page.paragraphs(page.body, &texts);
            }
        }
    }
}

impl State {
    fn view_typing(&self, all: &Shared, page: &mut Page<'_, '_>) {
        let left = page.paragraphs(page.body, &[(all.text("spoken-why"), page.theme.page)]);
        let mut y = left.y;
        for at in 0..self.count() {
            let is_here = at == self.taken.len();
            let text = self.taken.get(at).copied().unwrap_or(if is_here { self.field.text() } else { "" });
            let style = match (is_here, self.taken.get(at)) {
                (true, _) => page.theme.field_active,
                (false, Some(_)) => page.theme.strong,
                (false, None) => page.theme.dim,
            };
            let row = Rect { y, height: 1, width: 24.min(left.width), ..left };
            if is_here {
                page.buffer().set_style(row, style);
                page.cursor(row.x + 4 + cursor_of(&self.field), y);
            }
            page.line_at(row.x, y, row.width, &Line::styled(format!(" {}. {text}", at + 1), style));
            y += 1;
        }
        let below = Rect { y: y + 1, height: left.bottom().saturating_sub(y + 1), ..left };
        let letters = plain(self.field.text());
        let style = if matches!(self.remark, Remark::None) { page.theme.dim } else { page.theme.bad };
        let note = match &self.remark {
            Remark::None if letters.is_empty() => return,
            Remark::None => self.suggested(&letters),
            Remark::Several(letters) => {
                let values = [("letters", letters.as_str().into()), ("words", self.suggested(letters).into())];
                format!("▲ {}", all.words.with("spoken-several", &values))
            }
            Remark::Unknown(letters) => {
                format!("▲ {}", all.words.with("spoken-unknown", &[("letters", letters.as_str().into())]))
            }
            Remark::Missing => {
                let left = self.count().saturating_sub(self.taken.len());
                format!("▲ {}", all.words.with("spoken-missing", &[("n", left.into())]))
            }
            Remark::Wrong { wait_s: 0 } => format!("▲ {}", all.text("spoken-wrong")),
            Remark::Wrong { wait_s } => {
                let wait = all.words.with("spoken-wait", &[("n", (*wait_s).into())]);
                format!("▲ {} {wait}", all.text("spoken-wrong"))
            }
            Remark::NotRead { wait_s } => {
                format!("▲ {}", all.words.with("spoken-wait", &[("n", (*wait_s).into())]))
            }
        };
        page.text(below, &note, style);
    }

    /// The first few syllables that begin so.
    fn suggested(&self, letters: &str) -> String {
        let mut found: Vec<&str> = self.beginning_with(letters).take(MOST_SHOWN + 1).collect();
        if found.len() > MOST_SHOWN {
            found.pop();
            found.push("…");
        }
        found.join("  ")
    }
}
