//! Registering quickly at the desk: what it looks like, how many keys it takes, and what is never skipped.

use super::{
    cases::{named, quick},
    stage::*,
};
use tramso::{
    record::{Body, Event},
    tui::{Effect, Msg},
};

const NUMBER: &str = "031162000017031162000017";
const REST: &str = "<enter><enter>111";

fn count(keys: &str) -> usize {
    keys.replace("<enter>", "e").chars().count()
}

#[test]
fn the_quick_form() {
    see("quick-consent", &super::cases::desk_then("k"));
    see("quick-form", &quick(""));
    see("quick-named", &named(""));
    see("quick-whole", &named("<enter><enter>11"));
    see("quick-more", &super::cases::with_f2(named("")));
}

/// Number twice, a name of four words typed in Telex, birth as proposed, One Touch, how helped, the yes: at most 65 keys; with a card at
/// most 35.
#[test]
fn a_person_takes_at_most_sixty_five_keys_and_with_a_card_thirty_five() {
    let name = "Nguyeenx Thij Thanh Huowngf";
    assert!(count(NUMBER) + count(name) + count(REST) <= 65, "{}", count(NUMBER) + count(name) + count(REST));
    assert!(count(name) + count(REST) <= 35, "{}", count(name) + count(REST));
    let mut model = named("<enter><enter>11");
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
    for keys in ["", "<enter>", "<enter><enter>", "<enter><enter>1", "<enter><enter>11<enter>"] {
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
    let mut model = named("<enter><enter>11");
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
