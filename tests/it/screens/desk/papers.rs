//! Tests on paper at the desk, as they look at both sizes, and how many keys a sheet takes.

use super::{
    cases::{answers, differing, just_printed, paper, papers, sheet, sheet_while_wait, two_batches},
    stage::*,
};
use tramso::{
    domain::{Choice, PaperNumber, PersonKey},
    tui::{BatchLine, Effect, Model, Msg, PaperLine, PaperStep, PersonLine, Press},
};

#[test]
fn the_screens_of_papers() {
    see("papers", &papers(""));
    see("papers-print", &papers("1"));
    see("papers-print-sure", &papers("136<enter>"));
    see("papers-collect", &papers("207 <right> "));
    see("papers-early", &just_printed("207<enter>"));
    see("papers-two-batches", &two_batches("207"));
    see("papers-leaving", &answers("ab<esc>"));
    see("papers-doubts", &of_somebody(true));
    see("papers-void", &papers("407<enter>"));
    see("papers-key", &papers("3"));
    see("papers-writer", &sheet("ho", false));
    see("papers-answers", &answers("abcdabcd"));
    see("papers-answers-whole", &answers(&"abcd".repeat(5)));
    see("papers-differs", &differing());
    see("papers-message", &answers(&format!("{}<enter>", "abcd".repeat(5))));
}

/// From the number to the next number: three digits, a letter and the person's digit, twenty answers, Enter, the sentence.
#[test]
fn a_sheet_is_keyed_in_with_at_most_thirty_keys() {
    let keys = ["034", "h2", &"abcd".repeat(5), "<enter>", "1"];
    let count: usize = keys.iter().map(|keys| keys.replace("<enter>", "e").chars().count()).sum();
    assert!(count <= 27, "{count} keys");
    let mut model = answers(&"abcd".repeat(5));
    let effects = visit(&mut model, "<enter>1");
    let keyed = effects.iter().find_map(|effect| if let Effect::KeySheet(keyed) = effect { Some(keyed) } else { None });
    let keyed = keyed.expect("it is handed to the disk");
    assert_eq!(keyed.choices[..4], [0, 1, 2, 3].map(|at| Some(Choice(at))));
    assert_eq!(keyed.message.as_ref().and_then(|message| message.ready), Some(1));
}

#[test]
fn a_blank_is_named_and_nothing_is_handed_in() {
    let mut model = answers(&format!("abcdef {}", "a".repeat(15)));
    let effects = visit(&mut model, "<enter>");
    assert!(!effects.iter().any(|effect| matches!(effect, Effect::KeySheet(_))));
    assert!(read(&model, 80, 24).contains("Câu 5 chưa có"), "e and f are no options, and Space leaves a blank");
    let _ = model.update(now(), Msg::Resize);
    // Two crosses are none, and the letters beyond D are no options: nothing of them is ever handed on.
    let mut model = answers(&format!("{} eg95z", "abcd".repeat(4) + "abc"));
    let effects = visit(&mut model, "<enter>");
    assert!(!effects.iter().any(|effect| matches!(effect, Effect::KeySheet(_))));
    assert!(read(&model, 80, 24).contains("Câu 20 chưa có"), "{}", read(&model, 80, 24));
}

/// Three digits that can only be one paper's open it; where another number begins so, Enter is waited for.
#[test]
fn three_digits_open_the_only_paper_that_they_can_mean() {
    let opened = |effects: &[Effect]| effects.iter().any(|one| matches!(one, Effect::OpenSheet(_)));
    let last = |serial| paper(serial).digits()[6..].to_owned();
    let mut model = papers("");
    let _ = model.update(now(), Msg::Papers(all_collected()));
    assert!(opened(&visit(&mut model, &format!("3{}", last(3)))));
    let mut model = papers("");
    let _ = model.update(now(), Msg::Papers(all_collected()));
    let first: String = paper(3).digits()[..3].to_owned();
    assert!(!opened(&visit(&mut model, &format!("3{first}"))), "all nine may be meant");
    // What was refused is not typed on at.
    let _ = visit(&mut model, "<enter>");
    assert!(read(&model, 80, 24).contains('✗'));
    assert!(opened(&visit(&mut model, &last(4))), "{}", read(&model, 80, 24));
}

