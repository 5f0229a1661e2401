//! What each key does while a group is taught.

use super::{MOST_IN_GROUP, Stage, State, roll};
use crate::{
    content::Pack,
    domain::Lesson,
    tui::{Keyed, Msg, Next, Press, Route, Shared, Table},
};

/// Action of a key.
#[derive(Clone, Copy)]
pub enum Action {
    /// Opens a topic of the list, counted from 0.
    OpenTopic(usize),
    /// One line up or down.
    Move(isize),
    /// One page of names up or down.
    MovePage(isize),
    /// Ticks or unticks a row of the page, counted from 0; none is the one under the cursor.
    Tick(Option<usize>),
    /// Ticks everybody, or nobody where everybody is ticked.
    TickAll,
    /// To the first given name that begins with this letter.
    Find(Press),
    /// A step on.
    GoOn,
    /// A step back.
    GoBack,
    /// To the right answer, whether hands were counted or not.
    Reveal,
    /// A digit of the hands that are raised for an option; none takes the last one away.
    Count(Option<u8>),
    /// To the list of names.
    Roll,
    /// To the list of topics.
    Topics,
    /// Keeps what was taught.
    Keep,
    /// Asks whether to leave.
    Ask,
    /// Stays.
    Stay,
    /// To the desk.
    Desk,
    /// To the form that registers people quickly.
    Register,
    /// Gives the topic at hand up; nothing of it is kept.
    Drop,
}

impl Keyed for State {
    type Action = Action;

    fn bindings(&self, all: &Shared) -> Table<Action> {
        let Some(pack) = all.pack.as_ref().filter(|_| Self::blocked(all).is_none()) else {
            return Table::new().key(Press::Esc, "Esc", "desk-key-back", Action::Desk);
        };
        if self.leaving {
            return self.leaving_bindings();
        }
        let ask = |table: Table<Action>| table.key(Press::Esc, "Esc", "class-key-leave", Action::Ask);
        match self.stage {
            Stage::Topics { .. } => ask(self.topic_bindings(pack)),
            Stage::Roll { cursor, at_end } => self.roll_bindings(cursor, at_end),
            Stage::Page { .. } | Stage::Question { shown: true, .. } => {
                ask(back(onward("class-key-next"), "class-key-before"))
            }
            Stage::Question { .. } => counting().key(Press::Esc, "Esc", "class-key-out", Action::Ask),
            Stage::End => ask(self.end_bindings(pack)),
            Stage::Keeping => Table::new().without_esc(),
            Stage::Kept { .. } => {
                let is_more = self.list.is_some() && self.next_topic(pack).is_some();
                let next = if is_more { "class-key-next-topic" } else { "class-key-finish" };
                let table = Table::new().when(self.list.is_some(), |table| {
                    table.key(Press::Enter, "Enter", next, Action::GoOn).unlisted(&[Press::Right], Action::GoOn)
                });
                ask(table.key(Press::Char('1'), "1", "class-key-other", Action::Topics))
            }
        }
    }

    fn act(&mut self, all: &mut Shared, action: Action) -> Next {
        let Some(pack) = all.pack.clone() else { return Next::go(Route::Desk) };
        self.remark = None;
        let now = all.now.stamp;
        if let Some(teaching) = self.teaching.as_mut().filter(|_| self.stage.is_taught() && !self.leaving) {
            teaching.watch(now);
        }
        let next = self.answer(&pack, action);
        if let Some(teaching) = &mut self.teaching {
            if self.stage.is_taught() && !self.leaving { teaching.watch(now) } else { teaching.look_away() }
        }
        let effect = if next.go.is_some() { None } else { self.save(all) };
        next.with_all(effect)
    }

    fn received(&mut self, all: &mut Shared, msg: &Msg) -> Next {
        self.receive(all, msg)
    }
}

impl State {
    fn topic_bindings(&self, pack: &Pack) -> Table<Action> {
        let count = pack.contest.topics.len();
        if self.list.is_none() {
            return Table::new();
        }
        let cursor = if let Stage::Topics { cursor } = self.stage { cursor } else { 0 };
        Table::new()
            .digits(count, format!("1-{}", count.min(9)), "class-key-topic", Action::OpenTopic)
            .key(Press::Down, "↑↓", "class-key-row", Action::Move(1))
            .named(&[Press::Up], Action::Move(-1))
            .key(Press::Enter, "Enter", "class-key-open", Action::OpenTopic(cursor))
    }

