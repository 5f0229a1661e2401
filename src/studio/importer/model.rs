//! What the screen knows, and what a key does.

use super::mend::Mend;
use crate::exchange::{Import, Item, Location, Remark};
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// What somebody decided about a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Nobody has decided yet.
    Open,
    /// It comes in.
    Taken,
    /// It does not.
    Skipped,
}

/// A question with its verdict.
#[derive(Clone)]
pub struct Question {
    /// The question as it came in, or as mended.
    pub item: Item,
    pub verdict: Verdict,
    pub is_mended: bool,
    /// What somebody should look at.
    pub notes: Vec<Remark>,
}

/// A line of the list.
pub enum Entry {
    Question(Box<Question>),
    /// What was left out, or what concerns no question alone.
    Remark(Remark),
}

/// What the keys are for.
pub enum Mode {
    List,
    Mend(Box<Mend>),
    /// Somebody finishes while questions are undecided.
    Ending,
    /// Somebody stops: they are asked once.
    Stopping,
}

/// How it ended.
pub enum Outcome {
    /// The questions that come in, in the file's order.
    Finished(Vec<Item>),
    /// Nothing comes in.
    Stopped,
}

/// How many questions have which verdict, and how many were left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub open: usize,
    pub taken: usize,
    pub skipped: usize,
    pub left: usize,
}

/// The screen's state.
pub struct State {
    pub file: String,
    pub entries: Vec<Entry>,
    /// The line of the list under the cursor.
    pub at: usize,
    /// Rows that the question is scrolled by.
    pub scrolled: usize,
    pub mode: Mode,
    /// A key that could do nothing: why.
    pub remark: Option<&'static str>,
    /// Questions as they were before each change, for the way back.
    before: Vec<Vec<(usize, Question)>>,
}

impl State {
    /// The questions and remarks of a file, in its order.
    pub fn new(file: String, read: Import) -> Self {
        let Import { items, remarks } = read;
        let mut lines: Vec<(Location, Entry)> = Vec::with_capacity(items.len() + remarks.len());
        for item in items {
            let place = item.place.clone();
            let question = Question { item, verdict: Verdict::Open, is_mended: false, notes: Vec::new() };
            lines.push((place, Entry::Question(Box::new(question))));
        }
        let mut last: Option<Remark> = None;
        for remark in remarks {
            if last.as_ref() == Some(&remark) {
                continue; // the same of another cell
            }
            last = Some(remark.clone());
            let same = |(place, entry): &&mut (Location, Entry)| {
                *place == remark.place && matches!(entry, Entry::Question(_)) && *place != Location::Whole
            };
            match lines.iter_mut().find(same).filter(|_| !remark.left_out) {
                Some((_, Entry::Question(question))) => question.notes.push(remark),
                Some((_, Entry::Remark(_))) | None => lines.push((remark.place.clone(), Entry::Remark(remark))),
            }
        }
        lines.sort_by(|one, other| one.0.cmp(&other.0));
        let entries: Vec<Entry> = lines.into_iter().map(|(_, entry)| entry).collect();
        let at = entries.iter().position(|entry| matches!(entry, Entry::Question(_))).unwrap_or(0);
        Self { file, entries, at, scrolled: 0, mode: Mode::List, remark: None, before: Vec::new() }
    }

