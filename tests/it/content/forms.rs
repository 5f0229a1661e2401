//! Forms in which content is accepted: line endings, marks at the start, paths, sizes, several faults at once.

use super::Folder;
use proptest::prelude::*;
use std::fmt::Write;
use tramso::{
    content::{
        BankFault, ContestFault, Draft, FaultKind, FileFault, LinkFault, MOST_BYTES, MOST_QUESTIONS, QuestionFault,
        Source, check, digest,
    },
    domain::{Block, Date, Level, Sign, SignRule},
};

#[test]
fn windows_line_endings_and_byte_order_marks_are_taken() {
    let plain = Folder::good().read().unwrap().pack;
    let mut windows = Folder::good();
    for (_, bytes) in &mut windows.0 {
        let text = String::from_utf8(bytes.clone()).unwrap();
        *bytes = format!("\u{feff}{}", text.replace('\n', "\r\n")).into_bytes();
    }
    let pack = windows.read().unwrap().pack;
    assert_eq!((pack.contest, pack.lessons, pack.bank), (plain.contest, plain.lessons, plain.bank));
    assert_ne!(pack.digest, plain.digest);
    let told = windows.replaced("questions/1.toml", "level = 1", "level = 4").faults();
    assert_eq!((told[0].rule, told[0].line), ("F04", 5), "{told:?}");
}

#[test]
fn a_lesson_is_read_as_it_is_written() {
    let pack = Folder::good().read().unwrap().pack;
    let lesson = &pack.lessons[0];
    assert_eq!((lesson.title.as_str(), lesson.required), ("Bài thử 1.1", true));
    assert_eq!(lesson.facts, ["A01", "A02"]);
    let steps = Block::Steps(vec!["Mở máy".into(), "Tắt máy".into()]);
    let joined = Block::Paragraph("Một câu ngắn. Một câu nữa nối sang dòng sau.".into());
    assert_eq!(lesson.pages[0].blocks, [joined, steps]);
    let remember = Block::Remember(vec!["Nhớ điều một".into(), "Nhớ điều hai".into()]);
    assert_eq!(lesson.pages[2].blocks, [Block::Paragraph("Câu cuối.".into()), remember]);
    assert_eq!((lesson.checks[0].stem.as_str(), lesson.checks[0].why.as_str()), ("Nên làm gì?", "Hỏi lại cho chắc."));
    assert_eq!(lesson.checks[0].options.iter().map(|option| option.right).collect::<Vec<_>>(), [true, false]);
}

#[test]
fn a_question_is_read_as_it_is_written() {
    let pack = Folder::good().read().unwrap().pack;
    let question = &pack.bank[0];
    assert_eq!((question.id.0.as_str(), question.level, question.topic.number()), ("T-100", Level::Easy, 1));
    assert_eq!(question.options, ["Hỏi con cháu", "Bấm xem ngay", "Gửi tiền hết", "Chia sẻ luôn"]);
    assert_eq!((question.checked, question.until), (day(2), None));
}

#[test]
fn all_faults_of_all_files_come_at_once_in_order() {
    let faults = Folder::good()
        .replaced("wording.toml", "Tôi sẽ dạy lại cho bà.", "Tôi.")
        .replaced("questions/2.toml", "level = 1", "levle = 1")
        .replaced("lessons/1-2.md", "2. Tắt máy", "5. Tắt máy")
        .replaced("contest.toml", "closes = 2026-01-31", "closes = 2025-01-31")
        .faults();
    let told: Vec<_> = faults.iter().map(|fault| (fault.file.as_str(), fault.line, fault.rule)).collect();
    let wanted = [
        ("contest.toml", 6, "C01"),
        ("lessons/1-2.md", 12, "F01"),
        ("questions/2.toml", 3, "F02"),
        ("questions/2.toml", 5, "F03"),
        ("wording.toml", 7, "C08"),
    ];
    assert_eq!(told, wanted, "{faults:?}");
}

#[test]
fn a_syntax_fault_has_its_column_in_signs() {
    let kinds = Folder::good().replaced("skills.toml", "note = \"thử\"", "note = \"thử\" ắ").kinds();
    assert!(matches!(kinds.as_slice(), [FaultKind::File(FileFault::Syntax { column: 14, .. })]), "{kinds:?}");
}