/// Those who wait for the test are offered at once while each can have a digit, and by one letter where they are more; an Enter from
/// habit behind the number chooses nobody.
#[test]
fn the_writer_is_one_digit_away() {
    let wait = |count: u8| {
        let names = ["Hoa", "Mận", "Cúc", "Dũng", "Én", "Gấm", "Huệ", "Lan", "Mơ", "Nụ"];
        let one = |(at, name): (u8, &&str)| person(at, &format!("Phạm Thị {name}"));
        Msg::People((1..=count).zip(&names).map(one).collect())
    };
    let mut model = sheet_while_wait(false, wait(9));
    let shown = read(&model, 80, 24);
    assert!(shown.contains("1. Phạm Thị Hoa") && shown.contains("9. Phạm Thị Mơ"), "{shown}");
    let _ = visit(&mut model, "<enter>");
    assert!(read(&model, 80, 24).contains("Ai viết tờ này?") && !read(&model, 80, 24).contains('✗'));
    let _ = visit(&mut model, "2");
    assert!(read(&model, 80, 24).contains("của Phạm Thị Mận"), "{}", read(&model, 80, 24));
    let mut model = sheet_while_wait(false, wait(10));
    assert!(!read(&model, 80, 24).contains("1. Phạm"), "ten are more than there are digits");
    let effects = visit(&mut model, "h");
    assert!(effects.iter().all(|one| !matches!(one, Effect::Search { .. })), "{effects:?}");
    let shown = read(&model, 80, 24);
    assert!(
        shown.contains("1. Phạm Thị Hoa") && shown.contains("2. Phạm Thị Huệ") && !shown.contains("Mận"),
        "{shown}"
    );
    // From two letters on everybody else is found too, behind those who wait.
    let effects = visit(&mut model, "o");
    assert!(effects.iter().any(|one| matches!(one, Effect::Search { .. })));
    let _ = model.update(now(), Msg::People(vec![person(40, "Bùi Thị Hoài"), person(1, "Phạm Thị Hoa")]));
    let shown = read(&model, 80, 24);
    assert!(
        shown.contains("1. Phạm Thị Hoa") && shown.contains("2. Bùi Thị Hoài") && !shown.contains("3. "),
        "{shown}"
    );
    let mut model = sheet_while_wait(false, wait(3));
    let _ = visit(&mut model, "031162000017");
    assert!(read(&model, 80, 24).contains("031162000017"), "control: a number is typed all the same");
}

/// A second keying is compared with the first, so nobody is asked to read it back; the last letter alone hands nothing in, since it may be
/// a scanner's.
#[test]
fn a_second_keying_is_compared_and_not_read_back() {
    let keyed = |effects: &[Effect]| effects.iter().any(|one| matches!(one, Effect::KeySheet(_)));
    let mut model = sheet("", true);
    assert!(!keyed(&visit(&mut model, &"abcd".repeat(5))));
    let shown = read(&model, 80, 24);
    assert!(shown.contains("Bấm Enter để so với lần gõ trước") && !shown.contains("Đọc lại"), "{shown}");
    assert!(keyed(&visit(&mut model, "<enter>")));
    let model = answers(&"abcd".repeat(5));
    assert!(read(&model, 80, 24).contains("Đọc lại một lượt"), "control: the first keying is read back");
    assert!(read(&differing(), 80, 24).contains("Đọc lại một lượt"), "control: and what differed is");
}

/// No stick: the number that was typed is asked about again, and nothing has to be typed a second time.
#[test]
fn papers_that_found_no_stick_are_asked_about_again() {
    let mut model = papers("136<enter>1");
    let _ = model.update(now(), Msg::Failed(tramso::tui::Failure::new("TS-K01", [])));
    let _ = visit(&mut model, "<enter>");
    assert!(read(&model, 80, 24).contains("Ghi 36 đề mới ra USB?"), "{}", read(&model, 80, 24));
    assert!(matches!(visit(&mut model, "1").as_slice(), [Effect::PrintPapers(36)]));
}

/// An Enter too many behind collected papers leads to the next sheet, never to the printer, and nothing is printed unasked.
#[test]
fn nothing_is_printed_unasked() {
    let mut model = papers("2a<enter>");
    let _ = model.update(now(), Msg::Papers(all_collected()));
    let effects = visit(&mut model, "<enter><enter>3");
    assert!(!effects.iter().any(|effect| matches!(effect, Effect::PrintPapers(_))), "{effects:?}");
    assert!(read(&model, 80, 24).contains("Nhập bài: tờ nào?"));
    let mut model = papers("136<enter><enter>");
    assert!(read(&model, 80, 24).contains("Ghi 36 đề mới ra USB?"));
    assert!(visit(&mut model, "<enter>0<enter>2").is_empty());
    assert!(read(&model, 80, 24).contains("In mấy tờ?"));
    assert!(matches!(visit(&mut model, "<enter>1").as_slice(), [Effect::PrintPapers(36)]));
    for too_many in ["161<enter>1", "10<enter>1", "1<enter>1"] {
        let mut model = papers("");
        assert!(visit(&mut model, too_many).is_empty(), "{too_many}");
    }
}

fn all_collected() -> Vec<BatchLine> {
    let line = |serial| PaperLine { number: paper(serial), step: PaperStep::Collected };
    vec![BatchLine { batch: paper(1).batch(), printed: now(), papers: (1..=12).map(line).collect() }]
}

fn collected(effects: &[Effect]) -> Vec<PaperNumber> {
    let papers =
        effects.iter().find_map(|one| if let Effect::CollectPapers(papers) = one { Some(papers) } else { None });
    papers.cloned().unwrap_or_default()
}

