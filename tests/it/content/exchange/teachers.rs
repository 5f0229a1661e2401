//! Papers as teachers type, paste and save them: what comes in, what is reported, and that nothing wrong comes in without a word.

use super::{came_in, left_out, mentioned};
use tramso::exchange::{Format, Import, RemarkKind, import};

fn read(text: &str) -> Import {
    import(Format::Text, text.as_bytes())
}

/// The right options, in order; a control for every test here is that they are not all the same letter.
fn right(read: &Import) -> Vec<&str> {
    read.items.iter().map(|item| item.options[0].as_str()).collect()
}

/// Questions of these numbers, with four options that name question and letter.
fn questions(part: &str, numbers: std::ops::RangeInclusive<u32>) -> String {
    let one = |number| {
        let options: String =
            ["A", "B", "C", "D"].iter().map(|letter| format!("{letter}. {part}{number}{letter}\n")).collect();
        format!("Câu {number}. Hỏi {part}{number} là gì?\n{options}")
    };
    numbers.map(one).collect()
}

#[test]
fn parts_share_a_table_or_have_their_own() {
    let goes_on = format!("PHẦN I. CHUNG\n{}\nPHẦN II\n{}", questions("p", 1..=2), questions("q", 3..=4));
    let again = format!("PHẦN I. CHUNG\n{}\nPHẦN II\n{}", questions("p", 1..=2), questions("q", 1..=2));
    let cases = [
        (format!("{goes_on}\nĐÁP ÁN\n1-B 2-C 3-A 4-C\n"), ["p1B", "p2C", "q3A", "q4C"]),
        (format!("{goes_on}\nBẢNG ĐÁP ÁN\nPhần I: 1-B 2-C\nPhần II: 3-A 4-C\n"), ["p1B", "p2C", "q3A", "q4C"]),
        (format!("{again}\nBẢNG ĐÁP ÁN\nPhần I: 1-B 2-C\nPhần II: 1-A 2-C\n"), ["p1B", "p2C", "q1A", "q2C"]),
        (format!("{again}\nBẢNG ĐÁP ÁN\nPHẦN I\n1-B 2-C\nPHẦN 2\n1-A 2-C\n"), ["p1B", "p2C", "q1A", "q2C"]),
        (format!("{again}\nĐÁP ÁN PHẦN I\n1-B 2-C\nĐÁP ÁN PHẦN II\n1-A 2-C\n"), ["p1B", "p2C", "q1A", "q2C"]),
        (format!("{again}\nĐÁP ÁN\n1-B 2-C\n1-A 2-C\n"), ["p1B", "p2C", "q1A", "q2C"]),
        (
            again.replace("\nPHẦN II", "\nĐÁP ÁN\n1-B 2-C\nPHẦN II") + "\nĐÁP ÁN\n1-A 2-C\n",
            ["p1B", "p2C", "q1A", "q2C"],
        ),
    ];
    for (text, wanted) in cases {
        let found = read(&text);
        assert_eq!(right(&found), wanted, "{text}\n{:?}", found.remarks);
        assert_eq!(found.remarks, [], "{text}");
        assert_eq!(found.items[0].topic.as_deref(), Some("PHẦN I. CHUNG"));
    }
    // The controls: numbers that come twice, and a table for one of two parts that it does not name.
    let found = read(&format!("{again}\nĐÁP ÁN\n1-B 2-C\n"));
    assert_eq!(found.items, []);
    assert!(left_out(&found).iter().all(|(_, what)| matches!(what, RemarkKind::NumberTwice(_))), "{:?}", found.remarks);
    let found = read(&format!("{again}\nĐÁP ÁN\nPhần II: 1-A 2-C\n"));
    assert_eq!(right(&found), ["q1A", "q2C"]);
}

