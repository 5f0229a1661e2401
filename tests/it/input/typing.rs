//! Typing into a field: words, corrections in their middle, system input methods, ways back.

use super::{play, telex, typed};
use std::fmt::Write;
use tramso::input::{CharFault, Field, FieldKind, Key, Refused, Typing};
use unicode_normalization::is_nfc;
use unicode_segmentation::UnicodeSegmentation;

const TEXT: FieldKind = FieldKind::Text { limit: 500 };

#[test]
fn words_come_out_as_people_expect() {
    for (keys, expected) in [
        ("google", "google"),
        ("wifi", "wifi"),
        ("windows", "windows"),
        ("USB", "USB"),
        ("huaweii", "huaweii"),
        ("Ddawks Lawks", "Đắk Lắk"),
        ("Kroong", "Krông"),
        ("www.zalo.me", "www.zalo.me"),
        ("xooong", "xoong"),
        ("mooocs", "moóc"),
        ("Nguyeenx Vawn AAn", "Nguyễn Văn Ân"),
        ("NGUYEENX", "NGUYỄN"),
        ("hoaf binhf", "hòa bình"),
        ("thuyr", "thủy"),
        ("HOAF", "HÒA"),
        ("quys", "quý"),
        ("thuowr", "thuở"),
        ("giuwowngf", "giường"),
        ("gif", "gì"),
        ("uwow", "ươ"),
        ("toans", "toán"),
        ("hoafz", "hoa"),
    ] {
        assert_eq!(telex(keys), expected, "{keys}");
    }
}

/// Abbreviations, a lone w, marks that come late, and names of the country's other peoples.
const FURTHER: [(&str, &str); 55] = [
    ("HDDND", "HĐND"),
    ("QDD", "QĐ"),
    ("NDD-CP", "NĐ-CP"),
    ("SDDT", "SĐT"),
    ("LDDTBXH", "LĐTBXH"),
    ("GDDDT", "GDĐT"),
    ("DDBQH", "ĐBQH"),
    ("hddnd", "hđnd"),
    ("UBND", "UBND"),
    ("add", "add"),
    ("nhw", "như"),
    ("tw", "tư"),
    ("twr", "tử"),
    ("thw", "thư"),
    ("cwoif", "cười"),
    ("dwowngf", "dường"),
    ("ddwowcj", "được"),
    ("trwowngf", "trường"),
    ("vwowng", "vương"),
    ("tww", "tw"),
    ("twitter", "twitter"),
    ("Gwen", "Gwen"),
    ("William", "William"),
    ("Edwin", "Edwin"),
    ("software", "software"),
    ("download", "download"),
    ("facebook", "facebook"),
    ("buwoo", "buô"),
    ("buwooi", "buôi"),
    ("buowco", "buôc"),
    ("cuoiwo", "cuôi"),
    ("buoocw", "bươc"),
    ("cuooiw", "cươi"),
    ("muownso", "muốn"),
    ("muoonsw", "mướn"),
    ("nguoiwf", "người"),
    ("nguoifw", "người"),
    ("duongwf", "dường"),
    ("quow", "quơ"),
    ("k'browi", "k'brơi"),
    ("K'Browi", "K'Brơi"),
    ("k'brooi", "k'brôi"),
    ("hbooij", "hbội"),
    ("Kroong", "Krông"),
    ("Kpaw", "Kpă"),
    ("Djoon", "Djôn"),
    ("h'moong", "h'mông"),
    ("niee", "niê"),
    ("Ksor", "Ksor"),
    ("rmah", "rmah"),
    ("siu", "siu"),
    ("blao", "blao"),
    ("blog", "blog"),
    ("bloww", "blow"),
    ("address", "address"),
];

#[test]
fn abbreviations_late_marks_and_names_of_other_peoples_are_typed() {
    for (keys, expected) in FURTHER {
        assert_eq!(telex(keys), expected, "{keys}");
    }
    for (keys, expected) in [
        ("HD9ND", "HĐND"),
        ("QD9", "QĐ"),
        ("SD9T", "SĐT"),
        ("ND9-CP", "NĐ-CP"),
        ("K'bro7i", "K'brơi"),
        ("bu7o6", "buô"),
        ("Kpa8", "Kpă"),
        ("cu7o72i", "cười"),
    ] {
        assert_eq!(typed(TEXT, keys, Typing::Vni), expected, "{keys}");
    }
}

