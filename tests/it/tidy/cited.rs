//! Documents that are cited exist, as do their sections; nothing outside the repository is cited.

use super::{Fault, files_below, known::settle, root, source::Source, sources, test_sources};
use std::{collections::BTreeSet, fs};

/// Papers that are not part of the repository. What they decided is in docs/decisions, docs/DESIGN.md and their neighbours.
const OUTSIDE: &[&str] = &["DECISIONS", "TRUST", "DESIGN", "KIOSK", "PERF", "STYLE", "EVENING", "CENTRE", "HOUSE"];

/// A piece of text in which documents may be cited.
struct Text<'a> {
    path: &'a str,
    /// Lines with their numbers.
    lines: Vec<(usize, &'a str)>,
}

/// The documents of the repository, each with the anchors of its headings.
trait Shelf {
    fn anchors(&self, path: &str) -> Option<BTreeSet<String>>;
}

struct Disk;

impl Shelf for Disk {
    fn anchors(&self, path: &str) -> Option<BTreeSet<String>> {
        let text = fs::read_to_string(root().join(path)).ok()?;
        Some(text.lines().filter_map(|line| line.strip_prefix('#')).map(anchor).collect())
    }
}

/// A heading's anchor, as GitHub makes it.
fn anchor(heading: &str) -> String {
    let heading = heading.trim_start_matches('#').trim().to_lowercase();
    let kept = heading.chars().filter(|ch| ch.is_alphanumeric() || [' ', '-', '_'].contains(ch));
    kept.map(|ch| if ch == ' ' { '-' } else { ch }).collect()
}

fn check(text: &Text, shelf: &impl Shelf) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (line, words) in &text.lines {
        let mut fault = |what: String| faults.push(Fault { path: text.path.to_owned(), line: *line, what });
        for cited in cited(words, text.path) {
            let (document, section) =
                cited.split_once('#').map_or((cited.as_str(), None), |(file, at)| (file, Some(at)));
            match shelf.anchors(document) {
                None => fault(format!("`{document}` is cited and does not exist")),
                Some(anchors) if section.is_some_and(|section| !anchors.contains(section)) => {
                    fault(format!("`{cited}`: there is no such section"));
                }
                Some(_) => (),
            }
        }
        if words.match_indices("shared/").any(|(at, _)| begins_a_path(words, at) || words[..at].ends_with("work/")) {
            fault("a path to a folder outside the repository".to_owned());
        }
        for name in OUTSIDE {
            let is_bare = |(at, _): (usize, &str)| {
                let after = &words[at + name.len()..];
                let is_word = begins_a_path(words, at) && !words[..at].ends_with('`') && !after.starts_with(is_part);
                let is_ours = after.starts_with(".md") && text.path.starts_with("docs/");
                is_word && !is_ours
            };
            if words.match_indices(name).any(is_bare) {
                fault(format!("`{name}` is no document of the repository"));
            }
        }
    }
    faults
}

fn is_part(ch: char) -> bool {
    ch.is_alphanumeric() || ch == '_'
}

fn begins_a_path(words: &str, at: usize) -> bool {
    !words[..at].ends_with(|ch: char| is_part(ch) || ['/', '-', '.'].contains(&ch))
}

/// Documents that a line names: `docs/….md`, and links from one page of docs to another.
fn cited(words: &str, path: &str) -> Vec<String> {
    let is_of_path = |ch: char| is_part(ch) || ['/', '-', '.', '#'].contains(&ch);
    let whole = |from: usize| {
        let rest = &words[from..];
        rest[..rest.find(|ch| !is_of_path(ch)).unwrap_or(rest.len())].trim_end_matches(['.', '/', '#']).to_owned()
    };
    let is_document = |name: &String| name.ends_with(".md") || name.contains(".md#");
    let named = words.match_indices("docs/").filter(|(at, _)| begins_a_path(words, *at)).map(|(at, _)| whole(at));
    let mut all: Vec<String> = named.filter(is_document).collect();
    if let Some((folder, _)) = path.rsplit_once('/').filter(|_| path.starts_with("docs/")) {
        let links = words.match_indices("](").map(|(at, _)| whole(at + 2)).filter(is_document);
        all.extend(links.map(|link| beside(folder, &link)));
    }
    all
}

