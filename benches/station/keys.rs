//! From a key to the finished frame, on the test's screen of the real program: the frame that shows the mark, and the frame
//! that shows it kept.

use super::{
    Scale, bare,
    figure::{Figure, Goal, Rounds, Stop, percentile, sorted},
    place::Place,
    pty::Terminal,
};
use tramso::text::{Language, Words};

/// In turn, since the same key twice within a second waits to be no repetition of one that is held down.
const ARROWS: [&str; 2] = ["\x1b[B", "\x1b[A"];

/// What was seen of one key, in microseconds and bytes.
struct Seen {
    first: f64,
    kept: f64,
    bytes: usize,
}

pub fn measure(scale: Scale) -> Result<Vec<Figure>, Stop> {
    let place = Place::quick()?;
    place.at_the_test()?;
    let words = Words::new(Language::Vietnamese);
    let kept = words.get("quiz-saved");
    let mut ours = unlocked(&place, &words.with("now-choose", &[("n", 4_u16.into())]))?;
    let mut plain = Terminal::start(bare::program()?)?;
    plain.frame()?;
    let mut database = bare::Database::create(&place.dir.path().join("bare.db"))?;

    let (mut first, mut whole, mut turned) = (Rounds::default(), Rounds::default(), Rounds::default());
    let mut bytes = Vec::new();
    for _ in 0..scale.rounds {
        // Few enough that all rounds stay within the rows made ahead for a visit.
        let each = 0..scale.of(40);
        ours.settle()?;
        plain.settle()?;
        let bare: Vec<f64> = each.clone().map(|_| pressed(&mut plain, "j")).collect::<Result<_, _>>()?;
        let commits: Vec<f64> = each.clone().map(|_| Ok(database.answer()? * 1e6)).collect::<Result<_, Stop>>()?;
        let seen: Vec<Seen> = each.map(|at| marked(&mut ours, &kept, at)).collect::<Result<_, _>>()?;
        whole.bare.push(bare.iter().zip(&commits).map(|(frame, commit)| frame + commit).collect());
        first.bare.push(bare);
        first.ours.push(seen.iter().map(|one| one.first).collect());
        whole.ours.push(seen.iter().map(|one| one.kept).collect());
        bytes.extend(seen.iter().map(|one| one.bytes as f64));
        let turns = 0..scale.of(18);
        turned.bare.push(turns.clone().map(|_| pressed(&mut plain, "n")).collect::<Result<_, _>>()?);
        turned.ours.push(turns.map(|at| turned_to(&mut ours, at)).collect::<Result<_, _>>()?);
    }
    let slowest = percentile(&sorted(first.ours.concat()), 0.99) / 1e3;
    Ok(vec![
        Figure::beside("key to the frame with the mark", "us", "option moves, ratatui alone", &first)
            .goal(Goal::TimesBare(2.0)),
        Figure::alone("the same, 99 of 100 are faster than", "ms", vec![slowest]).goal(Goal::AtMost(5.0)),
        Figure::beside("key to the frame that shows it kept", "us", "the same + one bare commit", &whole)
            .goal(Goal::TimesBare(2.0))
            .note("the answer is durable before this frame"),
        Figure::beside("key to the next question", "us", "next question, ratatui alone", &turned),
        Figure::alone("bytes to the terminal a mark, both frames", "bytes", bytes).goal(Goal::AtMost(3072.0)),
    ])
}

/// The real program, opened with the passphrase, at the running test.
pub fn unlocked(place: &Place, asks: &str) -> Result<Terminal, Stop> {
    place.forget_key();
    let mut terminal = Terminal::start(place.program())?;
    terminal.frame()?;
    terminal.press(place.passphrase.text())?;
    terminal.press("\r")?;
    terminal.until(asks)?;
    Ok(terminal)
}

/// One key to the bare program.
fn pressed(terminal: &mut Terminal, key: &str) -> Result<f64, Stop> {
    let pressed = terminal.press(key)?;
    Ok((terminal.frame()?.at - pressed).as_secs_f64() * 1e6)
}

/// Moves the mark and waits until it is shown as kept.
fn marked(terminal: &mut Terminal, kept: &str, at: usize) -> Result<Seen, Stop> {
    let [down, up] = ARROWS;
    let pressed = terminal.press(if at.is_multiple_of(2) { down } else { up })?;
    let frame = terminal.frame()?;
    let mut seen = Seen {
        first: (frame.at - pressed).as_secs_f64() * 1e6,
        kept: (frame.at - pressed).as_secs_f64() * 1e6,
        bytes: frame.bytes,
    };
    while !terminal.shows(kept) {
        let frame = terminal.frame()?;
        seen.kept = (frame.at - pressed).as_secs_f64() * 1e6;
        seen.bytes += frame.bytes;
    }
    Ok(seen)
}

/// Turns the page, forth and back again, and waits until that is kept too.
fn turned_to(terminal: &mut Terminal, at: usize) -> Result<f64, Stop> {
    let pressed = terminal.press(if at.is_multiple_of(2) { "\x1b[C" } else { "\x1b[D" })?;
    let frame = terminal.frame()?;
    // What follows is the frame after saving; its content is the same, so its end is all there is to wait for.
    terminal.frame()?;
    Ok((frame.at - pressed).as_secs_f64() * 1e6)
}
