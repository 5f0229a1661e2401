//! A scanner that types, with its real timing: on consent, between visits, and at a question of the test.

use super::*;

/// Slower scanners are tried with exact times at the detector itself (`input::burst`): here a busy machine adds its own, and one that
/// stands still in the middle of a card has read two halves.
const KEYS_MS: [u64; 3] = [5, 30, 60];
/// As often a person holds the card before the scanner once more.
const TRIES: usize = 3;
/// What the line about a scan is waited for; it is shown for six seconds.
const SHOWN: Duration = Duration::from_secs(3);

/// A card of a woman whose number the station has not seen, as scanners send it.
fn card(serial: u32) -> String {
    format!("{}||Pham Thi Lan|1708{}|N?|Thon X, Tan Ky|10052021\r", number(serial), born())
}

impl Station {
    fn scan_card(&mut self, serial: u32, key_ms: u64) -> &mut Self {
        for sign in card(serial).chars() {
            self.press(&sign.to_string());
            thread::sleep(Duration::from_millis(key_ms));
        }
        // A hand needs longer than a second line end of a scanner.
        thread::sleep(Duration::from_millis(200));
        self
    }

    /// Scans a card until the screen shows what a whole one brings.
    #[track_caller]
    fn scan_for(&mut self, serial: u32, key_ms: u64, what: &str) -> &mut Self {
        for _ in 0..TRIES {
            if self.scan_card(serial, key_ms).sees(what, SHOWN) {
                return self;
            }
        }
        panic!("never saw {what:?} on\n{}", self.text());
    }
}

#[test]
fn a_card_begins_the_visit_gives_no_consent_and_answers_nothing() {
    let dir = medium();
    let mut station = Station::demo(dir.path(), 80, 24);
    open_shift(&mut station);
    for (serial, key_ms) in (910..).zip(KEYS_MS) {
        // Between visits: the visit begins, at the consent.
        station.scan_for(serial, key_ms, "Tôi đồng ý");
        // On the page with the question a scan is put aside.
        station.scan_for(serial, key_ms, "Thẻ này máy đã đọc rồi");
        station.see("Tôi đồng ý");
        // While the PIN is asked for, it is no PIN.
        station.press("1").see("Bấm Enter để nhập mã PIN").press("<enter>").see("Mã PIN của ca này").scan_for(
            serial,
            key_ms,
            "Thẻ này máy đã đọc rồi",
        );
        assert!(!station.text().contains("chưa đúng"), "{}", station.text());
        station.press("1234<enter>").see("Họ và tên của");
        super::visit::take_break(&mut station, "cần gì ạ?");
    }
}
