//! Windows' own voices, a process a sentence, as espeak-ng is on Linux.

use super::{SpeechEnd, State, Stop, Wish};
use crate::platform::windows::{SpokenEnd, begin, end_of};
use std::{io, sync::Arc, thread};

pub(super) fn speak(wish: &Wish, state: Arc<State>, ended: impl FnOnce(SpeechEnd) + Send + 'static) -> io::Result<()> {
    let child = begin(&wish.text, (wish.language, wish.words_a_minute, wish.loudness))?;
    *state.lock() = Some(Stop::Process(child));
    thread::Builder::new().name("voice".to_owned()).spawn(move || {
        let status = super::wait(&state).and_then(|status| status.code());
        ended(match end_of(status) {
            _ if state.is_stopped() => SpeechEnd::Stopped,
            SpokenEnd::Well => SpeechEnd::Well,
            SpokenEnd::NoLanguage => SpeechEnd::NoLanguage,
            SpokenEnd::NoSound => SpeechEnd::NoSound,
            SpokenEnd::Broken => SpeechEnd::Broken,
        });
    })?;
    Ok(())
}
