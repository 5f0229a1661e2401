//! A scanner that types, with its real timing: on consent, between visits, and at a question of the test.

use super::*;

/// Slower scanners are tried with exact times at the detector itself (`input::burst`): here a busy machine adds its own.
const KEYS_MS: [u64; 3] = [5, 30, 60];
/// A card of a woman whose number the station has not seen, as scanners send it.
fn card(serial: u32) -> String {
    format!("{}||Pham Thi Lan|1708{}|N?|Thon X, Tan Ky|10052021\r", number(serial), born())
}

/// A machine that pauses for more than 120 ms in the middle of a card makes a hand's keys of it, which is none of the scanner's: as often a
/// try is made again.
const TRIES: usize = 4;
/// What a scan brings is there by then; the line about it is shown for six seconds.
const SHOWN: Duration = Duration::from_secs(5);

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
}

/// Whether a card begins the visit, gives no consent, and is no PIN.
fn is_put_aside(serial: u32, key_ms: u64) -> bool {
    let dir = medium();
    let mut station = Station::demo(dir.path(), 80, 24);
    open_shift(&mut station);
    // Between visits: the visit begins, at the consent.
    if !station.scan_card(serial, key_ms).sees("Tôi đồng ý", SHOWN) {
        return false;
    }
    // On the page with the question a scan is put aside.
    if !station.scan_card(serial, key_ms).sees("Thẻ này máy đã đọc rồi", SHOWN)
        || !station.text().contains("Tôi đồng ý")
    {
        return false;
    }
    // While the PIN is asked for, it is no PIN.
    station.press("1").see("Bấm Enter để nhập mã PIN").press("<enter>").see("Mã PIN của ca này");
    if !station.scan_card(serial, key_ms).sees("Thẻ này máy đã đọc rồi", SHOWN) || station.text().contains("chưa đúng")
    {
        return false;
    }
    station.press("1234<enter>").see("Họ và tên của");
    true
}

#[test]
fn a_card_begins_the_visit_gives_no_consent_and_answers_nothing() {
    for (serial, key_ms) in (910..).zip(KEYS_MS) {
        assert!((0..TRIES).any(|_| is_put_aside(serial, key_ms)), "{key_ms} ms a key");
    }
}
