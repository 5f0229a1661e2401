//! What the volunteer does now; the hall reads it too, so it names keys and nobody.

use super::{Stage, State};
use crate::{
    content::Pack,
    tui::{Press, Shared, draw::Prompt},
};

impl State {
    pub(super) fn prompt_now(&self, all: &Shared) -> Prompt {
        let Some(pack) = all.pack.as_ref().filter(|_| Self::blocked(all).is_none()) else { return Prompt::leave(all) };
        match self.stage {
            _ if self.leaving => Prompt::choose(all, self.ways().len()),
            Stage::Topics { .. } | Stage::Roll { .. } if self.list.is_none() => Prompt::wait(all),
            Stage::Topics { .. } => Prompt::choose(all, pack.contest.topics.len()),
            Stage::Roll { .. } if self.listed().is_empty() => Prompt::leave(all),
            Stage::Roll { .. } => Prompt::to(all, "class-now-roll"),
            Stage::Page { .. } => Prompt::key(Press::Right, all.text("class-now-page")),
            Stage::Question { shown: true, .. } => Prompt::key(Press::Right, all.text("class-now-page")),
            Stage::Question { .. } => Prompt::to(all, "class-now-count"),
            Stage::End => self.at_end(all, pack),
            Stage::Keeping => Prompt::wait(all),
            Stage::Kept { .. } => self.behind(all, pack),
        }
    }

    fn at_end(&self, all: &Shared, pack: &Pack) -> Prompt {
        let count = self.present().len();
        let n = [("n", count.into())];
        let is_short = self.teaching.as_ref().is_some_and(|teaching| teaching.missing_s(pack) > 0);
        match (count, is_short) {
            (0, _) => Prompt::key(Press::Char('1'), all.text("class-now-nobody")),
            (_, false) => Prompt::enter(all.words.with("class-end-keep", &n)),
            (_, true) => Prompt::new(all.words.with("class-end-keep-short", &n)),
        }
    }

    fn behind(&self, all: &Shared, pack: &Pack) -> Prompt {
        if self.list.is_none() {
            return Prompt::wait(all);
        }
        match self.next_topic(pack).and_then(|at| pack.contest.topics.get(at)) {
            Some(next) => {
                let values = [("topic", next.id.number().to_string().into()), ("title", next.short.as_str().into())];
                Prompt::enter(all.words.with("class-next-topic", &values))
            }
            None => Prompt::to(all, "class-all-taught"),
        }
    }
}