#[test]
fn answers_without_a_heading_are_given_to_no_part_by_chance() {
    let again = format!("PHẦN I. CHUNG\n{}\nPHẦN II\n{}", questions("p", 1..=2), questions("q", 1..=2));
    // The part above the questions is not the part of the answers.
    for table in ["Đáp án: 1-B 2-C", "Đáp án: 1B 2C 3A 4D", "1-B 2-C"] {
        let found = read(&format!("{again}\n{table}\n"));
        assert_eq!(found.items, [], "{table}: {:?}", found.remarks);
    }
    let named = [
        ("Đáp án phần I: 1-B 2-C", &["p1B", "p2C"][..]),
        ("Đáp án phần II: 1-A 2-C", &["q1A", "q2C"]),
        ("Đáp án phần I: 1-B 2-C\nĐáp án phần II: 1-A 2-C", &["p1B", "p2C", "q1A", "q2C"]),
        ("Đáp án phần II: 1-A 2-C\nĐáp án phần I: 1-B 2-C", &["p1B", "p2C", "q1A", "q2C"]),
    ];
    for (table, wanted) in named {
        let found = read(&format!("{again}\n{table}\n"));
        assert_eq!(right(&found), wanted, "{table}: {:?}", found.remarks);
    }
    // Answers of the one part that has none yet need no name.
    let below = again.replace("\nPHẦN II", "\nĐáp án: 1-B 2-C\nPHẦN II") + "\nĐáp án: 1-A 2-C\n";
    assert_eq!(right(&read(&below)), ["p1B", "p2C", "q1A", "q2C"]);
}

#[test]
fn a_key_with_second_thoughts_is_none() {
    let ask = |key: &str| read(&format!("{}Đáp án: {key}\n", questions("p", 1..=1)));
    for key in
        ["A. p1C", "A hoặc C", "A (sửa lại: D)", "A -> B", "A → B", "A hay C", "A, sửa thành B", "A. đính chính: C"]
    {
        let found = ask(key);
        assert_eq!(found.items, [], "{key}: {:?}", found.remarks);
    }
    for key in ["B", "B.", "B. p1B", "B -> vì an toàn", "B hay dùng", "B (vì đúng)", "B. Vì A sai"] {
        assert_eq!(right(&ask(key)), ["p1B"], "{key}: {:?}", ask(key).remarks);
    }
}

#[test]
fn answers_behind_the_paper_are_found_in_every_direction() {
    let paper = questions("p", 1..=3);
    let tables = [
        "1-B 2-C 3-A",
        "1.B 2.C 3.A",
        "1B; 2C; 3A",
        "1 → B, 2 → C, 3 → A",
        "Câu 1: B\nCâu 2: C\nCâu 3: A",
        "Câu 1 2 3\nĐáp án B C A",
        "Câu\n1\n2\n3\nĐáp án\nB\nC\nA",
        "Câu\nĐáp án\n1\nB\n2\nC\n3\nA",
        "1\n2\n3\nB\nC\nA",
        "Câu | Đáp án\n1 | B\n2 | C\n3 | A",
        "Bài 1: B; Bài 2: C; Bài 3: A",
        "Câu 1: B. p1B\nCâu 2: C. p2C\nCâu 3: A. p3A",
    ];
    for table in tables {
        let found = read(&format!("{paper}\nBẢNG ĐÁP ÁN\n{table}\n"));
        assert_eq!(right(&found), ["p1B", "p2C", "p3A"], "{table}: {:?}", found.remarks);
        assert_eq!(found.remarks, [], "{table}");
    }
    // The control: a cell is missing, so nobody knows whose answer is whose.
    let found = read(&format!("{paper}\nBẢNG ĐÁP ÁN\nCâu\n1\n2\n3\nĐáp án\nB\nC\n"));
    assert_eq!(found.items, []);
}

