use super::stage::*;
use proptest::prelude::*;
use tramso::{
    domain::*,
    record::{Body, Draft, Event, HelpMode},
    tui::*,
};

/// The form of somebody who has agreed and typed their number.
pub fn form() -> Model {
    form_of(NUMBER)
}

fn form_of(digits: &str) -> Model {
    form_with(pack(), digits)
}

pub fn form_with(pack: tramso::content::Pack, digits: &str) -> Model {
    let mut model = open_with(pack, station(), None, None);
    visit(&mut model, &format!("<enter>11{digits}<enter>{digits}<enter>"));
    tell(&mut model, Msg::Person(None));
    pin(&mut model, PinFor::Register);
    assert!(matches!(model.screen, Screen::Register(_)));
    model
}

/// The form of a child without a number.
fn form_of_a_child() -> Model {
    let mut model = open(None, None);
    visit(&mut model, "<enter>11k1");
    pin(&mut model, PinFor::Register);
    model
}

pub const NAME: &str = "nguyeenx thij huwowngf<enter>";
pub const BIRTH: &str = "05091962<enter>";
pub const HOME: &str = "1";
pub const CONTACT: &str = "<enter>1";
pub const REST: &str = "1<enter>2";

fn filled() -> Model {
    let mut model = form();
    for keys in [NAME, BIRTH, HOME, CONTACT, REST] {
        visit(&mut model, keys);
    }
    model
}

fn new_person(effects: &[Effect]) -> (&Registration, HelpMode, &[Event], Option<u8>) {
    match effects {
        [Effect::NewPerson { registration, mode, events, ordinal }] => (registration, *mode, events, *ordinal),
        other => panic!("{other:?}"),
    }
}

/// A pack from the office lists villages of units and names no station.
#[test]
fn the_villages_that_a_unit_has_listed_are_offered_whichever_unit_it_is() {
    let listed = |unit: &str, name: &str| Place {
        unit: UnitCode::parse(unit).unwrap(),
        kind: PlaceKind::Village,
        name: name.into(),
        heads: None,
    };
    let mut from_office = pack();
    let unit = from_office.units.last().unwrap().clone();
    from_office.contest.station = None;
    from_office.places = vec![listed(unit.code.as_str(), "Làng Mới"), listed("99999", "Nơi Khác")];
    let mut model = form_with(from_office.clone(), NUMBER);
    visit(&mut model, NAME);
    visit(&mut model, BIRTH);
    visit(&mut model, &format!("{}1<down>", unit.name));
    assert!(read(&model).contains("1. thôn Làng Mới"), "{}", read(&model));
    assert!(!read(&model).contains("Nơi Khác"));
    from_office.places.clear();
    let mut model = form_with(from_office, NUMBER);
    visit(&mut model, NAME);
    visit(&mut model, BIRTH);
    visit(&mut model, &format!("{}1<down>", unit.name));
    assert!(!read(&model).contains("Làng Mới"), "control: without the list there is nothing to offer");
}

#[test]
fn every_page_as_it_looks() {
    let mut model = form();
    see("register-name-empty", &model);
    visit(&mut model, "nguyeenx thij hoaf");
    see("register-name", &model);
    visit(&mut model, "<enter>3113<enter>");
    see("register-birth-fault", &model);
    visit(&mut model, "<clear>05091962<down>");
    see("register-birth", &model);
    visit(&mut model, "<enter>");
    see("register-home", &model);
    visit(&mut model, "<up>caamr gia");
    see("register-home-search", &model);
    visit(&mut model, "<clear><down>1");
    visit(&mut model, "0912345678<enter>2");
    see("register-contact", &model);
    visit(&mut model, "<enter><down><down><down>");
    see("register-work", &model);
    visit(&mut model, "<enter><down>Truwowngf Tieeur hocj Taan Kyf");
    see("register-workplace", &model);
    visit(&mut model, "<enter>36");
    see("register-groups", &model);
    visit(&mut model, "<enter><down><down>");
    see("register-help", &model);
    visit(&mut model, "<enter>");
    see("register-summary", &model);
}

