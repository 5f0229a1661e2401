//! Faults that were there when a rule was written, by rule: they may become fewer, never more. The list is empty.

use super::Fault;
use std::{collections::BTreeMap, fmt::Write as _};

/// How many faults of a rule are let pass: none. A rule that is written while it has faults is named here until they are mended.
const KNOWN: &[(&str, usize)] = &[];

/// Whether a number that is larger than what is found is a fault too, so that it is lowered with every mending.
const MUST_SHRINK: bool = true;

/// Fails when a rule finds more than is known of it.
#[track_caller]
pub fn settle(rule: &str, faults: &[Fault]) {
    if let Ok(below) = std::env::var("TRAMSO_TIDY") {
        let shown = faults.iter().filter(|fault| fault.path.starts_with(&below));
        let mut list = String::new();
        shown.for_each(|fault| writeln!(list, "{rule}: {fault}").unwrap());
        assert!(list.is_empty(), "\n{list}");
    }
    if let Err(why) = judge(rule, faults, KNOWN, MUST_SHRINK) {
        panic!("{why}");
    }
}

fn judge(rule: &str, faults: &[Fault], known: &[(&str, usize)], must_shrink: bool) -> Result<(), String> {
    let allowed = known.iter().find(|(name, _)| *name == rule).map_or(0, |(_, count)| *count);
    if faults.len() > allowed {
        let mut files: BTreeMap<&str, usize> = BTreeMap::new();
        faults.iter().for_each(|fault| *files.entry(&fault.path).or_default() += 1);
        let mut why = format!("{rule}: {} faults, {allowed} known; by file {files:#?}\n", faults.len());
        faults.iter().take(200).for_each(|fault| writeln!(why, "{fault}").unwrap());
        return Err(why);
    }
    if must_shrink && (faults.len() < allowed || known.iter().any(|(name, count)| *name == rule && *count == 0)) {
        return Err(format!("{rule}: only {} faults are left: lower its number in known.rs", faults.len()));
    }
    Ok(())
}

#[test]
fn what_is_known_shrinks_and_never_grows() {
    let fault = Fault { path: "src/domain/mod.rs".to_owned(), line: 1, what: "planted".to_owned() };
    let two = [fault.clone(), fault];
    let known = [("planted", 2), ("mended", 0)];
    assert!(judge("planted", &two, &known, true).is_ok());
    assert!(judge("planted", &two[..1], &known, false).is_ok());
    assert!(judge("planted", &two[..1], &known, true).is_err_and(|why| why.contains("lower its number")));
    assert!(judge("another", &two, &known, false).is_err_and(|why| why.contains("2 faults, 0 known")));
    assert!(judge("mended", &[], &known, true).is_err());
    assert!(judge("another", &[], &known, true).is_ok());
}
