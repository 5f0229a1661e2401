use crate::tui::{
    Focus, Keyed, Next, Press, Route, Shared, Table, Window,
    draw::{Choices, Page, Prompt, markers, popup},
};
use ratatui::layout::Rect;

/// Esc, everywhere: 1 Quay lại, 2 Trợ giúp, 3 Tạm nghỉ, nhường máy, 4 Người hỗ trợ. Taking a break is asked about once more: its digit
/// is an answer on the screen below.
#[derive(Default)]
pub struct State {
    /// A break was chosen.
    asks: bool,
    focus: Focus,
    /// Enter was pressed before it was answered.
    reminded: bool,
}

const LINES: [Action; 4] = [Action::Back, Action::Help, Action::Rest, Action::Helper];
const ANSWERS: [Action; 2] = [Action::Leave, Action::Close];

impl State {
    /// Draws the window above the page.
    pub fn view(&self, all: &Shared, page: &mut Page<'_, '_>) {
        let inside = popup(page, &all.text("menu-title"), 56, 13);
        if self.asks {
            let rows = page.text(inside, &all.text("menu-rest-sure"), page.theme.strong) + 1;
            let area = Rect { y: inside.y + rows, height: inside.height.saturating_sub(rows), ..inside };
            let options = [all.text("menu-rest-yes"), all.text("menu-rest-no")];
            Choices { options: &options, markers: &markers(2, self.focus, None), first: 1 }.draw(page, area);
            return;
        }
        let options = [all.text("menu-back"), all.text("menu-help"), all.text("menu-rest"), all.text("menu-helper")];
        Choices { options: &options, markers: &markers(4, self.focus, None), first: 1 }.draw(page, inside);
    }

    /// What to do now.
    #[must_use]
    pub fn prompt(&self, all: &Shared) -> Prompt {
        let count = if self.asks { ANSWERS.len() } else { LINES.len() };
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

    fn bindings(&self, _all: &Shared) -> Table<Action> {
        let (lines, remind): (&'static [Action], _) =
            if self.asks { (&ANSWERS, Some(Action::Remind)) } else { (&LINES, None) };
        let line = |at: usize| lines.get(at).copied().unwrap_or(Action::Close);
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
                *self = Self { asks: true, ..Self::default() };
                Next::stay()
            }
            // Nobody is there whose work would be kept.
            Action::Rest => Next::go(Route::Waiting).and_close(),
            Action::Leave => Next::go_when_saved(Route::Waiting).and_close().and_over(Window::Goodbye),
            Action::Helper => Next::call_helper(all).and_close(),
            Action::Hide => Next::over(Window::Hidden).and_close(),
            Action::Close => Next::close(),
            Action::Step(by) => {
                self.focus.step(by, if self.asks { ANSWERS.len() } else { LINES.len() });
                Next::stay()
            }
            Action::Remind => {
                self.reminded = true;
                Next::stay()
            }
        }
    }
}
