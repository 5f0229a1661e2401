//! The 114 units.

use tramso::{
    content::builtin::haiphong,
    domain::{UnitCode, UnitKind, find_units},
};

#[test]
fn there_are_114_units_and_4_664_124_people() {
    let units = haiphong().unwrap();
    let of = |kind| units.iter().filter(|unit| unit.kind == kind).count();
    assert_eq!([of(UnitKind::Commune), of(UnitKind::Ward), of(UnitKind::SpecialZone)], [67, 45, 2]);
    assert_eq!(units.iter().map(|unit| unit.population).sum::<u32>(), 4_664_124);
    assert_eq!(units.iter().filter(|unit| unit.population_inferred).count(), 12 + 5);
    assert!(units.is_sorted_by(|a, b| a.code < b.code));
}

#[test]
fn alike_names_keep_apart() {
    let units = haiphong().unwrap();
    let name = |code: &str| &units.iter().find(|unit| unit.code == UnitCode::parse(code).unwrap()).unwrap().name;
    assert_eq!([name("10888"), name("10903"), name("11113")], ["Cẩm Giang", "Cẩm Giàng", "Tân Kỳ"]);
    assert_eq!((name("10543").as_str(), name("11848").as_str()), ("Việt Hòa", "Vĩnh Hòa"));
}

/// What is typed -> the codes that are offered, in their order.
fn check(typed: &str, expected: &[&str]) {
    let units = haiphong().unwrap();
    let found: Vec<&str> = find_units(&units, typed).iter().map(|unit| unit.code.as_str()).collect();
    assert_eq!(found, expected, "{typed:?}");
}

#[test]
fn units_are_found_with_and_without_marks_in_both_tone_styles() {
    check("cam giang", &["10888", "10903"]);
    check("Cẩm Giang", &["10888", "10903"]);
    check("CẨM GIÀNG", &["10903", "10888"]);
    check("tan ky", &["11113"]);
    check("  Tân   Kỳ ", &["11113"]);
    check("việt hòa", &["10543"]);
    check("việt hoà", &["10543"]);
    check("viet hoa", &["10543"]);
    check("Thuỷ Nguyên", &["11560"]);
    check("thủy nguyên", &["11560"]);
    check("không đâu cả", &[]);
}
