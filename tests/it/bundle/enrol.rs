//! A station asks, the centre answers.

use super::{broken::Broken, flips::every_byte_matters, raw::tied, *};
use std::fs;
use tramso::{
    bundle::{
        PackRef,
        enrol::{Grant, Request, RootRef, Secrets, grant, request},
    },
    crypto::{minisig::PublicKey, parcel, seal_to, sha256},
    domain::{CheckedPart, Light, MachineCheck, Moment},
};

fn enrol_key() -> SigningKey {
    demo_key(demo_centre::ENROL_KEY)
}

fn keys() -> Vec<PublicKey> {
    vec![enrol_key().public().clone()]
}

fn asking() -> Request {
    let of = first_epoch();
    Request {
        station: of.station,
        epoch: of.epoch,
        key: station_key().public().clone(),
        recipient: CENTRE_RECIPIENT.to_owned(), // any identity that the tests hold
        commune: commune(),
        village: "thôn Ngọc Lặc".to_owned(),
        app: "tramso 0.1.0".to_owned(),
        wall: Moment(crate::days::MADE_MS),
        check: None,
    }
}

fn granted(asked: &Request) -> Grant {
    Grant {
        of: first_epoch(),
        key: asked.key.clone(),
        request: asked.digest(),
        number: 1,
        commune: commune(),
        village: asked.village.clone(),
        centre: "Ban Tổ chức thành phố".to_owned(),
        centre_recipient: CENTRE_RECIPIENT.to_owned(),
        recovery_recipient: RECOVERY_RECIPIENT.to_owned(),
        root: RootRef { version: 1, digest: [1; 32] },
        pack: PackRef { contest: CONTEST.to_owned(), version: 3, digest: [3; 32] },
        valid_from: crate::days::day("2026-10-01"),
        valid_to: crate::days::day("2026-12-31"),
        max_per_day: 200,
        time: Moment(1_790_000_050_000),
    }
}

fn secrets() -> Secrets {
    Secrets {
        draw_key: Secret::from_bytes(&mut [11; 32]),
        person_key: Secret::from_bytes(&mut [12; 32]),
        pack_identity: Some(demo_centre::RECOVERY_IDENTITY.to_owned().into()),
    }
}

pub fn accepted(bytes: &[u8]) -> Result<(Grant, Secrets), BundleFault> {
    grant::open(bytes, &keys(), &asking(), CENTRE_IDENTITY)
}

#[test]
fn a_request_is_read_as_it_was_asked() {
    let bytes = request::write(&asking(), &station_key()).unwrap();
    let read = request::open(&bytes).unwrap();
    assert_eq!(read, asking());
    assert_eq!(read.fingerprint().split('-').count(), 8);
    assert_eq!(read.station, request::station_of(&read.key));
    let mut other = asking();
    other.village = "thôn Ngọc Lạc".to_owned();
    assert_ne!(other.fingerprint(), read.fingerprint());
    assert!(matches!(request::write(&asking(), &other_key()), Err(BundleFault::WrongKey { .. })));
    every_byte_matters("request", &bytes, |bytes| request::open(bytes).is_ok());
}

#[test]
fn a_request_that_nobody_could_answer_is_not_written() {
    let refused = |change: &dyn Fn(&mut Request), field: &str| {
        let mut asked = asking();
        change(&mut asked);
        let fault = request::write(&asked, &station_key()).unwrap_err();
        assert!(format!("{fault:?}").contains(&format!("{field:?}")), "{fault:?}");
    };
    refused(&|it| it.recipient = "age1nobody".to_owned(), "recipient");
    for village in ["", " thôn", "thôn  A", "thôn\u{202e}A", "thôn\u{1b}[2J", "tho\u{302}n A", &"x".repeat(101)] {
        refused(&|it| it.village = village.to_owned(), "village");
    }
    refused(&|it| it.app = "a\nb".to_owned(), "app");
}

