//! Questions as teachers type and paste them.

use super::{came_in, left_out, mentioned, one};
use tramso::{
    domain::Level,
    exchange::{Format, Import, RemarkKind, import},
};

fn read(text: &str) -> Import {
    import(Format::Text, text.as_bytes())
}

#[test]
fn the_usual_spellings_of_a_question_are_known() {
    let spellings = [
        "Câu 1: Hỏi gì?\nA. một\nB. hai\nC. ba\nD. bốn\nĐáp án: B",
        "Câu 1. Hỏi gì?\nA. một\n*B. hai\nC. ba\nD. bốn",
        "câu 1) Hỏi gì?\nA) một\nB) hai*\nC) ba\nD) bốn",
        "CÂU 1: Hỏi gì?\na. một\nb. **hai**\nc. ba\nd. bốn",
        "1. Hỏi gì?\nA. một\n**B**. hai\nC. ba\nD. bốn",
        "1) Hỏi gì?\nA. một\n__B. hai__\nC. ba\nD. bốn",
        "Câu 1: Hỏi gì?\nA. một\tB. hai\tC. ba\tD. bốn\nĐA: B",
        "Câu 1: Hỏi gì?\nA. một   B. hai\nC. ba    D. bốn\nChọn B",
        "Câu 1: Hỏi gì? A. một B. hai C. ba D. bốn\nĐáp án đúng là: B. hai",
        "Câu hỏi 1: Hỏi gì?\n\nA.một\n\nB.hai\n\nC.ba\n\nD.bốn\n\nĐáp án B",
        "**Câu 1:** Hỏi gì?\n**A.** một\n**B.** **hai**\n**C.** ba\n**D.** bốn",
        "Câu 1: Hỏi gì?\n(A) một\n(B) hai\n(C) ba\n(D) bốn\nBẢNG ĐÁP ÁN\n1-B",
        "1. Hỏi gì?\nA. một\nB. hai\nC. ba\nD. bốn\n\nĐÁP ÁN\n1. B",
        "Câu 1: Hỏi gì?\nA. một\nB. hai\nC. ba\nD. bốn\n\nCâu\t1\t2\nĐáp án\tB\tC",
        "Câu 1: Hỏi gì?\nA. một\nB. hai\nC. ba\nD. bốn\n\nCâu | Đáp án\n1 | B",
        "Câu 1: Hỏi gì?\nA. một\nB. hai\nC. ba\nD. bốn\n\n1 2\nB C",
        "Câu 1: Hỏi gì?\nA. một\nB. hai\nC. ba\nD. bốn\n\nBảng đáp án: 1-B 2-B",
        "Câu 1: Hỏi gì?\nA. một\nB. hai\nC. ba\nD. bốn\nĐÁP ÁN: 1-B, 2-B",
        "Câu 1: Hỏi gì?\nA. một\nB. hai\nC. ba\nD. bốn\n\nĐáp án: 1B 2B",
        "Hỏi gì?\nA. một\nB. hai (*)\nC. ba\nD. bốn",
    ];
    for text in spellings {
        let found = read(text);
        assert_eq!(came_in(&found), [("Hỏi gì?", vec!["hai", "một", "ba", "bốn"])], "{text}\n{:?}", found.remarks);
        assert_eq!(left_out(&found), [], "{text}");
    }
}

#[test]
fn two_keys_are_none() {
    let question =
        |first: &str, second: &str, behind: &str| format!("Câu 1: Hỏi gì?\n{first}\n{second}\nC. ba\n{behind}");
    let conflicts = [
        (question("*A. một", "B. hai", "Đáp án: B"), RemarkKind::KeyConflict),
        (question("A. **một**", "B. hai", "Đáp án: B"), RemarkKind::KeyConflict),
        (question("A. một", "B. hai", "Đáp án: A\n\nBẢNG ĐÁP ÁN\n1-B"), RemarkKind::KeyConflict),
        (question("A. một", "B. hai", "Đáp án: A\nLời giải: Chọn B"), RemarkKind::KeyConflict),
        (question("*A. một", "*B. hai", ""), RemarkKind::SeveralRight),
        (question("A. một", "B. hai", "Đáp án: A, B"), RemarkKind::SeveralRight),
        (question("A. một", "B. hai", "Đáp án: A B"), RemarkKind::SeveralRight),
        (question("A. một", "B. hai", "Câu 1 2 3\nĐáp án A B"), RemarkKind::NoRight),
        (question("A. **một**", "B. **hai**", ""), RemarkKind::SeveralRight),
        (question("A. một", "B. hai", ""), RemarkKind::NoRight),
        (question("A. một", "B. hai", "Đáp án: D"), RemarkKind::NoRight),
    ];
    for (text, wanted) in conflicts {
        let found = read(&text);
        assert_eq!(found.items, [], "{text}");
        assert_eq!(left_out(&found).into_iter().map(|(_, what)| what).collect::<Vec<_>>(), [wanted], "{text}");
    }
    let row = read(&question("A. một", "B. hai", "Câu 1 2 3\nĐáp án A B"));
    assert_eq!(mentioned(&row), [(6, RemarkKind::KeyRow { numbers: 3, letters: 2 })]);
    // The control: two that agree are one.
    assert_eq!(read(&question("*A. một", "B. hai", "Đáp án: A")).items.len(), 1);
}