#[test]
fn a_whole_registration_becomes_one_person_with_the_consent_before_it() {
    let mut model = filled();
    let effects = visit(&mut model, "<enter>");
    let (told, mode, events, ordinal) = new_person(&effects);
    assert_eq!(*told, self::told("Nguyễn Thị Hường"));
    assert_eq!((mode, ordinal), (HelpMode::ReadOut, None));
    assert!(matches!(
        events,
        [Event::Record(Body::Consent { text_version: 1 }), Event::Record(Body::Registration { .. })]
    ));
    assert!(visit(&mut model, "<enter>1<pgup>").is_empty(), "what is handed over is not handed over twice");
    let effects = tell(&mut model, Msg::Person(Some(guest(KEY, "Nguyễn Thị Hường"))));
    assert!(matches!(model.screen, Screen::Course(_)));
    assert!(effects.iter().any(|effect| matches!(effect, Effect::ClearDraft("register"))));
    let signed_in = model.shared.guest.as_ref().unwrap();
    assert_eq!((signed_in.key, signed_in.mode), (KEY, HelpMode::ReadOut));
    assert!(model.shared.newcomer.events.is_empty());
}

#[test]
fn who_took_part_on_one_touch_goes_to_the_app() {
    let mut model = form();
    for keys in [NAME, BIRTH, HOME, "<enter>2<enter>", REST, "<enter>"] {
        visit(&mut model, keys);
    }
    let mut registration = told("Nguyễn Thị Hường");
    registration.one_touch = OneTouch::Taken;
    use tramso::session::Command;
    let taken = Guest::new(KEY, steps(vec![Command::Consent, Command::Register(Box::new(registration))]));
    tell(&mut model, Msg::Person(Some(Box::new(taken))));
    assert!(matches!(model.screen, Screen::App(_)));
}

#[test]
fn a_failure_leaves_the_form_as_it_was() {
    let mut model = filled();
    visit(&mut model, "<enter>");
    tell(&mut model, Msg::Failed(Failure::new("TS-S07", [])));
    visit(&mut model, "<enter>");
    let effects = visit(&mut model, "<enter>");
    assert_eq!(new_person(&effects).0.name.as_str(), "Nguyễn Thị Hường");
}

#[test]
fn doubts_about_the_number_want_a_second_enter() {
    let mut model = form_of("097062001234");
    for keys in [NAME, "1963<down>2", HOME, CONTACT, REST] {
        visit(&mut model, keys);
    }
    see("register-summary-doubts", &model);
    assert!(visit(&mut model, "<enter>").is_empty());
    assert_said(&model, "bấm Enter lần nữa");
    let effects = visit(&mut model, "<enter>");
    assert_eq!(new_person(&effects).0.birth, Birth::Year(1963));
    // Control: without doubts one Enter is enough.
    assert_eq!(visit(&mut filled(), "<enter>").len(), 1);
}

#[test]
fn doubts_are_asked_about_anew_when_something_was_changed() {
    let mut model = form_of("031162001234");
    for keys in [NAME, "1963<enter>", HOME, CONTACT, REST] {
        visit(&mut model, keys);
    }
    visit(&mut model, "<enter>2<clear>1964<enter><enter>");
    assert!(visit(&mut model, "<enter>").is_empty(), "the first Enter for the new doubt");
    assert_eq!(visit(&mut model, "<enter>").len(), 1);
}

