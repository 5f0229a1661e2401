//! A match over an enum of ours names every variant, so that a new one is thought of where it matters. Where the rest of the
//! variants really is one case, the arm gives its reason: `_ => None, // else: only these two have a number`.

use super::{Fault, known::settle, source::Source, sources, tree::Tree};
use std::collections::{BTreeMap, BTreeSet};

const MARK: &str = "// else: ";
/// Enums of which most matches want a few variants and no reader expects more, each with the reason.
const OPEN: &[(&str, &str)] =
    &[("Press", "what a person pressed: a screen takes the keys of its table and leaves the rest")];

type Enums<'a> = BTreeMap<&'a str, BTreeSet<&'a str>>;

fn check(source: &Source, enums: &Enums) -> Vec<Fault> {
    let mut faults = Vec::new();
    for found in &source.matches {
        let ours = found.variants.iter().find_map(|path| {
            let path = source.absolute(path, &source.module);
            let [.., name, variant] = path.as_slice() else { return None };
            let is_ours = path.len() == 2 || path.first().is_some_and(|first| first == "crate");
            let is_variant = enums.get(name.as_str()).is_some_and(|variants| variants.contains(variant.as_str()));
            let is_open = OPEN.iter().any(|(open, _)| open == name);
            (is_ours && is_variant && !is_open).then(|| name.clone())
        });
        if let Some(name) = ours.filter(|_| !has_reason(&source.text, found.line)) {
            faults.push(
                source.fault(found.line, format!("an arm takes all other variants of `{name}`, without a reason")),
            );
        }
    }
    faults
}

/// Whether the mark is on the arm's line or alone on the one above, with a reason of at least two words.
fn has_reason(text: &str, line: usize) -> bool {
    let reason = |line: &str| line.split_once(MARK).is_some_and(|(_, why)| why.split_whitespace().count() > 1);
    let mut above = text.lines().skip(line.saturating_sub(2)).take(2);
    let (first, second) = (above.next().unwrap_or_default(), above.next().unwrap_or_default());
    if line == 1 { reason(first) } else { reason(second) || (first.trim_start().starts_with(MARK) && reason(first)) }
}

#[test]
fn matches_over_our_enums_name_every_variant() {
    let tree = Tree::new(sources());
    let enums = tree.enums();
    settle("wild arms", &sources().iter().flat_map(|source| check(source, &enums)).collect::<Vec<_>>());
}

#[test]
fn arms_that_take_the_rest_are_seen() {
    let own = "enum Kind { A, B(u8), C { x: u8 } }\n";
    let count = |text: &str| {
        let sources = [Source::read("src/tui/planted.rs", &format!("{own}{text}"))];
        check(&sources[0], &Tree::new(&sources).enums()).len()
    };
    let planted = [
        "fn f(k: Kind) { match k { Kind::A => 1, _ => 2 } }",
        "fn f(k: Kind) { match k { Kind::A => 1, other => 2 } }",
        "fn f(k: Kind) { match k { Kind::B(1) | Kind::C { .. } => 1, _ => 2 } }",
        "fn f(k: &Kind) { match k { &Kind::B(_) => 1, _ => 2 } }",
        "impl Kind { fn f(self) { match self { Self::A => 1, _ => 2 } } }",
        "fn f(k: Option<Kind>) { match k { Some(Kind::A) => 1, _ => 2 } }",
        "fn f(k: Option<Kind>) { match k { Some(Kind::A) => 1, Some(_) => 2, None => 3 } }",
        "fn f(k: Result<u8, Kind>) { match k { Ok(n) => n, Err(Kind::A) => 1, Err(other) => 2 } }",
        "fn f(a: Kind, b: Kind) { match (a, b) { (Kind::A, Kind::A) => 1, _ => 2 } }",
        "fn f(a: Kind, b: Kind) { match (a, b) { (Kind::A, Kind::A) => 1, (_, _) => 2 } }",
        "use Kind as K; fn f(k: Kind) { match k { K::A => 1, _ => 2 } }",
        "use Kind::A; fn f(k: Kind) { match k { A => 1, _ => 2 } }",
        "fn f(k: Kind) { match k { kind @ Kind::A => 1, _ => 2 } }",
        "fn f(k: Kind) { let x = || match k { crate::tui::planted::Kind::A => 1, _ => 2 }; }",
        "fn f(k: Kind) { match k { Kind::A => 1, _ => 2, // else: reason\n } }",
        "fn f(k: Kind) { match k { Kind::A => 1, // else: of another arm\n _ => 2 } }",
    ];
    for text in planted {
        assert_eq!(count(text), 1, "{text}");
    }
    let near = [
        "enum Press { Enter, Esc } fn f(p: Press) { match p { Press::Enter => 1, _ => 2 } }",
        "fn f(k: Kind) { match k { Kind::A => 1, Kind::B(_) | Kind::C { .. } => 2 } }",
        "fn f(k: Kind) { match k { Kind::A => 1,\n _ => 2, // else: all others are two\n } }",
        "fn f(k: Kind) { match k { Kind::A => 1,\n // else: all others are two\n _ => 2 } }",
        "fn f(k: Kind) { match k { Kind::A => 1, Kind::B(_) if true => 2, other if true => 3 } }",
        "fn f(k: Kind) -> bool { matches!(k, Kind::A) }",
        "fn f(k: u8) { match k { 1 => 1, _ => 2 } }",
        "fn f(k: Ordering) { match k { std::cmp::Ordering::Less => 1, _ => 2 } }",
        "fn f(k: u8) { match k { MOST => 1, other => 2 } }",
        "fn f(k: Kind, n: u8) { match (k, n) { (Kind::A, _) => 1, (Kind::B(_) | Kind::C { .. }, 1) => 1 } }",
    ];
    for text in near {
        assert_eq!(count(text), 0, "{text}");
    }
}
