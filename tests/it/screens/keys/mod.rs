//! Every key in every state of every screen and window. What the footer names and what can be clicked is in the table of keys
//! and does something; every other key leaves everything as it is.

mod caps;
mod explained;
mod held;
mod prompt;
mod scans;
mod steady;

use super::{desk, learning, people};
use explained::is_explained;
use ratatui::{Terminal, backend::TestBackend, buffer::Buffer};
use std::collections::{BTreeMap, BTreeSet};
use tramso::{
    text::{Language, Words},
    tui::{draw::Page, *},
};

/// A state and how it is made from nothing.
pub type Case = (&'static str, fn() -> Model);

/// Every kind of key; of the characters, those of a keyboard and some of other scripts.
fn all_presses() -> Vec<Press> {
    use Press::*;
    let named = [Enter, Esc, Backspace, Delete, Up, Down, Left, Right, WordLeft, WordRight, Home, End];
    let further = [PageUp, PageDown, Tab, BackTab, ClearField];
    let signs = (' '..='~').chain("ăĐéỗƯ“–\u{a0}\u{301}ß中😀".chars());
    named.into_iter().chain(further).chain((1..=24).map(F)).chain(signs.map(Char)).collect()
}

/// The keys that work now: of the topmost window, or of the screen and the program's shortcuts that it leaves.
fn keys(model: &Model) -> Keys {
    match model.overlays.last() {
        Some(overlay) => overlay.keys(&model.shared),
        None => model.screen.keys(&model.shared),
    }
}

fn is_taken(model: &Model, press: Press) -> bool {
    let keys = keys(model);
    let by_program = model.overlays.is_empty() && shortcuts(&model.shared).keys().accepts(press);
    keys.accepts(press) || (by_program && !keys.claims(press))
}

/// Faults of a footer: a key that it names and that the table does not take, and one that counts as named and is not.
fn footer_faults(keys: &Keys) -> Vec<(Press, String)> {
    let mut faults = Vec::new();
    let (mut named, mut listed) = (Vec::new(), Vec::new());
    for row in keys.rows() {
        if let Listing::Hint(cap, _) = &row.listing {
            named.extend(caps::named(cap));
        }
        if let (Listing::Hint(..) | Listing::Named, Presses::These(presses)) = (&row.listing, &row.presses) {
            listed.extend(presses.iter().copied());
        }
    }
    let untaken = named.iter().filter(|press| !keys.accepts(**press));
    faults.extend(untaken.map(|press| (*press, "named in the footer, and not in the table".to_owned())));
    let capital = |press: &Press| match press {
        Press::Char(sign) => Press::Char(sign.to_ascii_uppercase()),
        other => *other,
    };
    let unnamed = listed.iter().filter(|press| !named.contains(press) && !named.contains(&capital(press)));
    faults.extend(unnamed.map(|press| (*press, "listed in the table, and not named in the footer".to_owned())));
    faults
}

/// Keys that two rows take, where neither takes whatever is typed.
fn doubled(keys: &Keys) -> Vec<Press> {
    let rows = keys.rows().iter().filter(|row| row.owner != Owner::Nobody);
    let presses = rows.filter_map(|row| if let Presses::These(presses) = &row.presses { Some(presses) } else { None });
    let presses: Vec<Press> = presses.flatten().copied().collect();
    presses.iter().enumerate().filter(|(at, press)| presses[..*at].contains(press)).map(|(_, press)| *press).collect()
}

/// Draws frames with wording that is read once.
struct Eye(Option<Words>);

impl Eye {
    fn frame(&mut self, model: &mut Model) -> (Buffer, Vec<Hot>) {
        let fits = |words: &Words| words.language() == model.shared.words.language();
        if let Some(words) = self.0.take().filter(fits) {
            model.shared.words = words;
        }
        let mut terminal = Terminal::new(TestBackend::new(80, 24)).unwrap();
        let mut hots = Vec::new();
        terminal.draw(|frame| hots = view(model, frame)).unwrap();
        self.0 = Some(std::mem::replace(&mut model.shared.words, Words::new(Language::Vietnamese)));
        (terminal.backend().buffer().clone(), hots)
    }
}

/// Presses a key and lets the disk keep what follows; whether anything was asked of the world.
fn press(model: &mut Model, press: Press) -> bool {
    let now = model.shared.now.stamp;
    let effects = model.update(now, Msg::Press(press));
    for effect in &effects {
        if let Effect::Save { ticket, .. } = effect {
            let _ = model.update(now, Msg::Saved(*ticket));
        }
    }
    !effects.is_empty()
}

/// The faults of one state.
fn walk(eye: &mut Eye, (name, make): Case) -> Vec<String> {
    let mut model = make();
    let keys = keys(&model);
    let mut faults: Vec<(Press, String)> = footer_faults(&keys);
    faults.extend(doubled(&keys).into_iter().map(|press| (press, "taken by two rows".to_owned())));
    let program = [1, 5, 6, 7, 8, 9, 10].map(Press::F);
    if model.overlays.is_empty() {
        // Where keys are tried, the helper's is one of them.
        let is_tried = |press: Press| press == Press::F(10) && name.starts_with("machine, keys");
        let claimed = program.into_iter().filter(|press| keys.claims(*press) && !is_tried(*press));
        faults.extend(claimed.map(|press| (press, "a key of the program".to_owned())));
    }
    let hints = keys.rows().iter().filter_map(|row| match &row.listing {
        Listing::Hint(cap, _) => Some(caps::named(cap)),
        Listing::Named | Listing::Unlisted => None,
    });
    let (before, hots) = eye.frame(&mut model);
    let mut offered: BTreeMap<String, (Press, &str)> = BTreeMap::new();
    offered
        .extend(hots.iter().map(|hot| (format!("{:?}", hot.press), (hot.press, "can be clicked, and does nothing"))));
    offered
        .extend(hints.flatten().map(|press| (format!("{press:?}"), (press, "named in the footer, and does nothing"))));
    for (offer, fault) in offered.into_values() {
        let mut fresh = make();
        if !is_taken(&fresh, offer) {
            faults.push((offer, "offered, and not taken".to_owned()));
        } else if !press(&mut fresh, offer) && eye.frame(&mut fresh).0 == before {
            faults.push((offer, fault.to_owned()));
        }
    }
    // However narrow: who looks for the way out finds it.
    let has_esc = keys.hints(&model.shared).iter().any(|hint| hint.press == Press::Esc);
    if has_esc && !hots.iter().any(|hot| hot.press == Press::Esc && hot.area.y == 23 && hot.area.right() <= 80) {
        faults.push((Press::Esc, "not in the footer, which has no room for it".to_owned()));
    }
    faults.retain(|(press, _)| !is_explained(name, *press));
    faults.extend(untaken_that_act(eye, &mut model, make, &before));
    faults.into_iter().map(|(press, fault)| format!("{name}: {press:?} is {fault}")).collect()
}

/// Keys that are in no table and change something all the same; the signs are pressed all together.
fn untaken_that_act(eye: &mut Eye, model: &mut Model, make: fn() -> Model, before: &Buffer) -> Vec<(Press, String)> {
    let untaken = all_presses().into_iter().filter(|press| !is_taken(model, *press));
    let (signs, others): (Vec<Press>, Vec<Press>) = untaken.partition(|press| matches!(press, Press::Char(_)));
    let mut faults = Vec::new();
    for group in others.chunks(1).chain((!signs.is_empty()).then_some(signs.as_slice())) {
        let asked = group.iter().filter(|untaken| press(model, **untaken)).count();
        if asked > 0 || eye.frame(model).0 != *before {
            faults.push((group[0], format!("in no table, and does something (with {} like it)", group.len() - 1)));
            *model = make();
        }
    }
    faults
}

fn assert_faultless(cases: &[Case]) {
    let mut eye = Eye(None);
    let faults: Vec<String> = cases.iter().flat_map(|case| walk(&mut eye, *case)).collect();
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn keys_of_the_desk_are_the_keys_of_its_tables() {
    assert_faultless(desk::cases::CASES);
}

#[test]
fn keys_of_group_lessons_are_the_keys_of_their_tables() {
    assert_faultless(desk::group::CASES);
}

#[test]
fn keys_of_printing_are_the_keys_of_its_tables() {
    assert_faultless(desk::printing::CASES);
}

#[test]
fn keys_of_sign_in_and_form_are_the_keys_of_their_tables() {
    assert_faultless(people::cases::CASES);
}

#[test]
fn keys_of_learning_are_the_keys_of_its_tables() {
    assert_faultless(learning::cases::CASES);
}

/// A new screen or window does not compile here until it is in the list, and fails until it has a case.
#[test]
fn every_screen_and_window_is_walked() {
    let cases =
        [desk::cases::CASES, desk::group::CASES, desk::printing::CASES, people::cases::CASES, learning::cases::CASES]
            .concat();
    let models: Vec<Model> = cases.iter().map(|(_, make)| make()).collect();
    let screens: BTreeSet<usize> = models.iter().map(|model| number_of_screen(&model.screen)).collect();
    assert_eq!(screens, (0..=33).collect());
    let windows: BTreeSet<usize> = models.iter().flat_map(|model| &model.overlays).map(number_of_window).collect();
    assert_eq!(windows, (0..=8).collect());
}

fn number_of_screen(screen: &Screen) -> usize {
    match screen {
        Screen::Shift(_) => 0,
        Screen::Waiting(_) => 1,
        Screen::Welcome(_) => 2,
        Screen::Consent(_) => 3,
        Screen::Who(_) => 4,
        Screen::Register(_) => 5,
        Screen::Course(_) => 6,
        Screen::Lesson(_) => 7,
        Screen::TestIntro(_) => 8,
        Screen::Quiz(_) => 9,
        Screen::Overview(_) => 10,
        Screen::Result(_) => 11,
        Screen::Review(_) => 12,
        Screen::Share(_) => 13,
        Screen::Certificate(_) => 14,
        Screen::App(_) => 15,
        Screen::Thanks(_) => 16,
        Screen::Practice(_) => 17,
        Screen::Desk(_) => 18,
        Screen::People(_) => 19,
        Screen::Installs(_) => 20,
        Screen::Volunteers(_) => 21,
        Screen::SettingsPage(_) => 22,
        Screen::Transfer(_) => 23,
        Screen::Closing(_) => 24,
        Screen::Outbox(_) => 25,
        Screen::ConfirmDate(_) => 26,
        Screen::QuickForm(_) => 27,
        Screen::Group(_) => 28,
        Screen::Papers(_) => 29,
        Screen::Machine(_) => 30,
        Screen::Release(_) => 31,
        Screen::Light(_) => 32,
        Screen::Spoken(_) => 33,
    }
}

fn number_of_window(window: &Overlay) -> usize {
    match window {
        Overlay::Menu(_) => 0,
        Overlay::Help(_) => 1,
        Overlay::Pin(_) => 2,
        Overlay::Notice(_) => 3,
        Overlay::Idle(_) => 4,
        Overlay::Hidden => 5,
        Overlay::Panel(_) => 6,
        Overlay::Goodbye(_) => 7,
        Overlay::Print(_) => 8,
    }
}

/// A screen of the test's own: its footer names X and 1-3, and its table has Y, 1 and 2.
#[derive(Default)]
struct Planted {
    taken: Vec<char>,
}

impl Keyed for Planted {
    type Action = char;

    fn bindings(&self, _all: &Shared) -> Table<char> {
        Table::new()
            .letter('y', "X", "quiz-key-flag", 'y')
            .digits(2, "1-3", "quiz-key-choose", |_| '1')
            .unlisted(&[Press::Enter], 'e')
            .unlisted(&[Press::Enter], 'f')
    }

    fn act(&mut self, _all: &mut Shared, action: char) -> Next {
        self.taken.push(action);
        Next::stay()
    }
}

#[test]
fn a_footer_that_names_another_key_is_found() {
    let model = (desk::cases::CASES[0].1)();
    let faults = footer_faults(&Planted::default().keys(&model.shared));
    let has = |press, fault: &str| faults.iter().any(|(one, why)| *one == press && why.contains(fault));
    assert!(has(Press::Char('X'), "not in the table") && has(Press::Char('3'), "not in the table"), "{faults:?}");
    assert!(has(Press::Char('y'), "not named in the footer"), "{faults:?}");
    assert!(!has(Press::Char('1'), "") && !has(Press::Char('2'), ""), "{faults:?}");
    assert_eq!(doubled(&Planted::default().keys(&model.shared)), [Press::Enter]);
}

#[test]
fn a_key_that_is_not_in_the_table_is_not_passed_on_and_cannot_be_clicked() {
    let mut model = (desk::cases::CASES[0].1)();
    let mut planted = Planted::default();
    for press in all_presses() {
        let _ = planted.update(&mut model.shared, &Msg::Press(press));
    }
    assert_eq!(planted.taken, ['e', '1', '1', 'y', 'y'], "of two rows the first holds");
    let keys = Planted::default().keys(&model.shared);
    let mut terminal = Terminal::new(TestBackend::new(80, 24)).unwrap();
    let mut clicked = Vec::new();
    terminal
        .draw(|frame| {
            let mut page = Page::covered(frame, &model.shared, keys.clone());
            let body = page.body;
            for press in all_presses() {
                page.hot(body, press);
            }
            clicked = page.hots.into_iter().filter(|hot| hot.area == body).map(|hot| hot.press).collect();
        })
        .unwrap();
    let wanted: Vec<Press> = all_presses().into_iter().filter(|press| keys.accepts(*press)).collect();
    assert_eq!(clicked, wanted);
    assert_eq!(wanted.len(), 5, "{wanted:?}");
}
