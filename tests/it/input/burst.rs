//! Scanner or typing: distinguished by speed and by form, with nothing left behind in the field.

use super::play;
use tramso::input::{Burst, BurstOut, Field, FieldKind, Key, Stroke, Taker, Typing, card};

/// 94 characters, as a wedge scanner would send those of a card that it has keys for.
const SCAN: &str = "031185000124|031234567|Tran Thi Mau|17081985|N?|Thon Thu, Xa Tan Ky, Huyen Tu Ky, Hai Duong|10";

/// A caller as the docstring of `Burst` asks for: one field, and what it has seen beside.
struct Caller {
    burst: Burst,
    taker: Taker,
    field: Field,
    scans: Vec<String>,
    choices: String,
    ends: Vec<Stroke>,
    /// Longest time that a typed key was held.
    delay: u64,
    waiting: Vec<u64>,
}

impl Caller {
    fn new(taker: Taker) -> Self {
        let kind = match taker {
            Taker::Text | Taker::Choice | Taker::InARow => FieldKind::Text { limit: 3000 },
            Taker::Number => FieldKind::Digits { limit: 12 },
            Taker::Pin => FieldKind::Digits { limit: 6 },
        };
        let (burst, field) = (Burst::new(), Field::new(kind));
        let (scans, ends, waiting) = (Vec::new(), Vec::new(), Vec::new());
        Self { burst, taker, field, scans, choices: String::new(), ends, delay: 0, waiting }
    }

    fn stroke(&mut self, stroke: Stroke, at: u64) {
        self.rest_until(at);
        self.waiting.push(at);
        let out = self.burst.feed(stroke, self.taker, at);
        self.take(out, at);
    }

    fn rest_until(&mut self, at: u64) {
        if let Some(deadline) = self.burst.deadline().filter(|deadline| *deadline <= at) {
            let out = self.burst.settle(deadline);
            self.take(out, deadline);
        }
        let out = self.burst.settle(at);
        self.take(out, at);
    }

    fn rest(&mut self) {
        if let Some(deadline) = self.burst.deadline() {
            assert_eq!(self.burst.settle(deadline - 1), []);
        }
        self.rest_until(u64::MAX / 2);
    }

    fn take(&mut self, out: Vec<BurstOut>, now: u64) {
        for one in out {
            match one {
                BurstOut::Key(Stroke::Char(sign)) if matches!(self.taker, Taker::Choice | Taker::InARow) => {
                    self.choices.push(sign);
                }
                BurstOut::Key(Stroke::Char(sign)) => {
                    let _ = self.field.key(Key::Char(sign), Typing::Telex);
                }
                BurstOut::Key(end) => self.ends.push(end),
                BurstOut::TakeBack(count) => {
                    self.field.key(Key::TakeBack(count.try_into().unwrap()), Typing::Telex).unwrap();
                }
                BurstOut::Scan(scan) => self.scans.push(scan.text().to_owned()),
            }
            let delays = self.waiting.drain(..).map(|at| now.saturating_sub(at));
            self.delay = delays.chain([self.delay]).max().unwrap();
        }
    }

    fn send(&mut self, text: &str, from: u64, gap: impl Fn(usize) -> u64) -> u64 {
        let mut at = from;
        for (place, sign) in text.chars().enumerate() {
            at += gap(place);
            let stroke = match sign {
                '\r' => Stroke::Enter,
                '\n' => Stroke::LineFeed,
                '\t' => Stroke::Tab,
                sign => Stroke::Char(sign),
            };
            self.stroke(stroke, at);
        }
        at
    }
}

#[test]
fn a_card_leaves_nothing_in_a_field_at_any_speed_and_with_any_ending() {
    assert_eq!(SCAN.chars().count(), 94);
    let jitter = |place: usize| if place % 13 == 5 { 7_u64 } else { 1 };
    let speeds: [&dyn Fn(usize) -> u64; 7] =
        [&jitter, &|_| 0, &|_| 10, &|_| 30, &|_| 40, &|_| 80, &|place| if place % 7 == 3 { 110 } else { 60 }];
    for ending in ["\r", "\n", "\r\n", "\t", ""] {
        for (at, speed) in speeds.iter().enumerate() {
            let mut caller = Caller::new(Taker::Text);
            play(&mut caller.field, "Nguyeenx", Typing::Telex);
            let end = caller.send(&format!("{SCAN}{ending}"), 1_000, speed);
            caller.rest_until(end + 500);
            assert_eq!(caller.scans, [SCAN], "{ending:?} {at}");
            assert_eq!((caller.field.text(), caller.ends.len()), ("Nguyễn", 0), "{ending:?} {at}");
            // typing goes on in the same word
            caller.send("j", end + 1_000, |_| 0);
            caller.rest();
            assert_eq!(caller.field.text(), "Nguyện");
        }
    }
    assert!(card::read(SCAN).is_ok());
}

