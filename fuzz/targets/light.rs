//! Pictures of results by light: any bytes, and symbols of chance under a right check, so that blocks are solved from them.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tramso::light::{Gathering, LEAST_SYMBOL, MOST_HELD, Picture, Plan, Taken, crc32c, id_of};

fn take(gathering: &mut Gathering, bytes: &[u8]) {
    match gathering.take(bytes) {
        Taken::Whole { id, parcel } => assert_eq!(id_of(&parcel), id),
        Taken::Refused(_) | Taken::Known(_) | Taken::Finished(_) | Taken::Held(_) | Taken::Spoilt(_) => {}
    }
    assert!(gathering.bytes() <= MOST_HELD);
}

fuzz_target!(|bytes: &[u8]| {
    let mut gathering = Gathering::new();
    take(&mut gathering, bytes);
    // A header of chance, with the check that belongs to it.
    for chunk in bytes.chunks(60) {
        let mut picture = [b"TS2", chunk].concat();
        picture.extend(crc32c(&picture).to_be_bytes());
        take(&mut gathering, &picture);
    }
    // Symbols of chance for a small parcel: the numbers are chosen too.
    let [length, rest @ ..] = bytes else { return };
    let Ok(plan) = Plan::new(u64::from(*length) * 16 + 1, LEAST_SYMBOL) else { return };
    for chunk in rest.chunks(5) {
        let [n2, n1, n0, fill, block] = chunk else { continue };
        let symbol = [*fill; LEAST_SYMBOL as usize];
        let number = u32::from_be_bytes([0, *n2, *n1, *n0]);
        take(&mut gathering, &Picture { id: [*block & 3; 8], plan, block: 0, number, symbol: &symbol }.write());
    }
});
