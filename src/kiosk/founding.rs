use super::{args::InitArgs, keys, passphrase};
use crate::{
    cli::Console,
    content::builtin,
    crypto::Passphrase,
    domain::{Unit, find_units, tidy_spaces},
    input::{Field, FieldKind, Key, Typing},
    text::{codes, legible, unit_name},
    tui::{Failure, Press},
};
use crossterm::{
    event::{self, Event},
    terminal::{disable_raw_mode, enable_raw_mode},
};
use std::io::{IsTerminal, Write, stderr, stdin};

/// Units that are offered by number; who types more of the name finds the others.
const MOST_OFFERED: usize = 9;
/// Longest village, as `tramso init` takes it.
const LONGEST_VILLAGE: usize = 100;
/// Longest name of a commune that is looked for.
const LONGEST_UNIT: usize = 40;

/// The person left with Esc or Ctrl-C, or the terminal is gone.
struct Left;

impl From<Left> for Vec<Failure> {
    fn from(Left: Left) -> Self {
        vec![Failure::new(codes::enrol::NOT_FOUNDED, [])]
    }
}

/// Asks who founds the station, line by line, for what is not named yet, with the input method of the screens: a plain terminal has none.
/// Returns the volunteer's name, and the arguments with the place in them.
///
/// # Errors
/// There is no keyboard, the person left, or what is named is no place.
pub fn completed(
    named: Option<&str>,
    wanted: &InitArgs,
    console: &Console,
) -> Result<(String, InitArgs), Vec<Failure>> {
    if !stdin().is_terminal() || !stderr().is_terminal() {
        return Err(vec![Failure::new(codes::store::NO_KEYBOARD, [])]);
    }
    let units = builtin::haiphong().map_err(|_| Left)?;
    let of_code = |code: &str| units.iter().find(|unit| unit.code.as_str() == code);
    let given = wanted.unit.as_deref().map(|code| of_code(code).ok_or_else(|| vec![unknown_unit(code)])).transpose()?;
    console.note(console.words().get("found-intro"));
    loop {
        let volunteer = match named {
            Some(named) => named.to_owned(),
            None => line(console, "found-volunteer", FieldKind::Name)?,
        };
        let unit = given.map_or_else(|| unit(console, &units), Ok)?;
        let village = match &wanted.village {
            Some(village) => tidy_spaces(village),
            None => line(console, "found-village", FieldKind::Text { limit: LONGEST_VILLAGE })?,
        };
        let place = unit_name(console.words(), unit);
        let values =
            [("name", volunteer.as_str().into()), ("unit", place.into()), ("village", village.as_str().into())];
        console.note(console.words().with("found-right", &values));
        let answer = line(console, "found-answer", FieldKind::Digits { limit: 1 })?;
        if answer == "1" {
            let unit = Some(unit.code.as_str().to_owned());
            return Ok((volunteer, InitArgs { unit, village: Some(village), ..wanted.clone() }));
        }
    }
}

/// The city has no such unit.
pub fn unknown_unit(code: &str) -> Failure {
    Failure::new(codes::enrol::UNKNOWN_UNIT, [("unit", code.to_owned())])
}

/// Shows the passphrase until it was typed as it is: what is on the paper is what opens the station.
///
/// # Errors
/// The person left while it was shown.
pub fn have_copied(console: &Console, made: &Passphrase) -> Result<(), Vec<Failure>> {
    loop {
        console.note(console.words().with("found-copy", &[("passphrase", made.text().into())]));
        let copied = line(console, "found-copied", FieldKind::Digits { limit: 1 });
        clear();
        copied?;
        console.note(console.words().get("found-again"));
        if passphrase::ask(None).is_ok_and(|typed| typed.text() == made.text()) {
            clear();
            return Ok(());
        }
        console.note(console.words().get("found-other"));
    }
}

/// The commune by its code or a part of its name.
fn unit<'a>(console: &Console, units: &'a [Unit]) -> Result<&'a Unit, Left> {
    loop {
        let typed = line(console, "found-unit", FieldKind::Text { limit: LONGEST_UNIT })?;
        if let Some(unit) = units.iter().find(|unit| unit.code.as_str() == typed) {
            return Ok(unit);
        }
        let found = find_units(units, &typed);
        match found.as_slice() {
            [] => console.note(console.words().get("found-no-unit")),
            [only] => return Ok(only),
            many => {
                for (number, unit) in many.iter().take(MOST_OFFERED).enumerate() {
                    console.note(format!("  {}. {}", number + 1, unit_name(console.words(), unit)));
                }
                let chosen = line(console, "found-which", FieldKind::Digits { limit: 1 })?;
                let index = chosen.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
                if let Some(unit) = index.and_then(|index| many.iter().take(MOST_OFFERED).nth(index)) {
                    return Ok(unit);
                }
            }
        }
    }
}

/// A line that is not empty, but where a digit may be missing.
fn line(console: &Console, key: &str, kind: FieldKind) -> Result<String, Left> {
    let may_be_empty = matches!(kind, FieldKind::Digits { .. });
    let label = console.words().get(key).into_owned();
    console.note("");
    loop {
        let typed = typed(&label, kind)?;
        let tidy = tidy_spaces(&typed);
        if may_be_empty || !tidy.is_empty() {
            return Ok(tidy);
        }
    }
}

fn typed(label: &str, kind: FieldKind) -> Result<String, Left> {
    enable_raw_mode().map_err(|_| Left)?;
    let read = read_line(label, kind);
    let _ = disable_raw_mode(); // a terminal that is gone needs nothing back
    let _ = writeln!(stderr());
    read
}

fn read_line(label: &str, kind: FieldKind) -> Result<String, Left> {
    let mut field = Field::new(kind);
    loop {
        let _ = write!(stderr(), "\r\x1b[K{label} {}", legible(field.text()));
        let _ = stderr().flush();
        let Event::Key(key) = event::read().map_err(|_| Left)? else { continue };
        if keys::is_interrupt(key) {
            return Err(Left); // nothing is open yet: it means what it means everywhere
        }
        let edit = match keys::press(key) {
            Some(Press::Enter) => return Ok(field.text().to_owned()),
            Some(Press::Esc) => return Err(Left),
            Some(Press::Char(sign)) => Key::Char(sign),
            Some(Press::Backspace) => Key::Backspace,
            Some(Press::ClearField) => Key::Clear,
            _ => continue, // else: no key of a line that is typed at its end
        };
        let _ = field.key(edit, Typing::Telex); // what the field refuses is not shown
    }
}

fn clear() {
    let _ = write!(stderr(), "\x1b[2J\x1b[3J\x1b[H"); // a terminal that is gone shows nothing
    let _ = stderr().flush();
}
