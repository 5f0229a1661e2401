//! Locking: the key of an open shift is forgotten when nobody has been there for long, and when the machine was asleep.

use super::{Effect, Model, Msg, Newcomer, Screen, screens::shift};

/// Milliseconds without a key press after which the station locks itself.
const LOCK_AFTER_MS: u64 = 2 * 3_600_000;
/// Milliseconds after which a key press keeps the key in the kernel for another two hours.
const KEEP_EVERY_MS: u64 = 5 * 60_000;

impl Model {
    /// Milliseconds of the steady clock at which an open shift locks itself, if nobody presses a key until then.
    #[must_use]
    pub fn lock_at(&self) -> Option<u64> {
        self.shared.shift.as_ref().map(|_| self.shared.touched.mono_ms + LOCK_AFTER_MS)
    }

    pub(super) fn lock_if_deserted(&mut self, effects: &mut Vec<Effect>) -> bool {
        let due = self.lock_at().is_some_and(|at| self.shared.now.stamp.mono_ms >= at);
        if due {
            let _ = self.lock("shift-locked-idle", effects);
        }
        due
    }

    /// Shows the passphrase of the volunteer on duty and nothing else; who sat there goes on once it is typed, from what is kept.
    /// No screen has to see the message that led here.
    pub(super) fn lock(&mut self, why: &'static str, effects: &mut Vec<Effect>) -> Option<Msg> {
        let shift = self.shared.shift.take()?;
        self.overlays.clear();
        self.beneath.clear();
        self.after_save = None;
        (self.shared.guest, self.shared.parked_form, self.shared.parked_class) = (None, None, None);
        self.shared.newcomer = Newcomer::default();
        self.screen = Screen::Shift(shift::State::locked(&self.shared, &shift.slot, why));
        self.fall_silent(effects);
        effects.push(Effect::Lock);
        None
    }

    /// A key was pressed: while somebody is there the kernel keeps the key.
    pub(super) fn keep_key(&mut self, effects: &mut Vec<Effect>) {
        let now = self.shared.now.stamp.mono_ms;
        if self.shared.shift.is_some() && now >= self.key_kept_ms.saturating_add(KEEP_EVERY_MS) {
            self.key_kept_ms = now;
            effects.push(Effect::KeepKey);
        }
    }
}