#[test]
fn faults_stand_beside_their_field_and_hold_the_page() {
    let cases = [
        ("", "<enter>", "TS-I01"),
        ("", "an<enter>", "TS-I02"),
        (NAME, "<enter>", "Chưa nhập ngày sinh"),
        (NAME, "30 2 1962<enter>", "TS-I40"),
        (NAME, "5 9 62<enter>", "Nơi ở của"),
        (NAME, "5 9 63<enter>", "1963 hay 2063"),
        (NAME, "01012030<enter>", "TS-I31"),
        (NAME, "1900<enter>", ""),
    ];
    for (before, keys, wanted) in cases {
        let mut model = form();
        visit(&mut model, before);
        visit(&mut model, keys);
        assert_said(&model, wanted);
    }
    // A number states the sex; without one it is asked.
    let mut model = form_of_a_child();
    visit(&mut model, NAME);
    visit(&mut model, "1962<enter><enter>");
    assert_said(&model, "TS-I41");
    let mut model = form();
    visit(&mut model, NAME);
    visit(&mut model, BIRTH);
    visit(&mut model, "<enter>");
    assert_said(&model, "TS-I34");
    visit(&mut model, "ngoc<enter>");
    assert_said(&model, "Xin chọn bằng phím số");
    visit(&mut model, "1012345<enter>");
    assert_said(&model, "TS-I24");
    visit(&mut model, "<clear>0551234567<enter>");
    assert_said(&model, "TS-I23");
    visit(&mut model, "<clear><enter><enter>");
    assert_said(&model, "Xin chọn một dòng");
}

#[test]
fn names_are_typed_with_telex_and_their_tone_can_be_turned() {
    let mut model = form();
    visit(&mut model, "nguyeenx thij hoaf");
    assert_said(&model, "Nguyễn Thị Hòa");
    assert_said(&model, "F4");
    visit(&mut model, "<f4>");
    assert_said(&model, "Nguyễn Thị Hoà");
}

#[test]
fn a_unit_is_found_without_marks_and_the_village_is_typed_there() {
    let mut model = form();
    visit(&mut model, NAME);
    visit(&mut model, BIRTH);
    assert_said(&model, "1. thôn Ngọc Lặc");
    visit(&mut model, "<up>cam giang");
    assert_said(&model, "xã Cẩm Giang");
    assert_said(&model, "xã Cẩm Giàng");
    visit(&mut model, "<enter>");
    assert_said(&model, "chọn bằng phím số");
    visit(&mut model, "2");
    assert!(!said(&model).contains("thôn Ngọc Lặc"), "the list belongs to the station's unit");
    visit(&mut model, "Thoon 3<enter><enter>");
    visit(&mut model, "11<enter>1");
    let effects = visit(&mut model, "<enter>");
    let (told, ..) = new_person(&effects);
    let known = pack();
    assert!(known.unit(&told.residence.unit).is_some_and(|unit| unit.name.starts_with("Cẩm Gi")));
    assert_eq!(told.residence.village, "Thôn 3");
}

#[test]
fn a_village_is_narrowed_down_by_typing_or_typed_when_it_is_not_listed() {
    let mut model = form();
    visit(&mut model, NAME);
    visit(&mut model, BIRTH);
    visit(&mut model, "tri<enter>");
    visit(&mut model, "<pgup>");
    assert_said(&model, "thôn Ngọc Trì");
    visit(&mut model, "<down>0Thoon 4<enter>");
    assert_said(&model, "“Thôn 4” không có trong danh sách");
    visit(&mut model, "1");
    assert_said(&model, "One Touch");
    visit(&mut model, "<pgup>");
    assert_said(&model, "Thôn 4");
}

#[test]
fn a_child_needs_a_guardian_who_agrees() {
    let mut model = form_of_a_child();
    visit(&mut model, NAME);
    visit(&mut model, "01022013<enter>2");
    see("register-guardian", &model);
    visit(&mut model, "<enter>");
    assert_said(&model, "TS-I37");
    visit(&mut model, "Nguyeenx Vawn An<enter>2");
    assert_said(&model, "luyện tập được");
    // The answer is changed after all.
    visit(&mut model, "211<enter>123");
    see("register-summary-child", &model);
    let effects = visit(&mut model, "<enter>");
    let (told, mode, ..) = new_person(&effects);
    assert_eq!(told.identity, Identity::None(NoIdReason::Child));
    assert!(told.guardian.as_ref().is_some_and(|one| one.consents && one.name.as_str() == "Nguyễn Văn An"));
    assert_eq!(mode, HelpMode::ReadAndPressed);
}

/// Somebody of the same name, birth and village.
pub fn namesake(key: PersonKey) -> PersonLine {
    PersonLine {
        key,
        name: "Nguyễn Thị Hường".into(),
        birth_year: 2013,
        village: "thôn Ngọc Lặc".into(),
        masked_number: String::new(),
        phone: String::new(),
        topics_done: 0,
        tested: false,
        shared: false,
        certified: false,
        last_seen: now(),
    }
}

