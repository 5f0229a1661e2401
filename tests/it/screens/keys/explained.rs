//! Keys that are offered and at times do nothing, each with its reason.

use crate::screens::{desk, learning, people};
use tramso::tui::Press::{self, Char, Down, Enter, Esc, Left, Right, Tab, Up};

const DIGITS: &[Press] =
    &[Char('1'), Char('2'), Char('3'), Char('4'), Char('5'), Char('6'), Char('7'), Char('8'), Char('9')];

/// States (their names begin so), keys, and why pressing one changes nothing there.
const EXPLAINED: &[(&str, &[Press], &str)] = &[
    ("pin", &[Enter], "fewer than four digits, or the answer is awaited"),
    ("pin, forgotten, checking", &[Enter], "the passphrase is being looked at"),
    ("pin, to be changed", &[Enter], "an empty passphrase is remarked on"),
    ("hidden, PIN", &[Enter], "fewer than four digits"),
    ("shift, PIN", &[Esc], "nothing is typed yet that could be taken back"),
    ("shift, PIN too short", &[Enter], "the remark is shown already"),
    ("shift, locked", &[Enter], "an empty passphrase opens nothing outside a demo"),
    ("shift, passphrase", &[Enter], "an empty passphrase opens nothing outside a demo"),
    ("shift, nobody", &[Up, Down, Enter], "there is no name to choose"),
    ("shift", &[Up], "the first name is chosen"),
    ("shift", DIGITS, "the footer names nine, and the station has fewer volunteers"),
    ("test-intro, asked", &[Enter], "the seed is awaited"),
    ("quiz", &[Left], "there is no question before the first"),
    ("quiz-saving", &[Enter, Tab, Right, Char('0')], "the answer is not on the disk yet"),
    ("practice, reminded", &[Enter], "the reminder is shown already"),
    ("quiz, reminded", &[Enter], "the reminder is shown already"),
    ("practice, drawing", &[Up, Down], "the questions are awaited, and the list is not shown"),
    ("overview", &[Up, Down], "the paper has one row of questions"),
    ("app, ticked", &[Char('3')], "the same tick again"),
    ("desk", &[Up], "the first line is chosen"),
    ("people", &[Up], "the first field or row is chosen"),
    ("people, found", DIGITS, "the footer names nine, and fewer people were found"),
    ("group-topics", &[Up, Down], "the first or last topic is chosen"),
    ("group, no lessons", &[Down, Enter, Char('4')], "the last topic is chosen, and the remark is shown already"),
    ("group-roll", &[Up, Down], "the first or last name is chosen"),
    ("group-end, roll", &[Up], "the first name is chosen"),
    ("installs-sure", &[Char('1')], "the same install again"),
    ("outbox-address, asked", &[Enter, Esc], "the address is being looked at"),
    ("spoken, several", &[Enter, Tab], "the remark is shown already"),
    ("spoken", &[Tab], "nothing is typed that could be completed"),
    ("settings", &[Up, Down], "the first or last row is chosen"),
    ("print, settings", &[Up, Down], "the first or last row is chosen"),
    ("print, people-", &[Up], "the first row is chosen"),
    ("print, people-", DIGITS, "the footer names nine, and the list is shorter"),
    ("transfer-findings", &[Up], "the first line is shown"),
    ("machine, found", &[Up], "the first line is shown"),
    ("volunteers-asking, missing", &[Enter], "the remark is shown already"),
    ("volunteers-back, different", &[Enter], "the remark is shown already"),
    ("volunteers, nameless", &[Enter], "the remark is shown already"),
    ("volunteers, oneself", &[Char('B'), Char('b')], "the remark is shown already"),
    ("volunteers", &[Up, Down, Char('1'), Char('2')], "that name is chosen"),
    ("who, too short", &[Enter], "the remark is shown already"),
    ("who-differs", &[Enter], "the remark is shown already"),
    ("register", &[Up, Down], "there is no question above the first or below the last"),
    ("panel-number, too short", &[Enter], "the remark is shown already"),
    ("lesson-check", &[Char('1'), Char('2')], "a wrong option that was pressed is not counted twice"),
    ("review", &[Char('1'), Char('2'), Char('4')], "the topic that is shown"),
    ("practice-review", &[Char('1')], "the topic that is shown"),
    ("practice-as-test", &[Char('1')], "the option that is marked"),
    ("papers-print, missing", &[Enter], "the remark is shown already"),
    ("papers-collect, nothing", &[Enter], "the remark is shown already"),
    ("papers-key, wrong", &[Enter], "the remark is shown already"),
    ("papers-answers", &[Left], "there is no question before the first"),
    ("papers-answers, whole", &[Right], "there is no question behind the last"),
    ("quick, guardian refused", &[Char('2')], "the answer that is given"),
    ("quick", &[Up, Down], "there is no question above the first or below the last"),
    ("quick", &[Enter], "the remark is shown already"),
    ("share-write-too-short", &[Enter], "the remark is shown already"),
    ("share-public-chosen", &[Char('1')], "the answer that is given"),
    ("share-ready-chosen", &[Char('3')], "the sentence that is marked"),
];

pub fn is_explained(case: &str, press: Press) -> bool {
    EXPLAINED.iter().any(|(state, presses, _)| case.starts_with(state) && presses.contains(&press))
}

#[test]
fn every_explanation_has_a_state_and_a_reason() {
    let cases =
        [desk::cases::CASES, desk::group::CASES, desk::printing::CASES, people::cases::CASES, learning::cases::CASES]
            .concat();
    for (state, presses, why) in EXPLAINED {
        assert!(cases.iter().any(|(name, _)| name.starts_with(state)), "no state begins with «{state}»");
        assert!(!presses.is_empty() && why.split_whitespace().count() > 2, "{state}: {why}");
    }
}
