//! Foreign words on their way through the real programs: nothing that a terminal obeys leaves them raw, whatever a file is named or
//! contains, in text and in JSON.

use std::{
    ffi::OsString,
    fs,
    os::unix::ffi::OsStringExt,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};
use tramso::{
    crypto::parcel::{self, Member},
    domain::is_forbidden_char,
};

const STATION: &str = env!("CARGO_BIN_EXE_tramso");
const CENTRE: &str = env!("CARGO_BIN_EXE_tramso-central");
const STUDIO: &str = env!("CARGO_BIN_EXE_tramso-studio");

/// What a program prints on both of its outputs, started where nobody types.
fn printed(program: &str, words: &[&Path], home: &Path) -> String {
    let mut command = Command::new(program);
    command.args(words).stdin(Stdio::null()).current_dir(home).env("HOME", home).env("TRAMSO_DIR", home.join("tram"));
    let done = command.output().unwrap();
    let all = [done.stdout, done.stderr].concat();
    // Bytes that are no text are as bad as control characters: a terminal of eight bits obeys some of them.
    String::from_utf8(all).unwrap_or_else(|fault| panic!("{program} {words:?} prints bytes that are no text: {fault}"))
}

/// The first line that holds what a terminal obeys or nobody sees.
fn raw(text: &str) -> Option<&str> {
    text.lines().find(|line| line.chars().any(is_forbidden_char))
}

/// Names of files that attack a terminal, each with the ending that a command may look for.
fn names() -> Vec<OsString> {
    let mut names: Vec<OsString> =
        ["\u{1b}[31mdo", "\u{9b}2Ja", "\u{202e}gnp.a", "a\u{200b}b", "hai\ndong", "\u{1b}]0;x\u{7}"]
            .iter()
            .flat_map(|name| {
                ["", ".tsr", ".tsb", ".tsp", ".tsg", ".csv", ".xlsx"].map(|end| format!("{name}{end}").into())
            })
            .collect();
    names.push(OsString::from_vec(b"\x9b31m\xff.tsr".to_vec()));
    names
}

/// Every command that names a file or a folder.
const COMMANDS: &[(&str, &str)] = &[
    (STATION, "verify F"),
    (STATION, "verify F --json"),
    (STATION, "receive F"),
    (STATION, "receive F --json"),
    (STATION, "export F"),
    (STATION, "backup F"),
    (STATION, "restore F --dir moi"),
    (STATION, "enrol accept F"),
    (STATION, "enrol request --out F"),
    (STATION, "certificate X-1 --out F"),
    (STATION, "status --dir F"),
    (STATION, "status --passphrase-file F"),
    (STATION, "status --content F"),
    (STATION, "F"),
    (STATION, "status --F"),
    (CENTRE, "ingest F"),
    (CENTRE, "ingest F --json"),
    (CENTRE, "pack add F"),
    (CENTRE, "enrol approve F --out F"),
    (CENTRE, "serve --dir F"),
    (CENTRE, "cases --keys F"),
    (CENTRE, "F"),
    (CENTRE, "certificate verify F F"),
    (STUDIO, "lint F"),
    (STUDIO, "lint F --format json"),
    (STUDIO, "stats F"),
    (STUDIO, "import F --into F"),
    (STUDIO, "import F --out F"),
    (STUDIO, "export F --out F"),
    (STUDIO, "pack show F"),
    (STUDIO, "pack show F --format json"),
    (STUDIO, "pack verify F"),
    (STUDIO, "pack build F --out F"),
    (STUDIO, "links scan F"),
    (STUDIO, "preview F"),
    (STUDIO, "draw F"),
    (STUDIO, "units list --search F"),
    (STUDIO, "units import F"),
    (STUDIO, "root show F"),
    (STUDIO, "new F"),
    (STUDIO, "F"),
];

#[test]
fn no_command_prints_a_files_name_raw() {
    let home = tempfile::tempdir().unwrap();
    let mut faults = Vec::new();
    for (at, name) in names().into_iter().enumerate() {
        // Nothing there, a file of rubbish, and a folder with such a name inside.
        let there: PathBuf = home.path().join(format!("{at}"));
        fs::create_dir(&there).unwrap();
        let path = there.join(&name);
        match at % 3 {
            0 => (),
            1 => fs::write(&path, b"{\"v\":1,\"\\u001b[31m\":2}").unwrap(),
            _ => {
                fs::create_dir(&path).unwrap();
                fs::write(path.join(&name), b"PK\x03\x04\x1b[31m").unwrap();
            }
        }
        // All commands with some names, and each name with some commands: all pairs would take minutes.
        for (program, words) in
            COMMANDS.iter().enumerate().filter(|(one, _)| at < 3 || (one + at) % 7 == 0).map(|(_, one)| one)
        {
            let words: Vec<PathBuf> = words.split(' ').map(|word| word_of(word, &path)).collect();
            let words: Vec<&Path> = words.iter().map(PathBuf::as_path).collect();
            let text = printed(program, &words, home.path());
            faults.extend(raw(&text).map(|line| format!("{program} {words:?}: {line:?}")));
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

/// `F` is the path; `--F` is an option of that name.
fn word_of(word: &str, path: &Path) -> PathBuf {
    match word {
        "F" => path.to_owned(),
        "--F" => {
            let mut option = OsString::from("--");
            option.push(path.file_name().unwrap());
            option.into()
        }
        word => word.into(),
    }
}

#[test]
fn a_key_of_a_root_that_nobody_signed_reaches_no_terminal() {
    let home = tempfile::tempdir().unwrap();
    let good = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/fixtures/good-packs/good.tsp")).unwrap();
    let members = parcel::read(&good, 99).unwrap();
    let key = r"\u001b]0;x\u0007\u001b[2J\u009b31m\u202e\u200bAAAA";
    for target in ["root-1.json", "pack.json"] {
        let evil: Vec<(String, Vec<u8>)> = members
            .iter()
            .map(|one| {
                let text = String::from_utf8_lossy(one.bytes);
                let is_target = one.name == target;
                let bytes = if is_target {
                    text.replacen('{', &format!("{{\"{key}\":1,"), 1).into_bytes()
                } else {
                    one.bytes.to_vec()
                };
                (one.name.to_owned(), bytes)
            })
            .collect();
        let evil: Vec<Member<'_>> = evil.iter().map(|(name, bytes)| Member { name, bytes }).collect();
        let file = home.path().join("goi.tsp");
        fs::write(&file, parcel::write(&evil).unwrap()).unwrap();
        let commands = [
            (STATION, vec!["verify"], vec![]),
            (STATION, vec!["verify"], vec!["--json"]),
            (STUDIO, vec!["pack", "show"], vec![]),
            (STUDIO, vec!["pack", "show"], vec!["--format", "json"]),
            (STUDIO, vec!["pack", "verify"], vec![]),
        ];
        for (program, before, after) in commands {
            let words: Vec<&Path> =
                before.iter().map(Path::new).chain([file.as_path()]).chain(after.iter().map(Path::new)).collect();
            let text = printed(program, &words, home.path());
            assert!(!text.is_empty() && raw(&text).is_none(), "{program} {words:?}: {text:?}");
            assert!(!text.contains("unknown field") && !text.contains("expected"), "a parser's English: {text}");
        }
    }
}
