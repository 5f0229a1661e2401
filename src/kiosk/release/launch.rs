//! Which program runs: the one that the machine was given, or a release, tried until it has come to its first screen.

use super::{
    Choice, GoneBack, Kept, Places, RENEWED, STARTED_AS, Why,
    kept::{kept, versions},
    running_release, started_as,
};
use crate::{
    content::pack::AppVersion,
    kiosk::terminal,
    platform::{
        Lock, ProgramEnd, ProgramRunner, ProgramStart, TerminalManner, become_program, own_program, remove_folder,
    },
};
use std::{path::Path, process::ExitCode, time::Duration};

/// How long a release may take from its start to its first screen.
const PATIENCE: Duration = Duration::from_secs(30);
/// Starts that may be cut off (by the power, mostly) before a release counts as one that does not start.
const MOST_TRIES: u32 = 3;
/// Another process of this station tries a release just now.
const LOCK: &str = "launch.lock";

/// What the start of a station comes to.
pub enum Launch {
    /// This program is the one that runs.
    Own,
    /// Another one ran and has ended, with this status.
    Ended(ExitCode),
}

/// Starts the release that a station of this folder has chosen, and the one before where it does not start.
#[must_use]
pub fn launch(dir: &Path) -> Launch {
    if started_as().is_some() {
        return Launch::Own;
    }
    let launcher = Launcher { places: Places::of(dir), manner: TerminalManner::now() };
    let mut runner = None;
    while let Some(chosen) = launcher.choose() {
        let runner = runner.get_or_insert_with(ProgramRunner::default);
        if let Some(status) = launcher.run(&chosen, runner) {
            return Launch::Ended(status);
        }
        launcher.manner.put_back();
        terminal::wipe_what_is_left();
    }
    if runner.is_none() {
        return Launch::Own;
    }
    // What hears signals for others cannot hear them for itself: a fresh process runs, which starts no other.
    let own = AppVersion::own().to_string();
    let Some(program) = own_program() else { return Launch::Ended(ExitCode::from(RENEWED)) };
    let _ = become_program(&program, &arguments(), &[(STARTED_AS, Some(own.into()))]); // elsewhere than on Unix nothing else ran in this process
    if cfg!(unix) { Launch::Ended(ExitCode::from(RENEWED)) } else { Launch::Own }
}

/// The station is to begin again, for another program to be chosen: this process becomes the one that chooses, or ends for the one that
/// started it.
#[must_use]
pub fn renewed(dir: &Path) -> ExitCode {
    let is_release = running_release().is_some();
    if !is_release
        && !Places::of(dir).are_apart()
        && let Some(program) = own_program()
    {
        let _ = become_program(&program, &arguments(), &[(STARTED_AS, None)]); // who started it begins again
    }
    ExitCode::from(RENEWED)
}

fn arguments() -> Vec<std::ffi::OsString> {
    std::env::args_os().skip(1).collect()
}

struct Launcher {
    places: Places,
    manner: TerminalManner,
}

/// A release to start.
struct Chosen {
    version: AppVersion,
    kept: Kept,
    /// Held while it is tried; none for one that has shown a screen before.
    trial: Option<Lock>,
}

impl Launcher {
    /// The release to start; none where this program is to run. A release that cannot be started is left on the way.
    fn choose(&self) -> Option<Chosen> {
        // Each turn leaves one release; there are never more than two.
        for _ in 0..4 {
            let choice = match Choice::read(&self.places.own) {
                Ok(choice) => choice?,
                Err(_) => self.choose_again()?,
            };
            let version = choice.current.filter(|version| *version > AppVersion::own())?;
            let why = match kept(&self.places.programs, version) {
                Err(_) => Why::Damaged,
                Ok(_) if choice.tries.is_some_and(|tries| tries >= MOST_TRIES) => Why::Ended,
                Ok(kept) => return Some(Chosen { version, kept, trial: self.trial(&choice) }),
            };
            self.go_back(version, why);
        }
        None
    }

    /// What is there instead of an unreadable choice: the newest release that is whole, tried again.
    fn choose_again(&self) -> Option<Choice> {
        let whole = |version: &AppVersion| kept(&self.places.programs, *version).is_ok();
        let current = versions(&self.places.programs).into_iter().find(whole);
        let tries = current.map(|_| 0);
        let choice = Choice { current, tries, ..Choice::default() };
        let _ = Choice::change(&self.places.own, |known| *known = choice.clone()); // what is not kept is found again
        Some(choice)
    }

    /// Counts the start of a release that has not shown a screen yet. Of two processes one tries it.
    fn trial(&self, choice: &Choice) -> Option<Lock> {
        let tries = choice.tries?;
        let lock = Lock::take(&self.places.own.join(LOCK)).ok()?;
        let _ = Choice::change(&self.places.own, |choice| choice.tries = Some(tries + 1)); // a full disk keeps nobody from starting
        Some(lock)
    }

    /// Runs a release to its end; none where it was left and another one is to be chosen.
    fn run(&self, chosen: &Chosen, runner: &ProgramRunner) -> Option<ExitCode> {
        let version = chosen.version;
        let start = ProgramStart {
            program: chosen.kept.program.clone(),
            arguments: arguments(),
            environment: vec![(STARTED_AS, version.to_string().into())],
        };
        let mut shown = chosen.trial.is_none();
        let end = runner.run(&start, |since| {
            shown = shown || self.has_shown(version);
            shown || since < PATIENCE
        });
        shown = shown || self.has_shown(version);
        let (why, status) = match end {
            ProgramEnd::NotStarted(_) => (Some(Why::NotStarted), None),
            ProgramEnd::GivenUp => (Some(Why::Silent), None),
            ProgramEnd::Ended(status) => ((!shown).then_some(Why::Ended), status),
        };
        if runner.is_asked_to_end() {
            return Some(exit(status)); // the machine is going down: no fault of the release
        }
        match why {
            Some(why) => {
                self.go_back(version, why);
                None
            }
            None if status == Some(RENEWED.into()) && !self.places.are_apart() => None,
            None => Some(exit(status)),
        }
    }

    fn has_shown(&self, version: AppVersion) -> bool {
        let choice = Choice::read(&self.places.own).ok().flatten();
        choice.is_some_and(|choice| choice.current == Some(version) && choice.tries.is_none())
    }

    /// Leaves a release: what ran before it runs again, or this program.
    fn go_back(&self, version: AppVersion, why: Why) {
        let change = |choice: &mut Choice| {
            if choice.current == Some(version) {
                let before = choice.before.take().filter(|before| *before < version);
                (choice.current, choice.tries) = (before, None);
                choice.gone_back = Some(GoneBack { version, why });
            }
        };
        let _ = Choice::change(&self.places.own, change); // a disk that takes nothing: the next start leaves it again
        remove_folder(&self.places.own.join(version.to_string()));
    }
}

fn exit(status: Option<i32>) -> ExitCode {
    ExitCode::from(status.and_then(|status| u8::try_from(status).ok()).unwrap_or(1))
}
