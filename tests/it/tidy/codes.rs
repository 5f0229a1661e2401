//! A notice's code is written in one place, as a constant with a name; everything else names the constant.

use super::{Fault, known::settle, source::Source, sources};
use std::collections::BTreeSet;

const PLACE: &str = "src/text/codes/";

fn check(source: &Source) -> Vec<Fault> {
    if source.path.starts_with(PLACE) {
        return Vec::new();
    }
    let codes = source.strings.iter().filter(|literal| is_code(&literal.text));
    codes.map(|literal| source.fault(literal.line, format!("`{}` has a name in {PLACE}", literal.text))).collect()
}

/// A code with two names, and a name that nothing shows.
fn check_place(sources: &[Source]) -> Vec<Fault> {
    let (place, others): (Vec<&Source>, Vec<&Source>) =
        sources.iter().partition(|source| source.path.starts_with(PLACE));
    let mut faults = Vec::new();
    let mut named = BTreeSet::new();
    for source in &place {
        let twice = source.strings.iter().filter(|literal| is_code(&literal.text) && !named.insert(&literal.text));
        faults.extend(twice.map(|literal| source.fault(literal.line, format!("`{}` has two names", literal.text))));
    }
    let shown: BTreeSet<&[String]> =
        others.iter().flat_map(|source| &source.names).map(|name| name.path.as_slice()).collect();
    for source in &place {
        let of_file = |item: &String| [source.module.as_slice(), std::slice::from_ref(item)].concat();
        let idle = source.defined.iter().filter(|item| !shown.contains(of_file(item).as_slice()));
        faults.extend(idle.map(|item| source.fault(1, format!("nothing shows `{item}`"))));
    }
    faults
}

/// `TS-B07`.
fn is_code(text: &str) -> bool {
    let after = text.strip_prefix("TS-").unwrap_or_default();
    let letters = after.chars().take_while(char::is_ascii_uppercase).count();
    letters > 0 && after.len() > letters && after[letters..].chars().all(|ch| ch.is_ascii_digit())
}

#[test]
fn codes_of_notices_are_in_one_place() {
    settle("codes", &sources().iter().flat_map(check).collect::<Vec<_>>());
}

#[test]
fn each_code_has_one_name_and_is_shown() {
    settle("idle codes", &check_place(sources()));
}

#[test]
fn codes_with_two_names_and_idle_ones_are_seen() {
    let place = |text: &str| Source::read(&format!("{PLACE}stick.rs"), text);
    let user = || Source::read("src/tui/mod.rs", "use crate::text::codes; fn f() { g(codes::stick::GONE) }");
    let what = |text: &str| check_place(&[place(text), user()]).into_iter().map(|fault| fault.what).collect::<Vec<_>>();
    assert_eq!(what("pub const GONE: &str = \"TS-K02\";"), [""; 0]);
    assert_eq!(what("pub const GONE: &str = \"TS-K02\"; pub const FULL: &str = \"TS-K03\";"), ["nothing shows `FULL`"]);
    let twice = what("pub const GONE: &str = \"TS-K02\"; pub const LOST: &str = \"TS-K02\";");
    assert_eq!(twice, ["`TS-K02` has two names", "nothing shows `LOST`"]);
}

#[test]
fn codes_outside_their_place_are_seen() {
    let count = |path: &str, text: &str| check(&Source::read(path, text)).len();
    let planted = [
        "fn f() { failure(\"TS-B07\", []) }",
        "const CODE: &str = \"TS-B07\";",
        "fn f() { assert!(g(\"TS-B07\")); }",
        "fn f() -> &'static str { match x { 1 => r\"TS-B07\", _ => g() } }",
    ];
    for text in planted {
        assert_eq!(count("src/notices/faults.rs", text), 1, "{text}");
        assert_eq!(count(&format!("{PLACE}planted.rs"), text), 0, "{text}");
    }
    let near = [
        "/// `TS-B07`: what was read.\nfn f() { failure(codes::FOREIGN_SIGNATURE, []) }",
        "fn f() { g(\"TS-\"); h(\"TS-X\"); i(\"ts-b07\"); j(\"TS-2026\"); }",
        "fn f() { g(\"1/TS-B07\") }",
    ];
    for text in near {
        assert_eq!(count("src/notices/faults.rs", text), 0, "{text}");
    }
}
