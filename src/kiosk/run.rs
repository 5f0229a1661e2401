use super::{
    event::AppEvent,
    keys, machine,
    reader::{self, Reader},
    terminal::{self, Screen},
    voice::Voice,
    worker::{Job, Worker},
};
use crate::{
    domain::Stamp,
    platform,
    tui::{Effect, Hot, Model, Msg, Press, draw::Sentence, view, view_and_read},
};
use crossterm::event::{Event, MouseButton, MouseEventKind};
use std::{
    io,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc::{Receiver, RecvTimeoutError, Sender, channel},
    },
    thread,
    time::Duration,
};

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RunOutcome {
    /// The volunteer left the station.
    Left,
    /// The volunteer left a locked station for the machine's login.
    LeftToLogin,
    /// The shift is closed and another program waits.
    Renewed,
    /// A signal or the end of the terminal.
    Stopped,
}

/// Panics in a row after which the station gives up and lets its supervisor start it again.
const MOST_PANICS: u32 = 5;

/// How often the loop looks whether the reader has looked at the terminal, and how many times before it does without.
const LOOK: Duration = Duration::from_millis(5);
const MOST_LOOKS: u32 = 400;

/// Runs the station in this terminal until the volunteer leaves it or the terminal goes away. `shown` is called once, at the first screen.
///
/// # Errors
/// The terminal cannot be taken or written to.
pub fn run(
    mut model: Model,
    (stop, shown): (Arc<AtomicBool>, Box<dyn FnOnce()>),
    worker: impl FnOnce(Sender<AppEvent>) -> Worker + Send + 'static,
) -> io::Result<RunOutcome> {
    let (app_events, events) = channel();
    terminal::quiet_panics();
    let mut screen = Screen::take()?;
    model.shared.station.letters_tenths = terminal::letters_tenths();
    model.shared.size = terminal::size();
    let mut places = Vec::new();
    // The first frame needs neither content nor key; everything else begins once it is drawn.
    screen.draw(|frame| places = view(&model, frame))?;
    listen(&app_events);
    let (effects, work) = channel();
    let replies = app_events.clone();
    thread::Builder::new().name("worker".to_owned()).spawn(move || worker(replies).work(&work))?;
    let voice = Voice::new(app_events);
    let mut station =
        Loop { screen, places, sentences: Vec::new(), effects, voice, panics: 0, stop, shown: Some(shown) };
    station.turn(&mut model, &events)
}

struct Loop {
    screen: Screen,
    places: Vec<Hot>,
    /// What the last frame shows, while it is read aloud.
    sentences: Vec<Sentence>,
    effects: Sender<Job>,
    voice: Voice,
    panics: u32,
    /// Ends a transfer of the worker, which does not read its queue while it transfers.
    stop: Arc<AtomicBool>,
    /// Done once, when a screen has been drawn that knows what the worker began with.
    shown: Option<Box<dyn FnOnce()>>,
}

impl Loop {
    fn turn(&mut self, model: &mut Model, events: &Receiver<AppEvent>) -> io::Result<RunOutcome> {
        loop {
            let first = match self.wait(model, events) {
                Ok(first) => first,
                Err(RecvTimeoutError::Timeout) => AppEvent::World(Box::new(Msg::Tick)),
                Err(RecvTimeoutError::Disconnected) => return Ok(RunOutcome::Stopped),
            };
            let is_workers = matches!(&first, AppEvent::World(msg) if !matches!(**msg, Msg::Tick | Msg::Slept));
            // What has piled up meanwhile is handled before the next frame: a scanner's burst is one frame, not ninety.
            for app_event in std::iter::once(first).chain(events.try_iter()) {
                if let Some(ending) = self.take_in(model, app_event)? {
                    return Ok(ending);
                }
            }
            self.draw(model)?;
            self.read_aloud(model)?;
            if let Some(shown) = self.shown.take_if(|_| is_workers) {
                shown();
            }
        }
    }

    /// What has just been drawn is what is read; the frame that marks the sentence follows at once.
    fn read_aloud(&mut self, model: &mut Model) -> io::Result<()> {
        if !model.is_reading() {
            return Ok(());
        }
        let effects = model.look(&self.sentences);
        let has_turned = !effects.is_empty();
        effects.into_iter().for_each(|effect| drop(self.let_voice(effect)));
        if has_turned { self.draw(model) } else { Ok(()) }
    }

