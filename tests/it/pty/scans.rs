//! A scanner that types, with its real timing: on consent, between visits, and at a question of the test.

use super::*;
use std::{
    fs,
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
};

/// Slower scanners are tried with exact times at the detector itself (`input::burst`): here a busy machine adds its own.
const KEYS_MS: [u64; 3] = [5, 30, 60];
/// From this pause on between two keys they may be a hand's. A machine that makes one is no scanner: what was seen then judges nothing
/// (docs/decisions/050-scans-on-every-screen.md).
const SLOW: Duration = Duration::from_millis(120);
/// As often all is tried again where the machine was none.
const TRIES: usize = 4;

/// A card of a woman whose number the station has not seen, as scanners send it.
fn card(serial: u32) -> String {
    format!("{}||Pham Thi Lan|1708{}|N?|Thon X, Tan Ky|10052021\r", number(serial), born())
}

impl Station {
    /// Sends a card, and keeps the longest pause that the machine may have made of two of its keys: as the test has sent them, or as the
    /// program's threads waited for a processor to read them.
    fn scan_card(&mut self, serial: u32, key_ms: u64, pause: &mut Duration) -> &mut Self {
        let key = Duration::from_millis(key_ms);
        let waited = self.waited();
        let mut last = Instant::now();
        for sign in card(serial).chars() {
            self.press(&sign.to_string());
            *pause = (*pause).max(last.elapsed());
            last = Instant::now();
            thread::sleep(key);
        }
        // A hand needs longer than a second line end of a scanner.
        thread::sleep(Duration::from_millis(200));
        *pause = (*pause).max(key + self.waited().saturating_sub(waited));
        self
    }

    /// How long the thread of the program that waited most for a processor has waited so far.
    fn waited(&self) -> Duration {
        let threads = fs::read_dir(format!("/proc/{}/task", self.pid())).unwrap();
        let waited = threads.flatten().filter_map(|thread| {
            let text = fs::read_to_string(thread.path().join("schedstat")).ok()?;
            text.split_whitespace().nth(1)?.parse().ok()
        });
        Duration::from_nanos(waited.max().unwrap_or_default())
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
