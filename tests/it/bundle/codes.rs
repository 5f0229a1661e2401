//! The code of a refusal identifies the fault.

use super::{broken, fixtures};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
};
use tramso::{
    bundle::BundleFault,
    centre::IngestRefusal,
    crypto::{SealFault, parcel::ParcelFault},
};

/// Codes of more than one fault, and why nobody need distinguish these.
const SHARED: &[(&str, &[&str], &str)] = &[
    (
        "TS-B51",
        &["Parcel(Cut", "Parcel(Header"],
        "no file of a station at all: a short one ends, a long one has no header",
    ),
    ("TS-B54", &["NewerShape", "Record(Version"], "either way the program is too old for the file"),
];

/// Faults that no file has.
const OF_NO_FILE: &[(&str, &str)] = &[
    ("TooLarge", "by its length, nothing of it is read"),
    ("Sealed", "a reader without any identity; a centre has one"),
    ("Empty", "while a file is made"),
    ("TooManyBundles", "while a file is made"),
    ("NotNext", "while a file is made"),
    ("Sealing", "while a file is made"),
    ("Signing", "while a file is made"),
];

/// Which fault it is, without its values; of those that hold another, which one that is where it matters to people.
fn kind(fault: &BundleFault) -> String {
    let name = |debug: String| debug.split(|sign: char| !sign.is_alphanumeric()).next().unwrap().to_owned();
    match fault {
        BundleFault::Parcel(inner) => format!("Parcel({}", name(format!("{inner:?}"))),
        BundleFault::Unseal(SealFault::Damaged) => "Unseal(Damaged".to_owned(),
        BundleFault::Record { fault: tramso::record::RecordFault::Version(_), .. } => "Record(Version".to_owned(),
        fault => name(format!("{fault:?}")),
    }
}

fn codes() -> BTreeMap<String, (String, &'static str)> {
    let mut codes = BTreeMap::new();
    for entry in fs::read_dir(fixtures(broken::FOLDER)).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        let fault = broken::taken(&name, &fs::read(&path).unwrap()).unwrap_err();
        codes.insert(name, (kind(&fault), IngestRefusal::Fault(fault).code()));
    }
    codes
}

#[test]
fn every_fault_has_a_code_of_its_own() {
    let mut kinds: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    let mut code_of: BTreeMap<String, &str> = BTreeMap::new();
    let all = codes();
    assert!(all.len() > 100);
    for (name, (kind, code)) in &all {
        kinds.entry(code).or_default().insert(kind.clone());
        assert_eq!(*code_of.entry(kind.clone()).or_insert(code), *code, "{name}: one fault, two codes");
    }
    for (code, kinds) in &kinds {
        if kinds.len() > 1 {
            let shared = SHARED.iter().find(|(shared, ..)| shared == code);
            let allowed: Vec<&str> = shared.map(|(_, kinds, _)| kinds.to_vec()).unwrap_or_default();
            assert!(kinds.iter().all(|kind| allowed.contains(&kind.as_str())), "{code}: {kinds:?}");
        }
    }
    for (code, shared, why) in SHARED {
        let found = kinds.get(code).map(BTreeSet::len);
        assert_eq!(found, Some(shared.len()), "{code} is shared no longer ({why})");
    }
    // The control: these would be distinguished by their codes wherever they come from.
    assert_ne!(
        IngestRefusal::Fault(BundleFault::Parcel(ParcelFault::Cut)).code(),
        IngestRefusal::Fault(BundleFault::Parcel(ParcelFault::TooMany { most: 3 })).code()
    );
}

/// Each fault that the program knows is in the folder, so that its code was looked at.
#[test]
fn every_fault_that_a_file_can_have_is_in_the_folder() {
    let seen: BTreeSet<String> =
        codes().into_values().map(|(kind, _)| kind.split('(').next().unwrap().to_owned()).collect();
    let source = include_str!("../../../src/bundle/fault.rs");
    let variants: Vec<&str> = source
        .lines()
        .filter_map(|line| line.strip_prefix("    ").filter(|rest| rest.starts_with(char::is_uppercase)))
        .map(|rest| rest.split(|sign: char| !sign.is_alphanumeric()).next().unwrap())
        .collect();
    assert!(variants.len() > 30 && variants.contains(&"OtherPayload"));
    for variant in variants {
        let is_excused = OF_NO_FILE.iter().any(|(kind, _)| *kind == variant);
        assert_ne!(seen.contains(variant), is_excused, "{variant}");
    }
}
