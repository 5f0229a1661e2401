//! The content office's program, run as its users run it.

mod checklist;
mod handbook;
mod importer;
mod links;
mod units;
mod usage;

use std::{
    path::Path,
    process::{Command, Output},
};

/// Runs `tramso-studio` in Vietnamese.
pub fn studio<S: AsRef<std::ffi::OsStr>>(arguments: impl IntoIterator<Item = S>) -> Output {
    Command::new(env!("CARGO_BIN_EXE_tramso-studio")).args(arguments).env("LANG", "vi_VN.UTF-8").output().unwrap()
}

pub fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

pub fn told(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// A copy of the campaign in the repository, to be changed.
pub fn campaign(to: &Path) {
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("question_banks/cong-dan-so");
    let copied = Command::new("cp").arg("-r").arg(from.join(".")).arg(to).status().unwrap();
    assert!(copied.success());
}
