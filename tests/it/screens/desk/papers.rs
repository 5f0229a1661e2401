//! Tests on paper at the desk, as they look at both sizes, and how many keys a sheet takes.

use super::{
    cases::{answers, differing, papers, sheet},
    stage::*,
};
use tramso::{
    domain::Choice,
    tui::{Effect, Msg},
};

#[test]
fn the_screens_of_papers() {
    see("papers", &papers(""));
    see("papers-print", &papers("1"));
    see("papers-collect", &papers("207 <right> "));
    see("papers-void", &papers("407<enter>"));
    see("papers-key", &papers("3"));
    see("papers-writer", &sheet("ho", false));
    see("papers-answers", &answers("abcdabcd"));
    see("papers-answers-whole", &answers(&"abcd".repeat(5)));
    see("papers-differs", &differing());
    see("papers-message", &answers(&format!("{}<enter>", "abcd".repeat(5))));
}

/// From the number to the next number: three digits and Enter, two letters and the person's digit, twenty answers, Enter, the sentence.
#[test]
fn a_sheet_is_keyed_in_with_at_most_thirty_keys() {
    let keys = ["03", "4<enter>", "ho2", &"abcd".repeat(5), "<enter>", "1"];
    let count: usize = keys.iter().map(|keys| keys.replace("<enter>", "e").chars().count()).sum();
    assert!(count <= 30, "{count} keys");
    let mut model = answers(&"abcd".repeat(5));
    let effects = visit(&mut model, "<enter>1");
    let keyed = effects.iter().find_map(|effect| if let Effect::KeySheet(keyed) = effect { Some(keyed) } else { None });
    let keyed = keyed.expect("it is handed to the disk");
    assert_eq!(keyed.choices[..4], [0, 1, 2, 3].map(|at| Some(Choice(at))));
    assert_eq!(keyed.message.as_ref().and_then(|message| message.ready), Some(1));
}

#[test]
fn a_blank_is_named_and_nothing_is_handed_in() {
    let mut model = answers(&format!("abcdef {}", "a".repeat(15)));
    let effects = visit(&mut model, "<enter>");
    assert!(!effects.iter().any(|effect| matches!(effect, Effect::KeySheet(_))));
    assert!(read(&model, 80, 24).contains("Câu 5 chưa có"), "e and f are no options, and Space leaves a blank");
    let _ = model.update(now(), Msg::Resize);
    // Two crosses are none, and the letters beyond D are no options: nothing of them is ever handed on.
    let mut model = answers(&format!("{} eg95z", "abcd".repeat(4) + "abc"));
    let effects = visit(&mut model, "<enter>");
    assert!(!effects.iter().any(|effect| matches!(effect, Effect::KeySheet(_))));
    assert!(read(&model, 80, 24).contains("Câu 20 chưa có"), "{}", read(&model, 80, 24));
}
