//! A person's facts, as the ledger keeps them.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tramso::judging::Facts;

fuzz_target!(|bytes: &[u8]| {
    let Ok(facts) = Facts::read(bytes) else { return };
    assert!(Facts::read(&facts.write()).is_ok(), "what is accepted can be written");
});
