//! A topic taught to a group: its screens, its time, its people, and what a power cut leaves.

use super::stage::*;
use crate::screens::keys::Case;
use std::sync::Arc;
use tramso::{
    content::{Pack, builtin::DemoDates},
    domain::*,
    record::Draft,
    text::{Language, Words},
    tui::{screens::group, *},
};

fn topic(number: u8) -> TopicId {
    TopicId::new(number).unwrap()
}

fn check(stem: &str, options: [&str; 2], right: usize, why: &str) -> Check {
    let options = options.iter().enumerate().map(|(at, text)| CheckOption { text: (*text).into(), right: at == right });
    Check { stem: stem.into(), options: options.collect(), why: why.into() }
}

/// Two lessons in the first topic, one in the others; the fourth has none.
pub fn taught_pack(digest: u8) -> Pack {
    let page = |title: &str, blocks: Vec<Block>| Page { title: title.into(), blocks };
    let texts = |lines: &[&str]| lines.iter().map(|line| (*line).to_owned()).collect::<Vec<_>>();
    let mut pack = pack();
    pack.digest = [digest; 32];
    let lesson = |topic: TopicId, number: u8, pages: Vec<Page>, checks: Vec<Check>| Lesson {
        id: LessonId { topic, number },
        title: "Bài học".into(),
        required: true,
        facts: Vec::new(),
        pages,
        checks,
    };
    let first = vec![
        page(
            "Mở màn hình",
            vec![
                Block::Paragraph("Màn hình đen là máy đang ngủ.".into()),
                Block::Steps(texts(&["Bấm nút nguồn cạnh máy", "Vuốt (lướt ngón tay) từ dưới lên"])),
                Block::Paragraph("Vẫn đen thì cắm sạc.".into()),
            ],
        ),
        page(
            "Công an không làm việc qua điện thoại",
            vec![
                Block::Paragraph("Công an đưa giấy mời, làm việc ở trụ sở. Công an không gọi video, không đòi tiền, không hỏi mã OTP.".into()),
                Block::Remember(texts(&["Bị giục thì dừng", "Sổ đỏ, mã OTP: đừng gửi"])),
            ],
        ),
    ];
    let asked =
        check("Bà Lụa bấm nhầm ra trang lạ. Bà làm gì?", ["Tắt nguồn", "Bấm Quay lại"], 1, "Lùi một bước là ra.");
    let second = check("Ai gõ mã?", ["Bác tự gõ", "Bác đọc, họ gõ"], 0, "Mã của riêng bác.");
    let plain = |title: &str| vec![page(title, vec![Block::Paragraph("Chữ.".into())])];
    pack.lessons = vec![
        lesson(topic(1), 1, first, vec![asked]),
        lesson(topic(1), 2, plain("Hỏi ai?"), vec![second]),
        lesson(topic(2), 1, plain("Trang"), Vec::new()),
        lesson(topic(3), 1, plain("Trang"), Vec::new()),
    ];
    pack
}

fn learner(at: u8) -> Learner {
    let names = ["Nguyễn Thị An", "Trần Đức Bảo", "Bùi Ngọc Chuyên", "Nguyễn Thị Thu Duyên", "Phạm Văn Đức", "Lê Hằng"];
    let name = names.get(usize::from(at)).map_or_else(|| format!("Vũ {at} Xuân"), |name| (*name).to_owned());
    // The third has learnt the second topic.
    let topics = if at == 2 { vec![topic(2)] } else { Vec::new() };
    Learner { key: PersonKey([at; 32]), name, village: "thôn Ngọc Lặc".into(), topics }
}

fn class(count: u8, taught: &[u8]) -> Msg {
    let taught = taught.iter().map(|number| topic(*number)).collect();
    Msg::Class(Box::new(ClassList { learners: (0..count).map(learner).collect(), taught }))
}

fn with_pack(pack: Pack) -> Model {
    let mut model = at_desk();
    model.shared.settings.theme = ThemeName::Light;
    model.shared.theme = ThemeName::Light.into();
    let _ = model.update(now(), Msg::Content(Arc::new(pack)));
    model
}

