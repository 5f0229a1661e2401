//! Files as teachers' tools write them, read whole: what comes in, and what is left out at which line.

use super::{came_in, left_out, mentioned, one};
use tramso::{
    domain::Level,
    exchange::{ExportFault, Format, Item, Location, RemarkKind, export, import},
};

const GIFT: &str = include_str!("../../fixtures/exchange/moodle.gift.txt");
const AIKEN: &str = include_str!("../../fixtures/exchange/aiken.txt");
const SHEET: &str = include_str!("../../fixtures/exchange/excel.csv");

#[test]
fn a_gift_file_comes_in_question_by_question() {
    let read = import(Format::Gift, GIFT.as_bytes());
    let capital = ["Hà Nội", "Hải Phòng", "Huế", "Đà Nẵng"];
    let wanted = [
        ("Thủ đô của Việt Nam là thành phố nào?", capital.to_vec()),
        ("Ký hiệu {x} ~ 5 = #1: nghĩa là gì?", vec!["a\\b", "c:d"]),
        ("Mật khẩu mạnh nên dài ____ ký tự.", vec!["12", "3", "5"]),
        ("Đúng nhất?", vec!["Có", "Không"]),
        ("Ai cần giữ mã OTP?", vec!["Chủ tài khoản", "Mọi người"]),
    ];
    assert_eq!(came_in(&read), wanted);
    assert_eq!(read.items[0].name.as_deref(), Some("Câu 1: thủ đô"));
    assert_eq!(read.items[0].topic.as_deref(), Some("Chuyên đề 1"));
    assert_eq!(read.items[0].why.as_deref(), Some("Hà Nội là thủ đô từ năm 1945."));
    assert_eq!(read.items[2].topic.as_deref(), Some("Mạng/Wi-Fi"));
    assert_eq!(read.items[4].why.as_deref(), Some("Mã OTP là của riêng mình."));
    let kind = |kind: &str| RemarkKind::NotSingleChoice(kind.to_owned());
    let left = [
        (24, kind("truefalse")),
        (26, kind("numerical")),
        (28, kind("matching")),
        (30, kind("shortanswer")),
        (32, kind("essay")),
        (34, kind("description")),
        (36, RemarkKind::SeveralRight),
        (43, RemarkKind::Weights),
        (48, RemarkKind::Braces),
        (50, RemarkKind::Braces),
        (52, RemarkKind::Media("img".into())),
        (59, RemarkKind::OptionCount(1)),
    ];
    assert_eq!(left_out(&read), left);
    assert_eq!(mentioned(&read), [(16, RemarkKind::MissingWord), (54, RemarkKind::Feedback), (54, RemarkKind::Markup)]);
}

#[test]
fn an_aiken_file_comes_in_question_by_question() {
    let read = import(Format::Aiken, AIKEN.as_bytes());
    let wanted = [
        ("Khi nhận cuộc gọi lạ tự xưng công an, nên làm gì trước?", vec!["Cúp máy", "Chuyển tiền", "Đọc mã OTP"]),
        ("Câu hỏi gồm\nhai dòng?", vec!["Sai", "Đúng"]),
        ("Câu tốt sau các câu hỏng?", vec!["Một", "Hai"]),
    ];
    assert_eq!(came_in(&read), wanted);
    let left = [
        (13, RemarkKind::NoRight),
        (21, RemarkKind::NoRight),
        (25, RemarkKind::OptionOrder),
        (30, RemarkKind::StrayLine),
        (37, RemarkKind::SeveralRight),
    ];
    assert_eq!(left_out(&read), left);
}

#[test]
fn a_sheet_as_excel_saves_it_comes_in_row_by_row() {
    let read = import(Format::Csv, SHEET.as_bytes());
    let wanted = [
        ("Cổng Dịch vụ công quốc gia có địa chỉ nào?", vec!["dichvucong.gov.vn", "dvc.com", "dvc.net", "gov.com"]),
        ("Hai dòng\ntrong một ô, có dấu \"ngoặc\"?", vec!["Bốn", "Một", "Hai", "Ba"]),
        ("Đáp án ghi bằng chữ?", vec!["Xanh", "Đỏ", "Vàng"]),
        ("Đáp án ghi bằng số?", vec!["=1+1", "-5", "+84", "@a"]),
    ];
    assert_eq!(came_in(&read), wanted);
    assert_eq!(
        read.items.iter().map(|item| item.level).collect::<Vec<_>>(),
        [Some(Level::Easy), Some(Level::Hard), Some(Level::Middle), None]
    );
    assert_eq!(read.items[0].more.checked, Some(crate::days::date(2026, 11, 22)));
    assert!(read.items[1].more.situation && !read.items[0].more.situation);
    assert_eq!(read.items[1].place, Location::Line(4), "its first line");
    let left = [
        (8, RemarkKind::KeyConflict),
        (9, RemarkKind::NoRight),
        (10, RemarkKind::SeveralRight),
        (11, RemarkKind::UnknownLevel("siêu khó".into())),
        (12, RemarkKind::WrongValue { column: "Ngày kiểm tra".into(), value: "31/02/2026".into() }),
        (13, RemarkKind::EmptyOption),
    ];
    assert_eq!(left_out(&read), left);
    assert_eq!(mentioned(&read), [(2, RemarkKind::UnknownColumn("Người soạn".into()))]);
}

