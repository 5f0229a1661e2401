//! The wording files, docs/ERRORS.md and the program's keys, read as text and held against each other.

use fluent_bundle::FluentResource;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};
use tramso::text::{Language, Words};

const BOTH: [(Language, &str); 2] = [(Language::Vietnamese, "vi"), (Language::English, "en")];

#[test]
fn every_wording_file_is_listed_and_read_without_faults() {
    let listed: BTreeSet<String> = Words::files().map(|(name, _)| format!("{name}.ftl")).collect();
    for (_, folder) in BOTH {
        let found: BTreeSet<String> = fs::read_dir(root().join("assets/text").join(folder))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        assert_eq!(found, listed, "src/text/words.rs lists other files than assets/text/{folder} has");
    }
    for (name, source) in sources() {
        if let Err((_, faults)) = FluentResource::try_new(source) {
            panic!("{name}: {faults:?}");
        }
    }
    assert!(FluentResource::try_new("a-b = { $n\n".to_owned()).is_err(), "control: a broken file is seen");
}

#[test]
fn both_languages_have_the_same_messages_with_the_same_variables() {
    let [vietnamese, english] = BOTH.map(|(_, folder)| messages(folder));
    let keys = |messages: &BTreeMap<String, Message>| messages.keys().cloned().collect::<BTreeSet<_>>();
    let (first, second) = (keys(&vietnamese), keys(&english));
    assert_eq!(first.symmetric_difference(&second).collect::<Vec<_>>(), [] as [&String; 0]);
    for (key, message) in &vietnamese {
        assert_eq!(message.variables, english[key].variables, "{key}: other variables in English");
    }
}

#[test]
fn no_key_is_given_twice_and_each_stands_in_its_own_file() {
    let prefixes: BTreeMap<&str, &str> = Words::files().collect();
    for (_, folder) in BOTH {
        let mut seen = BTreeSet::new();
        for (name, source) in sources().into_iter().filter(|(name, _)| name.starts_with(folder)) {
            for (key, _) in read(&source) {
                let stem = Path::new(&name).file_stem().unwrap().to_str().unwrap().to_owned();
                assert!(key.starts_with(&format!("{}-", prefixes[stem.as_str()])), "{key} does not belong in {name}");
                assert!(seen.insert(key.clone()), "{key} is given twice in {folder}");
            }
        }
    }
}

#[test]
fn every_key_that_the_program_names_exists_and_every_key_is_named() {
    let known = messages("vi");
    let prefixes: BTreeSet<&str> = Words::files().map(|(_, prefix)| prefix).collect();
    let mut named = BTreeSet::new();
    for (path, code) in program() {
        for literal in literals(&code) {
            let prefix = literal.split_once('-').map(|(prefix, _)| prefix);
            let is_key = prefix.is_some_and(|prefix| prefixes.contains(prefix))
                && literal.bytes().all(|sign| matches!(sign, b'a'..=b'z' | b'0'..=b'9' | b'-'));
            if is_key {
                assert!(known.contains_key(&literal), "{path}: {literal:?} is not in assets/text");
                named.insert(literal);
            }
        }
        for (key, given) in calls(&code) {
            let message = known.get(&key).unwrap_or_else(|| panic!("{path}: {key:?} is not in assets/text"));
            assert_eq!(message.variables, given, "{path}: {key:?} is called with other variables than it has");
        }
    }
    let idle: Vec<_> = known.keys().filter(|key| !key.starts_with("ts-") && !named.contains(key.as_str())).collect();
    assert_eq!(idle, [] as [&String; 0], "no code uses these");
}

#[test]
fn control_the_program_is_really_read() {
    let code = r#"words.with(
        "figures-hours", &[("n", 3.into())]) + words.get("figures-seconds"); map.get("other"); "TS-A01""#;
    let found: BTreeMap<_, _> = calls(code).into_iter().collect();
    assert_eq!(found, [("figures-hours".into(), set(["n"])), ("figures-seconds".into(), set([]))].into());
    assert_eq!(literals(code), ["figures-hours", "n", "figures-seconds", "other", "TS-A01"]);
    let source = "# a = b\na-b = x { $n ->\n    [one] { $m }\n   *[other] z\n} y\n    .now = { $k }\n";
    assert_eq!(read(source)[0].0, "a-b");
    assert_eq!(read(source)[0].1.variables, set(["k", "m", "n"]));
    assert!(program().iter().any(|(_, code)| !calls(code).is_empty()));
}