/// The list of topics, for so many registered people.
pub fn hall(count: u8) -> Model {
    let mut model = with_pack(taught_pack(1));
    let effects = visit(&mut model, "l");
    assert!(effects.iter().any(|one| matches!(one, Effect::ListClass)), "{effects:?}");
    let _ = model.update(now(), class(count, &[]));
    model
}

/// At a later moment of the steady clock.
fn later(model: &mut Model, ms: u64, key: Press) -> Vec<Effect> {
    let at = Stamp { mono_ms: model.shared.now.stamp.mono_ms + ms, ..model.shared.now.stamp };
    model.update(at, Msg::Press(key))
}

fn after_keys(mut model: Model, keys: &str) -> Model {
    let _ = visit(&mut model, keys);
    model
}

/// Three of six in the first topic, at a step.
fn taught(keys: &str) -> Model {
    after_keys(hall(6), &format!("1123<enter>{keys}"))
}

const TO_END: &str = "<right><right><right><right><right><right><right>";

/// The same at the end, after so many seconds on each step.
fn at_end(seconds: u64) -> Model {
    let mut model = taught("");
    for _ in 0..7 {
        let _ = later(&mut model, seconds * 1000, Press::Right);
    }
    model
}

fn kept(seconds: u64, count: usize, taught: &[u8]) -> Model {
    let mut model = at_end(seconds);
    let _ = later(&mut model, 0, Press::Enter);
    let _ = model.update(model.shared.now.stamp, Msg::GroupKept { topic: topic(1), present: count });
    if !taught.is_empty() {
        let _ = model.update(model.shared.now.stamp, class(6, taught));
    }
    model
}

fn without_groups() -> Model {
    let mut pack = taught_pack(1);
    pack.contest.rules.groups = false;
    after_keys(with_pack(pack), "l")
}

pub const CASES: &[Case] = &[
    ("group, coming", || after_keys(with_pack(taught_pack(1)), "l")),
    ("group-topics", || hall(6)),
    ("group-topics, last", || after_keys(hall(6), "<down><down><down>")),
    ("group, no lessons", || after_keys(hall(6), "4")),
    ("group-refused", without_groups),
    ("group-roll", || after_keys(hall(6), "1")),
    ("group-roll, ticked", || after_keys(hall(6), "1123")),
    ("group-roll, last", || after_keys(hall(6), "1<down><down><down><down><down>")),
    ("group-roll, long", || after_keys(hall(25), "1a")),
    ("group-roll, second page", || after_keys(hall(25), "1<pgdn>")),
    ("group-roll, too many", || after_keys(hall(70), "1a")),
    ("group-page", || taught("")),
    ("group-page, second", || taught("<right>")),
    ("group-question", || taught("<right><right>")),
    ("group-question, counted", || taught("<right><right>12<enter>3")),
    ("group-answer", || taught("<right><right><right>")),
    ("group-end", || at_end(60)),
    ("group-end, short", || taught(TO_END)),
    ("group-end, nobody", || after_keys(at_end(60), "1a a<enter>1123<enter>")),
    ("group-end, roll", || after_keys(at_end(60), "1")),
    ("group-keeping", || after_keys(at_end(60), "<enter>")),
    ("group-kept, coming", || kept(60, 3, &[])),
    ("group-kept", || kept(60, 2, &[1])),
    ("group-kept, all", || kept(60, 3, &[1, 2, 3])),
    ("group-leaving", || taught("<esc>")),
    ("group-leaving, at the topics", || after_keys(hall(6), "<esc>")),
];

