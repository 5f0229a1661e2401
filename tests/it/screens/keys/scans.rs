//! Scanners at every state of every screen and window: a burst chooses nothing, at any speed and with any ending.

use super::{Case, Eye};
use crate::{
    durability::scale::scaled,
    screens::{desk, learning, people},
};
use ratatui::buffer::Buffer;
use tramso::{
    domain::Stamp,
    input::Taker,
    tui::{Effect, Model, Msg, Overlay, Press, Screen},
};

const CARD: &str = "031153000888||Pham Thi Lan|17081953|N?|Thon X, Tan Ky|10052021";

/// A generator that needs no seed from outside: the same bursts on every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most
    }

    fn one_of<'t>(&mut self, these: &[&'t str]) -> &'t str {
        these[usize::try_from(self.below(these.len() as u64)).unwrap()]
    }

    fn signs(&mut self, of: &str, count: u64) -> String {
        let of: Vec<char> = of.chars().collect();
        (0..count).map(|_| of[usize::try_from(self.below(of.len() as u64)).unwrap()]).collect()
    }
}

#[derive(Clone, Debug)]
struct Burst {
    text: String,
    gap: u64,
    jitter: u64,
    ending: &'static str,
    is_card: bool,
}

fn burst(chance: &mut Chance) -> Burst {
    let is_card = chance.below(2) == 0;
    let text = match chance.below(6) {
        _ if is_card => CARD.to_owned(),
        0 => format!("893{}", chance.signs("0123456789", 10)),
        1 => format!("{}0", chance.signs("1234", 7)),
        2 => format!("https://onetouch.vn/{}", chance.signs("abcdkxtd1234", 9)),
        3 => format!("HS4{}|{}", chance.signs("0123456789", 12), chance.signs("0123456789abcdef", 20)),
        4 => chance.signs("ABCDKXTDQ1234567890-", 12),
        _ => format!("000201{}", chance.signs("0123456789ABCDEF", 40)),
    };
    let prefix = chance.one_of(&["", "", "", "]Q1", "]C1", "~"]);
    let (gap, jitter) = match chance.below(5) {
        0 => (5, 3),
        1 => (12, 10),
        2 => (30, 3),
        3 => (50, 20),
        _ => (80, 15),
    };
    let ending = chance.one_of(&["\r", "\n", "\r\n", "\t", ""]);
    Burst { text: format!("{prefix}{text}"), gap, jitter, ending, is_card }
}

/// Plays a burst as the driver would, waking the model when it asks for it; returns the effects.
fn play(model: &mut Model, burst: &Burst, chance: &mut Chance) -> Vec<Effect> {
    let start = model.shared.now.stamp;
    let at = |after: u64| Stamp { mono_ms: start.mono_ms + after, ..start };
    let mut after = 1_000;
    let mut effects = Vec::new();
    for sign in burst.text.chars().chain(burst.ending.chars()) {
        after += burst.gap + chance.below(burst.jitter);
        effects.extend(wake(model, start, after));
        let read_at = start.mono_ms + after;
        let msg = match sign {
            '\r' => Msg::Key(Press::Enter, read_at),
            '\n' => Msg::LineFeed(read_at),
            '\t' => Msg::Key(Press::Tab, read_at),
            sign => Msg::Key(Press::Char(sign), read_at),
        };
        effects.extend(model.update(at(after), msg));
    }
    effects.extend(wake(model, start, after + 1_000));
    effects
}

fn wake(model: &mut Model, start: Stamp, until: u64) -> Vec<Effect> {
    let mut effects = Vec::new();
    for _ in 0..8 {
        let Some(due) = model.wake_at().filter(|due| *due <= start.mono_ms + until) else { break };
        let now = due.max(model.shared.now.stamp.mono_ms);
        effects.extend(model.update(Stamp { mono_ms: now, ..start }, Msg::Tick));
    }
    effects
}