#[test]
fn every_notice_says_what_happened_and_what_to_do() {
    for (_, folder) in BOTH {
        for (key, message) in messages(folder).iter().filter(|(key, _)| key.starts_with("ts-")) {
            let now = message.now.as_ref().unwrap_or_else(|| panic!("{folder} {key} does not state what to do"));
            for shown in [&message.text, now] {
                assert!(shown.ends_with(['.', '}']), "{folder} {key} does not end as a sentence: {shown}");
                assert!(shown.chars().count() <= 160, "{folder} {key} is too long to be read aloud: {shown}");
            }
        }
    }
}

#[test]
fn every_code_that_the_program_names_has_its_notice() {
    let known = messages("vi");
    let mut named = 0;
    for (path, code) in program() {
        for literal in literals(&code).into_iter().filter(|literal| is_code(literal)) {
            assert!(known.contains_key(&literal.to_lowercase()), "{path}: {literal} is not in notices.ftl");
            named += 1;
        }
    }
    assert!(named > 0, "control: the program names codes");
}

/// docs/ERRORS.md is written from the wording: `TRAMSO_WRITE=1 cargo test --test it -- text::wording::the_list` writes it again.
#[test]
fn the_list_of_errors_is_whole() {
    let [vietnamese, english] = BOTH.map(|(_, folder)| messages(folder));
    let mut page = String::from(ERRORS_HEAD);
    let mut section = String::new();
    for (key, message) in vietnamese.iter().filter(|(key, _)| key.starts_with("ts-")) {
        if section != message.section {
            section.clone_from(&message.section);
            page += &format!("\n## {section}\n\n| Mã | Điều đã xảy ra | Việc cần làm | What happened | What to do |\n");
            page += "|---|---|---|---|---|\n";
        }
        let other = &english[key];
        let cells = [&message.text, message.now.as_ref().unwrap(), &other.text, other.now.as_ref().unwrap()];
        let cells = cells.map(|cell| cell.replace("{ $", "‹").replace(" }", "›").replace('|', "\\|"));
        page += &format!("| {} | {} |\n", key.to_uppercase(), cells.join(" | "));
    }
    let path = root().join("docs/ERRORS.md");
    if std::env::var_os("TRAMSO_WRITE").is_some() {
        fs::write(&path, &page).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap();
    let first = kept.lines().zip(page.lines()).find(|(kept, page)| kept != page);
    assert!(kept == page, "docs/ERRORS.md is not what notices.ftl contains; first difference: {first:?}");
}

const ERRORS_HEAD: &str = "# Mã thông báo của Trạm học số / Notice codes\n
Mỗi thông báo có một mã, điều đã xảy ra và việc cần làm ngay. Khi gọi đường dây hỗ trợ, hãy đọc mã này. Chữ trong ‹ngoặc›
được thay bằng giá trị thật. Mã đã dùng thì không đổi nghĩa và không dùng lại.\n
Each notice has a code, what happened and what to do now. Read the code out when you call the hotline. Words in ‹brackets›
stand for the real value. A code never changes its meaning and is never used again.\n
This page is written from `assets/text/*/notices.ftl` by the test that keeps it whole (tests/it/text/wording.rs).\n";

// ---- reading wording and program as text ----

/// A message as it is written in its file.
#[derive(Clone, Debug, Default)]
pub struct Message {
    text: String,
    now: Option<String>,
    pub variables: BTreeSet<String>,
    /// The last `##` heading before it.
    section: String,
}

pub fn messages(folder: &str) -> BTreeMap<String, Message> {
    sources().iter().filter(|(name, _)| name.starts_with(folder)).flat_map(|(_, source)| read(source)).collect()
}

/// The messages of one file, in its order.
fn read(source: &str) -> Vec<(String, Message)> {
    let mut found: Vec<(String, Message)> = Vec::new();
    let mut section = String::new();
    for line in source.lines() {
        if let Some(heading) = line.strip_prefix("## ") {
            heading.clone_into(&mut section);
        } else if line.starts_with(|first: char| first.is_ascii_lowercase()) {
            let (key, text) = line.split_once(" =").unwrap();
            let message = Message { text: text.trim().to_owned(), section: section.clone(), ..Message::default() };
            found.push((key.to_owned(), message));
        } else if let Some((_, now)) = line.trim().split_once(".now = ") {
            found.last_mut().unwrap().1.now = Some(now.to_owned());
        }
        if let Some((_, message)) = found.last_mut().filter(|_| !line.starts_with('#')) {
            let names = line.split('$').skip(1).map(|rest| {
                rest.chars().take_while(|sign| sign.is_alphanumeric() || matches!(sign, '-' | '_')).collect::<String>()
            });
            message.variables.extend(names);
        }
    }
    found
}

/// Every wording file: `vi/notices.ftl` and its text.
fn sources() -> Vec<(String, String)> {
    let mut sources = Vec::new();
    for (_, folder) in BOTH {
        for (name, _) in Words::files() {
            let name = format!("{folder}/{name}.ftl");
            let source = fs::read_to_string(root().join("assets/text").join(&name)).unwrap();
            sources.push((name, source));
        }
    }
    sources
}

/// Every source file of the rooms that speak, without its comment lines.
fn program() -> Vec<(String, String)> {
    let mut files = Vec::new();
    let mut folders: Vec<PathBuf> = fs::read_dir(root().join("src"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|room| speaks(room))
        .collect();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path: PathBuf = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let code = fs::read_to_string(&path).unwrap();
                let code = code.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>();
                files.push((path.display().to_string(), code.join("\n")));
            }
        }
    }
    files
}

