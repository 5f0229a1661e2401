//! The power is cut in the middle of real visits.

use super::{
    child::Task,
    disk::Disk,
    judge::{Verdict, judge},
    place::Place,
    replay::{Run, Sweep},
    scale::{self, scaled},
    script::{Script, Story},
    strace::{self, Injury},
    trace::Op,
};
use std::{io::Write, path::Path, time::Instant};

/// The number behind the last `ACK`.
pub fn acknowledged(acks: &[&str]) -> usize {
    acks.last().map_or(0, |number| number.parse().unwrap())
}

/// Records the visits of a story at a new station.
fn recorded(root: &Path, story: Story, careless: bool) -> (Place, Run) {
    let place = Place { careless, ..Place::make(&root.join("station")) };
    let before = Disk::of(root);
    let ops = strace::record(root, &Task::Walk { place: place.clone(), story });
    (place, Run { before, ops })
}

#[test]
fn no_power_cut_takes_back_what_was_acknowledged() {
    let root = scale::scratch();
    let script = Script::of(Story::Visits);
    let (place, run) = recorded(root.path(), Story::Visits, false);
    assert_eq!(run.acks(), 1 + script.saves.len(), "where it stands, and each save");
    let least = scaled(4_000, 100_000);
    // At some moments there are fewer different images than that.
    let each = least * 18 / 10 / run.open_moments();
    let sweep = run.sweep(each, &|image, acks| judge(&script, &place, &image.join("station"), acknowledged(acks)));
    sweep.report("power cuts");
    assert!(sweep.is_clean(), "{sweep:#?}");
    assert!(sweep.images >= least, "{} images are fewer than {least}", sweep.images);
}

#[test]
fn careless_commits_are_found_out() {
    let root = scale::scratch();
    let script = Script::of(Story::Visits);
    let (place, run) = recorded(root.path(), Story::Visits, true);
    let sweep = run.sweep(1, &|image, acks| judge(&script, &place, &image.join("station"), acknowledged(acks)));
    sweep.report("control: synchronous=NORMAL");
    assert!(sweep.lost > 0, "a careless station must lose something");
}

#[test]
fn one_missing_write_is_found_out() {
    let root = scale::scratch();
    let script = Script::of(Story::Questions);
    let (place, run) = recorded(root.path(), Story::Questions, false);
    let is_of_the_log = |op: &Op| matches!(op, Op::Write { path, .. } if path.ends_with("tramso.db-wal"));
    let writes: Vec<usize> = (0..run.ops.len()).filter(|at| is_of_the_log(&run.ops[*at])).collect();
    let mut found_out = 0;
    let tried = 6;
    for number in 0..tried {
        let mut ops = run.ops.clone();
        ops.remove(writes[writes.len() * (2 * number + 1) / (2 * tried)]);
        let without = Run { before: run.before.clone(), ops };
        let sweep = without.sweep(1, &|image, acks| judge(&script, &place, &image.join("station"), acknowledged(acks)));
        found_out += usize::from(!sweep.is_clean());
    }
    scale::report(&format!("control: a write to the log that never arrives: found out {found_out} of {tried}"));
    assert_eq!(found_out, tried);
}

