//! What people declare about themselves: number, telephone, name, birth, and a registration as a whole.

use super::day;
use std::collections::BTreeSet;
use tramso::domain::{
    Birth, Guardian, IdDoubt, IdFault, IdNumber, Identity, LONGEST_PLACE, NameFault, OneTouch, Origin, PersonName,
    Phone, PhoneFault, Registration, RegistrationFault, Residence, Sex, UnitCode, WorkKind, Workplace,
    registration_faults,
};

#[test]
fn an_id_number_is_twelve_digits() {
    let check = |typed: &str, expected: Result<&str, IdFault>| {
        let read = IdNumber::parse(typed);
        assert_eq!(read.as_ref().map(IdNumber::digits).map_err(|fault| *fault), expected, "{typed:?}");
    };
    check("031085001234", Ok("031085001234"));
    check(" 031 085 001 234 ", Ok("031085001234"));
    check("031.085.001.234", Ok("031085001234"));
    check("", Err(IdFault::Empty));
    check("   ", Err(IdFault::Empty));
    check("03108500123a", Err(IdFault::NotDigits));
    check("０31085001234", Err(IdFault::NotDigits));
    check("-31085001234", Err(IdFault::NotDigits));
    check("031085001", Err(IdFault::OldCard));
    check("03108500123", Err(IdFault::Length(11)));
    check("0310850012345", Err(IdFault::Length(13)));
    check("000085001234", Err(IdFault::NoPlace));
}

#[test]
fn an_id_number_tells_sex_year_and_place() {
    let check = |typed: &str, expected: (i32, Sex, Origin)| {
        let number = IdNumber::parse(typed).unwrap();
        assert_eq!((number.birth_year(), number.sex(), number.origin()), expected, "{typed}");
    };
    check("031085001234", (1985, Sex::Male, Origin::Province));
    check("030148001234", (1948, Sex::Female, Origin::Province));
    check("031205001234", (2005, Sex::Male, Origin::Province));
    check("031312001234", (2012, Sex::Female, Origin::Province));
    check("101085001234", (1985, Sex::Male, Origin::Abroad));
    check("003085001234", (1985, Sex::Male, Origin::Unknown));
    check("296085001234", (1985, Sex::Male, Origin::Unknown));
}

#[test]
fn an_id_number_is_doubted_not_refused() {
    let number = IdNumber::parse("003085001234").unwrap();
    let all = [IdDoubt::Place, IdDoubt::BirthYear { number: 1985, declared: 1986 }, IdDoubt::Sex { number: Sex::Male }];
    assert_eq!(number.doubts(Birth::Year(1986), Sex::Female), all);
    let plain = IdNumber::parse("031085001234").unwrap();
    assert_eq!(plain.doubts(Birth::Day(day(1985, 2, 28)), Sex::Male), []);
}

#[test]
fn personal_data_print_nothing() {
    let number = IdNumber::parse("031085001234").unwrap();
    assert_eq!(number.masked(), "031•••••1234");
    let (name, phone) = (PersonName::parse("Nguyễn Thị Hoa").unwrap(), Phone::parse("0976315989").unwrap());
    assert_eq!(name.hinted(), "Nguyễn Thị H…");
    let printed = format!("{number:?} {name:?} {phone:?}");
    assert!(!printed.contains("1234") && !printed.contains("Hoa") && !printed.contains("0976"), "{printed}");
}

#[test]
fn a_telephone_number_is_one_that_a_network_has() {
    let check = |typed: &str, expected: Result<&str, PhoneFault>| {
        let read = Phone::parse(typed);
        assert_eq!(read.as_ref().map(Phone::digits).map_err(|fault| *fault), expected, "{typed:?}");
    };
    check("0976315989", Ok("0976315989"));
    check("0976.315.989", Ok("0976315989"));
    check("+84 976 315 989", Ok("0976315989"));
    check("84976315989", Ok("0976315989"));
    check("(+84) 0976 315 989", Ok("0976315989"));
    check("0225 3842 123", Ok("02253842123"));
    check("0559 123 456", Ok("0559123456"));
    check("0991 234 567", Ok("0991234567"));
    check("0551 234 567", Err(PhoneFault::Unknown));
    check("0992 234 567", Err(PhoneFault::Unknown));
    check("0123 456 7890", Err(PhoneFault::Before2018));
    check("0976 315 98", Err(PhoneFault::Length(9)));
    check("976315989", Err(PhoneFault::Length(9)));
    check("113", Err(PhoneFault::Length(3)));
    check("11", Err(PhoneFault::Length(2)));
    check("", Err(PhoneFault::NotDigits));
    check("+", Err(PhoneFault::NotDigits));
    check("0976-315-98x", Err(PhoneFault::NotDigits));
}

#[test]
fn a_name_typed_without_marks_deserves_a_second_look() {
    let lacks = |text: &str| PersonName::parse(text).unwrap().lacks_marks();
    for unmarked in ["Nguyen Thi Huong", "PHAM VAN NAM", "tran mai", "Le An"] {
        assert!(lacks(unmarked), "{unmarked}");
    }
    for right in ["Cao Minh Anh", "Phan Thanh Mai", "John Smith", "H'Mai Nie", "Nguyễn Thi Mai", "Lê An", "Đỗ Nam"]
    {
        assert!(!lacks(right), "{right}");
    }
}