/// Whether a room may name wording at all: elsewhere a literal like `certificate-asked` is the name of a record's kind.
fn speaks(room: &Path) -> bool {
    const SILENT: [&str; 8] = ["content", "crypto", "domain", "input", "platform", "record", "session", "store"];
    room.is_dir() && !SILENT.contains(&room.file_name().unwrap().to_str().unwrap())
}

/// The string literals of a piece of code, without those that hold an escape.
fn literals(code: &str) -> Vec<String> {
    let code = code.replace("'\"'", "").replace("\\\"", "");
    code.split('"').skip(1).step_by(2).map(str::to_owned).collect()
}

/// `.get("key")` and `.with("key", &[…])` where the key is one of ours, with the variables that are handed in. A call whose
/// list of variables is made elsewhere is not seen.
fn calls(code: &str) -> Vec<(String, BTreeSet<String>)> {
    let prefixes: Vec<String> = Words::files().map(|(_, prefix)| format!("{prefix}-")).collect();
    let mut found = Vec::new();
    for (at, opening) in code.match_indices(".get(").chain(code.match_indices(".with(")) {
        let inside = &code[at + opening.len()..];
        let inside = &inside[..closing(inside)];
        let Some((key, rest)) = inside.trim_start().strip_prefix('"').and_then(|rest| rest.split_once('"')) else {
            continue;
        };
        if !prefixes.iter().any(|prefix| key.starts_with(prefix.as_str())) {
            continue;
        }
        let is_listed = opening == ".get(" || rest.trim_start_matches([',', ' ', '\n']).starts_with("&[");
        if is_listed {
            let pairs = rest.split("(\"").skip(1).filter_map(|pair| pair.split_once("\",")).map(|(name, _)| name);
            let names = pairs.filter(|name| name.bytes().all(|sign| sign.is_ascii_alphanumeric() || sign == b'_'));
            found.push((key.to_owned(), names.map(str::to_owned).collect()));
        }
    }
    found
}

/// Where the bracket closes that was opened before `code`.
fn closing(code: &str) -> usize {
    let mut depth = 1;
    for (at, sign) in code.char_indices() {
        depth += match sign {
            '(' => 1,
            ')' => -1,
            _ => 0,
        };
        if depth == 0 {
            return at;
        }
    }
    code.len()
}

fn is_code(literal: &str) -> bool {
    let bytes = literal.as_bytes();
    bytes.len() == 6
        && literal.starts_with("TS-")
        && bytes[3].is_ascii_uppercase()
        && bytes[4..].is_ascii()
        && bytes[4].is_ascii_digit()
}

fn set<const N: usize>(names: [&str; N]) -> BTreeSet<String> {
    names.map(str::to_owned).into()
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
