use crate::{
    session::{Attempt, Command, Refusal},
    tui::{
        Back, Effect, Focus, Keyed, Next, Press, Route, ScreenState, Shared, Table,
        draw::{Choices, Page, Prompt, markers},
    },
};
use ratatui::{layout::Rect, text::Line};

/// All questions at a glance, what is still blank, and handing in, which is asked twice.
#[derive(Default)]
pub struct State {
    cursor: usize,
    moved: bool,
    confirming: bool,
    /// Where the arrows are while handing in is asked about.
    focus: Focus,
    /// Enter was pressed before it was answered.
    reminded: bool,
}

const ANSWERS: [Action; 2] = [Action::HandIn, Action::LookAgain];

/// Keys beside those that the footer names, by which handing in is asked about.
fn hand_in_keys(has_zero: bool) -> Vec<Press> {
    let zero = (!has_zero).then_some(Press::Char('0'));
    std::iter::once(Press::F(2)).chain(zero).collect()
}

/// Cells of the grid: ten questions in a row.
const COLUMNS: usize = 10;

impl State {
    /// The question under the cursor: before it is moved the first one without an answer.
    fn at_cursor(&self, attempt: &Attempt) -> usize {
        if self.moved { self.cursor } else { attempt.answers.blanks().first().copied().unwrap_or(attempt.at) }
    }

    fn move_to(&mut self, place: usize) -> Next {
        (self.cursor, self.moved) = (place, true);
        Next::stay()
    }

    fn confirm(&mut self, confirming: bool) -> Next {
        (self.confirming, self.focus, self.reminded) = (confirming, Focus::default(), false);
        Next::stay()
    }

    fn hand_in(&mut self, all: &mut Shared) -> Next {
        match all.step(Command::Submit) {
            Ok(effects) => Next::go_when_saved(Route::Result { seen: false }).with_all(effects),
            Err(Refusal::Blanks(blanks)) => {
                self.confirming = false;
                self.move_to(blanks.first().copied().unwrap_or(0))
            }
            Err(_) => Next::stay(), // else: no attempt is running any more
        }
    }

    fn view_below(&self, all: &Shared, page: &mut Page<'_, '_>, area: Rect, (blanks, size): (&[usize], usize)) {
        let legend = all.text("overview-legend");
        page.line_at(area.x, area.y, area.width, &Line::styled(legend, page.theme.dim));
        let area = Rect { y: area.y + 2, height: area.height.saturating_sub(2), ..area };
        if !blanks.is_empty() {
            let list: Vec<String> = blanks.iter().map(|place| (place + 1).to_string()).collect();
            let wording = match blanks.len() == size {
                true => all.text("overview-all-blank"),
                false => all.words.with("overview-blank", &[("list", list.join(", ").into())]),
            };
            page.text(area, &format!("□ {wording}"), page.theme.strong);
        } else if self.confirming {
            let rows = page.text(area, &format!("✓ {}", all.text("overview-sure")), page.theme.strong);
            let options = [all.text("overview-hand-in"), all.text("overview-look-again")];
            let area = Rect { y: area.y + rows + 1, height: area.height.saturating_sub(rows + 1), ..area };
            Choices { options: &options, markers: &markers(2, self.focus, None), first: 1 }.draw(page, area);
        } else {
            page.text(area, &format!("✓ {}", all.text("overview-complete")), page.theme.good);
        }
    }
}

/// Action of a key.
#[derive(Clone, Copy)]
pub enum Action {
    /// One question to the left.
    Left,
    /// One question to the right.
    Right,
    /// One row up.
    Up,
    /// One row down.
    Down,
    /// Opens the question under the cursor.
    Open,
    /// To the question that was left.
    Return,
    /// Asks whether to hand in.
    Ask,
    /// Hands in.
    HandIn,
    /// Does not hand in yet.
    LookAgain,
    /// An arrow between the two answers.
    Step(isize),
    /// It is not answered yet.
    Remind,
}

impl Keyed for State {
    type Action = Action;

    fn bindings(&self, all: &Shared) -> Table<Action> {
        if self.confirming {
            let answer = |at: usize| ANSWERS.get(at).copied().unwrap_or(Action::LookAgain);
            return Table::new()
                .choices((2, self.focus), "menu-key-choose", answer, Action::Step, Some(Action::Remind))
                .unlisted(&[Press::Left, Press::Backspace], Action::LookAgain);
        }
        let attempt = all.guest.as_ref().and_then(|guest| guest.visit.running());
        let is_complete = attempt.is_some_and(|attempt| attempt.answers.is_complete());
        let (wording, enter) = match is_complete && !self.moved {
            true => ("overview-key-hand-in", Action::Ask),
            false => ("overview-key-open", Action::Open),
        };
        Table::new()
            .key(Press::Right, "←→↑↓", "overview-key-move", Action::Right)
            .named(&[Press::Left], Action::Left)
            .named(&[Press::Up], Action::Up)
            .named(&[Press::Down], Action::Down)
            .key(Press::Enter, "Enter", wording, enter)
            // Where Enter asks already, the footer names one key for it.
            .when(is_complete && self.moved, |table| {
                table.key(Press::Char('0'), "0", "overview-key-hand-in", Action::Ask)
            })
            .when(is_complete, |table| table.unlisted(&hand_in_keys(self.moved), Action::Ask))
            .unlisted(&[Press::Tab, Press::Backspace], Action::Return)
            .menu()
    }

