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
    /// The first one on the screen.
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

/// Sentences shown at once: as many as have room on the smallest screen.
const AT_ONCE: u8 = 4;

/// The pack's sentences, as many as there are digits.
#[must_use]
pub fn sentences(all: &Shared) -> Vec<String> {
    all.pack.as_ref().map(|pack| pack.contest.ready_messages.iter().take(9).cloned().collect()).unwrap_or_default()
}

/// Whether there are more than fit at once.
#[must_use]
pub fn needs_pages(sentences: &[String]) -> bool {
    sentences.len() > usize::from(AT_ONCE)
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
    pub fn is_at_start(&self) -> bool {
        self.from == 0
    }

    /// Whether the last of `count` sentences are shown.
    #[must_use]
    pub fn is_at_end(&self, count: usize) -> bool {
        usize::from(self.from.saturating_add(AT_ONCE)) >= count
    }

    /// Marks or turns among `count` sentences. What is marked is always in sight: turning takes the mark away.
    pub fn act(&mut self, count: usize, action: Action) {
        let count = u8::try_from(count).unwrap_or(u8::MAX);
        let last = count.saturating_sub(1);
        let marked = match action {
            Action::Mark(at) => u8::try_from(at).unwrap_or(last).min(last),
            Action::MarkNext => self.marked.filter(|at| *at < last).map_or(0, |at| at + 1),
            Action::MarkPrevious => self.marked.and_then(|at| at.checked_sub(1)).unwrap_or(last),
            Action::TurnOn => {
                let next = self.from.saturating_add(AT_ONCE);
                (self.from, self.marked) = (if next < count { next } else { 0 }, None);
                return;
            }
            Action::TurnBack => {
                (self.from, self.marked) = (self.from.saturating_sub(AT_ONCE), None);
                return;
            }
        };
        (self.marked, self.from) = (Some(marked), marked / AT_ONCE * AT_ONCE);
    }

    /// Draws the sentences that fit, each with its digit.
    pub fn view(&self, page: &mut Page<'_, '_>, area: Rect, sentences: &[String]) {
        let shown = sentences.iter().skip(usize::from(self.from)).take(usize::from(AT_ONCE));
        let shown: Vec<String> = shown.cloned().collect();
        let mark = |at| if self.marked == Some(at) { Marker::Chosen } else { Marker::None };
        let markers: Vec<Marker> = (self.from..).take(shown.len()).map(mark).collect();
        Choices { options: &shown, markers: &markers, first: self.from.saturating_add(1) }.draw(page, area);
    }
}
