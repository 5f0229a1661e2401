use crate::tui::{
    Back, Effect, Focus, Keyed, Next, Route, ScreenState, Shared, Table,
    draw::{Choices, Moment, Page, Picture, Prompt, from_row, markers, wrap},
};

/// The first question to a person who sits down: new here, coming back, or only practising.
#[derive(Default)]
pub struct State {
    focus: Focus,
}

const WAYS: [Action; 3] = [Action::New, Action::Return, Action::Practise];

/// Action of a key.
#[derive(Clone, Copy)]
pub enum Action {
    /// First time here.
    New,
    /// Back again.
    Return,
    /// Only practises.
    Practise,
    /// An arrow.
    Step(isize),
}

impl Keyed for State {
    type Action = Action;

    fn bindings(&self, _all: &Shared) -> Table<Action> {
        let way = |at: usize| WAYS.get(at).copied().unwrap_or(Action::Practise);
        Table::new().choices((WAYS.len(), self.focus), "welcome-key-choose", way, Action::Step, None).menu()
    }

    fn act(&mut self, _all: &mut Shared, action: Action) -> Next {
        match action {
            Action::New => Next::go(Route::Consent),
            Action::Return => Next::go(Route::Who),
            Action::Practise => Next::go(Route::Practice).with(Effect::PracticeSeed),
            Action::Step(by) => {
                self.focus.step(by, WAYS.len());
                Next::stay()
            }
        }
    }
}

impl ScreenState for State {
    fn title(&self, all: &Shared) -> String {
        all.text("welcome-title")
    }

    fn prompt(&self, all: &Shared) -> Option<Prompt> {
        Some(Prompt::choose(all, WAYS.len()))
    }

    fn view(&self, all: &Shared, page: &mut Page<'_, '_>) {
        let body = page.body;
        let options = [all.text("welcome-new"), all.text("welcome-back"), all.text("welcome-practice")];
        let choices = Choices { options: &options, markers: &markers(WAYS.len(), self.focus, None), first: 1 };
        let ask = all.text("welcome-ask");
        let asked = u16::try_from(wrap(&ask, body.width).len()).unwrap_or(1) + 1;
        let (big, style) = (all.text("welcome-big"), page.theme.title);
        let moment = Moment { picture: Picture::flower(), big: &big, style };
        let y = body.y + moment.draw(page, body, asked + choices.wanted(body.width));
        let rows = page.text(from_row(body, y), &ask, page.theme.strong) + 1;
        choices.draw(page, from_row(body, y + rows));
    }

    fn back(&mut self, _all: &Shared) -> Back {
        Back::To(Route::Waiting)
    }

    fn back_line(&self, _all: &Shared) -> &'static str {
        "menu-back-waiting"
    }
}
