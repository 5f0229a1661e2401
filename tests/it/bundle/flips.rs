//! Not one byte may be another.

use super::{raw::*, *};

/// Every byte of a file, changed in one bit, in its case or whole: by turns in the gate, all ways in the long run.
pub fn every_byte_matters(name: &str, bytes: &[u8], is_taken: impl Fn(&[u8]) -> bool) {
    assert!(is_taken(bytes), "{name}: the control must be taken");
    let ways = if crate::durability::scale::is_long() { 3 } else { 1 };
    let mut changed = bytes.to_vec();
    let taken: Vec<usize> = (0..bytes.len())
        .filter(|at| {
            let mut masks = [0x01, 0x20, 0xff].into_iter().cycle().skip(at % 3).take(ways);
            masks.any(|mask| {
                changed[*at] ^= mask;
                let taken = is_taken(&changed);
                changed[*at] ^= mask;
                taken
            })
        })
        .collect();
    assert!(taken.is_empty(), "{name}: accepted with another byte at {taken:?}");
    for length in (0..bytes.len()).step_by(97).chain([bytes.len() - 1]) {
        assert!(!is_taken(&bytes[..length]), "{name}: accepted when cut at {length}");
    }
    println!("{name}: {ways} x {} bytes, 0 accepted", bytes.len());
}

#[test]
fn of_a_bundle() {
    let bundle = with_lines(&joined(&lines(&short()))).tied();
    every_byte_matters("bundle", &bundle, |bytes| opened(bytes).is_ok());
}

/// A station with the right key that seals other lines than its chain: no byte of them can be another either.
#[test]
fn of_the_lines_inside() {
    let lines = joined(&lines(&short()));
    assert!(opened(&with_lines(&lines).tied()).is_ok());
    let mut changed = lines.clone();
    for at in 0..lines.len() {
        changed[at] ^= 0x01;
        assert!(opened(&with_lines(&changed).tied()).is_err(), "byte {at}");
        changed[at] = lines[at];
    }
}
