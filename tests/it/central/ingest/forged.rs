//! Edited certificates: every field, pictures and statements swapped, files cut and joined. All are found out, and no honest one is refused.

use super::*;
use crate::content::png;
use tramso::{
    centre::certificates::{CheckAnswer, PageCheck, Sent},
    certificate::{Signed, Statement, drawn, page_of},
    content::{form_digest, usual_form},
    domain::{Birth, CertificateForm, Logo, Signer},
    report::{FinalCertificate, Fonts, FormPicture, final_pdf},
    text::{Language, Words},
};

/// Certificates that are edited, each in one way, and honest ones.
const QUICK_COUNT: usize = 90;
const LONG_COUNT: usize = 1_000;

struct Press {
    fonts: Fonts,
    words: Words,
    usual: FormPicture,
    /// The same form with a picture on it.
    other: FormPicture,
}

/// What is changed on a page whose statement stays as it was signed.
type Edit = fn(&mut FinalCertificate);

const EDITS: [(&str, Edit); 12] = [
    ("number", |page| page.number = "GCN-000999".to_owned()),
    ("check", |page| page.check = "ZZZZZZZZ".to_owned()),
    ("name", |page| page.name = "Lê Văn Khác".to_owned()),
    ("a letter of the name", |page| page.name.push('h')),
    ("birth", |page| page.birth = Birth::Year(1999)),
    ("residence", |page| page.residence = page.residence.replace("Tân Kỳ", "Tân An")),
    ("topics", |page| drop(page.topics.pop())),
    ("contest", |page| page.contest.push_str(" toàn quốc")),
    ("organiser", |page| page.organiser = "Bộ Khoa học và Công nghệ".to_owned()),
    ("signers", |page| page.signers = vec![Signer { title: "BỘ TRƯỞNG".to_owned(), name: "Ai Đó".to_owned() }]),
    ("place", |page| page.place = "Hà Nội".to_owned()),
    ("slip", |page| page.slip = None),
];

fn statement(centre: &Centre, at: usize) -> Statement {
    let contest = demo_pack().contest.clone();
    let told = stage::told(at as u64);
    let (form, day) = (usual_form(), Moment(NOW).date());
    Statement {
        contest: centre.keys().contest.clone(),
        number: format!("GCN-{:06}", at + 1),
        name: told.name,
        birth: Birth::from_written(&told.birth).unwrap(),
        residence: format!("{}, xã Tân Kỳ, thành phố Hải Phòng", told.lives.village),
        slip: Some(format!("TK-7F3K9Q-{at:06}")),
        ..Statement::of(&contest, &form, day)
    }
}

fn page_check(centre: &Centre, pdf: Vec<u8>) -> Option<PageCheck> {
    match centre.check_sent(&Sent::Pdf(pdf)).unwrap() {
        CheckAnswer::Certificate(checked) => Some(checked.page),
        CheckAnswer::Unknown => None,
        CheckAnswer::Slip(_) => panic!("a certificate is no slip"),
    }
}

fn edited(press: &Press, edit: Edit, statement: &Statement, signed: &Signed) -> Vec<u8> {
    let mut page = page_of(statement, signed);
    edit(&mut page);
    assert_ne!(page, page_of(statement, signed), "the control: something is changed");
    final_pdf(&page, &press.usual, &press.words, &press.fonts).unwrap()
}

/// Where in the bytes of a stream a reader would see something else.
fn flipped(mut bytes: Vec<u8>, at: usize) -> Vec<u8> {
    let place = 200 + at * 7_919 % (bytes.len() - 400);
    bytes[place] ^= 1 << (at % 7);
    bytes
}

#[test]
fn edited_certificates_are_found_out_and_honest_ones_are_not_refused() {
    let hall = hall();
    let centre = &hall.centre;
    let picture = CertificateForm { logo: Some(Logo::new(png(64)).unwrap()), ..usual_form() };
    assert_ne!(form_digest(&picture), form_digest(&usual_form()));
    let press = Press {
        fonts: Fonts::embedded().unwrap(),
        words: Words::new(Language::Vietnamese),
        usual: FormPicture::new(usual_form()).unwrap(),
        other: FormPicture::new(picture).unwrap(),
    };
    let count = scaled(QUICK_COUNT, LONG_COUNT);
    let seed = centre.keys().certificate_seed();
    let signed: Vec<(Statement, Signed)> = (0..count.max(2))
        .map(|at| {
            let statement = statement(centre, at);
            let signed = statement.sign(&seed);
            (statement, signed)
        })
        .collect();
    for (at, (statement, own)) in signed.iter().enumerate() {
        let honest = drawn(statement, own, &press.usual, &press.fonts).unwrap();
        assert_eq!(page_check(centre, honest.clone()), Some(PageCheck::SameFile), "{at}: an honest one");
        let (next, theirs) = &signed[(at + 1) % signed.len()];
        let kinds = EDITS.len() + 4;
        let (what, forged) = match at % kinds {
            kind if kind < EDITS.len() => (EDITS[kind].0, edited(&press, EDITS[kind].1, statement, own)),
            // The picture of something on the page, and a whole page around somebody else's statement.
            12 => ("picture", final_pdf(&page_of(statement, own), &press.other, &press.words, &press.fonts).unwrap()),
            13 => {
                let mut page = page_of(statement, own);
                page.statement_url = page_of(next, theirs).statement_url;
                ("statement swapped", final_pdf(&page, &press.usual, &press.words, &press.fonts).unwrap())
            }
            14 => ("a byte", flipped(honest, at)),
            _ => {
                let thief = Secret::from_bytes(&mut [at as u8; 32]);
                let mut page = page_of(statement, own);
                page.statement_url = page_of(statement, &statement.sign(&thief)).statement_url;
                ("another key", final_pdf(&page, &press.usual, &press.words, &press.fonts).unwrap())
            }
        };
        let found = match centre.check_sent(&Sent::Pdf(forged)) {
            Ok(CheckAnswer::Certificate(checked)) => Some(checked.page),
            // A flipped byte may make it no PDF of ours at all.
            Ok(CheckAnswer::Unknown) | Err(_) => None,
            Ok(CheckAnswer::Slip(_)) => panic!("{what}"),
        };
        assert!(matches!(found, None | Some(PageCheck::OtherFile)), "{at}, {what}: {found:?}");
    }
    report(&format!("certificates: {count} honest ones as they are, {count} edited ones found out"));
}