#[test]
fn a_last_question_without_options_does_not_hide_the_table() {
    let asked = "Câu 1: Hỏi gì?\nA. một\nB. hai\nCâu 2: Trống?\n";
    for table in ["BẢNG ĐÁP ÁN\n1-B", "Câu\tĐáp án\n1\tB", "Bảng đáp án: 1-B"] {
        let found = read(&format!("{asked}{table}"));
        assert_eq!(came_in(&found), [("Hỏi gì?", vec!["hai", "một"])], "{table}: {:?}", found.remarks);
        assert_eq!(left_out(&found), [(4, RemarkKind::OptionCount(0))], "{table}");
    }
}

#[test]
fn topics_levels_and_explanations_come_along() {
    let text = "ĐỀ ÔN TẬP\nNăm học 2026\n\nChuyên đề 2: Dịch vụ số\nI. NHẬN BIẾT\n\nCâu 1: Hỏi gì?\nA. một\nB. hai\nĐáp án: A\n\
        Giải thích: Vì một là đầu.\nVà là ít nhất.\n\nCâu 2 (VD): Hỏi\ngì nữa?\nA. một\nB. hai\nLời giải: Chọn B vì hai lớn hơn.\n";
    let found = read(text);
    assert_eq!(found.remarks, []);
    let [first, second] = found.items.as_slice() else { panic!("{found:?}") };
    assert_eq!((first.topic.as_deref(), first.level), (Some("Chuyên đề 2: Dịch vụ số"), Some(Level::Easy)));
    assert_eq!(first.why.as_deref(), Some("Vì một là đầu.\nVà là ít nhất."));
    assert_eq!((second.level, second.stem.as_str()), (Some(Level::Hard), "Hỏi\ngì nữa?"));
    assert_eq!((second.options[0].as_str(), second.why.as_deref()), ("hai", Some("vì hai lớn hơn.")));
    assert_eq!((first.name.as_deref(), second.name.as_deref()), (Some("Câu 1"), Some("Câu 2")));
}

#[test]
fn what_only_looks_like_a_question_or_an_option_is_none() {
    let item = one(Format::Text, "Câu 1: Xét các ý:\n1. Ý một\n2. Ý hai\nC. Mác nói gì?\nA. một\nB. hai B1\nĐáp án: A");
    assert_eq!(item.stem, "Xét các ý:\n1. Ý một\n2. Ý hai\nC. Mác nói gì?");
    let item = one(Format::Text, "Câu 1: Vitamin A. có ở đâu?\nA. Cà rốt\nB. Nước\nĐáp án: A");
    assert_eq!(item.stem, "Vitamin A. có ở đâu?");
    let item = one(Format::Text, "Câu 1: Phần mềm ____ dùng để làm gì?\nA. một\nB. hai dòng\nnối tiếp\nĐáp án: B");
    assert_eq!((item.stem.as_str(), item.options[0].as_str()), ("Phần mềm ____ dùng để làm gì?", "hai dòng nối tiếp"));
}

#[test]
fn bad_ones_are_named_and_the_good_come_in() {
    let text = "Câu 1: Tốt?\nA. một\nB. hai\n\nCâu 2: Không lựa chọn?\n\nCâu 3: Nhầm thứ tự?\nA. một\nC. hai\n\nCâu 4: Tốt nữa?\nA. một\nB. hai\n\n\
        HẾT\n\nĐÁP ÁN\n1A 2B 3A 4B 9C\n";
    let found = read(text);
    assert_eq!(came_in(&found), [("Tốt?", vec!["một", "hai"]), ("Tốt nữa?", vec!["hai", "một"])]);
    assert_eq!(left_out(&found), [(5, RemarkKind::OptionCount(0)), (9, RemarkKind::OptionOrder)]);
    assert_eq!(mentioned(&found), [(15, RemarkKind::StrayLine), (18, RemarkKind::KeyWithoutQuestion("9".into()))]);
}

#[test]
fn numbers_that_begin_anew_are_not_mixed_up() {
    let part = |name: &str, key: &str| format!("Phần {name}\nCâu 1: Hỏi {name}?\nA. một\nB. hai\n{key}\n");
    let apart = read(&(part("I", "ĐÁP ÁN\n1-A") + &part("II", "ĐÁP ÁN\n1-B")));
    assert_eq!(came_in(&apart), [("Hỏi I?", vec!["một", "hai"]), ("Hỏi II?", vec!["hai", "một"])]);
    let together = read("Câu 1: Hỏi?\nA. a\nB. b\nCâu 1: Nữa?\nA. a\nB. b\nĐÁP ÁN\n1-A");
    assert_eq!(together.items, []);
    assert_eq!(
        left_out(&together),
        [(8, RemarkKind::NumberTwice("1".into())), (8, RemarkKind::NumberTwice("1".into()))]
    );
}