    fn act(&mut self, all: &mut Shared, action: Action) -> Next {
        let Some(attempt) = all.guest.as_ref().and_then(|guest| guest.visit.running()) else { return Next::stay() };
        let (size, at) = (attempt.answers.size(), attempt.at);
        self.cursor = self.at_cursor(attempt);
        match action {
            Action::Left => self.move_to(self.cursor.saturating_sub(1)),
            Action::Right => self.move_to((self.cursor + 1).min(size.saturating_sub(1))),
            Action::Up => self.move_to(self.cursor.checked_sub(COLUMNS).unwrap_or(self.cursor)),
            Action::Down if self.cursor + COLUMNS < size => self.move_to(self.cursor + COLUMNS),
            Action::Down => Next::stay(),
            Action::Open => go_to(all, self.cursor, Route::QuizForBlanks),
            Action::Return => go_to(all, at, Route::Quiz),
            Action::Ask => self.confirm(true),
            Action::HandIn => self.hand_in(all),
            Action::LookAgain => self.confirm(false),
            Action::Step(by) => {
                self.focus.step(by, ANSWERS.len());
                Next::stay()
            }
            Action::Remind => {
                self.reminded = true;
                Next::stay()
            }
        }
    }
}

impl ScreenState for State {
    fn title(&self, all: &Shared) -> String {
        all.text("overview-title")
    }

    /// Who has answered everything came to hand it in: it is asked about at once.
    fn entered(&mut self, all: &mut Shared) -> Vec<Effect> {
        let attempt = all.guest.as_ref().and_then(|guest| guest.visit.running());
        self.confirming = attempt.is_some_and(|attempt| attempt.answers.is_complete());
        Vec::new()
    }

    fn prompt(&self, all: &Shared) -> Option<Prompt> {
        let attempt = all.guest.as_ref()?.visit.running()?;
        let opens = |key| {
            let n = self.at_cursor(attempt) + 1;
            Prompt::enter(all.words.with(key, &[("n", n.into())]))
        };
        Some(match (self.confirming, attempt.answers.is_complete()) {
            (true, _) if self.reminded => Prompt::remind(all, ANSWERS.len()),
            (true, _) => Prompt::choose(all, ANSWERS.len()),
            (false, false) if attempt.answers.choice(self.at_cursor(attempt)).is_none() => opens("now-open-blank"),
            (false, false) => opens("now-open-this"),
            (false, true) if self.moved => opens("now-open"),
            (false, true) => Prompt::to(all, "now-hand-in"),
        })
    }

    fn view(&self, all: &Shared, page: &mut Page<'_, '_>) {
        let Some(attempt) = all.guest.as_ref().and_then(|guest| guest.visit.running()) else { return };
        let body = page.body;
        let blanks = attempt.answers.blanks();
        let cursor = self.at_cursor(attempt);
        page.line_at(body.x, body.y, body.width, &Line::styled(all.text("overview-head"), page.theme.strong));
        let width = body.width / u16::try_from(COLUMNS).unwrap_or(10);
        for place in 0..attempt.answers.size() {
            let column = u16::try_from(place % COLUMNS).unwrap_or(0);
            let row = u16::try_from(place / COLUMNS).unwrap_or(0);
            let mark = match (attempt.answers.choice(place), attempt.answers.is_flagged(place)) {
                (Some(_), true) => "✓▲",
                (None, true) => " ▲",
                (Some(_), false) => "✓",
                (None, false) => " ",
            };
            let area =
                Rect { x: body.x + column * width, y: body.y + 2 + row * 3, width: width.saturating_sub(1), height: 3 };
            let here = place == cursor;
            let style = match (here, attempt.answers.choice(place)) {
                (true, _) => page.theme.chosen,
                (false, Some(_)) => page.theme.band_good,
                (false, None) => page.theme.band,
            };
            match (page.theme.has_bands, here) {
                (true, true) => page.buffer().set_style(area, style),
                (true, false) => page.band(area, style),
                (false, _) => page.frame_box(area, here, style),
            }
            let wording = format!("{:>2}{mark}", place + 1);
            page.line_at(area.x + 1, area.y + 1, area.width.saturating_sub(2), &Line::styled(wording, style));
        }
        let y = body.y + 3 + 3 * u16::try_from(attempt.answers.size().div_ceil(COLUMNS)).unwrap_or(2);
        let area = Rect { y, height: body.bottom().saturating_sub(y), ..body };
        self.view_below(all, page, area, (&blanks, attempt.answers.size()));
    }

    fn back(&mut self, _all: &Shared) -> Back {
        Back::To(Route::Quiz)
    }

    fn back_line(&self, _all: &Shared) -> &'static str {
        "menu-back-question"
    }
}

fn go_to(all: &mut Shared, place: usize, route: Route) -> Next {
    let effects = all.step(Command::GoTo(place)).unwrap_or_default();
    Next::go_when_saved(route).with_all(effects)
}