#[test]
fn a_name_has_two_parts_and_keeps_its_spelling() {
    let check = |typed: &str, expected: Result<&str, NameFault>| {
        let read = PersonName::parse(typed);
        assert_eq!(read.as_ref().map(PersonName::as_str).map_err(Clone::clone), expected, "{typed:?}");
    };
    check("  Nguyễn   Thị  Hoà ", Ok("Nguyễn Thị Hoà"));
    check("Nguye\u{302}\u{303}n Va\u{306}n A", Ok("Nguyễn Văn A"));
    check("H'Hen Niê", Ok("H'Hen Niê"));
    check("Y Bhiăt Ksơr", Ok("Y Bhiăt Ksơr"));
    check("", Err(NameFault::Empty));
    check(" \u{a0} ", Err(NameFault::Empty));
    check("Hoa", Ok("Hoa"));
    check(". '", Err(NameFault::Empty));
    check("Nguyễn Văn 2", Err(NameFault::Char('2')));
    check("Nguyễn Vаn A", Err(NameFault::Char('а'))); // a Cyrillic letter
    check("Nguyễn\u{200b}Văn A", Err(NameFault::Char('\u{200b}')));
    check("Nguyễn\u{202e} Văn", Err(NameFault::Char('\u{202e}')));
    check("Nguyễn\nVăn", Err(NameFault::Char('\n')));
    check(&format!("Nguyễn {}", "a".repeat(54)), Err(NameFault::TooLong(61)));
}

#[test]
fn age_is_counted_in_completed_years() {
    let check = |birth: Birth, (year, month, date): (i32, u32, u32), expected: i32| {
        assert_eq!(birth.age(day(year, month, date)), expected, "{birth:?} {year}-{month}-{date}");
    };
    check(Birth::Day(day(2010, 5, 20)), (2026, 5, 19), 15);
    check(Birth::Day(day(2010, 5, 20)), (2026, 5, 20), 16);
    check(Birth::Day(day(2008, 2, 29)), (2024, 2, 28), 15);
    check(Birth::Day(day(2008, 2, 29)), (2023, 3, 1), 15);
    check(Birth::Year(2010), (2026, 1, 1), 16);
}

#[test]
fn a_whole_registration_has_no_fault() {
    check(adult(), None, &[]);
}

#[test]
fn each_fault_of_a_registration_is_found() {
    let born = |birth| Registration { birth, ..adult() };
    let minor = |guardian| Registration { birth: Birth::Day(day(2012, 1, 1)), guardian, ..adult() };
    let guardian = |consents| Some(Guardian { name: PersonName::parse("Trần Văn Cha").unwrap(), consents });
    let lives = |village: &str| Registration {
        residence: Residence { village: village.into(), ..adult().residence },
        ..adult()
    };
    check(
        born(Birth::Day(day(2026, 1, 16))),
        None,
        &[RegistrationFault::BornInFuture, RegistrationFault::GuardianMissing],
    );
    check(born(Birth::Year(2027)), None, &[RegistrationFault::BornInFuture, RegistrationFault::GuardianMissing]);
    check(born(Birth::Year(1900)), None, &[RegistrationFault::BornTooEarly]);
    check(born(Birth::Year(1901)), None, &[]);
    check(minor(None), None, &[RegistrationFault::GuardianMissing]);
    check(minor(guardian(false)), None, &[RegistrationFault::GuardianMustConsent]);
    check(minor(guardian(true)), None, &[]);
    check(minor(guardian(true)), Some(15), &[RegistrationFault::TooYoung { least: 15 }]);
    check(minor(guardian(true)), Some(14), &[]);
    check(lives("  "), None, &[RegistrationFault::VillageMissing]);
    check(lives("thôn\u{200f} Lặc"), None, &[RegistrationFault::VillageChar('\u{200f}')]);
    let unit = UnitCode::parse("00001").unwrap();
    let elsewhere = Registration { residence: Residence { unit, village: "x".into() }, ..adult() };
    check(elsewhere, None, &[RegistrationFault::UnknownUnit]);
    let workplace = Some(Workplace { kind: WorkKind::School, unit: None, name: "Trường\u{7}".into() });
    check(Registration { workplace, ..adult() }, None, &[RegistrationFault::WorkplaceChar('\u{7}')]);
    let works = |name: String| {
        let workplace = Some(Workplace { kind: WorkKind::School, unit: None, name });
        Registration { workplace, ..adult() }
    };
    let too_long = |n| RegistrationFault::PlaceTooLong { n, most: LONGEST_PLACE };
    check(lives(&"ộ".repeat(LONGEST_PLACE)), None, &[]);
    check(lives(&format!("  {}  ", "ộ".repeat(LONGEST_PLACE))), None, &[]);
    check(lives(&"ộ".repeat(LONGEST_PLACE + 1)), None, &[too_long(LONGEST_PLACE + 1)]);
    check(works("ộ".repeat(LONGEST_PLACE)), None, &[]);
    check(works("ộ".repeat(LONGEST_PLACE + 5)), None, &[too_long(LONGEST_PLACE + 5)]);
}

/// A registration on 15/01/2026 -> its faults.
fn check(registration: Registration, least_age: Option<u8>, expected: &[RegistrationFault]) {
    let faults = registration_faults(&registration, day(2026, 1, 15), least_age, |unit| unit.as_str() == "11113");
    assert_eq!(faults, expected);
}

fn adult() -> Registration {
    Registration {
        name: PersonName::parse("Nguyễn Thị Hoa").unwrap(),
        birth: Birth::Day(day(1985, 3, 2)),
        sex: Sex::Female,
        identity: Identity::Number(IdNumber::parse("031185001234").unwrap()),
        residence: Residence { unit: UnitCode::parse("11113").unwrap(), village: "thôn Ngọc Lặc".into() },
        phone: None,
        guardian: None,
        workplace: None,
        memberships: BTreeSet::new(),
        one_touch: OneTouch::NotTaken,
    }
}
