//! A scanner that types, with its real timing: on consent, between visits, and at a question of the test.

use super::*;
use crate::kiosk::cups::until;

/// Slower scanners are tried with exact times at the detector itself (`input::burst`): here a busy machine adds its own.
const KEYS_MS: [u64; 3] = [5, 30, 60];
/// A card of a woman whose number the station has not seen, as scanners send it.
fn card(serial: u32) -> String {
    format!("{}||Pham Thi Lan|1708{}|N?|Thon X, Tan Ky|10052021\r", number(serial), born())
}

/// A pause between two keys of a scanner from which on hands may have typed them.
const SLOW: Duration = Duration::from_millis(120);
/// As often a try is made again whose own keys a busy machine has sent too slowly.
const TRIES: usize = 4;

impl Station {
    /// Returns the longest time between two keys: a busy machine sends later than it was asked to.
    fn scan_card(&mut self, serial: u32, key_ms: u64) -> Duration {
        let (mut last, mut longest) = (Instant::now(), Duration::ZERO);
        for sign in card(serial).chars() {
            self.press(&sign.to_string());
            longest = longest.max(last.elapsed());
            last = Instant::now();
            thread::sleep(Duration::from_millis(key_ms));
        }
        // A hand needs longer than a second line end of a scanner.
        thread::sleep(Duration::from_millis(200));
        longest
    }
}

/// Whether this was the scanner of which it was asked, or a busy machine made a slower one of it.
fn scanned_well(serial: u32, key_ms: u64) -> bool {
    let dir = medium();
    let mut station = Station::demo(dir.path(), 80, 24);
    open_shift(&mut station);
    let sees = |station: &mut Station, what: &str| {
        let longest = station.scan_card(serial, key_ms);
        let is_seen = station.sees(what, Duration::from_secs(5));
        assert!(is_seen || longest >= SLOW, "never saw {what:?} on\n{}", station.text());
        is_seen
    };
    // Between visits: the visit begins, at the consent.
    if !sees(&mut station, "Tôi đồng ý") {
        return false;
    }
    // On the page with the question a scan is put aside.
    if !sees(&mut station, "Thẻ này máy đã đọc rồi") {
        return false;
    }
    station.see("Tôi đồng ý");
    // While the PIN is asked for, it is no PIN.
    station.press("1").see("Bấm Enter để nhập mã PIN").press("<enter>").see("Mã PIN của ca này");
    if !sees(&mut station, "Thẻ này máy đã đọc rồi") {
        return false;
    }
    assert!(!station.text().contains("chưa đúng"), "{}", station.text());
    station.press("1234<enter>").see("Họ và tên của");
    true
}

#[test]
fn a_card_begins_the_visit_gives_no_consent_and_answers_nothing() {
    for (serial, key_ms) in (910..).zip(KEYS_MS) {
        assert!(
            (0..TRIES).any(|_| scanned_well(serial, key_ms)),
            "the machine is too busy to be a scanner of {key_ms} ms a key"
        );
    }
}

fn signal(station: &Station, number: i32) {
    // SAFETY: a signal to the child that this test started.
    assert_eq!(unsafe { libc::kill(station.pid(), number) }, 0);
}

/// The machine pauses in the middle of a card: nothing that came before the pause, and nothing behind it, is a hand's key.
#[test]
fn a_machine_that_pauses_makes_no_keys_of_a_card() {
    let dir = medium();
    let mut station = Station::demo(dir.path(), 80, 24);
    open_shift(&mut station);
    // A first card leads to the consent, where a digit opens the other pages, agrees or declines.
    station.press(&card(920)).see("Tôi đồng ý");
    thread::sleep(Duration::from_millis(300));
    for before in [1, 2, 3, 5, 11] {
        let text = card(920);
        let (first, rest) = text.split_at(before);
        station.press(first);
        thread::sleep(Duration::from_millis(20));
        signal(&station, libc::SIGSTOP);
        thread::sleep(Duration::from_millis(150));
        station.press(rest);
        thread::sleep(Duration::from_millis(300));
        signal(&station, libc::SIGCONT);
        station.see("Thẻ này máy đã đọc rồi").see("Tôi đồng ý");
        // Esc takes the line away, and the list that it opens goes with it.
        station.press("<esc>").see("cần gì ạ?").press("<esc>");
        until("the list has gone", || !station.text().contains("cần gì ạ?"));
        assert!(!station.text().contains("Thẻ này máy đã đọc rồi"), "{}", station.text());
    }
}