    /// The voice's orders go past the worker, which may be at the disk; the rest is given back.
    fn let_voice(&mut self, effect: Effect) -> Option<Effect> {
        match effect {
            Effect::Speak(utterance) => self.voice.speak(utterance),
            Effect::Hush => self.voice.hush(),
            other => return Some(other), // else: not the voice's
        }
        None
    }

    fn take_in(&mut self, model: &mut Model, app_event: AppEvent) -> io::Result<Option<RunOutcome>> {
        let msgs = match app_event {
            AppEvent::Stop => return Ok(Some(RunOutcome::Stopped)),
            AppEvent::World(msg) => vec![*msg],
            AppEvent::Terminal(event, at_ms) => {
                if let Event::Resize(columns, rows) = event {
                    model.shared.station.letters_tenths = terminal::letters_tenths();
                    model.shared.size = (columns, rows);
                }
                self.read(model, event, at_ms).into_iter().collect()
            }
        };
        self.take_all(model, msgs)
    }

    fn take_all(&mut self, model: &mut Model, msgs: Vec<Msg>) -> io::Result<Option<RunOutcome>> {
        for msg in msgs.into_iter().map(rehearse_sleep) {
            let now = stamp(model);
            let effects = match catch_unwind(AssertUnwindSafe(|| {
                rehearse_fault(&msg);
                model.update(now, msg)
            })) {
                Ok(effects) => effects,
                Err(_) => self.after_panic(model, now)?,
            };
            for effect in effects {
                let effect = self.with_terminal(effect)?;
                let Some(effect) = self.let_voice(effect) else { continue };
                match effect {
                    Effect::Quit => return Ok(Some(RunOutcome::Left)),
                    Effect::QuitToLogin => return Ok(Some(RunOutcome::LeftToLogin)),
                    Effect::Renew => return Ok(Some(RunOutcome::Renewed)),
                    Effect::Leave | Effect::Lock => self.screen.wipe()?,
                    Effect::Stop => self.stop.store(true, Ordering::Relaxed),
                    Effect::HandOver { .. } | Effect::TakeIn { .. } | Effect::TakeRelease(_) | Effect::Send => {
                        self.stop.store(false, Ordering::Relaxed);
                    }
                    _ => (), // else: done by the worker alone
                }
                // The worker goes away only together with this loop.
                drop(self.effects.send(Job { effect, now }));
            }
        }
        Ok(None)
    }

    /// Only the loop may ask the terminal: the thread that reads keys has to wait meanwhile, and the page is drawn again.
    fn with_terminal(&mut self, effect: Effect) -> io::Result<Effect> {
        let Effect::CheckMachine(mut trials) = effect else { return Ok(effect) };
        trials.terminal = Some(reader::while_paused(machine::measured));
        self.screen.wipe()?;
        Ok(Effect::CheckMachine(trials))
    }

    /// Keys go to the model with the time at which they were read: it distinguishes hands from scanners. A click is a click.
    fn read(&self, model: &Model, event: Event, at_ms: u64) -> Option<Msg> {
        match event {
            Event::Key(key) if keys::is_release(key) => None,
            Event::Key(key) if keys::is_line_feed(key) => Some(Msg::LineFeed(at_ms)),
            Event::Key(key) => Some(keys::press(key).map_or(Msg::NoKey(at_ms), |press| Msg::Key(press, at_ms))),
            Event::Mouse(mouse) => match mouse.kind {
                MouseEventKind::Down(MouseButton::Left) => {
                    model.click(&self.places, mouse.column, mouse.row).map(Msg::Press)
                }
                // A turned wheel repeats as a key does that is held down.
                MouseEventKind::ScrollUp => Some(Msg::Key(Press::PageUp, at_ms)),
                MouseEventKind::ScrollDown => Some(Msg::Key(Press::PageDown, at_ms)),
                _ => None,
            },
            Event::Paste(text) => Some(Msg::Paste(text)),
            Event::Resize(..) => Some(Msg::Resize),
            Event::FocusGained | Event::FocusLost => None,
        }
    }

