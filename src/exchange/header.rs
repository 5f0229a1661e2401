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
    /// The kind of question, of sites that have several.
    Kind,
    /// A picture or film that belongs to it.
    Picture,
    /// A running number: known, and of no use.
    Skipped,
}

/// The column that a heading names; case, diacritics, punctuation and words in brackets do not count, nor what is behind a dash or
/// colon where the words before it name one: `Answer 1 - max 75 characters`.
pub(super) fn column_of(head: &str) -> Option<Column> {
    let head = head.split('(').next()?;
    let whole = named(head);
    whole.or_else(|| [" - ", " – ", ":"].iter().find_map(|apart| named(head.split_once(apart)?.0)))
}

fn named(head: &str) -> Option<Column> {
    let plain: String = head.chars().map(|ch| if ch.is_alphanumeric() { ch } else { ' ' }).collect();
    let name = fold(&plain);
    let named = NAMES.iter().find(|(_, names)| names.contains(&name.as_str())).map(|(column, _)| *column);
    named
        .or_else(|| numbered(&name, &WRONG).map(Column::Wrong))
        .or_else(|| numbered(&name, &OPTIONS).map(Column::Option))
        .or_else(|| joined(&name).map(Column::Option))
}

/// `pa1`, `da2`, `optiona`: without a space before the number.
fn joined(name: &str) -> Option<u8> {
    let rest = ["pa", "da", "option", "answer", "choice", "lc"].iter().find_map(|word| name.strip_prefix(word))?;
    match rest.as_bytes() {
        [letter @ b'a'..=b'h'] => Some(letter - b'a'),
        [digit @ b'1'..=b'9'] => Some(digit - b'1'),
        _ => None,
    }
}

/// The spellings of each column that is read, without marks.
pub(super) fn spellings() -> Vec<(Column, Vec<String>)> {
    let options = OPTIONS.iter().map(|word| format!("{word} a, {word} 1"));
    let names = NAMES.iter().map(|(column, names)| (*column, names.iter().map(|name| (*name).to_owned()).collect()));
    let mut all: Vec<(Column, Vec<String>)> = names.collect();
    all.push((Column::Option(0), std::iter::once("a".to_owned()).chain(options).collect()));
    all.push((Column::Wrong(0), WRONG.iter().map(|word| format!("{word} 1")).collect()));
    all
}

/// The heads that Vietnamese teachers and common tools write, as `fold` leaves them.
#[rustfmt::skip] // a row a column
const NAMES: [(Column, &[&str]); 17] = [
    (Column::Name, &["ma", "ma cau", "ma cau hoi", "ma so", "id", "code"]),
    (Column::Topic, &["chu de", "chuyen de", "ten chu de", "ten chuyen de", "chuong", "phan", "linh vuc", "danh muc", "topic", "category"]),
    (Column::Level, &["muc do", "do kho", "muc", "cap do", "muc do nhan thuc", "muc do cau hoi", "muc do kho", "do kho cau hoi", "cap do nhan thuc", "nhan thuc", "level", "difficulty"]),
    (Column::Stem, &["cau hoi", "noi dung cau hoi", "noi dung", "cau dan", "de bai", "cau hoi trac nghiem", "noi dung cau", "noi dung cau hoi va phuong an", "ten cau hoi", "question", "questions", "question stem", "question title", "question text", "stem"]),
    (Column::Key, &["dap an dung", "dap an", "phuong an dung", "cau tra loi dung", "tra loi dung", "da dung", "da", "d a", "d an", "d a dung", "dap an chinh xac", "dap an dung nhat", "dap an cua cau hoi", "dap so", "ket qua", "phuong an tra loi dung", "phuong an chon", "lua chon dung", "cau dung", "dung", "correct option", "correct answers", "correct answer s", "correct choice", "answer key", "answers", "ans", "right", "key", "correct", "correct answer", "right answer", "answer"]),
    (Column::Why, &["giai thich", "loi giai", "giai thich dap an", "loi giai thich", "huong dan giai", "loi giai chi tiet", "huong dan", "giai thich chi tiet", "vi sao", "answer explanation", "rationale", "explanation", "feedback"]),
    (Column::Fact, &["du kien", "ma du kien", "fact"]),
    (Column::Lesson, &["bai hoc", "bai", "ma bai", "ma bai hoc", "lesson"]),
    (Column::Source, &["nguon", "nguon trich dan", "can cu", "source"]),
    (Column::Checked, &["ngay kiem tra", "kiem tra ngay", "checked"]),
    (Column::Until, &["han dung", "het han", "han su dung", "ngay het han", "until"]),
    (Column::Situation, &["tinh huong", "situation"]),
    (Column::Negative, &["phu dinh", "hoi nguoc", "negative"]),
    (Column::Group, &["nhom", "group"]),
    (Column::Kind, &["loai cau hoi", "kieu cau hoi", "dang cau hoi", "loai cau", "question type", "type"]),
    (Column::Picture, &["hinh", "hinh anh", "anh", "link anh", "link hinh", "hinh minh hoa", "image", "image link", "image url", "picture", "media", "video", "video link", "audio"]),
    (Column::Skipped, &["stt", "tt", "so tt", "so thu tu", "no", "cau", "cau so", "so cau", "cau hoi so", "question no", "question number", "s t t"]),
];

/// Words before an option's letter or number.
const OPTIONS: [&str; 16] = [
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
    "cac phuong an",
    "cac lua chon",
    "cac dap an",
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