#[test]
fn solutions_behind_explain_and_a_paper_twice_comes_once() {
    let paper = questions("p", 1..=2);
    let solutions = [
        "HƯỚNG DẪN GIẢI CHI TIẾT\nCâu 1. Chọn B. Vì một.\nCâu 2. Chọn C.\nVì hai.\n",
        "LỜI GIẢI\nCâu 1: Đáp án B\nGiải thích: Vì một.\nCâu 2: Đáp án: C. Vì hai.\n",
        "ĐÁP ÁN VÀ LỜI GIẢI\nCâu 1. B. Vì một.\n\nCâu 2. C. Vì hai.\n",
    ];
    for solution in solutions {
        for table in ["", "\nBẢNG ĐÁP ÁN\n1-B 2-C\n\n"] {
            let found = read(&format!("{paper}{table}{solution}"));
            assert_eq!(right(&found), ["p1B", "p2C"], "{table}{solution}: {:?}", found.remarks);
            let why: Vec<_> =
                found.items.iter().map(|item| item.why.as_deref().unwrap_or("").trim_end_matches('.')).collect();
            assert_eq!(why, ["Vì một", "Vì hai"], "{solution}");
            assert_eq!(found.remarks, [], "{solution}");
        }
    }
    let again =
        paper.replace("D. p1D\n", "D. p1D\nLời giải: Chọn B. Vì một.\n").replace("D. p2D\n", "D. p2D\nĐáp án: C\n");
    let found = read(&format!("{paper}\nHƯỚNG DẪN GIẢI\n{again}"));
    assert_eq!(right(&found), ["p1B", "p2C"], "{:?}", found.remarks);
    assert_eq!(
        mentioned(&found).into_iter().map(|(_, what)| what).collect::<Vec<_>>(),
        [RemarkKind::Repeated, RemarkKind::Repeated]
    );
    // The controls: solutions that state another key than the table, and essays that are nobody's explanation.
    let found = read(&format!("{paper}\nĐÁP ÁN\n1-B 2-C\n\nHƯỚNG DẪN GIẢI\nCâu 1. Chọn D. Vì thế.\n"));
    assert_eq!(right(&found), ["p2C"]);
    let found = read(&format!("{paper}\nĐÁP ÁN\n1-B 2-C\n\nPHẦN TỰ LUẬN\nCâu 1. Trình bày cách phòng lừa đảo.\n"));
    assert_eq!(
        found.items.iter().map(|item| item.why.clone()).collect::<Vec<_>>(),
        [None, None],
        "{:?}",
        found.remarks
    );
}

