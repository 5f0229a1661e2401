//! Every fault of a content folder has its words, in both languages.

use super::BOTH;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};
use tramso::{
    content::{
        BankFault, ContestFault, CourseFault, Damage, FactFault, Fault, FaultKind, FileFault, LinkFault, Mixed,
        PlaceFault, QuestionFault, RULES, Severity, Source, Wanted, builtin, read,
    },
    domain::{DrawFault, LessonId, Level, LogoFault, QuestionId, Stratum, TopicId},
    notices::legible,
    notices::{FaultText, fault_text, rule_text},
    text::{Language, Words},
};

/// A fault at some line -> its words in both languages, Vietnamese first.
fn fault_texts(what: FaultKind) -> [FaultText; 2] {
    let fault = |what: FaultKind| Fault {
        file: "questions/1.toml".into(),
        line: 3,
        rule: what.rule(),
        severity: what.severity(),
        what,
    };
    BOTH.map(|language| fault_text(&Words::new(language), &fault(what.clone())))
}

#[test]
fn every_kind_of_fault_is_said_and_answered_in_both_languages() {
    for what in every_kind() {
        let texts = fault_texts(what.clone());
        for text in &texts {
            for shown in [&text.what, &text.now] {
                let is_sentence = shown.ends_with(['.', ')']) && shown.starts_with(|first: char| !first.is_lowercase());
                assert!(is_sentence && !shown.contains(['⟦', '$']), "{what:?}: {shown:?}");
                assert!(!shown.contains("{}") && shown.chars().count() <= 260, "{what:?}: {shown:?}");
            }
        }
        assert_ne!(texts[0], texts[1], "{what:?} is not translated");
    }
}

#[test]
fn the_table_above_has_every_kind_once() {
    let known = kinds(&every_kind());
    for (name, file, least) in [
        ("FileFault", "file", 16),
        ("ContestFault", "contest", 10),
        ("QuestionFault", "question", 30),
        ("BankFault", "bank", 10),
        ("FactFault", "fact", 10),
        ("CourseFault", "course", 20),
        ("PlaceFault", "place", 10),
    ] {
        let variants = variants(name, file);
        assert!(variants.len() > least, "control: the enum is really read");
        let group = name.strip_suffix("Fault").unwrap();
        assert_eq!(known[group].symmetric_difference(&variants).collect::<Vec<_>>(), [] as [&String; 0], "{name}");
    }
    assert_eq!(known.keys().cloned().collect::<BTreeSet<_>>(), variants("FaultKind", "kind"));
    for (name, file, known) in
        [("Wanted", "file", names(&every_wanted())), ("LinkFault", "contest", names(&every_link_fault()))]
    {
        let variants = variants(name, file);
        assert!(variants.len() > 3, "control: the enum is really read");
        assert_eq!(known.symmetric_difference(&variants).collect::<Vec<_>>(), [] as [&String; 0], "{name}");
    }
}

/// The variants of an enum, read from its source.
fn variants(name: &str, file: &str) -> BTreeSet<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("src/content/fault/{file}.rs"));
    let source = fs::read_to_string(path).unwrap();
    let (_, rest) = source.split_once(&format!("pub enum {name} {{\n")).unwrap();
    let (list, _) = rest.split_once("\n}\n").unwrap();
    let lines = list.lines().filter_map(|line| line.strip_prefix("    "));
    lines.filter(|line| line.starts_with(|first: char| first.is_ascii_uppercase())).map(first_word).collect()
}

/// Group of faults -> the names of its variants that are here.
fn kinds(all: &[FaultKind]) -> BTreeMap<String, BTreeSet<String>> {
    let mut kinds: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for kind in all {
        let shown = format!("{kind:?}");
        let (group, rest) = shown.split_once('(').unwrap();
        kinds.entry(group.to_owned()).or_default().insert(first_word(rest));
    }
    kinds
}

