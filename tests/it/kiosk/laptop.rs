//! What the station's package brings for a laptop: its console's font, its pages, and the numbers that its scripts act upon.

use std::{collections::BTreeSet, fs, path::Path, process::Command};

fn file(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

/// The characters of a console's font of 256 glyphs (PSF 2), from its table of names.
fn signs_of(font: &[u8]) -> BTreeSet<char> {
    let number = |at: usize| usize::try_from(u32::from_le_bytes(font[at..at + 4].try_into().unwrap())).unwrap();
    assert_eq!((number(0), number(12), number(16)), (0x864a_b572, 1, 256));
    assert_eq!((number(28), number(24)), (16, 32), "cells of 85x24 on 1366x768");
    let names = &font[number(8) + 256 * number(20)..];
    String::from_utf8(names.iter().copied().filter(|byte| *byte != 0xff).collect()).unwrap().chars().collect()
}

/// Every sign that a screen has ever drawn or a text holds is in the font of the plain console: another would be a blank there.
#[test]
fn the_consoles_font_has_every_sign_of_every_screen() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let known = signs_of(&fs::read(root.join("assets/packaging/station/tramso-16x32.psf")).unwrap());
    let mut used = BTreeSet::new();
    for folder in ["tests/it/snapshots", "assets/text/vi", "assets/text/en"] {
        for entry in fs::read_dir(root.join(folder)).unwrap() {
            used.extend(fs::read_to_string(entry.unwrap().path()).unwrap().chars().filter(|one| !one.is_control()));
        }
    }
    assert!(used.len() > 150, "{} signs are no screens", used.len());
    let isolates = ['\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}'];
    let missing: Vec<&char> = used.difference(&known).filter(|one| !isolates.contains(one)).collect();
    assert!(missing.is_empty(), "{missing:?}");
    assert!(!known.contains(&'中'), "control: a sign that no console's font has");
}

/// A page for each command that help lists, without the signs that hold an example together; a completion for each shell.
#[test]
fn the_programs_pages_have_every_command() {
    let folder = tempfile::tempdir().unwrap();
    let program = env!("CARGO_BIN_EXE_tramso");
    let done = Command::new(program).arg("pages").arg(folder.path()).output().unwrap();
    assert!(done.status.success(), "{done:?}");
    let help = String::from_utf8(Command::new(program).arg("--help").output().unwrap().stdout).unwrap();
    assert!(!help.contains("  pages"), "what only a package needs is not in the help");
    let listed = help.lines().skip_while(|line| *line != "Lệnh:").skip(1).take_while(|line| !line.is_empty());
    let commands: Vec<&str> =
        listed.filter_map(|line| line.strip_prefix("  ")?.split(' ').next()).filter(|name| !name.is_empty()).collect();
    assert!(commands.contains(&"init") && commands.len() > 10, "{commands:?}");
    for command in commands {
        let page = fs::read_to_string(folder.path().join(format!("tramso-{command}.1"))).unwrap();
        assert!(page.contains(".SH") && !page.contains('\u{e000}'), "{command}:\n{page}");
    }
    for completion in ["tramso", "tramso.fish", "_tramso"] {
        assert!(fs::read_to_string(folder.path().join(completion)).unwrap().contains("simulate"), "{completion}");
    }
    let nowhere = Command::new(program).arg("pages").arg(folder.path().join("nowhere")).output().unwrap();
    assert_eq!(nowhere.status.code(), Some(1));
}

/// The program's exit statuses and the script that acts upon them are of one mind.
#[test]
fn the_session_knows_the_programs_numbers() {
    let (script, program) = (file("assets/packaging/station/session"), file("src/kiosk/lock.rs"));
    for (name, constant) in [("power_off", "POWER_OFF"), ("to_login", "TO_LOGIN")] {
        let written = script.lines().find_map(|line| line.strip_prefix(&format!("{name}="))).unwrap();
        assert!(program.contains(&format!("const {constant}: u8 = {written};")), "{name}");
    }
}
