//! Tests on numbered papers, at the desk: printed, collected, keyed in, and what became of each.

mod draft;
mod key;
mod key_view;
mod menu;
mod number;
mod pick;
mod print;
mod writer;

pub use draft::KIND;

use crate::{
    record::Draft,
    tui::{
        BatchLine, Effect, Keyed, Msg, Next, PaperLine, PaperStep, Printout, Route, ScreenState, Shared, Table, Window,
        draw::{Page, Prompt},
    },
};

/// Tests on numbered papers.
#[derive(Default)]
pub struct State {
    /// None until the station has answered.
    batches: Option<Vec<BatchLine>>,
    step: Step,
    /// What was done last.
    done: Option<String>,
    /// A half-keyed sheet from before a power cut, until its paper is on the screen.
    resumed: Option<draft::DraftV1>,
    /// The draft of a sheet as it was handed to the disk last.
    on_disk: String,
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
    /// To the menu, and on from there.
    MenuWith(Next),
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
            Way::MenuWith(next) => {
                self.step = Step::default();
                next
            }
        }
    }

    fn open(&mut self, item: menu::Item) -> Next {
        self.done = None;
        self.step = match item {
            menu::Item::Print => Step::Print(print::State::default()),
            menu::Item::Collect => {
                let known = self.batches.as_deref().unwrap_or_default();
                Step::Pick(pick::State::collect(self.with_step(&[PaperStep::Printed]), known))
            }
            menu::Item::Key => {
                self.step = Step::Key(Box::default());
                return Effect::LoadDraft(KIND).into();
            }
            menu::Item::Void => {
                Step::Pick(pick::State::void(self.with_step(&[PaperStep::Printed, PaperStep::Collected])))
            }
            menu::Item::PrintAgain => {
                let newest = self.batches.iter().flatten().last().map(|batch| batch.batch);
                self.step = Step::Print(print::State::again());
                return newest.map(|batch| Next::from(Effect::PrintAgain(batch))).unwrap_or_default();
            }
            menu::Item::PrintAgainHere => {
                let newest = self.batches.iter().flatten().last().map(|batch| Printout::Papers(batch.batch));
                return newest.map(|newest| Next::over(Window::Print(vec![newest]))).unwrap_or_default();
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
            Step::Print(state) => state.bindings(all).within(Action::Print),
            Step::Pick(state) => state.bindings().within(Action::Pick),
            Step::Key(state) => state.bindings(all).within(Action::Key),
        }
    }

    fn act(&mut self, all: &mut Shared, action: Action) -> Next {
        let way = match (action, &mut self.step) {
            (Action::Menu(action), Step::Menu(state)) => {
                return match state.act(all, action, self.batches.as_deref().unwrap_or_default()) {
                    Some(item) => self.open(item),
                    None => Next::stay(),
                };
            }
            (Action::Print(action), Step::Print(state)) => state.act(action),
            (Action::Pick(action), Step::Pick(state)) => state.act(all, action),
            (Action::Key(action), Step::Key(state)) => {
                let known = self.batches.as_deref().unwrap_or_default();
                state.act(all, known, action)
            }
            _ => Way::On(Next::stay()), // else: the table has the keys of the step alone
        };
        let next = self.follow(way);
        self.keep_draft(next)
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
                } else if matches!(msg, Msg::Failed(_)) && !state.failed() {
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
            Step::Key(state) => match (msg, self.resumed.take()) {
                (Msg::Draft(draft), None) => return self.resume(draft),
                (Msg::Sheet(_), Some(kept)) => {
                    let way = state.received(all, msg);
                    if state.take_up(kept) {
                        state.remark = Some(all.text("papers-resumed"));
                    }
                    way
                }
                (Msg::Failed(_), _) => state.received(all, msg),
                // else: nothing that a half-keyed sheet waits for
                (_, kept) => {
                    self.resumed = kept;
                    state.received(all, msg)
                }
            },
        };
        let next = self.follow(way);
        self.keep_draft(next)
    }
}

impl State {
    /// The paper that was being keyed in when the power went is opened again.
    fn resume(&mut self, kept: &Draft) -> Next {
        let Step::Key(state) = &mut self.step else { return Next::stay() };
        let is_free = state.stage == key::Stage::Number && state.number.is_empty();
        let Some((number, wire)) = draft::read(kept).filter(|_| is_free) else { return Next::stay() };
        state.stage = key::Stage::Opening;
        (self.resumed, self.on_disk) = (Some(wire), kept.text.clone());
        Effect::OpenSheet(number).into()
    }

    /// The half-keyed sheet goes to the disk where it has changed; nothing of one that is done stays there.
    fn keep_draft(&mut self, next: Next) -> Next {
        let worth = match &self.step {
            Step::Key(state) => draft::worth(state),
            Step::Menu(_) | Step::Print(_) | Step::Pick(_) => draft::Worth::Nothing,
        };
        let text = match worth {
            draft::Worth::This(text) => text,
            draft::Worth::Nothing => String::new(),
            draft::Worth::AsBefore => return next,
        };
        if text == self.on_disk {
            return next;
        }
        self.on_disk.clone_from(&text);
        next.with(match text.is_empty() {
            true => Effect::ClearDraft(KIND),
            false => Effect::SaveDraft(Draft { kind: KIND.to_owned(), text }),
        })
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

    fn prompt(&self, all: &Shared) -> Option<Prompt> {
        Some(match &self.step {
            Step::Menu(_) => menu::prompt(all, self),
            Step::Print(state) => state.prompt(all),
            Step::Pick(state) => state.prompt(all),
            Step::Key(state) => state.prompt(all),
        })
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
