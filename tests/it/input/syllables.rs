//! Every syllable frame of Vietnamese, typed in every way: our own tables against the input method.

use super::play;
use std::collections::BTreeMap;
use tramso::input::{Field, FieldKind, Typing};
use unicode_normalization::UnicodeNormalization;

const ONSETS: [&str; 28] = [
    "", "b", "c", "ch", "d", "đ", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh", "nh", "p", "ph", "qu",
    "r", "s", "t", "th", "tr", "v", "x",
];

/// All rimes, a dot before the vowel that carries the tone in the traditional style.
const RIMES: &str = ".a .e .ê .i .o .ô .ơ .u .ư .y \
    .ai .ao .au .ay .ac .ach .am .an .ang .anh .ap .at .ăc .ăm .ăn .ăng .ăp .ăt .âc .âm .ân .âng .âp .ât .âu .ây \
    .eo .ec .em .en .eng .ep .et .êu .êch .êm .ên .ênh .êp .êt \
    .ia .iu .ic .ich .im .in .inh .ip .it i.êc i.êm i.ên i.êng i.êp i.êt i.êu \
    .oi .oc .om .on .ong .op .ot o.ong o.oc .oa o.ac o.ach o.ai o.an o.ang o.anh o.ao o.ap o.at o.ay \
    o.ăc o.ăm o.ăn o.ăng o.ăt .oe o.en o.eo o.et .ôi .ôc .ôm .ôn .ông .ôp .ôt .ơi .ơm .ơn .ơp .ơt \
    .ua .ui .uc .um .un .ung .up .ut u.ân u.âng u.ât u.ây u.ê u.ênh u.êch u.ôc u.ôi u.ôm u.ôn u.ông u.ôt u.ơ \
    .uy u.ya u.ych uy.ên uy.êt u.ynh u.yp u.yt u.yu u.yn .ưa .ưi .ưu .ưc .ưng .ưt ư.ơc ư.ơi ư.ơm ư.ơn ư.ơng ư.ơp ư.ơt \
    ư.ơu y.êm y.ên y.êt y.êu";

