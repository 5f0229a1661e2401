//! House rules, checked like any other test: a start for the project's own. It reads text: a glob or a macro can fool it.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

/// Who may name whom. A room may import the rooms on its right and no other.
const ROOMS: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("crypto", &[]),
    ("platform", &[]),
    ("text", &["domain"]),
    ("input", &["domain"]),
    ("report", &["domain", "text"]),
    ("record", &["domain", "crypto"]),
    ("content", &["domain", "crypto"]),
    ("bundle", &["domain", "crypto", "record"]),
    ("notices", &["domain", "content", "text"]),
    ("cli", &["platform", "notices", "text"]),
    ("exchange", &["domain", "content"]),
    ("store", &["domain", "crypto", "record", "platform"]),
    ("ledger", &["domain", "crypto", "platform"]),
    ("judging", &["domain", "crypto", "content", "record", "bundle", "ledger"]),
    ("session", &["domain", "content", "record"]),
    ("tui", &["domain", "content", "input", "notices", "record", "session", "report", "text"]),
    ("centre", &["domain", "crypto", "content", "notices", "record", "bundle", "ledger", "judging", "text"]),
    ("web", &["domain", "crypto", "platform", "notices", "text", "bundle", "ledger", "judging", "centre"]),
    (
        "loadgen",
        &[
            "domain", "crypto", "platform", "content", "notices", "record", "bundle", "ledger", "judging", "centre",
            "session", "text",
        ],
    ),
    (
        "kiosk",
        &[
            "domain", "crypto", "platform", "content", "input", "notices", "record", "session", "store", "bundle",
            "report", "text", "tui", "cli",
        ],
    ),
    (
        "central",
        &[
            "domain", "crypto", "platform", "content", "notices", "record", "bundle", "ledger", "judging", "centre",
            "web", "loadgen", "report", "text", "cli",
        ],
    ),
    (
        "studio",
        &[
            "domain", "crypto", "platform", "content", "exchange", "notices", "record", "bundle", "report", "text",
            "tui", "cli",
        ],
    ),
];

/// Rooms that may not touch the world: no files, sockets, clock, chance, environment or printing.
const PURE: &[&str] = &[
    "domain", "record", "crypto", "text", "input", "report", "content", "notices", "bundle", "judging", "session",
    "tui", "exchange",
];
const WORLD: &[&str] = &[
    "std::fs",
    "std::net",
    "std::env",
    "std::process",
    "std::thread",
    "SystemTime",
    "Instant::now",
    "Utc::now",
    "Local::now",
    "rand::rng",
    "thread_rng",
    "println!",
];

