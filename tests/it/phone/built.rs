//! The WebAssembly that the centre gives phones is in the repository, so that nobody needs its compiler; this holds it against its sources.

use std::{fs, path::PathBuf};
use tramso::crypto::{hex, sha256};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// A source without its comments, as `.ci/phone` digests it.
fn digest(text: &str) -> String {
    let code: String =
        text.lines().filter(|line| !line.trim_start().starts_with("//")).map(|line| format!("{line}\n")).collect();
    hex(&sha256(&[code.as_bytes()]))
}

/// What differs from the list that was written when it was built.
fn stale(list: &str, read: impl Fn(&str) -> Option<String>, lock: &str) -> Vec<String> {
    let mut found = Vec::new();
    for line in list.lines() {
        let words: Vec<&str> = line.split(' ').collect();
        let is_same = match words[..] {
            ["rustc", _] => true,
            ["crate", name, version] => {
                lock.contains(&format!("name = \"{name}\"\nversion = \"{}\"\n", version.trim_start_matches('v')))
            }
            [wanted, path] => read(path).is_some_and(|text| digest(&text) == wanted),
            _ => false,
        };
        if !is_same {
            found.push(line.to_owned());
        }
    }
    found
}

#[test]
fn the_webassembly_is_that_of_these_sources() {
    let text = |path: &str| fs::read_to_string(root().join(path)).ok();
    let list = text("assets/phone/nhan.txt").unwrap();
    let lock = text("Cargo.lock").unwrap();
    assert_eq!(stale(&list, text, &lock), [""; 0], "`.ci/phone write` builds assets/phone/nhan.wasm again");
    let of = |begin: &str| list.lines().filter(|line| line.contains(begin)).count();
    assert!(of(" src/phone/") >= 5 && of(" src/light/") >= 5 && of(" src/bundle/") >= 5 && of("crate ") >= 5, "{list}");
    // Controls: a changed line, a file that is gone, another version of a crate.
    let changed =
        |path: &str| text(path).map(|text| text.replace("MOST_BUNDLES: usize = 1000", "MOST_BUNDLES: usize = 999"));
    assert_eq!(stale(&list, changed, &lock).len(), 1);
    assert!(
        stale(&list, |path| text(path).map(|text| format!("// more\n{text}")), &lock).is_empty(),
        "comments do not count"
    );
    assert_eq!(stale(&list, |path| text(path).filter(|_| !path.ends_with("phone/known.rs")), &lock).len(), 1);
    assert_eq!(stale(&list, text, &lock.replace("name = \"raptorq\"\nversion", "name = \"raptorq\"\nversio")).len(), 1);
    let wasm = fs::read(root().join("assets/phone/nhan.wasm")).unwrap();
    let recorded = list.lines().find_map(|line| line.strip_prefix("rustc ")).unwrap();
    assert!(wasm.starts_with(b"\0asm") && recorded.contains('.'));
    // A table's index in five bytes, as rustc writes it: Chrome reads it from 96 on.
    assert!(
        !wasm.windows(5).any(|part| part == [0x80, 0x80, 0x80, 0x80, 0]),
        "`.ci/phone write` makes it readable for old phones"
    );
}
