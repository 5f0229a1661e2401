use super::{
    pack::pack,
    stage::{SIZES, Stage, registered, whole_course},
};
use proptest::prelude::*;
use tramso::{
    domain::is_forbidden_char,
    record::{Body, Draft, Event},
    session::Command,
    tui::{Effect, Failure, Model, Msg, Press, Screen, Ticket},
};

fn share() -> Stage {
    Stage::new(pack()).having(whole_course()).tested(15).having([Command::SeeResult]).on(Screen::Share(Box::default()))
}

fn messages(stage: &Stage) -> Vec<Body> {
    let saved = stage.effects.iter().filter_map(|effect| match effect {
        Effect::Save { events, .. } => Some(events.clone()),
        _ => None,
    });
    let bodies = saved.flatten().filter_map(|event| if let Event::Record(body) = event { Some(body) } else { None });
    bodies.filter(|body| matches!(body, Body::Message { .. })).collect()
}

/// The one message that was sent: its text, the ready sentence, whether it was spoken and may be public.
fn the_message(stage: &Stage) -> (String, Option<u8>, bool, bool) {
    let sent = messages(stage);
    match sent.as_slice() {
        [Body::Message { text, ready, dictated, publish }] => (text.clone(), *ready, *dictated, *publish),
        _ => panic!("{} messages were sent\n{}", sent.len(), stage.text(SIZES[0])),
    }
}

fn drafts(stage: &Stage) -> Vec<Draft> {
    let kept = |effect: &Effect| if let Effect::SaveDraft(draft) = effect { Some(draft.clone()) } else { None };
    stage.effects.iter().filter_map(kept).collect()
}

#[test]
fn own_words_are_sent_with_the_answer_about_the_public_wall() {
    let mut stage = share();
    stage.shows("share-choose");
    stage.each_hint_acts(share);
    stage.keys("3").shows("share-write-empty");
    stage.keys("tooi hocj").shows("share-write-short");
    stage.keys("<enter>").shows("share-write-too-short");
    stage.keys(" soos cungf chaus").shows("share-write");
    stage.keys("<enter>").shows("share-public");
    stage.keys("<enter>");
    assert!(stage.text(SIZES[0]).contains("bấm số 1 hoặc số 2 trước"), "nothing is preselected");
    assert!(messages(&stage).is_empty());
    stage.keys("1").shows("share-public-chosen");
    stage.keys("2<enter>");
    let text = "tôi học số cùng cháu".to_owned();
    assert_eq!(messages(&stage), [Body::Message { text, ready: None, dictated: false, publish: false }]);
    assert!(matches!(stage.model.screen, Screen::Certificate(_)));
}

#[test]
fn a_ready_sentence_is_sent_and_never_asked_about() {
    let mut stage = share();
    stage.keys("1").shows("share-ready");
    stage.keys("<enter>");
    assert!(messages(&stage).is_empty(), "nothing is preselected");
    assert!(stage.keys("<right>").says("8. Tôi thấy học số"));
    assert!(stage.keys("<left>").says("1. Tôi già rồi"));
    assert!(stage.keys("6").says("● 6."), "a digit brings its sentence on the screen");
    assert!(stage.keys("<up><up>").says("● 4."));
    stage.keys("<right><enter>");
    assert!(messages(&stage).is_empty(), "a mark that is out of sight is none");
    stage.keys("3").shows("share-ready-chosen");
    stage.keys("9<enter>");
    let (text, ready, dictated, publish) = the_message(&stage);
    assert_eq!((ready, dictated, publish), (Some(3), false, false));
    assert!(text.starts_with("Tôi biết cách tắt máy"));
    let mut none = pack();
    none.contest.ready_messages.clear();
    let mut stage = Stage::new(none).having(whole_course()).on(Screen::Share(Box::default()));
    stage.keys("1");
    assert!(stage.text(SIZES[0]).contains("người hỗ trợ gõ giúp"), "a way that is not there has no digit");
}

#[test]
fn a_high_screen_shows_all_ready_sentences_at_once() {
    let mut stage = share();
    stage.keys("1<right>");
    // The window becomes high while the second ones are shown.
    stage.model.shared.size = (160, 45);
    let shown = |stage: &Stage| stage.text((160, 45));
    for number in 1..=8 {
        assert!(shown(&stage).contains(&format!(" {number}. Tôi")), "{number}\n{}", shown(&stage));
    }
    assert!(!shown(&stage).contains('→'), "no more of them, and no key for more");
    stage.keys("6");
    assert!(shown(&stage).contains("● 6.") && shown(&stage).contains(" 1. Tôi"));
    stage.keys("<left>");
    assert!(shown(&stage).contains("1. "), "back to the ways");
    stage.keys("1").model.shared.size = (80, 24);
    assert!(stage.keys("6").says("● 6.") && !stage.says("1. Tôi già"));
}

/// Enter alone leads to the ready sentences, and out of an empty field an arrow leads back; who has begun to write goes on with that.
#[test]
fn enter_alone_leads_to_no_empty_field() {
    let mut stage = share();
    assert!(stage.keys("<enter>").says("bấm số để chọn một câu"));
    let mut stage = share();
    assert!(stage.keys("3<left>").says("▶ 1."), "back, and nothing begun");
    let mut stage = share();
    assert!(stage.keys("3Tooi<tab>").says("▶ 3."), "what was begun comes first");
}

#[test]
fn what_is_told_is_read_back_before_it_is_sent() {
    let mut stage = share();
    stage.keys("2").shows("share-tell");
    stage.keys("Tooi dayj baf banj banf<enter>").shows("share-read-back");
    stage.keys("2").keys(" been canhj<enter>1");
    stage.keys("1<enter>");
    let text = "Tôi dạy bà bạn bàn bên cạnh".to_owned();
    assert_eq!(messages(&stage), [Body::Message { text, ready: None, dictated: true, publish: true }]);
}

