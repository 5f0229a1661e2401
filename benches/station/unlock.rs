//! What opening the station costs beside the key derivation, which is slow by design.

use super::{
    Scale,
    figure::{Figure, Goal, Stop, median},
    place::{Place, Reach, pack, resident},
};
use std::{fs, time::Instant};
use tramso::crypto::slot;

pub fn measure(scale: Scale) -> Result<Vec<Figure>, Stop> {
    let slow = filled(Place::new()?)?;
    let (mut derivations, mut differences) = (Vec::new(), Vec::new());
    for _ in 0..scale.of(8) {
        let (derived, whole) = pair(&slow)?;
        derivations.push(derived);
        differences.push(whole - derived);
    }
    let quick = filled(Place::quick()?)?;
    let mut over = Vec::new();
    for _ in 0..scale.of(40) {
        let (derived, whole) = pair(&quick)?;
        over.push(whole - derived);
    }
    let note = format!("difference of pairs with the product's 2^16: {:.1} ms", median(&differences));
    Ok(vec![
        Figure::alone("key derivation alone (age-scrypt, 2^16)", "ms", derivations),
        Figure::alone("opening the station, over the key derivation", "ms", over)
            .goal(Goal::AtMost(5.0))
            .note("measured with a slot of almost no work, as scrypt's own noise is larger than this")
            .note(note),
    ])
}

/// Somebody has been here already.
fn filled(place: Place) -> Result<Place, Stop> {
    let pack = pack()?;
    let mut store = place.open()?;
    resident(&mut store, &pack, Reach::Shared)?;
    store.close()?;
    Ok(place)
}

/// Milliseconds for the slot alone, and for the whole.
fn pair(place: &Place) -> Result<(f64, f64), Stop> {
    let file = place.slot_file();
    let start = Instant::now();
    slot::open(&place.passphrase, &fs::read(file)?)?;
    let derived = start.elapsed();
    let start = Instant::now();
    let store = place.open()?;
    let whole = start.elapsed();
    store.close()?;
    Ok((derived.as_secs_f64() * 1e3, whole.as_secs_f64() * 1e3))
}
