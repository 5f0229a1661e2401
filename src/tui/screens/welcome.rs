use crate::tui::{
    Back, Effect, Keyed, Next, Press, Route, ScreenState, Shared, Table,
    draw::{Choices, Marker, Moment, Page, Picture, from_row, wrap},
};

/// The first question to a person who sits down: new here, coming back, or only practising.
#[derive(Default)]
pub struct State;

/// Action of a key.
#[derive(Clone, Copy)]
pub enum Action {
    /// First time here.
    New,
    /// Back again.
    Return,
    /// Only practises.
    Practise,
}

impl Keyed for State {
    type Action = Action;

    fn bindings(&self, _all: &Shared) -> Table<Action> {
        Table::new()
            .key(Press::Char('1'), "1-3", "welcome-key-choose", Action::New)
            .named(&[Press::Char('2')], Action::Return)
            .named(&[Press::Char('3')], Action::Practise)
            .menu()
    }

    fn act(&mut self, _all: &mut Shared, action: Action) -> Next {
        match action {
            Action::New => Next::go(Route::Consent),
            Action::Return => Next::go(Route::Who),
            Action::Practise => Next::go(Route::Practice).with(Effect::PracticeSeed),
        }
    }
}

impl ScreenState for State {
    fn title(&self, all: &Shared) -> String {
        all.text("welcome-title")
    }

    fn view(&self, all: &Shared, page: &mut Page<'_, '_>) {
        let body = page.body;
        let options = [all.text("welcome-new"), all.text("welcome-back"), all.text("welcome-practice")];
        let choices = Choices { options: &options, markers: &[Marker::None; 3], first: 1 };
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
}