#[test]
fn a_request_with_an_id_of_another_form_is_refused() {
    let bytes = request::write(&asking(), &station_key()).unwrap();
    let members = tramso::crypto::parcel::read(&bytes, 2).unwrap();
    let refused = |from: &str, to: &str, field: &str| {
        let body = String::from_utf8(members[0].bytes.to_vec()).unwrap();
        assert!(body.contains(from), "{body}");
        let body = body.replacen(from, to, 1);
        let bytes = super::raw::tied(&[(members[0].name, body.as_bytes()), (members[1].name, members[1].bytes)]);
        let fault = request::open(&bytes).unwrap_err();
        assert!(format!("{fault:?}").contains(&format!("{field:?}")), "{fault:?}");
    };
    let (station, epoch) = (asking().station, asking().epoch);
    refused(&station, &station.to_uppercase(), "kiosk");
    refused(&format!("\"epoch\":\"{epoch}\""), "\"epoch\":\"\"", "epoch");
}

/// The enrolment key signs with its own id; a station's key always has the id that follows from it.
#[test]
fn a_key_under_another_id_is_no_stations_key() {
    let key = enrol_key();
    let asked = Request { key: key.public().clone(), ..asking() };
    let fault = request::write(&asked, &key).unwrap_err();
    assert!(matches!(fault, BundleFault::Value { field: "key", .. }), "{fault:?}");
}

fn checked() -> MachineCheck {
    let part = |part: &str, light, code: Option<&str>| CheckedPart {
        part: part.to_owned(),
        light,
        code: code.map(str::to_owned),
    };
    MachineCheck {
        at: Moment(crate::days::MADE_MS - 60_000),
        columns: Some(85),
        rows: Some(24),
        answer_us: Some(1_840),
        free_mb: Some(52_100),
        memory_mb: None,
        parts: vec![
            part("screen", Light::Green, None),
            part("disk", Light::Amber, Some("TS-D39")),
            part("user", Light::Red, Some("TS-D47")),
            // What a newer program looks at is taken as it is named.
            part("later-part", Light::Amber, Some("TS-D99")),
        ],
    }
}

#[test]
fn a_check_of_the_machine_goes_with_a_request_of_the_second_version() {
    let asked = Request { check: Some(checked()), ..asking() };
    let bytes = request::write(&asked, &station_key()).unwrap();
    assert_eq!(request::open(&bytes).unwrap(), asked);
    let members = parcel::read(&bytes, 2).unwrap();
    let body = String::from_utf8(members[0].bytes.to_vec()).unwrap();
    assert!(body.starts_with("{\"v\":2,"), "{body}");
    let signed = |body: &str| {
        let signature = station_key().sign(body.as_bytes(), &asking().comment()).unwrap();
        let bytes = tied(&[("request.json", body.as_bytes()), ("request.json.minisig", signature.as_bytes())]);
        request::open(&bytes).map(|_| ())
    };
    assert_eq!(signed(&body), Ok(()), "the control");
    let plain = String::from_utf8(
        parcel::read(&request::write(&asking(), &station_key()).unwrap(), 2).unwrap()[0].bytes.to_vec(),
    );
    let plain = plain.unwrap();
    for wrong in [
        body.replacen("\"v\":2", "\"v\":1", 1),
        plain.replacen("\"v\":1", "\"v\":2", 1),
        body.replacen("amber", "yellow", 1),
        body.replacen("TS-D39", "Hoa 0912", 1),
        body.replacen("later-part", "may cua Hoa", 1),
        body.replacen("later-part", "screen", 1),
        body.replacen(",\"code\":\"TS-D39\"", "", 1),
        body.replacen("\"light\":\"green\"", "\"light\":\"green\",\"code\":\"TS-D01\"", 1),
        body.replacen("\"memory_mb\":null", "\"memory_mb\":null,\"serial\":7", 1),
        body.replacen("\"columns\":85", "\"columns\":-1", 1),
    ] {
        assert!(wrong != body && wrong != plain, "{wrong}");
        assert!(signed(&wrong).is_err(), "{wrong}");
    }
    let newer = signed(&body.replacen("\"v\":2", "\"v\":3", 1));
    assert!(matches!(newer, Err(BundleFault::NewerShape { v: 3, .. })), "{newer:?}");
    // Neither more parts than a check has, nor more bytes than a request.
    let many = |n: usize| {
        let part = |at: usize| CheckedPart {
            part: "x".repeat(at % 16 + 1) + &"y".repeat(at / 16),
            light: Light::Green,
            code: None,
        };
        let check = MachineCheck { parts: (0..n).map(part).filter(|one| one.part.len() <= 16).collect(), ..checked() };
        request::write(&Request { check: Some(check), ..asking() }, &station_key())
    };
    assert!(many(20).is_ok() && many(200).is_err());
}