    /// The next event, or that it is time for a tick. What a key was is not decided before it is known that no other one waits behind it.
    fn wait(&self, model: &mut Model, events: &Receiver<AppEvent>) -> Result<AppEvent, RecvTimeoutError> {
        let wake_at = [model.wake_at(), model.lock_at()].into_iter().flatten().min();
        let Some(wake_at) = wake_at else {
            return events.recv().map_err(|_| RecvTimeoutError::Disconnected);
        };
        let now = platform::now().mono_ms;
        // One millisecond more: a wake-up that comes too early would only go to sleep again.
        let mut next = events.recv_timeout(Duration::from_millis(wake_at.saturating_sub(now) + 1));
        let now = platform::now().mono_ms;
        let is_known = || model.keys_due_at().is_none_or(|due| due > now || due <= reader::quiet_until());
        let mut looks = 0;
        while matches!(next, Err(RecvTimeoutError::Timeout)) && looks < MOST_LOOKS && !is_known() {
            next = events.recv_timeout(LOOK);
            looks += 1;
        }
        // Asked before what the reader has sent meanwhile is taken: that is newer.
        let until = if looks < MOST_LOOKS { reader::quiet_until() } else { now };
        model.decide_keys_until(until);
        match next {
            Err(RecvTimeoutError::Timeout) => events.try_recv().map_err(|_| RecvTimeoutError::Timeout),
            next => next, // else: it came by itself
        }
    }

    fn draw(&mut self, model: &mut Model) -> io::Result<()> {
        let (mut places, mut sentences) = (Vec::new(), Vec::new());
        let screen = &mut self.screen;
        let drawn =
            catch_unwind(AssertUnwindSafe(|| screen.draw(|frame| (places, sentences) = view_and_read(model, frame))));
        match drawn {
            Ok(drawn) => {
                (self.places, self.sentences) = (places, sentences);
                self.panics = 0;
                drawn
            }
            Err(_) => {
                let now = stamp(model);
                let effects = self.after_panic(model, now)?;
                for effect in effects {
                    drop(self.effects.send(Job { effect, now }));
                }
                self.screen.wipe()?;
                self.screen.draw(|frame| self.places = view(model, frame))
            }
        }
    }

    /// A fault of ours: the person goes on from what is kept, and a notice explains it.
    fn after_panic(&mut self, model: &mut Model, now: Stamp) -> io::Result<Vec<Effect>> {
        self.panics += 1;
        let place = terminal::last_panic().unwrap_or_default();
        if self.panics > MOST_PANICS {
            return Err(io::Error::other(format!("panic at {place}")));
        }
        Ok(model.recover(now, &place))
    }
}

/// In builds for developers F12 is a fault of the program, so that what follows one can be tried in every screen.
#[expect(clippy::panic, reason = "a fault has to be made to see what follows one")]
fn rehearse_fault(msg: &Msg) {
    if cfg!(debug_assertions) && matches!(msg, Msg::Press(Press::F(12)) | Msg::Key(Press::F(12), _)) {
        panic!("a rehearsed fault");
    }
}

/// In builds for developers F11 is what follows when the machine was asleep, which no test can make it do.
fn rehearse_sleep(msg: Msg) -> Msg {
    let rehearses = cfg!(debug_assertions) && matches!(msg, Msg::Press(Press::F(11)) | Msg::Key(Press::F(11), _));
    if rehearses { Msg::Slept } else { msg }
}

fn stamp(model: &Model) -> Stamp {
    crate::kiosk::clock::stamp(&model.shared.known)
}

/// Starts the threads that bring keys, signals and the terminal's end into the loop.
fn listen(app_events: &Sender<AppEvent>) {
    let keys = app_events.clone();
    thread::spawn(move || {
        let mut reader = Reader::default();
        while let Ok((event, at_ms)) = reader.next() {
            if keys.send(AppEvent::Terminal(event, at_ms)).is_err() {
                return;
            }
        }
        // The terminal cannot be read any more.
        drop(keys.send(AppEvent::Stop));
    });
    let hung_up = app_events.clone();
    // crossterm spins for ever on a terminal that is gone (crossterm#793): somebody else has to notice.
    platform::on_hang_up(move || drop(hung_up.send(AppEvent::Stop)));
    let asleep = app_events.clone();
    platform::on_sleep(move || asleep.send(AppEvent::World(Box::new(Msg::Slept))).is_ok());
    let stopped = app_events.clone();
    platform::on_stop_signal(move || drop(stopped.send(AppEvent::Stop)));
    let closed = app_events.clone();
    platform::on_reload_signal(move || drop(closed.send(AppEvent::Stop)));
}
