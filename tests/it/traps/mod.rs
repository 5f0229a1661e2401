//! A stick of traps: each command that reads or writes a place that a person names is run on sticks where links, pipes, devices, folders
//! in a file's place, strange names and an operating system's own files wait for it. Nothing outside the stick may change, nothing may
//! wait, nothing raw may reach the terminal, and a notice reports what is wrong.

mod commands;
mod desk;
mod documents;
mod offices;
mod stick;

use commands::{Command, Ground, READERS, WRITERS};
use std::{
    collections::BTreeMap,
    fs,
    io::Read,
    path::{Path, PathBuf},
    process::{Child, Stdio},
    time::{Duration, Instant},
};
use stick::{Outside, Stick, Trap};

/// How much longer than on a clean stick a command may take on one with a trap.
const PATIENCE: Duration = Duration::from_secs(2);

/// What came of a run.
struct Run {
    code: Option<i32>,
    shown: Vec<u8>,
    took: Duration,
}

/// Runs a command; one that takes longer than `limit` is ended and has no exit code.
fn run(command: &mut Command, limit: Duration) -> Run {
    let began = Instant::now();
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let readers = [pipe(child.stdout.take().unwrap()), pipe(child.stderr.take().unwrap())];
    let code = wait(&mut child, began + limit);
    let took = began.elapsed();
    let shown = readers.into_iter().flat_map(|reader| reader.join().unwrap()).collect();
    Run { code, shown, took }
}

fn pipe(mut from: impl Read + Send + 'static) -> std::thread::JoinHandle<Vec<u8>> {
    std::thread::spawn(move || {
        let mut bytes = Vec::new();
        let _ = from.read_to_end(&mut bytes);
        bytes
    })
}

fn wait(child: &mut Child, until: Instant) -> Option<i32> {
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            return status.code();
        }
        if Instant::now() > until {
            child.kill().unwrap();
            child.wait().unwrap();
            return None;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
}

/// What is wrong with a run: nothing, for one that held.
fn faults(run: &Run, outside: &Outside) -> Vec<String> {
    let text = String::from_utf8_lossy(&run.shown);
    let mut found = Vec::new();
    match run.code {
        None => found.push(format!("waited {:?}", run.took)),
        Some(0) => (),
        // The linter's faults have rules of their own.
        Some(1) if text.contains("TS-") || text.contains("✗") => (),
        Some(code) => found.push(format!("ended with {code} and no notice: {text}")),
    }
    if run.shown.iter().any(|byte| byte.is_ascii_control() && !b"\n\t".contains(byte)) {
        found.push(format!("raw bytes on the terminal: {text:?}"));
    }
    found.extend(outside.changes());
    found
}

/// Files and folders below a folder, with their bytes.
fn below(folder: &Path) -> BTreeMap<PathBuf, Option<Vec<u8>>> {
    let mut found = BTreeMap::new();
    let mut left = vec![folder.to_owned()];
    while let Some(one) = left.pop() {
        for entry in fs::read_dir(&one).unwrap() {
            let path = entry.unwrap().path();
            let kind = fs::symlink_metadata(&path).unwrap();
            let name = path.strip_prefix(folder).unwrap().to_owned();
            if kind.is_dir() {
                found.insert(name, None);
                left.push(path);
            } else if kind.is_file() && kind.len() < 64 << 20 {
                found.insert(name, Some(fs::read(&path).unwrap()));
            }
        }
    }
    found
}

/// Pairs of a trap and a name, the file's and then its temporary one, that are tried: all, or in a part of the quick set the one name with
/// one trap and the other with the next.
fn chosen<T>((at, pair): (usize, T)) -> Option<T> {
    (!crate::durability::scale::is_part() || matches!(at % 4, 0 | 3)).then_some(pair)
}

