//! Pure rooms leave the world alone, and an outside crate that shapes a whole room stays in it.

use super::{Fault, known::settle, source::Source, sources};

/// Rooms that touch no files, sockets, clock, chance, environment, threads or printing.
pub const PURE: &[&str] = &[
    "domain",
    "record",
    "crypto",
    "text",
    "input",
    "report",
    "certificate",
    "content",
    "notices",
    "bundle",
    "judging",
    "session",
    "people",
    "statistics",
    "status",
    "tui",
    "exchange",
    "light",
    "phone",
];
/// The world by the paths that lead to it. `crypto` makes keys, so the generator of the system is not among them.
const WORLD: &[&str] = &[
    "std::fs",
    "std::net",
    "std::env",
    "std::process",
    "std::thread",
    "std::io::stdin",
    "std::io::stdout",
    "std::io::stderr",
    "std::time::SystemTime",
    "std::time::Instant::now",
    "chrono::Utc",
    "chrono::Local",
    "rand::rng",
    "rand::thread_rng",
    "rand::random",
];
const WORLD_MACROS: &[&str] = &["print", "println", "eprint", "eprintln", "dbg"];
/// Methods of a path that look at the disk.
const WORLD_METHODS: &[&str] =
    &["exists", "try_exists", "is_file", "is_dir", "is_symlink", "canonicalize", "read_dir", "symlink_metadata"];

/// Who may name an outside crate that shapes a whole room.
const CRATES: &[(&str, &[&str])] = &[
    ("rusqlite", &["store", "ledger"]),
    ("ratatui", &["tui", "kiosk", "studio"]),
    ("crossterm", &["kiosk"]),
    ("clap", &["cli", "kiosk", "central", "studio"]),
    ("clap_complete", &["cli"]),
    ("clap_mangen", &["cli"]),
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
    ("flate2", &["web", "certificate"]),
    ("totp_rs", &["centre"]),
    ("postcard", &["judging"]),
    ("chacha20poly1305", &["crypto"]),
    ("windows_sys", &["platform"]),
    ("hayro", &["platform"]),
    ("ureq", &["kiosk", "loadgen"]),
    ("age", &["crypto"]),
    ("minisign", &["crypto"]),
    ("minisign_verify", &["crypto"]),
    ("zstd", &["bundle"]),
    ("zxcvbn", &["crypto"]),
    ("calamine", &["exchange"]),
    ("rust_xlsxwriter", &["exchange", "report", "studio"]),
    ("quick_xml", &["exchange"]),
    ("zip", &["exchange"]),
    ("image", &["exchange"]),
    ("raptorq", &["light"]),
    ("rqrr", &["exchange"]),
    ("krilla", &["report"]),
    ("rpassword", &["cli", "studio", "central"]),
    ("toml_edit", &["content", "studio"]),
    ("cap_std", &["platform"]),
    ("cap_fs_ext", &["platform"]),
    // Files of other people are opened through `platform`, which opens nothing but regular files.
    ("std::fs", &["platform", "store", "ledger"]),
];

fn is_below(path: &[String], prefix: &str) -> bool {
    let mut parts = path.iter();
    prefix.split("::").all(|part| parts.next().is_some_and(|found| found == part))
}

fn check_world(source: &Source) -> Vec<Fault> {
    if !PURE.contains(&source.room()) {
        return Vec::new();
    }
    let room = source.room();
    let mut faults = Vec::new();
    for name in &source.names {
        let path = name.path.join("::");
        let is_printing = name.is_macro && name.path.last().is_some_and(|last| WORLD_MACROS.contains(&last.as_str()));
        if is_printing || WORLD.iter().any(|world| is_below(&name.path, world)) {
            faults.push(source.fault(name.line, format!("`{path}` in pure room `{room}`")));
        }
    }
    let looks = source.methods.iter().filter(|(_, method)| WORLD_METHODS.contains(&method.as_str()));
    faults.extend(looks.map(|(line, method)| source.fault(*line, format!("`.{method}()` in pure room `{room}`"))));
    faults
}