    /// How far it has come.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for entry in &self.entries {
            match entry {
                Entry::Question(question) => match question.verdict {
                    Verdict::Open => counts.open += 1,
                    Verdict::Taken => counts.taken += 1,
                    Verdict::Skipped => counts.skipped += 1,
                },
                Entry::Remark(remark) => counts.left += usize::from(remark.left_out),
            }
        }
        counts
    }

    /// The question under the cursor.
    pub fn question(&self) -> Option<&Question> {
        match self.entries.get(self.at)? {
            Entry::Question(question) => Some(question),
            Entry::Remark(_) => None,
        }
    }

    fn question_at(&mut self, at: usize) -> Option<&mut Question> {
        match self.entries.get_mut(at)? {
            Entry::Question(question) => Some(question),
            Entry::Remark(_) => None,
        }
    }

    /// Takes a key; how it ended, once it has.
    pub fn press(&mut self, key: KeyEvent) -> Option<Outcome> {
        self.remark = None;
        if key.modifiers.contains(KeyModifiers::CONTROL) && key.code == KeyCode::Char('c') {
            self.mode = Mode::Stopping;
            return None;
        }
        match std::mem::replace(&mut self.mode, Mode::List) {
            Mode::List => self.in_list(key.code),
            Mode::Mend(mend) => {
                self.in_mend(mend, key);
                None
            }
            Mode::Ending => self.in_ending(key.code),
            Mode::Stopping => match key.code {
                KeyCode::Char('c' | 'C') => Some(Outcome::Stopped),
                KeyCode::Esc => None,
                _ => self.stays(Mode::Stopping), // else: the question stays
            },
        }
    }

    fn stays(&mut self, mode: Mode) -> Option<Outcome> {
        self.mode = mode;
        None
    }

    fn in_list(&mut self, key: KeyCode) -> Option<Outcome> {
        match key {
            KeyCode::Up => self.go(self.at.saturating_sub(1)),
            KeyCode::Down => self.go(self.at + 1),
            KeyCode::Home => self.go(0),
            KeyCode::End => self.go(usize::MAX),
            KeyCode::PageUp => self.scrolled = self.scrolled.saturating_sub(5),
            KeyCode::PageDown => self.scrolled += 5,
            KeyCode::Enter => self.decide(Verdict::Taken),
            KeyCode::Char('b' | 'B') => self.decide(Verdict::Skipped),
            KeyCode::Char('s' | 'S') => match self.question() {
                Some(question) => self.mode = Mode::Mend(Box::new(Mend::new(question.item.clone()))),
                None => self.remark = Some("importer-no-question"),
            },
            KeyCode::Char('z' | 'Z') => self.undo(),
            KeyCode::Char('t' | 'T') => self.decide_all(Verdict::Taken),
            KeyCode::Char('g' | 'G') => return self.finish(),
            KeyCode::Char('q' | 'Q') | KeyCode::Esc => self.mode = Mode::Stopping,
            _ => (), // else: other keys mean nothing here
        }
        None
    }

    fn go(&mut self, to: usize) {
        self.at = to.min(self.entries.len().saturating_sub(1));
        self.scrolled = 0;
    }

    fn decide(&mut self, verdict: Verdict) {
        let at = self.at;
        let Some(question) = self.question_at(at) else {
            self.remark = Some("importer-no-question");
            return;
        };
        let old = question.clone();
        question.verdict = verdict;
        self.before.push(vec![(at, old)]);
        // To the next one that nobody has decided, behind this one or from the beginning.
        let is_open = |at: &usize| match self.entries.get(*at) {
            Some(Entry::Question(question)) => question.verdict == Verdict::Open,
            Some(Entry::Remark(_)) | None => false,
        };
        let next = (at + 1..self.entries.len()).chain(0..at).find(is_open);
        self.go(next.unwrap_or(at));
    }

    fn decide_all(&mut self, verdict: Verdict) {
        let mut old = Vec::new();
        for (at, entry) in self.entries.iter_mut().enumerate() {
            if let Entry::Question(question) = entry
                && question.verdict == Verdict::Open
            {
                old.push((at, question.as_ref().clone()));
                question.verdict = verdict;
            }
        }
        if !old.is_empty() {
            self.before.push(old);
        }
    }

    /// Takes the last change back: one verdict, one mending, or all that one key decided.
    fn undo(&mut self) {
        let Some(change) = self.before.pop() else {
            self.remark = Some("importer-nothing-to-undo");
            return;
        };
        let first = change.first().map(|(at, _)| *at);
        for (at, old) in change {
            if let Some(question) = self.question_at(at) {
                *question = old;
            }
        }
        self.go(first.unwrap_or(self.at));
    }

    fn in_mend(&mut self, mut mend: Box<Mend>, key: KeyEvent) {
        if mend.press(key) {
            self.mode = Mode::Mend(mend);
            return;
        }
        let at = self.at;
        let Some(question) = self.question_at(at).filter(|question| question.item != mend.item) else { return };
        let old = question.clone();
        question.item = mend.item;
        question.is_mended = true;
        self.before.push(vec![(at, old)]);
    }

    fn in_ending(&mut self, key: KeyCode) -> Option<Outcome> {
        match key {
            KeyCode::Char('t' | 'T') => self.decide_all(Verdict::Taken),
            KeyCode::Char('b' | 'B') => self.decide_all(Verdict::Skipped),
            KeyCode::Esc => return None,
            _ => return self.stays(Mode::Ending), // else: the question stays
        }
        self.finish()
    }

    fn finish(&mut self) -> Option<Outcome> {
        let counts = self.counts();
        if counts.open > 0 {
            return self.stays(Mode::Ending);
        }
        if counts.taken == 0 {
            self.remark = Some("importer-none-taken");
            return None;
        }
        let taken = std::mem::take(&mut self.entries).into_iter().filter_map(|entry| match entry {
            Entry::Question(question) => (question.verdict == Verdict::Taken).then_some(question.item),
            Entry::Remark(_) => None,
        });
        Some(Outcome::Finished(taken.collect()))
    }

    /// A text that was pasted, into the field that is open.
    pub fn paste(&mut self, text: &str) {
        if let Mode::Mend(mend) = &mut self.mode {
            mend.paste(text);
        }
    }
}
