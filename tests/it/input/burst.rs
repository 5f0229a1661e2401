//! Scanner or typing: distinguished by speed, with nothing left behind in the field.

use super::play;
use tramso::input::{Burst, BurstOut, Field, FieldKind, Key, Stroke, Typing, card};

/// 94 characters, as a wedge scanner would send those of a card that it has keys for.
const SCAN: &str = "031185000124|031234567|Tran Thi Mau|17081985|N?|Thon Thu, Xa Tan Ky, Huyen Tu Ky, Hai Duong|10";

/// A caller as the docstring of `Burst` asks for: one field, and the scans it has seen.
struct Caller {
    burst: Burst,
    field: Field,
    scans: Vec<String>,
    enters: usize,
    /// Longest time that a typed key was held.
    delay: u64,
    waiting: Vec<u64>,
}

impl Caller {
    fn new() -> Self {
        let field = Field::new(FieldKind::Text { limit: 3000 });
        Self { burst: Burst::new(), field, scans: Vec::new(), enters: 0, delay: 0, waiting: Vec::new() }
    }

    fn stroke(&mut self, stroke: Stroke, at: u64) {
        if let Some(deadline) = self.burst.deadline().filter(|deadline| *deadline <= at) {
            let out = self.burst.settle(deadline);
            self.take(out, deadline);
        }
        self.waiting.push(at);
        let out = self.burst.feed(stroke, at);
        self.take(out, at);
    }

    fn rest(&mut self) {
        if let Some(deadline) = self.burst.deadline() {
            assert_eq!(self.burst.settle(deadline - 1), BurstOut::Held);
            let out = self.burst.settle(deadline);
            self.take(out, deadline);
        }
    }

    fn take(&mut self, out: BurstOut, now: u64) {
        match out {
            BurstOut::Held => return,
            BurstOut::Typed(strokes) => {
                for stroke in strokes {
                    match stroke {
                        Stroke::Char(sign) => self.field.key(Key::Char(sign), Typing::Telex).unwrap(),
                        Stroke::Enter | Stroke::LineFeed => self.enters += 1,
                    }
                }
                let delays = self.waiting.iter().map(|at| now - at);
                self.delay = delays.chain([self.delay]).max().unwrap();
            }
            BurstOut::Pasted(text) => self.field.paste(&text).unwrap(),
            BurstOut::Scan(scan) => self.scans.push(scan.text().to_owned()),
        }
        self.waiting.clear();
    }

    fn send(&mut self, text: &str, from: u64, gap: impl Fn(usize) -> u64) -> u64 {
        let mut at = from;
        for (place, sign) in text.chars().enumerate() {
            at += gap(place);
            let stroke = match sign {
                '\r' => Stroke::Enter,
                '\n' => Stroke::LineFeed,
                sign => Stroke::Char(sign),
            };
            self.stroke(stroke, at);
        }
        at
    }
}

#[test]
fn a_scan_leaves_nothing_in_the_field() {
    assert_eq!(SCAN.chars().count(), 94);
    let jitter = |place: usize| if place % 13 == 5 { 7_u64 } else { 1 };
    for ending in ["\r", "\n", "\r\n"] {
        for speed in [&jitter as &dyn Fn(usize) -> u64, &|_| 10, &|_| 0] {
            let mut caller = Caller::new();
            play(&mut caller.field, "Nguyeenx", Typing::Telex);
            let end = caller.send(&format!("{SCAN}{ending}"), 1_000, speed);
            caller.rest();
            assert_eq!(caller.scans, [SCAN]);
            assert_eq!((caller.field.text(), caller.enters), ("Nguyễn", 0));
            // typing goes on in the same word
            caller.send("j", end + 500, |_| 0);
            caller.rest();
            assert_eq!(caller.field.text(), "Nguyện");
        }
    }
    assert!(card::read(SCAN).is_ok());
}

#[test]
fn hands_are_never_delayed_by_more_than_the_gap() {
    let mut caller = Caller::new();
    caller.send("tooi hocj soos\r", 0, |_| 60);
    caller.rest();
    assert_eq!((caller.field.text(), caller.enters), ("tôi học số", 1));
    assert!(caller.scans.is_empty());
    assert!(caller.delay <= 30, "{}", caller.delay);
}

#[test]
fn a_quick_enter_is_an_enter() {
    let mut caller = Caller::new();
    caller.send("cos", 0, |_| 90);
    caller.stroke(Stroke::Enter, 275); // 5 ms after the s
    assert_eq!((caller.field.text(), caller.enters), ("có", 1));
    caller.stroke(Stroke::Enter, 276);
    caller.stroke(Stroke::Enter, 277);
    assert_eq!(caller.enters, 3);
    // ten characters are not enough when they were typed
    caller.send("aaaaaaaaaaaa", 1_000, |_| 31);
    caller.stroke(Stroke::Enter, 1_373);
    assert!(caller.scans.is_empty());
    // nine fast ones are not enough either
    caller.send("031185000\r", 3_000, |_| 1);
    assert!(caller.scans.is_empty());
}

#[test]
fn the_gap_is_thirty_milliseconds() {
    for (gap, scans) in [(29, 1), (30, 0)] {
        let mut caller = Caller::new();
        caller.send("0311850001\r", 100, |_| gap);
        caller.rest();
        assert_eq!(caller.scans.len(), scans, "{gap}");
    }
}

#[test]
fn two_scans_follow_each_other() {
    let mut caller = Caller::new();
    caller.send(&format!("{SCAN}\r\n{SCAN}\r\n"), 0, |_| 2);
    assert_eq!((caller.scans.len(), caller.enters, caller.field.text()), (2, 0, ""));
}

#[test]
fn a_fast_text_without_enter_is_pasted() {
    let mut caller = Caller::new();
    caller.send("test user password", 0, |_| 1);
    caller.rest();
    assert_eq!(caller.field.text(), "test user password", "it went past Telex");
    // endless bursts are handed on in pieces
    let mut caller = Caller::new();
    caller.send(&"as".repeat(1_300), 0, |_| 1);
    caller.rest();
    assert_eq!(caller.field.text(), "as".repeat(1_300));
    // another key cuts the wait short
    let mut caller = Caller::new();
    caller.stroke(Stroke::Char('a'), 5);
    let out = caller.burst.flush();
    assert_eq!(out, BurstOut::Typed(vec![Stroke::Char('a')]));
    assert_eq!(caller.burst.deadline(), None);
}

#[test]
fn a_clock_that_stumbles_breaks_nothing() {
    let mut burst = Burst::new();
    for at in [50, 40, 0, u64::MAX - 40, u64::MAX - 40] {
        burst.feed(Stroke::Char('a'), at);
    }
    assert!(burst.deadline().is_some());
    assert!(matches!(burst.flush(), BurstOut::Typed(_)));
    assert!(!format!("{burst:?}").contains("Char"));
}
