//! Edited certificates: every field, pictures and statements swapped, files cut and joined. All are found out, and no honest one is refused.

use super::{camera::film, *};
use crate::content::png;
use tramso::{
    centre::certificates::{CheckAnswer, FileDifference, PageCheck, Sent, StatedField},
    certificate::{Signed, Statement, drawn, file_difference, page_of},
    content::{form_digest, usual_form},
    domain::{Birth, CertificateForm, Logo, Signer},
    exchange::photo::{self, PhotoLimits},
    report::{FinalCertificate, Fonts, FormPicture, final_pdf},
    text::{Language, Words},
};

/// Certificates that are edited, each in one way, and honest ones.
const QUICK_COUNT: usize = 90;
const LONG_COUNT: usize = 1_000;
/// Certificates that are filmed.
const QUICK_FILMED: usize = 40;
/// Photos of small codes that were read at twice their size alone.
const SMALL_CODES: [usize; 3] = [114, 265, 783];

struct Press {
    fonts: Fonts,
    words: Words,
    usual: FormPicture,
    /// The same form with a picture on it.
    other: FormPicture,
}

/// What is changed on a page whose statement stays as it was signed.
type Edit = fn(&mut FinalCertificate);

/// Each with the field that is named for it; for none of them, words are missing or too many.
const EDITS: [(&str, Edit, Option<StatedField>); 12] = [
    ("number", |page| page.number = "GCN-000999".to_owned(), Some(StatedField::Number)),
    ("check", |page| page.check = "ZZZZZZZZ".to_owned(), None),
    ("name", |page| page.name = "Lê Văn Khác".to_owned(), Some(StatedField::Name)),
    ("a letter of the name", |page| page.name.push('h'), Some(StatedField::Name)),
    ("birth", |page| page.birth = Birth::Year(1999), Some(StatedField::Birth)),
    ("residence", |page| page.residence = page.residence.replace("Tân Kỳ", "Tân An"), Some(StatedField::Residence)),
    ("topics", |page| drop(page.topics.pop()), Some(StatedField::Topics)),
    ("contest", |page| page.contest.push_str(" toàn quốc"), Some(StatedField::Contest)),
    ("organiser", |page| page.organiser = "Bộ Khoa học và Công nghệ".to_owned(), Some(StatedField::Organiser)),
    ("signers", |page| page.signers = vec![minister()], Some(StatedField::Signers)),
    ("place", |page| page.place = "Hà Nội".to_owned(), Some(StatedField::Date)),
    ("slip", |page| page.slip = None, Some(StatedField::Slip)),
];

fn minister() -> Signer {
    Signer { title: "BỘ TRƯỞNG".to_owned(), name: "Ai Đó".to_owned() }
}

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

/// What is known of a file as a page; none where it is nobody's, or is not looked into.
fn page_check(centre: &Centre, pdf: Vec<u8>) -> Option<PageCheck> {
    match centre.check_sent(&Sent::Pdf(pdf)) {
        Ok(CheckAnswer::Certificate(checked)) => Some(checked.page),
        Ok(CheckAnswer::Unknown) | Err(_) => None,
        Ok(CheckAnswer::Slip(_)) => panic!("a certificate is no slip"),
    }
}

fn edited(press: &Press, edit: Edit, statement: &Statement, signed: &Signed) -> Vec<u8> {
    let mut page = page_of(statement, signed);
    edit(&mut page);
    assert_ne!(page, page_of(statement, signed), "the control: something is changed");
    press.page(&page)
}

/// Where in the bytes of a stream a reader would see something else.
fn flipped(mut bytes: Vec<u8>, at: usize) -> Vec<u8> {
    let place = 200 + at * 7_919 % (bytes.len() - 400);
    bytes[place] ^= 1 << (at % 7);
    bytes
}

impl Press {
    fn new() -> Self {
        let picture = CertificateForm { logo: Some(Logo::new(png(64)).unwrap()), ..usual_form() };
        assert_ne!(form_digest(&picture), form_digest(&usual_form()));
        Self {
            fonts: Fonts::embedded().unwrap(),
            words: Words::new(Language::Vietnamese),
            usual: FormPicture::new(usual_form()).unwrap(),
            other: FormPicture::new(picture).unwrap(),
        }
    }

    fn page(&self, page: &FinalCertificate) -> Vec<u8> {
        final_pdf(page, &self.usual, &self.words, &self.fonts).unwrap()
    }
}

/// An honest certificate, and one that was edited in the way that is this one's turn.
fn tried(centre: &Centre, press: &Press, at: usize, [(statement, own), (next, theirs)]: [&(Statement, Signed); 2]) {
    let honest = drawn(statement, own, &press.usual, &press.fonts).unwrap();
    assert_eq!(page_check(centre, honest.clone()), Some(PageCheck::SameFile), "{at}: an honest one");
    let other = |of: FileDifference| Some(PageCheck::OtherFile(of));
    let page = || page_of(statement, own);
    match at % (EDITS.len() + 4) {
        kind if kind < EDITS.len() => {
            let (what, edit, field) = EDITS[kind];
            let named = field.map_or(FileDifference::OtherWords, |field| FileDifference::Fields(vec![field]));
            let found = page_check(centre, edited(press, edit, statement, own));
            assert_eq!(found, other(named), "{at}, {what}");
        }
        // A picture on the page, whose words are the same.
        12 => {
            let forged = final_pdf(&page(), &press.other, &press.words, &press.fonts).unwrap();
            assert_eq!(page_check(centre, forged), other(FileDifference::SameWords), "{at}, picture");
        }
        // A whole page around somebody else's statement: everything that is theirs is missing.
        13 => {
            let swapped = FinalCertificate { statement_url: page_of(next, theirs).statement_url, ..page() };
            let found = page_check(centre, press.page(&swapped));
            let Some(PageCheck::OtherFile(FileDifference::Fields(fields))) = &found else { panic!("{at}: {found:?}") };
            assert!(fields.contains(&StatedField::Number) && fields.contains(&StatedField::Slip), "{at}: {fields:?}");
        }
        // A flipped byte may make it no PDF of ours at all.
        14 => {
            let found = page_check(centre, flipped(honest, at));
            assert!(matches!(found, None | Some(PageCheck::OtherFile(_))), "{at}, a byte: {found:?}");
        }
        _ => {
            let thief = Secret::from_bytes(&mut [at as u8; 32]);
            let stolen = page_of(statement, &statement.sign(&thief)).statement_url;
            let found = page_check(centre, press.page(&FinalCertificate { statement_url: stolen, ..page() }));
            assert_eq!(found, None, "{at}, another key");
        }
    }
}

