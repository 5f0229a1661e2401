//! The handbooks speak of the programs as they are: their commands, pictures, pages and codes exist.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    process::Command,
};
use tramso::text::{Language, Words};

/// Largest picture of a page; the handbook travels on sticks and is read on old machines.
const LARGEST_PICTURE: u64 = 120_000;
const PROGRAMS: [(&str, &str); 3] = [
    ("tramso-studio", env!("CARGO_BIN_EXE_tramso-studio")),
    ("tramso", env!("CARGO_BIN_EXE_tramso")),
    ("tramso-central", env!("CARGO_BIN_EXE_tramso-central")),
];
/// The office's, and the centre's.
const OFFICE: &str = "docs/so-tay-noi-dung";
const CENTRE: &str = "docs/so-tay-trung-tam";

fn handbook(which: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(which)
}

/// The pages of a handbook by name.
fn pages(which: &str) -> BTreeMap<String, String> {
    let files = fs::read_dir(handbook(which)).unwrap().map(|entry| entry.unwrap().path());
    let pages = files.filter(|path| path.extension().is_some_and(|ending| ending == "md"));
    pages
        .map(|path| (path.file_name().unwrap().to_str().unwrap().to_owned(), fs::read_to_string(&path).unwrap()))
        .collect()
}

/// A line of a page that begins with the name of a program.
struct Line<'a> {
    page: &'a str,
    text: &'a str,
    program: &'static str,
    /// What is typed behind the program's name.
    words: Vec<&'a str>,
}

/// The command lines in the blocks of code of a page.
fn commands<'a>(page: &'a str, text: &'a str) -> Vec<Line<'a>> {
    let mut found = Vec::new();
    let mut is_code = false;
    for line in text.lines().map(str::trim) {
        if line.starts_with("```") {
            is_code = !is_code;
            continue;
        }
        let mut words = line.split_whitespace();
        let named = words.next().and_then(|first| PROGRAMS.iter().find(|(name, _)| *name == first));
        if let (true, Some((_, program))) = (is_code, named) {
            let typed = words.take_while(|word| !matches!(*word, "|" | ">" | "#"));
            found.push(Line { page, text: line, program, words: typed.collect() });
        }
    }
    assert!(!is_code, "{page}: a block of code is not closed");
    found
}

/// Output of a command's `--help`; none where there is no such command.
fn help(program: &str, command: &[&str]) -> Option<String> {
    let output = Command::new(program).args(command).arg("--help").env("LANG", "vi_VN.UTF-8").output().unwrap();
    output.status.success().then(|| String::from_utf8(output.stdout).unwrap())
}

/// The options that a help page lists, each at the beginning of its line.
fn options(help: &str) -> BTreeSet<&str> {
    let lines = help.lines().map(str::trim).filter(|line| line.starts_with('-'));
    lines.flat_map(|line| line.split([' ', ','])).filter(|word| word.starts_with("--")).collect()
}

/// The commands that a help page lists: two spaces and the name.
fn listed(help: &str) -> Vec<&str> {
    let lines = help.lines().filter_map(|line| line.strip_prefix("  "));
    let names = lines.filter(|line| line.starts_with(|sign: char| sign.is_ascii_lowercase()));
    let names = names.filter_map(|line| line.split_once("  ").map(|(name, _)| name));
    names.filter(|name| !name.contains(' ')).collect() // examples have a program's name before the command's
}

/// Every occurrence of a notice's code.
fn codes(text: &str) -> BTreeSet<&str> {
    let starts = text.match_indices("TS-").map(|(at, _)| at);
    let codes = starts.filter_map(|at| text.get(at..at + 6));
    codes.filter(|code| matches!(code.as_bytes(), [_, _, _, b'A'..=b'Z', b'0'..=b'9', b'0'..=b'9'])).collect()
}

/// The targets of links and pictures: `](…)`.
fn targets(text: &str) -> Vec<&str> {
    text.split("](").skip(1).filter_map(|rest| rest.split_once(')').map(|(target, _)| target)).collect()
}

