//! The keys of reading aloud, and what the voice reports.

use super::{Effect, Hint, Model, Msg, Overlay, Press, Shared, VoiceKey, draw::Sentence, reading::Order};

impl From<Order> for Effect {
    fn from(order: Order) -> Self {
        match order {
            Order::Speak(utterance) => Self::Speak(utterance),
            Order::Hush => Self::Hush,
        }
    }
}

impl Model {
    /// Whether the loop is to hand on what each frame shows.
    #[must_use]
    pub fn is_reading(&self) -> bool {
        self.shared.reading.is_on()
    }

    /// What a frame shows, while it is read aloud.
    #[must_use]
    pub fn look(&mut self, shown: &[Sentence]) -> Vec<Effect> {
        let reading = &mut self.shared.reading;
        if !reading.on {
            return Vec::new();
        }
        let language = self.shared.words.language();
        let hush = reading.look(shown).then_some(Order::Hush);
        let next = if reading.current.is_none() { reading.next(language) } else { None };
        // A new sentence takes the place of the one before by itself.
        next.or(hush).into_iter().map(Effect::from).collect()
    }

    /// The key of reading that a message is: on every page and window but those that any key closes or that show nothing.
    pub(super) fn voice_key(&self, msg: &Msg) -> Option<VoiceKey> {
        let Msg::Press(press) = msg else { return None };
        let key = VoiceKey::of(*press).filter(|_| self.shared.settings.speech)?;
        let is_free = match self.overlays.last() {
            Some(Overlay::Idle(_) | Overlay::Hidden) => false,
            Some(_) => true, // else: a window with words
            None => !self.screen.keys(&self.shared).claims(*press),
        };
        is_free.then_some(key)
    }

    pub(super) fn turn_voice(&mut self, key: VoiceKey, effects: &mut Vec<Effect>) {
        let language = self.shared.words.language();
        let reading = &mut self.shared.reading;
        let wording = match key {
            VoiceKey::Read if reading.on => {
                effects.extend(reading.stop().map(Effect::from));
                "voice-off"
            }
            VoiceKey::Read | VoiceKey::Again => {
                let pace = reading.pace;
                effects.extend(reading.stop().map(Effect::from));
                (reading.on, reading.pace) = (true, pace);
                "voice-on"
            }
            VoiceKey::Slower => {
                let wording = reading.turn_slower();
                effects.extend(reading.speak_again(language).map(Effect::from));
                wording
            }
            VoiceKey::Louder => {
                let wording = reading.turn_louder();
                effects.extend(reading.speak_again(language).map(Effect::from));
                wording
            }
        };
        self.note_quietly(wording);
    }

    /// What the voice reports of the sentence at hand; of an earlier one nobody wants to know any more. Whether it was the voice's.
    pub(super) fn hear(&mut self, msg: &Msg, effects: &mut Vec<Effect>) -> bool {
        let language = self.shared.words.language();
        let reading = &mut self.shared.reading;
        let is_current = |id: u64| reading.current.as_ref().is_some_and(|(current, _)| *current == id);
        match msg {
            Msg::Spoken(id) if is_current(*id) => {
                reading.current = None;
                effects.extend(reading.next(language).map(Effect::from));
                // Who listens is there, though no key is pressed.
                self.shared.touched = self.shared.now.stamp;
            }
            Msg::VoiceFailed(id, failure) if is_current(*id) => {
                effects.extend(reading.stop().map(Effect::from));
                self.shared.aside = None;
                self.show_notice(failure);
            }
            _ => return matches!(msg, Msg::Spoken(_) | Msg::VoiceFailed(..)), // else: of an earlier one, or not the voice's
        }
        true
    }

    /// Nobody is there any more to whom something is read.
    pub(super) fn fall_silent(&mut self, effects: &mut Vec<Effect>) {
        effects.extend(self.shared.reading.stop().map(Effect::from));
    }
}

impl Shared {
    /// The hint of reading for the footer, where there is a voice.
    #[must_use]
    pub fn voice_hint(&self) -> Option<Hint> {
        let wording = if self.reading.is_on() { "voice-key-stop" } else { "voice-key-read" };
        let is_offered = self.settings.speech && self.station.has_voice;
        is_offered.then(|| Hint { press: Press::F(5), cap: "F5".to_owned(), wording: self.text(wording) })
    }
}
