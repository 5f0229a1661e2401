//! Texts and sheets of people who have not seen the reader: nothing wrong comes in, and what is left out has its true reason.

use super::{came_in, left_out, mentioned};
use tramso::exchange::{Format, Import, RemarkKind, import};

fn read(text: &str) -> Import {
    import(Format::Text, text.as_bytes())
}

fn rows(text: &str) -> Import {
    import(Format::Csv, text.as_bytes())
}

fn right(read: &Import) -> Vec<&str> {
    read.items.iter().map(|item| item.options[0].as_str()).collect()
}

/// Questions numbered from 1, the options of each `1A`, `1B`…
fn paper(count: u32) -> String {
    let one = |n| format!("Câu {n}. Hỏi {n}?\nA. {n}A\nB. {n}B\nC. {n}C\nD. {n}D\n");
    (1..=count).map(one).collect()
}

fn whys(read: &Import) -> Vec<RemarkKind> {
    left_out(read).into_iter().map(|(_, what)| what).collect()
}

#[test]
fn keys_that_count_from_nobody_knows_where_are_none() {
    let zero = rows("Câu hỏi,A,B,C,ĐA\nMột?,a,b,c,0\nHai?,a,b,c,1\nBa?,a,b,c,B\n");
    assert_eq!((right(&zero), whys(&zero)), (vec!["b"], vec![RemarkKind::KeyFromZero, RemarkKind::KeyFromZero]));
    // The controls: no 0, and a 0 that is an option.
    assert_eq!(right(&rows("Câu hỏi,A,B,C,ĐA\nMột?,a,b,c,3\nHai?,a,b,c,1\n")), ["c", "a"]);
    assert_eq!(right(&rows("Câu hỏi,A,B,C,ĐA\nMột?,0,b,c,0\nHai?,a,b,c,2\n")), ["0", "b"]);
    let twice = rows("Câu hỏi,A,B,C,D,ĐA\nỔ nào?,B,C,A,E,A\nỔ nào?,C,D,E,F,A\n");
    assert_eq!(
        (right(&twice), whys(&twice)),
        (vec!["C"], vec![RemarkKind::KeyConflict]),
        "«A» is the third option, too"
    );
    let later = rows("Câu hỏi,A,B,ĐA,Đáp án đã sửa\nMột?,a,b,A,B\nHai?,a,b,A,\nBa?,a,b,B,B\n");
    assert_eq!((right(&later), whys(&later)), (vec!["a", "b"], vec![RemarkKind::KeyConflict]));
    let unusable = rows("Câu hỏi,A,B,ĐA\nMột?,a,b,A?\nHai?,a,b,\n");
    assert_eq!(whys(&unusable), [RemarkKind::KeyUnusable("A?".into()), RemarkKind::NoRight]);
}

#[test]
fn rows_that_a_comma_has_shifted_are_left_out() {
    let found = rows("Câu hỏi,A,B,C,ĐA\nTrong 2, số nào?,1,9,5,B\nPhím nào?,a,b,c,A\n");
    assert_eq!(came_in(&found), [("Phím nào?", vec!["a", "b", "c"])]);
    assert_eq!(left_out(&found), [(2, RemarkKind::CellsBeyond { cells: 6, heads: 5 })]);
    // The controls: quotation marks, empty cells behind the last, and heads of two rows.
    let whole = rows("Câu hỏi,A,B,C,ĐA\n\"Trong 2, số nào?\",1,9,5,B\nPhím nào?,a,b,c,A,,\n");
    assert_eq!((whole.items.len(), whole.remarks.len()), (2, 0));
    let two = rows("STT,Câu hỏi,Phương án,,,Đáp án\n,,A,B,C,\n1,Số nào?,112,113,114,B\n");
    assert_eq!(right(&two), ["113"], "{:?}", two.remarks);
}