#[test]
fn the_golden_request_with_a_check_opens_for_ever() {
    let path = fixtures("good-bundles").join("request-checked.tsq");
    let asked = Request { check: Some(checked()), ..asking() };
    if making() {
        fs::write(&path, request::write(&asked, &station_key()).unwrap()).unwrap();
    }
    assert_eq!(request::open(&fs::read(path).unwrap()).unwrap(), asked);
}

#[test]
fn a_grant_arrives_with_its_secrets() {
    let asked = asking();
    let bytes = grant::write(&granted(&asked), &secrets(), &asked, &enrol_key()).unwrap();
    let (read, held) = accepted(&bytes).unwrap();
    assert_eq!(read, granted(&asked));
    assert_eq!((held.draw_key.bytes(), held.person_key.bytes()), (&[11; 32], &[12; 32]));
    assert_eq!(held.pack_identity.as_deref().map(String::as_str), Some(demo_centre::RECOVERY_IDENTITY));
    assert_eq!(grant::claimed_pack(&bytes).unwrap(), (read.root, read.pack.clone()));
    assert_eq!(format!("{held:?}"), "Secrets(…)");
    // Nothing secret is in it openly.
    let hidden = ["0b".repeat(32), "0c".repeat(32), "AGE-SECRET".to_owned()];
    let text = String::from_utf8_lossy(&bytes).into_owned();
    assert!(hidden.iter().all(|secret| !text.contains(secret.as_str())) && text.contains("age1"));
    every_byte_matters("grant", &bytes, |bytes| accepted(bytes).is_ok());
}

#[test]
fn the_golden_request_and_grant_open_for_ever() {
    let folder = fixtures("good-bundles");
    if making() {
        let asked = asking();
        fs::write(folder.join("request.tsq"), request::write(&asked, &station_key()).unwrap()).unwrap();
        let grant = grant::write(&granted(&asked), &secrets(), &asked, &enrol_key()).unwrap();
        fs::write(folder.join("grant.tsg"), grant).unwrap();
    }
    assert_eq!(request::open(&fs::read(folder.join("request.tsq")).unwrap()).unwrap(), asking());
    assert_eq!(accepted(&fs::read(folder.join("grant.tsg")).unwrap()).unwrap().0, granted(&asking()));
}

#[test]
fn a_grant_answers_one_request_and_no_other() {
    let asked = asking();
    let bytes = grant::write(&granted(&asked), &secrets(), &asked, &enrol_key()).unwrap();
    let opened = |asked: &Request| grant::open(&bytes, &keys(), asked, CENTRE_IDENTITY).unwrap_err();
    let later = Request { wall: Moment(1), ..asking() };
    assert!(matches!(opened(&later), BundleFault::Contradiction { field: "request", .. }));
    let other = Request { station: "0".repeat(32).parse().unwrap(), ..asking() };
    assert!(matches!(opened(&other), BundleFault::WrongKiosk { .. }));
    let epoch = Request { epoch: "00000002".parse().unwrap(), ..asking() };
    assert!(matches!(opened(&epoch), BundleFault::WrongEpoch { .. }));
    let by_receipt = grant::write(&granted(&asked), &secrets(), &asked, &demo_key(demo_centre::RECEIPT_KEY)).unwrap();
    assert!(matches!(accepted(&by_receipt), Err(BundleFault::WrongKey { .. })));
    let closed = grant::open(&bytes, &keys(), &asked, demo_centre::RECOVERY_IDENTITY).unwrap_err();
    assert!(matches!(closed, BundleFault::Unseal(_)));
}

