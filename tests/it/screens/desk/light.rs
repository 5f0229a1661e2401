//! Results by light and receipts by mouth, as the volunteer sees them.

use super::stage::*;
use tramso::{
    crypto::{SPOKEN, syllables},
    domain::SpokenReply,
    tui::*,
};

pub fn packed(bytes: usize) -> Msg {
    let parcel = crate::light::parcel(bytes);
    Msg::LightPacked(Box::new(LightLoad { parcel, bundles: 2, records: 270, left: 0 }))
}

fn at(ms: u64) -> tramso::domain::Stamp {
    let now = now();
    tramso::domain::Stamp { mono_ms: now.mono_ms + ms, ..now }
}

fn at_light(centre: &str) -> Model {
    let mut model = at_desk();
    model.shared.settings.centre = centre.to_owned();
    let effects = visit(&mut model, "n6");
    assert!(effects.iter().any(|effect| matches!(effect, Effect::PackLight)), "{effects:?}");
    model
}

#[test]
fn what_waits_is_shown_at_the_speed_that_the_phone_reads() {
    let mut model = at_light("https://tramso.haiphong.gov.vn");
    assert!(read(&model, 80, 24).contains("Đang gói kết quả"));
    let _ = model.update(now(), packed(40_000));
    see("light-ready", &model);
    assert!(read(&model, 80, 24).contains("tramso.haiphong.gov.vn/nhan"));
    let _ = visit(&mut model, "<enter>");
    see("light-try", &model);
    let text = read(&model, 80, 24);
    assert!(text.contains("● 1. Chậm") && text.contains("bấm số ấy"), "{text}");
    // The three take turns.
    let _ = model.update(at(2_600), Msg::Tick);
    assert!(read(&model, 80, 24).contains("● 2. Vừa"));
    let _ = visit(&mut model, "3");
    see("light-show", &model);
    let text = read(&model, 80, 24);
    assert!(text.contains("● 3. Nhanh") && text.contains("ĐỦ"), "{text}");
    let effects = visit(&mut model, "<enter>");
    assert!(matches!(effects.as_slice(), [Effect::LightTaken]), "{effects:?}");
    see("light-taken", &model);
    let _ = visit(&mut model, "<enter>");
    assert!(matches!(model.screen, Screen::Desk(_)));
}

#[test]
fn the_code_moves_at_its_pace_and_no_faster() {
    let mut model = at_light("");
    let _ = model.update(now(), packed(40_000));
    let _ = visit(&mut model, "<enter>3");
    let code = |model: &Model| match &model.screen {
        Screen::Light(light) => (light.next_ms(), read(model, 80, 24)),
        _ => panic!(),
    };
    let (first, before) = code(&model);
    let first = first.unwrap();
    assert!(model.wake_at().unwrap() <= first);
    let _ = model.update(at(first - now().mono_ms - 1), Msg::Tick);
    assert_eq!(code(&model), (Some(first), before.clone()), "not yet due");
    let _ = model.update(at(first - now().mono_ms), Msg::Tick);
    assert_ne!(code(&model).1, before);
    assert_eq!(code(&model).0, Some(first + 83));
    // A window above it: nothing moves.
    let _ = press(&mut model, Press::F(1));
    assert!(model.wake_at().unwrap() > first + 10_000);
    let _ = visit(&mut model, "<esc>");
    // Esc ends the show, and a second one leads back.
    let _ = visit(&mut model, "<esc>");
    assert!(read(&model, 80, 24).contains("tệp kết quả"));
    let _ = visit(&mut model, "<esc>");
    assert!(matches!(model.screen, Screen::Outbox(_)));
}

#[test]
fn each_size_has_the_largest_code_for_it() {
    use tramso::tui::screens::light::Show;
    let parcel = crate::light::parcel(40_000);
    let held = |size| Show::new(&parcel, size, 0).map(|show| [0, 1, 2].map(|at| show.bytes_a_picture(at)));
    assert_eq!(held((80, 24)), Some([101, 102, 103]));
    assert_eq!(held((85, 24)), Some([101, 102, 103]));
    assert_eq!(held((80, 23)), Some([73, 74, 75]));
    assert_eq!(held((160, 45)), Some([121, 335, 555]));
    assert_eq!(held((400, 200)), Some([121, 335, 827]));
    assert_eq!(held((50, 24)), None);
    assert_eq!(held((80, 8)), None);
}

