//! Files that are each wrong in one way, named after it, and the one place where each is reported.

use super::{Folder, fixtures};
use std::{collections::BTreeSet, fs};
use tramso::content::{Source, units};

/// File of fixtures/broken-content -> where its faults are reported: file (its own where empty), rule, line.
type Expected = (&'static str, &'static [(&'static str, &'static str, u32)]);

/// A `question-` or `lesson-` file is added to the good campaign; the others replace one of its files.
const STANDS_FOR: [(&str, &str); 9] = [
    ("question", "questions/9.toml"),
    ("bank", "questions/1.toml"),
    ("lesson", "lessons/9.md"),
    ("course", "lessons/1-1.md"),
    ("contest", "contest.toml"),
    ("wording", "wording.toml"),
    ("skills", "skills.toml"),
    ("facts", "facts/1.toml"),
    ("units", ""),
];

#[test]
fn each_broken_file_is_told_of_at_its_line() {
    let mut surprises = Vec::new();
    for (name, expected) in BROKEN {
        let bytes = fs::read(fixtures().join("broken-content").join(name)).unwrap();
        let place = STANDS_FOR.iter().find(|(kind, _)| name.starts_with(kind)).unwrap().1;
        let faults = match place {
            "" => units(Source { path: name, bytes: &bytes }).unwrap_err(),
            _ => Folder::good().with(place, bytes).faults(),
        };
        let own = if place.is_empty() { name } else { place };
        let told: Vec<_> = faults.iter().map(|fault| (fault.file.as_str(), fault.rule, fault.line)).collect();
        let wanted: Vec<_> = expected
            .iter()
            .map(|(file, rule, line)| (if file.is_empty() { own } else { file }, *rule, *line))
            .collect();
        if told != wanted {
            surprises.push(format!("{name}\n  wanted {wanted:?}\n  told   {told:?}\n  {faults:?}"));
        }
    }
    assert!(surprises.is_empty(), "\n{}", surprises.join("\n"));
}

#[test]
fn the_table_names_every_broken_file() {
    let entries = fs::read_dir(fixtures().join("broken-content")).unwrap();
    let on_disk: BTreeSet<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    let named: BTreeSet<String> = BROKEN.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(on_disk, named);
}

/// The control: the campaign that the broken files are put into has no fault by itself.
#[test]
fn the_good_campaign_has_no_fault() {
    let reading = Folder::good().lint().unwrap();
    assert_eq!(reading.warnings, []);
    assert_eq!((reading.pack.lessons.len(), reading.pack.bank.len()), (4, 8));
}