/// The sealed part is another's: another grant's, another length, another kiosk's inside.
#[test]
fn secrets_of_another_grant_are_refused() {
    let asked = asking();
    let bytes = grant::write(&granted(&asked), &secrets(), &asked, &enrol_key()).unwrap();
    let members = parcel::read(&bytes, 3).unwrap();
    let (body, signature) = (members[0].bytes, members[1].bytes);
    let with = |body: &[u8], signature: &[u8], sealed: &[u8]| {
        tied(&[("grant.json", body), ("grant.json.minisig", signature), ("secrets.json.age", sealed)])
    };
    let longer = seal_to(CENTRE_RECIPIENT, &[b'x'; 700]).unwrap();
    assert!(matches!(accepted(&with(body, signature, &longer)), Err(BundleFault::Length { .. })));
    let mut changed = members[2].bytes.to_vec();
    changed[300] ^= 1;
    assert!(matches!(accepted(&with(body, signature, &changed)), Err(BundleFault::Digest { .. })));

    // Somebody with the enrolment key wraps what was sealed for another station.
    let resealed = |inside: &str| {
        let sealed = seal_to(CENTRE_RECIPIENT, inside.as_bytes()).unwrap();
        let text = std::str::from_utf8(body).unwrap();
        let (before, _) = text.split_once("\"secrets\":").unwrap();
        let digest = tramso::crypto::hex(&sha256(&[&sealed]));
        let (len, plain_len) = (sealed.len(), inside.len());
        let body = format!("{before}\"secrets\":{{\"len\":{len},\"sha256\":\"{digest}\",\"plain_len\":{plain_len}}}}}");
        let signature = enrol_key().sign(body.as_bytes(), &granted(&asking()).comment()).unwrap();
        accepted(&with(body.as_bytes(), signature.as_bytes(), &sealed)).map(|_| ())
    };
    let of = first_epoch();
    let inside = |station: &str, more: &str| {
        let (draw, person) = ("0b".repeat(32), "0c".repeat(32));
        format!(
            r#"{{"v":1,"kind":"secrets","contest":"{}","kiosk":"{station}","epoch":"{}","draw_key":"{draw}","person_key":"{person}","pack_identity":null{more}}}"#,
            of.contest, of.epoch
        )
    };
    assert_eq!(resealed(&inside(&of.station, "")), Ok(()), "the control");
    assert!(matches!(resealed(&inside(&"0".repeat(32), "")), Err(BundleFault::OtherPayload { .. })));
    assert!(matches!(resealed(&inside(&of.station, ",\"more\":1")), Err(BundleFault::Shape { .. })));
}

/// Grants that are each wrong in one way.
pub fn broken_grants() -> Vec<Broken> {
    let asked = asking();
    let good = grant::write(&granted(&asked), &secrets(), &asked, &enrol_key()).unwrap();
    let members = parcel::read(&good, 3).unwrap();
    let text = std::str::from_utf8(members[0].bytes).unwrap();
    let comment = granted(&asked).comment();
    let tied_with = |body: &[u8], key: &SigningKey, comment: &str, sealed: &[u8]| {
        let signature = key.sign(body, comment).unwrap();
        tied(&[("grant.json", body), ("grant.json.minisig", signature.as_bytes()), ("secrets.json.age", sealed)])
    };
    let with_text = |from: &str, to: &str| {
        assert!(text.contains(from), "{from} not in {text}");
        let (body, comment) = (text.replacen(from, to, 1), comment.replacen(from, to, 1));
        tied_with(body.as_bytes(), &enrol_key(), &comment, members[2].bytes)
    };
    let resealed = |recipient: &str, inside: &[u8]| {
        let sealed = seal_to(recipient, inside).unwrap();
        let (before, _) = text.split_once("\"secrets\":").unwrap();
        let digest = tramso::crypto::hex(&sha256(&[&sealed]));
        let (len, plain_len) = (sealed.len(), inside.len());
        let body = format!("{before}\"secrets\":{{\"len\":{len},\"sha256\":\"{digest}\",\"plain_len\":{plain_len}}}}}");
        tied_with(body.as_bytes(), &enrol_key(), &comment, &sealed)
    };
    let mut damaged = members[2].bytes.to_vec();
    damaged[300] ^= 1;
    let request = format!("\"request\":\"{}", &tramso::crypto::hex(&asked.digest())[..8]);
    let others = format!(
        r#"{{"v":1,"kind":"secrets","contest":"{CONTEST}","kiosk":"{0}","epoch":"{1}","draw_key":"{2}","person_key":"{2}","pack_identity":null}}"#,
        "0".repeat(32),
        first_epoch().epoch,
        "0b".repeat(32)
    );
    let body = text.as_bytes();
    vec![
        (
            "signed-by-a-receipt-key",
            "WrongKey",
            tied_with(body, &demo_key(demo_centre::RECEIPT_KEY), &comment, members[2].bytes),
        ),
        ("signed-as-a-request", "Comment", tied_with(body, &enrol_key(), &asked.comment(), members[2].bytes)),
        (
            "for-another-request",
            "Contradiction { member: \"grant.json\", field: \"request\" }",
            with_text(&request, "\"request\":\"00000000"),
        ),
        ("for-another-kiosk", "WrongKiosk", with_text(&asked.station, &"0".repeat(32))),
        ("for-another-epoch", "WrongEpoch", with_text(&asked.epoch, "00000009")),
        (
            "unknown-key",
            "Shape { member: \"grant.json\", message: \"unknown field",
            with_text("\"number\":1", "\"number\":1,\"admin\":true"),
        ),
        (
            "ends-before-it-begins",
            "Value { member: \"grant.json\", field: \"valid_to\" }",
            with_text("2026-12-31", "2026-09-30"),
        ),
        ("no-such-day", "Shape { member: \"grant.json\", message: \"no date", with_text("2026-12-31", "2026-02-30")),
        (
            "one-recipient-twice",
            "Value { member: \"grant.json\", field: \"recipients\" }",
            with_text(RECOVERY_RECIPIENT, CENTRE_RECIPIENT),
        ),
        (
            "escape-in-the-village",
            "Value { member: \"grant.json\", field: \"village\" }",
            with_text("thôn Ngọc Lặc", "thôn\\u001b[2J"),
        ),
        (
            "secrets-changed",
            "Digest { member: \"secrets.json.age\" }",
            tied_with(body, &enrol_key(), &comment, &damaged),
        ),
        (
            "secrets-longer",
            "Length { member: \"secrets.json.age\"",
            tied_with(body, &enrol_key(), &comment, &[&damaged[..], b"x"].concat()),
        ),
        ("secrets-of-another-station", "OtherPayload", resealed(CENTRE_RECIPIENT, others.as_bytes())),
        ("secrets-that-are-none", "Shape { member: \"secrets.json.age\"", resealed(CENTRE_RECIPIENT, b"{}")),
        ("secrets-for-somebody-else", "Unseal(WrongKey)", resealed(RECOVERY_RECIPIENT, b"{}")),
        (
            "secrets-missing",
            "Member { wanted: Some(\"secrets.json.age\"), found: None }",
            tied(&[("grant.json", body), ("grant.json.minisig", members[1].bytes)]),
        ),
    ]
}

