//! Reading aloud: what is read of each screen, what never is, what its keys do, and which sentence is marked.

use super::{desk, keys::Case, learning, people};
use ratatui::{Terminal, backend::TestBackend, buffer::Buffer, style::Modifier};
use std::collections::BTreeSet;
use tramso::{
    notices::Failure,
    text::codes,
    tui::{draw::Sentence, *},
};

const READ: Press = Press::F(5);

fn every_case() -> Vec<Case> {
    [desk::cases::CASES, desk::group::CASES, desk::printing::CASES, people::cases::CASES, learning::cases::CASES]
        .concat()
}

fn drawn(model: &Model) -> (Buffer, Vec<Sentence>) {
    let mut terminal = Terminal::new(TestBackend::new(100, 30)).unwrap();
    let mut said = Vec::new();
    terminal.draw(|frame| said = view_and_read(model, frame).1).unwrap();
    (terminal.backend().buffer().clone(), said)
}

fn spoken(effects: &[Effect]) -> Option<Utterance> {
    effects.iter().find_map(|effect| if let Effect::Speak(one) = effect { Some(one.clone()) } else { None })
}

fn press(model: &mut Model, press: Press) -> Vec<Effect> {
    model.update(model.shared.now.stamp, Msg::Press(press))
}

/// A frame is drawn, as the loop does it.
fn look(model: &mut Model) -> Vec<Effect> {
    let (_, said) = drawn(model);
    model.look(&said)
}

/// Everything that is read until it is silent.
fn heard(model: &mut Model) -> Vec<String> {
    let mut texts = Vec::new();
    let mut effects = look(model);
    while let Some(utterance) = spoken(&effects) {
        texts.push(utterance.text);
        effects = model.update(model.shared.now.stamp, Msg::Spoken(utterance.id));
        assert!(texts.len() < 200, "it has no end: {texts:?}");
    }
    texts
}

fn reading(make: fn() -> Model) -> Model {
    let mut model = make();
    model.shared.settings.speech = true;
    let _ = press(&mut model, READ);
    // The line about its keys goes after a while.
    let mut later = model.shared.now.stamp;
    later.mono_ms += 7_000;
    let _ = model.update(later, Msg::Tick);
    model
}

fn find(wanted: &str) -> Model {
    let (_, make) = every_case().into_iter().find(|(name, _)| *name == wanted).unwrap();
    reading(make)
}

/// Words of letters, small.
fn words(text: &str) -> BTreeSet<String> {
    let words = text.split(|sign: char| !sign.is_alphanumeric()).filter(|word| word.chars().any(char::is_alphabetic));
    words.map(str::to_lowercase).collect()
}

/// What is between head and footer.
fn body(buffer: &Buffer) -> String {
    let rows = 3..buffer.area.height - 1;
    let row = |y| (0..buffer.area.width).map(|x| buffer[(x, y)].symbol()).collect::<String>() + "\n";
    rows.map(row).collect()
}

