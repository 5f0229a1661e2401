//! Certificates: issued, corrected, withdrawn, drawn and checked, for whom they are.

use super::*;
use tramso::{
    centre::{
        Wish,
        certificates::{
            CertificateRefusal, CertificateStanding, CheckAnswer, CheckedCertificate, FileDifference, FileFault, Issue,
            PageCheck, Sent, SlipStanding, StatedField,
        },
    },
    crypto::{base64url, signing},
    domain::PersonName,
    ledger::{NoteFilter, RequestKind, WithdrawalReason},
    record::CertificateV1,
};

const UNIT: &str = "11113";
const BY: (Actor, Moment) = (Actor::CommandLine, Moment(NOW));
/// Number of the slip that the first person was given.
const SLIP: &str = "TK-7F3K9Q-000001";

fn clerk(code: &str) -> Access {
    Access::Commune(UnitCode::parse(code).unwrap())
}

/// Three people who have done everything, and one who has only registered.
fn village(centre: &Centre) -> Station {
    enrol(centre, 1);
    let mut one = station(1);
    for person in 1..=3 {
        one.whole(person);
    }
    let certificate = CertificateV1 { number: SLIP.to_owned(), check: "ABCDEFGH".to_owned() };
    one.write(one.key(1), Body::CertificateAsked { certificate });
    one.register(4);
    let all = bundles(&one, one.records.len() as u64);
    centre.ingest(&Access::City, &all[0].bytes, Moment(NOW)).unwrap();
    one
}

fn issued(centre: &Centre) -> Issue {
    centre.issue_certificates(&clerk(UNIT), UNIT, BY).unwrap()
}

fn numbers(centre: &Centre) -> Vec<String> {
    let holders = centre.certificate_holders(&Access::City, UNIT).unwrap();
    holders.people.into_iter().filter_map(|one| Some(one.certificate?.0)).collect()
}

fn file(centre: &Centre, number: &str) -> Vec<u8> {
    centre.certificate_file(&clerk(UNIT), number, BY).unwrap().pdf
}

fn checked(answer: CheckAnswer) -> CheckedCertificate {
    match answer {
        CheckAnswer::Certificate(checked) => *checked,
        other => panic!("{other:?}"),
    }
}

fn of_pdf(centre: &Centre, pdf: Vec<u8>) -> CheckedCertificate {
    checked(centre.check_sent(&Sent::Pdf(pdf)).unwrap())
}

/// The link that is in a certificate's file: check link, `#`, statement.
fn link_in(pdf: &[u8]) -> String {
    let text = String::from_utf8_lossy(pdf);
    let (before, after) = text.split_once("#eyJ2Ijox").expect("a link");
    let start = before.rsplit('(').next().unwrap();
    format!("{start}#eyJ2Ijox{}", after.split(')').next().unwrap())
}

/// Number and check of a link.
fn code_in(link: &str) -> (String, String) {
    let code = link.split('#').next().unwrap().rsplit('/').next().unwrap();
    let (number, check) = code.rsplit_once('-').unwrap();
    (number.to_owned(), check.to_owned())
}

#[test]
fn everybody_with_a_valid_entry_has_one_certificate_and_no_number_twice() {
    on_both(|centre| {
        village(centre);
        assert_eq!(issued(centre), Issue { issued: 3, ..Issue::default() }, "who has only registered has none");
        assert_eq!(issued(centre), Issue { kept: 3, ..Issue::default() }, "a second time changes nothing");
        let mut found = numbers(centre);
        found.sort();
        assert_eq!(found, ["GCN-000001", "GCN-000002", "GCN-000003"]);
        let all = centre.issue_all_certificates(&Access::City, BY).unwrap();
        assert_eq!((all.issued, all.kept), (0, 3));
        assert_eq!(centre.certificate_counts(&Access::City).unwrap(), [(UNIT.to_owned(), [3, 0])]);
        let lines = centre.trail(&Access::City, &NoteFilter::default(), 50).unwrap().lines;
        let lines: Vec<&str> = lines.iter().map(|line| line.what.as_str()).collect();
        assert_eq!(lines.iter().filter(|line| **line == "issue-certificates 11113 3").count(), 1, "{lines:?}");
        // The list is by village and given name; the newest certificate is first in the list of all.
        let names: Vec<String> = {
            let holders = centre.certificate_holders(&clerk(UNIT), UNIT).unwrap();
            assert_eq!(holders.parts.iter().map(|part| part.count).sum::<usize>(), 3);
            holders.people.into_iter().map(|one| one.card.name).collect()
        };
        assert_eq!(names.len(), 3);
        let list = centre.certificate_list(&clerk(UNIT), None, (None, 2)).unwrap();
        assert_eq!(list.lines[0].statement.number, "GCN-000003");
        let rest = centre.certificate_list(&clerk(UNIT), None, (list.older, 2)).unwrap();
        assert_eq!((rest.lines.len(), rest.older), (1, None));
    });
}

