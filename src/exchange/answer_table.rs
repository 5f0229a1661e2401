//! Tables of answers with gaps, for several codes of a paper, and rows of answers for a range of questions.

use super::{
    answer_cell::Cell,
    answer_lines::{ANSWER_WORDS, Pairs, lone_cell, pairs},
    line_kind::{number, part, strip},
    values::letter_place,
};
use crate::domain::fold;

/// What a table states for a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Stated {
    Letter(usize),
    Blank,
    /// Something that names no option.
    Other(String),
}

/// Longest cell that may be meant as an answer, in characters.
const LONGEST_ANSWER: usize = 12;

impl Stated {
    fn of(cell: &str) -> Option<Self> {
        match letter_place(cell.trim_end_matches(['.', ')'])) {
            Some(place) if place < 10 => Some(Self::Letter(place)),
            Some(_) | None if cell.is_empty() => Some(Self::Blank),
            Some(_) | None if cell.chars().count() <= LONGEST_ANSWER => Some(Self::Other(cell.to_owned())),
            Some(_) | None => None,
        }
    }
}

fn cells(row: &str) -> Vec<&str> {
    let bare = row.trim().strip_prefix('|').and_then(|row| row.strip_suffix('|'));
    bare.unwrap_or(row).split(['\t', '|']).map(str::trim).collect()
}

/// `12`, `12.`, `Câu 12`
fn number_of(cell: &str) -> Option<u32> {
    match lone_cell(cell) {
        Some(Cell::Number(number)) => Some(number),
        Some(Cell::Letter(_)) | None => None,
    }
}

/// The answers of a row of cells below a row of numbers, of which some may be missing: cell by cell, so that none moves to another
/// question. Nothing where the rows do not fit, or hold more gaps than answers.
pub(super) fn aligned(upper: &str, lower: &str) -> Option<Vec<(u32, Stated)>> {
    let (mut above, mut below) = (cells(upper), cells(lower));
    let has_head = above.first().is_some_and(|head| number_of(head).is_none());
    if has_head {
        let is_head = |cell: &&str| ANSWER_WORDS.iter().any(|word| strip(cell, word).is_some_and(str::is_empty));
        below.first().filter(|cell| is_head(cell) || cell.is_empty())?;
        above.remove(0);
        below.remove(0);
        below.resize(below.len().max(above.len()), ""); // tabs at the end are lost easily
    }
    let numbers: Vec<u32> = above.iter().map(|cell| number_of(cell)).collect::<Option<_>>()?;
    let stated: Vec<Stated> = below.iter().map(|cell| Stated::of(cell)).collect::<Option<_>>()?;
    let letters = stated.iter().filter(|stated| matches!(stated, Stated::Letter(_))).count();
    let fits = numbers.len() > 1 && numbers.len() == stated.len() && letters * 2 > stated.len();
    fits.then(|| numbers.into_iter().zip(stated).collect())
}

/// A row of a table `Câu | Đáp án | Câu | Đáp án` in which answers are missing or name no option, as lines of their own; nothing where
/// it is no such row.
pub(super) fn gapped(cells: &[String]) -> Option<Vec<String>> {
    let mut whole = Vec::new();
    let mut lines = Vec::new();
    for pair in cells.chunks(2) {
        let [number, stated] = pair else { return None };
        if number.is_empty() && stated.is_empty() {
            continue;
        }
        let number = number_of(number)?;
        match Stated::of(stated)? {
            Stated::Letter(_) => whole.push(format!("{number}-{stated}")),
            Stated::Blank => (),
            Stated::Other(other) => lines.push(format!("{number}\t{other}")),
        }
    }
    lines.insert(0, whole.join("\t"));
    Some(lines)
}

/// `5 | A?`: what such a row becomes where its answer names no option.
pub(super) fn unusable(row: &str) -> Option<(u32, String)> {
    match cells(row).as_slice() {
        [number, stated] => match Stated::of(stated)? {
            Stated::Other(other) => Some((number_of(number)?, other)),
            Stated::Letter(_) | Stated::Blank => None,
        },
        _ => None,
    }
}

/// A table of answers for several codes of a paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum CodeTable {
    /// `Câu | Mã 101 | Mã 102`: a column a code.
    Columns(Vec<String>),
    /// `Mã đề | 1 | 2 | 3`: a row a code.
    Rows(Vec<u32>),
}

