//! Rules for what papers ask (docs/decisions/037-what-a-paper-asks.md), each broken in the built-in campaign, which has no fault.

use super::Folder;
use std::path::Path;
use tramso::content::{Fault, Severity};

fn campaign() -> Folder {
    Folder::open(&Path::new(env!("CARGO_MANIFEST_DIR")).join("question_banks/cong-dan-so"))
}

fn text(folder: &Folder, path: &str) -> String {
    let (_, bytes) = folder.0.iter().find(|(known, _)| known == path).unwrap();
    String::from_utf8(bytes.clone()).unwrap()
}

/// Rules that the campaign breaks once a file's text was changed.
fn broken(path: &str, change: impl Fn(&str) -> String) -> Vec<&'static str> {
    let folder = campaign();
    let changed = change(&text(&folder, path));
    assert_ne!(changed, text(&folder, path), "the change changes something");
    let mut rules: Vec<&str> = errors(&folder.with(path, changed)).iter().map(|fault| fault.rule).collect();
    rules.dedup();
    rules
}

fn errors(folder: &Folder) -> Vec<Fault> {
    folder.faults().into_iter().filter(|fault| fault.severity == Severity::Error).collect()
}

/// The pool's file without the questions that `is_gone`.
fn without(pool: &str, is_gone: impl Fn(&str) -> bool) -> String {
    let mut parts = pool.split("[[question]]");
    let head = parts.next().unwrap().to_owned();
    parts.filter(|part| !is_gone(part)).fold(head, |text, part| text + "[[question]]" + part)
}

#[test]
fn the_campaign_itself_breaks_no_rule() {
    assert_eq!(errors(&campaign()), []);
}

#[test]
fn a_pool_has_so_many_questions_and_facts_of_each_level() {
    let hard_gone = |pool: &str| without(pool, |part| part.contains("level = 3"));
    assert_eq!(broken("questions/1-de-thi.toml", hard_gone), ["B01", "B16", "B17"]);
    let all_of_one_fact = |pool: &str| {
        let lines = pool.lines().map(|line| if line.starts_with("fact = ") { "fact = \"K103\"" } else { line });
        lines.filter(|line| !line.starts_with("group = ")).collect::<Vec<_>>().join("\n")
    };
    let rules = broken("questions/1-de-thi.toml", all_of_one_fact);
    assert!(rules.contains(&"B17") && rules.contains(&"B12"), "{rules:?}");
}

#[test]
fn two_questions_on_one_fact_cannot_meet_on_a_paper() {
    let one_apart = |pool: &str| {
        let at = pool.find("group = ").unwrap();
        let end = at + pool[at..].find('\n').unwrap();
        format!("{}group = \"le-loi\"{}", &pool[..at], &pool[end..])
    };
    assert_eq!(broken("questions/2-de-thi.toml", one_apart), ["B18"]);
}

#[test]
fn pages_and_checks_of_the_required_path_are_short() {
    let lesson = "lessons/1-1-lam-quen-dien-thoai.md";
    let long = |words: usize| "máy ".repeat(words).trim_end().to_owned();
    let longer_page =
        |text: &str| text.replacen("Màn hình đen là máy đang ngủ.", &format!("Màn hình đen. {}.", long(28)), 1);
    assert!(broken(lesson, longer_page).contains(&"L18"));
    let more_pages = |text: &str| text.replacen("## ", &format!("## Trang\n{}.\n\n## ", long(10)), 1);
    let many = (0..2).fold(text(&campaign(), lesson), |text, _| more_pages(&text));
    assert!(broken(lesson, |_| many.clone()).contains(&"L12"));
    let longer_check = |text: &str| text.replace("= ", &format!("= {0}. {0}. ", long(30)));
    assert_eq!(broken(lesson, longer_check), ["L14"]);
}

#[test]
fn a_thing_has_one_name() {
    let found = broken("lessons/3-2-gap-ke-gian.md", |text| text.replacen("kẻ gian", "kẻ lừa đảo", 1));
    assert_eq!(found, ["I26"]);
    let store = |text: &str| text.replacen("terms = [\"App Store\", ", "terms = [", 1);
    assert_eq!(broken("wording.toml", store), ["I26"], "the control: a name of two words is a term");
}