/// Who may name an outside crate that shapes a whole room.
const CRATES: &[(&str, &[&str])] = &[
    ("rusqlite", &["store", "ledger"]),
    ("ratatui", &["tui", "kiosk", "studio"]),
    ("crossterm", &["kiosk"]),
    ("clap", &["cli", "kiosk", "central", "studio"]),
    ("axum", &["web"]),
    ("tokio", &["web", "ledger"]),
    ("tokio_postgres", &["ledger"]),
    ("deadpool_postgres", &["ledger"]),
    ("futures_util", &["ledger"]),
    ("refinery", &["ledger"]),
    ("hyper", &["web"]),
    ("hyper_util", &["web"]),
    ("tokio_rustls", &["web", "ledger"]),
    ("askama", &["web"]),
    ("argon2", &["centre"]),
    ("postcard", &["judging"]),
    ("chacha20poly1305", &["crypto"]),
    ("windows_sys", &["platform"]),
    ("ureq", &["kiosk", "loadgen"]),
    ("age", &["crypto"]),
    ("minisign", &["crypto"]),
    ("minisign_verify", &["crypto"]),
    ("zstd", &["bundle"]),
    ("calamine", &["exchange"]),
    ("rust_xlsxwriter", &["exchange", "report", "studio"]),
    ("quick_xml", &["exchange"]),
    ("zip", &["exchange"]),
    ("image", &["studio"]),
    ("rqrr", &["studio"]),
    ("rpassword", &["studio", "central"]),
    ("toml_edit", &["content", "studio"]),
];

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
fn rooms_only_name_the_rooms_below_them() {
    let allowed: BTreeMap<_, _> = ROOMS.iter().copied().collect();
    let faults = each_source(|room, path, code, faults| {
        let Some(may) = allowed.get(room) else {
            return faults.push(format!("{}: room `{room}` is not in the plan", path.display()));
        };
        for named in rooms_named(code) {
            if named != room && allowed.contains_key(named.as_str()) && !may.contains(&named.as_str()) {
                faults.push(format!("{}: `{room}` may not name `{named}`", path.display()));
            }
        }
    });
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn the_plan_has_no_circles() {
    let mut done = BTreeSet::new();
    for (room, needs) in ROOMS {
        for need in *needs {
            assert!(done.contains(need), "`{room}` needs `{need}`, which is listed after it");
        }
        done.insert(room);
    }
}

#[test]
fn pure_rooms_leave_the_world_alone() {
    let faults = each_source(|room, path, code, faults| {
        for word in WORLD.iter().filter(|word| PURE.contains(&room) && code.contains(**word)) {
            faults.push(format!("{}: `{word}` in pure room `{room}`", path.display()));
        }
    });
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn outside_crates_stay_in_their_room() {
    let faults = each_source(|room, path, code, faults| {
        for (krate, rooms) in CRATES {
            if names_crate(code, krate) && !rooms.contains(&room) {
                faults.push(format!("{}: `{krate}` belongs in {rooms:?}", path.display()));
            }
        }
    });
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

/// Whether `krate::` stands in the code at a word boundary (`Damage::` does not name `age`).
fn names_crate(code: &str, krate: &str) -> bool {
    let named = format!("{krate}::");
    let is_word = |sign: char| sign.is_alphanumeric() || sign == '_';
    code.match_indices(&named).any(|(at, _)| !code[..at].ends_with(is_word))
}

/// Longest file and function: one that outgrows them hides a second noun (CONTRIBUTING.md).
const MOST_LINES: usize = 400;
const MOST_FUNCTION_LINES: usize = 60;
/// A match over all kinds of a large enum, without `_`, is as long as the enum.
const LONG_BY_NATURE: &[&str] = &["kind_told", "pack_failure"];

#[test]
fn files_and_functions_are_read_in_one_sitting() {
    let mut faults = Vec::new();
    for path in files_below(&root().join("src")) {
        let text = fs::read_to_string(&path).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        if lines.len() > MOST_LINES {
            faults.push(format!("{}: {} lines", path.display(), lines.len()));
        }
        for (at, line) in lines.iter().enumerate() {
            let code = line.trim_start();
            let Some(name) = function_name(code).filter(|name| !LONG_BY_NATURE.contains(name)) else { continue };
            let indent = line.len() - code.len();
            let end = format!("{}}}", " ".repeat(indent));
            let length = lines[at..].iter().position(|line| **line == *end).map_or(0, |length| length + 1);
            if length > MOST_FUNCTION_LINES {
                faults.push(format!("{}:{}: `{name}` has {length} lines", path.display(), at + 1));
            }
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

/// The name of a function that begins on this line and has its body on the following ones.
fn function_name(code: &str) -> Option<&str> {
    let prefixes = ["pub(super) ", "pub(crate) ", "pub(in crate::tui) ", "pub ", "const ", "unsafe "];
    let mut rest = code;
    while let Some(shorter) = prefixes.iter().find_map(|prefix| rest.strip_prefix(prefix)) {
        rest = shorter;
    }
    let name = rest.strip_prefix("fn ")?;
    let one_line = code.ends_with('}');
    (!one_line).then(|| name.split(['(', '<']).next().unwrap_or(name))
}

#[test]
fn the_top_shelf_stays_short() {
    for entry in fs::read_dir(root()).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(name.starts_with('.') || TOP.contains(&name.as_str()), "`{name}` does not belong at the top");
    }
}

fn each_source(mut check: impl FnMut(&str, &Path, &str, &mut Vec<String>)) -> Vec<String> {
    let mut faults = Vec::new();
    let src = root().join("src");
    for path in files_below(&src) {
        let inside = path.strip_prefix(&src).unwrap();
        let room = inside.iter().next().unwrap().to_str().unwrap().trim_end_matches(".rs").to_owned();
        if room != "lib" && room != "bin" {
            let code: String = fs::read_to_string(&path)
                .unwrap()
                .lines()
                .map(|line| if line.trim_start().starts_with("//") { "\n".to_owned() } else { format!("{line}\n") })
                .collect();
            check(&room, inside, &code, &mut faults);
        }
    }
    faults
}

/// Every `x` of `crate::x`, `crate::{x::.., y}` and `super::x`.
fn rooms_named(code: &str) -> BTreeSet<String> {
    let starts = ["crate::", "super::"];
    let after = starts.map(|start| code.match_indices(start).map(move |(at, _)| at + start.len()));
    let mut named = BTreeSet::new();
    for at in after.into_iter().flatten() {
        let rest = &code[at..];
        match rest.strip_prefix('{') {
            Some(list) => named.extend(top_items(list).iter().map(|item| first_word(item))),
            None => named.extend([first_word(rest)]),
        }
    }
    named
}

/// The parts of `a::b, c::{d, e}, f}` that stand at the outermost level.
fn top_items(list: &str) -> Vec<String> {
    let mut items = vec![String::new()];
    let mut depth = 0;
    for sign in list.chars() {
        match sign {
            '}' if depth == 0 => break,
            ',' if depth == 0 => items.push(String::new()),
            '{' => depth += 1,
            '}' => depth -= 1,
            _ if depth == 0 => items.last_mut().unwrap().push(sign),
            _ => (),
        }
    }
    items
}

fn first_word(text: &str) -> String {
    text.trim_start().chars().take_while(|sign| sign.is_alphanumeric() || *sign == '_').collect()
}

fn files_below(dir: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(files_below(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
