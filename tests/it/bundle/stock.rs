//! A bundle comes apart with the programs of the distribution: tar, minisign, age, zstd and jq.

use super::*;
use std::{
    fs,
    path::Path,
    process::{Command, Output, Stdio},
};

/// Runs a program in a folder; the text names what it is, and how to get it.
fn run(dir: &Path, words: &[&str], input: Option<&Path>) -> Output {
    let (program, args) = words.split_first().unwrap();
    let mut command = Command::new(program);
    command.args(args).current_dir(dir);
    if let Some(input) = input {
        command.stdin(Stdio::from(fs::File::open(input).unwrap()));
    }
    command.output().unwrap_or_else(|fault| panic!("{program}: {fault}; apt-get install {program}"))
}

fn out(dir: &Path, words: &[&str]) -> String {
    let ran = run(dir, words, None);
    assert!(ran.status.success(), "{words:?}: {}", String::from_utf8_lossy(&ran.stderr));
    String::from_utf8(ran.stdout).unwrap()
}

#[test]
fn stock_programs_take_a_bundle_apart() {
    let dir = tempfile::tempdir().unwrap();
    let dir = dir.path();
    let mut chain = people(2);
    chain.erase(3);
    let bundle = written(&chain, Caps::default()).remove(0);
    let name = bundle.manifest.file_name();
    fs::write(dir.join(&name), &bundle.bytes).unwrap();
    fs::write(dir.join("centre.age"), CENTRE_IDENTITY).unwrap();

    let members = ["manifest.json", "manifest.json.minisig", "records.jsonl.zst.age"];
    assert_eq!(out(dir, &["tar", "tf", &name]).lines().collect::<Vec<_>>(), members);
    out(dir, &["tar", "xf", &name]);
    let key = station_key().public().text().to_owned();
    let verify = ["minisign", "-V", "-P", &key, "-m", "manifest.json"];
    let verified = out(dir, &verify);
    let of = first_epoch();
    assert!(verified.contains(&format!("tramso-bundle/1 {} {} 1", of.station, of.epoch)), "{verified}");

    let digest = out(dir, &["sha256sum", "records.jsonl.zst.age"]);
    let stated = out(dir, &["jq", "-r", ".payload.sha256", "manifest.json"]);
    assert_eq!(digest.split(' ').next(), Some(stated.trim()));
    out(dir, &["age", "-d", "-i", "centre.age", "-o", "records.jsonl.zst", "records.jsonl.zst.age"]);
    out(dir, &["zstd", "-q", "-d", "--memory=8MB", "records.jsonl.zst"]);
    let plain_len = fs::metadata(dir.join("records.jsonl")).unwrap().len();
    assert_eq!(plain_len, bundle.manifest.payload.plain_len);
    let kinds = out(dir, &["jq", "-r", ".record.body.kind // .kind // \"erased\"", "records.jsonl"]);
    let kinds: Vec<&str> = kinds.lines().collect();
    assert_eq!((kinds[0], kinds[1], kinds[2], kinds[3]), ("records", "consent", "registration", "erased"));
    assert_eq!(kinds.len(), chain.links.len() + 1);

    // The control: another manifest, another key, another identity.
    let manifest = fs::read_to_string(dir.join("manifest.json")).unwrap();
    fs::write(dir.join("manifest.json"), manifest.replace("\"suspect\":false", "\"suspect\":true")).unwrap();
    assert!(!run(dir, &verify, None).status.success());
    fs::write(dir.join("manifest.json"), manifest).unwrap();
    let other = other_key().public().text().to_owned();
    assert!(!run(dir, &["minisign", "-V", "-P", &other, "-m", "manifest.json"], None).status.success());
}

#[test]
fn stock_programs_make_a_bundle_that_opens() {
    let dir = tempfile::tempdir().unwrap();
    let dir = dir.path();
    let lines = raw::joined(&raw::lines(&raw::short()));
    fs::write(dir.join("records.jsonl"), &lines).unwrap();
    let ran = run(dir, &["zstd", "-q", "-3", "-c"], Some(&dir.join("records.jsonl")));
    fs::write(dir.join("records.jsonl.zst"), ran.stdout).unwrap();
    let age =
        ["age", "-r", CENTRE_RECIPIENT, "-r", RECOVERY_RECIPIENT, "-o", "records.jsonl.zst.age", "records.jsonl.zst"];
    out(dir, &age);
    let payload = fs::read(dir.join("records.jsonl.zst.age")).unwrap();
    let parts = raw::with_payload(payload, lines.len());
    fs::write(dir.join("manifest.json"), &parts.manifest).unwrap();
    fs::write(dir.join("manifest.json.minisig"), &parts.signature).unwrap();
    let tar = [
        "tar",
        "--format=ustar",
        "--owner=0",
        "--group=0",
        "--numeric-owner",
        "--mtime=@0",
        "--mode=0644",
        "-b1",
        "-cf",
        "own.tsb",
    ];
    let members = ["manifest.json", "manifest.json.minisig", "records.jsonl.zst.age"];
    out(dir, &[&tar[..], &members[..]].concat());
    let found = opened(&fs::read(dir.join("own.tsb")).unwrap()).unwrap();
    assert_eq!(found.records.len(), 3);
}
