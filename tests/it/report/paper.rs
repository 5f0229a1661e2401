//! Tests on paper.

use super::{Paper, Picture, scanned};
use tramso::{
    content::{Pack, builtin},
    domain::{PaperItem, Question, QuestionId, Seed, draw},
    report::{Fonts, PaperCounts, PaperQuestion, PaperTest, Papers, Part, PdfFault, Trial, paper_tests, qr},
    text::{Language, Words},
};

#[test]
fn a_paper_has_two_sides_with_its_number_and_code_on_both() {
    let paper = kept(&papers(vec![drawn(1), drawn(2)]));
    assert!(paper.tool("pdfinfo", &[]).contains("Pages:           4\n"));
    let code = |serial: u8| vec![drawn(serial).code];
    // 150 dots an inch, and what a copier makes of them at 80 % and a little off it.
    for dots in [150, 124, 120, 117] {
        let codes: Vec<Vec<String>> = paper.pictures(dots).iter().map(scanned).collect();
        assert_eq!(codes, [code(1), code(1), code(2), code(2)], "{dots}");
    }
    for (page, number) in paper.pages().iter().zip(["048 192 01-0", "048 192 01-0", "048 192 02-0", "048 192 02-0"]) {
        assert!(page.contains(number), "{number} is missing in:\n{page}");
        assert!(page.contains("Công dân số Hải Phòng"), "{page}");
    }
}

#[test]
fn every_question_is_there_in_the_drawn_order_and_the_end_has_what_is_added() {
    let one = drawn(3);
    let paper = kept(&papers(vec![one.clone()]));
    paper.tool("pdftotext", &["-raw"]);
    let text = std::fs::read_to_string(paper.path("page.txt")).unwrap();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut from = 0;
    for (number, question) in (1..).zip(&one.questions) {
        let asked = format!("{number}. {}", question.stem);
        let at = text[from..].find(&asked).unwrap_or_else(|| panic!("{asked:?} is not below the one before:\n{text}"));
        from += at;
        for (letter, option) in ["A", "B", "C", "D"].iter().zip(&question.options) {
            assert!(text[from..].contains(&format!("{letter} {option}")), "{letter} {option}:\n{text}");
        }
    }
    let pack = pack();
    for sentence in &pack.contest.ready_messages {
        assert!(text.contains(sentence.as_str()), "{sentence}");
    }
    for shown in ["Lời của tôi:", "Họ và tên:", "Năm sinh:", "Ký tên:", "Mỗi câu chỉ đánh một dấu X vào một ô"]
    {
        assert!(text.contains(shown), "{shown}");
    }
}

#[test]
fn a_paper_states_what_it_counts_for() {
    let stated = |counts: PaperCounts, trial: Option<Trial>| {
        let text = kept(&Papers { counts, trial, ..papers(vec![drawn(1)]) }).text();
        [
            "không dùng để xét giải cá nhân",
            "và được xét giải cá nhân",
            "chưa xác nhận bài thi ở trạm này",
            "bài làm thử, không được tính",
        ]
        .map(|words| text.contains(words))
    };
    assert_eq!(stated(PaperCounts::Commune, None), [true, false, false, false]);
    assert_eq!(stated(PaperCounts::Prizes, None), [false, true, false, false]);
    assert_eq!(stated(PaperCounts::Unconfirmed, None), [false, false, true, false]);
    assert_eq!(stated(PaperCounts::Prizes, Some(Trial::Rehearsal)), [false, false, false, true]);
}

#[test]
fn nothing_printed_depends_on_which_option_is_right() {
    // Two banks with the same texts, the first option right in one and the last in the other, each drawn so that the same words are in the same places.
    let pack = pack();
    let paper = draw(&pack.contest, &pack.bank, Seed([9; 32])).unwrap();
    let printed = |key_is_last: bool| {
        let of = |item: &PaperItem| {
            let mut question = self::question(&pack, &item.question);
            let mut order = item.order.clone();
            if key_is_last {
                question.options.reverse();
                order.iter_mut().for_each(|place| *place = 3 - *place);
            }
            question.why = format!("{key_is_last}");
            shown(&question, &order)
        };
        bytes(&papers(vec![paper_of(1, paper.items.iter().map(of).collect())]))
    };
    assert_eq!(printed(false), printed(true));
    // Control: another order of the options is another file.
    let mut other = drawn(1);
    other.questions[0].options.swap(0, 1);
    assert_ne!(bytes(&papers(vec![drawn(1)])), bytes(&papers(vec![other])));
}

