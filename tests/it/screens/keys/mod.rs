use super::{desk, learning, people};
use ratatui::{Terminal, backend::TestBackend, buffer::Buffer};
use std::fmt::Write as _;
use tramso::tui::*;

pub type Case = (&'static str, fn() -> Model);

fn presses() -> Vec<Press> {
    use Press::*;
    let named = [
        Enter, Esc, Backspace, Delete, Up, Down, Left, Right, WordLeft, WordRight, Home, End, PageUp, PageDown, Tab,
        BackTab, ClearField,
    ];
    let chars = ('0'..='9').chain('a'..='z').chain('A'..='Z').chain(" +-.,/:*#ăĐéỗ\u{a0}".chars());
    named.into_iter().chain((1..=12).map(F)).chain(chars.map(Char)).collect()
}

fn frame(model: &Model) -> (Buffer, Vec<Hot>) {
    let mut terminal = Terminal::new(TestBackend::new(80, 24)).unwrap();
    let mut hots = Vec::new();
    terminal.draw(|frame| hots = view(model, frame)).unwrap();
    (terminal.backend().buffer().clone(), hots)
}

fn hash(text: &str) -> u64 {
    use std::hash::{Hash, Hasher};
    let mut hasher = std::collections::hash_map::DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

#[test]
fn baseline() {
    let out = std::env::var("KEYS_OUT").unwrap();
    let cases = [desk::cases::CASES, people::cases::CASES, learning::cases::CASES].concat();
    let each = std::thread::scope(|scope| {
        let hands: Vec<_> = cases
            .chunks(cases.len().div_ceil(2))
            .map(|part| {
                scope.spawn(move || {
                    let mut text = String::new();
                    for (name, make) in part {
                        one(&mut text, name, *make);
                    }
                    text
                })
            })
            .collect();
        hands.into_iter().map(|hand| hand.join().unwrap()).collect::<String>()
    });
    std::fs::write(out, each).unwrap();
}

fn one(out: &mut String, name: &str, make: fn() -> Model) {
    let (first, hots) = frame(&make());
    let was = format!("{first:?}");
    writeln!(out, "# {name} {}", hash(&was)).unwrap();
    let mut acting = Vec::new();
    let mut words = Some(make().shared.words);
    for press in presses() {
        let mut model = make();
        if model.shared.words.language() == words.as_ref().unwrap().language() {
            model.shared.words = words.take().unwrap();
        }
        let now = model.shared.now;
        let effects = model.update(now, Msg::Press(press));
        let mut more = Vec::new();
        for effect in &effects {
            if let Effect::Save { ticket, .. } = effect {
                more.extend(model.update(now, Msg::Saved(*ticket)));
            }
        }
        let (after, _) = frame(&model);
        words = Some(std::mem::replace(
            &mut model.shared.words,
            tramso::text::Words::new(tramso::text::Language::Vietnamese),
        ));
        let now_is = format!("{after:?}");
        let changed = now_is != was || !effects.is_empty();
        if changed {
            acting.push(press);
            writeln!(out, "{name}\t{press:?}\t{}\t{effects:?} {more:?}", hash(&now_is)).unwrap();
        }
    }
    for hot in hots.iter().filter(|hot| acting.contains(&hot.press)) {
        writeln!(out, "{name}\thot {:?}", hot).unwrap();
    }
}
