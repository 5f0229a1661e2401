//! Words that we do not use in docs, comments and identifiers, because a stranger has to read them twice.

use super::{Fault, files_below, known::settle, root, source::Source, sources, test_sources};
use std::fs;

/// Each word with what to write instead.
const IN_PROSE: &[(&str, &str)] = &[
    ("told", "registered, declared, reported"),
    ("tell", "show, report, distinguish"),
    ("tells", "shows, reports"),
    ("telling", "showing, reporting"),
    ("say", "state, print, show"),
    ("says", "states, prints, shows"),
    ("said", "stated, shown"),
    ("saying", "stating"),
    ("stands", "is, is recorded"),
    ("lies", "is, is located"),
    ("anew", "again"),
    ("whoever", "anyone who"),
    ("whosoever", "anyone who"),
    ("hearsay", "a report, an unconfirmed claim"),
    ("whereof", "of which"),
    ("thereof", "of it"),
];
/// Parts of identifiers: `kind_told`, `Tolds`, `SayNow`.
const IN_NAMES: &[(&str, &str)] = &[
    ("told", "registered, declaration"),
    ("tolds", "declarations"),
    ("tell", "show, report"),
    ("tells", "shows"),
    ("telling", "declaration"),
    ("say", "console, print"),
    ("says", "prints"),
    ("said", "shown, printed"),
    ("saying", "printing"),
    ("hands", "worker"),
    ("anew", "again"),
    ("whoever", "anyone"),
    ("hearsay", "report"),
];
const DOCSTRING: &str = "\"\"\"";
/// Pages whose words are those of screens or of another language.
const OTHER_WORDS: &[&str] = &[
    "docs/ERRORS.md",
    "docs/LINT.md",
    "docs/so-tay-noi-dung",
    "docs/so-tay-tram",
    "docs/so-tay-trung-tam",
    "docs/so-tay-xa",
];

fn check_comments(source: &Source) -> Vec<Fault> {
    let lines = source.comments.iter().map(|(line, text)| (*line, text.as_str()));
    check_prose(&source.path, lines)
}

/// Comments and docstrings of a script, of Python or a shell, with their lines. A `#` in a string may pass for a comment.
fn script_comments(text: &str) -> Vec<(usize, &str)> {
    let mut comments = Vec::new();
    let mut is_docstring = false;
    for (at, line) in text.lines().enumerate() {
        let quotes = line.matches(DOCSTRING).count();
        if is_docstring || quotes > 0 {
            comments.push((at + 1, line));
        } else if let Some((_, comment)) = line.split_once("# ") {
            comments.push((at + 1, comment));
        }
        is_docstring ^= quotes % 2 == 1;
    }
    comments
}

/// What is in backticks is a name of something, and judged where it is defined.
fn check_prose<'a>(path: &str, lines: impl Iterator<Item = (usize, &'a str)>) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (line, text) in lines {
        let prose: String = text.split('`').step_by(2).collect::<Vec<_>>().join(" ");
        for word in prose.split(|ch: char| !ch.is_alphanumeric()) {
            let found = IN_PROSE.iter().find(|(unused, _)| word.eq_ignore_ascii_case(unused));
            faults.extend(found.map(|(unused, instead)| Fault {
                path: path.to_owned(),
                line,
                what: format!("`{unused}`: write {instead}"),
            }));
        }
    }
    faults
}

fn check_names(source: &Source) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (line, name) in &source.identifiers {
        let parts = parts(name);
        let found = IN_NAMES.iter().find(|(unused, _)| parts.iter().any(|part| part == unused));
        faults.extend(found.map(|(_, instead)| source.fault(*line, format!("`{name}`: name it by {instead}"))));
    }
    faults
}

/// `kind_told` is `kind` and `told`, `SayNow` is `say` and `now`.
fn parts(name: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    for ch in name.chars() {
        let is_new =
            ch == '_' || (ch.is_uppercase() && parts.last().is_some_and(|part| part.ends_with(char::is_lowercase)));
        if is_new {
            parts.push(String::new());
        }
        // The last part keeps its case until the end, so that `ABC` is one part.
        if let Some(part) = parts.last_mut().filter(|_| ch != '_') {
            part.push(ch);
        }
    }
    parts.into_iter().map(|part| part.to_lowercase()).collect()
}