#[test]
fn namesakes_are_told_apart() {
    let child = |model: &mut Model| {
        visit(model, NAME);
        visit(model, "01022013<enter>2Nguyeenx Vawn An<enter>1");
        visit(model, "1<enter>121<enter>");
        tell(model, Msg::Namesakes(vec![namesake(KEY), namesake(OTHER)]));
    };
    let mut model = form_of_a_child();
    child(&mut model);
    see("register-namesakes", &model);
    let effects = visit(&mut model, "3");
    assert_eq!(new_person(&effects).3, Some(2), "the third of that name");

    let mut model = form_of_a_child();
    child(&mut model);
    let effects = visit(&mut model, "2");
    assert!(matches!(effects.as_slice(), [Effect::OpenPerson(OTHER)]), "{effects:?}");
    let effects = tell(&mut model, Msg::Person(Some(guest(OTHER, "Nguyễn Thị Hường"))));
    assert_eq!(model.shared.guest.as_ref().map(|guest| guest.key), Some(OTHER));
    assert!(effects.iter().any(|effect| matches!(effect, Effect::ClearDraft(_))));
}

#[test]
fn a_scanned_card_fills_what_is_empty_and_nothing_else() {
    let mut model = form();
    visit(&mut model, "Trần");
    tell(&mut model, scan());
    assert_said(&model, "Trần");
    assert!(!said(&model).contains("Hoà"));
    visit(&mut model, "<clear>");
    tell(&mut model, scan());
    assert_said(&model, "Nguyễn Thị Hoà");
    see("register-name-card", &model);
    // Birth and sex are on the card: their page is passed over, and is there for who goes back.
    visit(&mut model, "<enter>");
    assert_said(&model, "Nơi ở của");
    visit(&mut model, "<pgup>");
    assert_said(&model, "05/09/1962");
    visit(&mut model, "<enter>");
    assert_said(&model, "thôn Ngọc Lặc");
}

#[test]
fn another_persons_card_is_told_and_changes_nothing() {
    let mut model = form_of("031162009999");
    visit(&mut model, "Trần");
    assert!(draft(&tell(&mut model, scan())).is_none());
    assert_said(&model, "Thẻ vừa quét mang số định danh khác");
    assert_said(&model, "Trần");
}

#[test]
fn a_step_back_is_a_page_back_and_loses_nothing() {
    let mut model = form();
    visit(&mut model, NAME);
    visit(&mut model, "0509");
    visit(&mut model, "<pgup>");
    assert_said(&model, "Nguyễn Thị Hường");
    visit(&mut model, "<enter>");
    assert_said(&model, "0509");
    visit(&mut model, "<esc>1");
    assert_said(&model, "Bước 1 /");
    assert_said(&model, "Nguyễn Thị Hường");
    visit(&mut model, "<esc>1");
    assert!(matches!(model.screen, Screen::Who(_)));
}

#[test]
fn the_summary_opens_a_page_and_comes_back() {
    let mut model = filled();
    visit(&mut model, "1<clear>Trần Thị Hai<enter>");
    assert_said(&model, "Bước 8 / 8");
    let effects = visit(&mut model, "<enter>");
    assert_eq!(new_person(&effects).0.name.as_str(), "Trần Thị Hai");
}

/// A change that makes the person a child opens the guardian's page before the summary.
#[test]
fn a_page_that_only_now_belongs_to_the_form_is_not_jumped_over() {
    let mut model = filled();
    visit(&mut model, "2<clear>2015<enter><enter>");
    assert_said(&model, "giám hộ");
}