#[test]
fn a_fault_reads_as_a_person_would_say_it() {
    let [vietnamese, english] =
        fault_texts(FaultKind::Question(QuestionFault::StemLength { syllables: 42, least: 4, most: 35 }));
    assert_eq!(vietnamese.what, "Câu hỏi dài 42 tiếng, nhiều nhất 35.");
    assert_eq!(vietnamese.now, "Viết ngắn lại hoặc chia làm hai câu.");
    assert_eq!(english.what, "The question has 42 syllables; 35 is the most.");
    let check = |what: FaultKind, part: &str| {
        let [FaultText { what, now }, _] = fault_texts(what);
        assert!(what.contains(part) || now.contains(part), "{what} {now} lacks {part:?}");
    };
    check(FaultKind::Question(QuestionFault::StemLength { syllables: 3, least: 4, most: 35 }), "ít nhất 4");
    check(FaultKind::Bank(BankFault::LongestOption { hundredths: 620 }), "6,2 câu");
    check(
        FaultKind::File(FileFault::FileTooLarge { bytes: (8 << 20) + 1, most: 8 << 20 }),
        "8.193 KB, nhiều nhất 8.192 KB",
    );
    check(wrong("level", Wanted::Whole { from: 1, to: 3 }), "từ 1 đến 3");
    check(wrong("target", Wanted::Whole { from: 1, to: 1_000_000 }), "đến 1.000.000");
    check(wrong("platform", Wanted::OneOf(&["android", "iphone"])), "android, iphone");
    check(too_few(Some(Level::Middle)), "Chuyên đề 2, mức 2 có 12");
    check(too_few(None), "Chuyên đề 2 có 12");
    check(FaultKind::Course(CourseFault::PageSize { lines: 0, most: 16 }), "chưa có nội dung");
    check(FaultKind::Question(QuestionFault::Character('\u{200b}')), "U+200B");
}

#[test]
fn a_warning_says_that_nothing_has_to_be_done() {
    let long = |most| fault_texts(FaultKind::Course(CourseFault::SentenceLength { syllables: 41, most }));
    let ([reminder, _], [error, _]) = (long(20), long(30));
    assert!(reminder.now.starts_with(&error.now) && reminder.now.ends_with("nội dung vẫn dùng được.)"));
    assert!(!error.now.contains("Lời nhắc"), "control: {}", error.now);
}

#[test]
fn a_lesson_without_a_title_is_told_where_it_is_written() {
    let missing = |file: &str| {
        let what = FaultKind::File(FileFault::MissingKey("title"));
        let fault = Fault { file: file.into(), line: 1, rule: what.rule(), severity: Severity::Error, what };
        fault_text(&Words::new(Language::Vietnamese), &fault)
    };
    assert_eq!(missing("lessons/1-1.md").what, "Bài học chưa có tên.");
    assert_eq!(missing("contest.toml").what, "Thiếu mục «title».");
}

#[test]
fn what_is_quoted_cannot_command_a_terminal_nor_fill_it() {
    let hostile = format!("\u{1b}[2J\u{202e}x\ny{}", "z".repeat(500));
    for what in [
        FaultKind::File(FileFault::UnknownKey(hostile.clone())),
        FaultKind::File(FileFault::Syntax { column: 1, message: hostile.clone() }),
        FaultKind::Question(QuestionFault::PersonalNumber(hostile.clone())),
        FaultKind::Question(QuestionFault::QuestionTwice(QuestionId(hostile.clone()))),
        wrong(&hostile, Wanted::Table),
    ] {
        for text in fault_texts(what) {
            for shown in [text.what, text.now] {
                assert!(!shown.contains(['\u{1b}', '\u{202e}', '\n']) && shown.chars().count() < 400, "{shown:?}");
            }
        }
    }
    assert_eq!(legible("a\u{1b}[2J/b\u{200b}.md"), "aU+001B[2J/bU+200B.md");
    assert_eq!(legible("lessons/1-1 thôn Ngọc Lặc.md"), "lessons/1-1 thôn Ngọc Lặc.md");
}