/// Runs a writing command on a stick for each of its files and folders, and each trap in its place.
fn writer_holds(ground: &Ground, name: &str) {
    let writer = WRITERS.iter().chain(offices::WRITERS).find(|one| one.name == name).unwrap();
    let clean = Stick::new();
    let plain = run(&mut (writer.command)(ground, clean.path()), Duration::from_secs(60));
    assert_eq!(plain.code, Some(0), "{name}: {}", String::from_utf8_lossy(&plain.shown));
    let made = below(clean.path());
    assert!(made.values().any(Option::is_some), "{name} writes nothing");
    let mut tried = 0;
    let mut broken = Vec::new();
    for (path, bytes) in &made {
        let place = path.display();
        let traps = if bytes.is_some() { Trap::IN_A_FILES_PLACE } else { Trap::IN_A_FOLDERS_PLACE };
        let names = match bytes {
            Some(_) => vec![path.clone(), PathBuf::from(format!("{place}.part"))],
            None => vec![path.clone()],
        };
        for (trap, at) in
            traps.iter().flat_map(|trap| names.iter().map(move |at| (trap, at))).enumerate().filter_map(chosen)
        {
            // A folder that the program builds under another name has its files there; what is under its final name is found.
            let (stick, outside) = (Stick::new(), Outside::new());
            fs::create_dir_all(stick.path().join(at).parent().unwrap()).unwrap();
            trap.set(&stick.path().join(at), &outside);
            let ran = run(&mut (writer.command)(ground, stick.path()), plain.took + PATIENCE);
            tried += 1;
            broken.extend(
                faults(&ran, &outside).into_iter().map(|why| format!("{} at {}: {why}", trap.name, at.display())),
            );
        }
    }
    assert!(broken.is_empty(), "{name}, {} of {tried}:\n{}", broken.len(), broken.join("\n"));
    assert!(tried >= 10, "{name}: only {tried} traps were set");
}

/// Runs a reading command on a good stick to which traps were added, and on one where a trap has its file's place.
fn reader_holds(ground: &Ground, name: &str) {
    let reader = READERS.iter().chain(offices::READERS).find(|one| one.name == name).unwrap();
    let clean = Stick::new();
    (reader.fill)(ground, clean.path());
    let files: Vec<PathBuf> =
        below(clean.path()).into_iter().filter(|(_, bytes)| bytes.is_some()).map(|(at, _)| at).collect();
    let step = files.len().div_ceil(reader.most);
    let files: Vec<PathBuf> = files.into_iter().step_by(step).collect();
    let plain = run(&mut (reader.command)(ground, clean.path()), Duration::from_secs(60));
    assert_eq!(plain.code, Some(reader.code), "{name}: {}", String::from_utf8_lossy(&plain.shown));
    let limit = plain.took + PATIENCE;
    let mut broken = Vec::new();
    for (trap, at) in Trap::IN_A_FILES_PLACE.iter().flat_map(|trap| files.iter().map(move |at| (trap, at))) {
        let (stick, outside) = (Stick::new(), Outside::new());
        (reader.fill)(ground, stick.path());
        let place = stick.path().join(at);
        fs::remove_file(&place).unwrap();
        trap.set(&place, &outside);
        let ran = run(&mut (reader.command)(ground, stick.path()), limit);
        let before = format!("{} at {}", trap.name, at.display());
        if ran.code == Some(0) && files.len() == 1 {
            broken.push(format!("{before}: was read"));
        }
        broken.extend(faults(&ran, &outside).into_iter().map(|why| format!("{before}: {why}")));
    }
    for trap in Trap::BESIDE {
        let (stick, outside) = (Stick::new(), Outside::new());
        (reader.fill)(ground, stick.path());
        for at in &files {
            trap.set(&stick.path().join(at), &outside);
        }
        let ran = run(&mut (reader.command)(ground, stick.path()), limit);
        if ran.code != Some(reader.code) && reader.looks_around {
            let text = String::from_utf8_lossy(&ran.shown).into_owned();
            broken.push(format!("{} beside it changes what comes of it ({:?}): {text}", trap.name, ran.code));
        }
        broken.extend(faults(&ran, &outside).into_iter().map(|why| format!("{}: {why}", trap.name)));
    }
    assert!(broken.is_empty(), "{name}, {}:\n{}", broken.len(), broken.join("\n"));
}

