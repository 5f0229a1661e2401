//! A receipt of chance, signed by the centre.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tramso::bundle::receipt;
use tramso_fuzz::{CENTRE, EPOCH, KIOSK, key, of, signed};

fuzz_target!(|body: &[u8]| {
    let Some(bytes) = signed("receipt.json", body, CENTRE, &format!("tramso-receipt/1 {KIOSK} {EPOCH} 1")) else {
        return;
    };
    if let Ok(found) = receipt::open(&bytes, &[key(CENTRE).public().clone()], &[of()]) {
        assert!(receipt::write(&found, key(CENTRE)).is_ok(), "what is accepted can be written");
        assert_eq!(found.number, 1);
    }
});