    fn roll_bindings(&self, cursor: usize, at_end: bool) -> Table<Action> {
        let rows = roll::rows(self.listed().len(), cursor);
        let cap = match rows {
            10.. => "1-9 0 ↑↓".to_owned(),
            rows => format!("1-{rows} ↑↓"),
        };
        let ticks = |table: Table<Action>| {
            let first = table.digits(rows, cap, "class-key-tick", |at| Action::Tick(Some(at)));
            first
                .when(rows > 9, |table| table.named(&[Press::Char('0')], Action::Tick(Some(9))))
                .unlisted(&[Press::Char(' ')], Action::Tick(None))
                .named(&[Press::Down], Action::Move(1))
                .named(&[Press::Up], Action::Move(-1))
                .letter('a', "A", "class-key-all", Action::TickAll)
        };
        let is_long = self.listed().len() > roll::PAGE;
        let enter = if at_end { "class-key-done" } else { "class-key-begin" };
        Table::new()
            .when(rows > 0, ticks)
            .when(is_long, |table| {
                table.unlisted(&[Press::PageDown], Action::MovePage(1)).unlisted(&[Press::PageUp], Action::MovePage(-1))
            })
            .when(self.list.is_some(), |table| table.key(Press::Enter, "Enter", enter, Action::GoOn))
            .when(!at_end, |table| table.key(Press::Left, "←", "class-key-topics", Action::Topics))
            .key(Press::Esc, "Esc", "class-key-out", Action::Ask)
            .when(rows > 0, |table| table.typed_but_digits(&[], Action::Find))
            .with_digits_in_a_row()
    }

    fn end_bindings(&self, pack: &Pack) -> Table<Action> {
        let is_short = self.teaching.as_ref().is_some_and(|teaching| teaching.missing_s(pack) > 0);
        let is_empty = self.present().is_empty();
        Table::new()
            .when(!is_short && !is_empty, |table| table.key(Press::Enter, "Enter", "class-key-keep", Action::Keep))
            .key(Press::Char('1'), "1", "class-key-roll", Action::Roll)
            .when(is_short && !is_empty, |table| table.key(Press::Char('2'), "2", "class-key-keep-short", Action::Keep))
            .key(Press::Left, "←", "class-key-pages", Action::GoBack)
            .unlisted(&[Press::PageUp], Action::GoBack)
    }

    fn answer(&mut self, pack: &Pack, action: Action) -> Next {
        match action {
            Action::OpenTopic(at) => self.open_topic(pack, at),
            Action::Move(by) => self.move_by(pack, by),
            Action::MovePage(by) => self.move_by(pack, by * roll::PAGE_STEP),
            Action::Tick(row) => self.tick(row),
            Action::TickAll => self.tick_all(),
            Action::Find(press) => self.find(press),
            Action::GoOn => self.go_on(pack),
            Action::GoBack => self.step(pack, Stage::before),
            Action::Reveal => self.reveal(),
            Action::Count(digit) => self.count(pack, digit),
            Action::Roll => self.stage = Stage::Roll { cursor: 0, at_end: self.stage == Stage::End },
            Action::Topics => self.stage = Stage::Topics { cursor: self.next_topic(pack).unwrap_or(0) },
            Action::Keep => return self.keep(pack),
            Action::Ask => self.leaving = true,
            Action::Stay => self.leaving = false,
            Action::Desk => return Next::go(Route::Desk),
            Action::Register => return Next::go(Route::QuickForm),
            Action::Drop => {
                (self.teaching, self.leaving) = (None, false);
                self.stage = Stage::Topics { cursor: self.next_topic(pack).unwrap_or(0) };
            }
        }
        Next::stay()
    }

    fn go_on(&mut self, pack: &Pack) {
        match self.stage {
            Stage::Roll { .. } if self.present().is_empty() => self.remark = Some("class-nobody-ticked"),
            Stage::Roll { at_end: true, .. } => self.stage = Stage::End,
            Stage::Roll { .. } => self.stage = Stage::FIRST,
            Stage::Question { lesson, check, option, shown: false } => {
                let options =
                    self.lesson(pack, lesson).and_then(|one| one.checks.get(check)).map_or(0, |one| one.options.len());
                let has_counted = self.teaching.as_ref().is_some_and(|one| one.has_counted((lesson, check)));
                let is_last = option + 1 >= options;
                self.stage = if has_counted && !is_last {
                    Stage::Question { lesson, check, option: option + 1, shown: false }
                } else {
                    Stage::Question { lesson, check, option, shown: true }
                };
            }
            Stage::Kept { .. } => self.go_to_next_topic(pack),
            Stage::Page { .. } | Stage::Question { .. } => self.step(pack, Stage::after),
            Stage::Topics { .. } | Stage::End | Stage::Keeping => (),
        }
    }