#[test]
fn a_correction_starts_from_what_was_told_and_waits_for_the_disk() {
    let mut model = open(None, Some(guest(KEY, "Nguyễn Thị Hường")));
    visit(&mut model, "<f10>");
    pin(&mut model, PinFor::Panel);
    visit(&mut model, "2");
    see("register-correct", &model);
    let drafts = visit(&mut model, "1<clear>Nguyễn Thị Hương<enter>");
    assert!(draft(&drafts).is_some());
    let effects = visit(&mut model, "<enter>");
    let Some(Effect::Save { ticket, events, .. }) = effects.first() else { panic!("{effects:?}") };
    assert!(
        matches!(events.as_slice(), [Event::Record(Body::Correction { registration: told })] if told.name == "Nguyễn Thị Hương")
    );
    assert!(matches!(model.screen, Screen::Register(_)));
    let effects = tell(&mut model, Msg::Saved(*ticket));
    assert!(effects.iter().any(|effect| matches!(effect, Effect::ClearDraft("register"))), "{effects:?}");
    assert!(matches!(model.screen, Screen::Course(_)));
}

#[test]
fn a_correction_that_was_not_kept_is_still_on_the_screen() {
    let mut model = open(None, Some(guest(KEY, "Nguyễn Thị Hường")));
    visit(&mut model, "<f10>");
    pin(&mut model, PinFor::Panel);
    visit(&mut model, "21<clear>Nguyễn Thị Hương<enter><enter>");
    let ticket = model.shared.last_ticket;
    let effects = tell(&mut model, Msg::SaveFailed(ticket, Failure::new("TS-S07", [])));
    assert!(!effects.iter().any(|effect| matches!(effect, Effect::ClearDraft(_))));
    visit(&mut model, "<enter>");
    assert_said(&model, "Nguyễn Thị Hương");
    assert!(!visit(&mut model, "<enter>").is_empty(), "it can be handed over again");
}

#[test]
fn who_gave_the_keyboard_away_finds_the_form_again_and_nobody_else_does() {
    let again = |model: &mut Model, digits: &str| {
        visit(model, &format!("<enter>11{digits}<enter>{digits}<enter>"));
        tell(model, Msg::Person(None));
        pin(model, PinFor::Register);
    };
    let mut model = form();
    visit(&mut model, "Trần Thị<esc>41<enter>");
    assert!(matches!(model.screen, Screen::Waiting(_)) && !model.shared.is_visited());
    again(&mut model, "031162009999");
    assert!(!said(&model).contains("Trần"), "somebody else");
    visit(&mut model, "<esc>1<esc>1");
    let mut model = form();
    visit(&mut model, "Trần Thị<esc>41<enter>");
    again(&mut model, NUMBER);
    assert_said(&model, "Trần Thị");
    assert_eq!(model.shared.newcomer.events.len(), 1, "one consent");
}

#[test]
fn while_the_station_is_asked_the_form_stays() {
    let mut model = filled();
    visit(&mut model, "<enter><esc>1");
    tell(&mut model, Msg::Person(Some(guest(KEY, "Nguyễn Thị Hường"))));
    assert!(matches!(model.screen, Screen::Course(_)));
}

/// After a power cut the form is as it was, and the consent is still given.
#[test]
fn a_draft_brings_the_form_back_at_any_key() {
    let keys = "nguyeenx thij huwowngf<enter>05091962<enter>10912345678<enter>";
    let mut model = form();
    let mut last: Option<Draft> = None;
    let mut rest = keys;
    while let Some(sign) = rest.chars().next() {
        let len = if sign == '<' { rest.find('>').unwrap() + 1 } else { sign.len_utf8() };
        let effects = visit(&mut model, &rest[..len]);
        last = draft(&effects).or(last);
        rest = &rest[len..];
        let Some(draft) = &last else { continue };
        let again = open(Some(draft.clone()), None);
        assert_eq!(without_remarks(&read(&again)), without_remarks(&read(&model)), "behind {rest}");
        assert_eq!(again.shared.newcomer.events, model.shared.newcomer.events);
    }
}

/// Remarks are made again by Enter and are not kept.
fn without_remarks(screen: &str) -> String {
    screen.lines().filter(|line| !line.contains('✗')).collect()
}