#[test]
fn what_a_scanner_puts_before_a_card_belongs_to_it() {
    for prefix in ["]Q1", "]d2", "~", "$$", ""] {
        for gap in [5, 30, 80] {
            let mut caller = Caller::new(Taker::Number);
            caller.send(&format!("{prefix}{SCAN}\r"), 1_000, |_| gap);
            caller.rest();
            assert_eq!((caller.scans.len(), caller.field.text()), (1, ""), "{prefix} {gap}");
            assert_eq!(card::read(&caller.scans[0]).unwrap().number.digits(), "031185000124", "{prefix}");
        }
    }
    assert!(card::read(&format!("HS4{SCAN}")).is_err(), "letters are no prefix");
}

#[test]
fn hands_of_34_ms_a_key_are_no_scanner_in_a_field() {
    for gap in [34, 60, 100, 150] {
        for text in ["tooi hocj soos\r", "8934563138164\r", "https://onetouch.vn/abc\r", "031185000124\r"] {
            let mut caller = Caller::new(Taker::Text);
            caller.send(text, 0, |_| gap);
            caller.rest();
            assert!(caller.scans.is_empty(), "{text} {gap}");
            assert_eq!(caller.ends, [Stroke::Enter]);
            assert!(caller.delay <= 34, "{} {gap}", caller.delay);
        }
    }
    let mut caller = Caller::new(Taker::Text);
    caller.send("tooi hocj soos\r", 0, |_| 34);
    assert_eq!(caller.field.text(), "tôi học số");
}

#[test]
fn a_quick_enter_is_an_enter() {
    let mut caller = Caller::new(Taker::Text);
    caller.send("cos", 0, |_| 90);
    caller.stroke(Stroke::Enter, 275); // 5 ms after the s
    assert_eq!((caller.field.text(), caller.ends.len()), ("có", 1));
    caller.stroke(Stroke::Enter, 276);
    caller.stroke(Stroke::Enter, 277);
    assert_eq!(caller.ends.len(), 3);
    // CR LF is one line end
    caller.stroke(Stroke::LineFeed, 278);
    assert_eq!(caller.ends.len(), 3);
    // what is fast and no code was typed by a machine that is no scanner, or pasted
    let mut caller = Caller::new(Taker::Text);
    caller.send("test user password\r", 3_000, |_| 0);
    caller.send("0912345678\r", 4_000, |_| 0);
    assert_eq!((caller.scans.len(), caller.ends.len()), (0, 2));
}

#[test]
fn a_choice_is_held_and_a_burst_chooses_nothing() {
    // one key, and one with Enter
    let mut caller = Caller::new(Taker::Choice);
    caller.stroke(Stroke::Char('1'), 1_000);
    assert_eq!((caller.choices.as_str(), caller.burst.choice()), ("", Some('1')));
    caller.rest_until(1_119);
    assert_eq!(caller.choices, "");
    caller.rest_until(1_120);
    assert_eq!((caller.choices.as_str(), caller.burst.choice()), ("1", None));
    caller.send("2\r", 2_000, |_| 60);
    assert_eq!((caller.choices.as_str(), caller.ends.len()), ("12", 1));
    // two fingers that roll
    caller.send("34", 3_000, |_| 60);
    caller.rest();
    assert_eq!(caller.choices, "1234");
    for code in ["8934563138164", "123", "https://onetouch.vn/1", "12345670", "]E08934563138164", SCAN] {
        for gap in [5, 30, 80, 110] {
            for ending in ["\r", "\n", "\r\n", "\t", ""] {
                let mut caller = Caller::new(Taker::Choice);
                let end = caller.send(&format!("{code}{ending}"), 1_000, |_| gap);
                caller.rest_until(end + 250);
                assert_eq!((caller.choices.as_str(), caller.ends.len()), ("", 0), "{code} {gap} {ending:?}");
                assert_eq!(caller.scans, [code], "{gap} {ending:?}");
            }
        }
    }
}

/// Serials that hands type without a pause are theirs; the Enter of a slow scanner is nobody's.
#[test]
fn digits_in_a_row_are_no_scan_and_the_end_of_a_fast_row_goes_nowhere() {
    for gap in [40, 84, 110, 119] {
        let mut caller = Caller::new(Taker::InARow);
        let end = caller.send("0102030405", 1_000, |_| gap);
        caller.rest_until(end + 120);
        assert_eq!((caller.choices.as_str(), caller.scans.len()), ("0102030405", 0), "{gap}");
        // a hand that rests before Enter means it
        caller.send("\r", end, |_| 200);
        assert_eq!(caller.ends.len(), 1, "{gap}");
        for ending in ["\r", "\n", "\r\n", "\t"] {
            let mut caller = Caller::new(Taker::InARow);
            caller.send(&format!("12345670{ending}"), 1_000, |_| gap);
            caller.rest();
            assert_eq!((caller.choices.as_str(), caller.ends.len()), ("12345670", 0), "{gap} {ending:?}");
        }
    }
    for (code, gaps) in [("8934563138164", [2, 30]), (SCAN, [5, 80]), ("]E08934563138164", [5, 80])] {
        for gap in gaps {
            let mut caller = Caller::new(Taker::Choice);
            let end = code.chars().zip(1..).fold(1_000, |_, (sign, place)| {
                caller.taker = if sign.is_ascii_digit() { Taker::InARow } else { Taker::Choice };
                caller.send(&sign.to_string(), 1_000 + place * gap, |_| 0)
            });
            caller.send("\r", end, |_| gap);
            caller.rest_until(end + 500);
            assert_eq!((caller.choices.as_str(), caller.ends.len()), ("", 0), "{code} {gap}");
            assert_eq!(caller.scans, [code], "{gap}");
        }
    }
    // two digits and Enter, as on every page
    let mut caller = Caller::new(Taker::InARow);
    caller.send("07\r", 1_000, |_| 60);
    assert_eq!((caller.choices.as_str(), caller.ends.len()), ("07", 1));
    // one key that is held down
    let mut caller = Caller::new(Taker::InARow);
    let end = caller.send(&"1".repeat(40), 1_500, |_| 33);
    caller.rest_until(end + 250);
    assert_eq!((caller.choices.as_str(), caller.scans.len()), ("", 0));
}

