use super::{
    Back, Effect, FormStart, Guest, Model, Msg, Newcomer, Next, Overlay, Press, PrintNews, Route, Screen, Shortcut,
    Ticket, Window,
    screens::{self, group},
    shortcuts,
};
use crate::{content::Pack, domain::Stamp, record::Draft, text::codes};
use std::sync::Arc;

impl Model {
    /// Applies one message at `now` and returns what the driver is to do. Nothing is done here.
    #[must_use]
    pub fn update(&mut self, now: Stamp, msg: Msg) -> Vec<Effect> {
        self.shared.now = self.shared.known.now(now);
        let mut effects = Vec::new();
        match msg {
            Msg::Key(press, at_ms) => {
                self.touch(&mut effects);
                self.take_key(press, at_ms, &mut effects);
            }
            Msg::LineFeed(at_ms) => {
                self.touch(&mut effects);
                self.take_line_feed(at_ms, &mut effects);
            }
            Msg::NoKey(at_ms) => {
                self.settle_keys(at_ms, &mut effects);
                self.burst.pass(at_ms);
            }
            Msg::Press(_) | Msg::Paste(_) => {
                self.flush_keys(&mut effects);
                self.apply(msg, &mut effects);
            }
            Msg::Tick => {
                self.settle_door(now.mono_ms, &mut effects);
                self.apply(Msg::Tick, &mut effects);
            }
            msg => self.apply(msg, &mut effects), // else: no key has to be decided before it
        }
        self.shared.held = self.burst.choice().map(Press::Char);
        effects
    }

    /// Somebody is there.
    fn touch(&mut self, effects: &mut Vec<Effect>) {
        self.shared.touched = self.shared.now.stamp;
        self.keep_key(effects);
    }

    /// Applies a message behind the door of keys.
    pub(super) fn apply(&mut self, msg: Msg, effects: &mut Vec<Effect>) {
        if matches!(msg, Msg::Press(_) | Msg::Paste(_) | Msg::Card(_) | Msg::Pace(_)) {
            self.touch(effects);
        }
        if matches!(msg, Msg::Press(_) | Msg::Paste(_)) {
            self.shared.aside = None;
        }
        if let Some(key) = self.voice_key(&msg) {
            self.turn_voice(key, effects);
        } else if self.hear(&msg, effects) {
            // No screen has to see it.
        } else if let Some(msg) = self.for_program(msg, effects) {
            let takes = |overlay: &Overlay, top: bool| overlay.awaits(&msg) || (top && belongs_to_overlay(&msg));
            let top = self.overlays.len().saturating_sub(1);
            // A notice may be above the window that waits for an answer.
            let overlay = self.overlays.iter_mut().enumerate().rev().find(|(at, overlay)| takes(overlay, *at == top));
            let next = match overlay {
                Some((_, overlay)) => overlay.update(&mut self.shared, &msg),
                None => match self.shortcut(&msg) {
                    Some(next) => next,
                    None => self.screen.update(&mut self.shared, &msg),
                },
            };
            let authorised = matches!(msg, Msg::Pin { right: true, .. }) && next.close_over;
            self.follow(next, effects);
            if authorised {
                let next = self.screen.update(&mut self.shared, &msg);
                self.follow(next, effects);
            }
        }
        self.move_on_if_kept(effects);
    }

    /// Goes on after a fault of the program itself (`place`: file and line), from what is surely kept, and shows a notice.
    #[must_use]
    pub fn recover(&mut self, now: Stamp, place: &str) -> Vec<Effect> {
        self.shared.now = self.shared.known.now(now);
        self.overlays.clear();
        self.after_save = None;
        let mut effects = Vec::new();
        if let Some(guest) = &mut self.shared.guest {
            guest.visit = guest.kept.clone();
        }
        let route = if self.shared.shift.is_none() { Route::Shift } else { Route::for_guest(&self.shared) };
        self.go(route, &mut effects);
        let failure = super::Failure::new(codes::window::RECOVERED_FROM_FAULT, [("place", place.to_owned())]);
        self.show_notice(&failure);
        effects
    }

