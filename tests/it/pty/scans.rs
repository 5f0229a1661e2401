//! A scanner that types, with its real timing: on consent, between visits, and at a question of the test.

use super::*;
use crate::kiosk::cups::until;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

/// Slower scanners are tried with exact times at the detector itself (`input::burst`): here a busy machine adds its own.
const KEYS_MS: [u64; 3] = [5, 30, 60];
/// From this pause on between two keys they may be a hand's. A test that was kept from sending the next key for so long was no scanner:
/// what was seen then judges nothing.
const SLOW: Duration = Duration::from_millis(120);
/// As often all is tried again where the test was none.
const TRIES: usize = 4;

/// A card of a woman whose number the station has not seen, as scanners send it.
fn card(serial: u32) -> String {
    format!("{}||Pham Thi Lan|1708{}|N?|Thon X, Tan Ky|10052021\r", number(serial), born())
}

impl Station {
    /// Sends a card, and keeps the longest pause that the machine has made of two of its keys.
    fn scan_card(&mut self, serial: u32, key_ms: u64, pause: &mut Duration) -> &mut Self {
        let mut last = Instant::now();
        for sign in card(serial).chars() {
            self.press(&sign.to_string());
            *pause = (*pause).max(last.elapsed());
            last = Instant::now();
            thread::sleep(Duration::from_millis(key_ms));
        }
        // A hand needs longer than a second line end of a scanner.
        thread::sleep(Duration::from_millis(200));
        self
    }

    fn signal(&self, number: i32) {
        // SAFETY: a signal to the child that this test has started.
        assert_eq!(unsafe { libc::kill(self.pid(), number) }, 0);
    }

    /// The machine has no time for the station while `meanwhile` happens.
    fn pauses(&mut self, meanwhile: impl FnOnce(&mut Self)) -> &mut Self {
        self.signal(libc::SIGSTOP);
        thread::sleep(Duration::from_millis(150));
        meanwhile(self);
        thread::sleep(Duration::from_millis(300));
        self.signal(libc::SIGCONT);
        self
    }
}

fn cards_are_put_aside(pause: &mut Duration) {
    let dir = medium();
    let mut station = Station::demo(dir.path(), 80, 24);
    open_shift(&mut station);
    for (serial, key_ms) in (910..).zip(KEYS_MS) {
        // Between visits: the visit begins, at the consent.
        station.scan_card(serial, key_ms, pause).see("Tôi đồng ý");
        // On the page with the question a scan is put aside.
        station.scan_card(serial, key_ms, pause).see("Thẻ này máy đã đọc rồi");
        station.see("Tôi đồng ý");
        // While the PIN is asked for, it is no PIN.
        station
            .press("1")
            .see("Bấm Enter để nhập mã PIN")
            .press("<enter>")
            .see("Mã PIN của ca này")
            .scan_card(serial, key_ms, pause);
        station.see("Thẻ này máy đã đọc rồi");
        assert!(!station.text().contains("chưa đúng"), "{}", station.text());
        station.press("1234<enter>").see("Họ và tên của");
        super::visit::take_break(&mut station, "cần gì ạ?");
    }
}

#[test]
fn a_card_begins_the_visit_gives_no_consent_and_answers_nothing() {
    for left in (0..TRIES).rev() {
        let mut pause = Duration::ZERO;
        match catch_unwind(AssertUnwindSafe(|| cards_are_put_aside(&mut pause))) {
            Ok(()) => return,
            Err(fault) if left == 0 || pause < SLOW => resume_unwind(fault),
            Err(_) => eprintln!("the machine paused for {pause:?} within a card: once more"),
        }
    }
}

/// A machine that pauses in the middle of a card makes no hand's keys of it: not of what came before, nor of what came meanwhile.
#[test]
fn a_machine_that_pauses_makes_no_keys_of_a_card() {
    let dir = medium();
    let mut station = Station::demo(dir.path(), 80, 24);
    open_shift(&mut station);
    station.press(&card(920)).see("Tôi đồng ý");
    thread::sleep(Duration::from_millis(300));
    // At the consent a digit agrees, declines or opens another page.
    for before in [1, 2, 3, 5, 11] {
        let text = card(920);
        let (first, rest) = text.split_at(before);
        station.press(first);
        thread::sleep(Duration::from_millis(20));
        station.pauses(|station| _ = station.press(rest));
        station.see("Thẻ này máy đã đọc rồi").see("Tôi đồng ý");
        put_away(&mut station);
    }
    // As a PIN it would be a wrong one.
    station.press("1").see("Bấm Enter để nhập mã PIN").press("<enter>").see("Mã PIN của ca này");
    for before in [1, 4, 11] {
        let text = card(920);
        let (first, rest) = text.split_at(before);
        station.press(first);
        thread::sleep(Duration::from_millis(20));
        station.pauses(|station| _ = station.press(rest)).see("Thẻ này máy đã đọc rồi");
        assert!(!station.text().contains("chưa đúng"), "{}", station.text());
        thread::sleep(Duration::from_secs(7));
        assert!(!station.text().contains("Thẻ này máy đã đọc rồi"), "{}", station.text());
    }
    station.press("1234<enter>").see("Họ và tên của");
}

/// Esc takes the line about a scan away, and opens a list, which the next Esc closes.
fn put_away(station: &mut Station) {
    station.press("<esc>").see("cần gì ạ?").press("<esc>");
    until("the list has gone", || !station.text().contains("cần gì ạ?"));
    assert!(!station.text().contains("Thẻ này máy đã đọc rồi"), "{}", station.text());
}

/// A hand's key is decided as ever when the machine pauses behind it, and two that it parts stay two.
#[test]
fn a_machine_that_pauses_keeps_the_keys_of_hands() {
    let dir = medium();
    let mut station = Station::demo(dir.path(), 80, 24);
    open_shift(&mut station);
    station.press(&card(921)).see("Tôi đồng ý");
    thread::sleep(Duration::from_millis(300));
    station.press("1").pauses(|_| ()).see("Bấm Enter để nhập mã PIN");
    station
        .press("<enter>")
        .see("Mã PIN của ca này")
        .press("12")
        .pauses(|station| _ = station.press("34"))
        .press("<enter>");
    station.see("Họ và tên của");
}
