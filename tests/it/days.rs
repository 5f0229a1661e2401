//! Days of all tests, in one place. A test that starts a program or reads the machine's clock counts its days from `today`, because
//! the program reads the same clock; every other test names its day with `day` or `date` and does not see the clock. `.ci/days` runs both kinds
//! under other dates.

use chrono::Datelike;
use std::{
    env, fs,
    path::Path,
    process::Command,
    sync::OnceLock,
    time::{SystemTime, UNIX_EPOCH},
};
use tramso::{
    content::builtin::DemoDates,
    domain::{Date, Moment, Stamp},
    platform,
};

/// 21/09/2026 21:13:20 in Vietnam: when bundles and requests of pure tests are made.
pub const MADE_MS: i64 = 1_790_000_000_000;
/// 18/11/2026 18:06:40 in Vietnam: when they arrive at the centre.
pub const ARRIVED_MS: i64 = 1_795_000_000_000;
/// 22/11/2026 10:00:00 in Vietnam: when the stations of pure tests work.
pub const MORNING_MS: i64 = 1_795_316_400_000;

/// Where Debian and Ubuntu keep libfaketime.
const FAKETIME: &str = "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1";

/// Environment of a program with a wall clock of its own: `@2038-01-12 10:00:00` in UTC whatever the machine's zone, or `+900d` from
/// this machine's clock.
pub fn fake_clock(clock: &str) -> [(&'static str, String); 4] {
    assert!(Path::new(FAKETIME).exists(), "faketime is not installed (.ci/needs)");
    [
        ("LD_PRELOAD", FAKETIME.to_owned()),
        ("FAKETIME", clock.to_owned()),
        ("FAKETIME_DONT_FAKE_MONOTONIC", "1".to_owned()),
        ("TZ", "UTC".to_owned()),
    ]
}

/// Fixed day, written `2026-11-22`.
pub fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// Fixed day by its numbers.
pub fn date(year: i32, month: u32, day: u32) -> Date {
    Date::from_ymd_opt(year, month, day).unwrap()
}

/// Machine clock's reading.
pub fn now() -> Stamp {
    let clock = platform::now();
    Stamp { wall: Moment(clock.wall_ms), mono_ms: clock.mono_ms, boot: clock.boot, suspect: false }
}

/// Today in Vietnam by the machine's clock. It is read once, so that a run over midnight keeps one set of days.
pub fn today() -> Date {
    static TODAY: OnceLock<Date> = OnceLock::new();
    *TODAY.get_or_init(|| now().wall.date())
}

/// The same for a test of a page that names today and yesterday: in the last minute of a day it waits for the next one.
pub fn today_for_a_while() -> Date {
    while now().wall.clock() == (23, 59) {
        std::thread::sleep(std::time::Duration::from_secs(1));
    }
    now().wall.date()
}

/// The day that is this many days after today; negative before it.
pub fn in_days(days: i64) -> Date {
    today() + chrono::TimeDelta::days(days)
}

/// Birth year of a person of this age: how the programs address people depends on it.
pub fn born(age: i32) -> i32 {
    today().year() - age
}

/// A contest that is open today, and stays open for as long as any test runs.
pub fn open_contest() -> DemoDates {
    DemoDates { opens: in_days(-30), closes: in_days(60) }
}

/// Longest run of the suites under one date.
const LONGEST_S: u64 = 1800;

/// `.ci/days` states in `TRAMSO_TEST_CLOCK` which time it gave to the suites, in seconds since 1970: a suite that ran at another time
/// would prove nothing.
#[test]
fn tests_and_programs_run_at_the_time_that_was_asked_for() {
    let clock = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs();
    if let Ok(asked) = env::var("TRAMSO_TEST_CLOCK") {
        let asked: u64 = asked.parse().unwrap();
        assert!((asked..asked + LONGEST_S).contains(&clock), "it is {clock}, not {asked}");
    }
    let folder = tempfile::tempdir().unwrap();
    let studio = |words: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tramso-studio"));
        let done = command.args(words).current_dir(folder.path()).output().unwrap();
        assert!(done.status.success(), "{words:?}: {}", String::from_utf8_lossy(&done.stderr));
        done.stdout
    };
    let before = now().wall.date();
    studio(&["pack", "build", "--demo", "--out", "goi.tsp"]);
    let after = now().wall.date();
    let shown: serde_json::Value = serde_json::from_slice(&studio(&["pack", "show", "goi.tsp", "--json"])).unwrap();
    let issued = day(shown["issued"].as_str().unwrap());
    assert!((before..=after).contains(&issued), "built on {issued}, between {before} and {after}");
}

#[test]
fn test_days_have_one_source() {
    let mut faults = Vec::new();
    each_test(Path::new("tests/it"), &mut |path, text| {
        let clock = ["SystemTime::now", "platform::now", "Utc::now", "Local::now"];
        let fixed = ["days::day(", "days::date(", " day(\"", "(day(\"", "from_ymd_opt"];
        let names = |any: &[&str]| any.iter().any(|name| text.contains(name));
        // One tests the clock itself, the other names it to forbid it elsewhere.
        let exempt =
            path.ends_with("store/secrets.rs") || path.parent().is_some_and(|folder| folder.ends_with("it/tidy"));
        if names(&clock) && !exempt {
            faults.push(format!("{}: reads the clock itself", path.display()));
        }
        if text.contains("from_ymd_opt") {
            faults.push(format!("{}: makes a day itself", path.display()));
        }
        if names(&["CARGO_BIN_EXE", "days::today", "days::in_days", "days::born", "days::open_contest"])
            && names(&fixed)
            // Its programs run on clocks that are wrong on purpose.
            && !path.ends_with("pty/clocks.rs")
        {
            faults.push(format!("{}: fixed days beside programs or days that follow the clock", path.display()));
        }
    });
    assert_eq!(faults, [] as [String; 0]);
}

/// Every source of the tests but this one.
fn each_test(folder: &Path, see: &mut impl FnMut(&Path, &str)) {
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            each_test(&path, see);
        } else if path.extension().is_some_and(|end| end == "rs") && !path.ends_with("it/days.rs") {
            see(&path, &fs::read_to_string(&path).unwrap());
        }
    }
}