#[test]
fn what_word_processors_and_habit_write_is_known() {
    let kinds = |from: &str, to: &str| Folder::good().replaced("skills.toml", from, to).kinds();
    let curly = kinds("note = \"thử\"", "note = “thử”");
    assert!(curly.contains(&FaultKind::File(FileFault::CurlyQuotes { column: 8 })), "{curly:?}");
    for day in ["22/11/2026", "2026/11/22", "22-11-2026", "2026-1-2"] {
        let found = kinds("note = \"thử\"", &format!("note = {day}"));
        assert!(found.contains(&FaultKind::File(FileFault::DayForm)), "{day}: {found:?}");
    }
    let other = kinds("note = \"thử\"", "note = thử");
    assert!(matches!(other.as_slice(), [FaultKind::File(FileFault::Syntax { .. })]), "control: {other:?}");
}

#[test]
fn files_are_named_and_sized_within_bounds() {
    let file = |path: &str| Folder::good().with(path, "x").kinds();
    assert_eq!(file("../contest.toml"), [FaultKind::File(FileFault::Path)]);
    assert_eq!(file("/etc/passwd"), [FaultKind::File(FileFault::Path)]);
    assert_eq!(file("lessons//1.md"), [FaultKind::File(FileFault::Path)]);
    assert_eq!(file("lessons\\1.md"), [FaultKind::File(FileFault::Path)]);
    assert_eq!(file("lessons/deeper/1.md"), [FaultKind::File(FileFault::UnknownFile)]);
    assert_eq!(file("README.md"), [FaultKind::File(FileFault::UnknownFile)]);
    assert!(Folder::good().with("README.md", "x").read().is_ok(), "a file of nobody's is only warned of");

    let mut twice = Folder::good();
    twice.0.push(("skills.toml".into(), twice.bytes("skills.toml").to_vec()));
    assert_eq!(twice.kinds(), [FaultKind::File(FileFault::PathTwice)]);

    let large = Folder::good().with("questions/9.toml", vec![b'#'; MOST_BYTES + 1]).kinds();
    assert_eq!(large, [FaultKind::File(FileFault::FileTooLarge { bytes: MOST_BYTES + 1, most: MOST_BYTES })]);
    assert_eq!(Folder::good().with("questions/9.toml", vec![b'#'; MOST_BYTES]).kinds(), []);
}

#[test]
fn what_is_missing_is_named_once() {
    assert_eq!(
        Folder::good().without("contest.toml").kinds(),
        [FaultKind::File(FileFault::MissingFile("contest.toml"))]
    );
    assert_eq!(
        Folder::good().without("wording.toml").kinds(),
        [FaultKind::File(FileFault::MissingFile("wording.toml"))]
    );
    let no_questions = Folder::good().without("questions/1.toml").without("questions/2.toml");
    assert_eq!(no_questions.kinds(), [FaultKind::File(FileFault::MissingFile("questions"))]);
    let mut no_lessons = Folder::good();
    no_lessons.0.retain(|(path, _)| !path.starts_with("lessons/"));
    assert_eq!(no_lessons.kinds(), [FaultKind::File(FileFault::MissingFile("lessons"))]);
    assert_eq!(Folder(Vec::new()).kinds().len(), 5, "and the facts are missed");
}

#[test]
fn too_many_questions_and_faults_are_cut_off() {
    let more = "[[question]]\n".repeat(MOST_QUESTIONS + 1);
    let kinds = Folder::good().with("questions/9.toml", more).kinds();
    assert_eq!(kinds, [FaultKind::File(FileFault::TooManyQuestions { most: MOST_QUESTIONS })]);

    let nonsense: String = (0..9_000).fold(String::new(), |mut text, n| {
        writeln!(text, "k{n} = 1").unwrap();
        text
    });
    let kinds = Folder::good().with("questions/9.toml", nonsense).kinds();
    assert_eq!(kinds.len(), 5_001);
    assert!(kinds.contains(&FaultKind::File(FileFault::TooManyFaults { listed: 5_000 })));
}

#[test]
fn a_day_of_closing_is_an_argument() {
    let folder = Folder::good().replaced("questions/1.toml", "source", "until = 2026-03-01\nsource");
    let sources = folder.sources();
    let (draft, faults) = Draft::read(&sources, &tramso::content::builtin::haiphong().unwrap());
    assert_eq!(faults, []);
    assert_eq!(check(&draft, crate::days::date(2026, 3, 1)), []);
    let late = check(&draft, crate::days::date(2026, 3, 2));
    assert_eq!(
        late.iter().map(|fault| &fault.what).collect::<Vec<_>>(),
        [&FaultKind::Question(QuestionFault::Expires)]
    );
}

