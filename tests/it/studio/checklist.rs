//! Questions on paper for two reviewers, read back as a reviewer sees them.

use super::{campaign, out, studio, told};
use crate::days::day;
use std::{collections::BTreeMap, path::Path, process::Command};
use tramso::{
    content::builtin::{self, DemoDates},
    domain::Question,
};

/// The words of a file, page by page.
fn pages(pdf: &Path) -> Vec<String> {
    let text = Command::new("pdftotext").arg("-layout").arg(pdf).arg("-").output().expect("poppler-utils");
    assert!(text.status.success());
    let text = String::from_utf8(text.stdout).unwrap();
    let pages = text.split('\u{c}').filter(|page| !page.trim().is_empty());
    pages.map(|page| page.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

/// What papers ask about a topic, by id.
fn asked(topic: u8) -> BTreeMap<String, Question> {
    let pack = builtin::pack(DemoDates { opens: day("2026-11-01"), closes: day("2026-11-30") }).unwrap();
    let of_topic = pack.bank.asked().filter(|question| question.topic.number() == topic);
    of_topic.map(|question| (question.id.0.clone(), question.clone())).collect()
}

#[test]
fn every_question_is_on_it_and_the_key_on_a_page_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let (from, pdf) = (folder.path().join("dot-1"), folder.path().join("ra-soat.pdf"));
    std::fs::create_dir(&from).unwrap();
    campaign(&from);
    let (from, to) = (from.to_str().unwrap(), pdf.to_str().unwrap());
    let made = studio(["checklist", from, "--topic", "3", "--out", to]);
    let count = asked(3).len();
    assert!(out(&made).contains(&format!("{count} câu")), "{} {}", out(&made), told(&made));
    let pages = pages(&pdf);
    let (key, questions) = pages.split_last().unwrap();
    assert!(key.contains("Đáp án") && !questions.iter().any(|page| page.contains("Đáp án")));
    assert!(questions.iter().all(|page| page.matches("(họ tên, ngày, chữ ký)").count() == 2), "both sign every page");
    let all = questions.join(" ");
    let mut first = 0;
    for (id, question) in asked(3) {
        let begins = all.find(&format!("{id} · mức")).unwrap_or_else(|| panic!("{id} is not there"));
        let block = &all[begins..];
        let block = &block[..block.find("Người 1 chọn").unwrap()];
        assert!(block.contains(&question.stem), "{id}: {block}");
        let letters = key.split(&format!("{id} ")).nth(1).unwrap();
        let letter = letters.chars().next().unwrap();
        assert!(block.contains(&format!("{letter}. {}", question.options[0])), "{id}: {letter} in {block}");
        first += usize::from(letter == 'A');
    }
    assert!((count / 8..=count / 2).contains(&first), "the right one is the first {first} times of {count}");
    // The same twice, never over another file, and nothing for nothing.
    let once = std::fs::read(&pdf).unwrap();
    assert!(told(&studio(["checklist", from, "--topic", "3", "--out", to])).contains("TS-P70"));
    assert!(studio(["checklist", from, "--topic", "3", "--out", to, "--force"]).status.success());
    assert_eq!(std::fs::read(&pdf).unwrap(), once);
    assert!(told(&studio(["checklist", from, "--topic", "9", "--out", to, "--force"])).contains("TS-C23"));
    // The control: questions of practice are on it where they are asked for.
    let all = studio(["checklist", from, "--topic", "3", "--all", "--out", to, "--force"]);
    let said = out(&all);
    let whole: usize = said.split(" câu").next().and_then(|head| head.rsplit(' ').next()).unwrap().parse().unwrap();
    assert!(whole > 3 * count, "{said}");
}
