//! Registering quickly at the desk: what it looks like, how many keys it takes, and what is never skipped.

use super::{
    cases::{guardian_refused, named, quick},
    stage::*,
};
use tramso::{
    record::{Body, Event},
    tui::{Effect, Msg, Press, Screen},
};

const NUMBER: &str = "031162000017031162000017";
const REST: &str = "<enter><enter><enter>111";

fn count(keys: &str) -> usize {
    keys.replace("<enter>", "e").chars().count()
}

#[test]
fn the_quick_form() {
    see("quick-consent", &super::cases::desk_then("k"));
    see("quick-form", &quick(""));
    see("quick-named", &named(""));
    see("quick-phone", &named("<enter><enter>"));
    see("quick-help", &named("<enter><enter><enter>1"));
    see("quick-leaving", &named("<esc>"));
    see("quick-guardian-refused", &guardian_refused());
    see("quick-whole", &named("<enter><enter><enter>11"));
    see("quick-more", &super::cases::with_f2(named("")));
}

/// Number twice, a name of four words typed in Telex, birth as proposed, One Touch, how helped, the yes: at most 65 keys; with a card at
/// most 35.
#[test]
fn a_person_takes_at_most_sixty_five_keys_and_with_a_card_thirty_five() {
    let name = "Nguyeenx Thij Thanh Huowngf";
    assert!(count(NUMBER) + count(name) + count(REST) <= 65, "{}", count(NUMBER) + count(name) + count(REST));
    assert!(count(name) + count(REST) <= 35, "{}", count(name) + count(REST));
    let mut model = named("<enter><enter><enter>11");
    let effects = visit(&mut model, "1");
    let kept = effects.iter().find_map(|effect| match effect {
        Effect::NewPerson { registration, events, .. } => Some((registration, events)),
        _ => None,
    });
    let (registration, events) = kept.expect("the yes keeps the person");
    assert_eq!(registration.name.as_str(), "Nguyễn Thị Hoa");
    assert_eq!(registration.birth.year(), 1962);
    assert!(matches!(
        events.as_slice(),
        [Event::Record(Body::Consent { .. }), Event::Record(Body::Registration { .. })]
    ));
}

#[test]
fn nobody_is_kept_without_a_yes_a_number_or_its_reason_and_an_answer_to_each_question() {
    for keys in ["", "<enter>", "<enter><enter>", "<enter><enter><enter>1", "<enter><enter><enter>11<enter>"] {
        let mut model = named(keys);
        let effects = visit(&mut model, "<enter>");
        assert!(!effects.iter().any(|effect| matches!(effect, Effect::NewPerson { .. })), "{keys}");
    }
    // Straight to the yes, with everything else blank.
    let mut model = quick("");
    let effects = visit(&mut model, &"<down>".repeat(20));
    let more = visit(&mut model, "1");
    assert!(effects.iter().chain(&more).all(|effect| !matches!(effect, Effect::NewPerson { .. })));
    assert!(read(&model, 80, 24).contains("Chưa có số định danh"));
}

#[test]
fn somebody_who_may_be_registered_already_is_shown_before_anything_is_kept() {
    let mut model = named("<enter><enter><enter>11");
    let line = |at: u8| tramso::tui::PersonLine {
        key: tramso::domain::PersonKey([at; 32]),
        name: "Nguyễn Thị Hoa".into(),
        birth_year: 1962,
        village: "thôn Trà".into(),
        masked_number: String::new(),
        phone: String::new(),
        topics_done: 0,
        tested: false,
        shared: false,
        certified: false,
        last_seen: now(),
    };
    let _ = model.update(now(), Msg::People(vec![line(1)]));
    assert!(read(&model, 80, 24).contains("Có thể là người đã đăng ký"));
    let first = visit(&mut model, "1");
    assert!(first.iter().all(|effect| !matches!(effect, Effect::NewPerson { .. })));
    let second = visit(&mut model, "1");
    assert!(second.iter().any(|effect| matches!(effect, Effect::NewPerson { .. })), "it is somebody else");
}