#[test]
fn faults_of_a_real_folder_are_said() {
    let files: Vec<Source<'_>> = builtin::FILES.iter().copied().filter(|file| file.path != "contest.toml").collect();
    let faults = read(&files, &builtin::haiphong().unwrap()).unwrap_err();
    let shown: Vec<FaultText> =
        faults.iter().map(|fault| fault_text(&Words::new(Language::Vietnamese), fault)).collect();
    assert!(shown.iter().any(|text| text.what == "Thư mục nội dung thiếu «contest.toml»."), "{shown:?}");
}

fn names<T: std::fmt::Debug>(values: &[T]) -> BTreeSet<String> {
    values.iter().map(|value| first_word(&format!("{value:?}"))).collect()
}

fn first_word(line: &str) -> String {
    line.chars().take_while(|sign| sign.is_ascii_alphanumeric()).collect()
}

fn wrong(key: &str, wanted: Wanted) -> FaultKind {
    FaultKind::File(FileFault::WrongValue { key: key.into(), wanted })
}

fn topic(number: u8) -> TopicId {
    TopicId::new(number).unwrap()
}

fn too_few(level: Option<Level>) -> FaultKind {
    let has = DrawFault { stratum: Stratum { topic: topic(2), level, count: 5 }, available: 12 };
    FaultKind::Bank(BankFault::TooFewQuestions { wanted: 20, has })
}

fn every_wanted() -> Vec<Wanted> {
    vec![
        Wanted::Text,
        Wanted::Whole { from: 1, to: 3 },
        Wanted::YesNo,
        Wanted::Date,
        Wanted::Texts,
        Wanted::Tables,
        Wanted::Table,
        Wanted::OneOf(&["yes", "no"]),
        Wanted::ContestId,
        Wanted::LessonId,
        Wanted::QuestionId,
        Wanted::FactId,
        Wanted::UnitCode,
        Wanted::Phone,
    ]
}

fn every_place_fault() -> Vec<PlaceFault> {
    let name = || "Ngọc Lặc".to_owned();
    vec![
        PlaceFault::FileName,
        PlaceFault::UnknownUnit("00001".into()),
        PlaceFault::UnknownUnit(String::new()),
        PlaceFault::OtherUnit("11114".into()),
        PlaceFault::Head,
        PlaceFault::Row,
        PlaceFault::Kind("làng".into()),
        PlaceFault::Heads("nhiều".into()),
        PlaceFault::NoName,
        PlaceFault::NameLength { chars: 90, most: 70 },
        PlaceFault::KindInName { name: name() },
        PlaceFault::Twice { name: name() },
        PlaceFault::TooMany { most: 2000 },
        PlaceFault::MoreThanUnit { heads: 30_000, population: 20_000 },
        PlaceFault::Formula { cell: "C5".into() },
        PlaceFault::NoResult { cell: "C5".into() },
        PlaceFault::HiddenRow,
        PlaceFault::StruckRow,
        PlaceFault::HiddenSheet("Bản cũ".into()),
        PlaceFault::Day { cell: "B7".into(), text: "01/05/2026".into() },
    ]
}

fn every_link_fault() -> Vec<LinkFault> {
    vec![
        LinkFault::NotHttps,
        LinkFault::Host,
        LinkFault::HelpHost,
        LinkFault::Character,
        LinkFault::TooLong { bytes: 90, most: 78 },
    ]
}

fn of_logo(fault: LogoFault) -> FaultKind {
    FaultKind::Contest(ContestFault::CertificateLogo { path: "certificate/so.png".to_owned(), fault })
}

/// One of each kind, and more where one kind has several sentences.
fn every_kind() -> Vec<FaultKind> {
    let mut kinds = [of_files(), of_the_contest(), of_questions(), of_the_bank(), of_facts(), of_lessons()].concat();
    kinds.extend(every_wanted().into_iter().map(|wanted| wrong("level", wanted)));
    kinds.extend(every_place_fault().into_iter().map(FaultKind::Place));
    kinds.extend(every_link_fault().into_iter().map(|fault| FaultKind::Contest(ContestFault::Link(fault))));
    kinds
}

