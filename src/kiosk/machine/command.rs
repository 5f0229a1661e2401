use super::{Asking, figures, gather, keep, lines, measured};
use crate::{
    cli::Console,
    domain::{Light, MachineCheck},
    kiosk::{args::StationArgs, commands::dir_of, explain},
    platform::columns,
    store::Station,
    text::{codes, fitted, light_sign, machine_part, shown_block},
    tui::{CheckLine, Failure, Trials},
};
use serde_json::{Value as Json, json};
use std::{
    io::{IsTerminal, stdin, stdout},
    path::Path,
};

/// What is asked of the person at the keyboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Keys and scanner too, where somebody sits at a terminal.
    Whole,
    /// Nothing.
    MachineAlone,
}

/// Checks the machine, shows each part with its light, and keeps what is found in the station's folder.
///
/// # Errors
/// Something has to be seen to before the station is used: each has been printed.
pub fn run(args: &StationArgs, scope: Scope, console: &Console) -> Result<(), Vec<Failure>> {
    let dir = dir_of(args);
    let is_asked = scope == Scope::Whole && !console.is_json() && stdin().is_terminal() && stdout().is_terminal();
    let asking = Asking::new(console);
    let (keys, scan) = if is_asked { (asking.keys(), asking.scan()) } else { (None, None) };
    let terminal = Some(measured());
    console.progress(&console.words().get("machine-looking"));
    let facts = gather(&dir, Trials { terminal, keys, scan, page: None });
    console.progress("");
    let lines = lines(&facts, console.words());
    let check = figures(&facts, &lines);
    lines.iter().for_each(|line| print_line(line, console));
    console.paragraph(&console.words().get("machine-sample"));
    let is_kept = kept(&dir, &check, console);
    let count = |light: Light| check.count(light);
    let (green, amber, red) = (count(Light::Green), count(Light::Amber), count(Light::Red));
    console.message("machine-summary", &[("green", green.into()), ("amber", amber.into()), ("red", red.into())]);
    if is_kept {
        console.message("machine-kept", &[]);
    }
    console.json(&shape(&check, &lines, is_kept, console));
    if red > 0 {
        return Err(vec![Failure::new(codes::doctor::CHECKS_FAILED, [("n", red.to_string())])]);
    }
    Ok(())
}

/// Keeps the result where there is a station. One that cannot be written to has its line already.
fn kept(dir: &Path, check: &MachineCheck, console: &Console) -> bool {
    if Station::find(dir).is_err() {
        return false;
    }
    match keep(dir, check) {
        Ok(()) => true,
        Err(fault) => {
            console.note(explain::stick(&fault, dir).notice(console.words()));
            false
        }
    }
}

/// The sign has the light's colour where there is a terminal; it means the same without.
fn print_line(line: &CheckLine, console: &Console) {
    let words = console.words();
    let (sign, name) = (light_sign(line.light), machine_part(words, line.part.name()));
    let first = fitted(&shown_block(&format!("{sign} {name}: {}", line.value)), columns(&stdout()));
    match first.strip_prefix(sign).filter(|_| stdout().is_terminal()) {
        Some(rest) => console.drawn(format!("\x1b[1;{}m{sign}\x1b[0m{rest}", colour(line.light))),
        None => console.drawn(first),
    }
    if let Some(failure) = &line.failure {
        console.paragraph(&format!("  {}", failure.notice(words)));
    }
}

/// Foreground of the sixteen colours that every terminal has.
fn colour(light: Light) -> u8 {
    match light {
        Light::Green => 32,
        Light::Amber => 33,
        Light::Red => 31,
    }
}

fn shape(check: &MachineCheck, lines: &[CheckLine], is_kept: bool, console: &Console) -> Json {
    let part = |line: &CheckLine| {
        let notice = line.failure.as_ref().map(|failure| failure.notice(console.words()));
        json!({
            "part": line.part.name(),
            "light": line.light.name(),
            "value": line.value,
            "code": notice.as_ref().map(|notice| notice.code),
            "what": notice.as_ref().map(|notice| notice.what().to_owned()),
            "now": notice.as_ref().map(|notice| notice.now().to_owned()),
        })
    };
    json!({
        "at_ms": check.at.0,
        "columns": check.columns,
        "rows": check.rows,
        "answer_us": check.answer_us,
        "free_mb": check.free_mb,
        "memory_mb": check.memory_mb,
        "green": check.count(Light::Green),
        "amber": check.count(Light::Amber),
        "red": check.count(Light::Red),
        "kept": is_kept,
        "parts": lines.iter().map(part).collect::<Vec<_>>(),
    })
}
