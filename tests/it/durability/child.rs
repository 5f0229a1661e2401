//! The process that is recorded, killed and hurt: this test binary, run again. The product needs no hooks for this.

use super::{
    backup, creation, full, outbox, packs,
    place::Place,
    script::{Script, Story},
    slots, stick, two,
    walk::{Walker, Went},
};
use serde::{Deserialize, Serialize};
use std::{
    io::Write,
    path::PathBuf,
    process::{Command, Output},
};
use tramso::store::StoreError;

/// What the child is to do.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Task {
    /// Goes through a script, from wherever the station is.
    Walk { place: Place, story: Story },
    /// Makes a station.
    Create { dir: PathBuf },
    /// Gives slots and takes them away.
    Slots { place: Place, turns: slots::Turns },
    /// Takes content packs into use.
    Packs { place: Place },
    /// Enrols the station, prepares a bundle, receives a receipt.
    Outbox { place: Place },
    /// Writes backups while a script goes on.
    Backup { place: Place, drive: PathBuf },
    /// Writes results to a stick.
    Lay { drive: PathBuf },
    /// The same, on drives of its own that fail.
    Sticks { mount: PathBuf },
    /// Opens the station and holds it until its standard input ends.
    Hold { place: Place },
    /// Runs out of room on a small drive of its own.
    FillUp { mount: PathBuf },
    /// Removes a volunteer on a small drive of its own.
    LeaveWithoutRoom { mount: PathBuf },
    /// Opens the station and closes it.
    Open { place: Place },
}

const VARIABLE: &str = "TRAMSO_DURABILITY_TASK";
/// How often a refused event is asked for again, as a resident would who presses the key once more.
const PATIENCE: usize = 2;
/// The child gave up: the station did not open or took nothing any more.
pub const GAVE_UP: i32 = 9;

/// The child with a task, not yet started.
pub fn command(task: &Task) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "durability::child::process", "--nocapture", "--quiet", "--test-threads=1"]);
    command.env(VARIABLE, serde_json::to_string(task).unwrap());
    command
}

/// Runs the child with a task to its end where it may mount drives of its own, which nobody else sees.
pub fn run_with_own_mounts(task: &Task) -> Output {
    let child = command(task);
    // SAFETY: the call takes nothing and cannot fail.
    let is_root = unsafe { libc::geteuid() } == 0;
    Command::new("unshare")
        .arg(if is_root { "-m" } else { "-rm" })
        .arg("--")
        .arg(child.get_program())
        .args(child.get_args())
        .envs(child.get_envs().filter_map(|(name, value)| Some((name, value?))))
        .output()
        .unwrap_or_else(|fault| panic!("unshare does not start ({fault}): sudo apt-get install util-linux"))
}

/// Does nothing when it is run as a test: it is the child's way in.
#[test]
fn process() {
    let Ok(task) = std::env::var(VARIABLE) else { return };
    let code = match serde_json::from_str(&task).unwrap() {
        Task::Walk { place, story } => walk(&place, story),
        Task::Create { dir } => creation::child(&dir),
        Task::Slots { place, turns } => slots::child(&place, turns),
        Task::Packs { place } => packs::child(&place),
        Task::Outbox { place } => outbox::child(&place),
        Task::Backup { place, drive } => backup::child(&place, &drive),
        Task::Lay { drive } => stick::child(&drive),
        Task::Sticks { mount } => stick::child_mounted(&mount),
        Task::Hold { place } => two::child(&place),
        Task::FillUp { mount } => full::child(&mount),
        Task::LeaveWithoutRoom { mount } => slots::child_without_room(&mount),
        Task::Open { place } => place.open().and_then(tramso::store::Store::close).map_or(GAVE_UP, |()| 0),
    };
    std::process::exit(code);
}

/// Prints a line in one call, so that it is in the trace where it belongs.
pub fn print(line: &str) {
    let mut out = std::io::stdout().lock();
    // A parent that does not read any more has killed us.
    let _ = out.write_all(format!("{line}\n").as_bytes()).and_then(|()| out.flush());
}

/// `AT n` once it is open, `ACK n` for each event that was kept, `REFUSED n why` for each that was not.
fn walk(place: &Place, story: Story) -> i32 {
    let script = Script::of(story);
    let mut walker = match Walker::open(&script, place) {
        Ok(walker) => walker,
        Err(fault) => {
            print(&format!("CLOSED {fault:?}"));
            return GAVE_UP;
        }
    };
    print(&format!("AT {}", walker.done()));
    let mut refused = 0;
    loop {
        match walker.go_on() {
            Ok(Went::Saved(done)) => {
                refused = 0;
                print(&format!("ACK {done}"));
            }
            Ok(Went::Otherwise) => (),
            Ok(Went::Nowhere) => break,
            Err(fault) => {
                print(&format!("REFUSED {} {fault:?}", walker.done() + 1));
                refused += 1;
                if refused > PATIENCE || matches!(fault, StoreError::Lost) || !walker.is_open() {
                    return GAVE_UP;
                }
            }
        }
    }
    match walker.close() {
        Ok(()) => print("DONE"),
        Err(fault) => print(&format!("UNCLOSED {fault:?}")),
    }
    0
}