/// A link as seen from a folder: `../GLOSSARY.md` in `docs/decisions` is `docs/GLOSSARY.md`.
fn beside(folder: &str, link: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').collect();
    for part in link.split('/') {
        match part {
            ".." => drop(parts.pop()),
            "." => (),
            name => parts.push(name),
        }
    }
    parts.join("/")
}

/// Comments of Rust, whole files of everything else.
fn comments(source: &Source) -> Text<'_> {
    Text { path: &source.path, lines: source.comments.iter().map(|(line, text)| (*line, text.as_str())).collect() }
}

#[test]
fn cited_documents_exist() {
    let mut faults = Vec::new();
    for source in sources().iter().chain(test_sources()) {
        faults.extend(check(&comments(source), &Disk));
    }
    let mut others = files_below(".", &["md", "toml", "sh", "py", "ftl", "sql", "html", "css"]);
    others.extend([".ci", ".cargo"].iter().flat_map(|folder| every_file(folder)));
    let is_data = |path: &String| ["fixtures/", "golden/", "snapshots/"].iter().any(|folder| path.contains(folder));
    others.retain(|path| !is_data(path));
    for path in others {
        let path = path.trim_start_matches("./");
        let bytes = fs::read(root().join(path)).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        let lines = text.lines().enumerate().map(|(at, line)| (at + 1, line)).collect();
        faults.extend(check(&Text { path, lines }, &Disk));
    }
    settle("cited documents", &faults);
}

fn every_file(folder: &str) -> Vec<String> {
    let entries = fs::read_dir(root().join(folder)).unwrap().map(|entry| entry.unwrap().file_name());
    entries.map(|name| format!("{folder}/{}", name.to_str().unwrap())).collect()
}

#[test]
fn missing_documents_and_sections_are_seen() {
    struct Planted;
    impl Shelf for Planted {
        fn anchors(&self, path: &str) -> Option<BTreeSet<String>> {
            let exists = ["docs/THERE.md", "docs/decisions/004-erasure.md"].contains(&path);
            exists.then(|| BTreeSet::from([anchor("## The way of data, 2")]))
        }
    }
    let count = |path: &str, line: &str| check(&Text { path, lines: vec![(1, line)] }, &Planted).len();
    let planted = [
        "see docs/MISSING.md",
        "(docs/decisions/005-gone.md).",
        "docs/THERE.md#another-way",
        "as in shared/a-page",
        "network/shared/a-page",
        "a rule (DECISIONS 4)",
        "TRUST K4",
        "the screens of STYLE",
        "DESIGN 4.6",
        "KIOSK.md 3",
        "docs: PERF.md",
    ];
    for line in planted {
        assert_eq!(count("src/tui/mod.rs", line), 1, "{line}");
    }
    assert_eq!(count("docs/INDEX.md", "[a](THERE.md) and [b](GONE.md)"), 1);
    assert_eq!(count("docs/decisions/001-a.md", "[a](../THERE.md) and [b](../GONE.md) and [c](004-erasure.md)"), 1);
    let near = [
        "see docs/THERE.md.",
        "(docs/THERE.md#the-way-of-data-2)",
        "docs/decisions/004-erasure.md",
        "https://docs.rs/syn",
        "src/tui/shared/mod.rs",
        "[`KIOSK`] is a station's name",
        "RESTYLE, DESIGNER and TRUST_ROOT",
        "the folder docs/ itself",
    ];
    for line in near {
        assert_eq!(count("src/tui/mod.rs", line), 0, "{line}");
    }
    let source =
        Source::read("src/tui/mod.rs", "/// docs/MISSING.md\nfn f() {\n    // (STYLE 3)\n    g(\"// TRUST 4\") }");
    let lines: Vec<usize> = check(&comments(&source), &Planted).iter().map(|fault| fault.line).collect();
    assert_eq!(lines, [1, 3], "comments of both kinds, not strings");
}