/// Two papers of one serial are never guessed between.
#[test]
fn of_two_batches_the_check_digit_decides() {
    let mut model = two_batches("207");
    let shown = read(&model, 80, 24);
    assert!(shown.contains("Có 2 tờ số 07"), "{shown}");
    assert!(collected(&visit(&mut model, "<enter>")).is_empty(), "nothing is ticked");
    let check = paper(7).digits().pop().unwrap();
    let mut model = two_batches(&format!("207{check}"));
    assert_eq!(collected(&visit(&mut model, "<enter>")), [paper(7)]);
    let mut model = papers("299");
    assert!(read(&model, 80, 24).contains("Không có tờ 99"));
    let _ = visit(&mut model, "07");
    assert_eq!(collected(&visit(&mut model, "<enter>")), [paper(7)], "control: one batch needs two digits");
}

/// As fast as hands type them: every serial is ticked, and an Enter is wanted by itself.
#[test]
fn serials_typed_without_a_pause_are_ticked() {
    for gap in [40, 84, 110] {
        let mut model = papers("2");
        let start = now().mono_ms + 1_000;
        let key = |press, after| Msg::Key(press, start + after);
        let mut after = 0;
        for digit in "070809".chars() {
            after += gap;
            let _ = model.update(now(), key(Press::Char(digit), after));
        }
        let effects = model.update(now(), key(Press::Enter, after + gap));
        assert!(collected(&effects).is_empty(), "{gap}: a slow scanner ends its code like that");
        let effects = model.update(now(), key(Press::Enter, after + gap + 400));
        assert_eq!(collected(&effects), [7, 8, 9].map(paper), "{gap}");
    }
}

/// What the centre would judge is known before the papers are collected.
#[test]
fn papers_that_come_back_too_soon_are_asked_about() {
    let mut model = just_printed("207");
    assert!(collected(&visit(&mut model, "<enter><enter>")).is_empty());
    assert!(read(&model, 80, 24).contains("Đề in mới 2 phút"), "{}", read(&model, 80, 24));
    assert!(collected(&visit(&mut model, "1")).is_empty());
    assert_eq!(collected(&visit(&mut model, "<enter>2")), [paper(7)]);
    let mut model = papers("207");
    assert_eq!(collected(&visit(&mut model, "<enter>")), [paper(7)], "control: half an hour is enough");
}

fn person(key: u8, name: &str) -> PersonLine {
    PersonLine {
        key: PersonKey([key; 32]),
        name: name.to_owned(),
        birth_year: 1960,
        village: "thôn Trà".into(),
        masked_number: "031•••••0201".into(),
        phone: String::new(),
        topics_done: 4,
        tested: false,
        shared: false,
        certified: false,
        last_seen: now(),
    }
}

/// Three of one name, birth and village: with a number and nothing learnt, without one and with a test, learnt.
fn namesakes() -> Msg {
    let line = |at: u8| PersonLine {
        key: PersonKey([at; 32]),
        name: "Phạm Thị Lan".into(),
        birth_year: 1954,
        village: "thôn Ngọc Lặc".into(),
        masked_number: if at == 1 { "031•••••0888".into() } else { String::new() },
        phone: String::new(),
        topics_done: if at == 1 { 1 } else { 4 },
        tested: at == 2,
        shared: false,
        certified: false,
        last_seen: now(),
    };
    Msg::People((1..=3).map(line).collect())
}

fn of_somebody(tested: bool) -> Model {
    let mut model = sheet("lan", false);
    let _ = model.update(now(), namesakes());
    let _ = visit(&mut model, if tested { "2" } else { "1" });
    model
}

#[test]
fn namesakes_are_told_apart_and_what_speaks_against_a_writer_is_shown() {
    let mut model = sheet("lan", false);
    let _ = model.update(now(), namesakes());
    let shown = read(&model, 80, 24);
    for text in ["…0888, học 1/4", "không có số, đã có bài thi", "không có số, học 4/4"] {
        assert!(shown.contains(text), "{text} in\n{shown}");
    }
    assert!(read(&of_somebody(true), 80, 24).contains("Phạm Thị Lan đã có một bài thi"));
    assert!(read(&of_somebody(false), 80, 24).contains("mới học 1/4 chuyên đề"));
    let _ = visit(&mut model, "3");
    assert!(!read(&model, 80, 24).contains('▲'), "control: who has learnt and has no test");
}

/// Esc leads to empty fields, and Enter never loses what was keyed in.
#[test]
fn a_sheet_that_is_left_leaves_nothing_in_the_fields() {
    let mut model = sheet("cu<esc>", false);
    assert!(
        !read(&model, 80, 24).contains("048 192 03") && !read(&model, 80, 24).contains("048192032"),
        "{}",
        read(&model, 80, 24)
    );
    let mut model2 = answers("ab<esc><enter>");
    let shown = read(&model2, 80, 24);
    assert!(shown.contains(" 1 A") && shown.contains(" 2 B"), "Enter goes on keying\n{shown}");
    let _ = visit(&mut model2, "<esc>2");
    assert!(read(&model2, 80, 24).contains("Nhập bài: tờ nào?"));
    let _ = visit(&mut model, "<esc>");
    assert!(read(&model, 80, 24).contains("3. Nhập bài"));
}
