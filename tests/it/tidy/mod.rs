//! House rules, checked like any other test. Each file holds one kind of rule: a function from sources to faults, the test that
//! runs it over the repository, and planted violations that it must find beside near misses that it must not.
//!
//! `TRAMSO_TIDY=src/tui cargo test tidy` shows every fault below that path, also those that known.rs lets pass for now.

mod circles;
mod cited;
mod clocks;
mod codes;
mod known;
mod limits;
mod map;
mod rooms;
mod source;
mod syntax;
mod tree;
mod wild;
mod wording;
mod words;
mod world;

use source::Source;
use std::{
    fmt, fs,
    path::{Path, PathBuf},
    sync::OnceLock,
};

/// What is wrong, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Fault {
    path: String,
    line: usize,
    what: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:{}: {}", self.path, self.line, self.what)
    }
}

impl Source {
    fn fault(&self, line: usize, what: impl Into<String>) -> Fault {
        Fault { path: self.path.clone(), line, what: what.into() }
    }
}

const TOP: &[&str] = &[
    "Cargo.toml",
    "Cargo.lock",
    "src",
    "question_banks",
    "assets",
    "tests",
    "benches",
    "docs",
    "README.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "LICENSE",
    "fuzz",
    "deny.toml",
    "rust-toolchain.toml",
    "target",
    "rustfmt.toml",
    "clippy.toml",
];

#[test]
fn the_top_shelf_stays_short() {
    for entry in fs::read_dir(root()).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(name.starts_with('.') || TOP.contains(&name.as_str()), "`{name}` does not belong at the top");
    }
}

/// `Cargo.toml` builds no harness for the library and the programs: what would be a test there never ran.
#[test]
fn tests_are_where_they_run() {
    for source in sources() {
        for form in ["#[test]", "cfg(test)", "```"] {
            assert!(!source.text.contains(form), "{}: {form} does not run in `src`", source.path);
        }
    }
}

/// The sources of the package, read once for all rules.
fn sources() -> &'static [Source] {
    static SOURCES: OnceLock<Vec<Source>> = OnceLock::new();
    SOURCES.get_or_init(|| read_all(&files_below("src", &["rs"])))
}

/// The sources of tests, benches and fuzz targets.
fn test_sources() -> &'static [Source] {
    static SOURCES: OnceLock<Vec<Source>> = OnceLock::new();
    SOURCES.get_or_init(|| {
        let folders = ["tests", "benches", "fuzz"];
        read_all(&folders.iter().flat_map(|folder| files_below(folder, &["rs"])).collect::<Vec<_>>())
    })
}

/// Reads files, half of them in another thread: reading is what these tests spend their time on.
fn read_all(paths: &[String]) -> Vec<Source> {
    let read = |paths: &[String]| -> Vec<Source> {
        paths.iter().map(|path| Source::read(path, &fs::read_to_string(root().join(path)).unwrap())).collect()
    };
    let (first, second) = paths.split_at(paths.len() / 2);
    std::thread::scope(|scope| {
        let second = scope.spawn(|| read(second));
        let mut all = read(first);
        all.extend(second.join().unwrap());
        all
    })
}

/// Files below a folder whose names end in one of the extensions, relative to the repository.
fn files_below(folder: &str, extensions: &[&str]) -> Vec<String> {
    let mut files = Vec::new();
    let mut folders = vec![PathBuf::from(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(root().join(&folder)).unwrap() {
            let entry = entry.unwrap();
            let path = folder.join(entry.file_name());
            if entry.file_type().unwrap().is_dir() {
                folders.extend((entry.file_name() != "target").then_some(path));
            } else if path.extension().is_some_and(|found| extensions.iter().any(|one| found == *one)) {
                files.push(path.into_os_string().into_string().unwrap());
            }
        }
    }
    files.sort();
    files
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
