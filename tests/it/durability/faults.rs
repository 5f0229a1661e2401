//! The disk fails: at each write and sync, once or from then on.

use super::{
    child::{GAVE_UP, Task},
    judge::{Verdict, judge},
    kill::{go_on, numbers},
    place::Place,
    replay::Sweep,
    scale,
    script::{Script, Story},
    strace::{self, Injury},
    walk::Walker,
};
use std::{path::Path, time::Instant};

const THREADS: usize = 2;

/// Error that each call returns; a name that a machine does not have is passed over.
const FAULTS: [(&str, &str, bool); 16] = [
    ("pwrite64", "error=EIO", false),
    ("pwrite64", "error=EIO", true),
    ("pwrite64", "error=ENOSPC", false),
    ("pwrite64", "error=ENOSPC", true),
    ("fdatasync", "error=EIO", false),
    ("fdatasync", "error=EIO", true),
    ("fdatasync", "error=ENOSPC", false),
    ("fsync", "error=EIO", false),
    ("fsync", "error=EIO", true),
    ("ftruncate", "error=EIO", false),
    ("openat", "error=EIO", false),
    ("openat", "error=EIO", true),
    ("openat2", "error=EIO", false),
    ("openat2", "error=EIO", true),
    ("unlink", "error=EIO", true),
    ("write", "error=ENOSPC", true),
];

/// How a child came through.
#[derive(Default)]
struct Came {
    sweep: Sweep,
    /// Went through to the end of the script.
    through: usize,
    /// Received the error, and ended.
    gave_up: usize,
}

#[test]
fn a_failing_disk_takes_back_nothing_that_was_acknowledged() {
    let root = scale::scratch();
    let story = if scale::scaled(1, 10) == 1 { Story::Questions } else { Story::Test };
    let script = Script::of(story);
    let base = Place::at_save(&root.path().join("base"), &script, script.prelude());
    let whole = base.copy_to(&root.path().join("0"));
    let (files, calls) = strace::survey(&whole.dir, &Task::Walk { place: whole.clone(), story });
    let faults: Vec<_> = FAULTS.iter().filter(|(call, ..)| calls.iter().any(|one| one == call)).collect();
    let start = Instant::now();
    let parts: Vec<Came> = std::thread::scope(|scope| {
        let (script, base, files, faults, root) = (&script, &base, &files, &faults, root.path());
        let threads: Vec<_> = (0..THREADS)
            .map(|thread| {
                scope.spawn(move || {
                    scale::lock_no_memory();
                    let mut came = Came::default();
                    let place = base.elsewhere(&root.join(format!("thread-{thread}")));
                    let files: Vec<_> =
                        files.iter().map(|file| place.dir.join(file.strip_prefix(root.join("0")).unwrap())).collect();
                    for fault in faults {
                        hurt_each((script, story), (base, &place), &files, **fault, thread, &mut came);
                    }
                    came
                })
            })
            .collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    let mut all = Came::default();
    for part in parts {
        all.through += part.through;
        all.gave_up += part.gave_up;
        all.sweep.add(part.sweep);
    }
    let sweep = &all.sweep;
    scale::report(&format!(
        "EIO and ENOSPC at each write and sync ({story:?}): {} runs ({} went through, {} gave up), {} acks, {} lost, \
         {} unopenable, {} wrong, {:.1} s",
        sweep.images,
        all.through,
        all.gave_up,
        sweep.acks,
        sweep.lost,
        sweep.unopenable,
        sweep.wrong,
        start.elapsed().as_secs_f64()
    ));
    assert!(sweep.is_clean(), "{sweep:#?}");
    assert!(all.through > 0 && all.gave_up > 0, "both must happen, or nothing was hurt");
}

/// Hurts the first, second, third … call as long as there is one.
fn hurt_each(
    (script, story): (&Script, Story),
    (base, place): (&Place, &Place),
    files: &[impl AsRef<Path>],
    (call, what, stays): (&str, &'static str, bool),
    thread: usize,
    came: &mut Came,
) {
    for number in (1 + thread..).step_by(THREADS * scale::stride()) {
        let _ = std::fs::remove_dir_all(&place.dir);
        base.copy_to(&place.dir);
        let injury = Injury { call: call.to_owned(), what, number, stays };
        let (output, was_hurt) = strace::injure(&Task::Walk { place: place.clone(), story }, &injury, files);
        if !was_hurt {
            break;
        }
        let printed = String::from_utf8(output.stdout).unwrap();
        let acks = numbers(&printed, "ACK ");
        came.sweep.acks += acks.len();
        match output.status.code() {
            Some(0) => came.through += 1,
            Some(GAVE_UP) => came.gave_up += 1,
            _ => came.sweep.note(Verdict::Wrong(format!("{:?} {printed}", output.status)), || format!("{injury:?}")),
        }
        let acknowledged = acks.last().copied().unwrap_or(script.prelude());
        let verdict = look(script, place, acknowledged, &printed);
        came.sweep.note(verdict, || format!("{injury:?}: {}", printed.lines().last().unwrap_or_default()));
    }
}

/// The disk is well again: everything acknowledged is there, what was refused is not, and it goes on.
fn look(script: &Script, place: &Place, acknowledged: usize, printed: &str) -> Verdict {
    let verdict = judge(script, place, &place.dir, acknowledged);
    if verdict != Verdict::Sound {
        return verdict;
    }
    let last = printed.lines().last().unwrap_or_default();
    let was_refused = last.starts_with("REFUSED") && (last.ends_with("NotSaved") || last.ends_with("Full"));
    if was_refused {
        match Walker::open(script, place) {
            Ok(walker) if walker.done() == acknowledged => drop(walker),
            Ok(walker) => return Verdict::Wrong(format!("refused, and kept: {} found", walker.done())),
            Err(fault) => return Verdict::Unopenable(format!("{fault:?}")),
        }
    }
    go_on(script, place).map_or_else(Verdict::Wrong, |()| Verdict::Sound)
}