#[test]
fn no_question_is_named_by_its_id_and_no_explanation_is_printed() {
    let pack = pack();
    let paper = draw(&pack.contest, &pack.bank, Seed([1; 32])).unwrap();
    let file = kept(&papers(vec![drawn(1)]));
    let (text, facts) = (file.text(), file.tool("pdfinfo", &["-meta"]));
    for item in &paper.items {
        let question = self::question(&pack, &item.question);
        for secret in [question.id.0.as_str(), question.why.as_str()] {
            assert!(!text.contains(secret) && !facts.contains(secret), "{secret}");
        }
    }
}

#[test]
fn the_longest_questions_of_the_pool_fit_on_two_sides() {
    let paper = kept(&papers(vec![paper_of(17, longest())]));
    assert!(paper.tool("pdfinfo", &[]).contains("Pages:           2\n"));
    assert!(is_inside(&paper));
}

#[test]
fn a_paper_beyond_two_sides_has_a_second_sheet_that_is_named_and_the_next_begins_on_a_new_one() {
    let long = PaperQuestion {
        stem: "Bác Khuê hỏi một câu dài ".repeat(8),
        options: ["a", "b", "c", "d"].map(|letter| format!("{letter} {}", "trả lời thật dài ".repeat(9))).to_vec(),
    };
    let paper = kept(&papers(vec![paper_of(1, vec![long; 20]), drawn(2)]));
    let pages = paper.pages();
    let first = pages.iter().filter(|page| page.contains("048 192 01-0")).count();
    assert!(first > 2 && first % 2 == 0 && pages.len() == first + 2, "{first} of {}", pages.len());
    assert!(pages[0].contains("Tờ 1 ·") && pages[2].contains("Tờ 2 ·"), "{}", pages[2]);
    assert!(!pages[first].contains("Tờ 1 ·"), "a paper of one sheet names none");
    assert!(pages.iter().all(|page| !page.trim().is_empty()));
    assert!(is_inside(&paper));
}

#[test]
fn a_paper_that_cannot_be_drawn_is_an_error() {
    let refused = |question: PaperQuestion| {
        let papers = papers(vec![paper_of(1, vec![question])]);
        paper_tests(&papers, &Words::new(Language::Vietnamese), &Fonts::embedded().unwrap()).unwrap_err()
    };
    let options = || ["a", "b", "c", "d"].map(str::to_owned).to_vec();
    let stem = |stem: &str| PaperQuestion { stem: stem.to_owned(), options: options() };
    assert_eq!(refused(stem("村?")), PdfFault::MissingGlyph('村'));
    assert_eq!(refused(stem(&"W".repeat(90))), PdfFault::TooWide(Part::Question));
    assert_eq!(refused(stem(&"dài ".repeat(2000))), PdfFault::TooWide(Part::Question));
    let wide = PaperQuestion { options: vec!["W".repeat(90), "b".into(), "c".into(), "d".into()], ..stem("?") };
    assert_eq!(refused(wide), PdfFault::TooWide(Part::Question));
    let mut papers = papers(vec![drawn(1)]);
    papers.papers[0].code = "x".repeat(60);
    let drawn = paper_tests(&papers, &Words::new(Language::Vietnamese), &Fonts::embedded().unwrap());
    assert!(matches!(drawn.unwrap_err(), PdfFault::Qr(qr::QrFault::TooLarge { .. })));
}

#[test]
fn a_trial_is_marked_on_every_page_and_its_code_is_still_read() {
    let papers = papers(vec![drawn(1)]);
    let plain = kept(&papers);
    assert!(!plain.text().contains("BẢN DÙNG THỬ"), "control: a real paper has no mark");
    for (trial, mark) in [(Trial::Demo, "BẢN DÙNG THỬ, không"), (Trial::Rehearsal, "DIỄN TẬP, không")] {
        let paper = kept(&Papers { trial: Some(trial), ..papers.clone() });
        for page in paper.pages() {
            assert!(page.contains(mark), "{mark} is missing in:\n{page}");
        }
        let (with, without) = (paper.pictures(72), plain.pictures(72));
        for (with, without) in with.iter().zip(&without) {
            let pale = |picture: &Picture| picture.pixels.iter().filter(|dot| (222..231).contains(*dot)).count();
            assert!(pale(with) > pale(without) + 15_000, "no large pale words: {}", pale(with));
        }
        assert_eq!(scanned(&paper.pictures(120)[1]), [drawn(1).code]);
    }
}

