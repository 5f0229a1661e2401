//! Tests on numbered papers, at the desk: printed, collected, keyed in, and what became of each.

mod key;
mod key_view;
mod menu;
mod number;
mod pick;
mod print;

use crate::tui::{
    BatchLine, Effect, Keyed, Msg, Next, PaperLine, PaperStep, Route, ScreenState, Shared, Table, draw::Page,
};

/// Tests on numbered papers.
#[derive(Default)]
pub struct State {
    /// None until the station has answered.
    batches: Option<Vec<BatchLine>>,
    step: Step,
    /// What was done last.
    done: Option<String>,
}

enum Step {
    Menu(menu::State),
    Print(print::State),
    Pick(pick::State),
    Key(Box<key::State>),
}

impl Default for Step {
    fn default() -> Self {
        Self::Menu(menu::State::default())
    }
}

/// Action of a key.
#[derive(Clone, Copy)]
pub enum Action {
    /// Of the menu.
    Menu(menu::Action),
    /// Of printing.
    Print(print::Action),
    /// Of collecting and of what will not come back.
    Pick(pick::Action),
    /// Of keying in.
    Key(key::Action),
}

/// Where a step leads.
enum Way {
    /// It goes on by itself.
    On(Next),
    /// To the menu.
    Menu,
}

impl State {
    fn papers(&self) -> impl Iterator<Item = &PaperLine> {
        self.batches.iter().flatten().flat_map(|batch| &batch.papers)
    }

    fn count(&self, step: PaperStep) -> usize {
        self.papers().filter(|paper| paper.step == step).count()
    }

    fn with_step(&self, steps: &[PaperStep]) -> Vec<PaperLine> {
        self.papers().filter(|paper| steps.contains(&paper.step)).cloned().collect()
    }

    fn follow(&mut self, way: Way) -> Next {
        match way {
            Way::On(next) => next,
            Way::Menu => {
                self.step = Step::default();
                Next::stay()
            }
        }
    }

    fn open(&mut self, item: menu::Item) -> Next {
        self.done = None;
        self.step = match item {
            menu::Item::Print => Step::Print(print::State::default()),
            menu::Item::Collect => Step::Pick(pick::State::collect(self.with_step(&[PaperStep::Printed]))),
            menu::Item::Key => Step::Key(Box::default()),
            menu::Item::Void => {
                Step::Pick(pick::State::void(self.with_step(&[PaperStep::Printed, PaperStep::Collected])))
            }
            menu::Item::PrintAgain => {
                let newest = self.batches.iter().flatten().last().map(|batch| batch.batch);
                self.step = Step::Print(print::State::again());
                return newest.map(|batch| Next::from(Effect::PrintAgain(batch))).unwrap_or_default();
            }
            menu::Item::Desk => return Next::go(Route::Desk),
        };
        Next::stay()
    }
}

impl Keyed for State {
    type Action = Action;

    fn bindings(&self, all: &Shared) -> Table<Action> {
        match &self.step {
            Step::Menu(state) => state.bindings(all, self).within(Action::Menu),
            Step::Print(state) => state.bindings().within(Action::Print),
            Step::Pick(state) => state.bindings().within(Action::Pick),
            Step::Key(state) => state.bindings(all).within(Action::Key),
        }
    }

    fn act(&mut self, all: &mut Shared, action: Action) -> Next {
        let way = match (action, &mut self.step) {
            (Action::Menu(action), Step::Menu(state)) => {
                return match state.act(action) {
                    Some(item) => self.open(item),
                    None => Next::stay(),
                };
            }
            (Action::Print(action), Step::Print(state)) => state.act(action),
            (Action::Pick(action), Step::Pick(state)) => state.act(action),
            (Action::Key(action), Step::Key(state)) => {
                let known = self.batches.as_deref().unwrap_or_default();
                state.act(all, known, action)
            }
            _ => Way::On(Next::stay()), // else: the table has the keys of the step alone
        };
        self.follow(way)
    }

    fn received(&mut self, all: &mut Shared, msg: &Msg) -> Next {
        if let Msg::Papers(batches) = msg {
            self.batches = Some(batches.clone());
        }
        let way = match &mut self.step {
            Step::Menu(_) => Way::On(Next::stay()),
            Step::Print(state) => {
                if let Some(path) = state.received(msg) {
                    self.done = Some(all.words.with("papers-printed", &[("path", path.into())]));
                    Way::Menu
                } else if matches!(msg, Msg::Failed(_)) {
                    Way::Menu
                } else {
                    Way::On(Next::stay())
                }
            }
            Step::Pick(state) => {
                if let Some(done) = state.received(all, msg) {
                    self.done = Some(done);
                    Way::Menu
                } else {
                    Way::On(Next::stay())
                }
            }
            Step::Key(state) => state.received(all, msg),
        };
        self.follow(way)
    }
}

impl ScreenState for State {
    fn title(&self, all: &Shared) -> String {
        all.text("desk-papers")
    }

    fn is_between_visits(&self) -> bool {
        true
    }

    fn entered(&mut self, _all: &mut Shared) -> Vec<Effect> {
        vec![Effect::Papers]
    }

    fn view(&self, all: &Shared, page: &mut Page<'_, '_>) {
        match &self.step {
            Step::Menu(state) => state.view(all, page, self),
            Step::Print(state) => state.view(all, page),
            Step::Pick(state) => state.view(all, page),
            Step::Key(state) => state.view(all, page),
        }
    }
}