/// What a burst may lead to: a typed text is kept as a draft or searched for, the draft of a form that is empty again goes, a card's number is looked
/// for, and where the scanner itself is tried the machine is looked at.
fn is_harmless(effect: &Effect) -> bool {
    matches!(
        effect,
        Effect::SaveDraft(_)
            | Effect::ClearDraft(_)
            | Effect::FindNumber(_)
            | Effect::Search { .. }
            | Effect::KeepKey
            | Effect::CheckMachine(_)
            | Effect::Counts
    )
}

/// What takes a letter in this state: a field, one for a number or a PIN, or nothing but choices.
fn taker(model: &Model) -> Taker {
    let keys = super::keys(model);
    let takers = ['a', 'n', '.'].map(|sign| keys.taker(Press::Char(sign)));
    takers.into_iter().find(|taker| *taker != Taker::Choice).unwrap_or(Taker::Choice)
}

/// Where hands type digits in a row, a slow burst of digits ticks lines, which can be taken back, and nothing more.
fn ticks_lines(model: &Model, burst: &Burst) -> bool {
    let in_a_row = super::keys(model).taker(Press::Char('1')) == Taker::InARow;
    in_a_row && burst.gap > 20 && burst.text.bytes().all(|sign| sign.is_ascii_digit())
}

/// The frame without the row of the line about the scan, which is above the footer.
fn frame(eye: &mut Eye, model: &mut Model) -> Buffer {
    let mut buffer = eye.frame(model).0;
    for x in 0..buffer.area.right() {
        buffer[(x, 22)].reset();
    }
    buffer
}

fn text(buffer: &Buffer) -> String {
    buffer.content().iter().map(ratatui::buffer::Cell::symbol).collect()
}

/// Lines about a scan, which have their row for themselves.
const LINES: [&str; 3] = [
    "Máy vừa nhận một lượt quét mã. Trang này không cần quét nên máy bỏ qua.",
    "Máy chưa nhận: gõ nhanh quá, hoặc máy quét vừa gửi mã. Xin gõ lại, chậm hơn.",
    "Thẻ này máy đã đọc rồi, không cần quét lại.",
];

/// The row above the footer, where it is a line about a scan and something else beside it.
fn crowded(eye: &mut Eye, model: &mut Model) -> Option<String> {
    let buffer = eye.frame(model).0;
    let row: String = (0..buffer.area.right()).map(|x| buffer[(x, 22)].symbol()).collect();
    LINES.iter().any(|line| row.contains(line) && row.trim() != *line).then_some(row)
}

/// Where a card is read; it may change what is shown there.
fn reads_cards(model: &Model) -> bool {
    let reads = matches!(
        model.screen,
        Screen::Who(_) | Screen::Register(_) | Screen::QuickForm(_) | Screen::Waiting(_) | Screen::Welcome(_)
    );
    let tries = matches!(&model.screen, Screen::Machine(state) if state.awaits_scan());
    // A farewell holds nobody up who comes next.
    (reads || tries) && model.overlays.iter().all(|window| matches!(window, Overlay::Goodbye(_)))
}

/// Ten bursts at one state; what they have chosen.
fn faults(eye: &mut Eye, (name, make): Case, chance: &mut Chance) -> Vec<String> {
    let mut model = make();
    let before = frame(eye, &mut model);
    let (taker, may_change) = (taker(&model), reads_cards(&model));
    let (mut faults, mut ticked) = (Vec::new(), false);
    let mut played = Vec::new();
    for _ in 0..10 {
        // A field of text may take what is no card and comes no faster than hands, and Enter behind it is Enter.
        let burst = std::iter::repeat_with(|| burst(chance)).find(|one| one.is_card || taker != Taker::Text).unwrap();
        ticked |= ticks_lines(&model, &burst);
        let effects = play(&mut model, &burst, chance);
        let chosen = effects.iter().filter(|effect| !is_harmless(effect)).count();
        played.push(burst);
        if let Some(row) = crowded(eye, &mut model) {
            faults.push(format!("{name}: {row:?}"));
        }
        if chosen > 0 {
            faults.push(format!("{name}: {played:?} chose {chosen}"));
        }
        if may_change {
            model = make();
        }
    }
    let after = frame(eye, &mut model);
    if taker == Taker::Choice && !may_change && !ticked && after != before {
        faults.push(format!("{name}: {played:?} changed what is shown"));
    }
    if text(&after).contains("031153000") {
        faults.push(format!("{name}: {played:?} left something in a field"));
    }
    faults
}

