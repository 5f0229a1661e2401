//! The process is killed: at each storage call of a whole test, and at random.

use super::{
    child::{self, Task},
    disk::Chance,
    judge::{Verdict, judge},
    place::Place,
    replay::Sweep,
    scale::{self, scaled},
    script::{Script, Story},
    strace::{self, Injury},
    walk::Walker,
};
use std::{
    io::{BufRead, BufReader},
    os::unix::process::ExitStatusExt,
    path::Path,
    process::Stdio,
    time::{Duration, Instant},
};

const THREADS: usize = 2;

/// The numbers behind a word in a child's output.
pub fn numbers(printed: &str, word: &str) -> Vec<usize> {
    let number = |line: &str| line.strip_prefix(word)?.split_whitespace().next()?.parse().ok();
    printed.lines().filter_map(number).collect()
}

/// Goes on in a station that was killed, with the same question on the same paper, to the end of the script.
pub fn go_on(script: &Script, place: &Place) -> Result<(), String> {
    let walker = Walker::open(script, place).map_err(|fault| format!("{fault:?}"))?;
    let was = script.visit(walker.done(), 0);
    let at = |visit: &tramso::session::Visit| visit.running().map(|one| (one.at, one.paper.clone()));
    if at(walker.visit(0)) != at(&was) {
        return Err("another question or another paper".to_owned());
    }
    walker.finish().map_err(|fault| format!("it does not go on: {fault:?}"))?;
    match judge(script, place, &place.dir, script.saves.len()) {
        Verdict::Sound => Ok(()),
        other => Err(format!("at the end: {other:?}")),
    }
}

