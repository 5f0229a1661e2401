use super::Way;
use crate::{
    domain::{PaperBatch, PaperNumber, Stamp},
    tui::{
        BatchLine, Effect, Msg, Next, PaperLine, Press, Shared, Table,
        draw::{Page, Prompt, below, cells},
    },
};
use ratatui::{layout::Rect, text::Line};
use std::collections::BTreeSet;

/// Papers are ticked: those that were collected, or that will not come back.
pub struct State {
    purpose: Purpose,
    papers: Vec<PaperLine>,
    ticked: BTreeSet<usize>,
    cursor: usize,
    /// Digits of a serial that is being typed, and of a check digit where several papers have the serial.
    typed: String,
    /// What is wrong with the digits that were typed.
    remark: Option<String>,
    /// Batches by when they were printed.
    printed: Vec<(PaperBatch, Stamp)>,
    stage: Stage,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Purpose {
    Collect,
    Void,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Ticking,
    /// Nothing is ticked, and Enter was pressed.
    Nothing,
    /// It is asked whether the papers are void.
    Asked,
    /// It is asked whether papers are collected that have been out for so few minutes.
    Early(u32),
    Busy,
}

/// Action of a key.
#[derive(Clone, Copy)]
pub enum Action {
    /// By so many places.
    Move(isize),
    /// Ticks the paper under the cursor, or takes the tick away.
    Tick,
    /// Ticks all, or none.
    All,
    /// A digit of a serial.
    Digit(Press),
    /// Goes on.
    Enter,
    /// One step back.
    Back,
}

/// Papers in a row.
const ACROSS: usize = 10;
const STEP: isize = 10;
/// Digits of a serial.
const SERIAL: usize = 2;

/// Serial and check digit, as they end a number.
fn last_digits(number: PaperNumber) -> String {
    let digits = number.digits();
    digits.get(digits.len().saturating_sub(SERIAL + 1)..).unwrap_or_default().to_owned()
}

impl State {
    pub(super) fn collect(papers: Vec<PaperLine>, known: &[BatchLine]) -> Self {
        let printed = known.iter().map(|batch| (batch.batch, batch.printed)).collect();
        Self { printed, ..Self::new(Purpose::Collect, papers) }
    }

    pub(super) fn void(papers: Vec<PaperLine>) -> Self {
        Self::new(Purpose::Void, papers)
    }

    fn new(purpose: Purpose, papers: Vec<PaperLine>) -> Self {
        Self {
            purpose,
            papers,
            ticked: BTreeSet::new(),
            cursor: 0,
            typed: String::new(),
            remark: None,
            printed: Vec::new(),
            stage: Stage::Ticking,
        }
    }

    pub(super) fn bindings(&self) -> Table<Action> {
        let back = |table: Table<Action>| table.key(Press::Esc, "Esc", "desk-key-back", Action::Back);
        match self.stage {
            Stage::Busy => Table::new().without_esc(),
            Stage::Asked => back(Table::new().key(Press::Enter, "Enter", "papers-key-void", Action::Enter)),
            Stage::Early(_) => Table::new()
                .key(Press::Char('1'), "1", "papers-key-wait", Action::Back)
                .key(Press::Char('2'), "2", "papers-key-collect", Action::Enter)
                .unlisted(&[Press::Esc], Action::Back),
            Stage::Ticking | Stage::Nothing if self.papers.is_empty() => back(Table::new()),
            Stage::Ticking | Stage::Nothing => {
                let table = Table::new()
                    .key(Press::Char(' '), "Space", "papers-key-tick", Action::Tick)
                    .letter('a', "A", "papers-key-all", Action::All)
                    .key(Press::Enter, "Enter", "papers-key-go-on", Action::Enter);
                let table = [(Press::Up, -STEP), (Press::Down, STEP), (Press::Left, -1), (Press::Right, 1)]
                    .into_iter()
                    .fold(table, |table, (press, by)| table.unlisted(&[press], Action::Move(by)));
                let digits: Vec<Press> = ('0'..='9').map(Press::Char).collect();
                let table =
                    digits.into_iter().fold(table, |table, digit| table.unlisted(&[digit], Action::Digit(digit)));
                back(table).with_digits_in_a_row()
            }
        }
    }

