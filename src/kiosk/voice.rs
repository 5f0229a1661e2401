//! The station's voice: a thread that speaks one sentence at a time, so that neither the loop nor the worker ever waits for sound.

use super::event::AppEvent;
use crate::{
    platform::{self, KernelFiles, Sound, Speaking, SpeechEnd, Wish},
    text::{Language, codes},
    tui::{Failure, Loudness, Msg, Pacing, Utterance},
};
use std::{
    sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel},
    thread,
    time::{Duration, Instant},
};

/// What no voice needs for a sentence, and for each of its characters at the slowest pace: a program that takes longer hangs.
const LONGEST: Duration = Duration::from_secs(8);
const LONGEST_A_CHARACTER: Duration = Duration::from_millis(350);
/// After so long a silence behind a sentence a new reading begins, and whether the sound is switched off is looked at again.
const LOOK_AGAIN: Duration = Duration::from_secs(3);

/// How long the end of the program waits for silence.
const LAST_PATIENCE: Duration = Duration::from_millis(300);

/// The way to the voice; its thread begins with the first sentence.
pub struct Voice {
    replies: Sender<AppEvent>,
    orders: Option<Sender<Order>>,
}

enum Order {
    Speak(Utterance),
    Hush,
    /// The program ends.
    End(Sender<()>),
    Ended(u64, SpeechEnd),
    Muted,
}

/// What is being spoken.
struct Current {
    id: u64,
    speaking: Speaking,
    until: Instant,
}

struct Speaker {
    replies: Sender<AppEvent>,
    own: Sender<Order>,
    current: Option<Current>,
    last: Option<Instant>,
}

impl Voice {
    /// A voice that is silent, and reports to the loop.
    #[must_use]
    pub fn new(replies: Sender<AppEvent>) -> Self {
        Self { replies, orders: None }
    }

    /// Speaks a sentence, in place of what is being spoken.
    pub fn speak(&mut self, utterance: Utterance) {
        self.order(Order::Speak(utterance));
    }

    /// Stops speaking.
    pub fn hush(&mut self) {
        if self.orders.is_some() {
            self.order(Order::Hush);
        }
    }

    fn order(&mut self, order: Order) {
        let replies = &self.replies;
        let orders = self.orders.get_or_insert_with(|| {
            let (own, orders) = channel();
            let speaker = Speaker { replies: replies.clone(), own: own.clone(), current: None, last: None };
            // Without a thread nobody takes orders, and nothing is heard.
            drop(thread::Builder::new().name("speaker".to_owned()).spawn(move || speaker.work(&orders)));
            own
        });
        drop(orders.send(order));
    }
}

/// Nobody is read to after the program's end.
impl Drop for Voice {
    fn drop(&mut self) {
        let (done, wait) = channel();
        if self.orders.is_some() {
            self.order(Order::End(done));
            // Nothing is lost where it takes longer: the sentence ends by itself.
            let _ = wait.recv_timeout(LAST_PATIENCE);
        }
    }
}

impl Speaker {
    fn work(mut self, orders: &Receiver<Order>) {
        loop {
            let order = match &self.current {
                None => orders.recv().map_err(|_| RecvTimeoutError::Disconnected),
                Some(current) => orders.recv_timeout(current.until.saturating_duration_since(Instant::now())),
            };
            match order {
                Ok(Order::Speak(utterance)) => self.begin(utterance),
                Ok(Order::Hush) => {
                    self.silence();
                    self.last = None;
                }
                Ok(Order::End(done)) => {
                    self.silence();
                    let _ = done.send(()); // who waited may have gone
                    return;
                }
                Ok(Order::Ended(id, end)) => self.ended(id, end),
                Ok(Order::Muted) => self.fail(Failure::new(codes::machine::SOUND_MUTED, [])),
                Err(RecvTimeoutError::Timeout) => self.fail(Failure::new(codes::voice::HANGS, [])),
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
    }

    fn begin(&mut self, utterance: Utterance) {
        let was_silent = self.silence().is_none() && self.last.is_none_or(|last| last.elapsed() > LOOK_AGAIN);
        let own = self.own.clone();
        let id = utterance.id;
        let characters = u32::try_from(utterance.text.chars().count()).unwrap_or(u32::MAX);
        let until = Instant::now() + LONGEST + LONGEST_A_CHARACTER.saturating_mul(characters);
        match platform::speak(wish(utterance), move |end| drop(own.send(Order::Ended(id, end)))) {
            Ok(speaking) => self.current = Some(Current { id, speaking, until }),
            Err(_) => self.report(Msg::VoiceFailed(id, Failure::new(codes::voice::BROKE_OFF, []))),
        }
        if was_silent {
            // Who mutes a laptop has forgotten it by the evening. The look takes longer than the first word.
            let own = self.own.clone();
            thread::spawn(move || {
                if platform::is_muted() == Some(true) {
                    drop(own.send(Order::Muted));
                }
            });
        }
    }

    /// Stops what is being spoken; returns its number.
    fn silence(&mut self) -> Option<u64> {
        let current = self.current.take()?;
        self.last = Some(Instant::now());
        current.speaking.stop();
        Some(current.id)
    }

    fn fail(&mut self, failure: Failure) {
        if let Some(id) = self.silence() {
            self.last = None;
            self.report(Msg::VoiceFailed(id, failure));
        }
    }

    fn ended(&mut self, id: u64, end: SpeechEnd) {
        if self.current.as_ref().is_none_or(|current| current.id != id) {
            return;
        }
        self.current = None;
        self.last = matches!(end, SpeechEnd::Well).then(Instant::now);
        let fails = |code| Msg::VoiceFailed(id, Failure::new(code, []));
        self.report(match end {
            SpeechEnd::Well | SpeechEnd::Stopped => Msg::Spoken(id),
            SpeechEnd::Missing => fails(codes::doctor::NO_VOICE),
            SpeechEnd::NoLanguage if cfg!(windows) => fails(codes::machine::WINDOWS_WITHOUT_VOICE),
            SpeechEnd::NoLanguage => fails(codes::machine::VOICE_NOT_VIETNAMESE),
            SpeechEnd::Broken => fails(codes::voice::BROKE_OFF),
            SpeechEnd::NoSound => fails(match platform::sound(&KernelFiles::default()) {
                Sound::None => codes::machine::NO_SOUND,
                Sound::Closed => codes::machine::SOUND_CLOSED,
                Sound::Ready => codes::voice::SOUND_LOST,
            }),
        });
    }

    fn report(&self, msg: Msg) {
        drop(self.replies.send(AppEvent::World(Box::new(msg))));
    }
}

fn wish(utterance: Utterance) -> Wish {
    Wish {
        text: utterance.text,
        language: match utterance.language {
            Language::Vietnamese => "vi",
            Language::English => "en",
        },
        words_a_minute: match utterance.pace {
            Pacing::Usual => 140,
            Pacing::Slow => 112,
            Pacing::Slowest => 88,
        },
        loudness: match utterance.loudness {
            Loudness::Usual => 100,
            Loudness::Loud => 150,
            Loudness::Loudest => 200,
        },
    }
}