/// Only what is surely a scanner's is called one.
#[test]
fn what_hands_may_have_typed_is_no_sure_scan() {
    for (code, taker, gap, is_sure) in [
        ("tin toc cam", Taker::Pin, 90, false),
        ("8934563138164", Taker::Choice, 10, true),
        ("0912345678", Taker::Choice, 90, false),
        (SCAN, Taker::Choice, 80, true),
    ] {
        let mut burst = Burst::new();
        for (sign, place) in code.chars().zip(1..) {
            let _ = burst.settle(place * gap);
            let _ = burst.feed(Stroke::Char(sign), taker, place * gap);
        }
        let out = burst.flush();
        let scan = out.iter().find_map(|one| if let BurstOut::Scan(scan) = one { Some(scan) } else { None });
        assert_eq!(scan.expect(code).is_sure(), is_sure, "{code}");
    }
}

#[test]
fn a_key_that_is_held_down_chooses_once() {
    let mut caller = Caller::new(Taker::Choice);
    caller.stroke(Stroke::Char('1'), 1_000);
    let end = caller.send(&"1".repeat(40), 1_500, |_| 33);
    caller.rest_until(end + 250);
    assert_eq!((caller.choices.as_str(), caller.scans.len()), ("1", 0));
}

#[test]
fn no_pin_is_a_scan() {
    for code in ["8934563138164", "12345670", SCAN, "https://a.vn"] {
        for gap in [0, 5, 30, 34, 80, 110] {
            let mut caller = Caller::new(Taker::Pin);
            caller.send("12", 0, |_| 200);
            caller.send(&format!("{code}\r"), 1_000, |_| gap);
            caller.rest();
            assert_eq!((caller.scans.len(), caller.ends.len()), (1, 0), "{code} {gap}");
            assert_eq!(caller.field.text(), "12", "{code} {gap}");
        }
    }
    for gap in [0, 34, 100] {
        let mut caller = Caller::new(Taker::Pin);
        caller.send("123456\r", 0, |_| gap);
        assert_eq!((caller.field.text(), caller.ends.len(), caller.scans.len()), ("123456", 1, 0), "{gap}");
    }
}

#[test]
fn two_scans_follow_each_other() {
    for gap in [2, 80] {
        let mut caller = Caller::new(Taker::Number);
        caller.send(&format!("{SCAN}\r\n{SCAN}\r\n"), 0, |_| gap);
        assert_eq!((caller.scans.len(), caller.ends.len(), caller.field.text()), (2, 0, ""), "{gap}");
    }
}

#[test]
fn control_characters_are_no_pause() {
    let mut caller = Caller::new(Taker::Choice);
    caller.send("89345", 1_000, |_| 80);
    caller.burst.pass(1_480);
    caller.send("63138\r", 1_480, |_| 80);
    caller.rest();
    assert_eq!((caller.choices.as_str(), caller.scans.len()), ("", 1));
}

#[test]
fn endless_text_is_handed_on_in_pieces() {
    let mut caller = Caller::new(Taker::Text);
    caller.field = Field::new(FieldKind::Plain { limit: 3000 });
    caller.send(&"as".repeat(1_300), 0, |_| 1);
    caller.rest();
    assert_eq!(caller.field.text(), "as".repeat(1_300));
    // another key cuts the wait short
    let mut caller = Caller::new(Taker::Text);
    caller.stroke(Stroke::Char('a'), 5);
    assert_eq!(caller.burst.flush(), [BurstOut::Key(Stroke::Char('a'))]);
    assert_eq!(caller.burst.deadline(), None);
}

#[test]
fn a_clock_that_stumbles_breaks_nothing() {
    for taker in [Taker::Text, Taker::Number, Taker::Pin, Taker::Choice, Taker::InARow] {
        let mut burst = Burst::new();
        for at in [50, 40, 0, u64::MAX - 40, u64::MAX - 40] {
            burst.settle(at);
            burst.feed(Stroke::Char('a'), taker, at);
        }
        assert!(burst.deadline().is_some());
        burst.flush();
        assert!(!format!("{burst:?}").contains("Char"));
    }
}