macro_rules! held {
    ($holds:ident: $($test:ident $name:literal,)+) => {
        $(#[test]
        fn $test() {
            $holds(&Ground::new(), $name);
        })+
    };
}

held! { writer_holds:
    export_writes_through_nothing "export",
    backup_writes_through_nothing "backup",
    a_slip_is_written_through_nothing "certificate",
    a_request_is_written_through_nothing "enrol request",
    a_grant_is_written_through_nothing "enrol approve",
    receipts_are_written_through_nothing "ingest",
    a_pack_is_written_through_nothing "pack build",
    an_export_is_written_through_nothing "studio export",
    an_import_is_written_through_nothing "studio import",
    a_checklist_is_written_through_nothing "studio checklist",
    a_load_is_written_through_nothing "loadgen",
    a_roster_to_fill_in_is_written_through_nothing "units template",
    a_new_key_is_written_through_nothing "new-key",
}

held! { reader_holds:
    receive_opens_files_only "receive",
    receive_of_a_file_opens_files_only "receive file",
    accept_opens_files_only "enrol accept",
    verify_opens_files_only "verify",
    restore_opens_files_only "restore",
    ingest_opens_files_only "ingest",
    approve_opens_files_only "enrol approve",
    pack_add_opens_files_only "pack add",
    pack_verify_opens_files_only "pack verify",
    pack_show_opens_files_only "pack show",
    import_opens_files_only "studio import",
    links_open_files_only "links scan",
    lint_opens_files_only "lint",
    centre_verify_opens_files_only "centre verify",
    centre_restore_opens_files_only "centre restore",
    roster_import_opens_files_only "units import",
    draw_opens_files_only "questions of a pack",
}

/// The old way: a temporary name that is opened as it is found, and a file that is opened whatever it is.
#[test]
fn control_the_old_way_is_caught() {
    let old = |shell: &str, stick: &Path| {
        let mut command = Command::new("sh");
        command.arg("-c").arg(shell).current_dir(stick);
        command
    };
    let write = "echo new > x.tsb.part && mv -f x.tsb.part x.tsb";
    let (stick, outside) = (Stick::new(), Outside::new());
    Trap::LINK_TO_A_FILE.set(&stick.path().join("x.tsb.part"), &outside);
    let ran = run(&mut old(write, stick.path()), PATIENCE);
    assert!(faults(&ran, &outside).iter().any(|why| why.contains("outside")), "{:?}", faults(&ran, &outside));

    let (stick, outside) = (Stick::new(), Outside::new());
    Trap::PIPE.set(&stick.path().join("x.tsr"), &outside);
    let ran = run(&mut old("exec cat x.tsr", stick.path()), PATIENCE);
    assert!(faults(&ran, &outside).iter().any(|why| why.contains("waited")));

    let (stick, outside) = (Stick::new(), Outside::new());
    Trap::LINK_TO_A_FOLDER.set(&stick.path().join("tramso-nop"), &outside);
    let ran = run(&mut old("echo new > tramso-nop/x.tsb", stick.path()), PATIENCE);
    assert!(faults(&ran, &outside).iter().any(|why| why.contains("outside")));

    let (stick, outside) = (Stick::new(), Outside::new());
    let ran = run(&mut old("printf 'TS-X \\033[2J'; exit 1", stick.path()), PATIENCE);
    assert!(faults(&ran, &outside).iter().any(|why| why.contains("raw")));
    let ran = run(&mut old("exit 101", stick.path()), PATIENCE);
    assert!(faults(&ran, &outside).iter().any(|why| why.contains("no notice")));
    let ran = run(&mut old("printf 'TS-K23 x'; exit 1", stick.path()), PATIENCE);
    assert_eq!(faults(&ran, &outside), [""; 0]);
}
