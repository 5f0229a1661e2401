//! The text of an ID card's code, whole, variant, damaged, and everything else that gets under the scanner. All made up.

use lines::*;
use tramso::domain::{Birth, IdFault, Sex};
use tramso::input::{CardFault, card};

mod lines {
    pub const WHOLE: &str =
        "031085000123|031234567|Nguyễn Văn Thử|05031985|Nam|Thôn Thử, Tân Kỳ, Tứ Kỳ, Hải Dương|10052021";
    pub const NO_OLD: &str = "031185000124||Trần Thị Mẫu|17081985|Nữ|Thôn Mẫu, Lê Lợi, An Dương, Hải Phòng|10052021";
    pub const SIX: &str = "031185000124|Trần Thị Mẫu|17/08/1985|Nữ|Thôn Mẫu, Lê Lợi, An Dương, Hải Phòng|10/05/2021";
}

#[test]
fn a_card_is_read() {
    let card = card::read(WHOLE).unwrap();
    assert_eq!(card.number.digits(), "031085000123");
    assert_eq!(card.name.as_ref().unwrap().as_str(), "Nguyễn Văn Thử");
    assert_eq!(card.birth, Some(Birth::Day(crate::days::date(1985, 3, 5))));
    assert_eq!((card.sex, card.name_damaged), (Some(Sex::Male), false));
    assert_eq!(card.address, "Thôn Thử, Tân Kỳ, Tứ Kỳ, Hải Dương");
    let born = Some(Birth::Day(crate::days::date(1985, 8, 17)));
    for line in [NO_OLD, SIX, &format!("\u{feff}{NO_OLD}\r\n"), &format!("{NO_OLD}|Cha|Mẹ||x|y")] {
        let card = card::read(line).unwrap();
        assert_eq!((card.number.digits(), card.birth, card.sex), ("031185000124", born, Some(Sex::Female)), "{line}");
        assert_eq!(card.name.unwrap().as_str(), "Trần Thị Mẫu");
        assert_eq!(card.address, "Thôn Mẫu, Lê Lợi, An Dương, Hải Phòng");
    }
    let decomposed: String = unicode_normalization::UnicodeNormalization::nfd(WHOLE).collect();
    assert_eq!(card::read(&decomposed), Ok(card));
}

#[test]
fn a_birth_date_may_be_known_in_part() {
    for (date, birth) in [
        ("00001952", Ok(Some(Birth::Year(1952)))),
        ("00051952", Ok(Some(Birth::Year(1952)))),
        ("00/00/1952", Ok(Some(Birth::Year(1952)))),
        ("1952", Ok(Some(Birth::Year(1952)))),
        ("", Ok(None)),
        ("31021952", Err(CardFault::Date)),
        ("05131952", Err(CardFault::Date)),
        ("05031852", Err(CardFault::Date)),
        ("050352", Err(CardFault::Date)),
        ("5 tháng 3", Err(CardFault::Date)),
    ] {
        let line = NO_OLD.replace("17081985", date);
        assert_eq!(card::read(&line).map(|card| card.birth), birth, "{date}");
    }
}

#[test]
fn a_wedge_scan_gives_number_and_birth_alone() {
    for name in ["Tr?n Th? M?u", "Tr7847n Thi M7849u", "Tr\u{fffd}n Th\u{fffd}", "Tráº§n Thá»‹ Máº«u"] {
        let card = card::read(&NO_OLD.replace("Trần Thị Mẫu", name)).unwrap();
        assert_eq!((card.name.clone(), card.name_damaged), (None, true), "{name}");
        let plain = card.clone().ascii_only();
        assert_eq!((&plain.number, plain.birth), (&card.number, card.birth));
    }
    // letters that were merely lost cannot be seen: so the caller takes no name from keys at all
    let lost = card::read(&NO_OLD.replace("Trần Thị Mẫu", "Trn Th Mu")).unwrap();
    assert!(!lost.name_damaged);
    let plain = lost.ascii_only();
    assert_eq!((plain.name, plain.sex, plain.address.as_str()), (None, None, ""));
}

