//! Files and functions that are read in one sitting, and no room that swallows the house.

use super::{Fault, known::settle, source::Source, sources, test_sources};
use std::collections::BTreeMap;

/// Longest file and function: one that outgrows them hides a second noun (CONTRIBUTING.md).
const MOST_LINES: usize = 400;
const MOST_FUNCTION_LINES: usize = 60;
const MOST_TEST_LINES: usize = 100;
/// A match over all kinds of a large enum, without `_`, is as long as the enum.
const LONG_BY_NATURE: &[&str] = &["kind_told", "pack_failure"];
/// Of the lines of src, in a hundred.
const MOST_OF_A_ROOM: usize = 20;

fn check(source: &Source) -> Vec<Fault> {
    let is_src = source.path.starts_with("src/");
    let mut faults = Vec::new();
    if is_src && source.lines() > MOST_LINES {
        faults.push(source.fault(MOST_LINES, format!("{} lines", source.lines())));
    }
    let most = if is_src { MOST_FUNCTION_LINES } else { MOST_TEST_LINES };
    for function in source.functions.iter().filter(|function| function.lines > most) {
        if !LONG_BY_NATURE.contains(&function.name.as_str()) {
            faults.push(source.fault(function.line, format!("`{}` has {} lines", function.name, function.lines)));
        }
    }
    faults
}

fn check_rooms(sources: &[Source]) -> Vec<Fault> {
    let mut rooms: BTreeMap<&str, usize> = BTreeMap::new();
    sources.iter().for_each(|source| *rooms.entry(source.room()).or_default() += source.lines());
    let all: usize = rooms.values().sum();
    let large = rooms.into_iter().filter(|(_, lines)| lines * 100 > all * MOST_OF_A_ROOM);
    large
        .map(|(room, lines)| Fault { path: format!("src/{room}"), line: 0, what: format!("{lines} lines of {all}") })
        .collect()
}

#[test]
fn files_and_functions_are_read_in_one_sitting() {
    settle("limits", &sources().iter().chain(test_sources()).flat_map(check).collect::<Vec<_>>());
}

#[test]
fn no_room_holds_a_fifth_of_the_house() {
    settle("largest room", &check_rooms(sources()));
}

#[test]
fn every_kind_of_long_function_is_seen() {
    let body = |lines: usize| format!("{{\n{}}}", "work();\n".repeat(lines - 2));
    let long = |head: &str, tail: &str| format!("{head}fn planted() {}{tail}", body(61));
    let planted = [
        long("", ""),
        long("pub async ", ""),
        long("pub(in super::super) ", ""),
        long("pub(in crate::tui) const ", ""),
        long("unsafe ", ""),
        long("impl Thing { pub async ", "}"),
        long("impl Display for Thing { ", "}"),
        long("trait Thing { ", "}"),
        long("fn outer() { async ", "}"),
        long("mod inside { pub(super) ", "}"),
        long("const X: fn() = { ", "planted };"),
        long("macro_rules! write { () => { ", "} }"),
        long("fn outer() { assert!({ ", "true }) }"),
        long("extern \"C\" ", ""),
    ];
    for text in planted {
        let source = Source::read("src/tui/planted.rs", &text);
        assert!(check(&source).iter().any(|fault| fault.what == "`planted` has 61 lines"), "not seen: {text}");
    }
    let near = [
        format!("async fn planted() {}", body(60)),
        format!("struct Planted {{\n{}}}", "/// A field.\na: u8,\n".repeat(45)),
        format!("fn pack_failure() {}", body(90)),
        format!("trait Thing {{ fn planted();\n{}}}", "const X: u8;\n".repeat(90)),
        format!("const LONG: [fn(); 1] = [|| {}];", body(90)),
    ];
    for text in near {
        assert_eq!(check(&Source::read("src/tui/planted.rs", &text)), [], "{text}");
    }
    let test =
        |lines: usize| check(&Source::read("tests/it/planted.rs", &format!("fn planted() {}", body(lines)))).len();
    assert_eq!((test(100), test(101)), (0, 1));
}

#[test]
fn long_files_and_large_rooms_are_seen() {
    let lines = |count: usize| "use x::y;\n".repeat(count);
    let file = |count: usize| check(&Source::read("src/tui/planted.rs", &lines(count))).len();
    assert_eq!((file(400), file(401)), (0, 1));
    let house = |large: usize| {
        let rooms = ["a", "b", "c", "d", "e"].map(|room| {
            let count = if room == "a" { large } else { 100 };
            Source::read(&format!("src/{room}/mod.rs"), &lines(count))
        });
        check_rooms(&rooms).len()
    };
    assert_eq!((house(100), house(110)), (0, 1));
}