#[test]
fn a_childs_words_are_not_asked_about() {
    let mut stage = share();
    let child = registered(stage.pack(), 2012, Some("Nguyễn Văn Nam"));
    stage.seat(child);
    stage = stage.having(whole_course());
    stage.keys("3Em day bas em<enter>").shows("share-child");
    stage.keys("1<enter>");
    assert!(!the_message(&stage).3);
}

#[test]
fn each_change_is_kept_and_found_again() {
    let mut stage = share();
    stage.keys("3Tooi<left>");
    assert_eq!(drafts(&stage).len(), 4, "one for each change, none for moving");
    assert!(drafts(&stage).iter().all(|draft| draft.kind == "message"));
    stage.keys("<esc>1");
    stage.shows("share-choose-half-written");
    assert!(stage.keys("3").text(SIZES[0]).contains("Tôi"));
    // After a crash the draft comes from the disk.
    let draft = drafts(&stage).pop().unwrap();
    let (shift, guest) = (stage.model.shared.shift.clone().unwrap(), stage.model.shared.guest.clone().unwrap());
    let mut again = Stage::empty(pack());
    let mut guest = guest;
    guest.draft = Some(draft);
    let station = again.model.shared.station.clone();
    again.send(Msg::ShiftOpen { shift, draft: None, parked: None, class: None, guest: Some(Box::new(guest)), station });
    assert!(again.says("Đang viết dở: «Tôi»"), "{}", again.text(SIZES[0]));
    again.keys("3 hocj soos<enter>2<enter>");
    assert_eq!(the_message(&again).0, "Tôi học số");
}

#[test]
fn a_draft_that_cannot_be_read_is_an_empty_text() {
    for text in ["", "{", "[]", "{\"text\":3}", "null"] {
        let mut stage = share();
        let guest = stage.model.shared.guest.as_mut().unwrap();
        guest.draft = Some(Draft { kind: "message".to_owned(), text: text.to_owned() });
        stage.keys("3<enter>");
        assert!(stage.text(SIZES[0]).contains("Mời bác viết đôi lời"), "{}", stage.text(SIZES[0]));
    }
}

#[test]
fn it_is_sent_once_and_again_only_when_it_was_not_kept() {
    let mut stage = share();
    stage.disk = false;
    stage.keys("3Tooi hocj soos<enter>2<enter><enter><enter>");
    assert_eq!(messages(&stage).len(), 1);
    assert!(matches!(stage.model.screen, Screen::Share(_)), "waits for the disk");
    stage.send(Msg::SaveFailed(Ticket(1), Failure::new("s03", [])));
    stage.disk = true;
    stage.keys("<enter><enter>");
    assert_eq!(messages(&stage).len(), 2);
    assert!(matches!(stage.model.screen, Screen::Certificate(_)));
}

#[test]
fn hostile_text_is_held_off() {
    let long = "Lời kể dài. ".repeat(100_000);
    let attacks = [
        "\u{1b}[2J\u{1b}]0;x\u{7}Tôi học số rồi đấy",
        "Tôi \u{202e}học\u{202c} số \u{200b}\u{feff}mỗi ngày",
        "a\u{300}\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}\u{307}\u{308}\u{309} Tôi học số",
        "Tôi\0học\u{85}số\u{2028}mỗi\u{2029}ngày\r\nvới\tcháu",
        "\u{e000}\u{fffe}\u{10ffff} Tôi học số mỗi ngày",
        long.as_str(),
    ];
    for attack in attacks {
        let mut stage = share();
        stage.keys("3");
        stage.send(Msg::Paste(attack.to_owned()));
        stage.keys("\u{202e}\u{7}");
        for size in SIZES {
            let text = stage.text(size);
            assert!(!text.chars().any(|sign| sign != '\n' && is_forbidden_char(sign)), "{text:?}");
        }
        stage.keys("<enter>2<enter>");
        let (text, ..) = the_message(&stage);
        let length = text.chars().count();
        assert!((10..=500).contains(&length), "{length}");
        assert!(!text.chars().any(|sign| sign != '\n' && is_forbidden_char(sign)));
    }
    let mut stage = share();
    stage.keys("3");
    stage.send(Msg::Paste(long));
    stage.keys("x").shows("share-full");
    stage.keys("<enter>").shows("share-public-long");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn whatever_is_pasted_and_pressed_the_screen_stands(
        texts in prop::collection::vec(".{0,120}", 1..4),
        presses in prop::collection::vec(0usize..12, 0..30),
    ) {
        const KEYS: [Press; 12] = [
            Press::Enter, Press::Left, Press::Up, Press::Down, Press::Delete, Press::Backspace, Press::Home, Press::End,
            Press::Tab, Press::Char('1'), Press::Char('ệ'), Press::WordLeft,
        ];
        let mut stage = share();
        stage.keys("3");
        for text in texts {
            stage.send(Msg::Paste(text));
            for press in &presses {
                stage.send(Msg::Press(KEYS[*press]));
            }
            let _ = stage.text((80, 24));
            let _ = stage.text((80, 23));
        }
        prop_assert!(messages(&stage).len() <= 1);
    }
}

#[test]
fn control_the_stage_sees_what_is_typed() {
    let mut stage = share();
    let model: &Model = &stage.model;
    assert!(model.shared.guest.is_some());
    stage.keys("3xyz");
    assert!(stage.text(SIZES[0]).contains("xyz"));
}
