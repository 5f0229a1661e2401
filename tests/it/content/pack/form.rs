//! The form of certificates: with its logo in the pack, by its digest, and refused with each fault of a picture.

use super::*;
use tramso::{
    content::{ContestFault, FaultKind, form_digest, usual_form},
    domain::{CertificateForm, Logo, LogoFault},
};

const FORM: &str = "\n[certificate]\ntitle = \"GIẤY CHỨNG NHẬN\"\nlogo = \"so.png\"\nlogo_mm = 16\nmotto = false\n\n\
    [[certificate.signer]]\ntitle = \"KT. GIÁM ĐỐC\"\nname = \"Nguyễn Văn Thử\"\n";

/// A PNG of one colour and so many pixels a side, as an editor of pictures writes it.
pub fn png(side: u32) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    let picture = image::RgbImage::from_pixel(side, side, image::Rgb([158, 27, 30]));
    picture.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    bytes.into_inner()
}

/// The good campaign with a form and this logo.
fn with_logo(bytes: Vec<u8>) -> super::super::Folder {
    let folder = super::super::Folder::good();
    let contest = String::from_utf8(folder.bytes("contest.toml").to_vec()).unwrap() + FORM;
    folder.with("contest.toml", contest).with("certificate/so.png", bytes)
}

fn faults(bytes: Vec<u8>) -> Vec<LogoFault> {
    let kinds = with_logo(bytes).kinds().into_iter();
    kinds
        .map(|kind| match kind {
            FaultKind::Contest(ContestFault::CertificateLogo { fault, .. }) => fault,
            other => panic!("{other:?}"),
        })
        .collect()
}

#[test]
fn a_form_with_its_logo_is_in_the_pack_and_needs_a_program_that_knows_it() {
    let logo = png(64);
    let pack = with_logo(logo.clone()).read().unwrap().pack;
    let form = pack.contest.certificate.clone().unwrap();
    assert_eq!((form.title.as_str(), form.measures.logo_mm, form.has_motto), ("GIẤY CHỨNG NHẬN", 16, false));
    assert_eq!(form.wording, usual_form().wording, "what is left out is as in the program's own form");
    assert_eq!(form.logo.as_ref().unwrap().bytes, logo);
    assert_eq!(AppVersion::first_for(&pack.contest).to_string(), "0.2.0");
    let bytes = build(&plan(&pack, &demo_roots()), &demo_key()).unwrap();
    let opened = open(&bytes, &trust(&pack), &[]).unwrap();
    assert_eq!(opened.pack.contest.certificate, Some(form.clone()));
    assert_eq!(form_digest(&form), form_digest(&opened.pack.contest.certificate.unwrap()));
    // The control: another wording is another form, and a contest without one has none in its pack.
    let other = CertificateForm { wording: "khác".to_owned(), ..form.clone() };
    assert_ne!(form_digest(&form), form_digest(&other));
    assert_eq!(small().contest.certificate, None);
}

#[test]
fn a_logo_is_a_png_of_a_size_that_fits_every_certificate() {
    assert_eq!(faults(png(64)), [], "the control");
    assert_eq!(faults(b"\xff\xd8\xff\xe0 a photo".to_vec()), [LogoFault::Kind("JPEG")]);
    assert_eq!(faults(b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>".to_vec()), [LogoFault::Kind("SVG")]);
    assert_eq!(faults(Vec::new()), [LogoFault::Kind("?")]);
    // 50 MB: not looked into, and its size is what is stated.
    let mut large = png(64);
    large.resize(50 << 20, 0);
    assert_eq!(faults(large), [LogoFault::Bytes { bytes: 50 << 20, most: Logo::MOST_BYTES }]);
    assert_eq!(faults(png(16)), [LogoFault::Pixels { width: 16, height: 16 }]);
    assert_eq!(faults(png(1201)), [LogoFault::Pixels { width: 1201, height: 1201 }]);
    let mut cut = png(64);
    cut.truncate(cut.len() - 5);
    assert_eq!(faults(cut), [LogoFault::Damaged]);
    let mut flipped = png(64);
    let middle = flipped.len() / 2;
    flipped[middle] ^= 1;
    assert_eq!(faults(flipped), [LogoFault::Damaged]);
}

/// Certificates were drawn by it: it never changes.
#[test]
fn the_programs_own_form_stays_as_it_is() {
    let digest = tramso::crypto::hex(&form_digest(&usual_form()));
    assert_eq!(digest, "40c17f23592225876368d9e811f199d1f97d0ba0359dd2bc0f490490d3cfe0ab");
}
