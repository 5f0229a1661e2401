//! docs/ARCHITECTURE.md and CONTRIBUTING.md name files and items that exist, and the map's table of rooms is the plan's.

use super::{
    Fault,
    known::settle,
    rooms::ROOMS,
    root,
    source::{Path, Source},
    sources,
    tree::Tree,
    world::PURE,
};
use std::{collections::BTreeSet, fs};

const MAP: &str = "docs/ARCHITECTURE.md";
const PAGES: &[&str] = &[MAP, "CONTRIBUTING.md", GLOSSARY];
const GLOSSARY: &str = "docs/GLOSSARY.md";

/// Names in backticks that look like a file or like a path of code in one of the rooms.
fn check_names(page: &str, text: &str, sources: &[Source], exists: impl Fn(&str) -> bool) -> Vec<Fault> {
    let tree = Tree::new(sources);
    let mut faults = Vec::new();
    for (at, line) in text.lines().enumerate() {
        for name in line.split('`').skip(1).step_by(2) {
            let why = if is_file(name) {
                let is_there = exists(name) || exists(&format!("src/{name}"));
                (!is_there).then(|| format!("there is no file `{name}`"))
            } else if is_code(name) {
                (!is_defined(name, &tree, sources)).then(|| format!("nothing is called `{name}`"))
            } else {
                None
            };
            faults.extend(why.map(|what| Fault { path: page.to_owned(), line: at + 1, what }));
        }
    }
    faults
}

fn is_file(name: &str) -> bool {
    let tops = ["src/", "tests/", "benches/", "docs/", "assets/", "fuzz/", ".ci/", ".cargo/", "question_banks/"];
    let is_plain = |ch: char| ch.is_alphanumeric() || ['/', '.', '_', '-'].contains(&ch);
    name.chars().all(is_plain) && (name.ends_with(".rs") || tops.iter().any(|top| name.starts_with(top)))
}

fn is_code(name: &str) -> bool {
    let is_plain = |ch: char| ch.is_alphanumeric() || [':', '_'].contains(&ch);
    let room = name.split("::").next().unwrap_or_default();
    name.contains("::") && name.chars().all(is_plain) && ROOMS.iter().any(|(known, _)| *known == room)
}

/// Whether a path leads to a module, or to an item whose last part is named somewhere in its room.
fn is_defined(name: &str, tree: &Tree, sources: &[Source]) -> bool {
    let path: Path = std::iter::once("crate").chain(name.split("::")).map(str::to_owned).collect();
    if sources.iter().any(|source| source.module == path) {
        return true;
    }
    let of_room = sources.iter().filter(|source| source.module.get(1) == path.get(1));
    tree.knows(&path) && of_room.flat_map(|source| &source.identifiers).any(|(_, name)| Some(name) == path.last())
}

/// The rows of the table of rooms that differ from the plan.
fn check_table(text: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let mut rows: BTreeSet<&str> = BTreeSet::new();
    for line in text.lines() {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let ["", room, _, may, world, ""] = cells.as_slice() else { continue };
        let Some(room) = room.strip_prefix('`').and_then(|room| room.strip_suffix('`')) else { continue };
        rows.insert(room);
        let planned = ROOMS.iter().find(|(name, _)| *name == room).map(|(_, may)| may.iter().copied().collect());
        let named: BTreeSet<&str> = may.split_whitespace().filter(|word| *word != "-").collect();
        if planned.as_ref() != Some(&named) {
            faults.push(format!("`{room}` may name {planned:?} in the plan and {named:?} on the map"));
        }
        if PURE.contains(&room) == world.starts_with("yes") {
            faults.push(format!("`{room}` touches the world in the plan or on the map, not in both"));
        }
    }
    let missing = ROOMS.iter().filter(|(room, _)| *room != "bin" && !rows.contains(room));
    faults.extend(missing.map(|(room, _)| format!("`{room}` is not on the map")));
    faults
}

#[test]
fn the_map_names_what_exists() {
    let mut faults = Vec::new();
    for page in PAGES {
        let text = fs::read_to_string(root().join(page)).unwrap();
        faults.extend(check_names(page, &text, sources(), |name| root().join(name).exists()));
    }
    settle("map", &faults);
}

/// Rows of the glossary that lead to no place: the last cell names no code and no file.
fn rows_without_a_place(text: &str) -> Vec<&str> {
    let rows = text.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| tiếng Việt"));
    let is_placed = |row: &str| {
        let place = row.trim_end_matches(" |").rsplit(" | ").next().unwrap_or_default();
        place
            .strip_prefix('`')
            .and_then(|rest| rest.strip_suffix('`'))
            .is_some_and(|name| is_code(name) || is_file(name))
    };
    rows.filter(|row| row.matches(" | ").count() != 3 || !is_placed(row)).collect()
}

#[test]
fn each_noun_of_the_glossary_has_a_place() {
    let text = fs::read_to_string(root().join(GLOSSARY)).unwrap();
    assert_eq!(rows_without_a_place(&text), [""; 0]);
    assert!(text.lines().filter(|line| line.starts_with("| ")).count() > 60, "the glossary is whole");
    let planted = ["| trạm | station | a laptop | somewhere |", "| trạm | station | `store::Station` |"];
    assert_eq!(rows_without_a_place(&planted.join("\n")), planted);
}

#[test]
fn the_table_of_rooms_is_the_plan() {
    let faults = check_table(&fs::read_to_string(root().join(MAP)).unwrap());
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn names_that_lead_nowhere_are_seen() {
    let sources = [
        Source::read("src/tui/mod.rs", "mod update; pub use update::Model;"),
        Source::read("src/tui/update.rs", "pub struct Model; impl Model { pub fn update() {} }"),
    ];
    let count =
        |line: &str| check_names(MAP, line, &sources, |name| name == "src/tui/update.rs" || name == ".ci/run").len();
    let planted = ["1. `tui/gone.rs` draws", "`src/tui/gone.rs`", "`.ci/gone`", "`tui::Gone`", "`tui::gone::Model`"];
    for line in planted {
        assert_eq!(count(line), 1, "{line}");
    }
    let near = [
        "`tui/update.rs`, then `src/tui/update.rs`",
        "`.ci/run`",
        "`tui::Model`",
        "`tui::Model::update`",
        "`serde::de`",
        "`a -> b.rs`",
        "tui/gone.rs",
    ];
    for line in near {
        assert_eq!(count(line), 0, "{line}");
    }
}

#[test]
fn a_table_that_differs_from_the_plan_is_seen() {
    let row = |room: &str, may: &str, world: &str| format!("| `{room}` | what it is for | {may} | {world} |\n");
    let shown = |may: &[&str]| if may.is_empty() { "-".to_owned() } else { may.join(" ") };
    let whole: Vec<String> = ROOMS
        .iter()
        .map(|(room, may)| row(room, &shown(may), if PURE.contains(room) { "no" } else { "yes" }))
        .collect();
    assert_eq!(check_table(&whole.concat()), [""; 0]);
    assert_eq!(check_table(&whole[1..].concat()), ["`domain` is not on the map"]);
    let wrong = [row("domain", "-", "yes"), row("text", "domain tui", "no"), row("cellar", "-", "yes")];
    assert_eq!(check_table(&[wrong.concat(), whole.concat()].concat()).len(), 3);
}