fn signed(centre: &Centre, count: usize) -> Vec<(Statement, Signed)> {
    (0..count).map(|at| signed_one(centre, at)).collect()
}

fn signed_one(centre: &Centre, at: usize) -> (Statement, Signed) {
    let statement = statement(centre, at);
    let signed = statement.sign(&centre.keys().certificate_seed());
    (statement, signed)
}

/// Each of so many, by as many workers as the smallest machine has processors.
fn by_two(count: usize, each: impl Fn(usize) + Sync) {
    std::thread::scope(|scope| {
        for first in 0..2 {
            let each = &each;
            scope.spawn(move || (first..count).step_by(2).for_each(each));
        }
    });
}

#[test]
fn edited_certificates_are_found_out_and_honest_ones_are_not_refused() {
    let hall = hall();
    let centre = &hall.centre;
    let press = Press::new();
    let count = scaled(QUICK_COUNT, LONG_COUNT).max(2);
    let signed = signed(centre, count);
    by_two(count, |at| tried(centre, &press, at, [&signed[at], &signed[(at + 1) % count]]));
    report(&format!("certificates: {count} honest ones as they are, {count} edited ones found out"));
}

#[test]
fn another_programs_copy_is_another_file_with_the_same_words() {
    let hall = hall();
    let centre = &hall.centre;
    let press = Press::new();
    let signed = signed(centre, 1);
    let (statement, own) = &signed[0];
    let folder = scratch();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let saved = |page: &FinalCertificate| {
        std::fs::write(path("giay.pdf"), press.page(page)).unwrap();
        let done =
            std::process::Command::new("pdftocairo").args(["-pdf", &path("giay.pdf"), &path("luu.pdf")]).status();
        assert!(done.expect("poppler-utils are in .ci/needs").success());
        std::fs::read(path("luu.pdf")).unwrap()
    };
    let page = page_of(statement, own);
    assert_eq!(page_check(centre, saved(&page)), Some(PageCheck::OtherFile(FileDifference::SameWords)));
    // An edited one is found out behind another program too, with its field.
    let edited = FinalCertificate { name: "Lê Văn Khác".to_owned(), ..page };
    let named = FileDifference::Fields(vec![StatedField::Name]);
    assert_eq!(page_check(centre, saved(&edited)), Some(PageCheck::OtherFile(named)));
}

#[test]
fn whatever_is_done_to_a_files_bytes_it_is_answered() {
    let hall = hall();
    let centre = &hall.centre;
    let press = Press::new();
    let signed = signed(centre, 1);
    let page = drawn(&signed[0].0, &signed[0].1, &press.usual, &press.fonts).unwrap();
    let count = scaled(QUICK_COUNT, LONG_COUNT);
    by_two(count, |at| {
        // Bytes of the file's words and of its packed parts, cut, doubled, taken out and put elsewhere.
        let place = |more: usize| (at * 104_729 + more * 7_919) % page.len();
        let (from, to) = (place(1).min(place(2)), place(1).max(place(2)));
        let other = match at % 5 {
            0 => flipped(page.clone(), at),
            1 => page[..place(3)].to_vec(),
            2 => [&page[..from], &page[to..]].concat(),
            3 => [&page[..to], &page[from..]].concat(),
            _ => [&page[from..to], &page[..from], &page[to..]].concat(),
        };
        let found = page_check(centre, other.clone());
        assert!(found != Some(PageCheck::SameFile) || other == page, "{at}: {found:?}");
        let _ = file_difference(&other, &page, &signed[0].0); // also where the signature is gone
    });
}

#[test]
fn printed_and_filmed_codes_are_read() {
    let hall = hall();
    let centre = &hall.centre;
    let press = Press::new();
    let count = scaled(QUICK_FILMED, LONG_COUNT);
    let further: Vec<usize> = SMALL_CODES.into_iter().filter(|at| *at >= count).collect();
    by_two(count + further.len(), |at| {
        let at = at.checked_sub(count).map_or(at, |more| further[more]);
        let (statement, own) = &signed_one(centre, at);
        let page = drawn(statement, own, &press.usual, &press.fonts).unwrap();
        let photo = film(&page, at as u32);
        // The code has number and check; what the ledger has is asked by them, and it has none of these.
        let codes = photo::codes(&photo, PhotoLimits::ANYBODY).unwrap();
        assert_eq!(codes, [page_of(statement, own).check_url], "{at}");
    });
    report(&format!("certificates: the codes of {count} were printed, filmed and read"));
}
