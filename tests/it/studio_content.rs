//! `tramso-studio stats`, `preview` and `lint` as writers use them.

use serde_json::Value;
use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};
use tramso::content::{RULES, Severity};

/// The good campaign in a folder of its own.
struct Place(tempfile::TempDir);

impl Place {
    fn new() -> Self {
        let place = Self(tempfile::tempdir().unwrap());
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/fixtures/good-content"), place.0.path());
        place
    }

    fn change(&self, path: &str, from: &str, to: &str) {
        let path = self.0.path().join(path);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from));
        fs::write(path, text.replacen(from, to, 1)).unwrap();
    }

    fn run(&self, command: &str, args: &[&str]) -> Output {
        let program = env!("CARGO_BIN_EXE_tramso-studio");
        Command::new(program).arg(command).arg(self.0.path()).args(args).env("LANG", "vi_VN.UTF-8").output().unwrap()
    }

    fn says(&self, command: &str, args: &[&str]) -> String {
        let out = self.run(command, args);
        assert!(out.status.success(), "{out:?}");
        String::from_utf8(out.stdout).unwrap()
    }

    fn stats(&self) -> Value {
        serde_json::from_str(&self.says("stats", &["--json"])).unwrap()
    }
}

fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap() {
        let path: PathBuf = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            fs::create_dir(&target).unwrap();
            copy(&path, &target);
        } else {
            fs::copy(&path, target).unwrap();
        }
    }
}

#[test]
fn stats_count_what_is_there() {
    let place = Place::new();
    place.change("questions/1.toml", "source = \"S1\"", "until = 2027-06-30\nsituation = true\nsource = \"S1\"");
    let told = place.stats();
    let parts = told["parts"].as_array().unwrap();
    assert_eq!((parts.len(), &parts[2]["topic"]), (3, &Value::Null));
    let whole = &parts[2];
    for (key, count) in [
        ("questions", 8),
        ("situations", 1),
        ("facts", 4),
        ("most_a_fact", 2),
        ("sources", 1),
        ("lessons", 4),
        ("required", 4),
        ("pages", 12),
    ] {
        assert_eq!(whole[key], count, "{key}");
    }
    assert_eq!(whole["levels"], serde_json::json!([8, 0, 0]));
    assert_eq!(whole["expires"], serde_json::json!({ "2027-06": 1 }));
    assert_eq!(whole["guesses"]["longest"], 5.0, "all options are of one length");
    assert_eq!(told["paper"], 2);
    assert_eq!(told["papers_log10"].as_f64().map(|power| (power * 100.0).round()), Some(120.0), "16 papers");
    assert_eq!(told["faults"], 0);
    // The control: a longer right option is seen.
    place.change("questions/1.toml", "right = \"Hỏi con cháu\"", "right = \"Hỏi con cháu đã\"");
    assert_eq!(place.stats()["parts"][0]["guesses"]["longest"], 8.75);
}

#[test]
fn stats_fit_eighty_columns() {
    let text = Place::new().says("stats", &[]);
    assert!(text.contains("Số câu hỏi") && text.contains("Đọc bài bắt buộc (phút)") && !text.contains('⟦'), "{text}");
    let wide: Vec<&str> = text.lines().filter(|line| line.chars().count() > 80).collect();
    let tables: Vec<&&str> = wide.iter().filter(|line| !line.ends_with('.')).collect();
    assert_eq!(tables, [] as [&&str; 0]);
}

