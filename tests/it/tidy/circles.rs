//! No circles between files: none across rooms, and inside a room only those between a module's file and its own children.

use super::{Fault, known::settle, source::Source, sources, tree::Tree};
use std::collections::{BTreeMap, BTreeSet};

/// What each file names: `graph[from]` holds the files that `from` names, with the line.
type Graph<'a> = BTreeMap<&'a str, BTreeMap<&'a str, usize>>;

fn check(all: &[Source]) -> Vec<Fault> {
    let tree = Tree::new(all);
    let mut graph: Graph = all.iter().map(|source| (source.path.as_str(), tree.arrows(source))).collect();
    for (from, to) in &mut graph {
        to.retain(|to, _| !is_parent(to, from));
    }
    let mut faults = Vec::new();
    for circle in circles(&graph) {
        for from in &circle {
            let inside = graph[from].iter().filter(|(to, _)| circle.contains(*to));
            let to: Vec<String> = inside.clone().map(|(to, line)| format!("{to} (line {line})")).collect();
            let what = format!("in a circle of {} files, by {}", circle.len(), to.join(", "));
            faults.push(Fault {
                path: (*from).to_owned(),
                line: inside.map(|(_, line)| *line).min().unwrap_or(1),
                what,
            });
        }
    }
    faults
}

/// Whether `parent` is the file of the module that declares `child`. What a child names of it makes no circle.
fn is_parent(parent: &str, child: &str) -> bool {
    let folder = parent.strip_suffix("/mod.rs").or_else(|| parent.strip_suffix(".rs")).unwrap_or(parent);
    let own = child.strip_suffix("/mod.rs").or_else(|| child.strip_suffix(".rs")).unwrap_or(child);
    own.rsplit_once('/').is_some_and(|(above, _)| above == folder)
}

/// Sets of files of which each reaches all others.
fn circles<'a>(graph: &Graph<'a>) -> Vec<BTreeSet<&'a str>> {
    let reached: BTreeMap<&str, BTreeSet<&'a str>> = graph.keys().map(|from| (*from, reach(graph, from))).collect();
    let mut circles: BTreeSet<BTreeSet<&'a str>> = BTreeSet::new();
    for from in graph.keys().filter(|from| reached[*from].contains(**from)) {
        circles.insert(reached[from].iter().copied().filter(|to| reached[to].contains(from)).collect());
    }
    circles.into_iter().collect()
}

fn reach<'a>(graph: &Graph<'a>, from: &str) -> BTreeSet<&'a str> {
    let mut reached = BTreeSet::new();
    let mut next: Vec<&'a str> = graph[from].keys().copied().collect();
    while let Some(file) = next.pop() {
        if reached.insert(file) {
            next.extend(graph.get(file).into_iter().flatten().map(|(to, _)| *to));
        }
    }
    reached
}

#[test]
fn files_name_each_other_in_no_circle() {
    settle("circles", &check(sources()));
}

#[test]
fn circles_are_seen_through_re_exports_and_spare_parents_and_children() {
    let read = |files: &[(&str, &str)]| {
        let mut all: Vec<Source> = files.iter().map(|(path, text)| Source::read(path, text)).collect();
        all.push(Source::read("src/lib.rs", "mod tui; mod text;"));
        check(&all).into_iter().map(|fault| fault.path).collect::<Vec<_>>()
    };
    let top = ("src/tui/mod.rs", "mod a; mod b; pub use {a::A, b::B};");
    let siblings = read(&[
        top,
        ("src/tui/a.rs", "use super::b::B; pub struct A(B);"),
        ("src/tui/b.rs", "pub struct B; fn work() { super::a::A::new(); }"),
    ]);
    assert_eq!(siblings, ["src/tui/a.rs", "src/tui/b.rs"]);
    let by_re_exports = read(&[
        top,
        ("src/tui/a.rs", "use super::B; pub struct A(B);"),
        ("src/tui/b.rs", "pub struct B; fn work() { assert!(crate::tui::A::new()); }"),
    ]);
    assert_eq!(by_re_exports.len(), 2);
    let across_rooms = read(&[
        ("src/tui/mod.rs", "use crate::text::Words; pub struct A;"),
        ("src/text/mod.rs", "pub struct Words; fn work(_: crate::tui::A) {}"),
    ]);
    assert_eq!(across_rooms.len(), 2);
    let parent_and_child = read(&[
        ("src/tui/mod.rs", "mod a; mod b; pub struct Own; fn work() { a::work(); b::work(); }"),
        ("src/tui/a.rs", "use super::Own; pub fn work() { super::b::work(); }"),
        ("src/tui/b.rs", "use super::Own; pub fn work() {}"),
    ]);
    assert_eq!(parent_and_child, [""; 0]);
    let grandchild = read(&[
        ("src/tui/mod.rs", "mod a; pub struct Own; fn work() { a::work(); }"),
        ("src/tui/a/mod.rs", "mod deep; pub fn work() { deep::work(); }"),
        ("src/tui/a/deep.rs", "use super::super::Own; pub fn work() {}"),
    ]);
    assert_eq!(grandchild.len(), 3, "a child names its parent, not its parent's parent");
}
