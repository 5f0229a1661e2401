//! The tree of modules: which file really defines what a path names.

use super::source::{Name, Path, Source};
use std::collections::{BTreeMap, BTreeSet};

/// How many re-exports are followed before a path counts as lost.
const MOST_STEPS: usize = 12;

pub struct Tree<'a> {
    files: BTreeMap<Path, &'a Source>,
}

impl<'a> Tree<'a> {
    pub fn new(sources: &'a [Source]) -> Self {
        Self { files: sources.iter().map(|source| (source.module.clone(), source)).collect() }
    }

    /// The file that defines what `path` names; none for modules, for what is not ours and for what is lost.
    pub fn definer(&self, path: &[String]) -> Option<&'a Source> {
        self.follow(path, 0)
    }

    /// Whether the first item of a path, after its modules, is defined or imported where the path leads.
    pub fn knows(&self, path: &[String]) -> bool {
        let depth = (1..=path.len()).rev().find(|depth| self.files.contains_key(&path[..*depth]));
        depth.is_some_and(|depth| {
            let (file, item) = (self.files[&path[..depth]], path.get(depth));
            item.is_some_and(|item| file.defined.contains(item) || file.imports.contains_key(item))
        })
    }

    fn follow(&self, path: &[String], steps: usize) -> Option<&'a Source> {
        if path.first().is_none_or(|first| first != "crate") || steps > MOST_STEPS {
            return None;
        }
        let depth = (1..=path.len()).rev().find(|depth| self.files.contains_key(&path[..*depth]))?;
        let file = self.files[&path[..depth]];
        let rest = &path[depth..];
        let item = rest.first()?;
        if file.defined.contains(item) {
            return Some(file);
        }
        match file.imports.get(item) {
            Some(meant) if meant.as_slice() != path => self.follow(&[meant.as_slice(), &rest[1..]].concat(), steps + 1),
            _ => Some(file),
        }
    }

    /// Files that a file names something of, each with the first line that does.
    pub fn arrows(&self, source: &Source) -> BTreeMap<&'a str, usize> {
        let mut arrows = BTreeMap::new();
        let named = |name: &&Name| name.path.first().is_some_and(|first| first == "crate");
        for name in source.names.iter().filter(named) {
            if let Some(file) = self.definer(&name.path).filter(|file| file.path != source.path) {
                arrows.entry(file.path.as_str()).or_insert(name.line);
            }
        }
        arrows
    }

    /// Names of the enums that are ours, with all their variants.
    pub fn enums(&self) -> BTreeMap<&'a str, BTreeSet<&'a str>> {
        let mut enums: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for found in self.files.values().flat_map(|file| &file.enums) {
            enums.entry(&found.name).or_default().extend(found.variants.iter().map(String::as_str));
        }
        enums
    }
}

#[test]
fn a_path_leads_to_the_file_that_defines_it() {
    let sources = [
        Source::read("src/lib.rs", "pub mod top; pub mod other;"),
        Source::read(
            "src/top/mod.rs",
            "mod inner; pub use inner::Thing; pub struct Own; use crate::other::Far as Near;",
        ),
        Source::read("src/top/inner.rs", "pub struct Thing; pub fn work(_: super::Near) {}"),
        Source::read("src/other.rs", "pub struct Far; pub mod place { pub struct Deep; }"),
    ];
    let tree = Tree::new(&sources);
    let of = |path: &str| {
        let path: Path = path.split("::").map(str::to_owned).collect();
        tree.definer(&path).map(|file| file.path.as_str())
    };
    assert_eq!(of("crate::top::Thing"), Some("src/top/inner.rs"));
    assert_eq!(of("crate::top::Thing::new"), Some("src/top/inner.rs"));
    assert_eq!(of("crate::top::Own"), Some("src/top/mod.rs"));
    assert_eq!(of("crate::top::Near"), Some("src/other.rs"));
    assert_eq!(of("crate::other::place::Deep"), Some("src/other.rs"));
    assert_eq!((of("crate::top"), of("std::fs::read")), (None, None));
    let arrows = tree.arrows(&sources[2]);
    assert_eq!(arrows.keys().collect::<Vec<_>>(), [&"src/other.rs"]);
}
