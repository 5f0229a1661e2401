//! Manual pages and completions, made from the same description of the command line as its help.

use super::usage::{HELD, described_program};
use clap::{Command, Parser};
use clap_complete::{Shell, generate};
use clap_mangen::Man;

/// Shells with completions, and the name of the file that each looks for.
const SHELLS: [(Shell, &str); 3] = [(Shell::Bash, ""), (Shell::Fish, ".fish"), (Shell::Zsh, "")];

/// Every page: the name of its file and its bytes. Commands that help does not list have none.
#[must_use]
pub fn program_pages<P: Parser>() -> Vec<(String, Vec<u8>)> {
    let mut program = described_program::<P>();
    let name = program.get_name().to_owned();
    let mut pages = Vec::new();
    for (shell, ending) in SHELLS {
        let mut script = Vec::new();
        generate(shell, &mut program, &name, &mut script);
        let file = if shell == Shell::Zsh { format!("_{name}") } else { format!("{name}{ending}") };
        pages.push((file, script));
    }
    program.build();
    add_manuals(&program, &name, &mut pages);
    pages
}

/// The page of a command, and of each below it.
fn add_manuals(command: &Command, name: &str, pages: &mut Vec<(String, Vec<u8>)>) {
    let mut page = Vec::new();
    // Memory takes whatever is written.
    if Man::new(command.clone()).render(&mut page).is_ok() {
        let text = String::from_utf8_lossy(&page).replace(HELD, " ");
        pages.push((format!("{name}.1"), text.into_bytes()));
    }
    for below in command.get_subcommands().filter(|below| !below.is_hide_set()) {
        add_manuals(below, &format!("{name}-{}", below.get_name()), pages);
    }
}