fn in_words(model: &Model) -> String {
    read(model, 100, 30).split_whitespace().collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn sees(model: &Model, what: &str) {
    let text = in_words(model);
    assert!(text.contains(what), "{what} in\n{}", read(model, 100, 30));
}

fn drafts(effects: &[Effect]) -> Vec<&Draft> {
    effects.iter().filter_map(|one| if let Effect::SaveDraft(draft) = one { Some(draft) } else { None }).collect()
}

fn lesson_kept(effects: &[Effect]) -> &TaughtLesson {
    effects.iter().find_map(|one| if let Effect::KeepGroup(taught) = one { Some(&**taught) } else { None }).unwrap()
}

#[test]
fn its_screens_are_their_pictures() {
    for (name, make) in CASES.iter().filter(|(name, _)| !name.contains(", ")) {
        see_at(name, &make(), &[(80, 24), (100, 30), (160, 45)]);
    }
    for (name, picture) in [("group-roll, long", "group-roll-long"), ("group-end, short", "group-end-short")] {
        let (_, make) = CASES.iter().find(|(one, _)| *one == name).unwrap();
        see_at(picture, &make(), &[(80, 24), (100, 30), (160, 45)]);
    }
}

#[test]
fn a_wall_is_light_whatever_the_volunteer_has_chosen_and_a_plain_console_stays_as_it_is() {
    let background = |theme: ThemeName| {
        let mut model = taught("");
        model.shared.settings.theme = theme;
        model.shared.theme = theme.into();
        let hall = frame(&model, 80, 24)[(40, 20)].bg;
        let _ = visit(&mut model, "<esc>3");
        (hall, frame(&model, 80, 24)[(79, 20)].bg)
    };
    let (light, dark, console) =
        (background(ThemeName::Light), background(ThemeName::Dark), background(ThemeName::Console));
    assert!(light.0 == dark.0 && light.0 == light.1 && dark.0 != dark.1, "{light:?} {dark:?}");
    assert!(console.0 == console.1 && console.0 != light.0, "{console:?}");
}

/// A screen without spaces and frames.
fn bare(text: &str) -> String {
    text.chars().filter(|sign| !sign.is_whitespace() && !"│┃".contains(*sign)).collect()
}

/// What a page has to show below its title.
fn texts(page: &Page) -> Vec<&String> {
    let mut texts = Vec::new();
    for block in &page.blocks {
        match block {
            Block::Paragraph(text) => texts.push(text),
            Block::Steps(lines) | Block::Points(lines) | Block::Remember(lines) => texts.extend(lines),
        }
    }
    texts
}

#[test]
fn nothing_of_the_course_is_cut_at_any_size() {
    let dates = DemoDates { opens: crate::days::date(2025, 10, 11), closes: crate::days::date(2025, 11, 11) };
    let pack = tramso::content::builtin::pack(dates).unwrap();
    let mut seen = 0;
    for number in 1..=4 {
        let mut model = after_keys(with_pack(pack.clone()), "l");
        let _ = model.update(now(), class(6, &[]));
        let _ = visit(&mut model, &format!("{number}1<enter>"));
        for lesson in pack.required_lessons(topic(number)) {
            let shows = |model: &Model, wanted: &str| {
                for (columns, rows) in [(80, 24), (100, 30), (160, 45)] {
                    let text = read(model, columns, rows);
                    assert!(bare(&text).contains(&bare(wanted)), "{wanted} at {columns}x{rows}:\n{text}");
                }
            };
            for page in &lesson.pages {
                texts(page).iter().for_each(|text| shows(&model, text));
                seen += 1;
                let _ = visit(&mut model, "<right>");
            }
            for check in &lesson.checks {
                let _ = visit(&mut model, "<right>");
                check.options.iter().for_each(|option| shows(&model, &option.text));
                shows(&model, &check.why);
                let _ = visit(&mut model, "<right>");
            }
        }
        sees(&model, &format!("Hết chuyên đề {number}"));
    }
    assert!(seen > 20, "{seen} pages");
}

#[test]
fn every_key_has_room_in_the_footer_of_the_smallest_screen() {
    for (name, make) in CASES {
        for language in [Language::Vietnamese, Language::English] {
            let mut model = make();
            model.shared.settings.speech = true;
            model.shared.words = Words::new(language);
            let footer = read(&model, 80, 24).lines().last().unwrap().to_owned();
            for hint in model.screen.keys(&model.shared).hints(&model.shared) {
                assert!(
                    footer.contains(&format!("{}  {}", hint.cap, hint.wording)),
                    "{name}, {language:?}: {hint:?}\n{footer}"
                );
            }
        }
    }
}

#[test]
fn no_size_leaves_the_lower_half_of_a_page_empty() {
    for (name, make) in CASES.iter().filter(|(name, _)| ["group-page", "group-question", "group-end"].contains(name)) {
        for (columns, rows) in [(80, 24), (100, 30), (160, 45)] {
            let text = read(&make(), columns, rows);
            let lines: Vec<&str> = text.lines().collect();
            let body = &lines[3..lines.len() - 1];
            let is_used = |lines: &[&str]| lines.iter().any(|line| !line.trim().is_empty());
            assert!(
                is_used(&body[..body.len() / 2]) && is_used(&body[body.len() / 2..]),
                "{name} at {columns}x{rows}:\n{text}"
            );
        }
    }
}

#[test]
fn a_topic_is_taught_to_its_end_and_kept_with_everybody() {
    let mut model = at_end(60);
    sees(&model, "Cả lớp đã học 7 phút");
    let effects = later(&mut model, 0, Press::Enter);
    let lesson = lesson_kept(&effects);
    assert_eq!((lesson.topic, lesson.pack, lesson.seconds), (topic(1), [1; 32], 420));
    assert_eq!(lesson.lessons.iter().map(ToString::to_string).collect::<Vec<_>>(), ["1.1", "1.2"]);
    assert_eq!(lesson.people, [0, 1, 2].map(|at| PersonKey([at; 32])));
    assert_eq!(lesson.raised, [Vec::<u8>::new(), Vec::new()]);
    assert!(lesson.after.text.contains("\"teaching\":null"), "{}", lesson.after.text);
    assert!(drafts(&effects).is_empty(), "the lesson's own transaction writes what is next");
    assert!(visit(&mut model, "<enter>1<esc>").is_empty(), "nothing can be pressed meanwhile");
    let effects = model.update(now(), Msg::GroupKept { topic: topic(1), present: 2 });
    assert!(matches!(effects.as_slice(), [Effect::ListClass, Effect::Counts]), "{effects:?}");
    sees(&model, "Đã ghi chuyên đề 1 cho 2 người");
    sees(&model, "1 người không ghi");
}

#[test]
fn the_next_topic_needs_no_roll_call() {
    let mut model = kept(60, 3, &[1]);
    sees(&model, "Bấm Enter để sang chuyên đề 2");
    let _ = visit(&mut model, "<enter>");
    sees(&model, "Lớp học chung • 2 người • Chuyên đề 2");
    let mut model = kept(60, 3, &[1, 2, 3]);
    sees(&model, "Cả lớp đã học hết các chuyên đề");
    let _ = visit(&mut model, "<enter>");
    sees(&model, "Ra khỏi lớp học chung?");
}

#[test]
fn hands_are_counted_or_skipped() {
    let mut model = taught("<right><right>");
    sees(&model, "Mời bà con giơ tay");
    assert!(!in_words(&model).contains("Lùi một bước"), "not before the answer");
    let _ = visit(&mut model, "2<enter>1<enter>");
    sees(&model, "→ Lùi một bước là ra.");
    sees(&model, "2 tay");
    let _ = visit(&mut model, "<right><right>");
    sees(&model, "câu hỏi nhỏ 1 / 1");
    let _ = visit(&mut model, "<enter>");
    sees(&model, "Mã của riêng bác.");
    let _ = visit(&mut model, "<enter>");
    let effects = visit(&mut model, "2");
    assert_eq!(lesson_kept(&effects).raised, [vec![2, 1], Vec::new()]);
    // No more hands than people.
    let mut model = taught("<right><right>9");
    sees(&model, "3 người có mặt: số tay cho một câu không quá 3");
    let _ = visit(&mut model, "3");
    assert!(in_words(&model).contains("3 tay") && !in_words(&model).contains("không quá"));
    let mut model = taught("<right><right>39<back>0<enter>");
    assert!(in_words(&model).contains("0 tay"), "a count can be taken back");
    let _ = visit(&mut model, "<left>");
    sees(&model, "Công an không");
}

#[test]
fn only_time_with_a_page_on_the_screen_counts() {
    let seconds = |model: &mut Model| {
        let effects =
            later(model, 0, if in_words(model).contains("Bấm 2 nếu") { Press::Char('2') } else { Press::Enter });
        lesson_kept(&effects).seconds
    };
    let to_end = |model: &mut Model| (0..7).for_each(|_| drop(later(model, 1000, Press::Right)));
    let mut model = taught("");
    to_end(&mut model);
    assert_eq!(seconds(&mut model), 7);
    // More than five minutes without a key.
    let mut model = taught("");
    let _ = later(&mut model, 300_001, Press::Right);
    let _ = later(&mut model, 300_000, Press::Left);
    to_end(&mut model);
    assert_eq!(seconds(&mut model), 307);
    // The question whether to leave, and the roll call at the end.
    let mut model = taught("");
    let _ = later(&mut model, 2000, Press::Esc);
    let _ = later(&mut model, 200_000, Press::Esc);
    to_end(&mut model);
    let _ = later(&mut model, 0, Press::Char('1'));
    let _ = later(&mut model, 100_000, Press::Enter);
    assert_eq!(seconds(&mut model), 9);
    // Another boot, and a steady clock that runs backwards.
    let mut model = taught("");
    let _ = model.update(Stamp { boot: 2, mono_ms: 50_000_000, ..now() }, Msg::Press(Press::Right));
    let _ = model.update(Stamp { boot: 2, mono_ms: 5, ..now() }, Msg::Press(Press::Left));
    to_end(&mut model);
    assert_eq!(seconds(&mut model), 7);
    // A wall clock that jumps.
    let mut model = taught("");
    let noon = now();
    let jumped = Stamp { wall: noon.wall.plus_ms(7_200_000), mono_ms: noon.mono_ms + 3000, suspect: true, ..noon };
    let _ = model.update(jumped, Msg::Press(Press::Right));
    (0..6).for_each(|_| drop(later(&mut model, 1000, Press::Right)));
    assert_eq!(seconds(&mut model), 9);
}

#[test]
fn a_lesson_that_was_too_short_is_told_and_can_go_on_or_be_kept() {
    let mut model = taught(TO_END);
    sees(&model, "Cả lớp đã học 0 phút; cần ít nhất 1 phút.");
    sees(&model, "Còn thiếu 1 phút");
    assert!(visit(&mut model, "<enter>").is_empty(), "Enter chooses nothing");
    let _ = visit(&mut model, "<left>");
    sees(&model, "Mã của riêng bác.");
    let _ = later(&mut model, 240_000, Press::Right);
    assert!(!in_words(&model).contains("Còn thiếu"));
    let mut model = taught(TO_END);
    let effects = visit(&mut model, "2");
    assert_eq!(lesson_kept(&effects).seconds, 0, "kept all the same");
}

#[test]
fn nobody_and_more_than_sixty_are_told() {
    let mut model = after_keys(hall(6), "1<enter>");
    sees(&model, "Chưa đánh dấu ai");
    let _ = visit(&mut model, "a<enter>");
    sees(&model, "Lớp học chung • 6 người");
    let mut model = after_keys(hall(70), "1a");
    sees(&model, "Một lớp ghi được nhiều");
    sees(&model, "Lớp học chung • 60 người");
    let _ = visit(&mut model, "<pgdn><pgdn><pgdn><pgdn><pgdn><pgdn>1");
    sees(&model, "Lớp học chung • 60 người");
    let _ = visit(&mut model, "<up>");
    let model = after_keys(at_end(60), "1123");
    sees(&model, "Lớp học chung • 0 người");
    let mut model = after_keys(model, "<enter>");
    sees(&model, "Chưa đánh dấu ai");
    assert!(visit(&mut model, "<enter>").iter().all(|one| !matches!(one, Effect::KeepGroup(_))));
}

#[test]
fn names_are_found_by_the_letter_that_the_given_name_begins_with() {
    let mut model = after_keys(hall(25), "1d");
    let _ = visit(&mut model, " ");
    sees(&model, "✓ Nguyễn Thị Thu Duyên");
    let _ = visit(&mut model, "x ");
    sees(&model, "✓ Vũ 6 Xuân");
    sees(&model, "Trang 1/3");
    let _ = visit(&mut model, "<pgdn>0");
    sees(&model, "Trang 2/3");
    sees(&model, "0. ✓ Vũ 19 Xuân");
}

/// The draft that was written last before a power cut, and the program after it.
fn cut(model: Model, effects: &[Effect], pack: Pack, learners: Msg) -> Model {
    let draft = (*drafts(effects).last().unwrap()).clone();
    drop(model);
    let station = at_desk().shared.station;
    let mut model = Model::new(station.clone(), Settings::default(), now());
    let _ = model.update(now(), Msg::Content(Arc::new(pack)));
    let opened = Msg::ShiftOpen {
        shift: shift(),
        draft: None,
        parked: None,
        class: Some(Box::new(draft)),
        guest: None,
        station,
    };
    let effects = model.update(now(), opened);
    let lists = effects.iter().any(|one| matches!(one, Effect::ListClass));
    if lists {
        let _ = model.update(now(), learners);
    }
    model
}

#[test]
fn a_power_cut_goes_on_at_the_same_page_with_the_same_people() {
    let mut model = taught("<right><right>2<enter>1<right><right>");
    let effects = later(&mut model, 200_000, Press::Right);
    let before = read(&model, 80, 24);
    let mut model = cut(model, &effects, taught_pack(1), class(6, &[]));
    assert_eq!(read(&model, 80, 24), before);
    // What was counted and how long it was taught before go on, though the clock began again.
    let _ = model.update(Stamp { boot: 9, mono_ms: 5, ..now() }, Msg::Press(Press::Right));
    let _ = later(&mut model, 0, Press::Right);
    let _ = later(&mut model, 0, Press::Right);
    let effects = later(&mut model, 0, Press::Enter);
    let lesson = lesson_kept(&effects);
    assert_eq!((lesson.seconds, &lesson.raised[0], lesson.people.len()), (200, &vec![2, 1], 3));
}

#[test]
fn who_was_erased_or_withdrew_meanwhile_is_not_in_the_class_any_more() {
    let mut model = taught("");
    let effects = later(&mut model, 1000, Press::Right);
    let model = cut(model, &effects, taught_pack(1), class(2, &[]));
    sees(&model, "Lớp học chung • 2 người");
}

#[test]
fn content_that_changed_begins_the_topic_again_with_the_same_people() {
    let mut model = taught("");
    let effects = later(&mut model, 100_000, Press::Right);
    let mut again = cut(model, &effects, taught_pack(2), class(6, &[]));
    sees(&again, "Nội dung vừa được thay");
    let _ = visit(&mut again, "<enter>");
    sees(&again, "Lớp học chung • 3 người • Chuyên đề 1");
    let effects = visit(&mut again, &format!("{TO_END}2"));
    assert_eq!((lesson_kept(&effects).seconds, lesson_kept(&effects).pack), (0, [2; 32]));
    let mut model = taught("<right>");
    let _ = model.update(now(), Msg::Content(Arc::new(taught_pack(2))));
    sees(&model, "Nội dung vừa được thay");
}

#[test]
fn a_draft_that_is_not_understood_is_passed_over() {
    let broken = ["", "{}", "null", "{\"v\":2,\"left\":false,\"class\":[],\"teaching\":null}", "[1]"];
    let strange = "{\"v\":1,\"left\":false,\"class\":[\"xy\"],\"teaching\":null}";
    let nowhere = "{\"v\":1,\"left\":false,\"class\":[],\"teaching\":{\"topic\":9,\"pack\":\"\",\"at\":\"end\",\"taught_ms\":1,\"raised\":[]}}";
    for text in broken.into_iter().chain([strange, nowhere]) {
        let draft = Draft { kind: group::KIND.into(), text: text.into() };
        let model = cut(hall(1), &[Effect::SaveDraft(draft)], taught_pack(1), class(6, &[]));
        assert!(matches!(model.screen, Screen::Waiting(_) | Screen::Group(_)), "{text}");
    }
    let far = "{\"page\":{\"lesson\":7,\"page\":99}}";
    let text = format!(
        "{{\"v\":1,\"left\":false,\"class\":[],\"teaching\":{{\"topic\":1,\"pack\":\"{}\",\"at\":{far},\"taught_ms\":18446744073709551615,\"raised\":[]}}}}",
        "01".repeat(32)
    );
    let draft = Draft { kind: group::KIND.into(), text };
    let mut model = cut(hall(1), &[Effect::SaveDraft(draft)], taught_pack(1), class(6, &[]));
    sees(&model, "Bài 1.1 • trang 1 / 2");
    let _ = later(&mut model, 1000, Press::Right);
    sees(&model, "Bài 1.1 • trang 2 / 2");
}

#[test]
fn leaving_is_asked_and_the_lesson_waits() {
    let mut model = taught("<right>");
    let before = read(&model, 80, 24);
    let _ = visit(&mut model, "<esc>");
    sees(&model, "bấm L là học tiếp đúng chỗ này");
    let effects = visit(&mut model, "3");
    assert!(matches!(model.screen, Screen::Desk(_)));
    sees(&model, "Lớp học chung đang dở: bấm L để học tiếp");
    let left = (*drafts(&effects).last().unwrap()).clone();
    assert!(!group::was_taught(Some(&left)), "a restart does not go on there by itself");
    let effects = visit(&mut model, "l");
    assert!(group::was_taught(drafts(&effects).last().copied()), "now it does again");
    let _ = model.update(now(), class(6, &[]));
    assert_eq!(read(&model, 80, 24), before);
    // To the form, which may show a number: it is named.
    let _ = visit(&mut model, "<esc>");
    sees(&model, "Đăng ký người mới (ra khỏi lớp học chung)");
    let _ = visit(&mut model, "2");
    assert!(matches!(model.screen, Screen::QuickForm(_)));
    // Given up.
    let mut model = taught("<right><esc>4");
    sees(&model, "Dạy chuyên đề nào");
    let _ = visit(&mut model, "1");
    sees(&model, "Lớp học chung • 3 người");
}

#[test]
fn who_explains_for_long_is_not_sent_away_and_a_deserted_hall_is() {
    let mut model = taught("");
    let since = model.shared.touched.mono_ms;
    let due = model.wake_at().unwrap();
    assert!(due - since >= 30 * 60_000, "{}", due - since);
    let tick = |model: &mut Model, at: u64| drop(model.update(Stamp { mono_ms: at, ..now() }, Msg::Tick));
    tick(&mut model, due - 1);
    assert!(model.overlays.is_empty());
    tick(&mut model, due);
    assert!(matches!(model.overlays.as_slice(), [Overlay::Idle(_)]));
    let park = model.wake_at().unwrap();
    tick(&mut model, park);
    assert!(matches!(model.screen, Screen::Waiting(_)) && model.shared.parked_class.is_some());
}

#[test]
fn a_contest_without_groups_and_a_closed_one_say_so() {
    let mut model = without_groups();
    sees(&model, "không ghi nhận học chung");
    assert!(visit(&mut model, "1a<enter>").is_empty());
    let _ = visit(&mut model, "<esc>");
    assert!(matches!(model.screen, Screen::Desk(_)));
    let mut pack = taught_pack(1);
    pack.contest.closes = crate::days::date(2025, 10, 19);
    sees(&after_keys(with_pack(pack), "l"), "ngoài những ngày của cuộc thi");
}

#[test]
fn what_fails_is_told_and_nothing_is_lost() {
    let mut model = at_end(60);
    let _ = later(&mut model, 0, Press::Enter);
    let _ = model.update(now(), failed());
    let _ = visit(&mut model, "<enter>");
    sees(&model, "Hết chuyên đề 1");
    let effects = visit(&mut model, "<enter>");
    assert_eq!(lesson_kept(&effects).people.len(), 3);
}