#[test]
fn heads_are_found_in_any_order_and_spelling() {
    let heads = [
        "cau hoi,dap an a,dap an b,dap an dung\nS?,x,y,B\n",
        "Đáp án đúng;B;A;CÂU HỎI\nb;y;x;S?\n",
        "STT\tNội dung câu hỏi\tPhương án 1\tPhương án 2\tĐáp án\n1\tS?\tx\ty\t2\n",
        "sep=;\nQuestion;Option A;Option B;Answer\nS?;x;y;y\n",
        "Câu hỏi,Đáp án đúng,Phương án sai 1\nS?,y,x\n",
        "Trường Tiểu học,,,\nĐỀ SỐ 1,,,\n\nCâu hỏi,A,B,Đáp án đúng (A/B)\nS?,x,y,Đáp án B\n",
    ];
    for text in heads {
        let item = one(Format::Csv, text);
        assert_eq!((item.stem.as_str(), item.options), ("S?", vec!["y".to_owned(), "x".to_owned()]), "{text}");
    }
    // The controls: what a sheet lacks is named, at the row that looks most like heads.
    let lacking = import(Format::Csv, "Câu hỏi,A,B\nS?,x,y\n".as_bytes());
    assert_eq!(left_out(&lacking), [(1, RemarkKind::MissingColumn("Đáp án đúng"))]);
    let twice = import(Format::Csv, "Câu hỏi,A,B,Key,Đáp án\n".as_bytes());
    assert_eq!(left_out(&twice), [(1, RemarkKind::ColumnTwice("Đáp án".into()))]);
}

#[test]
fn every_spelling_of_a_level_is_known() {
    let level = |told: &str| one(Format::Csv, &format!("Câu hỏi,A,B,Key,Mức độ\nS?,x,y,A,{told}\n")).level;
    for (told, wanted) in [("NB", Level::Easy), ("dễ", Level::Easy), ("Mức 1", Level::Easy), ("M2", Level::Middle)]
    {
        assert_eq!(level(told), Some(wanted), "{told}");
    }
    for (told, wanted) in [
        ("thong hieu", Level::Middle),
        ("Trung bình", Level::Middle),
        ("Vận dụng cao", Level::Hard),
        ("3", Level::Hard),
    ] {
        assert_eq!(level(told), Some(wanted), "{told}");
    }
    assert_eq!(level(""), None);
}

#[test]
fn what_a_format_cannot_hold_is_not_written() {
    let item = |stem: &str, options: usize| Item {
        stem: stem.to_owned(),
        options: (0..options).map(|number| format!("số {number}")).collect(),
        ..Item::default()
    };
    assert_eq!(export(Format::Csv, &[item("Câu?", 5)]), Err(ExportFault::TooManyOptions { most: 4 }));
    assert_eq!(export(Format::Text, &[]), Err(ExportFault::ReadOnly(Format::Text)));
    assert_eq!(export(Format::Docx, &[]), Err(ExportFault::ReadOnly(Format::Docx)));
    let unwritable = [item("Câu?", 4), item("A. Câu?", 4)];
    assert_eq!(export(Format::Aiken, &unwritable), Err(ExportFault::Unwritable { number: 2 }));
    assert!(export(Format::Aiken, &unwritable[..1]).is_ok(), "the control");
}

#[test]
fn excel_calculates_nothing_and_moodle_passes_our_comments_over() {
    let item = Item {
        stem: "=HYPERLINK(\"x\")".into(),
        options: vec!["+1".into(), "@b".into()],
        level: Some(Level::Hard),
        ..Item::default()
    };
    let sheet = String::from_utf8(export(Format::Csv, std::slice::from_ref(&item)).unwrap()).unwrap();
    assert!(sheet.starts_with("\u{feff}Mã,") && sheet.ends_with("\r\n"));
    assert!(sheet.contains("\"'=HYPERLINK(") && sheet.contains("'+1") && sheet.contains("'@b"));
    let gift = String::from_utf8(export(Format::Gift, &[item]).unwrap()).unwrap();
    assert!(gift.starts_with("// tramso {\"v\":1,\"level\":3}\n"), "{gift}");
    let wrong = import(Format::Gift, gift.replace(":3}", ":9}").as_bytes());
    assert_eq!(mentioned(&wrong), [(1, RemarkKind::WrongTag)]);
    assert_eq!(wrong.items.len(), 1, "the question itself comes in");
}