#[test]
fn keys_are_taken_from_one_mark_and_no_more() {
    let one = |options: [&str; 4], behind: &str| format!("Câu 1. Số nào?\n{}\n{behind}", options.join("\n"));
    let good = [
        one(["A. 112", "B. 113 (Đúng)", "C. 114", "D. 115"], ""),
        one(["A. 112", "B. 113 ✓", "C. 114", "D. 115"], ""),
        one(["[ ] A. 112", "[x] B. 113", "[ ] C. 114", "[ ] D. 115"], ""),
        one(["○ 112", "● 113", "○ 114", "○ 115"], ""),
        one(["☐ 112", "☑ 113", "☐ 114", "☐ 115"], ""),
        one(["- 112", "- 113", "- 114", "- 115"], "Đáp án: B"),
        one(["• 112", "• 113", "• 114", "• 115"], "(Đáp án: B)"),
        one(["A - 112", "B - 113", "C - 114", "D - 115"], "Đáp án: B"),
        one(["A – 112", "B – 113", "C – 114", "D – 115"], "[Đáp án B]"),
        one(["[A] 112", "[B] 113", "[C] 114", "[D] 115"], "Đáp án: “B”"),
        one(["A. 112", "B. 113", "C. 114", "D. 115 (Đáp án: B)"], ""),
        one(["A. 112", "B. 113", "C. 114", "D. 115"], "Trả lời: B"),
        one(["A. 112", "B. 113", "C. 114", "D. 115"], "=> B"),
        one(["A. 112", "B. 113", "C. 114", "D. 115"], "").replace("nào?", "nào? (Đáp án: B)"),
        one(["Ａ．112", "Ｂ．113", "Ｃ．114", "Ｄ．115"], "Đáp án：Ｂ"),
        one(["A. 112", "B. 113", "C. 114", "D. 115"], "Đáp án:\u{a0}B"),
        one(["\u{200b}A. 112", "\u{feff}B. 113", "\u{2003}C. 114", "\u{3000}D. 115"], "\u{200b}Đáp án: B"),
        one(["A. 112", "B. 113", "C. 114", "D. 115"], "Đáp án: B").replace("Câu 1. ", "Bài 1. "),
        one(["A. 112", "B. 113", "C. 114", "D. 115"], "Đáp án: B").replace("Câu 1. ", "Question 1: "),
    ];
    for text in good {
        let found = read(&text);
        assert_eq!(came_in(&found), [("Số nào?", vec!["113", "112", "114", "115"])], "{text}\n{:?}", found.remarks);
        assert_eq!(left_out(&found), [], "{text}");
    }
    for (first, second) in [("A. 112\tC. 114", "B. 113\tD. 115"), ("A. 112    C. 114", "B. 113   D. 115")] {
        let found = read(&format!("Câu 1. Số nào?\n{first}\n{second}\nĐáp án: B\n"));
        assert_eq!(came_in(&found), [("Số nào?", vec!["113", "112", "114", "115"])], "{first}: {:?}", found.remarks);
    }
    let cells = read("Câu 1. Số nào?\nA. 112\nC. 114\nB. 113\nD. 115\nĐáp án: C\n");
    assert_eq!(
        came_in(&cells),
        [("Số nào?", vec!["114", "112", "113", "115"])],
        "a table of two columns, cell by cell"
    );
    assert_eq!(read("Câu 1. Số nào?\nA. 112\nD. 115\nB. 113\nC. 114\nĐáp án: C\n").items, []);
    let item = &read(&one(["A. 112", "B. 113", "C. 114", "D. 115 Giải thích: vì thế"], "Đáp án: B")).items[0];
    assert_eq!((item.options[3].as_str(), item.why.as_deref()), ("115", Some("vì thế")));
    let none = [
        one(["A. 112 (Đúng)", "B. 113 (Đúng)", "C. 114", "D. 115"], ""),
        one(["[x] A. 112", "[x] B. 113", "[ ] C. 114", "[ ] D. 115"], ""),
        one(["● 112", "● 113", "● 114", "● 115"], ""),
        one(["- 112", "- 113", "- 114", "- 115"], ""),
        one(["a) 112", "b) 113", "c) 114", "d) 115"], "Đáp án: a) Đúng; b) Sai; c) Sai; d) Sai"),
        one(["A. 112", "B. 113 ✓", "C. 114", "D. 115"], "Đáp án: C"),
    ];
    for text in none {
        let found = read(&text);
        assert_eq!(found.items, [], "{text}");
        assert_eq!(left_out(&found).len(), 1, "{text}: {:?}", found.remarks);
    }
}

