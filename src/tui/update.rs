use super::{Effect, Guest, Model, Msg, Newcomer, Next, Overlay, Press, Screen, Shared, Ticket, overlays, screens};
use crate::{domain::Stamp, text::codes};

impl Model {
    /// Applies one message at `now` and returns what the driver is to do. Nothing is done here.
    #[must_use]
    pub fn update(&mut self, now: Stamp, msg: Msg) -> Vec<Effect> {
        self.shared.now = now;
        let mut effects = Vec::new();
        if matches!(msg, Msg::Press(_) | Msg::Paste(_) | Msg::Card(_) | Msg::Pace(_)) {
            self.shared.touched = now;
        }
        if let Some(msg) = self.for_program(msg, &mut effects) {
            let next = match self.overlays.last_mut() {
                Some(overlay) if belongs_to_overlay(&msg) || overlay.awaits(&msg) => {
                    overlay.update(&mut self.shared, &msg)
                }
                _ => match self.shortcut(&msg) {
                    Some(next) => next,
                    None => self.screen.update(&mut self.shared, &msg),
                },
            };
            let authorised = matches!(msg, Msg::Pin { right: true, .. }) && next.close_over;
            self.follow(next, &mut effects);
            if authorised {
                let next = self.screen.update(&mut self.shared, &msg);
                self.follow(next, &mut effects);
            }
        }
        self.move_on_if_kept(&mut effects);
        effects
    }

    /// Goes on after a fault of the program itself (`place`: file and line), from what is surely kept, and shows a notice.
    #[must_use]
    pub fn recover(&mut self, now: Stamp, place: &str) -> Vec<Effect> {
        self.shared.now = now;
        self.overlays.clear();
        self.after_save = None;
        let mut effects = Vec::new();
        if let Some(guest) = &mut self.shared.guest {
            guest.visit = guest.kept.clone();
        }
        let screen = match &self.shared {
            shared if shared.shift.is_none() => Screen::Shift(screens::shift::State::new(shared)),
            shared => screens::next_for_guest(shared),
        };
        self.show(screen, &mut effects);
        let failure =
            super::Failure { code: codes::window::RECOVERED_FROM_FAULT, args: vec![("place", place.to_owned())] };
        self.overlays.push(Overlay::Notice(overlays::notice::State::failed(&self.shared, &failure)));
        effects
    }

    /// What concerns the program as a whole; the rest goes to the screen.
    fn for_program(&mut self, msg: Msg, effects: &mut Vec<Effect>) -> Option<Msg> {
        match msg {
            Msg::Content(pack) => {
                self.shared.codes = screens::waiting::codes(&pack.contest);
                if !pack.sealed {
                    self.shared.open_pack = Some(pack.clone());
                }
                self.shared.pack = Some(pack.clone());
                Some(Msg::Content(pack))
            }
            Msg::Saved(ticket) => {
                self.kept(ticket);
                Some(Msg::Saved(ticket))
            }
            Msg::SaveFailed(ticket, failure) => {
                self.after_save = None;
                self.undo_unkept(ticket);
                self.overlays.push(Overlay::Notice(overlays::notice::State::failed(&self.shared, &failure)));
                Some(Msg::SaveFailed(ticket, failure))
            }
            Msg::Failed(failure) => {
                self.overlays.push(Overlay::Notice(overlays::notice::State::failed(&self.shared, &failure)));
                Some(Msg::Failed(failure))
            }
            Msg::Counts(counts, sync) => {
                (self.shared.counts, self.shared.sync) = (counts, sync);
                Some(Msg::Counts(counts, sync))
            }
            Msg::Centre(address) => {
                self.shared.settings.centre.clone_from(&address);
                Some(Msg::Centre(address))
            }
            Msg::ShiftOpen { shift, draft, parked, guest, station } => {
                self.shared.parked_form = parked;
                self.shared.shift = Some(shift);
                self.take_station(station);
                let screen = resume(&mut self.shared, draft, guest);
                self.follow(Next::go(screen).with(Effect::Counts), effects);
                None
            }
            Msg::ShiftClosed => {
                self.shared.shift = None;
                self.forget_visitor(effects);
                self.screen = Screen::Shift(screens::shift::State::new(&self.shared));
                None
            }
            Msg::Tick => {
                self.on_tick(effects);
                Some(Msg::Tick)
            }
            other => Some(other),
        }
    }

