//! The programs' help for their command lines is Vietnamese.

use super::{out, studio, told};
use std::process::{Command, Output};

const ENGLISH: [&str; 9] =
    ["Usage", "Commands:", "Options", "OPTIONS", "Arguments", "Print", "error:", "default:", "possible values"];
const OTHERS: [&str; 2] = [env!("CARGO_BIN_EXE_tramso"), env!("CARGO_BIN_EXE_tramso-central")];

fn run(program: &str, arguments: &[&str]) -> Output {
    Command::new(program).args(arguments).output().unwrap()
}

#[track_caller]
fn vietnamese(text: &str) {
    assert!(text.contains("ùng"), "control: {text}");
    for word in ENGLISH {
        assert!(!text.contains(word), "{word} in\n{text}");
    }
}

#[test]
fn help_is_in_vietnamese_down_to_every_command() {
    let studio_pages: [&[&str]; 12] = [
        &[],
        &["lint"],
        &["links", "scan"],
        &["root", "init"],
        &["root", "show"],
        &["pack", "build"],
        &["pack", "verify"],
        &["draw"],
        &["import"],
        &["export"],
        &["stats"],
        &["preview"],
    ];
    for page in studio_pages {
        let help = studio(page.iter().chain(&["--help"]));
        assert!(help.status.success());
        vietnamese(&out(&help));
    }
    for program in OTHERS {
        vietnamese(&out(&run(program, &["--help"])));
    }
    vietnamese(&out(&run(OTHERS[0], &["simulate", "--help"])));
    assert!(out(&studio(["preview", "--help"])).contains("mặc định: 80x24"));
    assert!(out(&studio(["lint", "--help"])).contains("một trong: text, json"));
}

#[test]
fn help_may_be_asked_for_by_its_name() {
    assert_eq!(out(&studio(["help"])), out(&studio(["--help"])));
    assert_eq!(out(&studio(["help", "pack", "build"])), out(&studio(["pack", "build", "--help"])));
    assert!(out(&studio(["--version"])).starts_with("tramso-studio "));
}

#[test]
fn what_is_typed_wrongly_is_said_in_vietnamese() {
    let cases: [(&[&str], &str); 8] = [
        (&["lnit"], "không có lệnh «lnit»; gần giống: «lint»"),
        (&["lint"], "còn thiếu <"),
        (&["lint", ".", "--fomrat", "json"], "không có mục «--fomrat» ở lệnh này; gần giống: «--format»"),
        (&["lint", ".", "--format", "xml"], "không nhận giá trị «xml»; hãy ghi một trong: text, json"),
        (&["lint", ".", "--format"], "cần một giá trị"),
        (&["preview", ".", "--size", "10x10"], "80x24 … 300x100"),
        (&["pack", "verify", "a", "--demo", "--root", "b"], "không dùng --demo cùng với --root"),
        (&["pack", "build", "--out", "a", "--version", "ba"], "cần một số nguyên"),
    ];
    for (typed, wanted) in cases {
        let refused = studio(typed);
        let text = told(&refused);
        assert_eq!(refused.status.code(), Some(2), "{typed:?}");
        assert!(text.contains(wanted), "{typed:?}: {text}");
        vietnamese(&text);
    }
    for program in OTHERS {
        let refused = run(program, &["--foo"]);
        assert_eq!(refused.status.code(), Some(2));
        vietnamese(&told(&refused));
    }
    let bare = studio(["pack"]);
    assert_eq!(bare.status.code(), Some(2));
    vietnamese(&told(&bare));
}

/// What lint prints where its output goes to a terminal of so many columns.
fn on_a_terminal(cols: u16) -> String {
    use portable_pty::{CommandBuilder, PtySize, native_pty_system};
    use std::io::Read;
    let pair = native_pty_system().openpty(PtySize { rows: 24, cols, pixel_width: 0, pixel_height: 0 }).unwrap();
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("contest.toml"), "id = 3").unwrap();
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_tramso-studio"));
    command.args(["lint", folder.path().to_str().unwrap()]);
    command.env("LANG", "vi_VN.UTF-8");
    let mut child = pair.slave.spawn_command(command).unwrap();
    drop(pair.slave);
    let mut reader = pair.master.try_clone_reader().unwrap();
    let mut bytes = Vec::new();
    // The end of a terminal whose program has gone is reported as an error.
    let _ = reader.read_to_end(&mut bytes);
    child.wait().unwrap();
    String::from_utf8(bytes).unwrap().replace('\r', "")
}

#[test]
fn lines_break_between_words_on_a_terminal_and_nowhere_else() {
    let (narrow, wide) = (on_a_terminal(60), on_a_terminal(4000));
    assert!(narrow.lines().all(|line| line.chars().count() <= 60), "{narrow}");
    assert!(wide.lines().any(|line| line.chars().count() > 60), "control: {wide}");
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(words(&narrow), words(&wide));
}

#[test]
fn a_new_campaign_has_no_errors_and_is_not_written_over() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("dot-1");
    let place = place.to_str().unwrap();
    assert!(studio(["new", place]).status.success());
    let linted = studio(["lint", place]);
    assert!(linted.status.success(), "{}", out(&linted));
    let again = studio(["new", place]);
    assert!(again.status.code() == Some(1) && told(&again).contains("TS-P70"), "control");
}