#[test]
fn the_same_papers_are_the_same_file() {
    let all = papers(vec![drawn(1), drawn(2)]);
    assert_eq!(bytes(&all), bytes(&all));
    assert_ne!(bytes(&all), bytes(&papers(vec![drawn(2), drawn(1)])));
}

#[test]
fn papers_do_not_show_their_questions_in_logs() {
    let papers = papers(vec![drawn(1)]);
    let shown = format!("{papers:?} {:?} {:?}", papers.papers[0], papers.papers[0].questions[0]);
    assert_eq!(shown, "Papers(1) PaperTest(048 192 01-0) PaperQuestion(4 options)");
}

/// Nothing is drawn in the outer 5 mm, which printers do not reach, on any page.
pub(super) fn is_inside(paper: &Paper) -> bool {
    paper.pictures(72).iter().all(is_light_at_the_edge)
}

/// The same of one page, drawn with a dot a point. 5 mm are 14 points.
pub(super) fn is_light_at_the_edge(page: &Picture) -> bool {
    let edge = 14;
    let is_outer = |x: usize, y: usize| x < edge || y < edge || x >= page.width - edge || y >= page.height - edge;
    (0..page.height).all(|y| (0..page.width).all(|x| !is_outer(x, y) || page.is_light(x, y)))
}

fn kept(papers: &Papers) -> Paper {
    Paper::keep(&bytes(papers))
}

fn bytes(papers: &Papers) -> Vec<u8> {
    paper_tests(papers, &Words::new(Language::Vietnamese), &Fonts::embedded().unwrap()).unwrap()
}

fn papers(papers: Vec<PaperTest>) -> Papers {
    let pack = pack();
    Papers {
        contest: pack.contest.title.clone(),
        date: crate::days::date(2025, 11, 30),
        counts: PaperCounts::Commune,
        sentences: pack.contest.ready_messages.clone(),
        trial: None,
        papers,
    }
}

fn pack() -> Pack {
    let dates = builtin::DemoDates { opens: crate::days::date(2025, 10, 11), closes: crate::days::date(2025, 12, 31) };
    builtin::pack(dates).unwrap()
}

fn paper_of(serial: u8, questions: Vec<PaperQuestion>) -> PaperTest {
    PaperTest { number: format!("048 192 {serial:02}-0"), code: format!("TS2:4f1c22d0:048192{serial:02}0"), questions }
}

fn drawn(serial: u8) -> PaperTest {
    let pack = pack();
    let paper = draw(&pack.contest, &pack.bank, Seed([serial; 32])).unwrap();
    let questions = paper.items.iter().map(|item| shown(&self::question(&pack, &item.question), &item.order));
    paper_of(serial, questions.collect())
}

fn question(pack: &Pack, id: &QuestionId) -> Question {
    pack.bank.iter().find(|question| question.id == *id).unwrap().clone()
}

fn shown(question: &Question, order: &[u8]) -> PaperQuestion {
    let options = order.iter().map(|place| question.options[usize::from(*place)].clone());
    PaperQuestion { stem: question.stem.clone(), options: options.collect() }
}

/// Those of each stratum with the longest texts, drawn together or not.
fn longest() -> Vec<PaperQuestion> {
    let pack = pack();
    let mut questions = Vec::new();
    for stratum in &pack.contest.rules.blueprint {
        let is_of = |question: &&Question| {
            question.topic == stratum.topic && stratum.level.is_none_or(|level| level == question.level)
        };
        let mut all: Vec<&Question> = pack.bank.asked().filter(is_of).collect();
        all.sort_by_key(|question| {
            let options: usize = question.options.iter().map(|option| option.chars().count()).sum();
            std::cmp::Reverse(question.stem.chars().count() + 3 * options)
        });
        questions.extend(all.into_iter().take(stratum.count).map(|question| shown(question, &[0, 1, 2, 3])));
    }
    assert_eq!(questions.len(), 20);
    questions
}