/// The heads of such a table.
pub(super) fn code_table(text: &str) -> Option<CodeTable> {
    let all = cells(text);
    let (head, rest) = all.split_first()?;
    let head = fold(&head.replace(['\\', '/', ':'], " "));
    if rest.is_empty() {
        return None;
    }
    let is_codes = matches!(head.as_str(), "ma de" | "ma de thi" | "ma" | "de");
    if is_codes
        && rest.len() > 1
        && let Some(numbers) = rest.iter().map(|cell| number_of(cell)).collect::<Option<Vec<u32>>>()
    {
        return Some(CodeTable::Rows(numbers));
    }
    let is_numbers = matches!(
        head.as_str(),
        "cau" | "cau hoi" | "cau so" | "so cau" | "stt" | "cau ma de" | "ma de cau" | "cau de" | "de cau" | "ma de"
    );
    // «Câu | 101 | 102» are codes only where a head names them so: questions have such numbers as well.
    let is_named = head.contains("de") || rest.iter().any(|cell| code_cell(cell).is_some_and(|(_, is_named)| is_named));
    let codes: Vec<String> = rest.iter().map(|cell| Some(code_cell(cell)?.0)).collect::<Option<_>>()?;
    (is_numbers && is_named).then_some(CodeTable::Columns(codes))
}

/// `Mã đề 101`, `Mã 101`, `Đề 1`, `101`: the code, and whether words name it.
fn code_cell(cell: &str) -> Option<(String, bool)> {
    let words = ["ma de thi", "ma de", "ma", "de thi", "de so", "de"];
    let found = words.iter().find_map(|word| strip(cell, word));
    let code = code(found.unwrap_or(cell).trim_start_matches([':', '.', ' ', '-']))?;
    code.1.trim().is_empty().then_some((code.0, found.is_some()))
}

/// A code of at most four digits, with a letter at most behind them, and what follows it.
fn code(text: &str) -> Option<(String, &str)> {
    let (_, behind) = number(text)?;
    let letter = behind.chars().next().filter(char::is_ascii_uppercase);
    let rest = letter.map_or(Some(behind), |letter| behind.get(letter.len_utf8()..))?;
    let length = text.len() - rest.len();
    (!rest.starts_with(char::is_alphanumeric)).then_some((text.get(..length)?.to_owned(), rest))
}

/// `Mã đề 101`, `Mã đề thi: 101 - Trang 2/4`, `Mã đề 101: 1-B 2-C`: the code, and the answers behind it.
pub(super) fn code_line(text: &str) -> Option<(String, &str)> {
    let text = text.trim_matches(['(', ')', '[', ']', '*', '-', '–', '=', '_', ' ']);
    let text = ["bang dap an", "dap an"].iter().find_map(|word| strip(text, word)).unwrap_or(text).trim_start();
    let rest = ["ma de thi so", "ma de thi", "ma de so", "ma de"].iter().find_map(|word| strip(text, word))?;
    let (code, behind) = code(rest.trim_start_matches([':', '.', ' ', '\t', '-']))?;
    let behind = behind.trim_start_matches([':', '.', ' ', '\t', '-', '–', '|', ',']);
    Some((code, if strip(behind, "trang").is_some() { "" } else { behind }))
}

impl CodeTable {
    /// The answers of a row: code, number and letter.
    pub fn row(&self, row: &str) -> Option<Vec<(String, u32, Stated)>> {
        let all = cells(row);
        let (head, rest) = all.split_first()?;
        let stated: Vec<Stated> = rest.iter().map(|cell| Stated::of(cell)).collect::<Option<_>>()?;
        match self {
            Self::Columns(codes) => {
                let number = number_of(head).filter(|_| stated.len() == codes.len())?;
                Some(codes.iter().cloned().zip(stated).map(|(code, stated)| (code, number, stated)).collect())
            }
            Self::Rows(numbers) => {
                let (code, _) = code_cell(head).filter(|_| stated.len() == numbers.len())?;
                Some(numbers.iter().zip(stated).map(|(number, stated)| (code.clone(), *number, stated)).collect())
            }
        }
    }
}