#[test]
fn certificates_are_for_the_city_and_for_the_units_own_clerk() {
    on_both(|centre| {
        village(centre);
        issued(centre);
        let not = |refusal: Option<CertificateRefusal>| matches!(refusal, Some(CertificateRefusal::NotAllowed(_)));
        for access in [clerk("11329"), Access::Viewer] {
            assert!(not(centre.issue_certificates(&access, UNIT, BY).err()), "{access:?}");
            assert!(not(centre.certificate_holders(&access, UNIT).err()));
            assert!(not(centre.certificate_file(&access, "GCN-000001", BY).err()));
            assert!(
                not(centre.certificate_file(&access, "GCN-999999", BY).err()),
                "one that is not there looks the same"
            );
            assert!(not(centre.certificate_files(&access, UNIT, Some(0), BY).err()));
        }
        assert!(not(centre.issue_all_certificates(&clerk(UNIT), BY).err()));
        assert!(not(centre.certificate_list(&Access::Viewer, None, (None, 9)).err()));
        let others = centre.certificate_list(&clerk("11329"), Some(UNIT), (None, 9)).unwrap();
        assert!(others.lines.is_empty(), "a clerk's list is the own unit's, whatever was asked for");
        let own = centre.withdraw_certificate(&clerk(UNIT), "GCN-000001", WithdrawalReason::Mistake, BY);
        assert!(not(own.err()), "the city withdraws");
        assert!(centre.certificate_file(&clerk(UNIT), "GCN-000001", BY).is_ok(), "the control");
        let unit = centre.issue_certificates(&Access::City, "99999", BY);
        assert!(matches!(unit, Err(CertificateRefusal::NoUnit)));
    });
}

#[test]
fn a_corrected_name_is_issued_again_and_the_old_number_is_known_as_withdrawn() {
    on_both(|centre| {
        let one = village(centre);
        issued(centre);
        let old = checked(centre.check_sent(&Sent::Text(link_in(&file(centre, "GCN-000001")))).unwrap()).statement;
        let person = (1..=3).find(|person| stage::told(*person).name == old.name).unwrap();
        let (number, check) = code_in(&link_in(&file(centre, "GCN-000001")));
        let old_pdf = file(centre, "GCN-000001");
        let wish = Wish {
            kind: RequestKind::Correct,
            by: "ông đến trụ sở".to_owned(),
            asked: Moment(NOW).date(),
            name: Some(PersonName::parse("Phạm Thị Lan Anh").unwrap()),
            birth: None,
        };
        let id = centre.open_request(&clerk(UNIT), &one.key(person), &wish, BY).unwrap();
        centre.close_request(&Access::City, id, BY).unwrap();
        assert_eq!(issued(centre), Issue { issued: 1, renewed: 1, kept: 2, nameless: 0 });
        assert_eq!(numbers(centre).iter().filter(|number| *number == "GCN-000004").count(), 1);
        let gone = checked(centre.check_number(&number, &check).unwrap());
        let withdrawn = CertificateStanding::Withdrawn { at: Moment(NOW), replaced_by: Some("GCN-000004".to_owned()) };
        assert_eq!((&gone.standing, &gone.statement.name), (&withdrawn, &old.name));
        assert_eq!(of_pdf(centre, old_pdf).standing, withdrawn, "its file is the page, and withdrawn");
        let new = of_pdf(centre, file(centre, "GCN-000004"));
        assert_eq!((new.statement.name.as_str(), new.standing), ("Phạm Thị Lan Anh", CertificateStanding::Holds));
        let drawn = centre.certificate_file(&Access::City, "GCN-000001", BY);
        assert!(matches!(drawn, Err(CertificateRefusal::Withdrawn)), "nobody prints it again");
        assert_eq!(centre.certificate_counts(&Access::City).unwrap(), [(UNIT.to_owned(), [3, 1])]);
    });
}

