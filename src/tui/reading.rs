//! Reading the screen aloud: which sentence is read now, which are next, and what its keys do. The keys are F5 to F8, which mean nothing
//! else on any screen (docs/decisions/076-reading-aloud.md).

use super::draw::Sentence;
use crate::text::{Language, speakable};
use std::collections::VecDeque;

/// What is spoken in one go: a sentence.
#[derive(Clone, PartialEq, Eq)]
pub struct Utterance {
    /// Its number: what is reported of it later carries the same.
    pub id: u64,
    /// The text, as a voice speaks it.
    pub text: String,
    /// Its language.
    pub language: Language,
    /// How fast.
    pub pace: Pacing,
    /// How loud.
    pub loudness: Loudness,
}

/// No text gets into a log or a panic.
impl std::fmt::Debug for Utterance {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Utterance {}", self.id)
    }
}

/// How fast is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pacing {
    /// As people talk.
    #[default]
    Usual,
    /// Slower.
    Slow,
    /// Word by word.
    Slowest,
}

/// How loud is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Loudness {
    /// As the machine is set.
    #[default]
    Usual,
    /// Louder.
    Loud,
    /// As loud as it gets.
    Loudest,
}

/// What is asked of the voice.
#[derive(Debug)]
pub enum Order {
    /// To speak a sentence, in place of what is being spoken.
    Speak(Utterance),
    /// To be silent.
    Hush,
}

/// Action of a key of reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VoiceKey {
    /// Begins, or stops.
    Read,
    /// From the top of the screen.
    Again,
    /// Slower, slower still, as usual.
    Slower,
    /// Louder, louder still, as usual.
    Louder,
}

/// What is being read aloud.
#[derive(Default)]
pub struct Reading {
    pub(super) on: bool,
    /// What was on the screen when it was looked at last.
    known: Vec<String>,
    waiting: VecDeque<String>,
    pub(super) current: Option<(u64, String)>,
    last_id: u64,
    pub(super) pace: Pacing,
    loudness: Loudness,
}

impl Reading {
    /// Whether the screen is read aloud as it changes.
    #[must_use]
    pub fn is_on(&self) -> bool {
        self.on
    }

    /// The sentence that is read now, as it is written on the screen.
    #[must_use]
    pub fn current(&self) -> Option<&str> {
        self.current.as_ref().map(|(_, text)| text.as_str())
    }

    /// Forgets what is read; how loud it is stays, which is the room's.
    pub(super) fn stop(&mut self) -> Option<Order> {
        let was_speaking = self.current.is_some();
        *self = Self { last_id: self.last_id, loudness: self.loudness, ..Self::default() };
        was_speaking.then_some(Order::Hush)
    }

    /// Takes in what is on the screen now: what has gone is not read to its end, and of what is new each sentence once.
    pub(super) fn look(&mut self, shown: &[Sentence]) -> bool {
        let is_shown = |text: &str| shown.iter().any(|sentence| sentence.text == text);
        self.waiting.retain(|text| is_shown(text));
        let begins = self.known.is_empty();
        for sentence in shown {
            let is_new = !self.known.contains(&sentence.text) && !self.waiting.contains(&sentence.text);
            if is_new && (begins || !sentence.typed) {
                self.waiting.push_back(sentence.text.clone());
            }
        }
        self.known = shown.iter().map(|sentence| sentence.text.clone()).collect();
        let has_gone = self.current.as_ref().is_some_and(|(_, text)| !is_shown(text));
        if has_gone {
            self.current = None;
        }
        has_gone
    }

    /// The next sentence of which something can be spoken.
    pub(super) fn next(&mut self, language: Language) -> Option<Order> {
        while let Some(written) = self.waiting.pop_front() {
            let text = speakable(&written, language);
            if !text.is_empty() {
                return Some(self.speak(written, text, language));
            }
        }
        None
    }

    fn speak(&mut self, written: String, text: String, language: Language) -> Order {
        self.last_id += 1;
        self.current = Some((self.last_id, written));
        Order::Speak(Utterance { id: self.last_id, text, language, pace: self.pace, loudness: self.loudness })
    }

    /// The same sentence from its beginning, after its pace or loudness was changed.
    pub(super) fn speak_again(&mut self, language: Language) -> Option<Order> {
        let (_, written) = self.current.take()?;
        let text = speakable(&written, language);
        Some(self.speak(written, text, language))
    }

    pub(super) fn turn_slower(&mut self) -> &'static str {
        self.pace = match self.pace {
            Pacing::Usual => Pacing::Slow,
            Pacing::Slow => Pacing::Slowest,
            Pacing::Slowest => Pacing::Usual,
        };
        match self.pace {
            Pacing::Usual => "voice-usual",
            Pacing::Slow => "voice-slow",
            Pacing::Slowest => "voice-slowest",
        }
    }

    pub(super) fn turn_louder(&mut self) -> &'static str {
        self.loudness = match self.loudness {
            Loudness::Usual => Loudness::Loud,
            Loudness::Loud => Loudness::Loudest,
            Loudness::Loudest => Loudness::Usual,
        };
        match self.loudness {
            Loudness::Usual => "voice-soft",
            Loudness::Loud => "voice-loud",
            Loudness::Loudest => "voice-loudest",
        }
    }
}
