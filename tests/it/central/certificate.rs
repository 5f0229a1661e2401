//! Commands about certificates: without a ledger against a key, and over a centre that has issued none.

use super::office::Folder;
use crate::days::day;
use std::{fs, process::Output};
use tramso::{
    centre::Keys,
    certificate::{Signed, Statement, drawn, page_of},
    content::{builtin, usual_form},
    domain::Birth,
    report::{FinalCertificate, Fonts, FormPicture, final_pdf},
    text::{Language, Words},
};

fn refused(output: &Output) -> String {
    let printed = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(1), "{printed}");
    printed
}

/// A certificate of the demo, signed, and its form.
pub fn of_the_demo() -> (Statement, Signed, FormPicture) {
    let dates = builtin::DemoDates { opens: day("2025-10-11"), closes: day("2025-11-11") };
    let contest = builtin::pack(dates).unwrap().contest;
    let form = usual_form();
    let statement = Statement {
        contest: "demo".to_owned(),
        number: "GCN-000001".to_owned(),
        name: "Nguyễn Thị Hòa".to_owned(),
        birth: Birth::Year(1960),
        residence: "thôn Ngọc Lặc, xã Tân Kỳ, thành phố Hải Phòng".to_owned(),
        ..Statement::of(&contest, &form, day("2025-11-20"))
    };
    let signed = statement.sign(&Keys::demo().unwrap().certificate_seed());
    (statement, signed, FormPicture::new(form).unwrap())
}

#[test]
fn a_file_is_verified_without_a_ledger_and_without_a_network() {
    let folder = Folder::new();
    assert!(folder.run(&["key", "certificate", "--out", &folder.path("usb")]).status.success());
    let (statement, signed, picture) = of_the_demo();
    let fonts = Fonts::embedded().unwrap();
    let page = drawn(&statement, &signed, &picture, &fonts).unwrap();
    let (file, edited, link) = (folder.path("giay.pdf"), folder.path("sua.pdf"), folder.path("chu.txt"));
    fs::write(&file, &page).unwrap();
    fs::write(&edited, [&page[..], b"\n"].concat()).unwrap();
    fs::write(&link, format!("https://x/GCN-000001#{}", signed.carried())).unwrap();
    let key = folder.path("usb/chung-nhan.pub");
    let verify = |what: &str, more: &[&str]| {
        folder.run(&[&["certificate", "verify", what, "--certificate-key", &key], more].concat())
    };
    let genuine = verify(&file, &["--demo"]);
    let printed = String::from_utf8_lossy(&genuine.stdout).into_owned();
    assert!(genuine.status.success() && printed.contains("Nguyễn Thị Hòa"), "{printed}");
    assert!(printed.contains("đúng từng byte"), "{printed}");
    let differs = refused(&verify(&edited, &["--demo"]));
    assert!(differs.contains("TS-V28") && differs.contains("Chữ trong tệp vẫn như bản kê"), "{differs}");
    let forged = FinalCertificate { birth: Birth::Year(1950), ..page_of(&statement, &signed) };
    let words = Words::new(Language::Vietnamese);
    fs::write(&edited, final_pdf(&forged, &picture, &words, &fonts).unwrap()).unwrap();
    let differs = refused(&verify(&edited, &["--demo"]));
    assert!(differs.contains("TS-V28") && differs.contains("bản kê: Sinh."), "{differs}");
    // A gigabyte is not read.
    let large = folder.path("lon.pdf");
    fs::write(&large, b"%PDF-1.7").unwrap();
    fs::OpenOptions::new().write(true).open(&large).unwrap().set_len(1 << 30).unwrap();
    assert!(refused(&verify(&large, &["--demo"])).contains("TS-V18"));
    assert!(verify(&link, &["--demo"]).status.success(), "a text file with the link");
    assert!(refused(&verify(&file, &[])).contains("TS-S42"), "the demo proves nothing");
    let wrong = fs::read_to_string(&link).unwrap().replacen("#eyJ2Ijox", "#eyJ2Ijoy", 1);
    fs::write(&link, wrong).unwrap();
    assert!(refused(&verify(&link, &["--demo"])).contains("TS-V26"), "nobody signed that");
    fs::write(folder.path("khac.pdf"), b"%PDF-1.7 /Encrypt").unwrap();
    assert!(refused(&verify(&folder.path("khac.pdf"), &[])).contains("TS-V19"));
    // Roots that name no certificate key, and a folder without one.
    fs::create_dir(folder.path("goc")).unwrap();
    let (root, signature) = (tramso::crypto::demo_centre::ROOT, tramso::crypto::demo_centre::ROOT_SIGNATURE);
    fs::write(folder.path("goc/root-1.json"), root).unwrap();
    let (id, _) = tramso::crypto::minisig::claimed(signature).unwrap();
    fs::write(folder.path(&format!("goc/root-1-{id}.minisig")), signature).unwrap();
    let by_root = |root: &str| folder.run(&["certificate", "verify", &file, "--root", &folder.path(root)]);
    assert!(refused(&by_root("goc")).contains("TS-V27"));
    assert!(refused(&by_root("usb")).contains("TS-P"), "no root is there");
}

#[test]
fn a_centre_that_has_issued_nothing_lists_nothing_and_names_what_is_not_there() {
    let folder = Folder::new();
    let listed = folder.run(&["certificate", "list", "--json"]);
    let listed: serde_json::Value = serde_json::from_slice(&listed.stdout).unwrap();
    assert_eq!(listed["certificates"], serde_json::json!([]));
    let issued = folder.run(&["certificate", "issue", "11113", "--json"]);
    let issued: serde_json::Value = serde_json::from_slice(&issued.stdout).unwrap();
    assert_eq!((&issued["issued"], &issued["key_named"]), (&0.into(), &false.into()));
    assert!(refused(&folder.run(&["certificate", "issue", "99999"])).contains("TS-V11"));
    let out = folder.path("a.pdf");
    assert!(refused(&folder.run(&["certificate", "issue", "11113", "--out", &out])).contains("TS-V14"));
    let withdraw = ["certificate", "withdraw", "GCN-000001", "--reason", "mistake"];
    assert!(refused(&folder.run(&withdraw)).contains("TS-V12"));
}
