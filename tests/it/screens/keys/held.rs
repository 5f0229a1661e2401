//! A key that is held down moves one screen on and no further; hands that press it again and again do.

use super::{Eye, learning, people};
use tramso::{
    domain::Stamp,
    tui::{Effect, Model, Msg, Press},
};

/// Presses a key at these milliseconds as the driver would: the disk keeps what follows at once, and the model is woken when it asks
/// for it.
fn strokes(model: &mut Model, press: Press, at: impl IntoIterator<Item = u64>) {
    let start = model.shared.now.stamp;
    let stamp = |after: u64| Stamp { mono_ms: start.mono_ms + after, ..start };
    let mut last = 0;
    for after in at {
        wake(model, start, after);
        keep(model, stamp(after), Msg::Key(press, start.mono_ms + after));
        last = after;
    }
    wake(model, start, last + 1_500);
}

fn wake(model: &mut Model, start: Stamp, until: u64) {
    for _ in 0..4 {
        let Some(due) = model.wake_at().filter(|due| *due <= start.mono_ms + until) else { break };
        let now = due.max(model.shared.now.stamp.mono_ms);
        keep(model, Stamp { mono_ms: now, ..start }, Msg::Tick);
    }
}

fn keep(model: &mut Model, now: Stamp, msg: Msg) {
    for effect in model.update(now, msg) {
        if let Effect::Save { ticket, .. } = effect {
            keep(model, now, Msg::Saved(ticket));
        }
    }
}

/// Held for a second or so: the first repetition after half a second, then one each 33 ms; a console's come each 92 ms.
fn held(delay: u64, each: u64) -> Vec<u64> {
    std::iter::once(1_000).chain((0..8).map(|at| 1_000 + delay + at * each)).collect()
}

const KEYS: [Press; 6] = [Press::Enter, Press::Right, Press::Left, Press::Down, Press::Tab, Press::PageDown];

#[test]
fn a_key_that_is_held_down_does_what_one_stroke_does() {
    let mut eye = Eye(None);
    let cases = [people::cases::CASES, learning::cases::CASES].concat();
    let mut faults = Vec::new();
    for (name, make) in cases.iter().filter(|(_, make)| make().screen.is_of_visit()) {
        for press in KEYS {
            // What a field takes is edited as in every field.
            let keys = super::keys(&make());
            if keys.taker(press) != tramso::input::Taker::Choice {
                continue;
            }
            let (mut once, mut long) = (make(), make());
            strokes(&mut once, press, [1_000]);
            let repeats = if name.len() % 2 == 0 { held(500, 33) } else { held(250, 92) };
            strokes(&mut long, press, repeats);
            if eye.frame(&mut once).0 != eye.frame(&mut long).0 {
                faults.push(format!("{name}: {press:?}"));
            }
        }
    }
    assert!(faults.is_empty(), "{} run on:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn a_key_that_is_pressed_again_counts_again() {
    let find = |wanted: &str| learning::cases::CASES.iter().find(|(name, _)| *name == wanted).unwrap().1;
    let mut eye = Eye(None);
    let (mut twice, mut longer) = (find("lesson, last page")(), find("lesson-page")());
    // 1.2 has three pages: two strokes, a third of a second apart, lead to the last one.
    strokes(&mut longer, Press::Right, [1_000, 1_350]);
    let (mut once, mut slow) = (find("lesson-page")(), find("lesson-page")());
    strokes(&mut once, Press::Right, [1_000]);
    strokes(&mut slow, Press::Right, [1_000, 4_000]);
    assert_ne!(eye.frame(&mut longer).0, eye.frame(&mut once).0);
    assert_eq!(eye.frame(&mut longer).0, eye.frame(&mut slow).0);
    // Another key between them lets it count at once.
    strokes(&mut twice, Press::Left, [1_000]);
    strokes(&mut twice, Press::Right, [2_000]);
    assert_eq!(eye.frame(&mut twice).0, eye.frame(&mut find("lesson, last page")()).0);
}