/// A checkpoint overwrites the first page, where the cipher's salt is (docs/THREAT-MODEL.md K5).
#[test]
fn garbage_in_the_first_sector_costs_nothing_while_the_log_is_there() {
    let root = scale::scratch();
    let script = Script::of(Story::Visits);
    let (place, run) = recorded(root.path(), Story::Visits, false);
    let is_first_page = |op: &Op| matches!(op, Op::Write { path, at: Some(0), .. } if path.ends_with("tramso.db"));
    let moments: Vec<usize> = (0..run.ops.len()).filter(|at| is_first_page(&run.ops[*at])).collect();
    let mut all = Sweep { moments: moments.len(), acks: run.acks(), ..Sweep::default() };
    let start = Instant::now();
    for moment in &moments {
        for number in 0..u64::try_from(scaled(8, 100)).unwrap() {
            let part = scale::scratch();
            let acknowledged = acknowledged(&run.print(*moment, number, part.path()));
            let dir = part.path().join("station");
            let spoil = || {
                let mut database = std::fs::OpenOptions::new().write(true).open(dir.join("tramso.db")).unwrap();
                database.write_all(&[0xa5; 512]).unwrap();
            };
            spoil();
            all.note(judge(&script, &place, &dir, acknowledged), || format!("moment {moment}.{number}"));
            // Once the log has been brought home there is no other copy of it.
            spoil();
            let control = judge(&script, &place, &dir, acknowledged);
            assert!(matches!(control, Verdict::Unopenable(_)), "{control:?}");
        }
    }
    all.seconds = start.elapsed().as_secs_f64();
    all.report("garbage in the first sector during a checkpoint");
    assert!(all.is_clean() && !moments.is_empty(), "{all:#?}");
}

#[test]
fn a_second_cut_while_the_station_comes_back_changes_nothing() {
    let root = scale::scratch();
    let script = Script::of(Story::Questions);
    let (place, run) = recorded(root.path(), Story::Questions, false);
    let mut all = Sweep::default();
    let cuts = scaled(8, 80);
    for number in 0..cuts {
        let again = scale::scratch();
        let moment = run.ops.len() * (2 * number + 1) / (2 * cuts);
        let acknowledged = acknowledged(&run.print(moment, 7, again.path()));
        let before = Disk::of(again.path());
        let task = Task::Open { place: place.elsewhere(&again.path().join("station")) };
        let (ops, output) = strace::record_injured(again.path(), &task, None);
        assert!(output.status.success(), "{output:?}");
        let back = Run { before, ops };
        all.add(back.sweep(1, &|image, _| judge(&script, &place, &image.join("station"), acknowledged)));
    }
    all.report("power cuts while the station comes back");
    assert!(all.is_clean(), "{all:#?}");
}

#[test]
fn a_cut_after_a_failed_sync_takes_back_nothing() {
    let root = scale::scratch();
    let script = Script::of(Story::Questions);
    let mut all = Sweep::default();
    let mut hurt = 0;
    for stays in [false, true] {
        for number in 1..=scaled(8, 60) {
            let part = root.path().join(format!("{stays}-{number}"));
            std::fs::create_dir(&part).unwrap();
            let (place, run) = recorded_after_fault(&part, &script, number, stays);
            hurt += usize::from(run.ops.iter().any(|op| matches!(op, Op::SyncFailed { .. })));
            let first = script.prelude();
            let judged = |image: &Path, acks: &[&str]| {
                judge(&script, &place, &image.join("station"), acknowledged(acks).max(first))
            };
            all.add(run.sweep(scaled(1, 8), &judged));
            std::fs::remove_dir_all(part).unwrap();
        }
    }
    all.report("power cuts after a failed sync");
    assert!(hurt > 0, "no sync was hurt");
    assert!(all.is_clean(), "{all:#?}");
}

/// A run in which the n-th sync fails, or that and every later one, and the run after it, when the disk is well again.
fn recorded_after_fault(root: &Path, script: &Script, number: usize, stays: bool) -> (Place, Run) {
    let place = Place::at_save(&root.join("station"), script, script.prelude());
    let before = Disk::of(root);
    let task = Task::Walk { place: place.clone(), story: Story::Questions };
    // SQLite calls it fdatasync where it was built to.
    let injury = Injury { call: "fsync,fdatasync".to_owned(), what: "error=EIO", number, stays };
    let (mut ops, _) = strace::record_injured(root, &task, Some(&injury));
    let (after, output) = strace::record_injured(root, &task, None);
    assert!(output.status.success(), "{output:?}");
    ops.extend(after);
    (place, Run { before, ops })
}
