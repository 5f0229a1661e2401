use crate::tui::{
    Msg, Next, Shared,
    draw::{Hint, Page},
};

/// To come.
#[derive(Default)]
pub struct State;

impl State {
    pub fn entered(&mut self, _all: &mut Shared) -> Vec<crate::tui::Effect> {
        Vec::new()
    }

    pub fn update(&mut self, _all: &mut Shared, _msg: &Msg) -> Next {
        Next::stay()
    }

    pub fn view(&self, _all: &Shared, _page: &mut Page<'_, '_>) {}

    #[must_use]
    pub fn keys(&self, _all: &Shared) -> Vec<Hint> {
        Vec::new()
    }

    #[must_use]
    pub fn title(&self, _all: &Shared) -> String {
        String::new()
    }
}