#[test]
fn ten_thousand_bursts_choose_nothing() {
    let cases = [desk::cases::CASES, people::cases::CASES, learning::cases::CASES].concat();
    let (mut chance, mut eye) = (Chance(20_251_111), Eye(None));
    // Ten bursts a round; on each push at least every screen once.
    let rounds = cases.iter().cycle().take(scaled(1_000, 1_000).max(cases.len()));
    let faults: Vec<String> = rounds.flat_map(|case| faults(&mut eye, *case, &mut chance)).collect();
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults[..faults.len().min(9)].join("\n"));
}

/// The control: hands that choose are seen by the same means.
#[test]
fn a_single_key_chooses_and_is_seen() {
    let (name, make) = *people::cases::CASES.iter().find(|(name, _)| *name == "consent-2").unwrap();
    let (mut eye, mut model) = (Eye(None), make());
    let before = frame(&mut eye, &mut model);
    let one = Burst { text: "1".to_owned(), gap: 5, jitter: 1, ending: "", is_card: false };
    let _ = play(&mut model, &one, &mut Chance(1));
    assert!(frame(&mut eye, &mut model) != before && !matches!(model.screen, Screen::Consent(_)), "{name}");
}

#[test]
fn an_answer_is_marked_at_once_and_taken_back_when_a_burst_follows() {
    let (_, make) = *desk::cases::CASES.iter().find(|(name, _)| *name == "quiz").unwrap();
    let (mut eye, mut model) = (Eye(None), make());
    let now = model.shared.now.stamp;
    let at = |after: u64| Stamp { mono_ms: now.mono_ms + after, ..now };
    let key = |sign: char, after: u64| Msg::Key(Press::Char(sign), now.mono_ms + after);
    let before = frame(&mut eye, &mut model);
    // Marked, and nothing is stored yet.
    assert!(model.update(at(100), key('2', 100)).is_empty());
    let marked = frame(&mut eye, &mut model);
    assert!(marked != before && text(&marked).contains("● 2."));
    for (place, sign) in ('3'..='9').enumerate() {
        let after = 180 + 80 * u64::try_from(place).unwrap();
        assert!(model.update(at(after), key(sign, after)).is_empty());
    }
    assert!(wake(&mut model, now, 2_000).is_empty());
    assert!(frame(&mut eye, &mut model) == before);
    // A hand's answer is stored once it is known as one, or as soon as Enter follows.
    assert!(model.update(at(3_000), key('2', 3_000)).is_empty());
    assert!(matches!(wake(&mut model, now, 3_120).as_slice(), [Effect::Save { .. }]));
    assert!(model.update(at(4_000), key('3', 4_000)).is_empty());
    let effects = model.update(at(4_050), Msg::Key(Press::Enter, now.mono_ms + 4_050));
    assert!(matches!(effects.as_slice(), [Effect::Save { .. }, ..]), "the answer goes to the disk before Enter turns");
}

/// A machine that is busy reads late: a key is none of a hand's before it is known that no other one waits behind it.
#[test]
fn nothing_is_decided_about_a_key_before_it_is_known_what_follows() {
    let (_, make) = *people::cases::CASES.iter().find(|(name, _)| *name == "consent-2").unwrap();
    let mut model = make();
    let now = model.shared.now.stamp;
    let _ = model.update(now, Msg::Key(Press::Char('1'), now.mono_ms));
    model.decide_keys_until(now.mono_ms + 60);
    assert_eq!(model.keys_due_at(), Some(now.mono_ms + 120));
    let _ = model.update(Stamp { mono_ms: now.mono_ms + 900, ..now }, Msg::Tick);
    assert!(matches!(model.screen, Screen::Consent(_)) && model.keys_due_at().is_some());
    model.decide_keys_until(now.mono_ms + 120);
    let _ = model.update(Stamp { mono_ms: now.mono_ms + 901, ..now }, Msg::Tick);
    assert!(!matches!(model.screen, Screen::Consent(_)) && model.keys_due_at().is_none());
}

