use crate::{
    domain::{Birth, ClockDoubt, Date, date_entry},
    input::{Field, FieldKind, Typing},
    record::{Body, Event},
    tui::{
        Back, EDITING, Keyed, Msg, Next, Press, Route, ScreenState, Shared, Table,
        draw::{FieldParts, Page, Prompt, draw_field},
        typed::{cursor_of, paste_into, type_into},
    },
};
use chrono::Days;
use ratatui::layout::Rect;

/// "Hôm nay là ngày nào?": the volunteer's date where the machine's clock contradicts what is known. It is kept as a record, and
/// counts until the machine is started again (docs/decisions/039-one-bounded-now.md).
pub struct State {
    field: Field,
    remark: Option<String>,
}

/// Nobody works this many days after the centre signed something last.
const MOST_DAYS: u64 = 400;

impl State {
    /// With the date that was confirmed last, which may still be right; empty where there is none.
    #[must_use]
    pub fn new(all: &Shared) -> Self {
        let mut field = Field::new(FieldKind::Date);
        if let Some((date, _)) = all.known.confirmed {
            paste_into(&mut field, &all.words.date(date));
        }
        Self { field, remark: None }
    }

    fn confirm(&mut self, all: &mut Shared) -> Next {
        match self.date(all) {
            Err(remark) => {
                self.remark = Some(remark);
                Next::stay()
            }
            Ok(date) => {
                let body = Body::ClockConfirmed { date: date.format("%Y-%m-%d").to_string() };
                let effect = all.keep_nobodys(vec![Event::Record(body)]);
                all.known.confirmed = Some((date, all.now.stamp));
                all.now = all.known.now(all.now.stamp);
                Next::go_when_saved(Route::Waiting).with(effect)
            }
        }
    }

    fn date(&self, all: &Shared) -> Result<Date, String> {
        let Ok(Birth::Day(date)) = date_entry::read(self.field.text()) else { return Err(all.text("clock-no-date")) };
        let signed = all.known.signed.date();
        let shown = [("date", all.words.date(signed).into())];
        match signed.checked_add_days(Days::new(MOST_DAYS)) {
            _ if date < signed => Err(all.words.with("clock-too-early", &shown)),
            Some(last) if date > last => Err(all.words.with("clock-too-late", &shown)),
            _ => Ok(date), // else: a date that people can have
        }
    }
}

/// Action of a key.
#[derive(Clone, Copy)]
pub enum Action {
    /// Keeps the date.
    Confirm,
    /// Goes on without.
    Later,
    /// A key of the field.
    Type(Press),
}

impl Keyed for State {
    type Action = Action;

    fn bindings(&self, _all: &Shared) -> Table<Action> {
        Table::new()
            .key(Press::Enter, "Enter", "clock-key-confirm", Action::Confirm)
            .key(Press::Esc, "Esc", "clock-key-later", Action::Later)
            .typed(EDITING, Action::Type)
    }

    fn act(&mut self, all: &mut Shared, action: Action) -> Next {
        match action {
            Action::Confirm => self.confirm(all),
            Action::Later => Next::go(Route::Waiting),
            Action::Type(press) => {
                self.remark = None;
                type_into(&mut self.field, press, Typing::Off);
                Next::stay()
            }
        }
    }

    fn received(&mut self, _all: &mut Shared, msg: &Msg) -> Next {
        if let Msg::Paste(text) = msg {
            paste_into(&mut self.field, text);
        }
        Next::stay()
    }
}

impl ScreenState for State {
    fn title(&self, all: &Shared) -> String {
        all.text("clock-title")
    }

    fn is_between_visits(&self) -> bool {
        true
    }

    fn prompt(&self, all: &Shared) -> Option<Prompt> {
        Some(Prompt::to(all, "clock-now"))
    }

    fn view(&self, all: &Shared, page: &mut Page<'_, '_>) {
        let machine = all.words.date(all.now.machine_date());
        let signed = all.words.date(all.known.signed.date());
        let key = match all.now.doubt() {
            Some(ClockDoubt::Ahead) => "clock-ahead",
            Some(ClockDoubt::Behind) | None => "clock-behind",
        };
        let head = all.words.with(key, &[("machine", machine.into()), ("date", signed.into())]);
        let texts = [(head, page.theme.strong), (all.text("clock-look"), page.theme.page)];
        let left = page.paragraphs(page.body, &texts);
        let parts = FieldParts {
            label: &all.text("clock-label"),
            shown: self.field.text(),
            cursor: Some(cursor_of(&self.field)),
            hint: &all.text("clock-hint"),
            remark: self.remark.as_deref().unwrap_or_default(),
            remark_is_bad: true,
        };
        let rows = draw_field(page, left, &parts) + 1;
        let below = Rect { y: left.y + rows, height: left.height.saturating_sub(rows), ..left };
        page.text(below, &all.text("clock-why"), page.theme.dim);
    }

    fn back(&mut self, _all: &Shared) -> Back {
        Back::To(Route::Waiting)
    }

    fn back_line(&self, _all: &Shared) -> &'static str {
        "menu-back-waiting"
    }
}
