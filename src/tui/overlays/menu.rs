use crate::{
    status::Guest,
    tui::{
        Focus, Keyed, Next, Press, Route, Shared, Table, Window,
        draw::{Choices, Page, Prompt, markers, popup},
    },
};
use ratatui::layout::Rect;

/// Esc, everywhere: 1 where back leads from the screen below, 2 Trợ giúp, 3 Gọi người hỗ trợ, then, where somebody is there whose place it
/// is, 4 Tạm nghỉ, nhường máy, and in a further test 5, to go on without it; at the end, where the machine may read aloud, reading. Taking a break is asked about once more: its digit is an
/// answer on the screen below.
pub struct State {
    /// Wording of the first line, as the screen below has it.
    back: &'static str,
    /// Nobody sits there who could take a break.
    is_free: bool,
    /// A break was chosen.
    asks: bool,
    focus: Focus,
    /// Enter was pressed before it was answered.
    reminded: bool,
}

/// Each with its wording; the first line's is the screen's.
const LINES: [(Action, &str); 5] = [
    (Action::Back, "menu-go-on"),
    (Action::Help, "menu-help"),
    (Action::Helper, "menu-helper"),
    (Action::Rest, "menu-rest"),
    (Action::SetAside, "menu-set-aside"),
];
/// Rows of a line.
const LINE: u16 = 3;
const ANSWERS: [(Action, &str); 2] = [(Action::Leave, "menu-rest-yes"), (Action::Close, "menu-rest-no")];

impl State {
    /// The menu above a screen from which back leads where this wording names; `is_free`: nobody has sat down before it.
    #[must_use]
    pub fn new(back: &'static str, is_free: bool) -> Self {
        Self { back, is_free, asks: false, focus: Focus::default(), reminded: false }
    }

    /// The lines that there are now.
    fn lines(&self, all: &Shared) -> Vec<(Action, &'static str)> {
        let is_further = all.guest.as_ref().is_some_and(Guest::may_set_attempt_aside);
        let count = match (self.is_free, is_further) {
            (true, _) => 3,
            (false, false) => 4,
            (false, true) => LINES.len(),
        };
        if self.asks {
            return ANSWERS.to_vec();
        }
        let read = (Action::Read, if all.reading.is_on() { "voice-menu-stop" } else { "voice-menu-read" });
        let lines = LINES.into_iter().take(count).chain(all.settings.speech.then_some(read));
        lines.enumerate().map(|(at, (action, key))| (action, if at == 0 { self.back } else { key })).collect()
    }

    /// Draws the window above the page.
    pub fn view(&self, all: &Shared, page: &mut Page<'_, '_>) {
        let who = all.address().opening(all.settings.language);
        let title = all.words.with("menu-title", &[("Who", who.into())]);
        // As high as its lines: as much room is above them as below.
        let options: Vec<String> = self.lines(all).iter().map(|(_, key)| all.text(key)).collect();
        let lines = u16::try_from(options.len()).unwrap_or(u16::MAX);
        let asked = if self.asks { 2 } else { 0 };
        let inside = popup(page, &title, 56, LINE * lines + asked);
        if self.asks {
            let rows = page.text(inside, &all.text("menu-rest-sure"), page.theme.strong) + 1;
            let area = Rect { y: inside.y + rows, height: inside.height.saturating_sub(rows), ..inside };
            Choices { options: &options, markers: &markers(2, self.focus, None), first: 1 }.draw(page, area);
            return;
        }
        let markers = markers(options.len(), self.focus, None);
        Choices { options: &options, markers: &markers, first: 1 }.draw(page, inside);
    }

    /// What to do now.
    #[must_use]
    pub fn prompt(&self, all: &Shared) -> Prompt {
        let count = self.lines(all).len();
        if self.reminded { Prompt::remind(all, count) } else { Prompt::choose(all, count) }
    }
}

/// Action of a key.
#[derive(Clone, Copy)]
pub enum Action {
    /// One step back.
    Back,
    /// Help.
    Help,
    /// Asks whether to leave the keyboard to somebody else.
    Rest,
    /// Leaves it; everything is kept.
    Leave,
    /// Calls the helper.
    Helper,
    /// Goes on without the further test that is running.
    SetAside,
    /// Reads the screen below aloud, or stops.
    Read,
    /// Covers the screen.
    Hide,
    /// Closes the menu.
    Close,
    /// An arrow.
    Step(isize),
    /// It is not answered yet.
    Remind,
}

impl Keyed for State {
    type Action = Action;

    fn bindings(&self, all: &Shared) -> Table<Action> {
        let (lines, remind) = (self.lines(all), self.asks.then_some(Action::Remind));
        let line = |at: usize| lines.get(at).map_or(Action::Close, |(action, _)| *action);
        Table::new()
            .choices((lines.len(), self.focus), "menu-key-choose", line, Action::Step, remind)
            .key(Press::Esc, "Esc", "menu-key-close", Action::Close)
            .unlisted(&[Press::Backspace], Action::Close)
            .unlisted(&[Press::F(9)], Action::Hide)
            // Who presses it goes on to type a PIN, whose digits must choose no line of this menu.
            .unlisted(&[Press::F(10)], Action::Helper)
    }

    fn act(&mut self, all: &mut Shared, action: Action) -> Next {
        match action {
            // The screen below knows where back is: it is asked once the menu is gone (`Model::follow`).
            Action::Back => Next::close().and_go_back(),
            Action::Help => Next::over(Window::Help).and_close(),
            Action::Rest if all.is_visited() => {
                *self = Self { asks: true, ..Self::new(self.back, self.is_free) };
                Next::stay()
            }
            // Nobody is there whose work would be kept.
            Action::Rest => Next::go(Route::Waiting).and_close(),
            Action::Leave => Next::go_when_saved(Route::Waiting).and_close().and_over(Window::Goodbye),
            Action::Helper => Next::call_helper(all).and_close(),
            Action::SetAside => {
                if let Some(guest) = &mut all.guest {
                    guest.sets_attempt_aside = true;
                }
                Next::go_when_saved(Route::for_guest(all)).and_close()
            }
            Action::Read => Next::close().and_read(),
            Action::Hide => Next::over(Window::Hidden).and_close(),
            Action::Close => Next::close(),
            Action::Step(by) => {
                self.focus.step(by, self.lines(all).len());
                Next::stay()
            }
            Action::Remind => {
                self.reminded = true;
                Next::stay()
            }
        }
    }
}