#[test]
fn a_kill_at_any_storage_call_of_a_whole_test_loses_nothing() {
    let root = scale::scratch();
    let script = Script::of(Story::Test);
    let base = Place::at_save(&root.path().join("base"), &script, script.prelude());
    let whole = base.copy_to(&root.path().join("0"));
    let task = Task::Walk { place: whole.clone(), story: Story::Test };
    let (files, calls) = strace::survey(&whole.dir, &task);
    let start = Instant::now();
    let parts: Vec<Sweep> = std::thread::scope(|scope| {
        let (script, base, files, calls, root) = (&script, &base, &files, &calls, root.path());
        let threads: Vec<_> = (0..THREADS)
            .map(|thread| scope.spawn(move || kill_each(script, base, (files, calls), (thread, root))))
            .collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    let mut all = Sweep::default();
    for part in parts {
        all.add(part);
    }
    scale::report(&format!(
        "SIGKILL at one of {} storage calls of a whole test ({}): {} kills, {} acks, {} lost, {} unopenable, {} wrong, {:.1} s",
        scale::stride(),
        calls.join(" "),
        all.images,
        all.acks,
        all.lost,
        all.unopenable,
        all.wrong,
        start.elapsed().as_secs_f64()
    ));
    assert!(all.is_clean(), "{all:#?}");
    assert!(all.images > script.saves.len() * 2 / scale::stride(), "too few calls for a whole test");
}

/// Kills at the first, second, third … call of each name, as long as there is one; every second of them in this thread.
/// The folder keeps its name, so that the files that count stay the same: each thread has its own.
fn kill_each(
    script: &Script,
    base: &Place,
    (files, calls): (&[std::path::PathBuf], &[String]),
    (thread, root): (usize, &Path),
) -> Sweep {
    scale::lock_no_memory();
    let place = base.elsewhere(&root.join(format!("thread-{thread}")));
    let whole = root.join("0");
    let files: Vec<_> = files.iter().map(|file| place.dir.join(file.strip_prefix(&whole).unwrap())).collect();
    let task = Task::Walk { place: place.clone(), story: Story::Test };
    let mut sweep = Sweep::default();
    for call in calls {
        for number in (1 + thread..).step_by(THREADS * scale::stride()) {
            let _ = std::fs::remove_dir_all(&place.dir);
            base.copy_to(&place.dir);
            let injury = Injury { call: call.clone(), what: "signal=KILL", number, stays: false };
            let output = strace::kill(&task, &injury, &files);
            if output.status.signal() != Some(libc::SIGKILL) {
                assert!(output.status.success(), "{injury:?}: {output:?}");
                break;
            }
            let printed = String::from_utf8(output.stdout).unwrap();
            let acks = numbers(&printed, "ACK ");
            sweep.acks += acks.len();
            let acknowledged = acks.last().copied().unwrap_or(script.prelude());
            let mut verdict = judge(script, &place, &place.dir, acknowledged);
            if verdict == Verdict::Sound {
                verdict = go_on(script, &place).map_or_else(Verdict::Wrong, |()| Verdict::Sound);
            }
            sweep.note(verdict, || format!("{injury:?}"));
        }
    }
    sweep
}

#[test]
fn random_kills_lose_nothing() {
    let root = scale::scratch();
    let script = Script::of(Story::Visits);
    let base = Place::make(&root.path().join("base"));
    let kills = scaled(300, 10_000) / THREADS;
    let start = Instant::now();
    let parts: Vec<Sweep> = std::thread::scope(|scope| {
        let (script, base, root) = (&script, &base, root.path());
        let threads: Vec<_> = (0..THREADS)
            .map(|thread| scope.spawn(move || kill_at_random(script, base, kills, (thread, root))))
            .collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    let mut all = Sweep::default();
    for part in parts {
        all.add(part);
    }
    scale::report(&format!(
        "random kill -9: {} kills, {} acks, {} lost, {} unopenable, {} wrong, {:.1} s",
        all.images,
        all.acks,
        all.lost,
        all.unopenable,
        all.wrong,
        start.elapsed().as_secs_f64()
    ));
    assert!(all.is_clean(), "{all:#?}");
}

/// One station after another goes through the script; its process is killed some time after some event, and started again.
fn kill_at_random(script: &Script, base: &Place, kills: usize, (thread, root): (usize, &Path)) -> Sweep {
    scale::lock_no_memory();
    let place = base.elsewhere(&root.join(format!("thread-{thread}")));
    let mut chance = Chance(77 + thread as u64);
    let (mut sweep, mut acknowledged) = (Sweep::default(), script.saves.len());
    while sweep.images < kills {
        if acknowledged == script.saves.len() {
            let _ = std::fs::remove_dir_all(&place.dir);
            base.copy_to(&place.dir);
            acknowledged = 0;
        }
        let mut process = child::command(&Task::Walk { place: place.clone(), story: Story::Visits })
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines().map_while(Result::ok);
        let (wanted, wait) = (chance.below(25), Duration::from_micros(chance.below(4000) as u64));
        let mut printed: Vec<String> = Vec::new();
        let is_enough = |printed: &[String]| printed.iter().filter(|line| line.starts_with("ACK ")).count() >= wanted;
        while !(printed.iter().any(|line| line.starts_with("AT ")) && is_enough(&printed)) {
            let Some(line) = lines.next() else { break };
            printed.push(line);
        }
        let then = Instant::now();
        while then.elapsed() < wait {
            std::hint::spin_loop();
        }
        process.kill().unwrap();
        printed.extend(lines);
        process.wait().unwrap();
        let printed = printed.join("\n");
        let acks = numbers(&printed, "ACK ");
        sweep.acks += acks.len();
        let began = numbers(&printed, "AT ").first().copied();
        let mut verdict = match began {
            None => Verdict::Unopenable(printed.clone()),
            Some(found) if found < acknowledged => Verdict::Lost(format!("{acknowledged} acknowledged, {found} found")),
            Some(found) if found > acknowledged + 1 => {
                Verdict::Wrong(format!("{acknowledged} acknowledged, {found} found"))
            }
            Some(_) => Verdict::Sound,
        };
        acknowledged = acks.last().copied().or(began).unwrap_or(acknowledged);
        // Now and then somebody else than the next process looks at it first.
        if verdict == Verdict::Sound && chance.below(3) == 0 {
            verdict = judge(script, &place, &place.dir, acknowledged);
        }
        sweep.note(verdict, || format!("after {wanted} acks and {wait:?}"));
    }
    sweep
}
