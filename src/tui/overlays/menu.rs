use crate::tui::{
    Keyed, Next, Press, Route, Shared, Table, Window,
    draw::{Choices, Marker, Page, popup},
};

/// Esc, everywhere: 1 Quay lại, 2 Trợ giúp, 3 Tạm nghỉ, nhường máy, 4 Người hỗ trợ.
#[derive(Default)]
pub struct State;

impl State {
    /// Draws the window above the page.
    pub fn view(&self, all: &Shared, page: &mut Page<'_, '_>) {
        let inside = popup(page, &all.text("menu-title"), 56, 13);
        let options = [all.text("menu-back"), all.text("menu-help"), all.text("menu-rest"), all.text("menu-helper")];
        Choices { options: &options, markers: &[Marker::None; 4], first: 1 }.draw(page, inside);
    }
}

/// Action of a key.
#[derive(Clone, Copy)]
pub enum Action {
    /// One step back.
    Back,
    /// Help.
    Help,
    /// Leaves the keyboard to somebody else; everything is kept.
    Rest,
    /// Calls the helper.
    Helper,
    /// Covers the screen.
    Hide,
    /// Closes the menu.
    Close,
}

impl Keyed for State {
    type Action = Action;

    fn bindings(&self, _all: &Shared) -> Table<Action> {
        Table::new()
            .key(Press::Char('1'), "1-4", "menu-key-choose", Action::Back)
            .named(&[Press::Char('2')], Action::Help)
            .named(&[Press::Char('3')], Action::Rest)
            .named(&[Press::Char('4')], Action::Helper)
            .key(Press::Esc, "Esc", "menu-key-close", Action::Close)
            .unlisted(&[Press::Backspace, Press::Enter], Action::Close)
            .unlisted(&[Press::F(9)], Action::Hide)
            // Who presses it goes on to type a PIN, whose digits must choose no line of this menu.
            .unlisted(&[Press::F(10)], Action::Helper)
    }

    fn act(&mut self, all: &mut Shared, action: Action) -> Next {
        match action {
            // The screen below knows where back is: it is asked once the menu is gone (`Model::follow`).
            Action::Back => Next::close().and_go_back(),
            Action::Help => Next::over(Window::Help).and_close(),
            Action::Rest => Next::go(Route::Waiting).and_close(),
            Action::Helper => Next::call_helper(all).and_close(),
            Action::Hide => Next::over(Window::Hidden).and_close(),
            Action::Close => Next::close(),
        }
    }
}