/// Files from outside may hold anything: they are refused or taken, never more.
#[test]
fn deep_and_long_nonsense_is_refused_in_good_time() {
    let is_refused = |text: String| assert!(Folder::good().with("questions/9.toml", text).read().is_err());
    is_refused(format!("a = {}", "[".repeat(100_000)));
    is_refused(format!("a = {}", "{a=".repeat(100_000)));
    is_refused("[a.".repeat(50_000));
    is_refused("a = ".repeat(100_000));
    is_refused("\"".repeat(100_000));
    is_refused("a.".repeat(100_000));
    is_refused(format!("[[question]]\nwrong = [{}]", "\"a\",".repeat(100_000)));
    is_refused(format!("[[question]]\nstem = \"{}\"", "oà. A, B không nào ".repeat(10_000)));
}

proptest! {
    #[test]
    fn damaged_files_never_stop_the_reader(file in 0..9usize, at in any::<prop::sample::Index>(), bytes in prop::collection::vec(any::<u8>(), 0..6), cut in 0..6usize) {
        let mut folder = Folder::good();
        let damaged = &mut folder.0[file].1;
        let from = at.index(damaged.len());
        let to = (from + cut).min(damaged.len());
        damaged.splice(from..to, bytes);
        for fault in folder.faults() {
            prop_assert!(fault.line >= 1 && !fault.rule.is_empty());
        }
    }
}

/// A link -> why it is refused.
fn check_link(url: &str, expected: Option<LinkFault>) {
    let link = "https://play.google.com/store/apps/details?id=vn.thu";
    let kinds = Folder::good().replaced("contest.toml", link, url).kinds();
    assert_eq!(
        kinds,
        expected.map(|fault| FaultKind::Contest(ContestFault::Link(fault))).into_iter().collect::<Vec<_>>(),
        "{url}"
    );
}

#[test]
fn links_lead_to_stores_and_authorities_only() {
    check_link("https://apps.apple.com/vn/app/id1", None);
    check_link("https://www.apple.com/vn/", None);
    check_link("https://a.b.gov.vn", None);
    check_link("HTTPS://play.google.com/", Some(LinkFault::NotHttps));
    check_link("https://gov.vn/", Some(LinkFault::Host));
    check_link("https://.gov.vn/", Some(LinkFault::Host));
    check_link("https://xgov.vn/", Some(LinkFault::Host));
    check_link("https://a.gov.vn.com/", Some(LinkFault::Host));
    check_link("https://play.google.com:8443/", Some(LinkFault::Host));
    check_link("https://evil.com/play.google.com", Some(LinkFault::Host));
    check_link("https://evil.com?x=.gov.vn", Some(LinkFault::Host));
    check_link("https://a.gov.vn/tải", Some(LinkFault::Character));
    check_link("https://a.gov.vn/a b", Some(LinkFault::Character));
}

#[test]
fn a_digest_tells_path_length_and_bytes_apart() {
    let one = |path, bytes| digest(&[Source { path, bytes }]);
    assert_ne!(one("a", b"bc"), one("ab", b"c"));
    assert_ne!(digest(&[]), one("", b""));
    let (a, b) = (Source { path: "a", bytes: b"1" }, Source { path: "b", bytes: b"2" });
    assert_eq!(digest(&[a, b]), digest(&[b, a]));
    let hex: String = digest(&[a, b]).iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(hex, "bb0369160fa8aa267f653da83cfc0b20177a3f73681a6b54faa41ab21a860ef8");
}

#[test]
fn questions_that_read_like_traps_are_taken() {
    let stem = |text: &str| {
        let from = "Gặp việc lạ lần thứ 1 thì nên làm gì?";
        let mut kinds = Folder::good().replaced("questions/1.toml", from, text).kinds();
        kinds.retain(|kind| !matches!(kind, FaultKind::Bank(BankFault::StemWordsOption { .. }))); // four questions to a topic are a small bank
        assert_eq!(kinds, [], "{text}");
    };
    stem("Bà Na không nhớ mật khẩu thì nên làm gì?");
    stem("Con gái gọi video vay tiền thì có nên tin ngay không?");
    stem("Gửi 1.000.000.000 đồng thì nên hỏi ai trước?");
    stem("Trang dichvucong.gov.vn dùng để làm gì?");
    stem("Gọi số 0900 000 000 khi cần hỏi gì?");
    stem("Các câu hỏi bí mật dùng để làm gì?");
}

/// Ten thousand questions, read and checked whole: a bank of the size that a city may write.
#[test]
fn ten_thousand_questions_are_read() {
    let folder = wide(10_000);
    let pack = folder.read().unwrap().pack;
    assert_eq!(pack.bank.len(), 10_000);
    assert_eq!(folder.lint().unwrap().pack.bank.len(), 10_000);
}