    /// Keys that mean the same on every screen. F10 asks for the PIN of the desk wherever a shift is open.
    fn shortcut(&mut self, msg: &Msg) -> Option<Next> {
        let Msg::Press(press) = msg else { return None };
        if self.shared.shift.is_none() {
            return matches!(press, Press::F(1)).then(|| Next::over(Overlay::Help(overlays::help::State)));
        }
        match press {
            Press::Esc if !self.screen.takes_esc() => Some(Next::over(Overlay::Menu(overlays::menu::State))),
            Press::F(1) => Some(Next::over(Overlay::Help(overlays::help::State))),
            Press::F(9) => Some(Next::over(Overlay::Hidden)),
            Press::F(10) => Some(Next::over(overlays::pin::ask_for_helper(&self.shared))),
            _ => None,
        }
    }

    fn take_station(&mut self, station: super::StationLine) {
        self.shared.clock_floor = station.clock_floor;
        self.shared.station = station;
    }

    fn follow(&mut self, next: Next, effects: &mut Vec<Effect>) {
        if next.close_over {
            self.overlays.pop();
        }
        if next.unhide {
            self.overlays.retain(|overlay| !matches!(overlay, Overlay::Hidden));
        }
        effects.extend(next.effects);
        if let Some(overlay) = next.over {
            self.overlays.push(overlay);
        }
        let go = next.go.or_else(|| if next.back { self.screen.back(&self.shared).map(Box::new) } else { None });
        match go {
            Some(screen) if next.when_saved => self.after_save = Some(screen),
            Some(screen) => self.show(*screen, effects),
            None => (),
        }
    }

    fn show(&mut self, screen: Screen, effects: &mut Vec<Effect>) {
        self.after_save = None;
        if screen.is_between_visits() {
            self.forget_visitor(effects);
        }
        self.screen = screen;
        let entered = self.screen.entered(&mut self.shared);
        effects.extend(entered);
    }

    fn move_on_if_kept(&mut self, effects: &mut Vec<Effect>) {
        if self.shared.all_kept()
            && let Some(screen) = self.after_save.take()
        {
            self.show(*screen, effects);
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
            effects.push(Effect::Leave);
            effects.push(Effect::Counts);
        }
    }

    /// Nobody has pressed a key for long: first a question, then the visit is parked with everything kept.
    fn on_tick(&mut self, effects: &mut Vec<Effect>) {
        let now = self.shared.now.mono_ms;
        let due = self.wake_at().is_some_and(|at| now >= at);
        if !due {
            return;
        }
        if matches!(self.overlays.last(), Some(Overlay::Idle(_))) {
            self.overlays.clear();
            let screen = match self.shared.shift {
                Some(_) => Screen::Waiting(screens::waiting::State::default()),
                None => Screen::Shift(screens::shift::State::new(&self.shared)),
            };
            self.show(screen, effects);
        } else {
            self.overlays.push(Overlay::Idle(overlays::idle::State::new(self.shared.now)));
        }
    }
}

/// Windows take keys and what they themselves asked for; what the world reports goes to the screen as well as before.
fn belongs_to_overlay(msg: &Msg) -> bool {
    matches!(msg, Msg::Press(_) | Msg::Paste(_) | Msg::Card(_) | Msg::Pin { .. } | Msg::Tick)
}

/// Where a shift goes on: with the person who sat there when the power went, at a half-typed form, or at the waiting screen.
fn resume(shared: &mut Shared, draft: Option<crate::record::Draft>, guest: Option<Box<Guest>>) -> Screen {
    shared.guest = guest.map(|guest| *guest);
    match draft.and_then(|draft| screens::register::State::from_draft(shared, &draft)) {
        Some(form) => Screen::Register(Box::new(form)),
        None => screens::next_for_guest(shared),
    }
}