/// The list of rules is what the faults state of themselves.
#[test]
fn every_rule_is_listed_with_its_severities() {
    let mut found: BTreeMap<&str, BTreeSet<Severity>> = BTreeMap::new();
    for what in every_kind() {
        found.entry(what.rule()).or_default().insert(what.severity());
    }
    let listed: BTreeMap<&str, BTreeSet<Severity>> =
        RULES.iter().map(|rule| (rule.id, rule.severities.iter().copied().collect())).collect();
    assert_eq!(listed.len(), RULES.len(), "a rule is listed once");
    assert_eq!(found.keys().collect::<Vec<_>>(), listed.keys().collect::<Vec<_>>());
    for (rule, severities) in found {
        assert!(severities.is_subset(&listed[rule]), "{rule}: {severities:?}");
    }
}

/// docs/LINT.md is written from the rules: `TRAMSO_WRITE=1 cargo test --test it -- text::faults::the_page` writes it again.
#[test]
fn the_page_of_rules_is_the_rules() {
    let [vietnamese, english] = BOTH.map(Words::new);
    let mut page = String::from(
        "# Quy tắc của nội dung / Rules for content\n\n\
         `tramso-studio lint` kiểm tra các quy tắc này; ✗ là lỗi, nội dung bị từ chối; ▲ là lưu ý, nên xem lại.\n\n\
         `tramso-studio lint` checks these rules; ✗ is an error, the content is refused; ▲ is a warning, somebody should look.\n\
         Not checked: whether an option is absurd, whether an example is local (L06), whether options are of one kind of \
         word. The order\nin which options are shown is drawn for each paper (a test holds that it is even, B02); what guessing gains \
         is printed by `tramso-studio stats` (B11).\n\n\
         This page is written by the test that keeps it whole (tests/it/text/faults.rs).\n\n\
         | | | Quy tắc | Rule |\n|---|---|---|---|\n",
    );
    for rule in RULES {
        let sign = |severity: &Severity| if *severity == Severity::Error { "✗" } else { "▲" };
        let signs: String = rule.severities.iter().map(sign).collect();
        let texts = [rule_text(&vietnamese, rule.id), rule_text(&english, rule.id)];
        assert!(texts.iter().all(|text| text != rule.id && !text.contains('⟦')), "{} is not worded", rule.id);
        page.push_str(&format!("| {} | {signs} | {} | {} |\n", rule.id, texts[0], texts[1]));
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/LINT.md");
    if std::env::var_os("TRAMSO_WRITE").is_some() {
        fs::write(&path, &page).unwrap();
    }
    assert!(fs::read_to_string(&path).unwrap_or_default() == page, "docs/LINT.md is out of date: write it anew");
}

fn of_files() -> Vec<FaultKind> {
    vec![
        FaultKind::File(FileFault::Syntax { column: 5, message: "expected `=`".into() }),
        FaultKind::File(FileFault::CurlyQuotes { column: 9 }),
        FaultKind::File(FileFault::DayForm),
        FaultKind::File(FileFault::StrayLine),
        FaultKind::File(FileFault::StepNumber { expected: 2 }),
        FaultKind::File(FileFault::MissingKey("stem")),
        FaultKind::File(FileFault::UnknownKey("levle".into())),
        FaultKind::File(FileFault::FileTooLarge { bytes: 9 << 20, most: 8 << 20 }),
        FaultKind::File(FileFault::TooManyQuestions { most: 20_000 }),
        FaultKind::File(FileFault::MissingFile("wording.toml")),
        FaultKind::File(FileFault::UnknownFile),
        FaultKind::File(FileFault::NotUtf8),
        FaultKind::File(FileFault::Path),
        FaultKind::File(FileFault::PathTwice),
        FaultKind::File(FileFault::TooManyFaults { listed: 5_000 }),
        FaultKind::File(FileFault::UnitRow),
        FaultKind::File(FileFault::UnitTwice("11113".into())),
    ]
}

fn of_the_contest() -> Vec<FaultKind> {
    vec![
        FaultKind::Contest(ContestFault::Dates),
        FaultKind::Contest(ContestFault::TopicNumber { expected: 2 }),
        FaultKind::Contest(ContestFault::BlueprintTopic(9)),
        FaultKind::Contest(ContestFault::BlueprintLacks(topic(4))),
        FaultKind::Contest(ContestFault::BlueprintSize { questions: 70, most: 60 }),
        FaultKind::Contest(ContestFault::HelpLinks { most: 3 }),
        FaultKind::Contest(ContestFault::HelpTitle { chars: 60, most: 50 }),
        FaultKind::Contest(ContestFault::CertificateText { key: "name", chars: 80, most: 40 }),
        FaultKind::Contest(ContestFault::CertificateSigners { most: 2 }),
        FaultKind::Contest(ContestFault::CertificateLogoMissing { path: "certificate/so.png".to_owned() }),
        of_logo(LogoFault::Kind("JPEG")),
        of_logo(LogoFault::Damaged),
        of_logo(LogoFault::Bytes { bytes: 50 << 20, most: 64 << 10 }),
        of_logo(LogoFault::Pixels { width: 9, height: 9 }),
        FaultKind::Contest(ContestFault::LinkNotOfficial),
        FaultKind::Contest(ContestFault::PassMark { mark: 30, questions: 20 }),
        FaultKind::Contest(ContestFault::MessageBounds { from: 600, up_to: 500 }),
        FaultKind::Contest(ContestFault::PaperRanks),
        FaultKind::Contest(ContestFault::StationUnit("00001".into())),
        FaultKind::Contest(ContestFault::StationVillage),
        FaultKind::Contest(ContestFault::ReadyCount { found: 3, least: 6, most: 8 }),
        FaultKind::Contest(ContestFault::ReadyLength { chars: 4, from: 10, up_to: 500 }),
    ]
}

fn of_questions() -> Vec<FaultKind> {
    vec![
        FaultKind::Question(QuestionFault::NoRightOption),
        FaultKind::Question(QuestionFault::OptionCount { found: 1, wanted: 4 }),
        FaultKind::Question(QuestionFault::SameOptions),
        FaultKind::Question(QuestionFault::AllOfTheAbove),
        FaultKind::Question(QuestionFault::NoneOfTheAbove),
        FaultKind::Question(QuestionFault::OptionLetters),
        FaultKind::Question(QuestionFault::NegativeWord("không".into())),
        FaultKind::Question(QuestionFault::NegativeMark),
        FaultKind::Question(QuestionFault::StemEnd),
        FaultKind::Question(QuestionFault::StemLength { syllables: 3, least: 4, most: 35 }),
        FaultKind::Question(QuestionFault::StemLength { syllables: 42, least: 4, most: 35 }),
        FaultKind::Question(QuestionFault::StemSentences { found: 3, most: 2 }),
        FaultKind::Question(QuestionFault::OptionLength { syllables: 18, chars: 95 }),
        FaultKind::Question(QuestionFault::OverlappingOptions {
            option: "Hỏi".into(), other: "Hỏi con cháu".into()
        }),
        FaultKind::Question(QuestionFault::OptionLengths { shortest: 10, longest: 60 }),
        FaultKind::Question(QuestionFault::RightLength { chars: 60, mean: 20 }),
        FaultKind::Question(QuestionFault::AbsoluteWord("tuyệt đối".into())),
        FaultKind::Question(QuestionFault::Clang("con cháu".into())),
        FaultKind::Question(QuestionFault::MixedOptions(Mixed::Numbers)),
        FaultKind::Question(QuestionFault::MixedOptions(Mixed::Stops)),
        FaultKind::Question(QuestionFault::MixedOptions(Mixed::Capitals)),
        FaultKind::Question(QuestionFault::NumbersOrder),
        FaultKind::Question(QuestionFault::StrangeWord("cookie".into())),
        FaultKind::Question(QuestionFault::TwoIdeas),
        FaultKind::Question(QuestionFault::Opinion("theo bạn".into())),
        FaultKind::Question(QuestionFault::DatedWord("hiện nay".into())),
        FaultKind::Question(QuestionFault::Reviews { found: 1, wanted: 2 }),
        FaultKind::Question(QuestionFault::NotComposed),
        FaultKind::Question(QuestionFault::Character('\u{1f600}')),
        FaultKind::Question(QuestionFault::Damaged(Damage::OldFont("TCVN3"))),
        FaultKind::Question(QuestionFault::Damaged(Damage::WrongEncoding)),
        FaultKind::Question(QuestionFault::Damaged(Damage::LostLetters)),
        FaultKind::Question(QuestionFault::Spaces),
        FaultKind::Question(QuestionFault::ToneStyle { found: "hoà".into(), wanted: "hòa".into() }),
        FaultKind::Question(QuestionFault::Empty("source")),
        FaultKind::Question(QuestionFault::Expires),
        FaultKind::Question(QuestionFault::OtherTerm { found: "gọi hình".into(), usual: "gọi video".into() }),
        FaultKind::Question(QuestionFault::RunOut),
        FaultKind::Question(QuestionFault::UnknownLesson(LessonId { topic: topic(1), number: 9 })),
        FaultKind::Question(QuestionFault::QuestionTwice(QuestionId("A-001".into()))),
        FaultKind::Question(QuestionFault::WhySentences { found: 3 }),
        FaultKind::Question(QuestionFault::WhyLength { syllables: 50 }),
        FaultKind::Question(QuestionFault::PersonalNumber("0912 345 678".into())),
        FaultKind::Question(QuestionFault::ForeignLink("vi-du.com".into())),
    ]
}

fn of_the_bank() -> Vec<FaultKind> {
    vec![
        too_few(None),
        too_few(Some(Level::Easy)),
        FaultKind::Bank(BankFault::LongestOption { hundredths: 620 }),
        FaultKind::Bank(BankFault::ShortestOption { hundredths: 620 }),
        FaultKind::Bank(BankFault::StemWordsOption { hundredths: 620 }),
        FaultKind::Bank(BankFault::LikeOthersOption { hundredths: 620 }),
        FaultKind::Bank(BankFault::UnlikeOthersOption { hundredths: 620 }),
        FaultKind::Bank(BankFault::RevealingWord { word: "hỏi".into(), hundredths: 720, topic: None }),
        FaultKind::Bank(BankFault::RevealingWord { word: "hỏi".into(), hundredths: 720, topic: Some(topic(1)) }),
        FaultKind::Bank(BankFault::RevealingLack { word: "ngay".into(), hundredths: 720, topic: None }),
        FaultKind::Bank(BankFault::RevealingLack { word: "ngay".into(), hundredths: 720, topic: Some(topic(1)) }),
        FaultKind::Bank(BankFault::GivesAway(QuestionId("A-001".into()))),
        FaultKind::Bank(BankFault::NearStem(QuestionId("A-001".into()))),
        FaultKind::Bank(BankFault::LevelShare { topic: topic(1), level: 2, percent: 70, wanted: 40 }),
        FaultKind::Bank(BankFault::YesNoShare { found: 20, of: 100 }),
        FaultKind::Bank(BankFault::NegativeShare { found: 9, of: 100 }),
        FaultKind::Bank(BankFault::FactNotTaught {
            fact: "A01".into(),
            lesson: LessonId { topic: topic(1), number: 2 },
        }),
        FaultKind::Bank(BankFault::FactTooOften { fact: "A01".into(), most: 4 }),
        FaultKind::Bank(BankFault::PoolSize { topic: topic(1), level: 3, found: 5, wanted: 8 }),
        FaultKind::Bank(BankFault::PoolFacts { topic: topic(1), level: None, found: 9, wanted: 12 }),
        FaultKind::Bank(BankFault::PoolFacts { topic: topic(1), level: Some(3), found: 5, wanted: 8 }),
        FaultKind::Bank(BankFault::PoolGroups { fact: "A01".into() }),
    ]
}

fn of_facts() -> Vec<FaultKind> {
    vec![
        FaultKind::Fact(FactFault::NoFacts),
        FaultKind::Fact(FactFault::FactTwice("A01".into())),
        FaultKind::Fact(FactFault::SourceTwice("S1".into())),
        FaultKind::Fact(FactFault::UnknownSource("S9".into())),
        FaultKind::Fact(FactFault::QuestionSource("S9".into())),
        FaultKind::Fact(FactFault::UnknownFact("A99".into())),
        FaultKind::Fact(FactFault::LessonFact("A99".into())),
        FaultKind::Fact(FactFault::FactFromMemory("A01".into())),
        FaultKind::Fact(FactFault::FactFleeting("A01".into())),
        FaultKind::Fact(FactFault::UntilMissing("A01".into())),
        FaultKind::Fact(FactFault::FactUntaught("A01".into())),
    ]
}

fn of_lessons() -> Vec<FaultKind> {
    vec![
        FaultKind::Course(CourseFault::SentenceLength { syllables: 22, most: 20 }),
        FaultKind::Course(CourseFault::SentenceLength { syllables: 41, most: 30 }),
        FaultKind::Course(CourseFault::ParagraphSentences { found: 5, most: 3 }),
        FaultKind::Course(CourseFault::PageSize { lines: 20, most: 16 }),
        FaultKind::Course(CourseFault::PageSize { lines: 0, most: 16 }),
        FaultKind::Course(CourseFault::TitleWidth { columns: 90, most: 74 }),
        FaultKind::Course(CourseFault::TooManySteps { found: 9, most: 7 }),
        FaultKind::Course(CourseFault::RememberLines { found: 1 }),
        FaultKind::Course(CourseFault::Markup("**".into())),
        FaultKind::Course(CourseFault::RequiredLessons { topic: topic(1), found: 1, wanted: 2 }),
        FaultKind::Course(CourseFault::RequiredPages { found: 2, least: 3, most: 7 }),
        FaultKind::Course(CourseFault::RequiredChecks { found: 0 }),
        FaultKind::Course(CourseFault::RequiredPageLength { syllables: 60, most: 45 }),
        FaultKind::Course(CourseFault::ChecksLength { syllables: 500, most: 400 }),
        FaultKind::Course(CourseFault::CourseLength { syllables: 2_400, most: 2_000 }),
        FaultKind::Course(CourseFault::TopicLength { topic: topic(1), minutes: 9, most: 8 }),
        FaultKind::Course(CourseFault::OtherAddress { found: "các bạn".into(), usual: "bà con".into() }),
        FaultKind::Course(CourseFault::NewTerm("cookie".into())),
        FaultKind::Course(CourseFault::PointsNowhere("hình bên".into())),
        FaultKind::Course(CourseFault::CheckOptions { found: 1 }),
        FaultKind::Course(CourseFault::CheckRight { found: 2 }),
        FaultKind::Course(CourseFault::CheckIncomplete),
        FaultKind::Course(CourseFault::LessonTwice(LessonId { topic: topic(1), number: 1 })),
        FaultKind::Course(CourseFault::LessonTopic),
        FaultKind::Course(CourseFault::UnknownTopic(9)),
        FaultKind::Course(CourseFault::SkillTwice("K01".into())),
        FaultKind::Course(CourseFault::UnknownSkill("K99".into())),
        FaultKind::Course(CourseFault::SkillTopic { skill: "K01".into(), topic: topic(4) }),
    ]
}