#[test]
fn labels_and_numbers_are_no_part_of_a_text() {
    let cells = rows(
        "Câu hỏi,A,B,C,ĐA\nCâu 1: Hỏi gì?,A. một,B. hai,C. ba,B\nCâu 2 (NB). Hỏi ai?,A. bốn,B. năm,C. sáu,C. sáu\n",
    );
    assert_eq!(came_in(&cells), [("Hỏi gì?", vec!["hai", "một", "ba"]), ("Hỏi ai?", vec!["sáu", "bốn", "năm"])]);
    let odd = rows("Câu hỏi,A,B,C,ĐA\nHỏi?,B. một,A. hai,C. ba,A\nỔ nào?,C:,D:,E:,B\nAi?,Mác,Hồ,C. Mác,B\n");
    assert_eq!((right(&odd), whys(&odd)), (vec!["D:", "Hồ"], vec![RemarkKind::OptionOrder]), "{:?}", odd.remarks);
    for start in ["Câu 1 (0,5 điểm) [NB]: ", "Câu thứ 1: ", "Câu hỏi thứ 1. ", "[Câu 1] (TH) ", "Câu 1. (0,25đ) (VD) "]
    {
        let found = read(&format!("{start}Hỏi gì?\nA . một\nB . hai\nC . ba\nĐáp án: B\n"));
        assert_eq!(came_in(&found), [("Hỏi gì?", vec!["hai", "một", "ba"])], "{start}: {:?}", found.remarks);
    }
    let drive = read("Câu 1. Ổ nào?\nA. Ổ A: cũ\nB. Ổ C: máy\nC. Ổ D. dữ liệu\nD. Ổ B: cũ\nĐáp án: C\n");
    assert_eq!(right(&drive), ["Ổ D. dữ liệu"], "{:?}", drive.remarks);
    let beside = read("Câu 1. Ổ nào?\nA. Ổ B. B. Ổ C. C. Ổ D. D. Ổ E.\nĐáp án: B\n");
    assert_eq!(came_in(&beside)[0].1, ["Ổ C.", "Ổ B.", "Ổ D.", "Ổ E."], "{:?}", beside.remarks);
    let numbers = read("Câu 1. Hỏi gì?\n1. một\n2. hai\n3. ba\nĐáp án: 2\nCâu 2. Hỏi ai?\n1) bốn\n2) năm\nĐáp án: B\n");
    assert_eq!(right(&numbers), ["hai", "năm"], "{:?}", numbers.remarks);
}

#[test]
fn answers_in_ranges_rows_and_words_are_found() {
    let tables = [
        "Đáp án: 1-6: BCADBA",
        "ĐÁP ÁN\nCâu 1 - 3: B C A\nCâu 4 - 6: D B A",
        "ĐÁP ÁN\n1-6 B, C, A, D, B, A",
        "Đáp án: B C A D B A",
        "ĐÁP ÁN: BCADBA",
    ];
    for table in tables {
        let found = read(&format!("{}\n{table}\n", paper(6)));
        assert_eq!(right(&found), ["1B", "2C", "3A", "4D", "5B", "6A"], "{table}: {:?}", found.remarks);
    }
    // The controls: letters for more or fewer questions, and several right answers of the last one.
    for table in ["Đáp án: 1-6: BCADB", "Đáp án: B C A D B", "Đáp án: B C A D B A D"] {
        assert_eq!(read(&format!("{}\n{table}\n", paper(6))).items, [], "{table}");
    }
    let several = read(&format!("{}Đáp án: A\n", paper(1)).replace("Đáp án: A", "Đáp án: A B"));
    assert_eq!(whys(&several), [RemarkKind::SeveralRight]);
    let gap = read(&format!("{}ĐÁP ÁN\nCâu\t1\t2\t3\t4\nĐáp án\tB\t\tA?\tD\n", paper(4)).replace("A?", "C"));
    assert_eq!((right(&gap), whys(&gap)), (vec!["1B", "3C", "4D"], vec![RemarkKind::NoRight]), "{:?}", gap.remarks);
    let words = read("Câu 1. Hỏi gì?\nA. một\nB. hai\nĐáp án: hai\nCâu 2. Ai?\nA. ba\nB. bốn\nĐáp án: không phải A\n");
    assert_eq!((right(&words), whys(&words)), (vec!["hai"], vec![RemarkKind::KeyUnusable("không phải A".into())]));
    let doubt = read("Câu 1. Hỏi gì?\nA. một\nB. hai\nĐáp án: B? cần xem lại\n");
    assert_eq!(whys(&doubt), [RemarkKind::KeyUnusable("B? cần xem lại".into())]);
    let twice = read(&format!("{}ĐÁP ÁN\n1-A; 2-B; 3-C; 2-D; 1-A\n", paper(3)));
    assert_eq!((right(&twice), whys(&twice)), (vec!["1A", "3C"], vec![RemarkKind::KeyTwice("2".into())]));
}

