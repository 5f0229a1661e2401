//! What people read is in assets/text, by key and in two languages; Rust has only the key.

use super::{Fault, known::settle, source::Source, sources};

/// Files with letters that are data about a language or a place and not wording, by the end of their path, each with the reason.
const DATA: &[(&str, &str)] = &[
    ("domain/fold.rs", "which letters are the same without their marks"),
    ("content/check/wording.rs", "words that a question must not have"),
    ("content/check/phrases.rs", "phrases that a question must not have"),
    ("content/check/craft.rs", "words that give an answer away"),
    ("content/check/terms.rs", "words that explain a term"),
    ("content/check/spread.rs", "answers of one word"),
    ("content/check/facts.rs", "a source that names no paper"),
    ("content/place_file.rs", "key words of a contest's file of places"),
    ("content/units.rs", "key words of the file of units"),
    ("content/builtin.rs", "villages of the demonstration"),
    ("exchange/roster.rs", "heads of columns in other people's tables"),
    ("exchange/one_touch_head.rs", "heads and values in other people's tables, and a table that we write for others"),
    ("exchange/people_head.rs", "heads of columns and organisations in other people's tables"),
    ("exchange/people_template.rs", "a table that we write for others"),
    ("exchange/columns.rs", "heads of columns in other people's tables"),
    ("exchange/values.rs", "values in other people's tables"),
    ("exchange/encoding.rs", "letters of old encodings"),
    ("exchange/line_kind.rs", "words that begin a line of a question"),
    ("exchange/open_question.rs", "words that begin a line of a question"),
    ("exchange/xlsx.rs", "sheets and prompts of a table that we write for others"),
    ("studio/links/contest.rs", "words of a comment in a contest's file"),
    ("text/speech.rs", "how letters are read aloud"),
    ("text/address.rs", "forms of address, which the wording takes as values"),
    ("input/card.rs", "what an identity card prints"),
    ("judging/fact_collector.rs", "words that the name of a village may begin with"),
    (
        "cli/usage.rs",
        "heads and faults of clap's pages, around the help beside each option; clap takes them as constants",
    ),
    ("crypto/demo_centre.rs", "the organiser of the demonstration"),
    ("kiosk/demo.rs", "the volunteer and the village of the demonstration"),
];

/// Help of a command line is in the attributes and doc comments of the item that clap reads, beside what it describes; the
/// rooms that may name clap are few (world.rs). Strings in code are wording, no matter who prints them.
fn check(source: &Source) -> Vec<Fault> {
    if DATA.iter().any(|(path, _)| source.path.ends_with(path)) {
        return Vec::new();
    }
    let mut faults = Vec::new();
    for literal in &source.strings {
        let is_help = literal.in_attribute && source.command_lines.iter().any(|lines| lines.contains(&literal.line));
        let kind = if is_vietnamese(&literal.text) && !is_help {
            "Vietnamese"
        } else if is_sentence(&literal.text) && !literal.in_attribute {
            "English"
        } else {
            continue;
        };
        let start: String = literal.text.chars().take(60).collect();
        faults.push(source.fault(literal.line, format!("{kind} in Rust: {start:?}")));
    }
    faults
}

fn is_vietnamese(text: &str) -> bool {
    text.chars().any(is_vietnamese_letter)
}

fn is_vietnamese_letter(ch: char) -> bool {
    matches!(ch, 'À'..='Ã' | 'È'..='Ê' | 'Ì' | 'Í' | 'Ò'..='Õ' | 'Ù' | 'Ú' | 'Ý' | 'à'..='ã' | 'è'..='ê' | 'ì' | 'í'
        | 'ò'..='õ' | 'ù' | 'ú' | 'ý' | 'Ă' | 'ă' | 'Đ' | 'đ' | 'Ĩ' | 'ĩ' | 'Ũ' | 'ũ' | 'Ơ' | 'ơ' | 'Ư' | 'ư' | 'Ạ'..='ỹ')
}

/// Three words or more that begin like a sentence, end like one, or hold a word that only English sentences have.
fn is_sentence(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_word = |word: &&&str| word.chars().filter(|ch| ch.is_ascii_alphabetic()).count() > 1;
    let mut first = words.first().copied().unwrap_or_default().chars();
    let begins = first.next().is_some_and(|ch| ch.is_ascii_uppercase()) && first.all(|ch| ch.is_ascii_lowercase());
    let ends = text.trim_end().ends_with('.');
    let glue = ["the", "is", "are", "was", "has", "not", "does", "cannot", "that"];
    let is_glued = words.iter().any(|word| glue.contains(word));
    words.iter().filter(is_word).count() > 2 && (begins || ends || is_glued) && !text.contains(['<', '=', '\\'])
}

#[test]
fn wording_is_in_its_place() {
    settle("wording", &sources().iter().flat_map(check).collect::<Vec<_>>());
}

#[test]
fn data_about_a_language_is_where_it_is_listed() {
    let is_there = |path: &str| {
        let mut listed = sources().iter().filter(|source| source.path.ends_with(path));
        listed.any(|source| is_vietnamese(&source.text))
    };
    let missing = DATA.iter().filter(|(path, _)| !is_there(path)).map(|(path, _)| *path);
    assert_eq!(missing.collect::<Vec<_>>(), [""; 0], "these are listed in vain");
}

#[test]
fn wording_in_rust_is_seen() {
    let count = |path: &str, text: &str| check(&Source::read(path, text)).len();
    let planted = [
        "fn f() { show(\"Đã lưu\") }",
        "const X: &str = \"Hà Nội\";",
        "fn f() { show(format!(\"{n} người\")) }",
        "fn f() { show(\"The file could not be read\") }",
        "fn f() { show(\"the file could not be read.\") }",
        "fn f() { Fault::Database(\"the library is another\".to_owned()) }",
        "#[error(\"Không đọc được\")] struct Fault;",
        "#[derive(Clone)] struct Line { #[arg(value_name = \"TỆP\")] file: PathBuf }",
        "#[derive(Args)] struct Line { file: PathBuf } const HELP: &str = \"Chấm bài\";",
    ];
    for text in planted {
        assert_eq!(count("src/kiosk/planted.rs", text), 1, "{text}");
    }
    let near = [
        "fn f() { show(words.get(\"quiz-saved\")) }",
        "/// `Đã lưu`, the line at the foot.\nfn f() {}",
        "const SQL: &str = \"SELECT a FROM b WHERE c\";",
        "fn f() { g(\"a b c d\"); h(\"Content-Type\"); i(\"Mozilla\"); j(\"CREATE TABLE a.\") }",
        "#[error(\"The file could not be read.\")] struct Fault;",
        "/// Chấm bài của một xã\n#[derive(Args)]\n#[command(about = \"Chấm bài\")]\nstruct Line {\n#[arg(value_name = \"TỆP\")] file: PathBuf }",
        "#[derive(Clone, clap::Subcommand)] enum Line {\n#[command(after_help = \"Ví dụ\")] File }",
    ];
    for text in near {
        assert_eq!(count("src/kiosk/planted.rs", text), 0, "{text}");
    }
    assert_eq!(count("src/domain/fold.rs", "const SAME: &[(&str, &str)] = &[(\"ă\", \"a\")];"), 0);
}
