//! A notice's code is written in one place, as a constant with a name; everything else names the constant.

use super::{Fault, known::settle, source::Source, sources};

const PLACE: &str = "src/text/codes/";

fn check(source: &Source) -> Vec<Fault> {
    if source.path.starts_with(PLACE) {
        return Vec::new();
    }
    let codes = source.strings.iter().filter(|literal| is_code(&literal.text));
    codes.map(|literal| source.fault(literal.line, format!("`{}` has a name in {PLACE}", literal.text))).collect()
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
fn codes_outside_their_place_are_seen() {
    let count = |path: &str, text: &str| check(&Source::read(path, text)).len();
    let planted = [
        "fn f() { failure(\"TS-B07\", []) }",
        "const CODE: &str = \"TS-B07\";",
        "fn f() { assert!(g(\"TS-B07\")); }",
        "fn f() -> &'static str { match x { 1 => r\"TS-B07\", _ => g() } }",
    ];
    for text in planted {
        assert_eq!(count("src/tui/faults.rs", text), 1, "{text}");
        assert_eq!(count(&format!("{PLACE}planted.rs"), text), 0, "{text}");
    }
    let near = [
        "/// `TS-B07`: what was read.\nfn f() { failure(codes::FOREIGN_SIGNATURE, []) }",
        "fn f() { g(\"TS-\"); h(\"TS-X\"); i(\"ts-b07\"); j(\"TS-2026\"); }",
        "fn f() { g(\"1/TS-B07\") }",
    ];
    for text in near {
        assert_eq!(count("src/tui/faults.rs", text), 0, "{text}");
    }
}
