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

/// Who presses Enter behind twelve digits, which have led on by themselves, has done nothing wrong.
#[test]
fn an_enter_behind_the_number_is_no_fault() {
    let mut model = quick("031162000017<enter>");
    let shown = read(&model, 80, 24);
    assert!(shown.contains("▶ Gõ lại số") && !shown.contains('▲'), "{shown}");
    let _ = visit(&mut model, "0311<enter>");
    assert!(read(&model, 80, 24).contains("▲ Số định danh có 12 chữ số"), "control: half a number is one");
}

/// The number has the year: day and month are typed, and the date is shown whole.
#[test]
fn the_birth_is_day_and_month_where_the_number_has_the_year() {
    let mut model = named("<enter>");
    let shown = read(&model, 80, 24);
    assert!(shown.contains("▶ Ngày sinh          1962") && shown.contains("Gõ ngày và tháng"), "{shown}");
    let _ = visit(&mut model, "0509<enter>");
    assert!(read(&model, 80, 24).contains("Ngày sinh          05/09/1962"), "{}", read(&model, 80, 24));
}

/// A name without marks, a name of one word, a village that is not on the list: asked about once, and kept as they are.
#[test]
fn an_unusual_answer_is_asked_about_once_and_kept() {
    for (name, kept) in [("Bui Thi Nhu", "Bui Thi Nhu"), ("Thaor", "Thảo")] {
        let mut model = after_number();
        let _ = visit(&mut model, &format!("{name}<enter>"));
        let shown = read(&model, 80, 24);
        assert!(shown.contains("▶ Họ và tên") && says(&model, "thì bấm Enter lần nữa"), "{shown}");
        let effects = visit(&mut model, "<enter><enter><enter>111");
        let registered = effects.iter().find_map(|one| match one {
            Effect::NewPerson { registration, .. } => Some(registration.name.as_str().to_owned()),
            _ => None,
        });
        assert_eq!(registered.as_deref(), Some(kept));
        // Who goes round the question meets it at the yes.
        let mut model = after_number();
        let effects = visit(&mut model, &format!("{name}<down>{}", "<enter><enter>111"));
        assert!(effects.iter().all(|one| !matches!(one, Effect::NewPerson { .. })));
        assert!(says(&model, "thì bấm Enter lần nữa"), "{}", read(&model, 80, 24));
        let effects = visit(&mut model, "<enter>1");
        assert!(effects.iter().any(|one| matches!(one, Effect::NewPerson { .. })));
        // What is typed again is looked at again.
        let mut model = after_number();
        let _ = visit(&mut model, &format!("{name}<enter>m<enter>"));
        assert!(read(&model, 80, 24).contains("▶ Họ và tên"), "{}", read(&model, 80, 24));
    }
    let mut model = named("");
    let _ = visit(&mut model, "<enter>");
    assert!(read(&model, 80, 24).contains("▶ Ngày sinh"), "control: a name with marks is asked about by nobody");
}

/// Whether the page has these words, wherever its lines are broken.
fn says(model: &tramso::tui::Model, words: &str) -> bool {
    read(model, 80, 24).split_whitespace().collect::<Vec<_>>().join(" ").contains(words)
}

fn after_number() -> tramso::tui::Model {
    let mut model = quick("031162000017031162000017");
    let _ = model.update(now(), Msg::Person(None));
    model
}

/// A pupil is no farmer: work is asked of who goes to school, with nothing proposed; of others where F2 was pressed.
#[test]
fn nobody_is_taken_for_somebody_who_works_at_home_unasked() {
    let registered = |model: &mut tramso::tui::Model, keys: &str| {
        let effects = visit(model, keys);
        effects.into_iter().find_map(|one| match one {
            Effect::NewPerson { registration, .. } => Some(registration),
            _ => None,
        })
    };
    let boy = "031212000017031212000017Buif Vawn Nam<enter>1205<enter>Buif Thij Hoa<enter>1<enter>11";
    let mut model = quick(boy);
    let shown = read(&model, 80, 24);
    assert!(shown.contains("▶ Công việc") && shown.contains("1. Trường học"), "{shown}");
    assert!(registered(&mut model, "<down><down>1").is_none(), "the yes keeps nobody before it is answered");
    let mut model = quick(boy);
    let kept = registered(&mut model, "1Truwowngf Traanf Phus<enter>1").expect("kept");
    assert_eq!(kept.workplace.as_ref().map(|one| one.kind), Some(tramso::domain::WorkKind::School));
    let mut model = super::cases::with_f2(named(""));
    let _ = visit(&mut model, "<enter><enter><enter>11");
    assert!(read(&model, 80, 24).contains("▶ Công việc"), "{}", read(&model, 80, 24));
    let mut model = named("<enter><enter><enter>11");
    assert!(registered(&mut model, "1").expect("control: kept").workplace.is_none());
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