#[test]
fn damaged_letters_never_come_in() {
    let sheet = |stem: &str| {
        format!(
            "Câu hỏi,Đáp án A,Đáp án B,Đáp án đúng\n{stem},114,113,A\nSố nào báo cháy?,114,113,A\nSố nào cấp cứu?,115,113,A\nSố nào công an?,113,115,A\nAi giữ mã OTP?,Chủ thẻ,Người lạ,A\nThẻ căn cước là gì?,Giấy tờ,Quảng cáo,A\n"
        )
    };
    let damaged = [
        ("S? ?i?n tho?i b?o ch?y l? s? n?o?", RemarkKind::LostLetters),
        ("Số điện tho?i báo cháy là số nào?", RemarkKind::LostLetters),
        ("Sá»‘ Ä‘iá»‡n thoáº¡i bÃ¡o chÃ¡y lÃ  sá»‘ nÃ o?", RemarkKind::WrongEncoding),
        ("Số điện thoại b�o cháy?", RemarkKind::LostLetters),
        ("Sè ®iÖn tho¹i b¸o ch¸y lµ sè nµo?", RemarkKind::OldFont("TCVN3")),
        ("Soá ñieän thoaïi baùo chaùy laø soá naøo?", RemarkKind::OldFont("VNI")),
    ];
    for (stem, what) in damaged {
        let found = import(Format::Csv, sheet(stem).as_bytes());
        assert!(found.items.iter().all(|item| item.stem != stem), "{stem}");
        assert!(left_out(&found).iter().any(|(_, told)| *told == what), "{stem}: {:?}", found.remarks);
        let text = read(&format!("Câu 1. {stem}\nA. 114\nB. 113\nĐáp án: A\n{}", questions("p", 2..=8)));
        assert!(text.items.iter().all(|item| item.stem != stem), "{stem}");
    }
    // The controls: what is odd and right.
    let whole = [
        "Gọi «má» và «quá» có dấu gì? Vì sao?",
        "Trang nào đúng: https://a.vn/tim?q=x hay b.vn?",
        "El Niño là gì?",
        "Máy 10µm, 25°C, 3m² và ½ giờ là gì?",
        "Phần mềm Microsoft® và ©2025 là gì?",
        "KHUYẾN MÃ\u{a0}QR là gì?",
        "Giá 5£ hay 5€?",
    ];
    for stem in whole {
        let found = import(Format::Csv, sheet(&stem.replace(',', ";")).as_bytes());
        assert_eq!(left_out(&found), [], "{stem}: {:?}", found.remarks);
        assert_eq!(found.items.len(), 6, "{stem}");
    }
}

#[test]
fn signs_that_nobody_sees_are_told() {
    let found = read("Câu 1. Chữ \u{1b}[0;31mđỏ\u{7} là gì?\nA. một\u{202e}\nB. hai\nĐáp án: A\n");
    assert_eq!(came_in(&found), [("Chữ đỏ là gì?", vec!["một", "hai"])]);
    let told: Vec<u32> = mentioned(&found)
        .into_iter()
        .map(|(line, what)| {
            assert!(matches!(what, RemarkKind::ControlSign(_)), "{what:?}");
            line
        })
        .collect();
    assert_eq!(told, [1, 2]);
    let found = read("\u{200b}Câu 1. Hỏi\u{200b} gì?\nA. m\u{ad}ột\nB. hai\nĐáp án: A\n");
    assert_eq!(came_in(&found), [("Hỏi gì?", vec!["một", "hai"])]);
    assert_eq!(mentioned(&found), [(1, RemarkKind::UnseenSigns)], "once a file");
    // A page and a soft end of line part lines, and count none.
    let found = read("Câu 1. Hỏi gì?\u{2028}A. một\u{c}B. hai\nĐáp án: A\nCâu 2. Trống?\n");
    assert_eq!((found.items.len(), left_out(&found)[0].0), (1, 3));
}

#[test]
fn lessons_with_numbers_of_their_own_are_headings() {
    let text = format!("Bài 1: An toàn số\n{}Bài 2: Dịch vụ công\n{}", questions("p", 1..=2), questions("q", 3..=3));
    let text = text.replace("p1B\n", "p1B*\n").replace("p2C\n", "p2C*\n").replace("q3D\n", "q3D*\n");
    let found = read(&text);
    assert_eq!(right(&found), ["p1B", "p2C", "q3D"], "{:?}", found.remarks);
    assert_eq!(found.items[2].topic.as_deref(), Some("Bài 2: Dịch vụ công"));
}