    /// What concerns the program as a whole; the rest goes to the screen.
    fn for_program(&mut self, msg: Msg, effects: &mut Vec<Effect>) -> Option<Msg> {
        match msg {
            Msg::Content(pack) => {
                self.take_content(&pack);
                Some(Msg::Content(pack))
            }
            Msg::Saved(ticket) => {
                self.shared.known.record(self.shared.now.stamp);
                self.kept(ticket);
                Some(Msg::Saved(ticket))
            }
            Msg::SaveFailed(ticket, failure) => {
                self.after_save = None;
                self.undo_unkept(ticket);
                self.show_notice(&failure);
                Some(Msg::SaveFailed(ticket, failure))
            }
            Msg::Failed(failure) => {
                self.show_notice(&failure);
                Some(Msg::Failed(failure))
            }
            Msg::Counts(counts, sync) => {
                (self.shared.counts, self.shared.sync) = (counts, sync);
                self.shared.know_receipt(sync);
                Some(Msg::Counts(counts, sync))
            }
            Msg::SelfSending(sending) => {
                self.shared.self_sending = sending;
                None
            }
            Msg::Centre(address) => {
                self.shared.settings.centre.clone_from(&address);
                Some(Msg::Centre(address))
            }
            Msg::ShiftOpen { shift, draft, parked, class, guest, station } => {
                (self.shared.parked_form, self.shared.parked_class) = (parked, class.map(|class| *class));
                self.shared.shift = Some(shift);
                self.take_station(station);
                effects.push(Effect::Counts);
                self.resume(draft, guest, effects);
                None
            }
            Msg::ShiftClosed => {
                let volunteer = self.shared.shift.take().map(|shift| shift.volunteer).unwrap_or_default();
                self.forget_visitor(effects);
                self.beneath.clear();
                self.screen = Screen::Shift(screens::shift::State::closed(&self.shared, &volunteer));
                None
            }
            // A shift that was opened while the station was being locked is not open any more.
            Msg::Locked => self.lock("shift-locked-idle", &mut Vec::new()),
            Msg::Slept => self.lock("shift-locked-sleep", effects),
            Msg::Tick => {
                self.on_tick(effects);
                Some(Msg::Tick)
            }
            other => self.of_releases(other, effects), // else: the releases', the printers', or the screen's own
        }
    }

    fn of_releases(&mut self, msg: Msg, effects: &mut Vec<Effect>) -> Option<Msg> {
        match msg {
            Msg::ReleaseSeen(version) => {
                self.shared.release_seen = version;
                None
            }
            Msg::Renew => {
                effects.push(Effect::Renew);
                None
            }
            other => self.of_printers(other), // else: the printers', or the screen's own
        }
    }

    fn take_content(&mut self, pack: &Arc<Pack>) {
        self.shared.codes = screens::waiting::codes(&pack.contest);
        if !pack.sealed {
            self.shared.open_pack = Some(pack.clone());
        }
        self.shared.know_contest(&pack.contest);
        self.shared.pack = Some(pack.clone());
    }

    /// What a key of the program does, where the screen's own table does not have it.
    fn shortcut(&self, msg: &Msg) -> Option<Next> {
        let Msg::Press(press) = msg else { return None };
        let shortcut = shortcuts(&self.shared).action(*press)?;
        (!self.screen.keys(&self.shared).claims(*press)).then(|| match shortcut {
            // Its keys hold above windows too, and are taken before.
            Shortcut::Voice(_) => Next::stay(),
            Shortcut::Menu => Next::over(Window::Menu),
            Shortcut::Help => Next::over(Window::Help),
            Shortcut::Hide => Next::over(Window::Hidden),
            Shortcut::Helper => Next::call_helper(&self.shared),
        })
    }

    /// Where a shift goes on: with the person who sat there when the power went, at a half-typed form, in a group's lesson, or at the
    /// waiting screen.
    fn resume(&mut self, draft: Option<Draft>, guest: Option<Box<Guest>>, effects: &mut Vec<Effect>) {
        self.key_kept_ms = self.shared.now.stamp.mono_ms;
        self.shared.touched = self.shared.now.stamp;
        self.shared.guest = guest.map(|guest| *guest);
        let form = draft.and_then(|draft| Screen::open(Route::Register(FormStart::Draft(draft)), &mut self.shared));
        match form {
            Some(form) => drop(self.show(form, effects)),
            None if self.shared.guest.is_none() && self.shared.now.asks_for_date() => {
                self.go(Route::ConfirmDate, effects);
            }
            None if self.shared.guest.is_none() && group::was_taught(self.shared.parked_class.as_ref()) => {
                self.go(Route::Group, effects);
            }
            None => self.go(Route::for_guest(&self.shared), effects),
        }
    }

    fn take_station(&mut self, station: super::StationLine) {
        self.shared.known = station.known;
        self.shared.now = station.known.now(self.shared.now.stamp);
        self.shared.station = station;
    }

    pub(super) fn follow(&mut self, next: Next, effects: &mut Vec<Effect>) {
        if next.close_over {
            self.turns += 1;
            self.overlays.pop();
        }
        if next.read {
            self.turn_voice(super::VoiceKey::Read, effects);
        }
        if next.unhide {
            self.overlays.retain(|overlay| !matches!(overlay, Overlay::Hidden));
        }
        effects.extend(next.effects);
        if let Some(window) = next.over {
            self.lay_over(window);
            effects.extend(self.overlays.last().and_then(|overlay| overlay.opened(&self.shared)));
        }
        match next.go {
            Some(route) if next.when_saved => self.after_save = Some(route),
            Some(route) if next.above => self.go_above(route, effects),
            Some(route) => self.go(route, effects),
            None if next.back => self.go_back(effects),
            None => (),
        }
    }

    fn lay_over(&mut self, window: Window) {
        self.turns += 1;
        let from = (self.screen.back_line(&self.shared), self.screen.is_between_visits());
        self.overlays.push(Overlay::open(window, from, &self.shared));
    }