#[test]
fn marks_are_forced_where_there_is_no_syllable_and_given_back_as_keys() {
    for (keys, forced) in [("eenxuool", "Êñuôl"), ("kbuoor", "Kbuổ"), ("byaw", "Byă")] {
        let mut field = Field::new(FieldKind::Name);
        field.paste(keys).unwrap();
        let raw = field.text().to_owned();
        assert!(field.force_marks(Typing::Telex), "{keys}");
        assert_eq!(field.text().to_lowercase(), forced.to_lowercase(), "{keys}");
        assert!(field.force_marks(Typing::Telex));
        assert_eq!(field.text(), raw, "and back");
    }
    let mut field = Field::new(FieldKind::Name);
    field.paste("Y Moan Eenxuool").unwrap();
    assert!(field.force_marks(Typing::Telex));
    assert_eq!(field.text(), "Y Moan Êñuôl");
    field.clear();
    field.paste("Nay").unwrap();
    assert!(!field.force_marks(Typing::Telex), "there is nothing to force");
}

#[test]
fn an_emptied_field_is_typed_with_telex_again() {
    // All of it erased, once more on the empty field, or at once.
    for empty in [vec![Key::Backspace; 5], vec![Key::Backspace; 6], vec![Key::Clear]] {
        let mut field = Field::new(FieldKind::Name);
        play(&mut field, "Đoàno", Typing::Telex);
        assert_eq!(field.text(), "Đoàno", "another input method is at work");
        empty.iter().for_each(|key| field.key(*key, Typing::Telex).unwrap());
        play(&mut field, "ddoox", Typing::Telex);
        assert_eq!(field.text(), "Đỗ");
    }
}

#[test]
fn doubling_undoes() {
    for (keys, expected) in [
        ("aaa", "aa"),
        ("ass", "as"),
        ("ddd", "dd"),
        ("eee", "ee"),
        ("ooo", "oo"),
        ("aww", "aw"),
        ("AAA", "AA"),
        ("ASS", "AS"),
    ] {
        assert_eq!(telex(keys), expected, "{keys}");
    }
    assert_eq!(typed(TEXT, "a11", Typing::Vni), "a1");
    assert_eq!(typed(TEXT, "d99", Typing::Vni), "d9");
}

#[test]
fn vni_types_too() {
    assert_eq!(typed(TEXT, "Nguye64n Va8n A6n 12", Typing::Vni), "Nguyễn Văn Ân 12");
    assert_eq!(typed(TEXT, "D9a81k La81k", Typing::Vni), "Đắk Lắk");
    assert_eq!(typed(TEXT, "Nguyeenx", Typing::Off), "Nguyeenx");
    assert_eq!(typed(TEXT, "12 34", Typing::Vni), "12 34");
}

#[test]
fn a_name_gets_its_capitals() {
    let name = |keys| typed(FieldKind::Name, keys, Typing::Telex);
    assert_eq!(name("nguyeenx vawn an"), "Nguyễn Văn An");
    assert_eq!(name("ddoox thij uwng"), "Đỗ Thị Ưng");
    assert_eq!(name("y-moan niee"), "Y-Moan Niê");
    assert_eq!(name("NGUYEENX VAWN AN"), "NGUYỄN VĂN AN");
    assert_eq!(name("đinh văn ê"), "Đinh Văn Ê", "a system input method sends the letters");
    assert_eq!(typed(FieldKind::Name, "nguye64n va8n an", Typing::Vni), "Nguyễn Văn An");
    // a letter or a space put in later
    assert_eq!(name("guyeenx⇤n"), "Nguyễn");
    assert_eq!(name("An⇤vawn "), "Văn An");
    assert_eq!(name("tranan←← "), "Tran An");
    assert_eq!(name("AN⇤h"), "HAN");
    // pasted and stored names are kept to the letter
    let mut field = Field::new(FieldKind::Name);
    field.paste("nguyễn văn McAn").unwrap();
    assert_eq!(field.text(), "nguyễn văn McAn");
    assert_eq!(Field::with_text(FieldKind::Name, "trần b").text(), "trần b");
}

