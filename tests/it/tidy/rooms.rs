//! Rooms only name the rooms below them. The table is one constant, and docs/ARCHITECTURE.md shows the same (map.rs).

use super::{Fault, known::settle, source::Source, sources};
use std::collections::BTreeSet;

/// Who may name whom. A room may name the rooms on its right and no other; each is listed after all that it names.
pub const ROOMS: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("crypto", &[]),
    ("platform", &[]),
    ("light", &[]),
    ("text", &["domain"]),
    ("input", &["domain"]),
    ("report", &["domain", "text"]),
    ("record", &["domain", "crypto"]),
    ("content", &["domain", "crypto"]),
    ("certificate", &["domain", "crypto", "content", "report", "text"]),
    ("bundle", &["domain", "crypto", "record"]),
    ("phone", &["domain", "crypto", "bundle", "light"]),
    ("notices", &["domain", "crypto", "content", "text"]),
    ("cli", &["platform", "notices", "text"]),
    ("exchange", &["domain", "content"]),
    ("store", &["domain", "crypto", "record", "platform"]),
    ("ledger", &["domain", "crypto", "platform"]),
    ("judging", &["domain", "crypto", "content", "record", "bundle", "ledger"]),
    ("statistics", &[]),
    ("session", &["domain", "content", "record"]),
    ("people", &["domain", "crypto", "content", "record", "session"]),
    ("status", &["domain", "input", "notices", "record", "session", "text"]),
    ("tui", &["domain", "light", "content", "input", "notices", "record", "session", "report", "status", "text"]),
    (
        "centre",
        &[
            "domain",
            "crypto",
            "content",
            "certificate",
            "report",
            "exchange",
            "notices",
            "record",
            "bundle",
            "ledger",
            "judging",
            "statistics",
            "report",
            "text",
        ],
    ),
    (
        "web",
        &["domain", "crypto", "platform", "notices", "text", "bundle", "ledger", "judging", "statistics", "centre"],
    ),
    (
        "loadgen",
        &[
            "domain", "crypto", "platform", "content", "notices", "record", "bundle", "ledger", "judging", "centre",
            "session", "people", "text",
        ],
    ),
    (
        "kiosk",
        &[
            "domain", "crypto", "platform", "light", "content", "input", "notices", "record", "session", "people",
            "store", "bundle", "report", "text", "tui", "cli",
        ],
    ),
    (
        "central",
        &[
            "domain",
            "crypto",
            "platform",
            "content",
            "notices",
            "record",
            "bundle",
            "ledger",
            "judging",
            "centre",
            "certificate",
            "web",
            "loadgen",
            "report",
            "text",
            "cli",
        ],
    ),
    (
        "studio",
        &[
            "domain", "crypto", "platform", "content", "exchange", "input", "notices", "record", "bundle", "report",
            "text", "tui", "cli",
        ],
    ),
    ("bin", &["kiosk", "central", "studio", "phone"]),
];

fn check(source: &Source) -> Vec<Fault> {
    let room = source.room();
    if room.is_empty() {
        return Vec::new();
    }
    let Some((_, may)) = ROOMS.iter().find(|(name, _)| *name == room) else {
        return vec![source.fault(1, format!("room `{room}` is not in the plan"))];
    };
    let mut faults = Vec::new();
    for name in &source.names {
        if name.is_glob {
            faults.push(source.fault(name.line, format!("`{}::*` hides what is named", name.path.join("::"))));
        }
        let [first, named, ..] = name.path.as_slice() else { continue };
        let is_room = ROOMS.iter().any(|(room, _)| room == named);
        if first == "crate" && is_room && named != room && !may.contains(&named.as_str()) {
            faults.push(source.fault(name.line, format!("`{room}` may not name `{named}`")));
        }
    }
    faults
}

#[test]
fn rooms_only_name_the_rooms_below_them() {
    settle("rooms", &sources().iter().flat_map(check).collect::<Vec<_>>());
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
fn every_way_to_name_a_room_is_seen() {
    let planted = [
        "use crate::store::Store;",
        "use crate::{domain::Date, store::{Store, audit}};",
        "use crate::{store as shop};",
        "use super::super::store::Store;",
        "use super::super::{domain, store::Store};",
        "use self::super::super::store::Store;",
        "mod inside { use super::super::super::store::Store; }",
        "pub(in crate::store) fn seen() {}",
        "pub use crate::store::Store;",
        "pub(crate) use crate::store::Store as Shop;",
        "fn work() { crate::store::open(); }",
        "fn work(store: &crate::store::Store) {}",
        "fn work() { let _: Vec<crate::store::Store> = Vec::new(); }",
        "fn work() { assert!(crate::store::is_open()); }",
        "fn work() { assert!(matches!(x, [Some((crate::store::Kind::A, _))])); }",
        "macro_rules! shop { () => { $crate::store::open() } }",
        "fn work() { use crate::store; store::open() }",
        "#[serde(with = \"crate::store::hex\")] struct Row;",
        "#[derive(crate::store::Row)] struct Row;",
        "impl crate::store::Shop for Row {}",
        "async fn work() -> impl crate::store::Shop {}",
        "use tramso::store::Store;",
        "use crate::domain::*;",
        "use super::*;",
    ];
    for text in planted {
        let found = check(&Source::read("src/tui/screens.rs", text));
        assert!(!found.is_empty(), "not seen: {text}");
    }
    let near = [
        "use crate::domain::Date;",
        "use super::store::Store;",
        "mod inside { use super::super::store::Store; }",
        "/// See [`crate::store::Store`].\nfn work() {}",
        "// crate::store::Store\nfn work() {}",
        "fn work() { let crate_store = \"crate::store\"; }",
        "use crate::tui::store::Store;",
        "use other::store::Store;",
        "fn work() { self.store.open(); crate::tui::store(); }",
        "fn work() { let all = 2 * 3; }",
    ];
    for text in near {
        let found = check(&Source::read("src/tui/screens.rs", text));
        assert!(found.is_empty(), "{text}: {found:?}");
    }
    let bin = |text: &str| check(&Source::read("src/bin/tramso.rs", text)).len();
    assert_eq!((bin("fn main() { tramso::kiosk::main() }"), bin("use tramso::store::Store;")), (0, 1));
    assert_eq!(check(&Source::read("src/cellar/mod.rs", "")).len(), 1, "a room that nobody planned");
}
