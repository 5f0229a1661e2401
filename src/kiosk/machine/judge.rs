use super::{
    Facts, Package, Printer, Voice, judge_disk, judge_terminal,
    problem::{Problem, amber, plain, red, unknown},
};
use crate::{
    domain::{Light, MachineCheck, MachinePart},
    platform::{Hibernation, Sound, SwapPlace, SyncAnswer},
    text::{Value, Words, codes::doctor, codes::machine as codes},
    tui::{CheckLine, PageFound},
};

/// Version of this program.
const OWN: &str = env!("CARGO_PKG_VERSION");
/// Below so many megabytes of free memory the station may have to wait for other programs.
const MEMORY_NEEDED_MB: u32 = 300;

/// The lines of a check, in their order.
#[must_use]
pub fn lines(facts: &Facts, words: &Words) -> Vec<CheckLine> {
    MachinePart::ALL.iter().map(|part| line(*part, facts, words)).collect()
}

/// What of a check travels.
#[must_use]
pub fn figures(facts: &Facts, lines: &[CheckLine]) -> MachineCheck {
    let size = facts.trials.terminal.as_ref().and_then(|terminal| terminal.size);
    let answer_us = match &facts.syncs {
        SyncAnswer::Times(times) => Some(times.middle_us),
        SyncAnswer::Refused(_) | SyncAnswer::TooSlow => None,
    };
    MachineCheck {
        at: facts.wall,
        columns: size.map(|(columns, _)| columns),
        rows: size.map(|(_, rows)| rows),
        answer_us,
        free_mb: facts.free.and_then(|free| u32::try_from(free / 1_000_000).ok()),
        memory_mb: facts.memory.map(|memory| memory.whole_mb),
        parts: lines.iter().map(CheckLine::as_checked).collect(),
    }
}

fn line(part: MachinePart, facts: &Facts, words: &Words) -> CheckLine {
    let trials = &facts.trials;
    let terminal = trials.terminal.clone().unwrap_or_default();
    let (value, problem) = match part {
        MachinePart::Screen => judge_terminal::screen(&terminal, words),
        MachinePart::Colours => judge_terminal::colours(&terminal, words),
        MachinePart::Encoding => judge_terminal::encoding(&terminal, words),
        MachinePart::Letters => judge_terminal::letters(&terminal, words),
        MachinePart::Blocks => judge_terminal::blocks(&terminal, words),
        MachinePart::Keyboard => judge_terminal::keyboard(trials.keys.as_ref(), words),
        MachinePart::Scanner => judge_terminal::scanner(trials.scan, words),
        MachinePart::Clock => judge_disk::clock(facts, words),
        MachinePart::Disk => judge_disk::disk(facts, words),
        MachinePart::Space => judge_disk::space(facts.free, words),
        MachinePart::Memory => memory(facts, words),
        MachinePart::Printer => printer(facts.printer, trials.page, words),
        MachinePart::Voice => voice(facts.voice, words),
        MachinePart::Sound => sound(facts.sound, facts.is_muted, words),
        MachinePart::Swap => swap(facts.swap.as_deref(), words),
        MachinePart::Sleep => sleep(facts.hibernation, words),
        MachinePart::User => user(facts, words),
        MachinePart::Package => package(&facts.package, words),
    };
    let light = problem.as_ref().map_or(Light::Green, |(light, _)| *light);
    CheckLine { part, light, value, failure: problem.map(|(_, failure)| failure) }
}