#[test]
fn the_middle_of_a_text_is_as_good_as_its_end() {
    for (keys, expected) in [
        ("nguyn←ee", "nguyên"),
        ("tang⇤→r", "trang"),
        ("hoan←f", "hoàn"),
        ("hoafn←s", "hoán"),
        ("toi ten⇤→→o", "tôi ten"),
        ("xin chao⇥f", "xin chào"),
        ("ong⇤→oo", "oong"),
        ("thuan←aa", "thuaan"),
        ("a b⇤→s", "á b"),
        ("abc⇤>", "bc"),
        ("hoaf ⇥<n", "hoàn"),
    ] {
        assert_eq!(telex(keys), expected, "{keys}");
    }
    // what was there before can be corrected: its tone changed, removed
    let mut field = Field::with_text(TEXT, "Trần Thị Hoà");
    play(&mut field, "n", Typing::Telex);
    assert_eq!(field.text(), "Trần Thị Hoàn");
    play(&mut field, "<<<<Hieenf", Typing::Telex);
    assert_eq!(field.text(), "Trần Thị Hiền");
    play(&mut field, "z", Typing::Telex);
    assert_eq!(field.text(), "Trần Thị Hiên");
}

#[test]
fn backspace_takes_one_visible_character() {
    for (keys, expected) in [
        ("hoaf<", "hò"),
        ("hoaf<as", "hóa"),
        ("tieengs<gs", "tiêngs"),
        ("nguyeenx<n", "nguyễn"),
        ("vieetj<<<", "v"),
        ("an an<<<<s", "á"),
        ("dd<", ""),
        ("ddo<o", "đo"),
    ] {
        assert_eq!(telex(keys), expected, "{keys}");
    }
    let mut field = Field::new(TEXT);
    field.paste("a👍🏽b").unwrap();
    play(&mut field, "<<", Typing::Telex);
    assert_eq!(field.text(), "a");
}

/// A system input method corrects a word by Backspaces and text in one burst; a terminal reports them one by one.
#[test]
fn a_system_input_method_is_left_alone() {
    for (burst, expected) in [
        ("tie<ê<ếng Vie<ê<ệt", "tiếng Việt"),
        ("tiếng Việt", "tiếng Việt"),
        ("d<đ<<Đuo<<ư<ươ<ờng", "Đường"), // rewritten more than once
        ("a<á<as", "as"),                // its own undo must not be taken for our tone key
        ("hoa<à", "hoà"),                // nor its tone style for ours
        ("thử us<ú<<user", "thử user"),
        ("đã test", "đã test"),
        ("e\u{302}\u{323}", "ệ"), // a layout with dead keys
    ] {
        assert_eq!(telex(burst), expected, "{burst}");
    }
    // cleared, the field is ours again
    let mut field = Field::new(TEXT);
    play(&mut field, "ế", Typing::Telex);
    field.clear();
    play(&mut field, "as", Typing::Telex);
    assert_eq!(field.text(), "á");
}

#[test]
fn the_tone_style_turns_at_the_cursor() {
    let mut field = Field::with_text(TEXT, "hòa thủy an");
    assert!(!field.toggle_tone_style());
    play(&mut field, "←←←", Typing::Telex);
    assert!(field.toggle_tone_style());
    assert_eq!((field.text(), field.cursor()), ("hòa thuỷ an", 8));
    play(&mut field, "⇤→", Typing::Telex);
    assert!(field.toggle_tone_style());
    assert_eq!((field.text(), field.cursor()), ("hoà thuỷ an", 1));
    assert!(field.toggle_tone_style());
    assert!(field.undo());
    assert_eq!(field.text(), "hoà thuỷ an");
}