#[test]
fn no_room_and_no_results_are_explained() {
    let mut model = at_light("");
    model.shared.size = (40, 24);
    let _ = model.update(now(), packed(40_000));
    let _ = visit(&mut model, "<enter>");
    assert!(read(&model, 80, 24).contains("quá nhỏ để chiếu"));
    model.shared.size = (80, 24);
    let _ = model.update(now(), Msg::Resize);
    assert!(read(&model, 80, 24).contains("bấm số ấy"), "a larger window helps");
    let mut model = at_light("");
    let _ = model.update(now(), Msg::Failed(Failure::new("TS-K120", [])));
    assert!(matches!(model.screen, Screen::Outbox(_)));
    assert!(read(&model, 80, 24).contains("TS-K120"));
}

pub fn desk(wait_s: u32) -> Msg {
    Msg::SpokenDesk(SpokenDesk { syllables: syllables(), count: SPOKEN, wait_s })
}

fn at_spoken(wait_s: u32) -> Model {
    let mut model = at_desk();
    let effects = visit(&mut model, "n7");
    assert!(effects.iter().any(|effect| matches!(effect, Effect::SpokenDesk)), "{effects:?}");
    let _ = model.update(now(), desk(wait_s));
    model
}

#[test]
fn first_letters_complete_a_syllable_and_what_is_in_no_list_is_named() {
    let mut model = at_spoken(0);
    let _ = visit(&mut model, "khoang hum khie");
    see("spoken", &model);
    let _ = press(&mut model, Press::Tab);
    assert!(read(&model, 80, 24).contains("Nhiều tiếng bắt đầu bằng “khie”"));
    let _ = visit(&mut model, "p xyz ");
    see("spoken-unknown", &model);
    assert!(read(&model, 80, 24).contains("Không có tiếng nào là “xyz”"));
    let _ = visit(&mut model, "<back><back><back>toai ");
    let _ = visit(&mut model, "t ");
    assert!(read(&model, 80, 24).contains("Nhiều tiếng bắt đầu bằng “t”"));
    let effects = visit(&mut model, "<back><enter>");
    assert!(effects.is_empty() && read(&model, 80, 24).contains("Còn thiếu 1 tiếng"));
    let effects = visit(&mut model, "huy <enter>");
    let [Effect::TakeSpoken(typed)] = effects.as_slice() else { panic!("{effects:?}") };
    assert_eq!(typed, "khoang-hum-khiep-toai-huy");
    let _ = model.update(now(), Msg::Spoke(SpokenReply::Wrong { wait_s: 8 }));
    see("spoken-wrong", &model);
    let text = read(&model, 80, 24);
    assert!(text.contains("không phải của trạm này") && text.contains("8 giây") && text.contains("khoang"), "{text}");
    let effects = visit(&mut model, "<enter>");
    assert!(matches!(effects.as_slice(), [Effect::TakeSpoken(_)]));
    let _ = model.update(now(), Msg::Spoke(SpokenReply::Held { seq: 3, bundles: 2, records: 270 }));
    see("spoken-held", &model);
    assert!(read(&model, 80, 24).contains("Ban Tổ chức đã giữ 2 tệp"));
}

#[test]
fn marks_capitals_and_a_paste_are_read_and_a_wait_is_shown() {
    let mut model = at_spoken(0);
    let _ = model.update(now(), Msg::Paste("Khoang – HÙM, khiếp toai huy\u{202e}".to_owned()));
    let effects = visit(&mut model, "<enter>");
    let [Effect::TakeSpoken(typed)] = effects.as_slice() else { panic!("{effects:?}") };
    assert_eq!(typed, "khoang-hum-khiep-toai-huy");
    assert!(read(&at_spoken(12), 80, 24).contains("Xin chờ 12 giây"));
}