#[test]
fn a_certificate_that_was_issued_by_mistake_is_withdrawn_once() {
    on_both(|centre| {
        village(centre);
        issued(centre);
        let link = link_in(&file(centre, "GCN-000002"));
        let withdraw = |number: &str| centre.withdraw_certificate(&Access::City, number, WithdrawalReason::Mistake, BY);
        assert!(matches!(withdraw("GCN-000099"), Err(CertificateRefusal::Unknown)));
        assert!(matches!(withdraw("GCN2-000002"), Err(CertificateRefusal::Unknown)), "the whole number counts");
        withdraw("GCN-000002").unwrap();
        assert!(matches!(withdraw("GCN-000002"), Err(CertificateRefusal::Withdrawn)));
        let gone = checked(centre.check_sent(&Sent::Text(link)).unwrap());
        assert_eq!(gone.standing, CertificateStanding::Withdrawn { at: Moment(NOW), replaced_by: None });
        assert_eq!(issued(centre).issued, 1, "whose entry is valid gets another one");
    });
}

#[test]
fn with_a_person_their_certificate_goes() {
    on_both(|centre| {
        let one = village(centre);
        issued(centre);
        let pdf = file(centre, "GCN-000001");
        let statement = of_pdf(centre, pdf.clone()).statement;
        let person = (1..=3).find(|person| stage::told(*person).name == statement.name).unwrap();
        let (number, check) = code_in(&link_in(&pdf));
        centre.forget_person(&Access::City, &one.key(person), Actor::CommandLine, Moment(NOW)).unwrap();
        assert!(matches!(centre.check_number(&number, &check).unwrap(), CheckAnswer::Unknown));
        let kept = centre.ledger().read_tx(|tx| tx.certificates_of(&[one.key(person)])).unwrap();
        assert!(kept.is_empty(), "nothing of the name is left in the ledger");
        assert_eq!(of_pdf(centre, pdf).standing, CertificateStanding::NotHeld, "the paper's signature still holds");
        assert_eq!(numbers(centre).len(), 2, "the control: the others'");
    });
}

#[test]
fn a_number_shows_its_fields_to_who_has_the_check_too() {
    on_both(|centre| {
        village(centre);
        issued(centre);
        let (number, check) = code_in(&link_in(&file(centre, "GCN-000001")));
        for (number, check) in [
            (number.clone(), check.clone()),
            (number.to_lowercase(), check.to_lowercase()),
            (format!(" {number} "), format!("{} {}", &check[..4], &check[4..])),
        ] {
            let found = checked(centre.check_number(&number, &check).unwrap());
            assert_eq!((found.standing, found.page), (CertificateStanding::Holds, PageCheck::NotSent));
            assert!(!found.is_named, "the demo's root names no such key");
        }
        let mut wrong = check.clone();
        wrong.replace_range(..1, if check.starts_with('A') { "B" } else { "A" });
        for (number, check) in [
            (number.as_str(), wrong.as_str()),
            (number.as_str(), ""),
            (number.as_str(), &check[..7]),
            ("GCN-000002", check.as_str()),
            ("GCN-999999", check.as_str()),
            ("GCN-1", check.as_str()),
            ("GCN2-000001", check.as_str()),
            ("x", "y"),
            ("GCN-99999999999999999999", "y"),
        ] {
            let answer = centre.check_number(number, check).unwrap();
            assert!(matches!(answer, CheckAnswer::Unknown), "{number} {check}");
        }
    });
}

