//! Any file of a stick, by every reader. Nothing unsigned is accepted.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tramso::{
    bundle::{Anchor, claim, enrol::{grant, request}, examine, receipt},
    content::pack,
};
use tramso_fuzz::{CENTRE, STATION, key, of};

fuzz_target!(|bytes: &[u8]| {
    let _ = claim(bytes);
    let of = of();
    assert!(examine(bytes, &Anchor { of: &of, key: key(STATION).public() }).is_err());
    assert!(receipt::open(bytes, &[key(CENTRE).public().clone()], &[of]).is_err());
    let _ = grant::claimed_pack(bytes);
    let _ = request::open(bytes);
    let _ = pack::examine(bytes, None);
});
