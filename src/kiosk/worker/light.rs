//! Results by light, and receipts by mouth (docs/decisions/083-results-by-light.md).

use super::{Replies, Worker};
use crate::{
    crypto::{SPOKEN, syllables},
    domain::Stamp,
    kiosk::outbox,
    store::StoreError,
    tui::{Effect, Msg, SpokenDesk},
};

impl Worker {
    pub(super) fn light(&mut self, effect: &Effect, now: Stamp) -> Replies {
        match effect {
            Effect::PackLight => self.pack_light(now),
            Effect::LightTaken => self.note_light(now),
            _ => Ok(Vec::new()), // else: no other effect leads here
        }
    }

    pub(super) fn by_mouth(&mut self, effect: &Effect, now: Stamp) -> Replies {
        let store = self.open()?;
        let at = store.known().now(now).at();
        match effect {
            Effect::SpokenDesk => {
                let wait_s = store.spoken_wait_s(at)?;
                Ok(vec![Msg::SpokenDesk(SpokenDesk { syllables: syllables(), count: SPOKEN, wait_s })])
            }
            Effect::TakeSpoken(typed) => {
                let mut msgs = vec![Msg::Spoke(store.take_spoken(typed, at)?)];
                msgs.extend(self.counts(now)?);
                Ok(msgs)
            }
            _ => Ok(Vec::new()), // else: no other effect leads here
        }
    }

    fn pack_light(&mut self, now: Stamp) -> Replies {
        let store = self.store.as_mut().ok_or(StoreError::Shift)?;
        match outbox::to_light(store, now) {
            Ok((load, bundles)) => {
                self.shown = bundles;
                Ok(vec![Msg::LightPacked(Box::new(load))])
            }
            Err(failure) => Ok(vec![Msg::Failed(failure)]),
        }
    }

    /// A phone has all of it: it has left the station, as a stick does.
    fn note_light(&mut self, now: Stamp) -> Replies {
        let bundles = std::mem::take(&mut self.shown);
        let store = self.store.as_mut().ok_or(StoreError::Shift)?;
        if let Err(failure) = outbox::sent(store, &bundles, now) {
            return Ok(vec![Msg::Failed(failure)]);
        }
        self.counts(now)
    }
}