fn memory(facts: &Facts, words: &Words) -> (String, Problem) {
    let Some(memory) = facts.memory else { return unknown(words) };
    let values: [(&str, Value<'_>); 2] = [("whole", memory.whole_mb.into()), ("free", memory.free_mb.into())];
    let short = memory.free_mb < MEMORY_NEEDED_MB;
    let args = [("free", memory.free_mb.to_string()), ("needed", MEMORY_NEEDED_MB.to_string())];
    (words.with("machine-is-memory", &values), if short { amber(codes::MEMORY_SHORT, args) } else { None })
}

/// A printer that is there is as good as the page that came out of it; one that nobody has tried is not blamed.
fn printer(printer: Printer, page: Option<PageFound>, words: &Words) -> (String, Problem) {
    match printer {
        Printer::Missing => (plain(words, "machine-is-none"), amber(codes::NO_PRINTING, [])),
        Printer::Silent => (plain(words, "machine-is-silent"), amber(codes::PRINTING_SILENT, [])),
        Printer::Queues(0) => (plain(words, "machine-is-none"), amber(codes::NO_PRINTER, [])),
        Printer::Queues(n) => {
            let (key, problem) = match page {
                None => ("machine-is-printers", None),
                Some(PageFound::Clear) => ("machine-is-printed", None),
                Some(PageFound::Poor) => ("machine-is-poorly-printed", amber(codes::PRINTED_POORLY, [])),
                Some(PageFound::Nothing) => ("machine-is-not-printed", amber(codes::NOT_PRINTED, [])),
            };
            (words.with(key, &[("n", n.into())]), problem)
        }
    }
}

fn voice(voice: Voice, words: &Words) -> (String, Problem) {
    match voice {
        Voice::Missing => (plain(words, "machine-is-none"), amber(doctor::NO_VOICE, [])),
        Voice::NotVietnamese => (plain(words, "machine-is-none"), amber(codes::VOICE_NOT_VIETNAMESE, [])),
        Voice::Ready => (plain(words, "machine-is-voice"), None),
        Voice::NotInWindows => (plain(words, "machine-is-none"), amber(codes::WINDOWS_WITHOUT_VOICE, [])),
        Voice::Dispatcher => (plain(words, "machine-is-dispatcher"), None),
    }
}

fn sound(sound: Option<Sound>, is_muted: Option<bool>, words: &Words) -> (String, Problem) {
    match sound {
        None => unknown(words),
        Some(Sound::None) => (plain(words, "machine-is-none"), amber(codes::NO_SOUND, [])),
        Some(Sound::Closed) => (plain(words, "machine-is-sound"), amber(codes::SOUND_CLOSED, [])),
        Some(Sound::Ready) if is_muted == Some(true) => {
            (plain(words, "machine-is-sound"), amber(codes::SOUND_MUTED, []))
        }
        Some(Sound::Ready) => (plain(words, "machine-is-sound"), None),
    }
}

/// The worst of the places counts.
fn swap(places: Option<&[SwapPlace]>, words: &Words) -> (String, Problem) {
    let Some(places) = places else { return unknown(words) };
    match () {
        () if places.contains(&SwapPlace::Clear) => {
            (plain(words, "machine-is-swap-clear"), amber(codes::SWAP_IN_CLEAR, []))
        }
        () if places.contains(&SwapPlace::Encrypted) => (plain(words, "machine-is-swap-encrypted"), None),
        () if places.contains(&SwapPlace::Memory) => (plain(words, "machine-is-swap-memory"), None),
        () => (plain(words, "machine-is-no-swap"), None),
    }
}

fn sleep(hibernation: Option<Hibernation>, words: &Words) -> (String, Problem) {
    match hibernation {
        None => unknown(words),
        Some(Hibernation::No) => (plain(words, "machine-is-no-hibernation"), None),
        Some(Hibernation::Encrypted) => (plain(words, "machine-is-hibernation-encrypted"), None),
        Some(Hibernation::Clear) => {
            (plain(words, "machine-is-hibernation-clear"), amber(codes::HIBERNATES_IN_CLEAR, []))
        }
    }
}

fn user(facts: &Facts, words: &Words) -> (String, Problem) {
    match &facts.shared {
        _ if facts.is_root => (plain(words, "machine-is-root"), red(codes::RUNS_AS_ROOT, [])),
        Some(failure) => (plain(words, "machine-is-shared-user"), Some((Light::Amber, failure.clone()))),
        None => (plain(words, "machine-is-own-user"), None),
    }
}

fn package(package: &Package, words: &Words) -> (String, Problem) {
    match package {
        Package::None => (words.with("machine-is-program", &[("version", OWN.into())]), amber(codes::NOT_PACKAGED, [])),
        Package::Unpacked => (words.with("machine-is-program", &[("version", OWN.into())]), None),
        Package::Installed(version) => {
            // Behind a hyphen is which build of it the package is.
            let same = version.split('-').next() == Some(OWN);
            let args = [("package", version.clone()), ("program", OWN.to_owned())];
            let problem = if same { None } else { amber(codes::OTHER_VERSION, args) };
            (words.with("machine-is-package", &[("version", version.as_str().into())]), problem)
        }
        Package::Release(version) => (words.with("machine-is-release", &[("version", version.as_str().into())]), None),
    }
}