#[test]
fn drafts_of_others_are_not_believed() {
    let mut model = form();
    let kept = draft(&visit(&mut model, "Trần")).unwrap();
    let waits =
        |draft: Draft, guest: Option<Box<Guest>>| !matches!(open(Some(draft), guest).screen, Screen::Register(_));
    assert!(waits(Draft { kind: "message".into(), ..kept.clone() }, None));
    assert!(waits(Draft { text: kept.text.replace("\"v\":1", "\"v\":2"), ..kept.clone() }, None));
    assert!(waits(Draft { text: "{".into(), ..kept.clone() }, None));
    assert!(waits(Draft { text: kept.text.replace("\"text_version\":1", "\"text_version\":9"), ..kept.clone() }, None));
    assert!(waits(kept.clone(), Some(guest(KEY, "Nguyễn Thị Hường"))), "somebody else sits there");
    assert!(!waits(kept, None), "control: it is a draft that is believed");
}

#[test]
fn a_correction_comes_back_to_the_same_person_only() {
    let mut model = open(None, Some(guest(KEY, "Nguyễn Thị Hường")));
    visit(&mut model, "<f10>");
    pin(&mut model, PinFor::Panel);
    let kept = draft(&visit(&mut model, "21<clear>Trần")).unwrap();
    let again = open(Some(kept.clone()), Some(guest(KEY, "Nguyễn Thị Hường")));
    assert_said(&again, "Trần");
    assert!(!matches!(open(Some(kept.clone()), Some(guest(OTHER, "Nguyễn Thị Hường"))).screen, Screen::Register(_)));
    assert!(!matches!(open(Some(kept), None).screen, Screen::Register(_)));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    /// Whatever is pressed, each draft brings back what is in the fields.
    #[test]
    fn any_keys_survive_a_power_cut(keys in "([a-z0-9 /đưẵ]|<enter>|<down>|<up>|<pgup>|<back>){0,60}") {
        let mut model = form();
        let effects = visit(&mut model, &keys);
        if let (Some(draft), Screen::Register(form)) = (draft(&effects), &model.screen) {
            let again = open(Some(draft.clone()), None);
            let Screen::Register(restored) = &again.screen else { panic!("no form from {}", draft.text) };
            let strip = |text: String| text.split("\"step\"").next().unwrap_or_default().to_owned()
                + text.split("\"texts\"").nth(1).unwrap_or_default();
            prop_assert_eq!(strip(restored.draft(&again.shared).text), strip(form.draft(&model.shared).text));
        }
    }
}

/// The volunteer may have set the desk to English: nothing is missing and nothing breaks the page.
#[test]
fn the_form_and_the_consent_stand_in_english_too() {
    let english = |model: &mut Model| {
        model.shared.settings.language = tramso::text::Language::English;
        model.shared.words = tramso::text::Words::new(tramso::text::Language::English);
    };
    let mut model = open(None, None);
    english(&mut model);
    visit(&mut model, "<enter>1");
    see("consent-short-english", &model);
    visit(&mut model, "3");
    see("consent-1-english", &model);
    visit(&mut model, "<right>");
    see("consent-2-english", &model);
    let mut model = filled();
    english(&mut model);
    see("register-summary-english", &model);
}

/// Who is under sixteen and has no consent practises by a key, and nothing of them stays.
#[test]
fn a_guardian_who_refuses_leads_to_practice() {
    let mut model = form();
    visit(&mut model, "Nguyễn Văn An<enter>01022013<down>1");
    assert!(!said(&model).contains("ông/bà"), "a child is not spoken to as the old are");
    visit(&mut model, "Nguyễn Văn Hải<enter>2");
    assert_said(&model, "luyện tập được");
    visit(&mut model, "1");
    assert!(matches!(model.screen, Screen::Practice(_)) && !model.shared.is_visited());
}

/// The last answer of a page leads on by its digit; what has to be read stays.
#[test]
fn a_digit_at_the_last_question_of_a_page_leads_on() {
    let mut model = form();
    visit(&mut model, NAME);
    assert_said(&model, "Giới tính (theo số định danh)");
    visit(&mut model, BIRTH);
    assert_said(&model, "Nơi ở của");
    visit(&mut model, "1");
    assert_said(&model, "Số điện thoại và");
    visit(&mut model, "<enter>2");
    assert_said(&model, "không phải thi lại");
    visit(&mut model, "1");
    assert_said(&model, "làm việc hay học");
    visit(&mut model, "<down><enter>");
    assert_said(&model, "tham gia hội, đoàn thể nào?");
}