/// Requests that are each wrong in one way.
pub fn broken_requests() -> Vec<Broken> {
    let asked = asking();
    let good = request::write(&asked, &station_key()).unwrap();
    let members = parcel::read(&good, 2).unwrap();
    let text = std::str::from_utf8(members[0].bytes).unwrap();
    let tied_with = |body: &str, key: &SigningKey, comment: &str| {
        let signature = key.sign(body.as_bytes(), comment).unwrap();
        tied(&[("request.json", body.as_bytes()), ("request.json.minisig", signature.as_bytes())])
    };
    let with_text = |from: &str, to: &str| {
        assert!(text.contains(from), "{from} not in {text}");
        tied_with(&text.replacen(from, to, 1), &station_key(), &asked.comment())
    };
    let mut changed = good.clone();
    let at = changed.windows(5).position(|five| five == b"11113").unwrap();
    changed[at] = b'3';
    let other_id = enrol_key().public().text().to_owned();
    vec![
        ("signed-by-another", "WrongKey", tied_with(text, &other_key(), &asked.comment())),
        ("signed-as-a-grant", "Comment", tied_with(text, &station_key(), &granted(&asked).comment())),
        ("changed", "BadSignature", changed),
        (
            "key-under-another-id",
            "Value { member: \"request.json\", field: \"key\" }",
            with_text(asked.key.text(), &other_id),
        ),
        (
            "kiosk-in-capitals",
            "Value { member: \"request.json\", field: \"kiosk\" }",
            with_text(&asked.station, &asked.station.to_uppercase()),
        ),
        (
            "recipient-that-is-none",
            "Value { member: \"request.json\", field: \"recipient\" }",
            with_text("age1z", "age1y"),
        ),
        ("unit-of-letters", "Value { member: \"request.json\", field: \"commune\" }", with_text("11113", "1111x")),
        ("unknown-key", "Shape { member: \"request.json\"", with_text("\"app\"", "\"root\":1,\"app\"")),
        ("too-large", "MemberTooLarge { member: \"request.json\"", with_text("thôn", &"t".repeat(5000))),
    ]
}