    pub(super) fn act(&mut self, all: &Shared, action: Action) -> Way {
        let typed = std::mem::take(&mut self.typed);
        self.remark = None;
        match action {
            Action::Back if matches!(self.stage, Stage::Asked | Stage::Early(_)) => self.stage = Stage::Ticking,
            Action::Back => return Way::Menu,
            Action::Enter => return self.enter(all),
            Action::Move(by) => {
                self.stage = Stage::Ticking;
                self.cursor = self.cursor.saturating_add_signed(by).min(self.papers.len().saturating_sub(1));
            }
            Action::Tick => self.tick(self.cursor),
            Action::All => {
                self.stage = Stage::Ticking;
                let all = 0..self.papers.len();
                self.ticked = if self.ticked.len() == self.papers.len() { BTreeSet::new() } else { all.collect() };
            }
            Action::Digit(press) => self.digit(all, typed, press),
        }
        Way::On(Next::stay())
    }

    fn tick(&mut self, at: usize) {
        self.stage = Stage::Ticking;
        if !self.ticked.remove(&at) {
            self.ticked.insert(at);
        }
    }

    /// Two digits are a serial. Where several batches have it, the check digit behind it decides: none is meant before.
    fn digit(&mut self, all: &Shared, mut typed: String, press: Press) {
        let Press::Char(digit) = press else { return };
        self.stage = Stage::Ticking;
        typed.push(digit);
        let Some(serial) = typed.get(..SERIAL) else {
            self.typed = typed;
            return;
        };
        let numbers = self.papers.iter().map(|paper| paper.number).enumerate();
        let found: Vec<usize> =
            numbers.filter(|(_, one)| last_digits(*one).starts_with(&typed)).map(|(at, _)| at).collect();
        let values = [("serial", serial.into()), ("n", found.len().into())];
        match found.as_slice() {
            [] => self.remark = Some(all.words.with("papers-pick-none", &[("typed", typed.as_str().into())])),
            [one] => {
                self.cursor = *one;
                self.tick(*one);
            }
            [first, ..] => {
                self.cursor = *first;
                let ends = found.iter().filter_map(|at| self.papers.get(*at)).map(|paper| last_digits(paper.number));
                // Of one pair of batches in ten all papers have the same check digits.
                let is_decided = typed.len() == SERIAL && ends.collect::<BTreeSet<_>>().len() > 1;
                let key = if is_decided { "papers-pick-several" } else { "papers-pick-alike" };
                self.remark = Some(all.words.with(key, &values));
                if is_decided {
                    self.typed = typed;
                }
            }
        }
    }

    /// The fewest minutes that papers with a tick have been out, where that is too few to write them.
    fn early(&self, all: &Shared, ticked: &[PaperNumber]) -> Option<u32> {
        let is_ticked = |batch: PaperBatch| ticked.iter().any(|one| one.batch() == batch);
        let ticked = self.printed.iter().filter(|(batch, _)| is_ticked(*batch));
        let minutes = ticked.map(|(_, printed)| all.now.stamp.seconds_since(*printed) / 60).min();
        minutes.filter(|minutes| *minutes < u32::from(PaperNumber::LEAST_MINUTES))
    }

    fn enter(&mut self, all: &Shared) -> Way {
        let ticked: Vec<PaperNumber> =
            self.ticked.iter().filter_map(|at| self.papers.get(*at)).map(|paper| paper.number).collect();
        let effect = match (self.purpose, self.stage) {
            _ if ticked.is_empty() => {
                self.stage = Stage::Nothing;
                return Way::On(Next::stay());
            }
            (Purpose::Void, Stage::Ticking | Stage::Nothing) => {
                self.stage = Stage::Asked;
                return Way::On(Next::stay());
            }
            (Purpose::Void, _) => Effect::VoidPapers(ticked),
            (Purpose::Collect, Stage::Ticking | Stage::Nothing) if self.early(all, &ticked).is_some() => {
                self.stage = Stage::Early(self.early(all, &ticked).unwrap_or(0));
                return Way::On(Next::stay());
            }
            (Purpose::Collect, _) => Effect::CollectPapers(ticked),
        };
        self.stage = Stage::Busy;
        Way::On(effect.into())
    }

    /// What was done, once it is on the disk.
    pub(super) fn received(&mut self, all: &Shared, msg: &Msg) -> Option<String> {
        match msg {
            Msg::Papers(_) if self.stage == Stage::Busy => {
                let key = match self.purpose {
                    Purpose::Collect => "papers-collected",
                    Purpose::Void => "papers-voided",
                };
                Some(all.words.with(key, &[("n", self.ticked.len().into())]))
            }
            Msg::Failed(_) if self.stage == Stage::Busy => {
                self.stage = Stage::Ticking;
                None
            }
            _ => None, // else: nothing about these papers
        }
    }