fn check_crates(source: &Source) -> Vec<Fault> {
    let mut faults = Vec::new();
    for name in &source.names {
        let owner = CRATES.iter().find(|(krate, _)| is_below(&name.path, krate));
        if let Some((krate, rooms)) = owner.filter(|(_, rooms)| !rooms.contains(&source.room())) {
            faults.push(source.fault(name.line, format!("`{krate}` belongs in {rooms:?}")));
        }
    }
    faults
}

#[test]
fn pure_rooms_leave_the_world_alone() {
    settle("world", &sources().iter().flat_map(check_world).collect::<Vec<_>>());
}

#[test]
fn outside_crates_stay_in_their_room() {
    settle("crates", &sources().iter().flat_map(check_crates).collect::<Vec<_>>());
}

#[test]
fn every_way_into_the_world_is_seen() {
    let planted = [
        "use std::fs;",
        "use std::{fs as f};",
        "use std::fs::*;",
        "use std::{io::Read, fs::{self, File}};",
        "use std as s; fn work() { s::fs::read(); }",
        "fn work() { ::std::fs::read(); }",
        "fn work() { std::env::var(\"X\"); }",
        "use std::time::Instant; fn work() { Instant::now(); }",
        "use std::time::SystemTime;",
        "use std::time; fn work() { time::SystemTime::now(); }",
        "use chrono::Utc; fn work() { Utc::now(); }",
        "fn work() { println!(\"x\"); }",
        "fn work() { assert!({ std::println!(); true }); }",
        "fn work() { assert!(std::fs::exists(\"x\")); }",
        "fn work(path: &Path) -> bool { path.exists() }",
        "fn work() { std::thread::spawn(|| ()); }",
        "use rand::thread_rng;",
    ];
    for text in planted {
        assert!(!check_world(&Source::read("src/domain/planted.rs", text)).is_empty(), "not seen: {text}");
        assert!(check_world(&Source::read("src/platform/planted.rs", text)).is_empty(), "not pure: {text}");
    }
    let near = [
        "use std::time::{Duration, Instant};",
        "fn work(clock: impl Fn() -> Moment) { clock(); }",
        "use crate::domain::fs;",
        "fn work() { mine::std::fs(); }",
        "// std::fs\nfn work() { let fs = \"std::fs\"; }",
        "fn work(x: Option<u8>) { if x.is_some() { writeln!(out); } }",
        "struct File { exists: bool } fn work(file: File) -> bool { file.exists }",
    ];
    for text in near {
        let found = check_world(&Source::read("src/domain/planted.rs", text));
        assert!(found.is_empty(), "{text}: {found:?}");
    }
}

#[test]
fn every_way_to_name_an_outside_crate_is_seen() {
    let planted = [
        "use age::Encryptor;",
        "use age as sealer;",
        "extern crate age;",
        "fn work() { age::Encryptor::new(); }",
        "fn work() -> Result<(), age::DecryptError> { Ok(()) }",
        "fn work() { assert!(age::is_there()); }",
        "#[derive(clap::Parser)] struct Line;",
        "use ::age::Encryptor;",
    ];
    for text in planted {
        assert!(!check_crates(&Source::read("src/domain/planted.rs", text)).is_empty(), "not seen: {text}");
    }
    let near = [
        "fn work() { Damage::new(); }",
        "fn work() { crate::domain::age(); }",
        "mod age { pub fn of() {} } fn work() { age::of(); }",
    ];
    for text in near {
        let found = check_crates(&Source::read("src/domain/planted.rs", text));
        assert!(found.is_empty(), "{text}: {found:?}");
    }
    assert!(check_crates(&Source::read("src/crypto/planted.rs", "use age::Encryptor;")).is_empty());
}
