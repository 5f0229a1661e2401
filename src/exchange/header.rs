use crate::domain::fold;

/// What a column of a sheet holds; in the order in which options are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Column {
    Name,
    Topic,
    Level,
    Stem,
    /// An option, counted from 0.
    Option(u8),
    /// An option of a sheet that keeps the right answer in a column of its own.
    Wrong(u8),
    Key,
    Why,
    Fact,
    Lesson,
    Source,
    Checked,
    Until,
    Situation,
    Negative,
    Group,
    /// A running number: known, and of no use.
    Skipped,
}

/// The column that a heading names; case, diacritics, punctuation and words in brackets do not count.
pub(super) fn column_of(head: &str) -> Option<Column> {
    let plain: String = head.split('(').next()?.chars().map(|ch| if ch.is_alphanumeric() { ch } else { ' ' }).collect();
    let name = fold(&plain);
    let named = NAMES.iter().find(|(_, names)| names.contains(&name.as_str())).map(|(column, _)| *column);
    named
        .or_else(|| numbered(&name, &WRONG).map(Column::Wrong))
        .or_else(|| numbered(&name, &OPTIONS).map(Column::Option))
}

/// The heads that Vietnamese teachers and common tools write, as `fold` leaves them.
#[rustfmt::skip] // a row a column
const NAMES: [(Column, &[&str]); 15] = [
    (Column::Name, &["ma", "ma cau", "ma cau hoi", "ma so", "id", "code"]),
    (Column::Topic, &["chu de", "chuyen de", "ten chu de", "ten chuyen de", "chuong", "phan", "linh vuc", "danh muc", "topic", "category"]),
    (Column::Level, &["muc do", "do kho", "muc", "cap do", "muc do nhan thuc", "muc do cau hoi", "level", "difficulty"]),
    (Column::Stem, &["cau hoi", "noi dung cau hoi", "noi dung", "cau dan", "de bai", "cau hoi trac nghiem", "question", "question text", "stem"]),
    (Column::Key, &["dap an dung", "dap an", "phuong an dung", "cau tra loi dung", "tra loi dung", "da dung", "da", "key", "correct", "correct answer", "right answer", "answer"]),
    (Column::Why, &["giai thich", "loi giai", "giai thich dap an", "loi giai thich", "huong dan giai", "vi sao", "explanation", "feedback"]),
    (Column::Fact, &["du kien", "ma du kien", "fact"]),
    (Column::Lesson, &["bai hoc", "bai", "ma bai", "ma bai hoc", "lesson"]),
    (Column::Source, &["nguon", "nguon trich dan", "can cu", "source"]),
    (Column::Checked, &["ngay kiem tra", "kiem tra ngay", "checked"]),
    (Column::Until, &["han dung", "het han", "han su dung", "ngay het han", "until"]),
    (Column::Situation, &["tinh huong", "situation"]),
    (Column::Negative, &["phu dinh", "hoi nguoc", "negative"]),
    (Column::Group, &["nhom", "group"]),
    (Column::Skipped, &["stt", "tt", "so tt", "so thu tu", "no", "cau", "cau so"]),
];

/// Words before an option's letter or number.
const OPTIONS: [&str; 13] = [
    "dap an",
    "phuong an",
    "phuong an tra loi",
    "lua chon",
    "cau tra loi",
    "tra loi",
    "pa",
    "da",
    "y",
    "option",
    "answer",
    "choice",
    "cau",
];
const WRONG: [&str; 6] = ["phuong an sai", "dap an sai", "phuong an nhieu", "cau tra loi sai", "sai", "wrong answer"];

/// `phuong an c` and `phuong an 3` are 2; so is a lone `c`.
fn numbered(name: &str, before: &[&str]) -> Option<u8> {
    let (words, last) = name.rsplit_once(' ').unwrap_or(("", name));
    let counted = match last.as_bytes() {
        [letter @ b'a'..=b'j'] => Some(letter - b'a'),
        [digit @ b'1'..=b'9'] if !words.is_empty() => Some(digit - b'1'),
        _ => None,
    }?;
    let lone = words.is_empty() && before.len() == OPTIONS.len();
    (lone || before.contains(&words)).then_some(counted)
}
