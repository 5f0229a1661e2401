use crate::tui::{
    Back, Effect, Msg, Next, Press, Route, ScreenState, Shared,
    draw::{Choices, Hint, Marker, Page},
};
use ratatui::layout::Rect;

/// The first question to a person who sits down: new here, coming back, or only practising.
#[derive(Default)]
pub struct State;

impl ScreenState for State {
    fn title(&self, all: &Shared) -> String {
        all.text("welcome-title")
    }

    fn keys(&self, all: &Shared) -> Vec<Hint> {
        vec![
            Hint::new(Press::Char('1'), "1-3", all.text("welcome-key-choose")),
            Hint::new(Press::Esc, "Esc", all.text("frame-menu")),
        ]
    }

    fn update(&mut self, _all: &mut Shared, msg: &Msg) -> Next {
        match msg {
            Msg::Press(Press::Char('1')) => Next::go(Route::Consent),
            Msg::Press(Press::Char('2')) => Next::go(Route::Who),
            Msg::Press(Press::Char('3')) => Next::go(Route::Practice).with(Effect::PracticeSeed),
            _ => Next::stay(),
        }
    }

    fn view(&self, all: &Shared, page: &mut Page<'_, '_>) {
        let body = page.body;
        let rows = page.text(Rect { y: body.y + 1, ..body }, &all.text("welcome-ask"), page.look.strong) + 2;
        let options = [all.text("welcome-new"), all.text("welcome-back"), all.text("welcome-practice")];
        let area = Rect { y: body.y + rows + 1, height: body.height.saturating_sub(rows + 1), ..body };
        Choices { options: &options, markers: &[Marker::None; 3], first: 1 }.draw(page, area);
    }

    fn back(&mut self, _all: &Shared) -> Back {
        Back::To(Route::Waiting)
    }
}