#[test]
fn comments_have_none_of_the_words() {
    let all = sources().iter().chain(test_sources());
    let mut faults: Vec<Fault> = all.flat_map(check_comments).collect();
    for script in [files_below("tests", &["py"]), scripts_of_the_gate()].concat() {
        let text = fs::read_to_string(root().join(&script)).unwrap();
        faults.extend(check_prose(&script, script_comments(&text).into_iter()));
    }
    settle("words in comments", &faults);
}

/// The files of `.ci`, which have no extension; none where the sources came without it.
fn scripts_of_the_gate() -> Vec<String> {
    let Ok(found) = fs::read_dir(root().join(".ci")) else { return Vec::new() };
    let names = found.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.map(|name| format!(".ci/{name}")).collect()
}

#[test]
fn pages_have_none_of_the_words() {
    let mut pages = files_below("docs", &["md"]);
    pages.extend(["README.md", "CONTRIBUTING.md", "CHANGELOG.md"].map(str::to_owned));
    pages.retain(|page| !OTHER_WORDS.iter().any(|other| page.starts_with(other)));
    let mut faults = Vec::new();
    for page in pages {
        let text = fs::read_to_string(root().join(&page)).unwrap();
        faults.extend(check_prose(&page, text.lines().enumerate().map(|(at, line)| (at + 1, line))));
    }
    settle("words in docs", &faults);
}

#[test]
fn names_have_none_of_the_words() {
    settle("words in names", &sources().iter().flat_map(check_names).collect::<Vec<_>>());
}

#[test]
fn the_words_are_seen_in_comments_and_names() {
    let read = |text: &str| Source::read("src/tui/planted.rs", text);
    let planted = [
        "/// What a person told us.\nfn f() {}",
        "//! Told again.\n",
        "// The key lies beside it.\nfn f() {}",
        "fn f() { g(); // made anew\n}",
        "/* whoever asks */ fn f() {}",
        "/// Line one.\n///\n/// (says the file)\nfn f() {}",
    ];
    for text in planted {
        assert_eq!(check_comments(&read(text)).len(), 1, "{text}");
    }
    let near = [
        "/// The column `told` of the table.\nfn f() {}",
        "/// Essays, liesure, soothsayer, retold.\nfn f() {}",
        "fn f() { g(\"// told\") }",
        "fn told() {}",
    ];
    for text in near {
        assert_eq!(check_comments(&read(text)), [], "{text}");
    }
    let named = [
        "fn kind_told() {}",
        "struct Tolds;",
        "struct SayNow;",
        "const WHO_SAID: u8 = 1;",
        "fn f() { assert!(told); }",
        "struct Row { told: u8 }",
        "struct Hands;",
        "fn f(x: X) { x.say_all() }",
    ];
    for text in named {
        assert_eq!(check_names(&read(text)).len(), 1, "{text}");
    }
    let near = ["fn hand() {}", "struct Handset;", "fn essay() {}", "/// told\nfn word() {}", "fn f() { g(\"told\") }"];
    for text in near {
        assert_eq!(check_names(&read(text)), [], "{text}");
    }
    assert_eq!(parts("HTTPSay"), ["httpsay"]);
    assert_eq!(parts("r#told_TolD"), ["r#told", "tol", "d"]);
}

#[test]
fn the_words_are_seen_in_scripts() {
    let count = |text: &str| check_prose(".ci/planted", script_comments(text).into_iter()).len();
    let planted = [
        "#!/bin/sh\n# The log lies there.\n",
        "run x  # as it says\n",
        "def f():\n    \"\"\"Says it.\"\"\"\n",
        "\"\"\"One.\n\nTold again.\n\"\"\"\n",
    ];
    for text in planted {
        assert_eq!(count(text), 1, "{text}");
    }
    let near = [
        "echo told\n",
        "\"\"\"One.\"\"\"\ntold = 1\n",
        "\"\"\"One.\nTwo.\n\"\"\"\ntold = 1\n",
        "x = told[1]  # `told`\n",
    ];
    for text in near {
        assert_eq!(count(text), 0, "{text}");
    }
}

#[test]
fn the_words_are_seen_in_pages() {
    let count = |line: &str| check_prose("docs/PLANTED.md", [(1, line)].into_iter()).len();
    assert_eq!((count("It says `says`, they said."), count("The `told` column states it.")), (2, 0));
}