    fn step(&mut self, pack: &Pack, to: fn(Stage, &[&Lesson]) -> Stage) {
        if let Some(teaching) = &self.teaching {
            self.stage = to(self.stage, &teaching.lessons(pack));
        }
    }

    fn reveal(&mut self) {
        if let Stage::Question { shown, .. } = &mut self.stage {
            *shown = true;
        }
    }

    fn count(&mut self, pack: &Pack, digit: Option<u8>) {
        let Stage::Question { lesson, check, option, .. } = self.stage else { return };
        let asked = self.lesson(pack, lesson).and_then(|one| one.checks.get(check));
        let options = asked.map_or(0, |asked| asked.options.len());
        let most = self.present().len();
        if let Some(teaching) = self.teaching.as_mut().filter(|_| options > 0) {
            let is_taken = teaching.type_count((lesson, check), (option, options), digit, most);
            self.remark = (!is_taken).then_some("class-question-many");
        }
    }

    fn move_by(&mut self, pack: &Pack, by: isize) {
        let names = self.listed().len();
        let moved = |at: usize, of: usize| at.saturating_add_signed(by).min(of.saturating_sub(1));
        match &mut self.stage {
            Stage::Topics { cursor } => *cursor = moved(*cursor, pack.contest.topics.len()),
            Stage::Roll { cursor, .. } => *cursor = moved(*cursor, names),
            Stage::Question { lesson, check, option, .. } => {
                let lessons = self.teaching.as_ref().map(|teaching| teaching.lessons(pack)).unwrap_or_default();
                let asked = lessons.get(*lesson).and_then(|one| one.checks.get(*check));
                let of = asked.map_or(1, |one| one.options.len()).max(1);
                *option = (*option + of).saturating_add_signed(by) % of;
            }
            Stage::Page { .. } | Stage::End | Stage::Keeping | Stage::Kept { .. } => (),
        }
    }

    /// Everybody: where they are more than a lesson may have, those at the front of the list. Pressed again, nobody.
    fn tick_all(&mut self) {
        let listed: Vec<_> = self.listed().iter().map(|one| one.key).collect();
        if self.present().len() >= listed.len().min(MOST_IN_GROUP) {
            listed.iter().for_each(|key| {
                self.class.remove(key);
            });
            return;
        }
        for key in listed {
            if self.present().len() >= MOST_IN_GROUP {
                self.remark = Some("class-too-many");
                return;
            }
            self.class.insert(key);
        }
    }

    fn tick(&mut self, row: Option<usize>) {
        let Stage::Roll { cursor, at_end } = self.stage else { return };
        let at = row.map_or(cursor, |row| cursor / roll::PAGE * roll::PAGE + row);
        let Some(key) = self.listed().get(at).map(|one| one.key) else { return };
        self.stage = Stage::Roll { cursor: at, at_end };
        if self.class.remove(&key) {
            return;
        }
        if self.present().len() >= MOST_IN_GROUP {
            self.remark = Some("class-too-many");
        } else {
            self.class.insert(key);
        }
    }

    fn find(&mut self, press: Press) {
        let Stage::Roll { at_end, .. } = self.stage else { return };
        let found = roll::find(&self.listed(), press);
        if let Some(cursor) = found {
            self.stage = Stage::Roll { cursor, at_end };
        }
    }
}

fn onward(wording: &'static str) -> Table<Action> {
    Table::new()
        .key(Press::Enter, "Enter →", wording, Action::GoOn)
        .named(&[Press::Right], Action::GoOn)
        .unlisted(&[Press::PageDown], Action::GoOn)
}

fn back(table: Table<Action>, wording: &'static str) -> Table<Action> {
    table.key(Press::Left, "←", wording, Action::GoBack).unlisted(&[Press::PageUp], Action::GoBack)
}

fn counting() -> Table<Action> {
    let digits = ('1'..='9').zip(1..).fold(
        Table::new().key(Press::Char('0'), "0-9 ↑↓", "class-key-count", Action::Count(Some(0))),
        |table, (sign, digit)| table.named(&[Press::Char(sign)], Action::Count(Some(digit))),
    );
    let table = digits
        .unlisted(&[Press::Backspace], Action::Count(None))
        .named(&[Press::Down], Action::Move(1))
        .named(&[Press::Up], Action::Move(-1))
        .unlisted(&[Press::Tab], Action::Move(1))
        .unlisted(&[Press::BackTab], Action::Move(-1))
        .key(Press::Enter, "Enter", "class-key-go-on", Action::GoOn)
        .key(Press::Right, "→", "class-key-reveal", Action::Reveal)
        .unlisted(&[Press::PageDown], Action::Reveal);
    back(table, "class-key-before")
}