#[rustfmt::skip] // a row a file
const BROKEN: &[Expected] = &[
    ("question-not-closed.toml", &[("", "F01", 16)]),
    ("question-key-twice.toml", &[("", "F01", 18)]),
    ("question-without-why.toml", &[("", "F02", 3)]),
    ("question-without-wrong.toml", &[("", "F02", 3)]),
    ("question-unknown-key.toml", &[("", "F03", 18)]),
    ("question-unknown-table.toml", &[("", "F03", 19)]),
    ("question-level-as-text.toml", &[("", "F04", 5)]),
    ("question-level-four.toml", &[("", "F04", 5)]),
    ("question-checked-as-text.toml", &[("", "F04", 17)]),
    ("question-checked-with-time.toml", &[("", "F04", 17)]),
    ("question-id-with-space.toml", &[("", "F04", 4)]),
    ("question-not-utf8.toml", &[("", "F08", 16)]),
    ("question-right-empty.toml", &[("", "I01", 9)]),
    ("question-two-wrong.toml", &[("", "I02", 10)]),
    ("question-four-wrong.toml", &[("", "I02", 10)]),
    ("question-same-options.toml", &[("", "I03", 13)]),
    ("question-all-of-the-above.toml", &[("", "I05", 13)]),
    ("question-all-right.toml", &[("", "I14", 8), ("", "I05", 13)]),
    ("question-none-of-the-above.toml", &[("", "I14", 8), ("", "I06", 13)]),
    ("question-letters-in-option.toml", &[("", "I14", 8), ("", "I07", 13)]),
    ("question-letter-first.toml", &[("", "I14", 8), ("", "I07", 13)]),
    ("question-letters-in-stem.toml", &[("", "I07", 8)]),
    ("question-quietly-negative.toml", &[("", "I08", 8)]),
    ("question-negative-not-marked.toml", &[("", "I08", 8)]),
    ("question-marked-not-negative.toml", &[("", "B08", 3), ("", "I08", 8)]),
    ("question-stem-without-mark.toml", &[("", "I09", 8)]),
    ("question-stem-short.toml", &[("", "I09", 8)]),
    ("question-stem-long.toml", &[("", "I09", 8)]),
    ("question-situation-long.toml", &[("", "I09", 8)]),
    ("question-stem-of-three-sentences.toml", &[("", "I09", 8)]),
    ("question-option-long.toml", &[("", "I11", 8), ("", "I11", 8), ("", "I14", 8), ("", "I10", 9), ("", "I10", 13)]),
    ("question-decomposed.toml", &[("", "I19", 16), ("", "B09", 16)]),
    ("question-invisible-sign.toml", &[("", "I19", 16), ("", "B09", 16)]),
    ("question-emoji.toml", &[("", "I19", 16), ("", "B09", 16)]),
    ("question-two-spaces.toml", &[("", "I19", 16), ("", "B09", 16)]),
    ("question-new-tone-style.toml", &[("", "I19", 15), ("", "I19", 15)]),
    ("question-source-empty.toml", &[("", "I20", 16)]),
    ("question-expires.toml", &[("", "I20", 18), ("", "I27", 18)]),
    ("question-unknown-lesson.toml", &[("", "I21", 7)]),
    ("question-id-twice.toml", &[("", "I21", 4)]),
    ("question-stem-empty.toml", &[("", "I21", 8)]),
    ("question-why-of-three-sentences.toml", &[("", "I22", 15)]),
    ("question-why-long.toml", &[("", "I22", 15)]),
    ("question-phone.toml", &[("", "I23", 15)]),
    ("question-personal-number.toml", &[("", "I23", 8)]),
    ("question-foreign-address.toml", &[("", "I23", 15)]),
    ("question-fact-of-another-lesson.toml", &[("", "B10", 6)]),
    ("question-absolute-word.toml", &[("", "I12", 8)]),
    ("question-asks-twice.toml", &[("", "I17", 8)]),
    ("question-clang.toml", &[("questions/1.toml", "B13", 1), ("", "I13", 8)]),
    ("question-dated-word.toml", &[("", "I24", 8)]),
    ("question-gives-away-another.toml", &[("", "B05", 8)]),
    ("question-nearly-anothers-stem.toml", &[("", "B06", 8)]),
    ("question-numbers-out-of-order.toml", &[("", "I15", 8)]),
    ("question-opinion.toml", &[("", "I18", 8)]),
    ("question-option-in-another.toml", &[("", "I04", 13)]),
    ("question-options-nearly-alike.toml", &[("", "I04", 13)]),
    ("question-options-of-unlike-length.toml", &[("", "I11", 8)]),
    ("question-options-with-and-without-capital.toml", &[("", "I14", 8)]),
    ("question-options-with-and-without-stop.toml", &[("", "I14", 8)]),
    ("question-right-option-longer.toml", &[("questions/1.toml", "B03", 1), ("", "I11", 8)]),
    ("question-strange-word.toml", &[("", "I16", 12)]),
    ("question-two-ideas.toml", &[("", "I17", 8)]),
    ("bank-too-small.toml", &[("contest.toml", "B01", 25)]),
    ("bank-all-enemies.toml", &[("contest.toml", "B01", 25)]),
    ("bank-longest-is-right.toml", &[("", "B03", 1), ("", "I11", 8), ("", "I11", 24), ("", "I11", 40), ("", "I11", 56)]),
    ("bank-shortest-is-right.toml", &[("", "B04", 1)]),
    ("bank-fact-five-times.toml", &[("", "B12", 70)]),
    ("bank-like-the-others.toml", &[("", "B14", 1)]),
    ("bank-of-yes-and-no.toml", &[("", "B04", 1), ("", "B08", 3)]),
    ("bank-stem-words.toml", &[("", "B13", 1)]),
    ("bank-unlike-the-others.toml", &[("", "B04", 1), ("", "B14", 1)]),
    ("lesson-line-before-pages.md", &[("", "F01", 6)]),
    ("lesson-second-title.md", &[("", "F01", 14)]),
    ("lesson-page-after-check.md", &[("", "F01", 29)]),
    ("lesson-step-skipped.md", &[("", "F01", 12)]),
    ("lesson-without-facts.md", &[("", "F02", 1)]),
    ("lesson-without-title.md", &[("", "F02", 1)]),
    ("lesson-unknown-key.md", &[("", "F03", 5)]),
    ("lesson-required-maybe.md", &[("", "F04", 4)]),
    ("lesson-bad-id.md", &[("", "F04", 2)]),
    ("lesson-facts-with-commas.md", &[("", "F04", 5)]),
    ("lesson-sentence-of-31.md", &[("", "L01", 19)]),
    ("lesson-sentence-of-21.md", &[("", "L01", 19)]),
    ("lesson-four-sentences.md", &[("", "L01", 19)]),
    ("lesson-page-too-long.md", &[("", "L02", 14)]),
    ("lesson-page-empty.md", &[("", "L02", 14)]),
    ("lesson-title-wide.md", &[("", "L02", 14)]),
    ("lesson-eight-steps.md", &[("", "L05", 11)]),
    ("lesson-nothing-to-remember.md", &[("", "L07", 18)]),
    ("lesson-one-line-to-remember.md", &[("", "L07", 18)]),
    ("lesson-bold.md", &[("", "L08", 15)]),
    ("lesson-check-of-one-option.md", &[("", "L15", 24)]),
    ("lesson-check-same-options.md", &[("", "L15", 24)]),
    ("lesson-check-two-right.md", &[("", "L15", 24)]),
    ("lesson-check-without-why.md", &[("", "L15", 24)]),
    ("lesson-id-twice.md", &[("", "L16", 2)]),
    ("lesson-topic-of-another.md", &[("", "L16", 3)]),
    ("lesson-unknown-topic.md", &[("", "L16", 3)]),
    ("lesson-unknown-skill.md", &[("", "L17", 5)]),
    ("lesson-skill-of-another-topic.md", &[("", "L17", 5)]),
    ("lesson-tone-style.md", &[("", "I19", 11)]),
    ("lesson-phone.md", &[("", "I23", 15)]),
    ("lesson-acronym.md", &[("", "L04", 15)]),
    ("lesson-dated-word.md", &[("", "I24", 15)]),
    ("lesson-new-term.md", &[("", "L04", 15)]),
    ("lesson-points-at-a-picture.md", &[("", "L10", 15)]),
    ("lesson-two-addresses.md", &[("", "L03", 17)]),
    ("course-two-pages.md", &[("", "L12", 17)]),
    ("course-without-check.md", &[("", "L13", 18)]),
    ("course-one-required-lesson.md", &[("contest.toml", "L11", 1)]),
    ("course-too-long.md", &[("", "L14", 1), ("", "L09", 1)]),
    ("course-long-topic.md", &[("", "L14", 1), ("", "L09", 1)]),
    ("contest-not-closed.toml", &[("", "F01", 2)]),
    ("contest-without-title.toml", &[("", "F02", 1)]),
    ("contest-unknown-rule.toml", &[("", "F03", 28)]),
    ("contest-id-with-capitals.toml", &[("", "F04", 2)]),
    ("contest-day-as-text.toml", &[("", "F04", 5)]),
    ("contest-hotline-with-words.toml", &[("", "F04", 7)]),
    ("contest-attempts-none.toml", &[("", "F04", 28)]),
    ("contest-platform-unknown.toml", &[("", "F04", 31)]),
    ("contest-unit-code-short.toml", &[("", "F04", 36)]),
    ("contest-closes-first.toml", &[("", "C01", 6)]),
    ("contest-topic-numbers.toml", &[("", "C02", 18)]),
    ("contest-blueprint-unknown-topic.toml", &[("", "B01", 24), ("", "C03", 26)]),
    ("contest-blueprint-lacks-a-topic.toml", &[("", "C03", 24)]),
    ("contest-link-without-https.toml", &[("", "C04", 32)]),
    ("contest-link-to-elsewhere.toml", &[("", "C04", 32)]),
    ("contest-link-with-a-user.toml", &[("", "C04", 32)]),
    ("contest-link-too-long.toml", &[("", "C04", 32)]),
    ("contest-check-url-too-long.toml", &[("", "C04", 9)]),
    ("contest-help-link-to-elsewhere.toml", &[("", "C04", 36)]),
    ("contest-help-title-too-long.toml", &[("", "C04", 35)]),
    ("contest-help-links-too-many.toml", &[("", "C04", 46)]),
    ("contest-certificate-of-many-faults.toml", &[("", "C09", 43), ("", "C09", 44), ("", "F04", 45), ("", "C09", 49), ("", "C09", 54)]),
    ("contest-link-not-official.toml", &[("", "C05", 32)]),
    ("contest-pass-mark-too-high.toml", &[("", "C06", 22)]),
    ("contest-message-bounds.toml", &[("", "C06", 22)]),
    ("contest-paper-ranks-without-paper.toml", &[("", "C06", 22)]),
    ("contest-unknown-unit.toml", &[("", "C07", 36)]),
    ("contest-village-not-listed.toml", &[("", "C07", 37)]),
    ("contest-asks-for-reviews.toml", &[("questions/1.toml", "I25", 3), ("questions/1.toml", "I25", 19), ("questions/1.toml", "I25", 35), ("questions/1.toml", "I25", 51), ("questions/2.toml", "I25", 3), ("questions/2.toml", "I25", 19), ("questions/2.toml", "I25", 35), ("questions/2.toml", "I25", 51)]),
    ("contest-reviews-none.toml", &[("", "F04", 28)]),
    ("wording-too-few.toml", &[("", "C08", 1)]),
    ("wording-too-short.toml", &[("", "C08", 7)]),
    ("wording-without-ready.toml", &[("", "F02", 1)]),
    ("skills-unknown-key.toml", &[("", "F03", 5)]),
    ("skills-id-twice.toml", &[("", "L17", 8)]),
    ("question-unknown-fact.toml", &[("", "B10", 6), ("", "B09", 6)]),
    ("question-unknown-source.toml", &[("", "B09", 16)]),
    ("question-source-of-a-skill.toml", &[("", "B09", 16)]),
    ("lesson-unknown-fact.md", &[("", "L17", 5)]),
    ("facts-unknown-key.toml", &[("", "F03", 33)]),
    ("facts-status-unknown.toml", &[("", "F04", 10)]),
    ("facts-seen-as-text.toml", &[("", "F04", 4)]),
    ("facts-without-source.toml", &[("", "F02", 6)]),
    ("facts-not-closed.toml", &[("", "F01", 3)]),
    ("facts-id-twice.toml", &[("", "D01", 35)]),
    ("facts-id-of-a-skill.toml", &[("", "D01", 35)]),
    ("facts-source-twice.toml", &[("", "D02", 35)]),
    ("facts-unknown-source.toml", &[("", "D02", 9)]),
    ("facts-untaught.toml", &[("", "D03", 35)]),
    ("facts-from-memory.toml", &[("questions/1.toml", "B09", 6), ("questions/1.toml", "B09", 22)]),
    ("facts-fleeting.toml", &[("questions/1.toml", "B09", 6), ("questions/1.toml", "B09", 22)]),
    ("facts-without-until.toml", &[("questions/1.toml", "I20", 3), ("questions/1.toml", "I20", 19)]),
    ("units-without-head.csv", &[("", "U01", 2)]),
    ("units-unknown-kind.csv", &[("", "U01", 2)]),
    ("units-short-row.csv", &[("", "U01", 2)]),
    ("units-bad-population.csv", &[("", "U01", 2)]),
    ("units-code-twice.csv", &[("", "U02", 3)]),
    ("units-new-tone-style.csv", &[("", "I19", 2)]),
];
