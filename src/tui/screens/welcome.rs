use super::{consent, practice, who};
use crate::tui::{
    Effect, Msg, Next, Press, Screen, Shared,
    draw::{Choices, Hint, Marker, Page},
};
use ratatui::layout::Rect;

/// The first question to whoever sits down: new here, coming back, or only practising.
#[derive(Default)]
pub struct State;

impl State {
    pub fn update(&mut self, _all: &mut Shared, msg: &Msg) -> Next {
        match msg {
            Msg::Press(Press::Char('1')) => Next::go(Screen::Consent(consent::State::default())),
            Msg::Press(Press::Char('2')) => Next::go(Screen::Who(who::State::default())),
            Msg::Press(Press::Char('3')) => {
                Next::go(Screen::Practice(Box::new(practice::State::new()))).with(Effect::PracticeSeed)
            }
            _ => Next::stay(),
        }
    }

    pub fn view(&self, all: &Shared, page: &mut Page<'_, '_>) {
        let body = page.body;
        let rows = page.text(Rect { y: body.y + 1, ..body }, &all.say("welcome-ask"), page.look.strong) + 2;
        let options = [all.say("welcome-new"), all.say("welcome-back"), all.say("welcome-practice")];
        let area = Rect { y: body.y + rows + 1, height: body.height.saturating_sub(rows + 1), ..body };
        Choices { options: &options, markers: &[Marker::None; 3], first: 1 }.draw(page, area);
    }

    #[must_use]
    pub fn keys(&self, all: &Shared) -> Vec<Hint> {
        vec![
            Hint::new(Press::Char('1'), "1-3", all.say("welcome-key-choose")),
            Hint::new(Press::Esc, "Esc", all.say("frame-menu")),
        ]
    }

    #[must_use]
    pub fn title(&self, all: &Shared) -> String {
        all.say("welcome-title")
    }
}