#[test]
fn every_word_of_every_screen_can_be_read() {
    let mut faults = Vec::new();
    for (name, make) in every_case() {
        let model = reading(make);
        // Any key closes the question whether somebody is there, and a covered screen shows nothing.
        let is_idle = name.starts_with("hidden") || name.contains("idle");
        if is_idle || !model.is_reading() {
            assert!(is_idle || name.starts_with("machine, keys"), "{name} is not read");
            continue;
        }
        let (buffer, said) = drawn(&model);
        assert!(!said.is_empty(), "{name}: nothing to read");
        // What is behind a window is not read.
        if !model.overlays.is_empty() || name.starts_with("group-leaving") {
            continue;
        }
        let can_be_read: BTreeSet<String> = said.iter().flat_map(|sentence| words(&sentence.text)).collect();
        let shown = words(&body(&buffer));
        let missing: Vec<&String> =
            shown.difference(&can_be_read).filter(|word| !word.contains(char::is_numeric)).collect();
        // A passphrase is for the eyes alone; titles in spaced capitals are read as words.
        let is_spaced = missing.iter().all(|word| word.chars().count() == 1);
        let is_secret = name.contains("passphrase") || name.contains("showing") || name.contains("shift");
        if !(missing.is_empty() || is_spaced || is_secret) {
            faults.push(format!("{name}: {missing:?} is not read"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn no_number_of_anybody_is_read() {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).count();
    let mut shown = 0;
    for (name, make) in every_case() {
        let mut model = reading(make);
        if !model.is_reading() {
            continue;
        }
        let rows = body(&drawn(&model).0);
        shown += usize::from(rows.split("  ").any(|part| digits(part) >= 9));
        for text in heard(&mut model) {
            let longest = text.split(|sign: char| !sign.is_ascii_digit() && !" .-".contains(sign)).map(digits).max();
            assert!(longest.unwrap_or(0) < 7 || text.contains("đồng"), "{name}: a number in {text:?}");
            assert!(!text.contains('●') && !text.contains('█'), "{name}: {text:?}");
        }
    }
    assert!(shown > 5, "control: screens show numbers ({shown})");
}

#[test]
fn a_passphrase_is_not_read() {
    let mut seen = 0;
    for (name, make) in every_case().into_iter().filter(|(name, _)| name.contains("volunteers")) {
        let mut model = reading(make);
        let rows = body(&drawn(&model).0);
        // Syllables behind their numbers, as they are written down.
        let syllables: BTreeSet<String> = (1..=12)
            .filter_map(|at| {
                let (_, after) = rows.split_once(&format!(" {at}. "))?;
                after.split_whitespace().next().map(str::to_owned)
            })
            .collect();
        if syllables.len() < 6 {
            continue;
        }
        seen += 1;
        let read: BTreeSet<String> = heard(&mut model).iter().flat_map(|text| words(text)).collect();
        assert!(syllables.is_disjoint(&read), "{name}: {syllables:?} in {read:?}");
    }
    assert!(seen > 0, "control: a passphrase is shown");
}

/// Underlined cells, row by row.
fn marked(model: &Model) -> String {
    let (buffer, _) = drawn(model);
    let is_marked = |x, y| buffer[(x, y)].modifier.contains(Modifier::UNDERLINED);
    let row =
        |y| (0..buffer.area.width).filter(|x| is_marked(*x, y)).map(|x| buffer[(x, y)].symbol()).collect::<String>();
    let rows: Vec<String> = (0..buffer.area.height).map(row).filter(|row| !row.trim().is_empty()).collect();
    rows.iter().map(|row| row.trim()).collect::<Vec<_>>().join(" ")
}

fn letters(text: &str) -> String {
    text.chars().filter(|sign| sign.is_alphanumeric()).collect()
}

#[test]
fn the_sentence_that_is_read_is_marked_and_no_other() {
    let mut model = find("quiz");
    assert_eq!(marked(&model), "", "control: nothing is read yet");
    let mut effects = look(&mut model);
    let mut sentences = 0;
    while let Some(utterance) = spoken(&effects) {
        let current = model.shared.reading.current().unwrap().to_owned();
        assert_eq!(letters(&marked(&model)), letters(&current));
        effects = model.update(model.shared.now.stamp, Msg::Spoken(utterance.id));
        sentences += 1;
    }
    assert!(sentences >= 6, "place, question, four options, what to do: {sentences}");
    assert_eq!(marked(&model), "");
}

#[test]
fn a_key_is_never_held_up_and_what_has_gone_is_not_read_to_its_end() {
    let mut model = find("quiz");
    let first = spoken(&look(&mut model)).unwrap();
    // An answer is marked while it is read: the question goes on, and what to do now comes behind it.
    let effects = press(&mut model, Press::Char('2'));
    assert!(effects.iter().any(|effect| matches!(effect, Effect::Save { .. })));
    assert!(look(&mut model).is_empty(), "the sentence is still there");
    // Help covers it: that is read instead, at once.
    let _ = press(&mut model, Press::F(1));
    let next = spoken(&look(&mut model)).unwrap();
    assert!(next.id > first.id);
    // News of the sentence before change nothing.
    assert!(model.update(model.shared.now.stamp, Msg::Spoken(first.id)).is_empty());
    assert_eq!(model.shared.reading.current().map(str::is_empty), Some(false));
}

#[test]
fn only_what_is_new_is_read_on_the_same_screen() {
    let mut model = find("quiz");
    let all = heard(&mut model);
    let _ = press(&mut model, Press::Char('2'));
    let ticket = model.shared.last_ticket;
    let _ = model.update(model.shared.now.stamp, Msg::Saved(ticket));
    let new = heard(&mut model);
    assert_eq!(new, ["Đã lưu.", "Bấm en tơ để sang câu sau."], "after {all:?}");
    // From the top.
    let _ = press(&mut model, Press::F(6));
    assert!(heard(&mut model).len() >= 6);
}

#[test]
fn its_keys_stop_repeat_slow_down_and_raise_the_voice() {
    let mut model = find("quiz");
    let first = spoken(&look(&mut model)).unwrap();
    assert_eq!((first.pace, first.loudness), (Pacing::Usual, Loudness::Usual));
    for (key, wanted) in [(Press::F(7), Pacing::Slow), (Press::F(7), Pacing::Slowest), (Press::F(7), Pacing::Usual)] {
        let again = spoken(&press(&mut model, key)).unwrap();
        assert_eq!((again.pace, &again.text), (wanted, &first.text), "the same sentence, in another way");
    }
    for wanted in [Loudness::Loud, Loudness::Loudest, Loudness::Usual] {
        assert_eq!(spoken(&press(&mut model, Press::F(8))).unwrap().loudness, wanted);
    }
    assert!(matches!(press(&mut model, READ).as_slice(), [Effect::Hush]));
    assert!(!model.is_reading() && look(&mut model).is_empty());
    assert_eq!(spoken(&press(&mut model, READ)), None, "what is read is what the next frame shows");
    assert_eq!(spoken(&look(&mut model)).unwrap().text, first.text);
}

#[test]
fn where_speech_is_off_its_keys_mean_nothing() {
    let (_, make) = every_case().into_iter().find(|(name, _)| *name == "quiz").unwrap();
    let mut model = make();
    let before = drawn(&model).0;
    for key in 5..=8 {
        assert!(press(&mut model, Press::F(key)).is_empty());
    }
    assert!(!model.is_reading() && drawn(&model).0 == before);
}

#[test]
fn who_goes_takes_the_voice_with_them() {
    let mut model = find("quiz");
    assert!(spoken(&look(&mut model)).is_some());
    let _ = press(&mut model, Press::Esc);
    let _ = press(&mut model, Press::Char('4'));
    assert!(model.is_reading(), "control: the question is read too");
    assert!(spoken(&look(&mut model)).is_some());
    let effects = press(&mut model, Press::Char('1'));
    assert!(!model.is_reading(), "on {:?}", drawn(&model).1);
    assert!(effects.iter().any(|effect| matches!(effect, Effect::Hush)));
}

#[test]
fn a_voice_that_fails_is_explained_once_and_begins_anew() {
    let mut model = find("quiz");
    let first = spoken(&look(&mut model)).unwrap();
    let failed = |id| Msg::VoiceFailed(id, Failure::new(codes::voice::BROKE_OFF, []));
    let now = model.shared.now.stamp;
    assert!(
        model.update(now, failed(first.id + 7)).is_empty() && model.overlays.is_empty(),
        "control: of another sentence"
    );
    let _ = model.update(now, failed(first.id));
    assert!(!model.is_reading() && matches!(model.overlays.last(), Some(Overlay::Notice(_))));
    assert!(body(&drawn(&model).0).contains("TS-K80"));
    let _ = model.update(now, failed(first.id));
    assert_eq!(model.overlays.len(), 1);
    let _ = press(&mut model, Press::Enter);
    let _ = press(&mut model, READ);
    assert!(spoken(&look(&mut model)).is_some());
}

#[test]
fn who_listens_is_not_asked_whether_they_are_there() {
    let mut model = find("quiz");
    let first = spoken(&look(&mut model)).unwrap();
    let mut later = model.shared.now.stamp;
    later.mono_ms += 170_000;
    let _ = model.update(later, Msg::Spoken(first.id));
    later.mono_ms += 20_000;
    let _ = model.update(later, Msg::Tick);
    assert!(model.overlays.is_empty());
    later.mono_ms += 200_000;
    let _ = model.update(later, Msg::Tick);
    assert!(matches!(model.overlays.last(), Some(Overlay::Idle(_))), "control");
}

#[test]
fn the_menu_reads_the_screen_below_it() {
    let mut model = find("quiz");
    let _ = press(&mut model, READ);
    let _ = press(&mut model, Press::Esc);
    assert!(body(&drawn(&model).0).contains("Nghe máy đọc màn hình này"));
    let _ = press(&mut model, Press::Char('5'));
    assert!(model.overlays.is_empty() && model.is_reading());
}
