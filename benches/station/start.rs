//! From the start of the program to its first whole frame; and, after a crash within a shift, to the question that was on the
//! screen.

use super::{
    Scale, bare,
    figure::{Figure, Goal, Rounds, Stop},
    place::Place,
    pty::Terminal,
};
use std::process::Command;
use tramso::text::{Language, Words};

pub fn measure(scale: Scale) -> Result<Vec<Figure>, Stop> {
    let place = Place::quick()?;
    let mut rounds = Rounds::default();
    for _ in 0..scale.rounds {
        let each = 0..scale.of(10);
        rounds.bare.push(each.clone().map(|_| first_frame(bare::program()?)).collect::<Result<_, _>>()?);
        rounds.ours.push(each.map(|_| first_frame(place.program())).collect::<Result<_, _>>()?);
    }
    let first = Figure::beside("start to the first whole frame", "ms", "ratatui alone", &rounds)
        .goal(Goal::TimesBare(5.0))
        .note("exec to the end of the synchronised update");
    let mut figures = vec![first];
    figures.extend(after_a_crash(scale)?);
    Ok(figures)
}

fn first_frame(command: Command) -> Result<f64, Stop> {
    let mut terminal = Terminal::start(command)?;
    let frame = terminal.frame()?;
    Ok((frame.at - terminal.started).as_secs_f64() * 1e3)
}

/// The kernel keeps the key of an open shift: a program that was killed comes back to the question by itself.
fn after_a_crash(scale: Scale) -> Result<Option<Figure>, Stop> {
    let place = Place::quick()?;
    place.at_the_test()?;
    let store = place.open()?;
    let kept = store.keep_key();
    store.close()?;
    if kept.is_none() {
        eprintln!("  the kernel has no keyring here: no restart after a crash is measured");
        return Ok(None);
    }
    let words = Words::new(Language::Vietnamese);
    let asks = words.with("now-choose", &[("n", 4_u16.into())]);
    let mut runs = Vec::new();
    for _ in 0..scale.of(15) {
        let mut terminal = Terminal::start(place.program())?;
        let frame = terminal.until(&asks)?;
        runs.push((frame.at - terminal.started).as_secs_f64() * 1e3);
    }
    let note = "killed within a shift; content read, database opened by the kept key and checked whole, visit replayed";
    Ok(Some(Figure::alone("start after a crash to the same question", "ms", runs).note(note)))
}