/// The good campaign with so many questions, each with a fact of its own.
fn wide(count: usize) -> Folder {
    let mut folder = Folder::good();
    let mut texts = [String::new(), String::new()];
    for n in 0..count {
        write!(
            texts[n % 2],
            "[[question]]\nid = \"W-{n}\"\nlevel = {}\nfact = \"F{n}\"\nlesson = \"{}.1\"\n\
             stem = \"Gặp việc lạ lần thứ {n} trên mạng thì nên làm gì?\"\nright = \"Hỏi con cháu\"\n\
             wrong = [\n  \"Bấm xem ngay\",\n  \"Gửi tiền hết\",\n  \"Chia sẻ luôn\",\n]\n\
             why = \"Hỏi người thân thì tránh được điều không hay, lần thứ {n} cũng vậy.\"\nsource = \"S1\"\n\
             checked = 2026-01-02\n\n",
            1 + n % 3,
            1 + n % 2,
        )
        .unwrap();
    }
    let source = "[[source]]\nkey = \"S1\"\nwhere = \"Sổ tay thử\"\nseen = 2026-01-02\n".to_owned();
    let all = (0..count).map(|n| format!("F{n}")).chain(["A01", "A02", "B01", "B02"].map(str::to_owned));
    let facts = all.fold(source, |mut text, id| {
        write!(
            text,
            "\n[[fact]]\nid = \"{id}\"\ntext = \"Việc {id}.\"\nsource = \"S1\"\nstatus = \"seen\"\nchanges = \"stable\"\n"
        )
        .unwrap();
        text
    });
    folder = folder.with("facts/1.toml", facts);
    for (topic, text) in (1..).zip(texts) {
        let facts: String = (0..count).filter(|n| n % 2 + 1 == topic).map(|n| format!(" F{n}")).collect();
        let lesson = format!("lessons/{topic}-1.md");
        let known = if topic == 1 { "facts: A01 A02" } else { "facts: B01 B02 K01" };
        folder =
            folder.replaced(&lesson, known, &format!("facts:{facts}")).with(&format!("questions/{topic}.toml"), text);
    }
    folder
}

fn day(day: u32) -> Date {
    crate::days::date(2026, 1, day)
}

#[test]
fn the_contest_file_states_whether_groups_and_papers_are_allowed() {
    let with = |lines: &str| Folder::good().replaced("contest.toml", "[rules]", &format!("[rules]\n{lines}"));
    let read = |lines: &str| {
        let rules = with(lines).read().unwrap().pack.contest.rules;
        (rules.groups, rules.on_paper, rules.paper_ranks)
    };
    assert_eq!(read(""), (true, true, false), "what is not named has its default");
    assert_eq!(read("groups = false\non_paper = false"), (false, false, false));
    assert_eq!(read("paper_ranks = true"), (true, true, true));
    for lines in ["groups = 1", "on_paper = \"no\"", "paper_ranks = 2026-01-01"] {
        let faults = with(lines).faults();
        assert!(faults.iter().any(|fault| fault.rule == "F04"), "{lines}: {faults:?}");
    }
}

#[test]
fn the_contest_file_states_what_a_sign_means() {
    let with =
        |lines: &str| Folder::good().replaced("contest.toml", "[rules]", &format!("[signs]\n{lines}\n\n[rules]"));
    let rules = with("fast = \"hold\"\nper-day = \"count\"").read().unwrap().pack.contest.rules;
    let of = |sign| rules.sign(sign);
    assert_eq!((of(Sign::Fast), of(Sign::PerDay)), (SignRule::Hold, SignRule::Count));
    assert_eq!(of(Sign::Burst), SignRule::List, "what is not named is listed");
    assert!(Folder::good().read().unwrap().pack.contest.rules.signs.is_empty());
    for (lines, rule) in [("fast = \"stop\"", "F04"), ("faster = \"hold\"", "F03"), ("fast = true", "F04")] {
        let faults = with(lines).faults();
        assert!(faults.iter().any(|fault| fault.rule == rule), "{lines}: {faults:?}");
    }
    assert_eq!(Sign::ALL.map(|sign| Sign::parse(sign.as_str())), Sign::ALL.map(Some));
    let bits = Sign::ALL.iter().fold(0_u32, |all, sign| all | sign.bit());
    assert_eq!(bits.count_ones() as usize, Sign::ALL.len());
}
