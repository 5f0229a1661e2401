use crate::tui::{
    Msg, Next, Press, Route, Shared, Window,
    draw::{Choices, Hint, Marker, Page, popup},
};

/// Esc, everywhere: 1 Quay lại, 2 Trợ giúp, 3 Tạm nghỉ, nhường máy, 4 Người hỗ trợ.
#[derive(Default)]
pub struct State;

impl State {
    /// What follows from a message.
    pub fn update(&mut self, all: &mut Shared, msg: &Msg) -> Next {
        let Msg::Press(press) = msg else { return Next::stay() };
        match press {
            Press::Esc | Press::Backspace | Press::Enter => Next::close(),
            // The screen below knows where back is: it is asked once the menu is gone (`Model::follow`).
            Press::Char('1') => Next::close().and_go_back(),
            Press::Char('2') => Next::over(Window::Help).and_close(),
            Press::Char('3') => Next::go(Route::Waiting).and_close(),
            Press::Char('4') => Next::call_helper(all).and_close(),
            _ => Next::stay(),
        }
    }

    /// Draws the window above the page.
    pub fn view(&self, all: &Shared, page: &mut Page<'_, '_>) {
        let inside = popup(page, &all.text("menu-title"), 56, 13);
        let options = [all.text("menu-back"), all.text("menu-help"), all.text("menu-rest"), all.text("menu-helper")];
        Choices { options: &options, markers: &[Marker::None; 4], first: 1 }.draw(page, inside);
    }

    /// Keys of the footer while the window is on top.
    #[must_use]
    pub fn keys(&self, all: &Shared) -> Vec<Hint> {
        vec![
            Hint::new(Press::Char('1'), "1-4", all.text("menu-key-choose")),
            Hint::new(Press::Esc, "Esc", all.text("menu-key-close")),
        ]
    }
}