/// Who cannot be a member by age or sex is not asked about it, and a pupil reads the school first.
#[test]
fn organisations_and_work_fit_the_age() {
    let at_work = |born: &str, sex: &str| {
        let mut model = form_of_a_child();
        visit(&mut model, NAME);
        visit(&mut model, &format!("{born}<enter>{sex}"));
        if said(&model).contains("giám hộ") {
            visit(&mut model, "Nguyeenx Vawn An<enter>1");
        }
        visit(&mut model, "1<enter>1");
        model
    };
    let mut boy = at_work("2011", "1");
    assert_said(&boy, "1. Trường học");
    assert_said(&boy, "2. Ở nhà");
    visit(&mut boy, "2");
    assert_said(&boy, "tự làm hay nhờ người hỗ trợ");
    visit(&mut boy, "1");
    assert_said(&boy, "7. Lượt này");
    let mut man = at_work("1980", "1");
    visit(&mut man, "1");
    assert_said(&man, "1. Đảng viên");
    assert!(!said(&man).contains("Hội Phụ nữ") && !said(&man).contains("Người cao tuổi"), "{}", read(&man));
    let mut woman = at_work("1950", "2");
    visit(&mut woman, "1");
    assert_said(&woman, "2. Hội Phụ nữ");
    assert_said(&woman, "Người cao tuổi");
    visit(&mut woman, "2");
    assert_said(&woman, "● 2. Hội Phụ nữ");
}

#[test]
fn backspace_empties_a_chosen_commune() {
    let mut model = form();
    visit(&mut model, NAME);
    visit(&mut model, BIRTH);
    visit(&mut model, "<up>");
    assert_said(&model, "xã Tân Kỳ");
    visit(&mut model, "<back>");
    assert!(!said(&model).contains("xã Tân Kỳ"), "{}", read(&model));
    visit(&mut model, "caamr gia");
    assert_said(&model, "xã Cẩm Giang");
}

#[test]
fn the_summary_names_both_answers_about_one_touch() {
    assert_said(&filled(), "chưa thi trên One Touch");
}

/// Every line of a long list is shaded as far as the others, the way out of it too.
#[test]
fn the_lines_of_the_list_of_villages_are_of_one_width() {
    let mut long = pack();
    if let Some(station) = &mut long.contest.station {
        station.villages = (1..=8).map(|at| format!("thôn Số {at}")).collect();
    }
    let mut model = form_with(long, NUMBER);
    visit(&mut model, NAME);
    visit(&mut model, BIRTH);
    see("register-villages-many", &model);
    let band = model.shared.theme.band.bg;
    let buffer = frame(&model, 80, 24);
    let shaded = |y: u16| (0..80).filter(|x| Some(buffer[(*x, y)].bg) == band).count();
    let rows: Vec<usize> = (8..22).map(shaded).filter(|cells| *cells > 0).collect();
    assert!(rows.len() >= 5, "{rows:?}");
    // Two columns have a gap between them; the line below them has none.
    assert!(rows.iter().all(|cells| [72, 74].contains(cells)), "{rows:?}\n{}", read(&model));
}

#[test]
fn a_likely_same_person_is_shown_before_anything_is_kept() {
    let mut model = filled();
    tell(&mut model, Msg::People(vec![namesake(KEY)]));
    assert_said(&model, "Có thể là người đã đăng ký");
    assert!(visit(&mut model, "<enter>").is_empty(), "looked at again first");
    see("register-likely", &model);
    assert!(visit(&mut model, "<enter><enter>").is_empty(), "no Enter too many makes a second person");
    let mut same = filled();
    tell(&mut same, Msg::People(vec![namesake(KEY)]));
    let effects = visit(&mut same, "<enter>1");
    assert!(matches!(effects.as_slice(), [Effect::OpenPerson(KEY)]), "{effects:?}");
    let effects = visit(&mut model, "2");
    assert_eq!(new_person(&effects).3, None, "somebody else");
}