#[test]
fn undo_goes_back_a_word_or_a_paste() {
    let mut field = Field::new(TEXT);
    play(&mut field, "xin chaof", Typing::Telex);
    field.paste(" các bác").unwrap();
    assert!(field.undo());
    assert_eq!(field.text(), "xin chào");
    field.key(Key::Clear, Typing::Telex).unwrap();
    assert_eq!(field.text(), "");
    assert!(field.undo() && field.undo());
    assert_eq!(field.text(), "xin");
    assert!(field.undo());
    assert_eq!(field.text(), "");
    assert!(!field.undo());
    let mut secret = Field::new(FieldKind::Secret { limit: 20 });
    play(&mut secret, "ba bo", Typing::Telex);
    assert!(!secret.undo());
}

#[test]
fn codes_and_secrets_are_taken_as_they_are() {
    for kind in [FieldKind::Secret { limit: 60 }, FieldKind::Plain { limit: 60 }] {
        assert_eq!(typed(kind, "password test user aa dd", Typing::Telex), "password test user aa dd");
        assert_eq!(typed(kind, "a1 d9", Typing::Vni), "a1 d9");
    }
}

#[test]
fn digits_dates_and_phones_take_what_they_can_hold() {
    let mut field = Field::new(FieldKind::Digits { limit: 12 });
    assert_eq!(field.key(Key::Char('a'), Typing::Telex), Err(Refused::Char { ch: 'a', why: CharFault::NotDigit }));
    field.paste("031 185.000-124\n").unwrap();
    assert_eq!(field.text(), "031185000124");
    assert_eq!(field.key(Key::Char('5'), Typing::Telex), Err(Refused::TooLong { limit: 12 }));
    assert_eq!(field.paste("99"), Err(Refused::Partly { dropped: 0, first: None, cut: true }));
    assert_eq!(field.text(), "031185000124");
    assert_eq!(typed(FieldKind::Date, "5/9x/19622345", Typing::Telex), "5/9/196223");
    assert_eq!(typed(FieldKind::Phone, "+84 (225) a3.842", Typing::Telex), "+84 (225) 3.842");
    assert_eq!(typed(FieldKind::Digits { limit: 3 }, "١２3", Typing::Telex), "3", "other scripts' digits");
}

#[test]
fn what_is_refused_changes_nothing() {
    let mut field = Field::new(FieldKind::Name);
    play(&mut field, "nguyeenx", Typing::Telex);
    for sign in
        ['1', '@', '😀', 'а' /* Cyrillic */, '\u{200b}', '\u{202e}', '\0', '\u{1b}', '\n', '\t', '\u{e000}', '|']
    {
        let before = (field.text().to_owned(), field.cursor());
        assert!(field.key(Key::Char(sign), Typing::Telex).is_err(), "{sign:?}");
        assert_eq!((field.text().to_owned(), field.cursor()), before);
    }
    let why = |field: &mut Field, sign| field.key(Key::Char(sign), Typing::Telex).unwrap_err();
    assert_eq!(why(&mut field, '7'), Refused::Char { ch: '7', why: CharFault::NotInName });
    assert_eq!(why(&mut field, '\u{7}'), Refused::Char { ch: '\u{7}', why: CharFault::Control });
    assert_eq!(why(&mut field, '\u{202e}'), Refused::Char { ch: '\u{202e}', why: CharFault::Invisible });
    assert_eq!(why(&mut field, '\u{f0000}'), Refused::Char { ch: '\u{f0000}', why: CharFault::PrivateUse });
    assert_eq!(typed(FieldKind::Name, "b1n", Typing::Vni), "Bn");
}

#[test]
fn a_full_field_still_gets_its_marks() {
    let kind = FieldKind::Text { limit: 5 };
    assert_eq!(typed(kind, "tieengs", Typing::Telex), "tiếng");
    let mut field = Field::new(kind);
    play(&mut field, "tieengs", Typing::Telex);
    assert_eq!(field.key(Key::Char('a'), Typing::Telex), Err(Refused::TooLong { limit: 5 }));
    play(&mut field, "f", Typing::Telex);
    assert_eq!(field.text(), "tiềng");
}

