//! `tramso-studio units` with names as people type them.

use super::{out, studio, told};

#[test]
fn a_name_may_be_typed_as_it_is() {
    let searched = out(&studio(["units", "list", "--search", "cam giang"]));
    assert!(searched.contains("10888") && searched.contains("10903") && searched.contains("2 đơn vị."), "{searched}");
    assert_eq!(out(&studio(["units", "list", "cam", "giang"])), searched);
    assert_eq!(out(&studio(["units", "list", "xã Cẩm Giang"])), searched);
    assert!(out(&studio(["units", "list"])).contains("114 đơn vị."));
}

#[test]
fn a_list_is_made_for_a_name_that_is_one_units() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mau.csv");
    let made = |name: &str| {
        let path = path.to_str().unwrap();
        studio(["units", "template", "--unit", name, "--out", path, "--force"])
    };
    for name in ["Tân Kỳ", "tan ky", "xã Tân Kỳ", "11113"] {
        let made = made(name);
        assert!(out(&made).contains("xã Tân Kỳ"), "{name}: {}", told(&made));
    }
    assert!(out(&made("Cẩm Giàng")).contains("xã Cẩm Giàng"));
    for (name, code) in [("cam giang", "TS-U08"), ("không đâu cả", "TS-U07"), ("00001", "TS-U01")] {
        let refused = made(name);
        assert_eq!(refused.status.code(), Some(1));
        assert!(told(&refused).starts_with(code), "{name}: {}", told(&refused));
    }
    let several = told(&made("cam giang"));
    assert!(several.contains("10888 xã Cẩm Giang, 10903 xã Cẩm Giàng"), "{several}");
}