#[test]
fn a_file_is_the_page_byte_for_byte_or_it_is_another_file() {
    let hall = hall();
    let centre = &hall.centre;
    village(centre);
    issued(centre);
    let pdf = file(centre, "GCN-000001");
    assert_eq!(pdf, file(centre, "GCN-000001"), "drawn twice it is the same");
    assert!(pdf.len() <= 120 << 10, "{} bytes", pdf.len());
    let honest = of_pdf(centre, pdf.clone());
    assert_eq!((honest.standing, honest.page), (CertificateStanding::Holds, PageCheck::SameFile));
    // One byte behind the end, and one in a picture of a letter.
    let longer = [&pdf[..], b"\n"].concat();
    assert_eq!(of_pdf(centre, longer).page, PageCheck::OtherFile(FileDifference::SameWords));
    // The statement of another certificate in this page: it is that one's, and the file is not its page.
    let other = file(centre, "GCN-000002");
    let swapped = replaced(&pdf, link_in(&pdf).as_bytes(), link_in(&other).as_bytes());
    let found = of_pdf(centre, swapped);
    assert_eq!(found.statement.number, "GCN-000002");
    let PageCheck::OtherFile(FileDifference::Fields(fields)) = found.page else { panic!("{:?}", found.page) };
    assert!(fields.contains(&StatedField::Name) && fields.contains(&StatedField::Number), "{fields:?}");
    // A statement that was changed is nobody's.
    let link = link_in(&pdf);
    let changed = link.replacen("#eyJ2Ijox", "#eyJ2Ijoy", 1);
    let answer = centre.check_sent(&Sent::Pdf(replaced(&pdf, link.as_bytes(), changed.as_bytes()))).unwrap();
    assert!(matches!(answer, CheckAnswer::Unknown));
    assert!(matches!(centre.check_sent(&Sent::Pdf(b"%PDF-1.7\n%%EOF".to_vec())).unwrap(), CheckAnswer::Unknown));
    let refused = |bytes: Vec<u8>| match centre.check_sent(&Sent::Pdf(bytes)) {
        Err(CertificateRefusal::File(fault)) => Some(fault),
        _ => None,
    };
    assert_eq!(refused(b"no PDF".to_vec()), Some(FileFault::NoPdf));
    assert_eq!(refused(vec![b'%'; (4 << 20) + 1]), Some(FileFault::TooLarge));
    assert_eq!(refused([&pdf[..], b"trailer <</Encrypt 9 0 R>>"].concat()), Some(FileFault::Encrypted));
    let attached = b"<</Type /EmbeddedFile>>".repeat(1000);
    assert_eq!(refused([&pdf[..], &attached].concat()), Some(FileFault::Attachments));
    assert_eq!(refused([&pdf[..], &other].concat()), Some(FileFault::Several));
}

/// The bytes with the first place of `from` and all others replaced.
fn replaced(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let (mut rest, mut out) = (bytes, Vec::new());
    while let Some(at) = rest.windows(from.len()).position(|window| window == from) {
        out.extend_from_slice(&rest[..at]);
        out.extend_from_slice(to);
        rest = &rest[at + from.len()..];
    }
    out.extend_from_slice(rest);
    assert_ne!(out, bytes, "the control: it is there");
    out
}

#[test]
fn pasted_text_shows_each_field_or_which_one_differs() {
    let hall = hall();
    let centre = &hall.centre;
    village(centre);
    issued(centre);
    let pdf = file(centre, "GCN-000001");
    let link = link_in(&pdf);
    let of_text = |text: &str| checked(centre.check_sent(&Sent::Text(text.to_owned())).unwrap());
    assert_eq!(of_text(&link).page, PageCheck::NotSent, "a link alone shows nothing to compare");
    let cut = link.as_bytes().chunks(70).map(|line| std::str::from_utf8(line).unwrap()).collect::<Vec<_>>().join(" \n");
    assert_eq!(of_text(&cut).page, PageCheck::NotSent, "wherever its lines were cut");
    let folder = scratch();
    let path = folder.path().join("giay.pdf");
    std::fs::write(&path, &pdf).unwrap();
    let text = std::process::Command::new("pdftotext").args(["-raw", path.to_str().unwrap(), "-"]).output().unwrap();
    let text = String::from_utf8(text.stdout).unwrap();
    let honest = of_text(&text);
    assert_eq!(honest.page, PageCheck::SameText, "{text}");
    let changed = text.replacen(&honest.statement.name, "Nguyễn Văn Khác", 1);
    assert_ne!(changed, text, "the control");
    assert_eq!(of_text(&changed).page, PageCheck::OtherText(vec![StatedField::Name]));
    let answer = centre.check_sent(&Sent::Text("một đoạn chữ khác".to_owned())).unwrap();
    assert!(matches!(answer, CheckAnswer::Unknown));
}