#[test]
fn answers_for_several_codes_are_given_to_their_own() {
    let columns = "BẢNG ĐÁP ÁN\nCâu\tMã 101\tMã 102\n1\tA\tC\n2\tB\tD\n";
    let rows = "Mã đề\tCâu 1\tCâu 2\n101\tA\tB\n102\tC\tD\n";
    for table in [
        columns,
        rows,
        "ĐÁP ÁN\nMã đề 101: 1-A 2-B\nMã đề 102: 1-C 2-D\n",
        "ĐÁP ÁN MÃ ĐỀ 102\n1-C 2-D\nĐÁP ÁN MÃ ĐỀ 101\n1-A 2-B\n",
    ] {
        let own = read(&format!("Mã đề thi 101\n{}{table}", paper(2)));
        assert_eq!(right(&own), ["1A", "2B"], "{table}: {:?}", own.remarks);
        let foot = read(&format!("Mã đề: 102\n{}{table}", paper(2).replace("C. 1C", "Mã đề 102 - Trang 1/2\nC. 1C")));
        assert_eq!(right(&foot), ["1C", "2D"], "{table}: {:?}", foot.remarks);
        let none = read(&format!("{}{table}", paper(2)));
        assert_eq!((right(&none), whys(&none)), (vec![], vec![RemarkKind::SeveralCodes; 2]), "{table}");
        let other = paper(2).replace("Hỏi ", "Ai ").replace(". 1", ". x").replace(". 2", ". y");
        let both = read(&format!("MÃ ĐỀ 101\n{}MÃ ĐỀ 102\n{other}{table}", paper(2)));
        assert_eq!(right(&both), ["1A", "2B", "xC", "yD"], "{table}: {:?}", both.remarks);
    }
    // The control: questions with such numbers, and no word of a code.
    let numbers = paper(2).replace("Câu 1.", "Câu 101.").replace("Câu 2.", "Câu 102.");
    assert_eq!(right(&read(&format!("{numbers}ĐÁP ÁN\nCâu\t101\t102\nĐáp án\tB\tC\n"))), ["1B", "2C"]);
}

#[test]
fn questions_that_cannot_be_asked_alone_are_left_out() {
    let text = paper(4).replace("Câu 2.", "Dựa vào đoạn sau, trả lời câu 2 và câu 3: Bà Sáu nhận cuộc gọi lạ.\nCâu 2.");
    let found = read(&format!("{text}ĐÁP ÁN\n1-A 2-B 3-C 4-D\n"));
    assert_eq!(
        (right(&found), whys(&found)),
        (vec!["1A", "4D"], vec![RemarkKind::SharedText; 2]),
        "{:?}",
        found.remarks
    );
    let same = rows("Câu hỏi,A,B,C,ĐA\nHỏi?,một,hai,một,B\n");
    assert_eq!(whys(&same), [RemarkKind::OptionTwice("một".into())]);
    let xml = |stem: &str| {
        let answers = "<answer fraction=\"100\"><text>a</text></answer><answer fraction=\"0\"><text>b</text></answer>";
        let text = format!(
            "<quiz><question type=\"multichoice\"><questiontext format=\"html\"><text><![CDATA[{stem}]]></text></questiontext>{answers}</question></quiz>"
        );
        import(Format::MoodleXml, text.as_bytes())
    };
    let struck = [
        "Từ <s>cũ</s> nào?",
        "Từ <del>cũ</del> nào?",
        "Từ <span style=\"text-decoration: line-through\">cũ</span> nào?",
    ];
    for stem in struck {
        assert_eq!(xml(stem).remarks[0].what, RemarkKind::Struck, "{stem}");
        assert_eq!(xml(stem).items, [], "{stem}");
    }
    assert_eq!(
        xml("Bảng: <table><tr><td>An</td><td>20</td></tr></table> An mấy tuổi?").remarks[0].what,
        RemarkKind::Media("table".into())
    );
    assert_eq!(xml("Từ <b>nào</b>?").items.len(), 1, "the control");
    let gift = import(Format::Gift, "Từ <s>cũ</s> nào? {=a ~b}\n".as_bytes());
    assert_eq!((whys(&gift), mentioned(&gift)), (vec![RemarkKind::Struck], vec![]));
}

#[test]
fn rules_between_questions_and_roman_numbers() {
    let text = "Câu I. Một?\nA. a\nB. b\nĐáp án: A\n----------\nCâu II: Hai?\nA. c\nB. d\nĐáp án: B\n* * *\nCâu III. Ba\n____\nlà gì?\nA. e\nB. f\nĐáp án: A\n";
    let found = read(text);
    assert_eq!(
        came_in(&found),
        [("Một?", vec!["a", "b"]), ("Hai?", vec!["d", "c"]), ("Ba\n____\nlà gì?", vec!["e", "f"])]
    );
    assert_eq!(found.remarks, []);
    let paper = text.replace("Đáp án", "Answer");
    assert_eq!(tramso::exchange::guess("de.txt", paper.as_bytes()), Format::Text);
    assert_eq!(
        tramso::exchange::guess("de.txt", "Một?\nA. a\nB. b\nANSWER: A\n".as_bytes()),
        Format::Aiken,
        "the control"
    );
    assert_eq!(came_in(&read(&paper)), came_in(&found));
}

#[test]
fn parts_without_numbers_are_parts() {
    let text = format!(
        "PHẦN CHUNG\n{}PHẦN RIÊNG\n{}",
        paper(2),
        paper(2).replace(". 1", ". x").replace(". 2", ". y").replace("Hỏi", "Ai")
    );
    let found = read(&format!("{text}ĐÁP ÁN\nPHẦN CHUNG: 1-A 2-B\nPHẦN RIÊNG: 1-C 2-D\n"));
    assert_eq!(right(&found), ["1A", "2B", "xC", "yD"], "{:?}", found.remarks);
}