    pub(super) fn prompt(&self, all: &Shared) -> Prompt {
        match self.stage {
            Stage::Busy => Prompt::wait(all),
            Stage::Asked => Prompt::to(all, "papers-now-void"),
            Stage::Early(_) => Prompt::with_keys(all, "papers-now-early"),
            Stage::Ticking | Stage::Nothing if self.papers.is_empty() => Prompt::leave(all),
            Stage::Ticking | Stage::Nothing => Prompt::to(all, "papers-now-tick"),
        }
    }

    pub(super) fn view(&self, all: &Shared, page: &mut Page<'_, '_>) {
        let body = page.body;
        let head = match self.purpose {
            Purpose::Collect => "papers-collect-head",
            Purpose::Void => "papers-void-head",
        };
        let rows = page.text(body, &all.text(head), page.theme.strong);
        if self.papers.is_empty() {
            page.text(below(body, rows + 1), &all.text("papers-none"), page.theme.page);
            return;
        }
        let left = below(body, rows + 1);
        let rows = self.view_grid(all, page, left);
        let left = below(left, rows + 1);
        let values = [("n", self.ticked.len().into()), ("of", self.papers.len().into())];
        let (text, style) = match self.stage {
            Stage::Ticking if self.remark.is_some() => (self.remark.clone().unwrap_or_default(), page.theme.bad),
            Stage::Ticking => (all.words.with("papers-ticked", &values), page.theme.strong),
            Stage::Nothing => (all.text("papers-tick-first"), page.theme.bad),
            Stage::Asked => (all.words.with("papers-void-sure", &values), page.theme.bad),
            Stage::Early(minutes) => {
                let least = PaperNumber::LEAST_MINUTES.into();
                (all.words.with("papers-early", &[("n", minutes.into()), ("least", least)]), page.theme.bad)
            }
            Stage::Busy => (all.text("papers-saving"), page.theme.strong),
        };
        let rows = page.text(left, &text, style);
        page.text(below(left, rows + 1), &all.text("papers-pick-how"), page.theme.dim);
    }

    /// Rows of ten, a line with the batch above each batch; returns the rows taken.
    fn view_grid(&self, all: &Shared, page: &mut Page<'_, '_>, area: Rect) -> u16 {
        let wide = (area.width / u16::try_from(ACROSS).unwrap_or(10)).max(6);
        let mut y = area.y;
        let mut at = 0;
        let cursor_batch = self.papers.get(self.cursor).map(|paper| paper.number.batch());
        for batch in self.papers.chunk_by(|a, b| a.number.batch() == b.number.batch()) {
            // Grouped as on the sheets.
            let number = batch.first().map(|paper| paper.number.to_string()).unwrap_or_default();
            let number = number.rsplit_once(' ').map_or("", |(batch, _)| batch);
            let name = all.words.with("papers-batch", &[("batch", number.into())]);
            let style = if batch.first().map(|paper| paper.number.batch()) == cursor_batch {
                page.theme.strong
            } else {
                page.theme.dim
            };
            if y < area.bottom() {
                page.line_at(area.x, y, area.width, &Line::styled(name, style));
            }
            y += 1;
            for row in batch.chunks(ACROSS) {
                for (column, paper) in (0u16..).zip(row) {
                    self.view_one(page, Rect { x: area.x + column * wide, y, width: wide, height: 1 }, at, paper, area);
                    at += 1;
                }
                y += 1;
            }
        }
        y - area.y
    }

    fn view_one(&self, page: &mut Page<'_, '_>, place: Rect, at: usize, paper: &PaperLine, area: Rect) {
        if place.y >= area.bottom() {
            return;
        }
        let is_ticked = self.ticked.contains(&at);
        let style = match (at == self.cursor, is_ticked) {
            (true, _) => page.theme.chosen,
            (false, true) => page.theme.good,
            (false, false) => page.theme.page,
        };
        // With its check digit where the serial alone names more than one paper.
        let digits = last_digits(paper.number);
        let (serial, check) = digits.split_at(digits.len().min(SERIAL));
        let is_alone = self.papers.iter().filter(|one| one.number.serial() == paper.number.serial()).count() == 1;
        let shown = if is_alone { serial.to_owned() } else { format!("{serial}-{check}") };
        let text = format!("{} {shown} ", if is_ticked { "✓" } else { "□" });
        page.line_at(place.x, place.y, cells(&text), &Line::styled(text, style));
    }
}
