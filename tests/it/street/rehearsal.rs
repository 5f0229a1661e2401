//! The handbook's rehearsal (docs/so-tay-trung-tam/dien-tap.md), done as somebody does it who reads the page: each command as it is there, in the
//! page's order, and what the page shows below a command is what the programs print, but for figures, days and hours.

use crate::central::office::Server;
use std::{
    fs,
    io::{BufRead, BufReader},
    path::Path,
    process::{Command, Stdio},
};
use tempfile::TempDir;

const PAGE: &str = "docs/so-tay-trung-tam/dien-tap.md";
const ADDRESS: &str = "127.0.0.1:8080";
/// A backup on the page: its folder is named by the hour.
const BACKUP: &str = "USB/sao-luu-demo-";

/// What the page has, in its order.
enum Step {
    Command(String),
    Shown(Vec<String>),
}

fn read() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(PAGE)).unwrap()
}

fn steps(page: &str) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut block: Option<(String, Vec<String>)> = None;
    for line in page.lines() {
        match (line.trim_start().strip_prefix("```"), &mut block) {
            (Some(kind), None) => block = Some((kind.to_owned(), Vec::new())),
            (Some(_), Some((kind, lines))) => {
                match kind.as_str() {
                    "sh" => steps.extend(lines.drain(..).map(Step::Command)),
                    "text" => steps.push(Step::Shown(std::mem::take(lines))),
                    other => panic!("a block of {other}"),
                }
                block = None;
            }
            (None, Some((_, lines))) => lines.push(line.trim().to_owned()),
            (None, None) => (),
        }
    }
    steps
}

/// Words as a shell has them.
fn words(line: &str) -> Vec<String> {
    let quoted = line.split('"').enumerate();
    quoted
        .flat_map(|(at, part)| {
            if at % 2 == 1 { vec![part.to_owned()] } else { part.split_whitespace().map(str::to_owned).collect() }
        })
        .collect()
}

/// A line without its figures: days, hours and counts are others each time.
fn shape(line: &str) -> String {
    let mut shape = String::new();
    for sign in line.trim().chars().map(|sign| if sign.is_ascii_digit() { '0' } else { sign }) {
        if sign != '0' || !shape.ends_with('0') {
            shape.push(sign);
        }
    }
    shape
}

struct Desk {
    dir: TempDir,
    server: Option<Server>,
    printed: String,
    /// Commands that this machine cannot do: the failover needs a cluster, which `.ci/drill` has.
    elsewhere: Vec<String>,
}

impl Desk {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("mk"), "một câu đủ dài để tập dượt\n").unwrap();
        Self { dir, server: None, printed: String::new(), elsewhere: Vec::new() }
    }

    fn does(&mut self, line: &str) {
        let words = words(line);
        let rest: Vec<&str> = words.iter().skip(1).map(String::as_str).collect();
        match (words[0].as_str(), rest.as_slice()) {
            ("mkdir", [folder]) => fs::create_dir(self.dir.path().join(folder)).unwrap(),
            ("mv", [from, to]) => {
                // The page has the server stopped before.
                self.server = None;
                fs::rename(self.dir.path().join(from), self.dir.path().join(to)).unwrap();
            }
            ("tramso-central", ["serve", rest @ ..]) => self.serves(rest),
            ("tramso-central", rest) => self.runs(env!("CARGO_BIN_EXE_tramso-central"), rest),
            ("tramso", rest) => self.runs(env!("CARGO_BIN_EXE_tramso"), rest),
            _ => self.elsewhere.push(line.to_owned()),
        }
    }

    fn command(&self, program: &str, words: &[&str]) -> Command {
        let backup = fs::read_dir(self.dir.path().join("USB")).into_iter().flatten().next();
        let backup = backup.map(|entry| format!("USB/{}", entry.unwrap().file_name().to_str().unwrap()));
        let here = |word: &&str| match (word.split_once(ADDRESS), &self.server) {
            (Some((scheme, "")), Some(server)) if !scheme.is_empty() => format!("{scheme}{}", server.address),
            _ if word.starts_with(BACKUP) => backup.clone().expect("a backup was made"),
            _ => (*word).to_owned(),
        };
        let mut command = Command::new(program);
        command.args(words.iter().map(here)).args(["--passphrase-file", "mk"]).current_dir(self.dir.path());
        command.env_remove("CREDENTIALS_DIRECTORY").env_remove("TRAMSO_DATABASE").env("LANG", "vi_VN.UTF-8");
        command.stdin(Stdio::null());
        command
    }

    fn runs(&mut self, program: &str, words: &[&str]) {
        let output = self.command(program, words).output().unwrap();
        self.printed = [output.stdout, output.stderr].map(|text| String::from_utf8(text).unwrap()).concat();
        assert!(output.status.success(), "{words:?}: {}", self.printed);
    }

    /// At a free port, wherever the page has it.
    fn serves(&mut self, words: &[&str]) {
        assert!(words.contains(&ADDRESS), "{words:?}");
        let words: Vec<&str> = words.iter().map(|word| if *word == ADDRESS { "127.0.0.1:0" } else { word }).collect();
        let words = [&["serve"], words.as_slice(), &["--json"]].concat();
        let mut command = self.command(env!("CARGO_BIN_EXE_tramso-central"), &words);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let shape: serde_json::Value = serde_json::from_str(&line).unwrap_or_else(|_| panic!("{words:?}: {line}"));
        let address = shape["url"].as_str().unwrap().split_once("://").unwrap().1.to_owned();
        self.server = Some(Server { child, address });
    }

    /// Everything that the last command has printed is on the page, line by line.
    fn has_shown(&self, lines: &[String]) {
        let shapes = |lines: &mut dyn Iterator<Item = &str>| -> Vec<String> {
            lines.map(shape).filter(|line| !line.is_empty()).collect()
        };
        let (page, here) = (shapes(&mut lines.iter().map(String::as_str)), shapes(&mut self.printed.lines()));
        assert_eq!(page, here, "the page shows something else than is printed:\n{}", self.printed);
    }
}

#[test]
fn the_handbooks_rehearsal_is_done_line_by_line_and_shows_what_is_printed() {
    let mut desk = Desk::new();
    let (mut commands, mut shown) = (0, 0);
    for step in steps(&read()) {
        match step {
            Step::Command(line) => {
                desk.does(&line);
                commands += 1;
            }
            // Below a command of elsewhere the page has what that printed.
            Step::Shown(lines) if desk.elsewhere.is_empty() => {
                desk.has_shown(&lines);
                shown += 1;
            }
            Step::Shown(_) => (),
        }
    }
    assert!(commands > 12 && shown > 6, "{commands} commands, {shown} answers");
    let drill = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(".ci/drill")).unwrap();
    for line in &desk.elsewhere {
        let program = line.split_whitespace().next().unwrap();
        assert!(drill.contains(program), "{line} is done by nobody");
    }
}

#[test]
fn control_a_page_that_shows_something_else_is_found() {
    let mut desk = Desk::new();
    desk.printed = "Đã sao lưu vào USB: 3 gói.\n".to_owned();
    desk.has_shown(&["Đã sao lưu vào USB: 12 gói.".to_owned()]);
    let other = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        desk.has_shown(&["Đã sao lưu vào ổ khác: 3 gói.".to_owned()]);
    }));
    assert!(other.is_err());
}