/// Tones as combining marks, with their keys in Telex and VNI.
const TONES: [(Option<char>, &str, &str); 6] = [
    (None, "", ""),
    (Some('\u{301}'), "s", "1"),
    (Some('\u{300}'), "f", "2"),
    (Some('\u{309}'), "r", "3"),
    (Some('\u{303}'), "x", "4"),
    (Some('\u{323}'), "j", "5"),
];

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Order {
    /// Marks with their letters, the tone last: `tieengs`.
    ToneLast,
    /// Marks and tone with their letters: `tieesng`.
    InPlace,
    /// Letters first, then marks, then the tone: `tienges`.
    MarksLast,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Case {
    Lower,
    Title,
    Upper,
}

struct Syllable {
    onset: &'static str,
    /// Letters before, with and behind the tone.
    rime: (&'static str, char, &'static str),
    tone: usize,
}

impl Syllable {
    fn spelled(&self) -> String {
        let (head, vowel, tail) = self.rime;
        let tone = TONES[self.tone].0.into_iter();
        let signs = self.onset.chars().chain(head.chars()).chain([vowel]).chain(tone).chain(tail.chars());
        signs.nfc().collect()
    }

    fn keys(&self, typing: Typing, order: Order) -> String {
        let (_, telex, vni) = TONES[self.tone];
        let tone = if typing == Typing::Telex { telex } else { vni };
        let (head, vowel, tail) = self.rime;
        let mut keys = String::new();
        let mut marks = String::new();
        for (sign, is_toned) in self
            .onset
            .chars()
            .chain(head.chars())
            .map(|sign| (sign, false))
            .chain([(vowel, true)])
            .chain(tail.chars().map(|sign| (sign, false)))
        {
            let (letter, mark) = taken_apart(sign, typing);
            keys.push(letter);
            match order {
                Order::MarksLast if !marks.ends_with(mark) || mark.is_empty() => marks.push_str(mark),
                Order::MarksLast => (), // one key horns both letters of ươ
                Order::ToneLast | Order::InPlace => keys.push_str(mark),
            }
            if is_toned && order == Order::InPlace {
                keys.push_str(tone);
            }
        }
        keys + &marks + if order == Order::InPlace { "" } else { tone }
    }

    fn name(&self) -> String {
        let (head, vowel, tail) = self.rime;
        format!("{head}{vowel}{tail}")
    }
}

fn taken_apart(sign: char, typing: Typing) -> (char, &'static str) {
    let telex = typing == Typing::Telex;
    match sign {
        'ă' => ('a', if telex { "w" } else { "8" }),
        'â' => ('a', if telex { "a" } else { "6" }),
        'ê' => ('e', if telex { "e" } else { "6" }),
        'ô' => ('o', if telex { "o" } else { "6" }),
        'ơ' => ('o', if telex { "w" } else { "7" }),
        'ư' => ('u', if telex { "w" } else { "7" }),
        'đ' => ('d', if telex { "d" } else { "9" }),
        plain => (plain, ""),
    }
}

/// Which onsets and rimes are written together.
fn fit(onset: &str, rime: &str) -> bool {
    let first = rime.chars().next().unwrap();
    let is_front = matches!(first, 'e' | 'ê' | 'i' | 'y');
    match onset {
        _ if rime == "uơ" => matches!(onset, "" | "h" | "kh" | "th"), // with other onsets it is only ươ in the making
        "" => !rime.starts_with("iê"),                                // written yê
        "c" | "g" | "ng" => !is_front || (onset == "g" && matches!(rime, "i" | "in" | "iêng" | "iêc" | "ich")),
        "k" | "gh" | "ngh" => is_front && !rime.starts_with("yê"),
        "gi" => !matches!(first, 'i' | 'y'),
        "qu" => matches!(first, 'a' | 'ă' | 'â' | 'e' | 'ê' | 'y' | 'ơ') || rime == "it",
        _ => !rime.starts_with("yê"),
    }
}

fn syllables() -> Vec<Syllable> {
    let mut all = Vec::new();
    for onset in ONSETS {
        for rime in RIMES.split_whitespace() {
            let (head, rest) = rime.split_once('.').unwrap();
            let vowel = rest.chars().next().unwrap();
            let tail = &rest[vowel.len_utf8()..];
            if !fit(onset, &rime.replace('.', "")) {
                continue;
            }
            let is_stopped = ["c", "ch", "p", "t"].iter().any(|stop| rest.len() > vowel.len_utf8() && tail == *stop);
            let tones: &[usize] = if is_stopped { &[0, 1, 5] } else { &[0, 1, 2, 3, 4, 5] };
            all.extend(tones.iter().map(|tone| Syllable { onset, rime: (head, vowel, tail), tone: *tone }));
        }
    }
    all
}

fn in_case(text: &str, case: Case) -> String {
    match case {
        Case::Lower => text.to_owned(),
        Case::Upper => text.to_uppercase(),
        Case::Title => {
            let mut signs = text.chars();
            signs.next().into_iter().flat_map(char::to_uppercase).chain(signs).collect()
        }
    }
}

/// How many syllables were typed, and the rimes that came out otherwise, each with one example.
fn wrong(typing: Typing, order: Order, case: Case) -> (usize, BTreeMap<String, String>) {
    let mut field = Field::new(FieldKind::Text { limit: 200 });
    let mut faults = BTreeMap::new();
    let all = syllables();
    // Neighbours differ in their tone alone: a part of them has every onset with every rime still.
    let every = if crate::durability::scale::is_part() { 5 } else { 1 };
    let typed: Vec<&Syllable> = all.iter().step_by(every).collect();
    for chunk in typed.chunks(8) {
        field.clear();
        for syllable in chunk {
            let (keys, expected) = (in_case(&syllable.keys(typing, order), case), in_case(&syllable.spelled(), case));
            play(&mut field, &keys, typing);
            let shown = field.text().rsplit(' ').next().unwrap();
            if shown != expected {
                faults.entry(syllable.name()).or_insert_with(|| format!("{keys} -> {shown} not {expected}"));
            }
            play(&mut field, " ", typing);
        }
    }
    (all.len(), faults)
}

/// All frames in one order of keys, in three cases. The only rimes that may come out otherwise are listed.
fn check(typing: Typing, order: Order, exceptions: &[&str]) {
    for case in [Case::Lower, Case::Title, Case::Upper] {
        let (count, faults) = wrong(typing, order, case);
        assert!(count > 17_000, "the tables have shrunk to {count}");
        let rimes: Vec<&str> = faults.keys().map(String::as_str).collect();
        assert_eq!(rimes, exceptions, "{faults:#?}");
    }
}

/// `oo` is ô in Telex; the rare oong and ooc (xoong, moóc) are typed `ooo`.
const TELEX_EXCEPTIONS: [&str; 2] = ["ooc", "oong"];

#[test]
fn telex_tone_last() {
    check(Typing::Telex, Order::ToneLast, &TELEX_EXCEPTIONS);
}

#[test]
fn telex_in_place() {
    check(Typing::Telex, Order::InPlace, &TELEX_EXCEPTIONS);
}

#[test]
fn telex_marks_last() {
    check(Typing::Telex, Order::MarksLast, &TELEX_EXCEPTIONS);
}

#[test]
fn vni_tone_last() {
    check(Typing::Vni, Order::ToneLast, &[]);
}

#[test]
fn vni_in_place() {
    check(Typing::Vni, Order::InPlace, &[]);
}

#[test]
fn vni_marks_last() {
    check(Typing::Vni, Order::MarksLast, &[]);
}

/// Control: the same table against no input method at all, and against the wrong one.
#[test]
fn the_oracle_has_teeth() {
    assert!(wrong(Typing::Off, Order::ToneLast, Case::Lower).1.len() > 100);
    let syllable = Syllable { onset: "ngh", rime: ("i", 'ê', "ng"), tone: 1 };
    assert_eq!(syllable.spelled(), "nghiếng");
    assert_eq!(syllable.keys(Typing::Telex, Order::InPlace), "nghieesng");
    assert_eq!(syllable.keys(Typing::Vni, Order::MarksLast), "nghieng61");
}