#[test]
fn everything_else_is_told_apart() {
    for (line, fault) in [
        ("GD4310123456789|4e677579e1bb856e2056c4836e20416e|05/03/1985|1|...|x", CardFault::HealthInsurance),
        ("3123456789|4e677579e1bb856e|05/03/1985|1|x|y", CardFault::HealthInsurance),
        ("https://haiphong.gov.vn/app", CardFault::Url),
        ("WWW.zalo.me/x", CardFault::Url),
        (
            "00020101021138540010A00000072701240006970436011012345678900208QRIBFTTA53037045802VN6304ABCD",
            CardFault::Payment,
        ),
        ("", CardFault::NotACard),
        ("|||||||", CardFault::NotACard),
        ("031085000123", CardFault::NotACard),
        ("031085000123|Nguyễn Văn Thử|05031985|Nam", CardFault::NotACard),
        ("8935049500123", CardFault::NotACard),
        ("P<VNMNGUYEN<<VAN<THU<<<<<<<", CardFault::NotACard),
        ("31085000123|031234567|Nguyễn Văn Thử|05031985|Nam|x|y", CardFault::Number(IdFault::Length(11))),
        ("031234567||Nguyễn Văn Thử|05031985|Nam|x|y", CardFault::Number(IdFault::OldCard)),
        ("000085000123||Nguyễn Văn Thử|05031985|Nam|x|y", CardFault::Number(IdFault::NoPlace)),
        ("O31085000123||Nguyễn Văn Thử|05031985|Nam|x|y", CardFault::NotACard),
    ] {
        assert_eq!(card::read(line).unwrap_err(), fault, "{line}");
    }
    assert_eq!(card::read(&format!("{WHOLE}{}", "|x".repeat(600))).unwrap_err(), CardFault::TooLong);
}

#[test]
fn a_card_shows_nothing_by_accident() {
    let card = card::read(&WHOLE.replace("Tân Kỳ", "Tân\u{202e}\u{7}Kỳ")).unwrap();
    assert!(!card.address.contains(['\u{202e}', '\u{7}']));
    assert_eq!(format!("{card:?}"), "Card(…)");
}

/// 50,000 lines, random or made of cards by a few changes.
#[test]
fn no_line_is_too_strange() {
    let mut chance = 0x2545_f491_4f6c_dd1d_u64;
    let mut next = move |below: usize| {
        chance ^= chance << 13;
        chance ^= chance >> 7;
        chance ^= chance << 17;
        usize::try_from(chance % below as u64).unwrap()
    };
    let strange: Vec<char> =
        "|||0123456789/-. NnữaĐ?\u{fffd}\0\u{1b}\u{301}\u{202e}😀\r\n\u{feff}GDx:%".chars().collect();
    let mut outcomes = std::collections::BTreeMap::new();
    for round in 0..50_000 {
        let mut line: Vec<char> =
            if round % 5 == 0 { Vec::new() } else { [WHOLE, NO_OLD, SIX][round % 3].chars().collect() };
        for _ in 0..=next(if line.is_empty() { 120 } else { 6 }) {
            let at = next(line.len() + 1);
            match next(4) {
                0 if at < line.len() => drop(line.remove(at)),
                1 if at < line.len() => line[at] = strange[next(strange.len())],
                2 => line.truncate(at.max(line.len().saturating_sub(30))),
                _ => line.insert(at, strange[next(strange.len())]),
            }
        }
        let line: String = line.into_iter().collect();
        let kind = match card::read(&line) {
            Ok(card) => {
                assert_eq!(card.number.digits().len(), 12);
                assert!(!card.address.chars().any(tramso::domain::is_forbidden_char));
                "card".to_owned()
            }
            Err(fault) => format!("{fault:?}"),
        };
        *outcomes.entry(kind).or_insert(0) += 1;
    }
    // control: the changes reach both sides of the door
    assert!(outcomes["card"] > 5_000 && outcomes["NotACard"] > 5_000 && outcomes["Date"] > 500, "{outcomes:?}");
}
