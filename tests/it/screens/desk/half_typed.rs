//! What was half typed at the desk when the power went comes back: the quick form, and a sheet that was being keyed in.

use super::{cases::*, stage::*};
use tramso::{
    domain::{Choice, PersonKey},
    record::Draft,
    tui::*,
};

const QUICK: &str = "quickform";
const SHEET: &str = "sheet";

/// The draft of a kind that would be on the disk behind these effects.
fn on_disk(effects: &[Effect], kind: &str) -> Option<Draft> {
    let last = effects.iter().rev().find(|effect| match effect {
        Effect::SaveDraft(draft) => draft.kind == kind,
        Effect::ClearDraft(cleared) => *cleared == kind,
        _ => false,
    });
    last.and_then(|effect| if let Effect::SaveDraft(draft) = effect { Some(draft.clone()) } else { None })
}

fn asks_for(effects: &[Effect], kind: &str) -> bool {
    effects.iter().any(|effect| matches!(effect, Effect::LoadDraft(asked) if *asked == kind))
}

/// The quick form after a power cut, with what was on the disk.
fn quick_again(draft: Draft) -> (Model, Vec<Effect>) {
    let mut model = at_desk();
    assert!(asks_for(&visit(&mut model, "k"), QUICK));
    let effects = model.update(now(), Msg::Draft(draft));
    (model, effects)
}

#[test]
fn a_half_typed_quick_form_comes_back_where_it_was() {
    let mut model = quick("");
    let mut effects = visit(&mut model, "031162000017031162000017");
    effects.extend(model.update(now(), Msg::Person(None)));
    effects.extend(visit(&mut model, "Nguyeenx Thij Hoa"));
    let before = read(&model, 80, 24);
    let (mut model, effects) = quick_again(on_disk(&effects, QUICK).expect("each key is kept"));
    assert!(effects.iter().any(|effect| matches!(effect, Effect::FindNumber(_))), "who was kept meanwhile is found");
    let after = read(&model, 80, 24);
    assert!(
        after.contains("gõ dở") && after.contains("Nguyễn Thị Hoa") && after.contains("031 162 000 017"),
        "{after}"
    );
    for row in before.lines().filter(|row| row.contains('▶')) {
        assert!(after.contains(row.trim_end()), "{row}\n{after}");
    }
    // Who was kept in the last moment is not registered again, and the page is empty for the next one.
    let (mut kept, _) = quick_again(on_disk(&visit(&mut model, "a"), QUICK).unwrap_or_else(|| panic!("{after}")));
    let _ = kept.update(now(), Msg::Person(Some(Box::new(guest("Trần Thị Mân", Upto::Registered)))));
    let shown = read(&kept, 80, 24);
    assert!(shown.contains("đã đăng ký rồi") && !shown.contains("Nguyễn Thị Hoa"), "{shown}");
    // Who does not agree leaves nothing behind.
    let effects = visit(&mut model, "<esc>2");
    assert!(effects.iter().any(|effect| matches!(effect, Effect::ClearDraft(kind) if *kind == QUICK)));
}

#[test]
fn a_half_keyed_sheet_comes_back_with_its_writer_and_its_letters() {
    let mut model = answers("abcdabcdab");
    let kept = on_disk(&visit(&mut model, "c"), SHEET).expect("each letter is kept");
    let number = paper(3);
    let mut again = papers("");
    assert!(asks_for(&visit(&mut again, "3"), SHEET));
    let effects = again.update(now(), Msg::Draft(kept.clone()));
    assert!(effects.iter().any(|effect| matches!(effect, Effect::OpenSheet(opened) if *opened == number)));
    let _ = again.update(now(), Msg::Sheet(Box::new(twenty_questions(false))));
    let shown = read(&again, 80, 24);
    assert!(shown.contains("gõ dở") && shown.contains("12. Câu hỏi"), "{shown}");
    let mut effects = visit(&mut again, &"d".repeat(9));
    effects.extend(visit(&mut again, "<enter>1"));
    let keyed = effects.iter().find_map(|effect| if let Effect::KeySheet(keyed) = effect { Some(keyed) } else { None });
    let keyed = keyed.expect("it goes on to its end");
    let choices: Vec<u8> = keyed.choices.iter().map(|choice| choice.map_or(9, |Choice(at)| at)).collect();
    assert_eq!(choices, [0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3, 3, 3, 3, 3, 3, 3, 3, 3]);
    assert_ne!(keyed.person, PersonKey([0; 32]));
    let effects = again.update(now(), Msg::SheetKept(number, SheetKept::Handed));
    assert!(effects.iter().any(|effect| matches!(effect, Effect::ClearDraft(kind) if *kind == SHEET)));

    // A paper that was handed in just before the power went, or is to be keyed again now, begins with nothing.
    let mut refused = papers("3");
    let _ = refused.update(now(), Msg::Draft(kept.clone()));
    let effects = refused.update(now(), Msg::Failed(Failure::new("TS-G03", [("paper", number.to_string())])));
    assert!(effects.iter().any(|effect| matches!(effect, Effect::ClearDraft(kind) if *kind == SHEET)));
    let mut second = papers("3");
    let _ = second.update(now(), Msg::Draft(kept));
    let _ = second.update(now(), Msg::Sheet(Box::new(twenty_questions(true))));
    assert!(!read(&second, 80, 24).contains("gõ dở"), "the first keying is not shown to the second");
}

#[test]
fn what_another_version_wrote_is_passed_over() {
    for text in ["", "{}", "{\"v\":2}", "[]"] {
        let (model, effects) = quick_again(Draft { kind: QUICK.to_owned(), text: text.to_owned() });
        assert!(effects.is_empty() && !read(&model, 80, 24).contains("gõ dở"), "{text}");
        let mut sheet = papers("3");
        let effects = sheet.update(now(), Msg::Draft(Draft { kind: SHEET.to_owned(), text: text.to_owned() }));
        assert!(effects.is_empty(), "{text}");
    }
}
