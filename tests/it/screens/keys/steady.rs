//! Marking, flagging, faults and focus move nothing: the lines that were there stay on their rows.

use super::{Eye, people};
use crate::screens::{keys::press, learning};
use tramso::tui::{Model, Press};

/// The rows between head and prompt, without what only marks: signs before options and frames.
fn rows(eye: &mut Eye, model: &mut Model) -> Vec<String> {
    let buffer = eye.frame(model).0;
    let text = |y: u16| (0..buffer.area.right()).map(|x| buffer[(x, y)].symbol()).collect::<String>();
    let plain = |row: String| row.chars().filter(|sign| !"●▶▲✓✗╭╮╰╯│─┏┓┗┛┃━█░".contains(*sign)).collect::<String>();
    (3..22).map(|y| plain(text(y)).split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

/// Rows that are on another place after these keys.
fn moved(make: fn() -> Model, keys: &[Press]) -> Vec<String> {
    let mut eye = Eye(None);
    let mut model = make();
    let before = rows(&mut eye, &mut model);
    for key in keys {
        press(&mut model, *key);
    }
    let after = rows(&mut eye, &mut model);
    let is_line = |row: &&String| row.split(' ').count() > 2;
    before
        .iter()
        .enumerate()
        .filter(|(_, row)| is_line(row))
        .filter(|(at, row)| after.get(*at) != Some(row) && after.contains(row))
        .map(|(_, row)| row.clone())
        .collect()
}

fn case(name: &str) -> fn() -> Model {
    let cases = [people::cases::CASES, learning::cases::CASES, crate::screens::desk::cases::CASES].concat();
    cases.iter().find(|(one, _)| *one == name).unwrap_or_else(|| panic!("no state is called {name}")).1
}

#[test]
fn nothing_moves_when_something_is_marked_flagged_or_wrong() {
    use Press::{Char, Down, Enter, Up};
    let cases: &[(&str, &[Press])] = &[
        ("quiz", &[Char('2')]),
        ("quiz", &[Char('5')]),
        ("quiz", &[Enter]),
        ("quiz", &[Char('2'), Char('5')]),
        ("practice-question", &[Char('1')]),
        ("practice-question", &[Enter]),
        ("practice-as-test", &[Char('2')]),
        ("lesson-check", &[Char('1')]),
        ("lesson-check", &[Down]),
        ("lesson-check-again", &[Char('2')]),
        ("course-start", &[Down]),
        ("consent-short", &[Down]),
        ("share-public", &[Char('1')]),
        ("share-choose", &[Down]),
        ("overview-blank", &[Press::Right]),
        ("register-birth", &[Down]),
        ("register-birth", &[Enter]),
        ("register-sex", &[Up]),
        ("register-contact", &[Down]),
        ("register-contact", &[Enter]),
        ("register-one-touch", &[Up]),
        ("register-village", &[Enter]),
        ("register-work", &[Down]),
        ("register-groups", &[Char('2')]),
        ("register-guardian", &[Enter]),
    ];
    let faults: Vec<String> = cases
        .iter()
        .flat_map(|(name, keys)| moved(case(name), keys).into_iter().map(move |row| format!("{name} {keys:?}: {row}")))
        .collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// A fault has rows of its own: nothing of the page is behind it.
#[test]
fn a_fault_hides_nothing() {
    use Press::{Char, Enter};
    let cases: &[(&str, &[Press])] = &[
        ("register-guardian", &[Enter]),
        ("register-birth", &[Enter]),
        ("register-village", &[Enter]),
        ("register-contact", &[Enter]),
        ("register-workplace", &[Char('1'), Enter]),
    ];
    let mut eye = Eye(None);
    for (name, keys) in cases {
        let mut model = case(name)();
        let before = rows(&mut eye, &mut model);
        for key in *keys {
            press(&mut model, *key);
        }
        let after = rows(&mut eye, &mut model);
        let gone: Vec<&String> =
            before.iter().take(18).filter(|row| row.split(' ').count() > 2 && !after.contains(row)).collect();
        assert!(gone.is_empty() || *name == "register-workplace", "{name}: {gone:?}");
    }
}

#[test]
fn a_page_more_for_some_people_does_not_change_how_many_there_are() {
    let mut eye = Eye(None);
    let step = |eye: &mut Eye, name: &str| {
        let rows = rows(eye, &mut case(name)());
        rows.iter().find(|row| row.starts_with("Bước")).cloned().unwrap()
    };
    let steps: Vec<String> =
        ["register-work", "register-workplace", "register-groups"].map(|name| step(&mut eye, name)).into();
    let of = |step: &str| step.split(' ').nth(3).map(str::to_owned);
    assert!(steps.iter().all(|one| of(one) == of(&steps[0])), "{steps:?}");
}
