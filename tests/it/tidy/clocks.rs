//! One bounded now (docs/decisions/039-one-bounded-now.md): a bare clock is read in few files, and the wall time of a stamp is only
//! written down. Everything else goes by `Known::now`.

use super::{Fault, known::settle, source::Source, sources};

/// Files that read the machine's clocks, each with the reason.
const READERS: &[(&str, &str)] = &[
    ("src/platform/", "they are read here"),
    ("src/kiosk/clock.rs", "the station's one door"),
    ("src/kiosk/reader.rs", "the steady clock: when a key came"),
    ("src/kiosk/machine/facts.rs", "the machine's own clock is what is checked"),
    ("src/kiosk/machine/asking.rs", "the steady clock: scanners"),
    ("src/kiosk/run.rs", "the steady clock: keys that are due, idle minutes"),
    ("src/kiosk/worker/outbox.rs", "the steady clock: how often progress is shown"),
    ("src/store/guard.rs", "the steady clock: the wait after a wrong passphrase"),
    ("src/store/doctor.rs", "judged by what is known, to name both dates"),
    ("src/store/open.rs", "recorded in the statement of an epoch"),
    ("src/store/create.rs", "recorded in the first epoch and a key slot"),
    ("src/store/backup.rs", "recorded in the statement of an epoch"),
    ("src/store/succession.rs", "recorded, and in doubt"),
    ("src/store/slots.rs", "recorded in a key slot"),
    ("src/store/volunteers.rs", "recorded in the key files"),
    ("src/web/clock.rs", "the server's one door"),
    ("src/web/server/log.rs", "recorded in the log"),
    ("src/central/open.rs", "the centre's one door on the command line"),
    ("src/central/loadgen.rs", "invented stations"),
    ("src/studio/roots.rs", "the office's one door"),
];
/// Files that name the wall time of a stamp, each with the reason.
const WALLS: &[(&str, &str)] = &[
    ("src/domain/", "the present is computed here"),
    ("src/kiosk/simulate.rs", "invented evenings of a demo"),
    ("src/kiosk/enrol.rs", "recorded in a request; a demo's own grant"),
    ("src/kiosk/machine/", "the machine's own clock is what is checked"),
    ("src/kiosk/award.rs", "a record that is not in doubt"),
    ("src/kiosk/worker.rs", "the demo's days, before anything is known"),
    ("src/kiosk/worker/shift.rs", "recorded times are counted by the clock that recorded them"),
    ("src/kiosk/outbox/keep.rs", "a clock before what was signed erases nothing"),
    ("src/tui/screens/people/mod.rs", "believed or not shown"),
    ("src/tui/screens/register/summary.rs", "believed or not shown"),
    ("src/tui/screens/closing.rs", "the bounded time of the shift's opening"),
    ("src/store/journal.rs", "recorded"),
    ("src/store/history.rs", "recorded"),
    ("src/store/save.rs", "recorded"),
    ("src/store/append.rs", "recorded"),
];
/// Rooms of a station; elsewhere a wall time is data.
const STATION: &[&str] = &["domain", "session", "store", "tui", "kiosk"];

fn is_named(list: &[(&str, &str)], path: &str) -> bool {
    list.iter().any(|(one, _)| path == *one || one.ends_with('/') && path.starts_with(one))
}

fn check(source: &Source) -> Vec<Fault> {
    let mut faults = Vec::new();
    let reads = |path: &[String]| {
        let path = path.join("::");
        ["crate::platform::now", "crate::platform::clock", "std::time::SystemTime::now"]
            .iter()
            .any(|clock| path == *clock || path.starts_with(&format!("{clock}::")))
    };
    let readers = source.names.iter().filter(|name| reads(&name.path));
    if !is_named(READERS, &source.path) {
        faults.extend(readers.map(|name| source.fault(name.line, "reads a clock; go by `Known::now`")));
    }
    if STATION.contains(&source.room()) && !is_named(WALLS, &source.path) {
        let lines = source.text.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//"));
        let walls = lines.filter(|(_, line)| names_wall(line));
        faults.extend(walls.map(|(at, _)| source.fault(at + 1, "names a bare wall time; go by `Now::at`")));
    }
    faults
}

/// `.wall` that is not the beginning of a longer name.
fn names_wall(line: &str) -> bool {
    line.match_indices(".wall").any(|(at, found)| {
        !line[at + found.len()..].starts_with(|ch: char| ch.is_alphanumeric() || ch == '_' || ch == '(')
    })
}

#[test]
fn clocks_are_read_in_few_files_and_wall_times_are_only_written_down() {
    settle("clocks", &sources().iter().flat_map(check).collect::<Vec<_>>());
}

#[test]
fn no_file_has_a_permission_that_it_does_not_need() {
    let needs = |list: &[(&str, &str)], test: &dyn Fn(&Source) -> bool| -> Vec<String> {
        let unused = list
            .iter()
            .filter(|(one, _)| !sources().iter().any(|source| is_named(&[(one, "")], &source.path) && test(source)));
        unused.map(|(one, _)| (*one).to_owned()).collect()
    };
    let reads = |source: &Source| source.text.contains("now()") || source.text.contains("clock()");
    assert_eq!(needs(READERS, &reads), [""; 0]);
    assert_eq!(needs(WALLS, &|source| source.text.lines().any(names_wall)), [""; 0]);
}

#[test]
fn a_bare_clock_is_seen() {
    let planted = [
        "use crate::platform; fn f() -> i64 { platform::now().wall_ms }",
        "use crate::platform::now; fn f() -> i64 { now().wall_ms }",
        "use std::time::SystemTime; fn f() { SystemTime::now(); }",
        "fn f(now: Stamp) -> Date { now.wall.date() }",
        "fn f(all: &Shared) -> Moment { all.now.stamp.wall }",
    ];
    for text in planted {
        assert!(!check(&Source::read("src/tui/planted.rs", text)).is_empty(), "not seen: {text}");
    }
    let near = [
        "fn f(all: &Shared) -> Date { all.now.date() }",
        "fn f(record: &Record) -> i64 { record.at.wall_ms }",
        "// now.wall\nfn f(house: House) { house.wall(); }",
    ];
    for text in near {
        assert!(check(&Source::read("src/tui/planted.rs", text)).is_empty(), "wrongly seen: {text}");
    }
}
