//! A child process under strace: recorded, killed at a call, or with a call that fails.

use super::{
    child::{self, Task},
    scale,
    trace::{self, Op},
};
use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

/// What happens to the child at a storage call, from outside.
#[derive(Clone, Debug)]
pub struct Injury {
    pub call: String,
    /// As strace words it: `signal=KILL`, `error=EIO`.
    pub what: &'static str,
    /// The n-th call of that name on a file of the station, counted from 1.
    pub number: usize,
    /// And every later one.
    pub stays: bool,
}

/// Records everything that a child does below a folder.
pub fn record(root: &Path, task: &Task) -> Vec<Op> {
    let (ops, output) = record_injured(root, task, None);
    assert!(output.status.success(), "{output:?}");
    assert!(ops.iter().any(|op| matches!(op, Op::Ack(_))), "nothing was acknowledged");
    ops
}

/// The same, with a failing call.
pub fn record_injured(root: &Path, task: &Task, injury: Option<&Injury>) -> (Vec<Op>, Output) {
    let kept = scale::scratch();
    let file = kept.path().join("trace");
    let mut command = strace();
    command.args(["-y", "-xx", "-s", "8000000", "-o"]).arg(&file);
    command.args(["-e", &format!("trace={}", trace::CALLS)]);
    if let Some(injury) = injury {
        command.args(["-e", &injury.words()]);
    }
    let output = run(command, task);
    let text = std::fs::read_to_string(&file).unwrap();
    (trace::read(&text, root), output)
}

/// The files of a folder that a whole run touches, and the names of the calls that it makes on them.
pub fn survey(root: &Path, task: &Task) -> (Vec<PathBuf>, Vec<String>) {
    let kept = scale::scratch();
    let file = kept.path().join("trace");
    let mut command = strace();
    command.args(["-y", "-xx", "-s", "4096", "-o"]).arg(&file);
    command.args(["-e", &format!("trace={}", trace::CALLS)]);
    let output = run(command, task);
    assert!(output.status.success(), "{output:?}");
    let (mut calls, mut files) = (BTreeSet::new(), BTreeSet::new());
    for (call, path) in trace::touched(&std::fs::read_to_string(&file).unwrap(), root) {
        calls.insert(call);
        files.insert(path);
    }
    (files.into_iter().collect(), calls.into_iter().collect())
}

/// Runs a child that is killed at one call. Only calls on these files count.
pub fn kill(task: &Task, injury: &Injury, files: &[impl AsRef<Path>]) -> Output {
    let mut command = Command::new("strace");
    command.args(["-f", "-o", "/dev/null", "-e", &format!("trace={}", injury.call)]);
    for file in files {
        command.arg("-P").arg(file.as_ref());
    }
    command.args(["-e", &injury.words()]);
    run(command, task)
}

/// Runs a child in which one call, or all from that one on, fails; and whether there was such a call.
pub fn injure(task: &Task, injury: &Injury, files: &[impl AsRef<Path>]) -> (Output, bool) {
    let kept = scale::scratch();
    let trace = kept.path().join("trace");
    let mut command = strace();
    command.arg("-o").arg(&trace).args(["-s", "0", "-e", &format!("trace={}", injury.call)]);
    for file in files {
        command.arg("-P").arg(file.as_ref());
    }
    command.args(["-e", &injury.words()]);
    let output = run(command, task);
    (output, std::fs::read_to_string(&trace).unwrap().contains("(INJECTED)"))
}

impl Injury {
    fn words(&self) -> String {
        let Self { call, what, number, stays } = self;
        format!("inject={call}:{what}:when={number}{}", if *stays { "+" } else { "" })
    }
}

/// Stopping at the chosen calls only is faster, but then strace sends no signals.
fn strace() -> Command {
    let mut command = Command::new("strace");
    command.args(["-f", "--seccomp-bpf"]);
    command
}

fn run(mut strace: Command, task: &Task) -> Output {
    let child = child::command(task);
    strace.arg("--").arg(child.get_program()).args(child.get_args());
    strace.envs(child.get_envs().filter_map(|(name, value)| Some((name, value?))));
    let output = strace.stdin(Stdio::null()).output();
    let output = output.unwrap_or_else(|fault| panic!("strace does not start ({fault}): sudo apt-get install strace"));
    let shown = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        !shown.contains("ptrace"),
        "this machine lets nobody be traced (sysctl kernel.yama.ptrace_scope=1): {shown}"
    );
    output
}
