//! The keys of each step of the message.

use super::{Source, State, Step, may_be_public, ways};
use crate::{
    session::Command,
    tui::{
        Focus, Keyed, Msg, Next, Press, Shared, Table,
        screens::{message, ready},
    },
};

/// Action of a key.
#[derive(Clone, Copy)]
pub enum Action {
    /// Chooses where the words come from.
    Choose(Source),
    /// Back to that choice.
    Other,
    /// A key of the text.
    Type(Press),
    /// The text is finished.
    Written,
    /// A key of the ready sentences.
    Ready(ready::Action),
    /// Sends the ready sentence.
    SendReady,
    /// What was read back is right.
    Confirm,
    /// Back to the text.
    Mend,
    /// May the text be public.
    Publish(bool),
    /// Sends the text.
    Send,
    /// An arrow in a list of choices.
    Step(isize),
    /// It is not answered yet.
    Remind,
}

impl Keyed for State {
    type Action = Action;

    fn bindings(&self, all: &Shared) -> Table<Action> {
        let table = match self.step {
            Step::Choose => choice_bindings(all, self.focus),
            Step::Write => Table::new()
                .key(Press::Enter, "Enter", "share-key-done", Action::Written)
                .key(Press::Tab, "Tab", "share-key-other", Action::Other)
                .unlisted(&[Press::BackTab], Action::Other)
                // In an empty field there is nowhere else to go.
                .when(self.text().is_empty(), |table| table.key(Press::Left, "←", "share-key-other", Action::Other))
                .typed(message::WRITING, Action::Type),
            Step::Ready => self.ready_bindings(all),
            Step::ReadBack => Table::new()
                .choices((2, self.focus), "share-key-choose", read_back, Action::Step, Some(Action::Remind))
                .key(Press::Left, "←", "share-key-mend", Action::Mend)
                .unlisted(&[Press::Tab], Action::Mend),
            Step::Send => self.send_bindings(all),
        };
        table.menu()
    }

    fn act(&mut self, all: &mut Shared, action: Action) -> Next {
        match action {
            Action::Choose(Source::Ready) => self.enter(Step::Ready),
            Action::Choose(way @ (Source::Own | Source::Dictated)) => {
                self.message(all).dictated = way == Source::Dictated;
                self.enter(Step::Write)
            }
            Action::Other => {
                let next = self.enter(Step::Choose);
                self.focus_on_begun(all);
                next
            }
            Action::Type(press) => self.type_key(all, press),
            Action::Written => self.written(all),
            Action::Ready(action) => {
                self.ready.act(all, ready::sentences(all).len(), action);
                Next::stay()
            }
            Action::SendReady => match self.ready.chosen(&ready::sentences(all)) {
                Some((number, text)) => {
                    self.send(all, Command::Share { text, ready: Some(number), dictated: false, publish: false })
                }
                None => Next::stay(),
            },
            Action::Confirm => self.enter(Step::Send),
            Action::Mend => self.enter(Step::Write),
            Action::Publish(answer) => {
                (self.publish, self.remark) = (Some(answer), None);
                Next::stay()
            }
            Action::Send => self.send_text(all),
            Action::Step(by) => {
                let count = if self.step == Step::Choose { ways(all).len() } else { 2 };
                self.focus.step(by, count);
                Next::stay()
            }
            Action::Remind => {
                self.reminded = true;
                Next::stay()
            }
        }
    }

    fn received(&mut self, all: &mut Shared, msg: &Msg) -> Next {
        if let (Msg::Paste(text), Step::Write) = (msg, self.step) {
            let taken = self.message(all).paste(text);
            return self.after_edit(all, taken);
        }
        Next::stay()
    }
}

impl State {
    fn ready_bindings(&self, all: &Shared) -> Table<Action> {
        let sentences = ready::sentences(all);
        let count = sentences.len();
        let mark = |at| Action::Ready(ready::Action::Mark(at));
        let on = Action::Ready(ready::Action::TurnOn);
        let back = if self.ready.is_at_start(all) { Action::Other } else { Action::Ready(ready::Action::TurnBack) };
        let table = Table::new()
            .digits(count, format!("1-{count}"), "share-key-choose", mark)
            .unlisted(&[Press::Down], Action::Ready(ready::Action::MarkNext))
            .unlisted(&[Press::Up], Action::Ready(ready::Action::MarkPrevious))
            .when(self.ready.chosen(&sentences).is_some(), |table| {
                table.key(Press::Enter, "Enter", "share-key-send", Action::SendReady)
            });
        let table = match ready::needs_pages(all, &sentences) {
            true if self.ready.is_at_end(all, count) => table.key(Press::Right, "→", "share-key-first", on),
            true => table.key(Press::Right, "→", "share-key-more", on),
            false => table.unlisted(&[Press::Right], on),
        };
        table
            .unlisted(&[Press::PageDown], on)
            .key(Press::Left, "←", "share-key-other", back)
            .unlisted(&[Press::PageUp], back)
            .unlisted(&[Press::Tab, Press::Backspace], Action::Other)
    }

    fn send_bindings(&self, all: &Shared) -> Table<Action> {
        let asks = may_be_public(all);
        let table = Table::new().when(asks, |table| {
            table
                .digits(2, "1-2 ↑↓", "share-key-choose", |at| Action::Publish(at == 0))
                .named(&[Press::Up], Action::Publish(self.publish == Some(false)))
                .named(&[Press::Down], Action::Publish(self.publish != Some(true)))
        });
        let table = match !asks || self.publish.is_some() {
            true => table.key(Press::Enter, "Enter", "share-key-send", Action::Send),
            false => table.unlisted(&[Press::Enter], Action::Send),
        };
        table.key(Press::Left, "←", "share-key-mend", Action::Mend).unlisted(&[Press::Tab], Action::Mend)
    }
}

fn read_back(at: usize) -> Action {
    if at == 0 { Action::Confirm } else { Action::Mend }
}

fn choice_bindings(all: &Shared, focus: Focus) -> Table<Action> {
    let ways = ways(all);
    let choose = |at: usize| Action::Choose(ways.get(at).copied().unwrap_or(Source::Own));
    Table::new()
        .choices((ways.len(), focus), "share-key-choose", choose, Action::Step, None)
        .lettered(ways.len(), choose)
}
