//! What the open station holds and does while nobody presses a key.

use super::{
    Scale, bare,
    figure::{Figure, Goal, Stop},
    keys,
    place::Place,
    pty::Terminal,
};
use std::{fs, thread, time::Duration};
use tramso::text::{Language, Words};

/// After opening, until what was only needed for it is gone.
const SETTLES: Duration = Duration::from_secs(4);

pub fn measure(scale: Scale) -> Result<Vec<Figure>, Stop> {
    // The slot's work counts here: its 64 MiB must not stay.
    let place = Place::new()?;
    place.at_the_test()?;
    let mut plain = Terminal::start(bare::program()?)?;
    plain.frame()?;
    let words = Words::new(Language::Vietnamese);
    let station = keys::unlocked(&place, &words.with("now-choose", &[("n", 4_u16.into())]))?;
    thread::sleep(SETTLES / u32::try_from(scale.thin)?);

    let pid = station.pid();
    let status = |name: &str| kibibytes(&format!("/proc/{pid}/status"), name).map(|kib| kib / 1024.0);
    let resident = status("VmRSS").ok_or("no VmRSS")?;
    let most = status("VmHWM").unwrap_or(0.0);
    let alone = kibibytes(&format!("/proc/{}/status", plain.pid()), "VmRSS").unwrap_or(0.0) / 1024.0;
    let note = format!("at most {most:.0} MiB while the passphrase was tried; ratatui alone {alone:.1} MiB");
    let rss =
        Figure::alone("resident memory of the open station", "MiB", vec![resident]).goal(Goal::AtMost(28.0)).note(note);
    let mut figures = vec![rss];
    // The program forbids others to look into its memory; only root may read this.
    if let Some(share) = kibibytes(&format!("/proc/{pid}/smaps_rollup"), "Pss") {
        figures.push(
            Figure::alone("the same, shared pages divided (PSS)", "MiB", vec![share / 1024.0]).goal(Goal::AtMost(28.0)),
        );
    }

    let seconds = scale.of(20);
    let before = activity(pid)?;
    thread::sleep(Duration::from_secs(seconds as u64));
    let after = activity(pid)?;
    if before.cpu_s == 0.0 {
        return Err(Stop(
            "this kernel does not tell what a thread used: opening the station cannot have cost nothing".to_owned(),
        ));
    }
    let share = (after.cpu_s - before.cpu_s) / seconds as f64 * 100.0;
    let note = format!(
        "over {seconds} s at a question, shift open; woken {} times; {:.2} s until then",
        after.waits - before.waits,
        before.cpu_s
    );
    figures.push(
        Figure::alone("CPU while nobody presses a key", "% of a core", vec![share]).goal(Goal::AtMost(0.1)).note(note),
    );
    Ok(figures)
}

/// What all threads of a process have done.
struct Activity {
    cpu_s: f64,
    /// How often they went to sleep of themselves.
    waits: u64,
}

fn activity(pid: u32) -> Result<Activity, Stop> {
    let mut all = Activity { cpu_s: 0.0, waits: 0 };
    for task in fs::read_dir(format!("/proc/{pid}/task"))? {
        let task = task?.path();
        // Nanoseconds on a core come first.
        let schedule = fs::read_to_string(task.join("schedstat"))?;
        let nanoseconds: f64 = schedule.split(' ').next().unwrap_or_default().parse()?;
        all.cpu_s += nanoseconds / 1e9;
        let status = task.join("status");
        all.waits += kibibytes(&status.to_string_lossy(), "voluntary_ctxt_switches").unwrap_or(0.0) as u64;
    }
    Ok(all)
}

/// The number of a line `Name:   number kB`.
fn kibibytes(path: &str, name: &str) -> Option<f64> {
    let text = fs::read_to_string(path).ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'))?;
    line.split_whitespace().next()?.parse().ok()
}
