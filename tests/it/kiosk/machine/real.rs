//! The program on real disks that are full, closed or no disks, and under a clock at 1970.

use crate::days;
use serde_json::Value;
use std::{path::Path, process::Command};

/// Runs a shell in mounts of its own, in which a small disk is mounted at `$M` in this manner and a check is made of a station on it.
fn checked_on(place: &Path, prepare: &str) -> (Value, Option<i32>) {
    let script = format!(
        "set -e; M={place}; mount -t tmpfs -o size=256k none $M; {prepare}; exec {program} station check --quick --json --dir $M/tram",
        place = place.display(),
        program = env!("CARGO_BIN_EXE_tramso"),
    );
    let out = Command::new("unshare").args(["-m", "sh", "-c", &script]).output().unwrap();
    (first(&out.stdout), out.status.code())
}

fn first(stdout: &[u8]) -> Value {
    let text = String::from_utf8_lossy(stdout);
    serde_json::from_str(text.lines().next().unwrap_or_default()).unwrap_or_else(|fault| panic!("{fault}: {text}"))
}

fn code(found: &Value, part: &str) -> String {
    let parts = found["parts"].as_array().unwrap();
    let part = parts.iter().find(|one| one["part"] == part).unwrap();
    format!("{} {}", part["light"].as_str().unwrap(), part["code"].as_str().unwrap_or_default())
}

#[test]
fn a_full_disk_a_closed_one_and_none_are_red() {
    let place = tempfile::tempdir().unwrap();
    let (full, status) = checked_on(place.path(), "dd if=/dev/zero of=$M/full bs=4096 2>/dev/null || true");
    assert_eq!((code(&full, "disk"), code(&full, "space")), ("red TS-D02".into(), "red TS-D02".into()), "{full}");
    assert_eq!(status, Some(1));
    let (closed, _) = checked_on(place.path(), "mount -o remount,ro $M");
    assert_eq!(code(&closed, "disk"), "red TS-D37", "{closed}");
    let (memory, _) = checked_on(place.path(), "true");
    assert_eq!(code(&memory, "disk"), "red TS-D36", "control: it takes what it is given, and forgets it: {memory}");
}

#[test]
fn a_clock_at_1970_is_red_and_the_right_one_is_not() {
    let place = tempfile::tempdir().unwrap();
    let checked = |clock: &[(&str, String)]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tramso"));
        command.args(["station", "check", "--quick", "--json", "--dir", place.path().to_str().unwrap()]);
        first(&command.envs(clock.iter().cloned()).output().unwrap().stdout)
    };
    let found = checked(&days::fake_clock("@1970-01-02 00:00:00"));
    assert_eq!(code(&found, "clock"), "red TS-D05", "{found}");
    let found = checked(&[]);
    assert!(!code(&found, "clock").starts_with("red"), "{found}");
}