#[test]
fn every_command_of_the_handbooks_exists_with_its_options() {
    let mut known: BTreeMap<(&str, Vec<String>), String> = BTreeMap::new();
    for (which, least) in [(OFFICE, 30), (CENTRE, 40)] {
        let pages = pages(which);
        let mut count = 0;
        for line in pages.iter().flat_map(|(page, text)| commands(page, text)) {
            let Line { page, text, program, words } = line;
            // `pack build …`, `lint dot-1`: where the second word is no command, it is what the first works on.
            let command: Vec<&str> = words.iter().copied().take_while(|word| !word.starts_with('-')).take(2).collect();
            let owned = command.iter().map(|word| (*word).to_owned()).collect();
            let told = known.entry((program, owned)).or_insert_with(|| {
                help(program, &command).unwrap_or_else(|| panic!("{page}: no such command: {text}"))
            });
            let there = options(told);
            for option in words.iter().filter(|word| word.starts_with("--")) {
                let name = option.split('=').next().unwrap();
                assert!(there.contains(name), "{page}: {text}: {name} is none of {there:?}");
            }
            count += 1;
        }
        assert!(count > least, "{which}: the pages are read: {count} commands");
    }
}

#[test]
fn every_command_of_the_programs_is_in_their_handbook() {
    for (at, which) in [(0, OFFICE), (2, CENTRE)] {
        let (name_of, program) = PROGRAMS[at];
        let all: String = pages(which).into_values().collect();
        let top = help(program, &[]).unwrap();
        let names = listed(&top);
        assert!(names.contains(&"pack"), "{names:?}");
        for name in names {
            assert!(all.contains(&format!("| `{name_of} {name}` |")), "{name} is not in the table of README.md");
            let below = help(program, &[name]).unwrap();
            let group = below.lines().any(|line| line.trim_end().ends_with("<LỆNH>"));
            for command in listed(&below).into_iter().filter(|_| group) {
                assert!(all.contains(&format!("{name_of} {name} {command} ")), "no page has {name} {command}");
            }
        }
    }
}

#[test]
fn every_picture_and_page_that_is_named_is_there_and_used() {
    let mut pictures = BTreeSet::new();
    for which in [OFFICE, CENTRE] {
        let folder = handbook(which);
        for (page, text) in pages(which) {
            for target in targets(&text).into_iter().filter(|target| !target.starts_with("https://")) {
                let path = folder.join(target.split('#').next().unwrap());
                assert!(path.is_file(), "{page}: {target} is not there");
                if let Some(name) = target.strip_prefix("hinh/") {
                    pictures.insert(name.to_owned());
                }
            }
        }
    }
    assert!(pictures.len() >= 8);
    for entry in fs::read_dir(handbook(OFFICE).join("hinh")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        assert!(pictures.contains(name), "{name} is on no page");
        assert!(fs::read(&path).unwrap().starts_with(b"\x89PNG"), "{name} is no PNG");
        assert!(fs::metadata(&path).unwrap().len() <= LARGEST_PICTURE, "{name} is too large");
    }
}

#[test]
fn every_page_of_the_centre_is_reached_from_its_contents() {
    let pages = pages(CENTRE);
    let contents = targets(&pages["README.md"]);
    for page in pages.keys().filter(|page| *page != "README.md") {
        assert!(contents.contains(&page.as_str()), "{page} is not in README.md");
    }
}

#[test]
fn every_page_of_the_centre_has_its_line_in_the_handbook() {
    let menu = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/web/site/menu.rs")).unwrap();
    let of_city = menu.split_once("const GROUPS").unwrap().1.split_once("];").unwrap().0;
    let words = Words::new(Language::Vietnamese);
    // An entry is a path and a key; what has a key alone is a group.
    let keys = of_city.split("(\"/").skip(1).filter_map(|entry| entry.split('"').nth(2));
    let names: Vec<String> = keys.map(|key| words.get(key).into_owned()).collect();
    assert!(names.len() > 15 && names.iter().any(|name| name == "Phiếu giấy"), "{names:?}");
    let contents = &pages(CENTRE)["README.md"];
    for name in names.iter().filter(|name| !name.trim().is_empty()) {
        assert!(contents.contains(&format!("| **{name}** |")), "{name} has no line in README.md");
    }
}

#[test]
fn every_notice_of_the_handbooks_is_a_real_one() {
    let errors = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/ERRORS.md")).unwrap();
    let real = codes(&errors);
    for (page, text) in [OFFICE, CENTRE].into_iter().flat_map(pages) {
        for code in codes(&text) {
            assert!(real.contains(code), "{page}: {code} is not in docs/ERRORS.md");
        }
    }
}

#[test]
fn no_page_shows_a_builders_folders() {
    for (page, text) in [OFFICE, CENTRE].into_iter().flat_map(pages) {
        for folder in ["/tmp/", "/home/", "/root/", "target/debug"] {
            assert!(!text.contains(folder), "{page} names {folder}");
        }
    }
}
