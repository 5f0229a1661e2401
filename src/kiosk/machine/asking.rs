use crate::{
    cli::Console,
    domain::Light,
    input::{Burst, BurstOut, ScanBehaviour, Stroke, Taker},
    kiosk::keys,
    platform,
    text::light_sign,
    tui::{KeyTrial, KeysFound, Press, ScanFound},
};
use crossterm::{
    event::{self, Event, KeyCode, KeyEvent},
    terminal::{disable_raw_mode, enable_raw_mode},
};
use std::{
    io::{Write, stderr},
    time::{Duration, Instant},
};

/// Somebody who looks for a key finds it within this time.
const FOR_A_KEY: Duration = Duration::from_secs(15);
/// Somebody who has a scanner at hand scans within this time.
const FOR_A_SCAN: Duration = Duration::from_secs(25);
/// What a scanner sends behind its end belongs to the scan.
const AFTER_A_SCAN: Duration = Duration::from_millis(300);

/// Trials with the person at the keyboard of a terminal, on the command line. Nothing that is typed or scanned is shown.
pub struct Asking<'a> {
    console: &'a Console,
}

/// A key that was awaited.
enum Awaited {
    Key(KeyEvent),
    /// None came in time, or the terminal is gone.
    None,
    /// The person goes on without.
    Left,
}

/// Raw mode, given back when dropped.
struct Raw;

impl Drop for Raw {
    fn drop(&mut self) {
        let _ = disable_raw_mode(); // a terminal that is gone needs nothing back
    }
}

impl<'a> Asking<'a> {
    /// Trials that are worded as this console is.
    #[must_use]
    pub fn new(console: &'a Console) -> Self {
        Self { console }
    }

    /// Has the five keys pressed; none where nobody did.
    #[must_use]
    pub fn keys(&self) -> Option<KeysFound> {
        self.console.note(self.console.words().with("machine-ask-keys", &[("seconds", FOR_A_KEY.as_secs().into())]));
        let _raw = raw()?;
        let mut trial = KeyTrial::default();
        let mut has_begun = false;
        while let Some(wanted) = trial.wanted() {
            let words = self.console.words();
            Self::line(&match trial.was_wrong() {
                true => words.with("machine-other-key", &[("key", wanted.into())]),
                false => words.with("machine-ask-key", &[("key", wanted.into())]),
            });
            match awaited(Instant::now() + FOR_A_KEY) {
                Awaited::Left => return None,
                Awaited::None if !has_begun => return None,
                Awaited::None => trial.skip(),
                Awaited::Key(key) => match keys::press(key) {
                    Some(Press::Down) => trial.skip(),
                    // A key that the station has no use for is another one.
                    press => drop(trial.press(press.unwrap_or(Press::Tab))),
                },
            }
            has_begun = true;
            if let Some((name, arrived)) = trial.done().last().filter(|(name, _)| *name == wanted) {
                Self::line(&format!("{} {name}", light_sign(if arrived { Light::Green } else { Light::Red })));
            }
        }
        trial.found()
    }

    /// Has a card scanned, and counts what comes; none where nobody did.
    #[must_use]
    pub fn scan(&self) -> Option<ScanFound> {
        self.console.note(self.console.words().with("machine-ask-scan", &[("seconds", FOR_A_SCAN.as_secs().into())]));
        let _raw = raw()?;
        let until = Instant::now() + FOR_A_SCAN;
        let (mut burst, mut came) = (Burst::new(), false);
        loop {
            let now = platform::now().mono_ms;
            let wake = burst.deadline().map(|at| Duration::from_millis(at.saturating_sub(now) + 1));
            let wake = wake.map_or(until, |wait| until.min(Instant::now() + wait));
            let out = match awaited(wake) {
                Awaited::Left => return None,
                Awaited::None => burst.settle(platform::now().mono_ms),
                Awaited::Key(key) => {
                    came = true;
                    fed(&mut burst, key)
                }
            };
            if let Some(scan) = out.iter().find_map(behaviour) {
                while matches!(awaited(Instant::now() + AFTER_A_SCAN), Awaited::Key(_)) {}
                return Some(ScanFound::Came(scan));
            }
            if Instant::now() >= until {
                return came.then_some(ScanFound::Nothing);
            }
        }
    }

    /// In raw mode a line ends with both signs.
    fn line(text: &str) {
        let _ = write!(stderr(), "{text}\r\n"); // a terminal that is gone shows nothing
    }
}

fn raw() -> Option<Raw> {
    enable_raw_mode().ok().map(|()| Raw)
}

/// The next key until then.
fn awaited(until: Instant) -> Awaited {
    loop {
        let left = until.saturating_duration_since(Instant::now());
        match event::poll(left) {
            Ok(true) => match event::read() {
                Ok(Event::Key(key)) if keys::is_release(key) => (),
                Ok(Event::Key(key)) if is_farewell(key) => return Awaited::Left,
                Ok(Event::Key(key)) => return Awaited::Key(key),
                Ok(_) => (),
                Err(_) => return Awaited::Left,
            },
            Ok(false) => return Awaited::None,
            Err(_) => return Awaited::Left,
        }
    }
}

/// Esc, or the key that ends other programs.
fn is_farewell(key: KeyEvent) -> bool {
    key.code == KeyCode::Esc || keys::is_interrupt(key)
}

fn fed(burst: &mut Burst, key: KeyEvent) -> Vec<BurstOut> {
    let at_ms = platform::now().mono_ms;
    let mut out = burst.settle(at_ms);
    let stroke = match keys::press(key) {
        _ if keys::is_line_feed(key) => Some(Stroke::LineFeed),
        Some(Press::Char(sign)) => Some(Stroke::Char(sign)),
        Some(Press::Enter) => Some(Stroke::Enter),
        Some(Press::Tab) => Some(Stroke::Tab),
        _ => None, // else: no scanner sends it
    };
    match stroke {
        Some(stroke) => out.extend(burst.feed(stroke, Taker::Choice, at_ms)),
        None => burst.pass(at_ms),
    }
    out
}

fn behaviour(out: &BurstOut) -> Option<ScanBehaviour> {
    match out {
        BurstOut::Scan(scan) => Some(scan.behaviour()),
        BurstOut::Key(_) | BurstOut::TakeBack(_) => None,
    }
}