#[test]
fn the_cursor_counts_characters_and_cells() {
    let mut field = Field::with_text(TEXT, "Nguyê\u{303}n 漢 e");
    assert_eq!(field.text(), "Nguyễn 漢 e");
    assert_eq!((field.cursor(), field.cursor_column()), (10, 11));
    field.key(Key::WordLeft, Typing::Off).unwrap();
    field.key(Key::WordLeft, Typing::Off).unwrap();
    assert_eq!((field.cursor(), field.cursor_column()), (7, 7));
    field.key(Key::WordLeft, Typing::Off).unwrap();
    field.key(Key::Left, Typing::Off).unwrap();
    assert_eq!(field.cursor(), 0);
    field.key(Key::WordRight, Typing::Off).unwrap();
    assert_eq!(field.cursor(), 7);
    field.key(Key::End, Typing::Off).unwrap();
    field.key(Key::Right, Typing::Off).unwrap();
    assert_eq!(field.cursor(), 10);
}

#[test]
fn nothing_typed_is_shown_by_debug() {
    let mut field = Field::with_text(FieldKind::Name, "Trần Thị Mẫu");
    play(&mut field, "x", Typing::Telex);
    let mut shown = String::new();
    write!(shown, "{field:?}").unwrap();
    assert!(!shown.contains("Tr") && !shown.contains("Mẫu"), "{shown}");
}

/// 100,000 random sequences of keys.
#[test]
fn random_keys_never_break_a_field() {
    let alphabet: Vec<char> = "aeouiydwsfrxjzngthmcAD 19.<<<←→⇤⇥>êàđ😀".chars().collect();
    let mut chance = 0x9e37_79b9_7f4a_7c15_u64;
    let mut next = move |below: usize| {
        chance ^= chance << 13;
        chance ^= chance >> 7;
        chance ^= chance << 17;
        usize::try_from(chance % below as u64).unwrap()
    };
    for round in 0..100_000 {
        let typing = [Typing::Telex, Typing::Vni][round % 2];
        let kind = [FieldKind::Text { limit: 9 }, FieldKind::Name][round / 2 % 2];
        let mut field = Field::new(kind);
        let mut keys = String::new();
        for _ in 0..=next(11) {
            let sign = alphabet[next(alphabet.len())];
            keys.push(sign);
            let before = (field.text().graphemes(true).count(), field.cursor());
            play(&mut field, sign.encode_utf8(&mut [0; 4]), typing);
            let after = (field.text().graphemes(true).count(), field.cursor());
            match sign {
                '<' => assert_eq!(after, (before.0 - usize::from(before.1 > 0), before.1.saturating_sub(1)), "{keys}"),
                '>' => assert_eq!(after, (before.0 - usize::from(before.1 < before.0), before.1), "{keys}"),
                '←' | '→' | '⇤' | '⇥' => assert_eq!(after.0, before.0, "{keys}"),
                // a word that turns out not to be Vietnamese gets back the keys that its marks were made of
                _ => assert!(after.0 + 1 >= before.0 && after.0 <= keys.chars().count(), "{keys}: {:?}", field.text()),
            }
            assert!(after.1 <= after.0, "{keys}");
            assert!(is_nfc(field.text()), "{keys}: {:?}", field.text());
            assert!(field.text().chars().count() <= kind.limit(), "{keys}");
        }
    }
}

/// Control: what the crate's own differences make of a Backspace, and why the whole word is replaced instead. Should this
/// fail, the crate has been mended.
#[test]
fn differences_would_break_the_text() {
    use bamboo_core::{Engine, InputMethod, Mode};
    let mut engine = Engine::new(InputMethod::telex());
    let mut text = String::new();
    for key in "an<<an".chars() {
        if key == '<' {
            engine.remove_last_output_char();
            text.pop();
        } else {
            let edit = engine.process_key_edit(key, Mode::Vietnamese);
            text.truncate(text.len().saturating_sub(edit.delete_bytes));
            text.push_str(edit.insert);
        }
    }
    assert_eq!(text, "n");
    assert_eq!(telex("an<<an"), "an");
}