#[test]
fn heads_of_two_rows_and_of_quiz_sites_are_known() {
    let rows = |text: &str| import(Format::Csv, text.as_bytes());
    let good = [
        "STT,Câu hỏi,Phương án,,,,Đáp án\n,,A,B,C,D,\n1,Số nào?,112,113,114,115,B\n",
        "STT,Nội dung câu hỏi,Các phương án,,,,Đ/A\n,,1,2,3,4,\n1,Số nào?,112,113,114,115,2\n",
        "TT,Câu hỏi,A,B,C,D,Đ.án\n1,Số nào?,112,113,114,115,b\n",
        "Câu hỏi,PA1,PA2,PA3,PA4,ĐA\nSố nào?,112,113,114,115,B. 113\n",
        "Question - max 120 characters,Answer 1 - max 75 characters,Answer 2 - max 75 characters,Answer 3,Answer 4,\"Time limit (sec) – 5, 10, 20\",Correct answer(s) - choose at least one\nSố nào?,112,113,114,115,20,2\n",
        "Question Text,Question Type,Option 1,Option 2,Option 3,Option 4,Correct Answer,Time in seconds,Image Link\nSố nào?,Multiple Choice,112,113,114,115,2,30,\n",
    ];
    for text in good {
        let found = rows(text);
        assert_eq!(came_in(&found), [("Số nào?", vec!["113", "112", "114", "115"])], "{text}\n{:?}", found.remarks);
        assert_eq!(left_out(&found), [], "{text}");
    }
    let papers = "STT,Câu hỏi,Đáp án\n1,\"Số nào?\nA. 112\nB. 113\nC. 114\nD. 115\",B\n2,\"Câu 2. Ai giữ?  A. Chủ  B. Lạ\",A\n3,Trống?,A\n";
    let found = rows(papers);
    assert_eq!(came_in(&found), [("Số nào?", vec!["113", "112", "114", "115"]), ("Ai giữ?", vec!["Chủ", "Lạ"])]);
    assert_eq!(left_out(&found), [(8, RemarkKind::OptionCount(0))]);
    let site = "Question Text,Question Type,Option 1,Option 2,Correct Answer,Image Link\n\
        Một?,Checkbox,a,b,\"1,2\",\nHai?,Open-Ended,a,b,1,\nBa?,Multiple Choice,a,b,1,http://x/a.png\nBốn?,Multiple Choice,a,b,C,\n";
    let found = rows(site);
    let told: Vec<RemarkKind> = left_out(&found).into_iter().map(|(_, what)| what).collect();
    let not = |kind: &str| RemarkKind::NotSingleChoice(kind.into());
    assert_eq!(
        told,
        [
            not("multichoice single=false"),
            not("essay"),
            RemarkKind::Media("img".into()),
            RemarkKind::KeyUnusable("C".into())
        ]
    );
    let pictures = ["<img src='a.png'> gì đây?", "![hình](a.png) gì đây?"];
    for stem in pictures {
        let found = rows(&format!("Câu hỏi,A,B,ĐA\n{stem},a,b,A\n"));
        assert_eq!(left_out(&found), [(2, RemarkKind::Media("img".into()))], "{stem}");
    }
    let page = rows("Câu hỏi,A,B,ĐA\n<p>Số&nbsp;<b>nào</b>?</p>,<p>112</p>,113,A\n");
    assert_eq!(came_in(&page), [("Số nào?", vec!["112", "113"])]);
    assert_eq!(mentioned(&page), [(2, RemarkKind::Markup)]);
}

#[test]
fn files_of_other_kinds_are_named() {
    let pdf = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n";
    let odt = b"PK\x03\x04\x14\0\0\x08\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x08\0\0\0mimetypeapplication/vnd.oasis.opendocument.text";
    for format in [Format::Text, Format::Csv, Format::Docx, Format::Xlsx, Format::Gift] {
        let told = |bytes: &[u8]| left_out(&import(format, bytes));
        assert_eq!(told(pdf), [(0, RemarkKind::OtherFormat("pdf"))]);
        assert_eq!(told(odt), [(0, RemarkKind::OtherFormat("odt"))]);
        assert_eq!(told(b"<!DOCTYPE html><html><body>"), [(0, RemarkKind::OtherFormat("web-page"))]);
        assert_eq!(told(b"\x89PNG\r\n\x1a\n"), [(0, RemarkKind::OtherFormat("picture"))]);
    }
}