/// Who has left a telephone number can be called back: Enter stops there once, and goes on from it.
#[test]
fn enter_stops_at_an_empty_telephone_number() {
    let mut model = named("<enter><enter>");
    assert!(read(&model, 80, 24).contains("Không có thì để trống, bấm Enter"));
    let _ = visit(&mut model, "0912345678<enter>11");
    let effects = visit(&mut model, "1");
    let kept = effects
        .iter()
        .find_map(|one| if let Effect::NewPerson { registration, .. } = one { Some(registration) } else { None });
    assert!(kept.expect("kept").phone.is_some());
    let mut model = named("<enter><enter><enter>11");
    let effects = visit(&mut model, "1");
    let kept = effects
        .iter()
        .find_map(|one| if let Effect::NewPerson { registration, .. } = one { Some(registration) } else { None });
    assert!(kept.expect("kept").phone.is_none(), "Enter goes on without one");
}

#[test]
fn what_is_typed_goes_only_when_that_was_asked() {
    let mut model = named("");
    assert!(visit(&mut model, "<esc>").is_empty() && matches!(model.screen, Screen::QuickForm(_)));
    assert!(read(&model, 80, 24).contains("Bỏ phiếu đang gõ?"));
    let _ = visit(&mut model, "<enter>");
    assert!(read(&model, 80, 24).contains("Nguyễn Thị Hoa"));
    let effects = visit(&mut model, "<esc>2");
    assert!(effects.iter().any(|one| matches!(one, Effect::ClearDraft(_))) && matches!(model.screen, Screen::Desk(_)));
    let mut model = quick("");
    let _ = visit(&mut model, "<esc>");
    assert!(matches!(model.screen, Screen::Desk(_)), "control: an empty page is left at once");
}

#[test]
fn a_guardian_who_does_not_agree_ends_the_form_there() {
    let mut model = guardian_refused();
    let shown = read(&model, 80, 24);
    assert!(shown.contains("Người lớn chưa đồng ý") && shown.contains("▶ Giám hộ đồng ý?"), "{shown}");
    assert!(visit(&mut model, "<enter>").iter().all(|one| !matches!(one, Effect::NewPerson { .. })));
}

/// The line about the one before is gone with the first key of the next, and nobody is scolded for having come to an empty field.
#[test]
fn the_next_form_begins_without_praise_or_blame() {
    let mut model = named("<enter><enter><enter>111");
    let someone = guest("Nguyễn Thị Hoa", Upto::Registered);
    let _ = model.update(now(), Msg::Person(Some(Box::new(someone))));
    assert!(read(&model, 80, 24).contains("✓ Đã đăng ký Nguyễn Thị Hoa"));
    let _ = visit(&mut model, "<enter>1");
    assert!(!read(&model, 80, 24).contains("Đã đăng ký"));
    let _ = visit(&mut model, "<enter>");
    assert!(!read(&model, 80, 24).contains('▲'), "{}", read(&model, 80, 24));
    let _ = visit(&mut model, "<enter>");
    assert!(read(&model, 80, 24).contains('▲'), "control: whoever insists is answered");
}

/// A telephone number typed where digits choose is no card.
#[test]
fn fast_digits_are_no_wrong_card() {
    let mut model = named("<enter><enter><enter>");
    let start = now().mono_ms + 1_000;
    for (digit, place) in "0912345678".chars().zip(1..) {
        let _ = model.update(now(), Msg::Key(Press::Char(digit), start + place * 90));
    }
    let rest = tramso::domain::Stamp { mono_ms: start + 1_300, ..now() };
    let _ = model.update(rest, Msg::Tick);
    let shown = read(&model, 80, 24);
    assert!(!shown.contains("TS-I51") && shown.contains("gõ nhanh quá"), "{shown}");
}