#[test]
fn a_key_pressed_for_a_screen_that_has_gone_chooses_nothing_on_the_next() {
    let (_, make) = *people::cases::CASES.iter().find(|(name, _)| *name == "who, looking").unwrap();
    let mut model = make();
    let now = model.shared.now.stamp;
    let at = |after: u64| Stamp { mono_ms: now.mono_ms + after, ..now };
    let _ = model.update(at(100), Msg::Key(Press::Char('2'), now.mono_ms + 100));
    let _ = model.update(at(110), Msg::Person(None)); // a window comes up that asks for the PIN
    let windows = model.overlays.len();
    let _ = wake(&mut model, now, 1_000);
    assert_eq!(model.overlays.len(), windows);
}

#[test]
fn a_card_begins_the_visit_between_visits() {
    for (name, keys) in [("waiting", 0), ("welcome", 1)] {
        let mut model = people::stage::open(None, None);
        let now = model.shared.now.stamp;
        for _ in 0..keys {
            let _ = model.update(now, Msg::Press(Press::Enter));
        }
        let card = Burst { text: CARD.to_owned(), gap: 80, jitter: 10, ending: "\r", is_card: true };
        let effects = play(&mut model, &card, &mut Chance(7));
        assert!(effects.iter().any(|effect| matches!(effect, Effect::FindNumber(_))), "{name}");
        // Nobody has the number: the consent comes first, and the card is kept for the form.
        let _ = model.update(model.shared.now.stamp, Msg::Person(None));
        assert!(matches!(model.screen, Screen::Consent(_)), "{name}");
        assert!(model.shared.newcomer.card.is_some());
        // The same card again is put aside with a line.
        let _ = play(&mut model, &card, &mut Chance(8));
        assert!(matches!(model.screen, Screen::Consent(_)) && !model.shared.newcomer.visit.has_consented());
        assert!(text(&Eye(None).frame(&mut model).0).contains("Thẻ này máy đã đọc rồi"));
        let _ = model.update(model.shared.now.stamp, Msg::Press(Press::Enter));
        let _ = model.update(model.shared.now.stamp, Msg::Press(Press::Char('1')));
        assert!(text(&Eye(None).frame(&mut model).0).contains("031"), "the number need not be typed");
    }
}

/// A code that holds the number alone is as good as typing it, and its two line ends are one.
#[test]
fn a_number_alone_is_typed_once() {
    for gap in [5, 30, 80] {
        let mut model = people::cases::CASES.iter().find(|(name, _)| *name == "who").unwrap().1();
        let code = Burst { text: "031153000888".to_owned(), gap, jitter: 1, ending: "\r\n", is_card: false };
        assert!(play(&mut model, &code, &mut Chance(3)).is_empty());
        let shown = text(&Eye(None).frame(&mut model).0);
        assert!(shown.contains("Nhập lại số định danh") && !shown.contains('✗'), "{gap}: {shown}");
        let effects = play(&mut model, &code, &mut Chance(3));
        assert!(matches!(effects.as_slice(), [Effect::FindNumber(_)]), "{gap}");
    }
}

#[test]
fn a_pin_of_three_digits_is_remarked_on() {
    let mut model = people::stage::open(None, None);
    let now = model.shared.now.stamp;
    for press in [Press::F(10), Press::Char('1'), Press::Char('2'), Press::Char('3'), Press::Enter] {
        assert!(model.update(now, Msg::Press(press)).iter().all(|effect| !matches!(effect, Effect::CheckPin { .. })));
    }
    assert!(text(&Eye(None).frame(&mut model).0).contains("Mã PIN cần ít nhất 4 chữ số"));
}
