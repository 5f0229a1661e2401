//! What to do now, on each page of the form.

use super::{
    Purpose, State,
    finish::NAMESAKES,
    slot::{Kind, Slot, Step},
};
use crate::tui::{Shared, draw::Prompt};

impl State {
    pub(super) fn prompt_now(&self, all: &Shared) -> Prompt {
        match () {
            () if self.sent => Prompt::new(all.text("register-sending")),
            () if !self.namesakes.is_empty() => Prompt::choose(all, self.namesakes.len().min(NAMESAKES) + 1),
            () if self.step == Step::Summary => Prompt::to(all, self.summary_key(all)),
            () if self.looking.is_some() => Prompt::choose(all, 2),
            () => self.question_prompt(all),
        }
    }

    fn summary_key(&self, all: &Shared) -> &'static str {
        match (self.is_doubtful(all), self.doubts_seen) {
            (true, false) => "register-confirm-doubt",
            (true, true) => "register-confirm-again",
            (false, _) if matches!(self.purpose, Purpose::Correct(_)) => "register-confirm-correct",
            (false, _) => "register-confirm",
        }
    }

    fn question_prompt(&self, all: &Shared) -> Prompt {
        let options = self.form.options(all, self.slot);
        let is_answered = self.form.fault(all, self.slot).is_none();
        match self.slot.kind() {
            _ if self.chooser.at().is_some() => Prompt::to(all, "now-this"),
            Kind::Text(_) if self.slot == Slot::Phone => Prompt::to(all, "now-type-if-any"),
            Kind::Text(_) => Prompt::to(all, "now-type"),
            Kind::Groups(_) => Prompt::to(all, "now-groups"),
            Kind::Pick(_) if self.form.picks.contains_key(&self.slot) => Prompt::to(all, "now-picked"),
            Kind::Pick(_) => Prompt::choose(all, options),
            // It may stay blank, and then counts nowhere: that is not what Enter is for as long as a digit answers.
            Kind::Unit if options > 0 && !self.form.units.contains_key(&self.slot) => {
                Prompt::new(all.words.with("now-unit", &[("n", options.into())]))
            }
            Kind::Unit | Kind::Village | Kind::Place if is_answered => Prompt::to(all, "now-go-on"),
            Kind::Unit | Kind::Village | Kind::Place if options > 0 => Prompt::choose(all, options),
            Kind::Unit => Prompt::new(all.text("now-search")),
            Kind::Village | Kind::Place => Prompt::to(all, "now-type"),
        }
    }
}
