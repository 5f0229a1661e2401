//! Moodle XML, Excel books and Word documents: what comes in, what is reported, and what a hostile file costs.

use super::fixtures;
use proptest::prelude::*;
use std::{
    fmt::Write as _,
    fs,
    io::{Cursor, Read, Write},
};
use tramso::{
    domain::Level,
    exchange::{Format, Import, Item, Location, More, RemarkKind, export, import},
};
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

const OFFICE: [Format; 3] = [Format::MoodleXml, Format::Xlsx, Format::Docx];

pub(super) fn fixture(name: &str) -> Vec<u8> {
    fs::read(fixtures().join("exchange").join(name)).unwrap()
}

/// A packed file with some parts put in the place of others.
pub(super) fn repacked(bytes: &[u8], parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut old = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut new = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..old.len() {
        let mut part = old.by_index(at).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut content = Vec::new();
        part.read_to_end(&mut content).unwrap();
        let content = parts.iter().find(|(known, _)| *known == name).map_or(content, |(_, bytes)| bytes.to_vec());
        new.start_file(&*name, SimpleFileOptions::default()).unwrap();
        new.write_all(&content).unwrap();
    }
    new.finish().unwrap().into_inner()
}

pub(super) fn part(bytes: &[u8], name: &str) -> String {
    let mut text = String::new();
    ZipArchive::new(Cursor::new(bytes)).unwrap().by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

pub(super) fn kinds(import: &Import) -> Vec<&RemarkKind> {
    import.remarks.iter().map(|remark| &remark.what).collect()
}

/// The one remark of a file of which nothing came in.
fn refusal(format: Format, bytes: &[u8]) -> (Location, RemarkKind) {
    let import = import(format, bytes);
    assert_eq!(import.items, []);
    assert_eq!(import.remarks.len(), 1, "{:?}", import.remarks);
    assert!(import.remarks[0].left_out);
    (import.remarks[0].place.clone(), import.remarks[0].what.clone())
}

/// What is left when places are forgotten.
fn placeless(items: &[Item]) -> Vec<Item> {
    items.iter().cloned().map(|item| Item { place: Location::Whole, ..item }).collect()
}

// Moodle

pub(super) fn moodle(body: &str) -> String {
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<quiz>\n{body}</quiz>\n")
}

pub(super) fn choice(stem: &str, inside: &str) -> String {
    moodle(&format!(
        "<question type=\"multichoice\"><name><text>Tên</text></name><questiontext format=\"html\"><text>{stem}</text>\
         </questiontext>{inside}</question>\n"
    ))
}

pub(super) const ANSWERS: &str =
    "<answer fraction=\"0\"><text>Sai</text></answer><answer fraction=\"100\"><text>Đúng</text></answer>";

#[test]
fn a_moodle_question_comes_in_without_its_marks() {
    let text = moodle(
        "<question type=\"category\"><category><text>$course$/top/Hải Phòng/Chuyên đề 1</text></category></question>\n\
         <!-- question: 7 -->\n<question type=\"multichoice\"><name><text>A-001</text></name>\
         <questiontext format=\"html\"><text><![CDATA[<p>Nhận tin&nbsp;nhắn <b>lạ</b>:<br>làm g&igrave;?</p>]]></text></questiontext>\
         <generalfeedback format=\"html\"><text>&lt;p&gt;Hỏi lại cho chắc &amp;amp; yên tâm.&lt;/p&gt;</text></generalfeedback>\
         <single>true</single><shuffleanswers>1</shuffleanswers><answernumbering>abc</answernumbering>\
         <answer fraction=\"0\" format=\"html\"><text><![CDATA[<p>Bấm xem ngay</p>]]></text></answer>\
         <answer fraction=\"100.00000\" format=\"html\"><text><![CDATA[<p>H<sub>2</sub>O &lt; 10<sup>3</sup> m</p>]]></text></answer>\
         <tags><tag><text>muc-do:2</text></tag><tag><text>du-kien:A01</text></tag><tag><text>tinh-huong</text></tag><tag><text>riêng</text></tag></tags>\
         </question>\n",
    );
    let import = import(Format::MoodleXml, text.as_bytes());
    assert_eq!(kinds(&import), Vec::<&RemarkKind>::new());
    let more = More { fact: Some("A01".into()), situation: true, ..More::default() };
    let wanted = Item {
        place: Location::Question { number: 1, line: 5 },
        name: Some("A-001".into()),
        topic: Some("Hải Phòng/Chuyên đề 1".into()),
        level: Some(Level::Middle),
        stem: "Nhận tin nhắn lạ: làm gì?".into(),
        options: vec!["H₂O < 10³ m".into(), "Bấm xem ngay".into()],
        why: Some("Hỏi lại cho chắc & yên tâm.".into()),
        more,
    };
    assert_eq!(import.items, [wanted]);
}

#[test]
fn what_is_no_single_choice_is_named_and_left_out() {
    let not = |kind: &str| RemarkKind::NotSingleChoice(kind.to_owned());
    let answer = |fractions: &[&str]| {
        fractions.iter().fold(String::new(), |mut all, fraction| {
            write!(all, "<answer fraction=\"{fraction}\"><text>Đáp án {fraction}</text></answer>").unwrap();
            all
        })
    };
    let cases = [
        (
            moodle("<question type=\"truefalse\"><answer fraction=\"100\"><text>true</text></answer></question>"),
            not("truefalse"),
        ),
        (moodle("<question type=\"numerical\"/>"), not("numerical")),
        (choice("Hỏi?", &format!("<single>false</single>{ANSWERS}")), not("multichoice single=false")),
        (choice("Hỏi?", &answer(&["50", "0"])), RemarkKind::Weights),
        (choice("Hỏi?", &answer(&["50", "50", "0"])), RemarkKind::SeveralRight),
        (choice("Hỏi?", &answer(&["100", "100"])), RemarkKind::SeveralRight),
        (choice("Hỏi?", &answer(&["0", "0"])), RemarkKind::NoRight),
        (choice("Hỏi?", &answer(&["100"])), RemarkKind::OptionCount(1)),
        (choice(" ", ANSWERS), RemarkKind::NoStem),
        (choice("&lt;img src=\"a.png\" alt=\"&gt;\"&gt; gì đây?", ANSWERS), RemarkKind::Media("img".into())),
        (choice("&lt;a href=\"@@PLUGINFILE@@/a.mp3\"&gt;nghe&lt;/a&gt;", ANSWERS), RemarkKind::Media("file".into())),
        (choice("Tính \\(x^2\\)?", ANSWERS), RemarkKind::Media("TeX".into())),
    ];
    for (text, wanted) in cases {
        let both = text.replace("</quiz>", choice("Câu sau?", ANSWERS).split_once("<quiz>\n").unwrap().1);
        let import = import(Format::MoodleXml, both.as_bytes());
        assert_eq!(kinds(&import), [&wanted], "{both}");
        assert!(import.remarks[0].left_out);
        // The control: the good question beside it came in.
        assert_eq!(import.items.iter().map(|item| item.stem.as_str()).collect::<Vec<_>>(), ["Câu sau?"]);
    }
}

#[test]
fn one_picture_is_told_once_and_several_answers_by_their_name() {
    let shown = choice("&lt;img src=\"@@PLUGINFILE@@/a.png\"&gt; gì đây?", ANSWERS);
    let shown = shown.replace("</questiontext>", "<file name=\"a.png\" encoding=\"base64\">AA==</file></questiontext>");
    assert_eq!(kinds(&import(Format::MoodleXml, shown.as_bytes())), [&RemarkKind::Media("img".into())]);
    let several = choice("Chọn?", &format!("<single>false</single>{ANSWERS}"));
    let kind = RemarkKind::NotSingleChoice("multichoice single=false".into());
    assert_eq!(kinds(&import(Format::MoodleXml, several.as_bytes())), [&kind]);
}

#[test]
fn xml_that_names_files_or_grows_is_refused_at_its_line() {
    let laughs = format!(
        "<?xml version=\"1.0\"?>\n<!DOCTYPE quiz [\n<!ENTITY a \"ha\">\n{}]>\n<quiz><question type=\"&j;\"/></quiz>",
        ('b'..='j').fold(String::new(), |mut all, name| {
            let before = char::from(name as u8 - 1);
            writeln!(all, "<!ENTITY {name} \"{}\">", format!("&{before};").repeat(10)).unwrap();
            all
        })
    );
    let external =
        "<?xml version=\"1.0\"?>\n<!DOCTYPE quiz [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>\n<quiz>&x;</quiz>";
    for (text, line) in [(laughs.as_str(), 13), (external, 2)] {
        assert_eq!(refusal(Format::MoodleXml, text.as_bytes()), (Location::Line(line), RemarkKind::DocType));
    }
    let unknown = choice("Hỏi?", &format!("\n&x;{ANSWERS}"));
    assert_eq!(refusal(Format::MoodleXml, unknown.as_bytes()).1, RemarkKind::UnknownEntity("x".into()));
    let deep = moodle(&"<a>".repeat(5000));
    assert_eq!(refusal(Format::MoodleXml, deep.as_bytes()).1, RemarkKind::TooDeep { most: 200 });
    let wide = moodle(&format!("<question type=\"multichoice\">{}</question>", "<a/>".repeat(300_000)));
    assert_eq!(refusal(Format::MoodleXml, wide.as_bytes()).1, RemarkKind::TooManyElements);
    // The control: the same questions without them.
    assert_eq!(import(Format::MoodleXml, choice("Hỏi?", ANSWERS).as_bytes()).items.len(), 1);
}

#[test]
fn a_moodle_file_that_is_cut_is_not_half_imported() {
    let whole = moodle(&"<question type=\"multichoice\"><questiontext><text>Hỏi?</text></questiontext><answer fraction=\"100\"><text>a</text></answer><answer fraction=\"0\"><text>b</text></answer></question>\n".repeat(3));
    assert_eq!(import(Format::MoodleXml, whole.as_bytes()).items.len(), 3);
    let behind = whole.rfind("</quiz>").unwrap();
    for at in (40..=behind).filter(|at| whole.is_char_boundary(*at)) {
        let (place, _) = refusal(Format::MoodleXml, &whole.as_bytes()[..at]);
        assert!(matches!(place, Location::Line(_)), "{at}: {place:?}");
    }
}

#[test]
fn moodle_files_in_utf_16_are_read_and_others_refused() {
    let text = choice("Hỏi gì?", ANSWERS);
    let wide: Vec<u8> = "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    assert_eq!(import(Format::MoodleXml, &wide).items, import(Format::MoodleXml, text.as_bytes()).items);
    assert_eq!(refusal(Format::MoodleXml, b"<quiz>\xff\xfe</quiz>").1, RemarkKind::Encoding);
    assert_eq!(refusal(Format::MoodleXml, b"<html><body/></html>").1, RemarkKind::OtherFormat("not-moodle"));
    assert_eq!(refusal(Format::MoodleXml, moodle("").as_bytes()).1, RemarkKind::NothingFound);
}

// Excel

#[test]
fn a_teachers_book_comes_in_as_it_is_seen() {
    for name in ["teacher.xlsx", "teacher-calc.xlsx"] {
        let import = import(Format::Xlsx, &fixture(name));
        let row = |row| Location::Row { sheet: "Ngân hàng".into(), row };
        let seen: Vec<_> = import
            .items
            .iter()
            .map(|item| (item.place.clone(), item.topic.as_deref(), item.options.join("|")))
            .collect();
        let at = |place, topic, options: &str| (place, Some(topic), options.to_owned());
        let mut wanted = vec![
            at(row(5), "An toàn", "Hỏi con cháu|Bấm xem ngay|Gửi tiền|Chia sẻ"),
            at(row(6), "An toàn", "4|3|5|6"),
            at(row(7), "An toàn", "0,25|50%|Một phần ba|Không"),
            at(row(8), "Lịch sử", "02/09/1945|07/05/1954|Một|Hai"),
            at(row(11), "Cuối", "Chia sẻ|Hỏi con cháu|Bấm xem ngay|Gửi tiền"),
        ];
        let mut formula = RemarkKind::NoResult { cell: "C10".into() };
        if name == "teacher-calc.xlsx" {
            // Calc has computed what the formula gives; the other program has not.
            formula = RemarkKind::Formula { cell: "C10".into() };
            wanted.insert(4, at(row(10), "Lỗi", "Hỏi con cháu|Bấm xem ngay|Gửi tiền|Chia sẻ"));
        }
        assert_eq!(seen, wanted, "{name}");
        assert!(kinds(&import).contains(&&formula), "{name}: {:?}", import.remarks);
        let told = |place: Location, left_out: bool| {
            let at = import.remarks.iter().filter(|remark| remark.place == place && remark.left_out == left_out);
            at.map(|remark| &remark.what).collect::<Vec<_>>()
        };
        assert_eq!(told(row(5), false), [&RemarkKind::Merged { cells: "B5:B7".into() }]);
        let number = |cell: &str, text: &str| RemarkKind::Number { cell: cell.into(), text: text.into() };
        assert_eq!(told(row(7), false), [&number("D7", "50%"), &number("E7", "0,25")]);
        assert_eq!(told(row(9), true), [&RemarkKind::NoRight]);
        let other = Location::Row { sheet: "Ghi chú".into(), row: 1 };
        assert_eq!(told(other, false), [&RemarkKind::SheetNotRead { rows: 1 }]);
    }
}

#[test]
fn nothing_of_a_written_book_is_a_formula() {
    let hostile = ["=1+1", "+84", "-x", "@cmd", "=HYPERLINK(\"http://x\")", "_x0041_", "  a", "{=1}", "'q"];
    let items: Vec<Item> = hostile.iter().map(|text| item(text, &["1", "=2", "0,5", "TRUE"])).collect();
    let bytes = export(Format::Xlsx, &items).unwrap();
    assert!(!part(&bytes, "xl/worksheets/sheet1.xml").contains("<f>"));
    let back = import(Format::Xlsx, &bytes);
    assert_eq!(kinds(&back), Vec::<&RemarkKind>::new());
    let trimmed: Vec<Item> = items.into_iter().map(|item| Item { stem: item.stem.trim().into(), ..item }).collect();
    assert_eq!(placeless(&back.items), trimmed);
    // The same questions give the same bytes.
    assert_eq!(export(Format::Xlsx, &trimmed).unwrap(), export(Format::Xlsx, &trimmed).unwrap());
    let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
    for wanted in ["state=\"frozen\"", "A,B,C,D", "Nhận biết,Thông hiểu,Vận dụng"] {
        assert!(sheet.contains(wanted), "{wanted}");
    }
}

pub(super) fn sheet(rows: &str, after: &str) -> Vec<u8> {
    let heads = ["Câu hỏi", "Đáp án A", "Đáp án B", "Đáp án đúng"];
    let heads: String = heads.iter().map(|head| format!("<c t=\"inlineStr\"><is><t>{head}</t></is></c>")).collect();
    let sheet = format!(
        "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><dimension ref=\"A1:XFD2000000\"/>\
         <sheetData><row r=\"1\">{heads}</row>{rows}</sheetData>{after}</worksheet>"
    );
    let blank = export(Format::Xlsx, &[]).unwrap();
    repacked(&blank, &[("xl/worksheets/sheet1.xml", sheet.as_bytes())])
}

const ROW: &str = "<row r=\"2\"><c r=\"A2\" t=\"str\"><v>Hỏi?</v></c><c r=\"B2\"><v>1</v></c><c r=\"C2\"><v>2</v></c><c r=\"D2\" t=\"str\"><v>B</v></c></row>";

#[test]
fn a_book_may_claim_what_it_likes() {
    // The control, which claims two million rows as they all do.
    assert_eq!(import(Format::Xlsx, &sheet(ROW, "")).items[0].options, ["2", "1"]);
    let far = sheet(
        &ROW.replace("r=\"2\"", "r=\"1048576\"")
            .replace("2\" t", "1048576\" t")
            .replace("\"B2\"", "\"B1048576\"")
            .replace("\"C2\"", "\"C1048576\""),
        "",
    );
    let place = Location::Row { sheet: "Câu hỏi".into(), row: 1_048_576 };
    assert_eq!(import(Format::Xlsx, &far).items[0].place, place);
    let beyond = sheet("<row r=\"2000000\"/>", "");
    assert!(matches!(refusal(Format::Xlsx, &beyond).1, RemarkKind::Syntax { .. }));
    let wide = sheet("<row r=\"2\"><c r=\"ZZZZ2\"><v>1</v></c></row>", "");
    assert!(!import(Format::Xlsx, &wide).remarks.is_empty());
    let merged = sheet(ROW, "<mergeCells count=\"1\"><mergeCell ref=\"A2:A1048576\"/></mergeCells>");
    assert_eq!(kinds(&import(Format::Xlsx, &merged)), [&RemarkKind::Merged { cells: "A2:A1048576".into() }]);
    let strings = "<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" count=\"9\" uniqueCount=\"18446744073709551615\"/>";
    let claims = repacked(&sheet(ROW, ""), &[("xl/sharedStrings.xml", strings.as_bytes())]);
    assert_eq!(import(Format::Xlsx, &claims).items.len(), 1);
    let error = sheet(&ROW.replace("<c r=\"B2\"><v>1</v>", "<c r=\"B2\" t=\"e\"><v>#REF!</v>"), "");
    let wanted = RemarkKind::CellError { cell: "B2".into(), error: "#REF!".into() };
    assert_eq!(refusal(Format::Xlsx, &error).1, wanted);
    // One long text used many times.
    let long = format!("<sst><si><t>{}</t></si></sst>", "x".repeat(1 << 20));
    let many: String = (2..400).map(|row| format!("<row r=\"{row}\"><c t=\"s\"><v>0</v></c></row>")).collect();
    let many = repacked(&sheet(&many, ""), &[("xl/sharedStrings.xml", long.as_bytes())]);
    assert!(matches!(refusal(Format::Xlsx, &many).1, RemarkKind::TooManyCells { .. }));
}

#[test]
fn bombs_are_refused_before_they_are_unpacked() {
    let zeros = vec![b' '; 257 << 20];
    for (format, name, part) in [
        (Format::Xlsx, "teacher.xlsx", "xl/worksheets/sheet1.xml"),
        (Format::Docx, "marks-writer.docx", "word/document.xml"),
    ] {
        let bomb = repacked(&fixture(name), &[(part, &zeros)]);
        assert!(bomb.len() < 1 << 20, "{}", bomb.len());
        assert_eq!(refusal(format, &bomb).1, RemarkKind::UnpacksTooLarge { most: 256 << 20 });
        let mut parts = ZipWriter::new(Cursor::new(Vec::new()));
        for number in 0..5000 {
            parts.start_file(format!("{number}.xml"), SimpleFileOptions::default()).unwrap();
        }
        let parts = parts.finish().unwrap().into_inner();
        assert_eq!(refusal(format, &parts).1, RemarkKind::TooManyParts { most: 4096 });
    }
}

#[test]
fn other_programs_files_are_told_from_damaged_ones() {
    let sealed: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and so on".to_vec();
    for format in [Format::Xlsx, Format::Docx] {
        let told = |bytes: &[u8]| refusal(format, bytes).1;
        assert_eq!(told(b""), RemarkKind::OtherFormat("empty"));
        assert_eq!(told(&old), RemarkKind::OtherFormat("old-office"));
        assert_eq!(told(&[old.clone(), sealed.clone()].concat()), RemarkKind::OtherFormat("password"));
        assert_eq!(told(br"{\rtf1 Word}"), RemarkKind::OtherFormat("rtf"));
        assert_eq!(told(b"<html><table>"), RemarkKind::OtherFormat("web-page"));
        assert_eq!(told(b"Ma;Cau hoi"), RemarkKind::OtherFormat("not-packed"));
    }
    assert_eq!(refusal(Format::Xlsx, &fixture("marks-word.docx")).1, RemarkKind::OtherFormat("not-excel"));
    assert_eq!(refusal(Format::Docx, &fixture("teacher.xlsx")).1, RemarkKind::OtherFormat("not-word"));
    for (format, name) in [(Format::Xlsx, "teacher.xlsx"), (Format::Docx, "marks-word.docx")] {
        let whole = fixture(name);
        assert!(!import(format, &whole).items.is_empty(), "the control");
        for at in [100, whole.len() / 2, whole.len() - 1] {
            assert!(matches!(refusal(format, &whole[..at]).1, RemarkKind::BrokenArchive { .. }), "{at}");
        }
        let part = if format == Format::Xlsx { "xl/workbook.xml" } else { "word/document.xml" };
        let evil = b"<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><x>&a;</x>";
        assert_eq!(refusal(format, &repacked(&whole, &[(part, evil)])).1, RemarkKind::DocType);
    }
}

// Both ways

fn item(stem: &str, options: &[&str]) -> Item {
    Item { stem: stem.into(), options: options.iter().map(|text| (*text).to_owned()).collect(), ..Item::default() }
}

/// Texts full of what formats escape, as an `Item` holds them.
fn text() -> impl Strategy<Value = String> {
    const PIECES: [&str; 24] = [
        "<",
        ">",
        "&",
        "&amp;",
        "\"",
        "'",
        "]]>",
        "<![CDATA[",
        "=1+1",
        "@",
        "_x0041_",
        "_x005F_",
        "{",
        "}",
        "~",
        "\\n",
        "#",
        ":",
        "\n",
        "<b>đậm</b>",
        "Cẩm Giàng",
        "thủy",
        "$$x$$",
        "😀",
    ];
    let piece =
        prop_oneof![proptest::sample::select(PIECES.to_vec()).prop_map(str::to_owned), "[a-zA-ZảạăđơưẢẠĐỳỹ0-9 ]{1,8}"];
    proptest::collection::vec(piece, 1..6)
        .prop_map(|parts| tidied(&parts.concat()))
        .prop_filter("empty", |text| !text.is_empty())
}

fn line() -> impl Strategy<Value = String> {
    text().prop_map(|text| tidied(&text.replace('\n', " ")))
}

fn tidied(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let lines =
        text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ").nfc().collect::<String>());
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

fn items() -> impl Strategy<Value = Vec<Item>> {
    let date = || {
        proptest::option::of((2020..2099_i32, 1..=12_u32, 1..=28_u32).prop_map(|(y, m, d)| crate::days::date(y, m, d)))
    };
    let some = || proptest::option::of(line());
    let more = (some(), some(), some(), date(), date(), any::<bool>(), any::<bool>(), some()).prop_map(
        |(fact, lesson, source, checked, until, situation, negative, group)| More {
            fact,
            lesson,
            source,
            checked,
            until,
            situation,
            negative,
            group,
        },
    );
    let level = prop_oneof![Just(None), Just(Some(Level::Easy)), Just(Some(Level::Middle)), Just(Some(Level::Hard))];
    // An option that is there twice is left out.
    let options = proptest::collection::vec(text(), 2..=4)
        .prop_filter("twice", |all| (1..all.len()).all(|at| !all[..at].contains(&all[at])));
    let one = (some(), some(), level, text(), options, proptest::option::of(text()), more).prop_map(
        |(name, topic, level, stem, options, why, more)| Item {
            place: Location::Whole,
            name,
            topic,
            level,
            stem,
            options,
            why,
            more,
        },
    );
    proptest::collection::vec(one, 1..6)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_comes_back(items in items()) {
        for format in [Format::MoodleXml, Format::Xlsx] {
            let bytes = export(format, &items).unwrap();
            let back = import(format, &bytes);
            prop_assert_eq!(&back.remarks, &vec![]);
            prop_assert_eq!(placeless(&back.items), items.clone(), "{:?}", format);
        }
    }

    #[test]
    fn any_bytes_are_told_of(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        for format in OFFICE {
            let import = import(format, &bytes);
            prop_assert!(import.items.is_empty() && !import.remarks.is_empty());
        }
    }

    #[test]
    fn a_flipped_byte_harms_nobody(at in 0..20_000_usize, flip in 1..=255_u8) {
        for (format, name) in [(Format::Xlsx, "teacher.xlsx"), (Format::Docx, "marks-writer.docx")] {
            let mut bytes = fixture(name);
            let at = at % bytes.len();
            bytes[at] ^= flip;
            let _ = import(format, &bytes);
        }
    }

    #[test]
    fn damaged_parts_harm_nobody(at in 0..60_000_usize, with in "[<>&\"'a/!0-9 ]{0,6}") {
        for (format, name, of) in
            [(Format::Xlsx, "teacher.xlsx", "xl/worksheets/sheet1.xml"), (Format::Xlsx, "teacher.xlsx", "xl/styles.xml"),
             (Format::Docx, "numbered-writer.docx", "word/document.xml"), (Format::Docx, "numbered-writer.docx", "word/numbering.xml")]
        {
            let whole = fixture(name);
            let mut text = part(&whole, of);
            let at = at % text.len();
            if text.is_char_boundary(at) {
                text.insert_str(at, &with);
            }
            let _ = import(format, &repacked(&whole, &[(of, text.as_bytes())]));
        }
    }
}

// Word

#[test]
fn what_is_marked_in_a_document_is_the_key() {
    for name in ["marks-word.docx", "marks-writer.docx"] {
        let import = import(Format::Docx, &fixture(name));
        let seen: Vec<_> = import.items.iter().map(|item| (item.stem.as_str(), item.options[0].as_str())).collect();
        let wanted = [
            ("Nhận tin nhắn lạ có đường dẫn thì làm gì?", "Hỏi con cháu"),
            ("Ai được hỏi mã OTP của bác?", "Không ai"),
            ("VNeID dùng để làm gì?", "Định danh điện tử"),
            ("Số cần gọi khi nghi lừa đảo?", "113"),
            ("Chữ đậm theo kiểu thì sao?", "Bốn"),
        ];
        assert_eq!(seen, wanted, "{name}: {:?}", import.remarks);
        let left_out: Vec<_> =
            import.remarks.iter().filter(|remark| remark.left_out).map(|remark| &remark.what).collect();
        let picture = RemarkKind::Media("picture".into());
        // A picture, no key at all, and every option marked: nothing is guessed.
        assert!(
            matches!(left_out[..], [media, RemarkKind::NoRight, RemarkKind::NoRight | RemarkKind::KeyConflict | RemarkKind::SeveralRight] if *media == picture),
            "{name}: {left_out:?}"
        );
    }
}

#[test]
fn numbers_that_word_draws_itself_are_read() {
    for name in ["numbered-word.docx", "numbered-writer.docx"] {
        let import = import(Format::Docx, &fixture(name));
        let seen: Vec<_> = import.items.iter().map(|item| (item.stem.as_str(), item.options.join("|"))).collect();
        let wanted = [
            ("Nhận tin nhắn lạ thì làm gì?", "Hỏi con cháu|Bấm xem ngay|Gửi tiền|Chia sẻ".to_owned()),
            ("Ai được hỏi mã OTP?", "Không ai|Bạn|Công an|Ngân hàng".to_owned()),
        ];
        assert_eq!(seen, wanted, "{name}: {:?}", import.remarks);
    }
}

pub(super) fn document(body: &str) -> Vec<u8> {
    let text = format!(
        "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{body}</w:body></w:document>"
    );
    repacked(&fixture("marks-writer.docx"), &[("word/document.xml", text.as_bytes())])
}

pub(super) fn paragraph(runs: &str) -> String {
    format!("<w:p>{runs}</w:p>")
}

pub(super) fn run(look: &str, text: &str) -> String {
    format!("<w:r><w:rPr>{look}</w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

#[test]
fn what_a_run_says_of_itself_counts() {
    let question = |first: &str, second: &str| {
        document(&[paragraph(&run("", "Câu 1. Hỏi?")), paragraph(first), paragraph(second)].concat())
    };
    let right = |first: &str, second: &str| {
        import(Format::Docx, &question(first, second)).items.first().map(|item| item.options[0].clone())
    };
    let plain = run("", "A. Một");
    // The control: nothing is marked, so nothing is right.
    assert_eq!(right(&plain, &run("", "B. Hai")), None);
    for look in [
        "<w:b/>",
        "<w:b w:val=\"1\"/>",
        "<w:u w:val=\"single\"/>",
        "<w:highlight w:val=\"yellow\"/>",
        "<w:color w:val=\"FF0000\"/>",
        "<w:shd w:fill=\"FFFF00\"/>",
    ] {
        assert_eq!(right(&plain, &run(look, "B. Hai")).as_deref(), Some("Hai"), "{look}");
    }
    for look in
        ["<w:b w:val=\"0\"/>", "<w:u w:val=\"none\"/>", "<w:color w:val=\"auto\"/>", "<w:color w:val=\"000000\"/>"]
    {
        assert_eq!(right(&plain, &run(look, "B. Hai")), None, "{look}");
    }
    // Deleted and hidden text is not seen; inserted text is.
    let deleted = format!(
        "{}<w:del><w:r><w:delText> xóa</w:delText></w:r></w:del>{}",
        run("", "A. Một"),
        run("<w:vanish/>", " ẩn")
    );
    let inserted = format!("<w:ins>{}</w:ins>", run("<w:b/>", "B. Hai"));
    let import = import(Format::Docx, &question(&deleted, &inserted));
    assert_eq!(import.items[0].options, ["Hai", "Một"]);
    let square = format!("{}{}", run("<w:b/>", "B. 10 m"), run("<w:b/><w:vertAlign w:val=\"superscript\"/>", "2"));
    assert_eq!(right(&plain, &square).as_deref(), Some("10 m²"));
    for lost in [
        "<m:oMath xmlns:m=\"m\"><m:r><m:t>x</m:t></m:r></m:oMath>",
        "<w:r><w:object/></w:r>",
        "<w:r><w:sym w:char=\"F0FC\"/></w:r>",
    ] {
        let told =
            tramso::exchange::import(Format::Docx, &question(&plain, &format!("{}{lost}", run("<w:b/>", "B. Hai"))));
        assert!(matches!(kinds(&told)[..], [RemarkKind::Media(_)]), "{lost}: {:?}", told.remarks);
        assert_eq!(told.items, []);
    }
}

/// Three questions without keys, and what follows them.
fn questions(behind: &str) -> Import {
    let lines = (1..=3).flat_map(|number| [format!("Câu {number}. Hỏi {number}?"), "A. Một".into(), "B. Hai".into()]);
    let body: String = lines.map(|line| paragraph(&run("", &line))).collect();
    import(Format::Docx, &document(&(body + behind)))
}

pub(super) fn table(rows: &[&[&str]]) -> String {
    let cell = |text: &&str| format!("<w:tc><w:tcPr/>{}</w:tc>", paragraph(&run("", text)));
    let row = |cells: &&[&str]| format!("<w:tr><w:trPr/>{}</w:tr>", cells.iter().map(cell).collect::<String>());
    format!("<w:tbl><w:tblPr/>{}</w:tbl>", rows.iter().map(row).collect::<String>())
}

#[test]
fn a_table_of_answers_is_read_with_a_value_in_each_cell() {
    let rows: &[&[&str]] = &[&["Câu", "1", "2", "3"], &["Đáp án", "B", "B", "A"]];
    let tables: [&[&[&str]]; 6] = [
        rows,
        &[&["1", "2", "3"], &["B", "B", "A"]],
        &[&["Câu 1", "Câu 2", "Câu 3"], &["B", "B", "A"]],
        &[&["Câu", "Đáp án"], &["1", "B"], &["2", "B"], &["3", "A"]],
        &[&["Câu", "Đáp án", "Câu", "Đáp án"], &["1", "B", "3", "A"], &["2", "B", "", ""]],
        &[&["1-B", "2-B", "3-A"]],
    ];
    let heading = paragraph(&run("", "BẢNG ĐÁP ÁN"));
    for before in ["", &heading] {
        for wanted in tables {
            let read = questions(&format!("{before}{}", table(wanted)));
            let right: Vec<&str> = read.items.iter().map(|item| item.options[0].as_str()).collect();
            assert_eq!(right, ["Hai", "Hai", "Một"], "{wanted:?}: {:?}", read.remarks);
            assert_eq!(read.remarks, [], "{wanted:?}");
        }
    }
    // The controls: numbers and letters that do not fit name no key, and other tables are read cell by cell.
    assert_eq!(
        questions(&table(&[&["Câu", "1", "2", "3"], &["Đáp án", "B", "B"]])).items.len(),
        2,
        "the last cell is missing"
    );
    assert_eq!(questions(&table(&[&["Câu", "1", "2"], &["Đáp án", "B", "B", "A"]])).items, []);
    let asked = table(&[&["Câu 4. Hỏi?", "A. Một"], &["*B. Hai", "C. Ba"]]);
    assert_eq!(questions(&asked).items.len(), 1);
}

#[test]
fn a_picture_falls_to_its_own_question() {
    let picture = "<w:r><w:drawing/></w:r>";
    let lines = |first: &str, second: &str| {
        let line = |text: &str, picture: &str| paragraph(&(run("", text) + picture));
        let of = |number: u32, picture: &str| {
            line(&format!("Câu {number}. Hỏi {number}?"), picture) + &line("*A. Một", "") + &line("B. Hai", "")
        };
        import(Format::Docx, &document(&(of(1, "") + first + &of(2, second) + &of(3, ""))))
    };
    let left = |read: &Import| {
        assert_eq!(read.items.len(), 2, "{:?}", read.remarks);
        let [remark] = read.remarks.as_slice() else { panic!("{:?}", read.remarks) };
        assert!(remark.left_out && matches!(remark.what, RemarkKind::Media(_)));
        remark.question
    };
    assert_eq!(left(&lines("", picture)), Some(2), "in a question's first line");
    assert_eq!(left(&lines(&paragraph(picture), "")), Some(1), "below the question before");
}