/// `1-6: ADCBAD`, `Câu 1 - 3: A D C`, `Đáp án: 1-3 ADC; 4-6 BAD`: as many letters as the range has numbers.
pub(super) fn ranges(text: &str) -> Option<Vec<(u32, usize)>> {
    let mut rest = ANSWER_WORDS.iter().find_map(|word| strip(text, word)).unwrap_or(text);
    let mut found = Vec::new();
    loop {
        rest = rest.trim_start_matches([':', ';', ',', '.', ' ', '\t', '|']);
        if rest.is_empty() {
            break;
        }
        rest = ["cau", "tu cau", "tu"].iter().find_map(|word| strip(rest, word)).unwrap_or(rest).trim_start();
        let (from, behind) = number(rest)?;
        let behind = behind.trim_start();
        let behind = behind.strip_prefix(['-', '–', '—']).or_else(|| strip(behind, "den"))?.trim_start();
        let behind = strip(behind, "cau").unwrap_or(behind).trim_start();
        let (to, behind) = number(behind)?;
        let count = usize::try_from(to.checked_sub(from)?).ok()? + 1;
        let (letters, behind) = letter_run(behind.trim_start_matches([':', '.', ')', '-', '–', ' ', '\t', '|']));
        if count < 2 || letters.len() != count {
            return None;
        }
        found.extend((from..=to).zip(letters));
        rest = behind;
    }
    (!found.is_empty()).then_some(found)
}

/// `Đáp án: 1-B, 2-C`, `Đáp án phần II: 1-B`: the table of answers on the line of its heading, with the part that it names.
pub(super) fn headed_pairs(text: &str) -> Option<(Option<String>, Pairs)> {
    let words = ["bang dap an", "dap an trac nghiem", "dap an dung", "dap an", "d/a", "da"];
    let rest = words.iter().find_map(|word| strip(text, word))?;
    let (named, rest) = part(rest.trim_start()).map_or((None, rest), |(part, rest)| (Some(part), rest));
    let rest = rest.trim_start_matches([':', '.', '-', '–', '|', ' ', '\t']);
    Some((named, pairs(rest).or_else(|| ranges(rest))?))
}

/// Capital letters beside each other or apart, and what follows them.
fn letter_run(text: &str) -> (Vec<usize>, &str) {
    let mut letters = Vec::new();
    let mut rest = text;
    loop {
        let mut signs = rest.chars();
        let Some(letter) = signs.next().filter(|sign| matches!(sign, 'A'..='J')) else { break };
        // «Câu» begins with no answer.
        if signs.next().is_some_and(|next| next.is_alphanumeric() && !matches!(next, 'A'..='J')) {
            break;
        }
        letters.extend(letter_place(letter.encode_utf8(&mut [0; 4])));
        rest = rest.get(1..).unwrap_or_default().trim_start_matches([' ', '\t', ',', '|']);
    }
    (letters, rest)
}

/// Letters in such a row; fewer may be the several answers of one question.
pub(super) const LEAST_ROW: usize = 5;

/// `Đáp án: A D C B A D`, `ADCBAD`: the answers of all questions, in order.
pub(super) fn lone_row(text: &str) -> Option<Vec<usize>> {
    let rest = ["bang dap an", "dap an", "d/a", "da", "answers", "key"].iter().find_map(|word| strip(text, word));
    let (letters, behind) = letter_run(rest.unwrap_or(text).trim_start_matches([':', '.', '-', '–', ' ', '\t', '|']));
    (letters.len() >= LEAST_ROW && behind.trim_matches(['.', ' ']).is_empty()).then_some(letters)
}

/// `Dựa vào đoạn sau, trả lời câu 3 và câu 4`: the first and the last question that share a text.
pub(super) fn shared_text(text: &str) -> Option<(u32, u32)> {
    let words =
        ["doc", "dua vao", "su dung", "quan sat", "xem", "cho", "nghe", "can cu", "tu thong tin", "voi thong tin"];
    if !words.iter().any(|word| strip(text, word).is_some()) {
        return None;
    }
    let folded = fold(text);
    folded.match_indices("cau ").find_map(|(at, word)| {
        let rest = folded.get(at + word.len()..)?.trim_start();
        let rest = ["hoi so ", "hoi ", "so "].iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest);
        let (from, rest) = number(rest)?;
        let rest = rest.trim_start();
        let apart = ["den ", "toi ", "va ", "-", "–", ","];
        let rest = apart.iter().find_map(|word| rest.strip_prefix(word))?.trim_start();
        let (to, _) = number(rest.strip_prefix("cau ").unwrap_or(rest).trim_start())?;
        (from < to && to - from < 20).then_some((from, to))
    })
}
