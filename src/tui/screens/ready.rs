//! The ready sentences of "Tôi học số - Tôi lan tỏa": one is marked by its digit, a few are on the screen at a time.

use crate::tui::{
    Shared,
    draw::{Choices, Marker, Page},
};
use ratatui::layout::Rect;

/// Which sentence is marked, and which are on the screen; nothing is marked beforehand.
#[derive(Default)]
pub struct Ready {
    /// Counted from 0.
    marked: Option<u8>,
    /// One of those that are on the screen.
    from: u8,
}

/// Action of a key.
#[derive(Clone, Copy)]
pub enum Action {
    /// Marks a sentence, counted from 0.
    Mark(usize),
    /// Marks the sentence below.
    MarkNext,
    /// Marks the sentence above.
    MarkPrevious,
    /// To the next ones; from the last ones to the first.
    TurnOn,
    /// To the ones before.
    TurnBack,
}

/// Sentences shown at once: as many as have room on the smallest screen, and all of them where it is high.
const AT_ONCE: u8 = 4;
const AT_ONCE_IF_HIGH: u8 = 9;
/// Rows of a screen from which on it is high.
const HIGH: u16 = 40;

fn at_once(all: &Shared) -> u8 {
    if all.size.1 >= HIGH { AT_ONCE_IF_HIGH } else { AT_ONCE }
}

/// The pack's sentences, as many as there are digits.
#[must_use]
pub fn sentences(all: &Shared) -> Vec<String> {
    all.pack.as_ref().map(|pack| pack.contest.ready_messages.iter().take(9).cloned().collect()).unwrap_or_default()
}

/// Whether there are more than fit at once.
#[must_use]
pub fn needs_pages(all: &Shared, sentences: &[String]) -> bool {
    sentences.len() > usize::from(at_once(all))
}

impl Ready {
    /// The marked sentence and its number, counted from 1.
    #[must_use]
    pub fn chosen(&self, sentences: &[String]) -> Option<(u8, String)> {
        let at = self.marked?;
        Some((at.saturating_add(1), sentences.get(usize::from(at))?.clone()))
    }

    /// Whether the first sentences are shown.
    #[must_use]
    pub fn is_at_start(&self, all: &Shared) -> bool {
        self.first(at_once(all)) == 0
    }

    /// Whether the last of `count` sentences are shown.
    #[must_use]
    pub fn is_at_end(&self, all: &Shared, count: usize) -> bool {
        let at_once = at_once(all);
        usize::from(self.first(at_once).saturating_add(at_once)) >= count
    }

    /// The first one on the screen, which may have become higher or lower since it was turned to.
    fn first(&self, at_once: u8) -> u8 {
        self.from / at_once * at_once
    }

    /// Marks or turns among `count` sentences. What is marked is always in sight: turning takes the mark away.
    pub fn act(&mut self, all: &Shared, count: usize, action: Action) {
        let at_once = at_once(all);
        let count = u8::try_from(count).unwrap_or(u8::MAX);
        let last = count.saturating_sub(1);
        let marked = match action {
            Action::Mark(at) => u8::try_from(at).unwrap_or(last).min(last),
            Action::MarkNext => self.marked.filter(|at| *at < last).map_or(0, |at| at + 1),
            Action::MarkPrevious => self.marked.and_then(|at| at.checked_sub(1)).unwrap_or(last),
            Action::TurnOn => {
                let next = self.first(at_once).saturating_add(at_once);
                (self.from, self.marked) = (if next < count { next } else { 0 }, None);
                return;
            }
            Action::TurnBack => {
                (self.from, self.marked) = (self.first(at_once).saturating_sub(at_once), None);
                return;
            }
        };
        (self.marked, self.from) = (Some(marked), marked);
    }

    /// Draws the sentences that fit, each with its digit.
    pub fn view(&self, all: &Shared, page: &mut Page<'_, '_>, area: Rect, sentences: &[String]) {
        let at_once = at_once(all);
        let first = self.first(at_once);
        let shown = sentences.iter().skip(usize::from(first)).take(usize::from(at_once));
        let shown: Vec<String> = shown.cloned().collect();
        let mark = |at| if self.marked == Some(at) { Marker::Chosen } else { Marker::None };
        let markers: Vec<Marker> = (first..).take(shown.len()).map(mark).collect();
        Choices { options: &shown, markers: &markers, first: first.saturating_add(1) }.draw(page, area);
    }
}
