use crate::ledger::{AppOn, Counts, Scope, Standing, TallyKey, topic_bit};
use std::collections::BTreeMap;

/// Changes of sums, collected over people: one row a sum.
#[derive(Clone, Debug, Default)]
pub struct Changes(BTreeMap<TallyKey, Counts>);

impl Changes {
    /// Adds a person whose standing was `before` (none when they are new) and is `after` now.
    pub fn add(&mut self, before: Option<&Standing>, after: &Standing) {
        if let Some(before) = before.filter(|before| *before != after) {
            self.put(before, -1);
            self.put(after, 1);
        } else if before.is_none() {
            self.put(after, 1);
        }
    }

    /// In order of their keys, without those that come to nothing.
    #[must_use]
    pub fn list(self) -> Vec<(TallyKey, Counts)> {
        self.0.into_iter().filter(|(_, counts)| *counts != Counts::default()).collect()
    }

    fn put(&mut self, of: &Standing, by: i64) {
        let Some(unit) = of.unit.as_deref() else { return };
        if of.registered.is_none() {
            if of.listed.is_some() {
                let counts = Counts { one_touch: by, listed: by, ..Counts::default() };
                self.sum(Scope::Unit, unit, "", 0, counts);
            }
            return;
        }
        let counts = counts(of, by);
        self.sum(Scope::Unit, unit, "", 0, counts);
        self.sum(Scope::Village, unit, of.village.as_deref().unwrap_or(""), 0, counts);
        if let Some((at, name)) = &of.work {
            self.sum(Scope::Agency, at.as_deref().unwrap_or(""), name, 0, counts);
        }
        let days = [
            (of.registered, Counts { registered: by, ..Counts::default() }),
            (of.finished, Counts { finished: by, ..Counts::default() }),
            (of.valid, Counts { valid: by, ..Counts::default() }),
        ];
        for (day, counts) in days {
            if let Some(day) = day {
                self.sum(Scope::Day, unit, "", day, counts);
            }
        }
    }

    fn sum(&mut self, scope: Scope, unit: &str, name: &str, day: i32, more: Counts) {
        let key = TallyKey { scope, unit: unit.to_owned(), name: name.to_owned(), day };
        *self.0.entry(key).or_default() += more;
    }
}

/// What somebody who is registered adds to the sums of their places, so many times.
fn counts(of: &Standing, by: i64) -> Counts {
    let one = |is: bool| if is { by } else { 0 };
    let is_to_call = of.valid.is_none() && !of.is_on_one_touch();
    let lacks = |topic: u8| one(is_to_call && of.topics & topic_bit(topic) == 0);
    Counts {
        registered: by,
        finished: one(of.finished.is_some()),
        valid: one(of.valid.is_some()),
        one_touch: one(of.is_on_one_touch()),
        both: one(of.is_on_one_touch() && of.valid.is_some()),
        on_paper: one(of.on_paper && of.valid.is_some()),
        app: one(matches!(of.app, Some(AppOn::InstalledNow | AppOn::HadIt))),
        listed: one(of.listed.is_some()),
        no_topic_1: lacks(1),
        no_topic_2: lacks(2),
        no_topic_3: lacks(3),
        no_topic_4: lacks(4),
        no_test: one(is_to_call && of.score.is_none()),
        no_message: one(is_to_call && of.story.is_none()),
    }
}

/// How the sums change when a person's standing changes.
#[must_use]
pub fn tally_changes(before: Option<&Standing>, after: &Standing) -> Vec<(TallyKey, Counts)> {
    let mut changes = Changes::default();
    changes.add(before, after);
    changes.list()
}