#[test]
fn a_stations_slip_is_checked_before_and_after_its_bundle_has_come() {
    on_both(|centre| {
        enrol(centre, 1);
        let told = stage::told(1);
        let slip = |station: u8, name: &str| {
            let statement = format!(
                r#"{{"v":1,"contest":"demo","kiosk":"{}","epoch":1,"number":"{SLIP}","name":"{name}","birth_year":{},"unit":"{UNIT}","date":"2026-11-22"}}"#,
                station_id(1),
                &told.birth[..4],
            );
            let seed = Secret::from_bytes(&mut [station; 32]);
            let signature = signing::sign(&seed, "tramso-certificate1", statement.as_bytes());
            format!("https://x/{SLIP}-ABCDEFGH#{}.{}", base64url(statement.as_bytes()), base64url(&signature))
        };
        let standing = |link: String| match centre.check_sent(&Sent::Text(link)).unwrap() {
            CheckAnswer::Slip(checked) => Some(checked.standing),
            CheckAnswer::Unknown => None,
            CheckAnswer::Certificate(_) => panic!("a slip is no certificate"),
        };
        assert_eq!(standing(slip(1, &told.name)), Some(SlipStanding::NotHeld), "provisional");
        assert_eq!(standing(slip(2, &told.name)), None, "signed by another key");
        let mut one = station(1);
        one.whole(1);
        let certificate = CertificateV1 { number: SLIP.to_owned(), check: "ABCDEFGH".to_owned() };
        one.write(one.key(1), Body::CertificateAsked { certificate });
        let all = bundles(&one, one.records.len() as u64);
        centre.ingest(&Access::City, &all[0].bytes, Moment(NOW)).unwrap();
        assert_eq!(standing(slip(1, &told.name)), Some(SlipStanding::Valid));
        assert_eq!(standing(slip(1, "Ai Đó Khác")), Some(SlipStanding::NotHeld), "another name is nobody's");
    });
}

#[test]
fn a_photo_of_the_printed_code_is_read() {
    let hall = hall();
    let centre = &hall.centre;
    village(centre);
    issued(centre);
    let folder = scratch();
    let path = |name: &str| folder.path().join(name).display().to_string();
    std::fs::write(path("giay.pdf"), file(centre, "GCN-000001")).unwrap();
    for (kind, dots, ending) in [("-jpeg", "100", "jpg"), ("-png", "150", "png"), ("-jpeg", "300", "jpg")] {
        let drawn = std::process::Command::new("pdftoppm")
            .args([kind, "-r", dots, "-gray", &path("giay.pdf"), &path("trang")])
            .status()
            .unwrap();
        assert!(drawn.success());
        let picture = std::fs::read(path(&format!("trang-1.{ending}"))).unwrap();
        let found = checked(centre.check_sent(&Sent::file(picture)).unwrap());
        assert_eq!((found.statement.number.as_str(), found.page), ("GCN-000001", PageCheck::NotSent), "{dots}");
    }
    let refused = centre.check_sent(&Sent::file(b"\x89PNG nothing".to_vec()));
    assert!(matches!(refused, Err(CertificateRefusal::Photo(_))));
}

#[test]
fn a_villages_file_has_each_on_a_page_and_the_list_to_sign() {
    let hall = hall();
    let centre = &hall.centre;
    village(centre);
    assert!(matches!(centre.certificate_files(&Access::City, UNIT, None, BY), Err(CertificateRefusal::Nobody)));
    issued(centre);
    let file = centre.certificate_files(&clerk(UNIT), UNIT, None, BY).unwrap();
    assert_eq!((file.count, file.left_out.len(), file.name.as_str()), (3, 0, "chung-nhan-11113.pdf"));
    let folder = scratch();
    let path = folder.path().join("tat-ca.pdf");
    std::fs::write(&path, &file.pdf).unwrap();
    let text = std::process::Command::new("pdftotext").args(["-layout", path.to_str().unwrap(), "-"]).output().unwrap();
    let text = String::from_utf8(text.stdout).unwrap();
    assert_eq!(text.matches('\u{c}').count(), 4, "three certificates and the list");
    let list = text.split("DANH SÁCH KÝ NHẬN GIẤY CHỨNG NHẬN").nth(1).unwrap();
    for person in 1..=3 {
        assert!(list.contains(&stage::told(person).name), "{list}");
    }
    assert!(matches!(centre.certificate_files(&Access::City, UNIT, Some(9), BY), Err(CertificateRefusal::Nobody)));
    let lines = centre.trail(&Access::City, &NoteFilter::default(), 50).unwrap().lines;
    assert!(lines.iter().any(|line| line.what == "send-certificates 11113 3"), "what leaves is in the trail");
}