#[test]
fn a_lesson_is_previewed_as_the_station_draws_it() {
    let place = Place::new();
    let all = place.says("preview", &["--lesson", "1.1"]);
    for part in
        ["Trang 1 / 3", "Trang 2 / 3", "Trang 3 / 3", "Câu hỏi nhỏ 1 / 1", "1. Mở máy", "Nhớ điều hai", "Nên làm gì?"]
    {
        assert!(all.contains(part), "{part:?} is missing in\n{all}");
    }
    assert!(!all.contains('\u{1b}'), "no colours where nobody looks");
    let one = place.says("preview", &["--lesson", "1.1", "--page", "2", "--size", "100x30"]);
    assert_eq!((one.matches(" / 3").count(), one.lines().count()), (1, 31), "{one}");
    let refused = |args: &[&str], code: &str| {
        let out = place.run("preview", args);
        assert_eq!(out.status.code(), Some(1));
        assert!(String::from_utf8_lossy(&out.stderr).contains(code), "{out:?}");
    };
    refused(&["--lesson", "1.1", "--page", "5"], "TS-L03");
    refused(&["--lesson", "7.7"], "TS-L01");
    refused(&["--question", "Z-1"], "TS-L02");
    assert_eq!(place.run("preview", &["--size", "10x10"]).status.code(), Some(2));
}

#[test]
fn a_question_is_previewed_with_what_stands_behind_it() {
    let place = Place::new();
    let text = place.says("preview", &["--question", "T-100"]);
    for part in [
        "Câu 1 / 2",
        "1. Hỏi con cháu",
        "4. Chia sẻ luôn",
        "Đáp án",
        "A01 Điều lạ thì hỏi người thân.",
        "S1 Sổ tay thử",
        "02/01/2026",
    ] {
        assert!(text.contains(part), "{part:?} is missing in\n{text}");
    }
    let list = place.says("preview", &[]);
    assert!(list.contains("8 câu hỏi") && list.contains("T-203") && list.matches("Trang 1 / 3").count() == 4, "{list}");
}

/// A writer sees a page while other files do not read yet.
#[test]
fn what_can_be_read_is_shown_while_the_rest_has_faults() {
    let place = Place::new();
    place.change("questions/1.toml", "[[question]]", "[[question");
    place.change("contest.toml", "id = ", "id ");
    let out = place.run("preview", &["--lesson", "2.1"]);
    assert!(out.status.success() && String::from_utf8_lossy(&out.stdout).contains("Trang 3 / 3"), "{out:?}");
    assert!(String::from_utf8_lossy(&out.stderr).contains("lint"), "{out:?}");
    assert!(place.says("preview", &["--question", "T-200"]).contains("Hỏi con cháu"));
    assert!(place.stats()["faults"].as_u64().unwrap() >= 2);
    assert_eq!(place.run("lint", &[]).status.code(), Some(1), "control: the folder is really broken");
}

#[test]
fn ids_are_understood_as_they_are_typed() {
    let place = Place::new();
    assert_eq!(place.says("preview", &["--question", "t-100"]), place.says("preview", &["--question", "T-100"]));
    assert_eq!(place.says("preview", &["--lesson", "1-1"]), place.says("preview", &["--lesson", "1.1"]));
}

#[test]
fn lint_says_once_that_reminders_may_stay_and_gives_a_missing_folder_no_line() {
    let place = Place::new();
    fs::remove_dir_all(place.0.path().join("facts")).unwrap();
    fs::remove_dir_all(place.0.path().join("lessons")).unwrap();
    let out = place.run("lint", &[]);
    let text = String::from_utf8(out.stdout).unwrap();
    assert_eq!(text.matches("nội dung vẫn dùng được").count(), 1, "{text}");
    assert!(text.contains("✗ lessons [F06]") && text.contains("▲ facts [D04]"), "{text}");
}

#[test]
fn the_help_of_lint_lists_every_rule() {
    let out = Command::new(env!("CARGO_BIN_EXE_tramso-studio")).args(["lint", "--help"]).output().unwrap();
    let help = String::from_utf8(out.stdout).unwrap();
    for rule in RULES {
        let sign = if rule.severities.contains(&Severity::Error) { '✗' } else { '▲' };
        let listed =
            help.lines().any(|line| line.trim_start().starts_with(sign) && line.contains(&format!(" {} ", rule.id)));
        assert!(listed, "{} is not listed in\n{help}", rule.id);
    }
}