    /// Which printers there are; and where nobody watches one any more, what it wants is heard of all the same.
    fn of_printers(&mut self, msg: Msg) -> Option<Msg> {
        let is_watched = self.overlays.iter().any(|over| matches!(over, Overlay::Print(_)));
        match msg {
            Msg::Printers(printers) => {
                self.shared.printers = printers;
                None
            }
            Msg::Print(PrintNews::Trouble(Some(failure)) | PrintNews::Failed(failure)) if !is_watched => {
                self.show_notice(&failure);
                None
            }
            other => Some(other), // else: the window's or the screen's own
        }
    }

    pub(super) fn show_notice(&mut self, failure: &super::Failure) {
        self.lay_over(Window::Notice(failure.notice(&self.shared.words)));
    }

    /// Moves to the screen of a route; what cannot be opened leaves the screen that is shown.
    fn go(&mut self, route: Route, effects: &mut Vec<Effect>) {
        if matches!(route, Route::Beneath)
            && let Some(screen) = self.beneath.pop()
        {
            self.show(screen, effects);
        } else if let Some(screen) = Screen::open(route, &mut self.shared) {
            self.beneath.clear();
            self.show(screen, effects);
        }
    }

    /// The screen that is shown stays beneath the new one.
    fn go_above(&mut self, route: Route, effects: &mut Vec<Effect>) {
        if let Some(screen) = Screen::open(route, &mut self.shared) {
            let covered = self.show(screen, effects);
            self.beneath.push(covered);
        }
    }

    fn go_back(&mut self, effects: &mut Vec<Effect>) {
        match self.screen.back(&self.shared) {
            Back::Nowhere => (),
            Back::Inside => self.after_save = None,
            Back::To(route) => self.go(route, effects),
        }
    }

    /// A group's lesson that is left waits where it is, and a restart does not go on with it by itself.
    fn park_class(&mut self, effects: &mut Vec<Effect>) {
        if let Screen::Group(class) = &self.screen
            && let Some(left) = class.parked(&self.shared)
        {
            self.shared.parked_class = Some(left.clone());
            effects.push(Effect::SaveDraft(left));
        }
    }

    /// Shows a screen and returns the one before.
    fn show(&mut self, screen: Screen, effects: &mut Vec<Effect>) -> Screen {
        self.after_save = None;
        self.turns += 1;
        self.park_class(effects);
        if screen.is_between_visits() {
            self.forget_visitor(effects);
        }
        let before = std::mem::replace(&mut self.screen, screen);
        let entered = self.screen.entered(&mut self.shared);
        effects.extend(entered);
        before
    }

    fn move_on_if_kept(&mut self, effects: &mut Vec<Effect>) {
        if self.shared.all_kept()
            && let Some(route) = self.after_save.take()
        {
            self.go(route, effects);
        }
    }

    fn kept(&mut self, ticket: Ticket) {
        self.shared.last_saved = self.shared.last_saved.max(ticket);
        if self.shared.all_kept()
            && let Some(guest) = &mut self.shared.guest
        {
            guest.kept = guest.visit.clone();
        }
    }

    /// What was not kept did not happen: the screen goes back to what is on the disk.
    fn undo_unkept(&mut self, ticket: Ticket) {
        self.shared.last_saved = self.shared.last_saved.max(ticket);
        if let Some(guest) = &mut self.shared.guest {
            guest.visit = guest.kept.clone();
        }
    }

    fn forget_visitor(&mut self, effects: &mut Vec<Effect>) {
        let was_visited = self.shared.is_visited();
        if let Screen::Register(form) = &self.screen {
            self.shared.parked_form = form.parked(&self.shared).or(self.shared.parked_form.take());
        }
        self.shared.guest = None;
        self.shared.newcomer = Newcomer::default();
        if was_visited {
            self.fall_silent(effects);
            effects.push(Effect::Leave);
            effects.push(Effect::Counts);
        }
    }

    /// Nobody has pressed a key for long: first a question, then the visit is parked with everything kept.
    fn on_tick(&mut self, effects: &mut Vec<Effect>) {
        if self.lock_if_deserted(effects) {
            return;
        }
        let now = self.shared.now.stamp.mono_ms;
        let due = self.idle_at().is_some_and(|at| now >= at);
        if !due {
            return;
        }
        if matches!(self.overlays.last(), Some(Overlay::Idle(_))) {
            self.overlays.clear();
            self.go(if self.shared.shift.is_some() { Route::Waiting } else { Route::Shift }, effects);
        } else {
            self.lay_over(Window::Idle);
        }
    }
}

/// Windows take keys and what they themselves asked for; what the world reports goes to the screen as well as before.
fn belongs_to_overlay(msg: &Msg) -> bool {
    matches!(msg, Msg::Press(_) | Msg::Paste(_) | Msg::Card(_) | Msg::Pin { .. } | Msg::PinNotRead { .. } | Msg::Tick)
}
